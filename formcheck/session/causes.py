"""Why a session was not measured or counted: the causes of all its frames, tallied, and the largest told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isnan
from typing import Final

from formcheck.causes import OF_MOVEMENT, OF_POSTURE, Cause, CauseKind
from formcheck.exercise.plan import Plan
from formcheck.exercise.posture import find_obstacles
from formcheck.kinematics.quality import MOST_OBLIQUE_DEG
from formcheck.kinematics.tally import CauseTally, add, date, find_largest
from formcheck.kinematics.view import measure_front
from formcheck.samples import Dof
from formcheck.session.model import Remark, RemarkKind, Step
from formcheck.session.uncounted import MovedState

REMARKED: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.NECK_FLEXION)
"""The angles of which it is remarked how much they were measured."""


@dataclass(frozen=True, slots=True)
class CausesSeen:
    """What stood in the way in a session.

    Parameters
    ----------
    obstacles : CauseTally
        Why no repetition could start, in frames in which none was under way.
    of_angles : mapping of Dof to CauseTally
        Why each angle was not measured.
    front : float
        Sum of how far the person was turned towards the camera, in trunk lengths; below 0 away from it.
    """

    obstacles: CauseTally = field(default_factory=CauseTally)
    of_angles: Mapping[Dof, CauseTally] = field(default_factory=lambda: dict.fromkeys(REMARKED, CauseTally()))
    front: float = 0.0


def step(plan: Plan, seen: CausesSeen, news: Step) -> CausesSeen:
    """Take one step of the session.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    seen : CausesSeen
        What was tallied so far.
    news : Step
        The next step.
    """
    sample, t_s = news.angles, news.t_s
    front = seen.front + (measure_front(news.view.pose) if news.view is not None and news.view.has_person else 0.0)
    missing = {dof: sample.why[dof] for dof in REMARKED if dof in sample.why and isnan(sample.deg[dof])}
    obstacles = () if news.phase else find_obstacles(plan, sample)
    if not missing and not obstacles:
        return replace(seen, front=front)
    of_angles = {dof: add(known, t_s, missing.get(dof, ())) for dof, known in seen.of_angles.items()}
    return CausesSeen(add(seen.obstacles, t_s, obstacles), of_angles, front)


def why_nothing(plan: Plan, seen: CausesSeen, moved: MovedState, frames: int, in_position: int) -> Remark:
    """Return why nothing was counted.

    What kept a repetition from starting for longer than somebody was ready for one is told; else what kept that which
    moved from being counted; else how small it was.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    seen : CausesSeen
        What stood in the way.
    moved : MovedState
        What moved and was not counted.
    frames, in_position : int
        How many frames there were, and in how many a repetition could have started or was under way.
    """
    largest = find_largest(seen.obstacles)
    if largest is not None and seen.obstacles.spoilt > in_position:
        return _remark(
            plan, largest, seen.obstacles.accounts[largest.kind, largest.part, largest.edge].moments / frames
        )
    longest = max(_hindered(moved), key=lambda one: one[0], default=None)
    if longest is not None:
        return _remark(plan, longest[1], None)
    small = Cause(CauseKind.SMALL, number=round(moved.largest_deg, 1), limit=round(plan.attempt_deg, 1))
    return Remark(RemarkKind.NO_MOVEMENT, plan.driver, cause=small)


def _hindered(moved: MovedState) -> Iterator[tuple[float, Cause]]:
    """Yield how long what was large enough to count went on, each with what kept it from being counted."""
    for one in moved.found:
        if one.cause is not None and one.cause.kind is not CauseKind.SMALL:
            yield one.end_s - (one.end_s if one.start_s is None else one.start_s), one.cause


def _remark(plan: Plan, cause: Cause, share: float | None) -> Remark:
    kind = RemarkKind.OUT_OF_POSITION if cause.kind in OF_POSTURE | OF_MOVEMENT else RemarkKind.NOT_MEASURED
    return Remark(kind, plan.driver, None if share is None else round(share, 3), cause=cause)


def why_seldom(seen: CausesSeen, dof: Dof, first_s: float) -> Cause | None:
    """Return what kept an angle from being measured most of all.

    Parameters
    ----------
    seen : CausesSeen
        What stood in the way.
    dof : Dof
        One of `REMARKED`.
    first_s : float
        When the session began, in seconds.
    """
    largest = find_largest(seen.of_angles[dof])
    return None if largest is None else date(largest, seen.of_angles[dof], first_s)


def turned(seen: CausesSeen, view_deg: float) -> Cause:
    """Return how far from the side the person was seen, and whether from the front or from behind.

    Parameters
    ----------
    seen : CausesSeen
        What stood in the way.
    view_deg : float
        Typical angle to an exact side view, in degrees.
    """
    kind = CauseKind.FROM_FRONT if seen.front >= 0.0 else CauseKind.FROM_BEHIND
    return Cause(kind, number=round(view_deg, 1), limit=MOST_OBLIQUE_DEG)
