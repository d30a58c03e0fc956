"""What is the matter with a sensor, noticed from its own readings while they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import degrees, hypot, isnan, nan

import numpy as np

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.inertial.leg import Posed
from formcheck.inertial.orientation import OrientationState
from formcheck.samples import ImuReading, ImuReadings, Place

GRAVITY_MPS2 = 9.81

SLIP_DEG = 8.0
"""Between what the gyroscope says is up and what the accelerometer does, while nothing moves: more than a hasty
repetition leaves behind, less than a strap that slips by 10 degrees."""

STILL_S = 0.3
STILL_RADPS = 0.35
STILL_MPS2 = 0.5
"""Nothing moves where for `STILL_S` the rotation is slower and the force nearer to gravity than these."""

UPRIGHT_S = 1.0
"""An axis may stand upright for this long, as a leg that is swung aside does, before the posture is not known."""

LOST_FOR_S = 0.5
"""A sensor that was silent for this long is told as lost."""


@dataclass(frozen=True, slots=True)
class WatchState:
    """What was noticed of one sensor.

    Parameters
    ----------
    heard_s : float
        When it was last heard; NaN before.
    is_lost : bool
        Whether it is told as lost.
    has_slipped : bool
        Whether it sits otherwise than when it was calibrated. It stays so: only a new calibration helps.
    upright_s : float
        Since when its axis has stood upright; NaN while it does not.
    is_upright : bool
        Whether that is told.
    still_s : float
        Since when nothing has moved; NaN while something does.
    apart : tuple of float
        Since then, the sum of up by the accelerometer less up by the gyroscope, in the sensor's frame, and last how
        many readings it is of.
    """

    heard_s: float = nan
    is_lost: bool = False
    has_slipped: bool = False
    upright_s: float = nan
    is_upright: bool = False
    still_s: float = nan
    apart: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    @property
    def is_trusted(self) -> bool:
        """Whether its angle may be used."""
        return not self.has_slipped


def step_all(
    states: Mapping[Place, WatchState],
    raw: ImuReadings,
    orientations: Mapping[Place, OrientationState],
    posed: Mapping[Place, Posed],
) -> tuple[dict[Place, WatchState], tuple[SensorNoticed, ...]]:
    """Watch all sensors.

    Parameters
    ----------
    states : mapping of Place to WatchState
        Memory.
    raw : ImuReadings
        What they measured since the last time.
    orientations : mapping of Place to OrientationState
        Which way is up for each.
    posed : mapping of Place to Posed
        How the segments lie whose sensors tell.

    Returns
    -------
    mapping of Place to WatchState, tuple of SensorNoticed
        New memory, and what there is to tell.
    """
    told: list[SensorNoticed] = []
    after = {}
    for place, state in states.items():
        readings = [reading for reading in raw.readings if reading.place == place]
        after[place], troubles = _step(state, raw.t_s, readings, orientations[place], posed.get(place))
        told += [SensorNoticed(raw.t_s, place, trouble) for trouble in troubles]
    return after, tuple(told)


def _step(
    state: WatchState,
    t_s: float,
    readings: list[ImuReading],
    orientation: OrientationState,
    posed: Posed | None,
) -> tuple[WatchState, list[SensorTrouble]]:
    state, troubles = _hear(state, t_s, is_heard=bool(readings))
    if posed is None:
        return state, troubles
    state, more = _watch_axis(state, t_s, is_upright=isnan(posed.pitch_deg))
    state, slip = _watch_strap(state, readings, orientation)
    return state, [*troubles, *more, *slip]


def _hear(state: WatchState, t_s: float, *, is_heard: bool) -> tuple[WatchState, list[SensorTrouble]]:
    if is_heard:
        return replace(state, heard_s=t_s, is_lost=False), [SensorTrouble.FOUND] if state.is_lost else []
    if isnan(state.heard_s):
        return replace(state, heard_s=t_s), []
    if state.is_lost or t_s - state.heard_s <= LOST_FOR_S:
        return state, []
    return replace(state, is_lost=True), [SensorTrouble.LOST]


def _watch_axis(state: WatchState, t_s: float, *, is_upright: bool) -> tuple[WatchState, list[SensorTrouble]]:
    if not is_upright:
        return replace(state, upright_s=nan, is_upright=False), []
    since_s = t_s if isnan(state.upright_s) else state.upright_s
    is_told = t_s - since_s >= UPRIGHT_S
    news = [SensorTrouble.UPRIGHT_AXIS] if is_told and not state.is_upright else []
    return replace(state, upright_s=since_s, is_upright=is_told), news


def _watch_strap(
    state: WatchState, readings: list[ImuReading], orientation: OrientationState
) -> tuple[WatchState, list[SensorTrouble]]:
    """Compare up by the accelerometer with up by the gyroscope while nothing moves: a strap that slips parts them."""
    for reading in readings:
        state = _compare(state, reading, orientation)
    x, y, z, count = state.apart
    is_long = count > 0.0 and readings and readings[-1].t_s - state.still_s >= STILL_S
    if state.has_slipped or not is_long or degrees(hypot(x, y, z) / count) <= SLIP_DEG:
        return state, []
    return replace(state, has_slipped=True), [SensorTrouble.SLIPPED]


def is_still(reading: ImuReading) -> bool:
    """Tell whether nothing moves in a reading: it turns slowly, and the force on it is gravity's.

    Parameters
    ----------
    reading : ImuReading
        Any reading.
    """
    return hypot(*reading.gyr_radps) <= STILL_RADPS and abs(hypot(*reading.acc_mps2) - GRAVITY_MPS2) <= STILL_MPS2


def _compare(state: WatchState, reading: ImuReading, orientation: OrientationState) -> WatchState:
    if not is_still(reading):
        return replace(state, still_s=nan, apart=(0.0, 0.0, 0.0, 0.0))
    apart = np.append(np.array(reading.acc_mps2) / hypot(*reading.acc_mps2) - orientation.up, 1.0)
    x, y, z, count = (float(value) for value in np.array(state.apart) + apart)
    still_s = reading.t_s if isnan(state.still_s) else state.still_s
    return replace(state, still_s=still_s, apart=(x, y, z, count))
