"""The angles of one leg from the pitches of its segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan
from typing import Final

from formcheck.inertial import hinge
from formcheck.inertial.hinge import HingeState
from formcheck.inertial.mounting import LEAST_OFF_UPRIGHT, Mounting, ZeroSource, wrapped_deg
from formcheck.inertial.orientation import OrientationState
from formcheck.samples import AngleSample, Dof, Origin, Place, Segment, Side

LEVEL_DEG: Final = -90.0
"""The pitch of a level thigh, which a thigh without a sensor is taken for while somebody sits."""


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
    """

    knee: HingeState = field(default_factory=HingeState)
    ankle: HingeState = field(default_factory=HingeState)


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
    thigh without a sensor is taken for level while somebody sits, and for in line with the shank while somebody lies.

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
    knee_hinge, knee_deg, knee_quality = _joint(state.knee, t_s, thigh, shank)
    if Place(side, Segment.THIGH) not in strapped and shank is not None:
        if shank.mounting.zero is ZeroSource.LYING:
            thigh = shank
        else:
            knee_deg, knee_quality = shank.pitch_deg - LEVEL_DEG, _quality(shank)
    ankle_hinge, ankle_deg, ankle_quality = _joint(state.ankle, t_s, foot, shank)
    elevation_deg = nan if thigh is None else -90.0 - thigh.pitch_deg
    found = {
        Dof.KNEE_FLEXION: (knee_deg, knee_quality),
        Dof.ANKLE_DORSIFLEXION: (ankle_deg, ankle_quality),
        Dof.THIGH_ELEVATION: (elevation_deg, 0.0 if thigh is None else _quality(thigh)),
    }
    deg = dict.fromkeys(Dof, nan) | {dof: value for dof, (value, _) in found.items()}
    quality = {dof: 0.0 if isnan(deg[dof]) else found[dof][1] for dof in Dof if dof in found}
    sample = AngleSample(
        t_s,
        side,
        deg,
        dict.fromkeys(Dof, 0.0) | quality,
        {dof: Origin.SENSOR for dof, value in deg.items() if not isnan(value)},
    )
    return replace(state, knee=knee_hinge, ankle=ankle_hinge), sample


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
