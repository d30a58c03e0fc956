"""The neutral posture: what the ankle reads with the foot square to the shank.

Shoes and the shape of a foot tilt the heel-to-toe line by a few degrees. A neutral capture measures that tilt once and
takes it out. It comes from an interval the person was told to hold, from the prescription, or from a still start that
plainly *is* neutral: shank upright and sole level, in the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan2, degrees, isnan
from statistics import median
from typing import Literal

from formcheck.kinematics.angles import Point
from formcheck.samples import TIME_TOLERANCE_S

NeutralSource = Literal["none", "still_start", "interval", "prescription"]

STILL_S = 1.0
"""How long a still start must last."""
START_S = 6.0
"""How long after the person came into view it can begin."""
MAX_WOBBLE_DEG = 4.0
"""The range of ankle, shank and sole while still."""
MAX_TILT_DEG = 6.0
"""How far sole and shank may be from level and upright: more is a posture, not an offset."""
MAX_INTERVAL_OFFSET_DEG = 20.0
"""An interval that yields more than this was no neutral posture."""


@dataclass(frozen=True, slots=True)
class NeutralReading:
    """One sample in question: time, ankle angle, and tilts of shank and sole from upright and level, in degrees."""

    t_s: float
    ankle_deg: float
    shank_tilt_deg: float
    sole_tilt_deg: float


@dataclass(frozen=True, slots=True)
class NeutralState:
    """The capture so far.

    Parameters
    ----------
    offset_deg : float
        What is subtracted from the ankle's readings.
    source : str
        Where it came from.
    first_s : float or None
        When the leg was first measured.
    readings : tuple of NeutralReading
        The samples gathered.
    rejected_deg : float or None
        What an interval yielded that was too far off to be a neutral posture; it was not used.
    """

    offset_deg: float = 0.0
    source: NeutralSource = "none"
    first_s: float | None = None
    readings: tuple[NeutralReading, ...] = ()
    rejected_deg: float | None = None


def tilt_deg(a: Point, b: Point) -> float:
    """Return the angle of the line from `a` to `b` with the horizontal, 0 to 90 degrees.

    Parameters
    ----------
    a, b : tuple of float
        Two points (x, y), in pixels; which is the first makes no difference.
    """
    return degrees(atan2(abs(b[1] - a[1]), abs(b[0] - a[0])))


def step(state: NeutralState, reading: NeutralReading, interval_s: tuple[float, float] | None) -> NeutralState:
    """Take one sample into the capture.

    Parameters
    ----------
    state : NeutralState
        Memory.
    reading : NeutralReading
        The sample; a NaN ankle is passed over.
    interval_s : tuple of float or None
        Start and end of the interval the person was told to hold; None to watch for a still start.
    """
    if state.source != "none" or state.rejected_deg is not None or isnan(reading.ankle_deg):
        return state
    first_s = reading.t_s if state.first_s is None else state.first_s
    state = replace(state, first_s=first_s)
    return _within_interval(state, reading, interval_s) if interval_s else _still_start(state, reading, first_s)


def _within_interval(state: NeutralState, reading: NeutralReading, interval_s: tuple[float, float]) -> NeutralState:
    start_s, end_s = interval_s
    if start_s - TIME_TOLERANCE_S <= reading.t_s <= end_s + TIME_TOLERANCE_S:
        return replace(state, readings=(*state.readings, reading))
    if reading.t_s < start_s or not state.readings:
        return state
    offset = median(one.ankle_deg for one in state.readings)
    if abs(offset) > MAX_INTERVAL_OFFSET_DEG:
        return replace(state, rejected_deg=offset, readings=())
    return NeutralState(offset_deg=offset, source="interval", first_s=state.first_s)


def _still_start(state: NeutralState, reading: NeutralReading, first_s: float) -> NeutralState:
    if reading.t_s - first_s > START_S + TIME_TOLERANCE_S:
        return replace(state, readings=())
    if max(reading.shank_tilt_deg, reading.sole_tilt_deg) > MAX_TILT_DEG:
        return replace(state, readings=())
    readings = (*state.readings, reading)
    angles = [one.ankle_deg for one in readings]
    tilts = [one.shank_tilt_deg for one in readings], [one.sole_tilt_deg for one in readings]
    if any(max(values) - min(values) > MAX_WOBBLE_DEG for values in (angles, *tilts)):
        return replace(state, readings=(reading,))
    if reading.t_s - readings[0].t_s < STILL_S - TIME_TOLERANCE_S:
        return replace(state, readings=readings)
    return NeutralState(offset_deg=median(angles), source="still_start", first_s=first_s)
