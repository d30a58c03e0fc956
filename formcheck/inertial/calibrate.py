"""From what the sensors measured while a person did as asked, to how each sits on its segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import degrees
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial import orientation
from formcheck.inertial.axis import Axis, axis_between, axis_of_movement
from formcheck.inertial.mounting import Mounting, ZeroSource, make_mounting
from formcheck.inertial.tasks import MOVED_IN, POSTURE_PITCH_DEG, POSTURES, Stretch, Task
from formcheck.samples import ImuReading, Place, Segment, Side

LEAST_SHARE: Final[Mapping[Task, float]] = {Task.EXTEND: 0.8, Task.TOES: 0.8, Task.LIFT: 0.65}
"""A movement about one axis has at least this share of its rotation about it: real people's knee extensions 0.92 to
0.99, and their straight legs raised, which turn in and out at the hip as well, 0.70 to 0.92 (Yurtman & Barshan)."""

MOST_SPREAD_DEG = 15.0
"""Movements whose axes differ by more were not the same movement."""

MOST_UPRIGHT = 0.5
"""An axis of flexion that points further upwards than this (the cosine) is none of somebody who sits or stands."""

STILL_RADPS = 0.15
"""A segment that turns faster, in the mean, is not held still: half as fast as the slowest floss."""

LEAST_STILL_S = 1.0
LEAST_TURN_DEG = 10.0
"""A movement smaller than this shows no axis."""

LEAST_POSTURES_APART_DEG = 45.0
"""Two postures nearer to one another show no axis."""

Recorded = Mapping[Task, Mapping[Place, Stretch]]


class FaultKind(StrEnum):
    """Why a step of the calibration is to be done again."""

    TOO_SHORT = "too_short"
    NOT_STILL = "not_still"
    TOO_SMALL = "too_small"
    MIXED_AXES = "mixed_axes"  # not one movement about one axis
    CHANGING_AXIS = "changing_axis"  # one movement was another than the next
    UPRIGHT_AXIS = "upright_axis"
    EXCHANGED = "exchanged"  # another segment's sensor moved
    NO_POSTURE = "no_posture"
    NO_MOVEMENT = "no_movement"


@dataclass(frozen=True, slots=True)
class CalibrationFault:
    """Why a step is to be done again.

    Parameters
    ----------
    task : Task or None
        The step; None where no step shows what is needed.
    kind : FaultKind
        Why.
    place : Place
        The sensor concerned.
    found, limit : float or None
        What was found and what may be: seconds, rad/s, degrees or a share, as the kind has it.
    """

    task: Task | None
    kind: FaultKind
    place: Place
    found: float | None = None
    limit: float | None = None


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


def calibrate(recorded: Recorded, *, knee_seated_deg: float | None = None, is_straight_own: bool = False) -> Outcome:
    """Tell how each sensor sits.

    Parameters
    ----------
    recorded : mapping of Task to mapping of Place to Stretch
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
    places = sorted({place for stretches in recorded.values() for place in stretches}, key=str)
    faults = [fault for place in places for fault in _faults(recorded, place)]
    amiss = {fault.place for fault in faults}
    mountings = {place: _mount(recorded, place) for place in places if place not in amiss}
    for side in Side:
        _set_knee(mountings, recorded, side, knee_seated_deg, is_straight_own=is_straight_own)
    return Outcome(tuple(mountings.values()), tuple(faults))


# --- axis and zero --------------------------------------------------------------------------------------------------


def _mount(recorded: Recorded, place: Place) -> Mounting:
    posture = _posture(recorded, place)
    axis = _axis(recorded, place)
    stretch = recorded[posture][place]
    zero = ZeroSource.STANDING if posture is Task.STAND else ZeroSource.SEATED
    pitch_deg = POSTURE_PITCH_DEG[posture][place.segment]
    mounting = make_mounting(place, _rate_hz(stretch), stretch.up, axis.direction, pitch_deg, zero)
    bias = _triple(_bias_radps(recorded, place))
    return replace(mounting, share=axis.share, spread_deg=axis.spread_deg, bias_radps=bias)


def _posture(recorded: Recorded, place: Place) -> Task:
    return next(task for task in POSTURES if place in recorded.get(task, {}))


def _axis(recorded: Recorded, place: Place) -> Axis:
    """Return a sensor's axis: of two postures where they are far apart, else of a movement."""
    if place.segment is Segment.THIGH and (between := _between_postures(recorded, place)) is not None:
        return between
    moved = _movement(recorded, place)
    if moved is not None:
        return axis_of_movement(recorded[moved][place], _bias_radps(recorded, place))
    return _as_the_shank(recorded, place)


def _between_postures(recorded: Recorded, place: Place) -> Axis | None:
    if any(place not in recorded.get(task, {}) for task in (Task.STAND, Task.SIT)):
        return None
    standing, seated = recorded[Task.STAND][place].up, recorded[Task.SIT][place].up
    apart_deg = degrees(float(np.arccos(np.clip(standing @ seated, -1.0, 1.0))))
    return axis_between(standing, seated) if apart_deg >= LEAST_POSTURES_APART_DEG else None


def _movement(recorded: Recorded, place: Place) -> Task | None:
    return next((task for task in MOVED_IN[place.segment] if place in recorded.get(task, {})), None)


def _as_the_shank(recorded: Recorded, place: Place) -> Axis:
    """Return the axis of a thigh that never moved: that of the shank's sensor, strapped on the same way round.

    An axis that is somewhat wrong matters little while the thigh keeps still.
    """
    shank = Place(place.side, Segment.SHANK)
    return Axis(_axis(recorded, shank).direction, share=0.0)


def _bias_radps(recorded: Recorded, place: Place) -> NDArray[np.float64]:
    still = [recorded[task][place].gyr_radps for task in POSTURES if place in recorded.get(task, {})]
    return np.asarray(np.concatenate(still).mean(axis=0))


def _rate_hz(stretch: Stretch) -> float:
    return float(1.0 / np.median(np.diff(stretch.t_s)))


# --- how bent the knee is -------------------------------------------------------------------------------------------


def _set_knee(
    mountings: dict[Place, Mounting],
    recorded: Recorded,
    side: Side,
    knee_seated_deg: float | None,
    *,
    is_straight_own: bool,
) -> None:
    shank = Place(side, Segment.SHANK)
    if shank not in mountings:
        return
    by_deg, zero = 0.0, mountings[shank].zero
    if is_straight_own and shank in recorded.get(Task.EXTEND, {}):
        by_deg, zero = -_least_knee_deg(mountings, recorded, side), ZeroSource.OWN_EXTENSION
    elif knee_seated_deg is not None and shank in recorded.get(Task.SIT, {}):
        found_deg = mountings[shank].pitch_deg(recorded[Task.SIT][shank].up) + 90.0
        by_deg, zero = knee_seated_deg - found_deg, ZeroSource.TYPED
    for place in (shank, Place(side, Segment.FOOT)):  # the foot turns with the shank, so that the ankle stays as it is
        if place in mountings:
            mountings[place] = replace(mountings[place].turned(by_deg), zero=zero)


def _least_knee_deg(mountings: Mapping[Place, Mounting], recorded: Recorded, side: Side) -> float:
    shank, thigh = Place(side, Segment.SHANK), Place(side, Segment.THIGH)
    pitch_deg = _pitches_deg(mountings[shank], recorded[Task.EXTEND][shank])
    if thigh not in mountings:
        return float(pitch_deg.min()) + 90.0
    thigh_deg = _pitches_deg(mountings[thigh], recorded[Task.EXTEND][thigh])
    return float(pitch_deg.min()) - float(np.median(thigh_deg))


def _pitches_deg(mounting: Mounting, stretch: Stretch) -> NDArray[np.float64]:
    state, found = orientation.OrientationState(), []
    for t_s, acc, gyr in zip(stretch.t_s, stretch.acc_mps2, stretch.gyr_radps, strict=True):
        reading = ImuReading(float(t_s), mounting.place, _triple(acc), _triple(gyr))
        state = orientation.step(state, (reading,), mounting)
        found.append(mounting.pitch_deg(state.up))
    return np.array(found)


def _triple(values: NDArray[np.float64]) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return x, y, z


# --- what is amiss --------------------------------------------------------------------------------------------------


def _faults(recorded: Recorded, place: Place) -> Iterator[CalibrationFault]:
    """Yield what is amiss about one sensor."""
    postures = [task for task in POSTURES if place in recorded.get(task, {})]
    if not postures:
        yield CalibrationFault(None, FaultKind.NO_POSTURE, place)
        return
    still = [fault for task in postures for fault in _posture_faults(recorded[task][place], task, place)]
    yield from still
    moved = _movement(recorded, place)
    if moved is None:
        if place.segment is not Segment.THIGH or not _has_axis_elsewhere(recorded, place):
            yield CalibrationFault(None, FaultKind.NO_MOVEMENT, place)
    elif not still:
        yield from _movement_faults(recorded, moved, place)


def _has_axis_elsewhere(recorded: Recorded, place: Place) -> bool:
    shank = Place(place.side, Segment.SHANK)
    return _between_postures(recorded, place) is not None or _movement(recorded, shank) is not None


def _posture_faults(stretch: Stretch, task: Task, place: Place) -> Iterator[CalibrationFault]:
    if stretch.duration_s < LEAST_STILL_S:
        yield CalibrationFault(task, FaultKind.TOO_SHORT, place, stretch.duration_s, LEAST_STILL_S)
        return
    about = stretch.gyr_radps - np.median(stretch.gyr_radps, axis=0)
    turning = float(np.sqrt(np.mean(np.sum(about**2, axis=1))))
    if turning > STILL_RADPS:
        yield CalibrationFault(task, FaultKind.NOT_STILL, place, turning, STILL_RADPS)


def _movement_faults(recorded: Recorded, task: Task, place: Place) -> Iterator[CalibrationFault]:
    if (other := _more_moved(recorded, task, place)) is not None:
        yield CalibrationFault(task, FaultKind.EXCHANGED, other)
        return
    bias = _bias_radps(recorded, place)
    axis = axis_of_movement(recorded[task][place], bias)
    turned_deg = _turned_deg(recorded[task][place], axis, bias)
    upright = abs(float(recorded[_posture(recorded, place)][place].up @ axis.direction))
    for kind, found, limit, is_amiss in (
        (FaultKind.TOO_SMALL, turned_deg, LEAST_TURN_DEG, turned_deg < LEAST_TURN_DEG),
        (FaultKind.MIXED_AXES, axis.share, LEAST_SHARE[task], axis.share < LEAST_SHARE[task]),
        (FaultKind.CHANGING_AXIS, axis.spread_deg, MOST_SPREAD_DEG, axis.spread_deg > MOST_SPREAD_DEG),
        (FaultKind.UPRIGHT_AXIS, upright, MOST_UPRIGHT, upright > MOST_UPRIGHT),
    ):
        if is_amiss:
            yield CalibrationFault(task, kind, place, found, limit)
            return


def _more_moved(recorded: Recorded, task: Task, place: Place) -> Place | None:
    """Return the sensor that turned though another segment was to: two were exchanged, or sit on the wrong segment."""
    still = {Task.EXTEND: Segment.THIGH, Task.TOES: Segment.SHANK}.get(task)
    if still is None:
        return None
    other = Place(place.side, still)
    if other == place or other not in recorded[task]:
        return None
    more, less = (_power(recorded[task][one], _bias_radps(recorded, one)) for one in (other, place))
    return other if more > less else None


def _power(stretch: Stretch, bias_radps: NDArray[np.float64]) -> float:
    return float(np.mean(np.sum((stretch.gyr_radps - bias_radps) ** 2, axis=1)))


def _turned_deg(stretch: Stretch, axis: Axis, bias_radps: NDArray[np.float64]) -> float:
    rate = (stretch.gyr_radps - bias_radps) @ axis.direction
    turned = np.concatenate([[0.0], np.cumsum(rate[1:] * np.diff(stretch.t_s))])
    return degrees(float(turned.max() - turned.min()))
