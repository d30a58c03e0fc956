"""Is the picture the right way up: told by the body in it, where nothing in the file says so.

A body alone does not tell where up is: somebody who lies on the back with the thigh upright looks as somebody does who
sits, in a picture that lies on its side. What is prescribed decides. Where the posture is that of the exercise only
once the picture is turned, it is said by how much; and where what is seen is a posture that people take as well, only
that it may be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import nan
from typing import Final

from formcheck.exercise.definition import Posture, Window
from formcheck.kinematics import view
from formcheck.kinematics.angles import measure_thigh_elevation, measure_trunk_lean
from formcheck.kinematics.turning import QUARTER_TURNS, turn
from formcheck.samples import Pose, QuarterTurn, Side, SourceInfo, has_passed
from formcheck.session.model import Remark, RemarkKind

EVERY_S: Final = 0.25
"""A posture that is looked at so often is not missed."""

LEAST_LOOKS: Final = 5

SELDOM: Final = 0.1
"""What is so in a smaller share of the pictures is so by chance, or in passing."""

MOSTLY: Final = 0.6
"""Of all clips and recordings of seated people, turned or not, 0.8 or more of the pictures have the posture, the right
way up; of those who stand up and walk off in between 0.3."""

_TAKEN: Final = (
    Posture(Window(-25.0, 45.0), Window(-35.0, 65.0)),  # sitting, on a chair or on the floor
    Posture(Window(-20.0, 130.0), Window(-125.0, -55.0)),  # lying on the back
    Posture(Window(-130.0, -45.0), Window(-40.0, 70.0)),  # standing
)
"""Postures that people take: in these, a picture may well be the right way up."""


@dataclass(frozen=True, slots=True)
class UprightTally:
    """What is gathered.

    Parameters
    ----------
    t_s : float
        When it was last looked; NaN before.
    looks : int
        How many times.
    fitting : tuple of int
        In how many of them the posture was that of the exercise, with the picture turned by each of `QUARTER_TURNS`.
    taken : int
        In how many it was, as the picture stands, one that people take.
    """

    t_s: float = nan
    looks: int = 0
    fitting: tuple[int, ...] = (0,) * len(QUARTER_TURNS)
    taken: int = 0


def step(tally: UprightTally, posture: Posture, pose: Pose) -> UprightTally:
    """Look at the person in one picture.

    Parameters
    ----------
    tally : UprightTally
        So far.
    posture : Posture
        That of the exercise.
    pose : Pose
        The body points, of a person in view.
    """
    if not tally.looks or has_passed(pose.t_s - tally.t_s, EVERY_S):
        fits = (is_in_posture(pose, posture, clockwise_deg) for clockwise_deg in QUARTER_TURNS)
        fitting = tuple(count + is_so for count, is_so in zip(tally.fitting, fits, strict=True))
        taken = tally.taken + any(is_in_posture(pose, one) for one in _TAKEN)
        return UprightTally(pose.t_s, tally.looks + 1, fitting, taken)
    return tally


def is_in_posture(pose: Pose, posture: Posture, clockwise_deg: QuarterTurn = 0) -> bool:
    """Tell whether a person is, with the picture turned, where an exercise happens.

    Parameters
    ----------
    pose : Pose
        The body points, of a person in view.
    posture : Posture
        That of the exercise.
    clockwise_deg : int
        By how much to turn the picture.
    """
    turned = turn(pose, clockwise_deg)
    facing = Side.RIGHT if view.vote_facing(turned) >= 0.0 else Side.LEFT
    hip, knee, shoulder = (
        view.point(turned, f"{view.near_side(facing)}_{name}") for name in ("hip", "knee", "shoulder")
    )
    thigh_deg, trunk_deg = measure_thigh_elevation(hip, knee, facing), measure_trunk_lean(hip, shoulder, facing)
    return _is_within(thigh_deg, posture.thigh_elevation) and _is_within(trunk_deg, posture.trunk_lean)


def find_turn(tally: UprightTally) -> QuarterTurn:
    """Return by how much to turn the picture clockwise for the posture to be that of the exercise; 0 for not at all.

    Parameters
    ----------
    tally : UprightTally
        What was gathered.
    """
    if tally.looks < LEAST_LOOKS or tally.fitting[0] > SELDOM * tally.looks:
        return 0
    count, clockwise_deg = max(zip(tally.fitting, QUARTER_TURNS, strict=True), key=lambda one: one[0])
    return clockwise_deg if count >= MOSTLY * tally.looks else 0


def remarks(tally: UprightTally, source: SourceInfo) -> Iterator[Remark]:
    """Yield that the picture is not the right way up, with by how much to turn the file's.

    Parameters
    ----------
    tally : UprightTally
        What was gathered.
    source : SourceInfo
        Which says by how much it was turned already.
    """
    clockwise_deg = find_turn(tally)
    if not clockwise_deg:
        return
    kind = RemarkKind.PICTURE_UPSIDE_DOWN if clockwise_deg == 180 else RemarkKind.PICTURE_ON_ITS_SIDE
    if tally.taken > SELDOM * tally.looks:
        kind = RemarkKind.PERHAPS_TURNED
    # A mirror comes after the turn, and turns the other way round what comes after it.
    more_deg = -clockwise_deg if source.is_mirrored else clockwise_deg
    yield Remark(kind, number=float((source.turned_deg + more_deg) % 360))


def _is_within(deg: float, window: Window) -> bool:
    return window.min <= deg <= window.max
