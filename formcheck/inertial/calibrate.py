"""From what the sensors measured while a person did as asked, to how each sits on its segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import degrees, hypot, sqrt
from statistics import fmean
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial import orientation, strap
from formcheck.inertial.amiss import CalibrationFault, FaultKind, faults_of
from formcheck.inertial.axis import Axis
from formcheck.inertial.late import lateness_s
from formcheck.inertial.mounting import Mounting, ZeroSource, make_mounting
from formcheck.inertial.orientation import OrientationState
from formcheck.inertial.recorded import Recorded
from formcheck.inertial.strap import is_still
from formcheck.inertial.tasks import POSTURE_PITCH_DEG, Stretch, Task
from formcheck.inertial.vectors import Triple
from formcheck.samples import ImuReading, Place, Segment, Side

CONTRADICTING_DEG = 15.0
"""Gyroscope and accelerometer of one sensor that differ by more in a tenth of the moments without movement do not
measure the same: those of sound ones differ by up to 9 degrees (108 real tracks)."""

_ZERO_OF: Final = {
    Task.STAND: ZeroSource.STANDING,
    Task.SIT: ZeroSource.SEATED,
    Task.LIE: ZeroSource.LYING,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calibration gave.

    Parameters
    ----------
    mountings : tuple of Mounting
        How each sensor sits, of those that could be told.
    faults : tuple of CalibrationFault
        What is to be done again.
    """

    mountings: tuple[Mounting, ...]
    faults: tuple[CalibrationFault, ...] = ()


def calibrate(
    stretches: Mapping[Task, Mapping[Place, Stretch]],
    *,
    knee_seated_deg: float | None = None,
    is_straight_own: bool = False,
) -> Outcome:
    """Tell how each sensor sits.

    Parameters
    ----------
    stretches : mapping of Task to mapping of Place to Stretch
        What each sensor measured in each step. One posture and, for each sensor, one movement must be there; a thigh
        without a movement of its own takes its axis from two postures, or as the shank's sensor lies.
    knee_seated_deg : float, optional
        How far the knee is bent while seated, by a goniometer; without it standing says so, or 90 degrees do.
    is_straight_own : bool
        Whether the furthest extension of the calibration is to be called straight.

    Returns
    -------
    Outcome
        Mountings of all sensors about which nothing is amiss, and what is.
    """
    recorded = Recorded(stretches)
    faults = [fault for place in recorded.places for fault in faults_of(recorded, place)]
    amiss = {fault.place for fault in faults}
    mountings = {place: _mount(recorded, place) for place in recorded.places if place not in amiss}
    for fault in [found for mounting in mountings.values() if (found := _contradiction(recorded, mounting))]:
        faults.append(fault)
        del mountings[fault.place]
    for side in Side:
        _set_lateness(mountings, recorded, side)
        _set_knee(mountings, recorded, side, knee_seated_deg, is_straight_own=is_straight_own)
    return Outcome(tuple(mountings.values()), tuple(faults))


def zeroed_by_camera(mountings: Iterable[Mounting], lacking_deg: Mapping[Side, float]) -> tuple[Mounting, ...]:
    """Return mountings by which every knee reads what a camera read of it; the ankle stays as it is.

    Parameters
    ----------
    mountings : iterable of Mounting
        How sensors sit.
    lacking_deg : mapping of Side to float
        How much more bent the camera read the knee of a leg.
    """
    by_place = {one.place: one for one in mountings}
    for side, by_deg in lacking_deg.items():
        _turn_below_knee(by_place, side, by_deg, ZeroSource.CAMERA)
    return tuple(by_place.values())


# --- axis and zero --------------------------------------------------------------------------------------------------


def _mount(recorded: Recorded, place: Place) -> Mounting:
    posture, axis = recorded.postures(place)[0], _axis(recorded, place)
    stretch = recorded.of(posture, place)
    pitch_deg = POSTURE_PITCH_DEG[posture][place.segment]
    rate_hz = float(1.0 / np.median(np.diff(stretch.t_s)))
    mounting = make_mounting(place, rate_hz, stretch.up, axis.direction, pitch_deg, _ZERO_OF[posture])
    bias = _triple(recorded.bias_radps(place))
    apart = _usual_apart(recorded, place, bias)
    return replace(mounting, share=axis.share, spread_deg=axis.spread_deg, bias_radps=bias, usual_apart=apart)


def _usual_apart(recorded: Recorded, place: Place, bias_radps: Triple) -> float:
    """Return how far up by gyroscope and by accelerometer usually are apart; see `Mounting`."""
    steps = [recorded.of(task, place) for task in Task if recorded.has(task, place)]
    found = [one for stretch in steps for one in strap.usual_apart(_readings(place, stretch), bias_radps)]
    return sqrt(fmean(one * one for one in found)) if found else 0.0


def _axis(recorded: Recorded, place: Place) -> Axis:
    """Return a sensor's axis: of a thigh that of two postures where they are far apart, else that of a movement.

    Sitting down turns the thigh about its axis and about others, too, so its rotation on the way tells less than where
    it begins and ends.
    """
    if place.segment is Segment.THIGH and (between := recorded.axis_between_postures(place)) is not None:
        return between
    moved = recorded.movement(place)
    if moved is not None:
        return recorded.axis_of(moved, place)
    return _as_the_shank(recorded, place)


def _as_the_shank(recorded: Recorded, place: Place) -> Axis:
    """Return the axis of a thigh that never moved: that of the shank's sensor, strapped on the same way round.

    An axis that is somewhat wrong matters little while the thigh keeps still.
    """
    shank = Place(place.side, Segment.SHANK)
    return Axis(_axis(recorded, shank).direction, share=0.0)


def _contradiction(recorded: Recorded, mounting: Mounting) -> CalibrationFault | None:
    """Return the fault of a sensor whose gyroscope and accelerometer do not measure the same movement."""
    moved = recorded.movement(mounting.place)
    if moved is None:
        return None
    apart_deg = [
        degrees(hypot(*(np.array(reading.acc_mps2) / hypot(*reading.acc_mps2) - state.up)))
        for reading, state in _oriented(mounting, recorded.of(moved, mounting.place))
        if is_still(reading)
    ]
    found = float(np.quantile(apart_deg, 0.9)) if apart_deg else 0.0
    if found <= CONTRADICTING_DEG:
        return None
    return CalibrationFault(moved, FaultKind.CONTRADICTING, mounting.place, found, CONTRADICTING_DEG)


def _set_lateness(mountings: dict[Place, Mounting], recorded: Recorded, side: Side) -> None:
    """Tell which of shank and foot is late, and by how much."""
    shank, foot = Place(side, Segment.SHANK), Place(side, Segment.FOOT)
    if not all(place in mountings and recorded.has(Task.EXTEND, place) for place in (shank, foot)):
        return
    late_s = lateness_s(recorded.of(Task.EXTEND, shank), recorded.of(Task.EXTEND, foot))
    place = foot if late_s > 0.0 else shank
    mountings[place] = replace(mountings[place], late_s=abs(late_s))


# --- how bent the knee is -------------------------------------------------------------------------------------------


def _set_knee(
    mountings: dict[Place, Mounting],
    recorded: Recorded,
    side: Side,
    knee_seated_deg: float | None,
    *,
    is_straight_own: bool,
) -> None:
    """Turn shank and foot so that the knee reads what is known of it; the ankle stays as it is."""
    shank = Place(side, Segment.SHANK)
    if shank not in mountings:
        return
    by_deg, zero = 0.0, mountings[shank].zero
    if is_straight_own and recorded.has(Task.EXTEND, shank):
        by_deg, zero = -_least_knee_deg(mountings, recorded, side), ZeroSource.OWN_EXTENSION
    elif knee_seated_deg is not None and recorded.has(Task.SIT, shank):
        found_deg = mountings[shank].pitch_deg(recorded.of(Task.SIT, shank).up) + 90.0
        by_deg, zero = knee_seated_deg - found_deg, ZeroSource.TYPED
    _turn_below_knee(mountings, side, by_deg, zero)


def _turn_below_knee(mountings: dict[Place, Mounting], side: Side, by_deg: float, zero: ZeroSource) -> None:
    shank, foot = Place(side, Segment.SHANK), Place(side, Segment.FOOT)
    mountings[shank] = replace(mountings[shank].turned(by_deg), zero=zero)
    if foot in mountings:
        mountings[foot] = mountings[foot].turned(by_deg)  # the ankle's zero is what it was


def _least_knee_deg(mountings: Mapping[Place, Mounting], recorded: Recorded, side: Side) -> float:
    shank, thigh = Place(side, Segment.SHANK), Place(side, Segment.THIGH)
    least_deg = min(_pitches_deg(recorded, mountings[shank]))
    if thigh not in mountings or not recorded.has(Task.EXTEND, thigh):
        return least_deg + 90.0
    return least_deg - float(np.median(_pitches_deg(recorded, mountings[thigh])))


def _pitches_deg(recorded: Recorded, mounting: Mounting) -> list[float]:
    stretch = recorded.of(Task.EXTEND, mounting.place)
    return [mounting.pitch_deg(state.up) for _, state in _oriented(mounting, stretch)]


def _oriented(mounting: Mounting, stretch: Stretch) -> list[tuple[ImuReading, OrientationState]]:
    """Return each reading of a stretch with the orientation after it."""
    state, found = OrientationState(), []
    for reading in _readings(mounting.place, stretch):
        state = orientation.step(state, (reading,), mounting)
        found.append((reading, state))
    return found


def _readings(place: Place, stretch: Stretch) -> Iterator[ImuReading]:
    for t_s, acc, gyr in zip(stretch.t_s, stretch.acc_mps2, stretch.gyr_radps, strict=True):
        yield ImuReading(float(t_s), place, _triple(acc), _triple(gyr))


def _triple(values: NDArray[np.float64]) -> Triple:
    x, y, z = (float(value) for value in values)
    return x, y, z
