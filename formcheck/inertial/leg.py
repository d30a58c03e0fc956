"""The angles of one leg from the pitches of its segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan
from typing import Final

from formcheck.causes import Cause, CauseKind
from formcheck.inertial import hinge
from formcheck.inertial.hinge import HingeState
from formcheck.inertial.mounting import LEAST_OFF_UPRIGHT, Mounting, ZeroSource, wrapped_deg
from formcheck.inertial.orientation import OrientationState
from formcheck.samples import AngleSample, Dof, Origin, Place, Segment, Side

LEVEL_DEG: Final = -90.0
"""The pitch of a level thigh, which a thigh without a sensor is taken for while somebody sits."""

SEATED_DEG: Final = 30.0
"""A thigh within this of level is that of somebody who sits."""

HANGING_DEG: Final = 30.0
"""A shank within this of upright hangs, and the thigh above it lies on the seat: one that helps a knee along is lifted
while the shank is raised."""

RESTING_S: Final = 5.0
"""How a thigh lies on the seat is averaged over this long: a slip of its sensor is told before it counts for much."""

GUESSED_QUALITY: Final = 0.25
"""A knee above which the thigh's sensor was lost is half as sure: people who sit keep their thighs still."""

_NO_READINGS: Final = (Cause(CauseKind.NO_READINGS),)


@dataclass(frozen=True, slots=True)
class Posed:
    """How one segment lies.

    Parameters
    ----------
    mounting : Mounting
        How the sensor sits on it.
    orientation : OrientationState
        Its orientation.
    pitch_deg : float
        Its pitch; NaN where gravity does not tell it.
    off_upright : float
        How far its axis of flexion is from upright, as a sine, 0 to 1.
    """

    mounting: Mounting
    orientation: OrientationState
    pitch_deg: float
    off_upright: float


@dataclass(frozen=True, slots=True)
class LegState:
    """Memory of one leg's hinges.

    Parameters
    ----------
    knee, ankle : HingeState
        The heading between the sensors on both sides of the joint.
    thigh_deg : float
        The pitch of the thigh when its sensor last told it, of somebody who sits averaged while the shank hung; NaN
        before.
    thigh_s : float
        When its sensor last told it.
    """

    knee: HingeState = field(default_factory=HingeState)
    ankle: HingeState = field(default_factory=HingeState)
    thigh_deg: float = nan
    thigh_s: float = nan


def pose(mounting: Mounting, orientation: OrientationState, t_s: float) -> Posed | None:
    """Return how a segment lies; None where its sensor does not tell.

    Parameters
    ----------
    mounting : Mounting
        How the sensor sits on it.
    orientation : OrientationState
        Its orientation.
    t_s : float
        The time, in seconds; not before the sensor's latest reading.
    """
    if not orientation.is_known(t_s):
        return None
    up = orientation.up_at(t_s)
    off_upright = mounting.off_vertical(up)
    pitch_deg = mounting.pitch_deg(up) if off_upright >= LEAST_OFF_UPRIGHT else nan
    return Posed(mounting, orientation, pitch_deg, off_upright)


def step(
    state: LegState, t_s: float, side: Side, posed: Mapping[Place, Posed], strapped: frozenset[Place]
) -> tuple[LegState, AngleSample]:
    """Measure one leg at one time.

    The angle of a joint is the difference of the pitches beside it; where an axis stands upright, that of a hinge. A
    thigh without a sensor is taken for level while somebody sits, and for in line with the shank while somebody lies;
    one whose sensor was lost while somebody sat, for as it lay while the shank hung.

    Parameters
    ----------
    state : LegState
        Memory.
    t_s : float
        Time, in seconds.
    side : Side
        The leg.
    posed : mapping of Place to Posed
        How the segments lie whose sensors tell.
    strapped : frozenset of Place
        All that bear a sensor.

    Returns
    -------
    LegState, AngleSample
        New memory, and the angles; of the joints that cannot be measured NaN with quality 0.
    """
    thigh, shank, foot = (posed.get(Place(side, segment)) for segment in Segment)
    knee_hinge, *knee = _joint(state.knee, t_s, thigh, shank)
    if thigh is not None:
        state = _remember(state, t_s, thigh, shank)
    elif shank is not None:
        thigh, knee = _without_thigh(shank, state.thigh_deg, is_strapped=Place(side, Segment.THIGH) in strapped)
    ankle_hinge, *ankle = _joint(state.ankle, t_s, foot, shank)
    elevation = [nan, 0.0] if thigh is None else [-90.0 - thigh.pitch_deg, _quality(thigh)]
    found = {Dof.KNEE_FLEXION: knee, Dof.ANKLE_DORSIFLEXION: ankle, Dof.THIGH_ELEVATION: elevation}
    return replace(state, knee=knee_hinge, ankle=ankle_hinge), _sample(t_s, side, found)


def _sample(t_s: float, side: Side, found: Mapping[Dof, list[float]]) -> AngleSample:
    """Return a sample of angles, each with its quality, in which all others are missing."""
    known = {dof: (deg, quality) for dof, (deg, quality) in found.items() if not isnan(deg)}
    return AngleSample(
        t_s,
        side,
        deg=dict.fromkeys(Dof, nan) | {dof: deg for dof, (deg, _) in known.items()},
        quality=dict.fromkeys(Dof, 0.0) | {dof: quality for dof, (_, quality) in known.items()},
        origin=dict.fromkeys(known, Origin.SENSOR),
        why=dict.fromkeys((dof for dof in found if dof not in known), _NO_READINGS),
    )


def _without_thigh(shank: Posed, thigh_deg: float, *, is_strapped: bool) -> tuple[Posed | None, list[float]]:
    """Return what stands for the thigh, if anything, and the knee with its quality."""
    if is_strapped:
        knee_deg = shank.pitch_deg - thigh_deg if _is_seated(thigh_deg) else nan
        return None, [knee_deg, GUESSED_QUALITY * _quality(shank)]
    if shank.mounting.zero is ZeroSource.LYING:
        return shank, [nan, 0.0]
    return None, [shank.pitch_deg - LEVEL_DEG, _quality(shank)]


def _remember(state: LegState, t_s: float, thigh: Posed, shank: Posed | None) -> LegState:
    """Return the memory of how the thigh lies: of somebody who sits, on the seat and not lifted."""
    if not (_is_seated(state.thigh_deg) and _is_seated(thigh.pitch_deg)):
        return replace(state, thigh_deg=thigh.pitch_deg, thigh_s=t_s)
    is_resting = shank is None or abs(shank.pitch_deg) <= HANGING_DEG
    share = min(1.0, (t_s - state.thigh_s) / RESTING_S) if is_resting else 0.0
    return replace(state, thigh_deg=state.thigh_deg + share * (thigh.pitch_deg - state.thigh_deg), thigh_s=t_s)


def _is_seated(thigh_deg: float) -> bool:
    return abs(thigh_deg - LEVEL_DEG) <= SEATED_DEG


def _joint(state: HingeState, t_s: float, minus: Posed | None, plus: Posed | None) -> tuple[HingeState, float, float]:
    """Return the hinge's memory, the angle from one segment to the other, and its quality."""
    if minus is None or plus is None:
        return HingeState(), nan, 0.0
    state, turned_deg = hinge.step(
        state,
        t_s,
        (minus.mounting, minus.orientation.quaternion),
        (plus.mounting, plus.orientation.quaternion),
    )
    if isnan(minus.pitch_deg) or isnan(plus.pitch_deg):
        return state, turned_deg, 1.0
    return state, wrapped_deg(plus.pitch_deg - minus.pitch_deg), min(_quality(minus), _quality(plus))


def _quality(posed: Posed) -> float:
    """Return how good a pitch is: its error grows as one over the sine."""
    return posed.off_upright**2
