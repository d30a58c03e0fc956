"""Is the body where the exercise happens, and if not, what is out of place and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from formcheck.causes import Cause, CauseKind, Causes
from formcheck.exercise.definition import Window
from formcheck.exercise.plan import Plan
from formcheck.samples import AngleSample, Dof

HELD_MARGIN_DEG = 30.0
"""A joint that is to be held and is this far outside its window makes it another movement."""

_KINDS = {
    Dof.THIGH_ELEVATION: (CauseKind.THIGH_LOW, CauseKind.THIGH_HIGH),
    Dof.TRUNK_LEAN: (CauseKind.TRUNK_BACK, CauseKind.TRUNK_FORWARD),
    Dof.KNEE_FLEXION: (CauseKind.KNEE_STRAIGHT, CauseKind.KNEE_BENT),
}
"""For each angle what is the matter below its window, and above it."""


def find_misplaced(plan: Plan, sample: AngleSample) -> Causes:
    """Return what is, as far as measured, where this exercise does not happen; nothing where all is in place.

    Thigh and trunk must be inside the exercise's posture; a knee or thigh that is to be held, anywhere near its window.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    sample : AngleSample
        Angles of the working leg; a joint that is NaN speaks neither for nor against.
    """
    return tuple(_find_misplaced(plan, sample))


def _find_misplaced(plan: Plan, sample: AngleSample) -> Iterator[Cause]:
    posture, deg = plan.exercise.posture, sample.deg
    yield from _outside(Dof.THIGH_ELEVATION, deg[Dof.THIGH_ELEVATION], posture.thigh_elevation)
    yield from _outside(Dof.TRUNK_LEAN, deg[Dof.TRUNK_LEAN], posture.trunk_lean)
    for dof, window in plan.held.items():
        if dof is not Dof.ANKLE_DORSIFLEXION:
            yield from _outside(dof, deg[dof], window, HELD_MARGIN_DEG)


def _outside(dof: Dof, deg: float, window: Window, margin_deg: float = 0.0) -> Iterator[Cause]:
    below, above = _KINDS[dof]
    yield from _beyond(below, above, deg, window.min - margin_deg, window.max + margin_deg)


def _beyond(below: CauseKind, above: CauseKind, deg: float, least: float, most: float) -> Iterator[Cause]:
    if deg < least:
        yield Cause(below, number=round(deg, 1), limit=least)
    elif deg > most:
        yield Cause(above, number=round(deg, 1), limit=most)


def find_unhung(plan: Plan, sample: AngleSample) -> Causes:
    """Return how the shank is, as far as measured, not where a repetition starts from; nothing where it is.

    With the legs along a couch knee and thigh can be as on a chair; only the shank does not hang.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    sample : AngleSample
        Angles of the working leg; a joint that is NaN speaks neither for nor against.
    """
    window = plan.exercise.posture.shank_at_rest
    shank_deg = sample.deg[Dof.THIGH_ELEVATION] - sample.deg[Dof.KNEE_FLEXION]
    if window is None or isnan(shank_deg):
        return ()
    return tuple(_beyond(CauseKind.SHANK_LOW, CauseKind.SHANK_HIGH, shank_deg, window.min, window.max))


def find_obstacles(plan: Plan, sample: AngleSample) -> Causes:
    """Return why no repetition can start from here; nothing where one can, once the driver is still for a moment.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    sample : AngleSample
        Angles of the working leg.
    """
    if isnan(sample.deg[plan.driver]):
        return sample.why.get(plan.driver, ())
    misplaced = find_misplaced(plan, sample)
    return misplaced or (*find_unhung(plan, sample), *_find_away(plan, sample.deg[plan.driver]))


def _find_away(plan: Plan, driver_deg: float) -> Causes:
    if plan.is_near_rest(plan.sign * driver_deg):
        return ()
    return (Cause(CauseKind.AWAY_FROM_REST, number=round(driver_deg, 1), limit=plan.rest_required_deg),)
