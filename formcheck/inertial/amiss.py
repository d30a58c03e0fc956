"""What is amiss with a calibration: why a step of it is to be done again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import degrees
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial.recorded import Recorded
from formcheck.inertial.tasks import Stretch, Task
from formcheck.samples import Place, Segment

LEAST_SHARE: Final[Mapping[Task, float]] = {Task.EXTEND: 0.8, Task.TOES: 0.8, Task.LIFT: 0.35}
"""A movement about one axis has at least this share of its rotation about it: real people's knee extensions 0.92 to
0.99; straight legs that are raised turn in and out at the hip as well, and have 0.5 about the level axis that gravity
tells (Yurtman & Barshan)."""

MOST_SPREAD_DEG = 15.0
"""Movements whose axes differ by more were not the same movement."""

MOST_UPRIGHT: Final[Mapping[Task, float]] = {Task.STAND: 0.5, Task.SIT: 0.5, Task.LIE: 0.75}
"""An axis of flexion that points further upwards than this (the cosine) is none of somebody who stands or sits; the
legs of somebody who lies on the back roll outwards, by 32 degrees in one real person."""

STILL_RADPS = 0.15
"""A segment that turns faster, in the mean, is not held still: half as fast as the slowest floss."""

LEAST_STILL_S = 1.0
LEAST_TURN_DEG = 10.0
"""A movement smaller than this shows no axis."""


class FaultKind(StrEnum):
    """Why a step of the calibration is to be done again."""

    TOO_SHORT = "too_short"
    NOT_STILL = "not_still"
    TOO_SMALL = "too_small"
    MIXED_AXES = "mixed_axes"  # not one movement about one axis
    CHANGING_AXIS = "changing_axis"  # one movement was another than the next
    UPRIGHT_AXIS = "upright_axis"
    EXCHANGED = "exchanged"  # another segment's sensor moved
    CONTRADICTING = "contradicting"  # gyroscope and accelerometer do not measure the same movement
    NO_POSTURE = "no_posture"
    NO_MOVEMENT = "no_movement"
    SAME_POSTURE = "same_posture"  # standing and sitting look alike


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


def faults_of(recorded: Recorded, place: Place) -> Iterator[CalibrationFault]:
    """Yield what is amiss about one sensor.

    Parameters
    ----------
    recorded : Recorded
        What every sensor measured.
    place : Place
        The sensor.
    """
    postures = recorded.postures(place)
    if not postures:
        yield CalibrationFault(None, FaultKind.NO_POSTURE, place)
        return
    still = [fault for task in postures for fault in _posture_faults(recorded.of(task, place), task, place)]
    yield from still
    moved = recorded.movement(place)
    if moved is None:
        if place.segment is not Segment.THIGH or not _has_axis_elsewhere(recorded, place):
            yield CalibrationFault(None, FaultKind.NO_MOVEMENT, place)
    elif not still:
        yield from _movement_faults(recorded, moved, place)


def _has_axis_elsewhere(recorded: Recorded, place: Place) -> bool:
    shank = Place(place.side, Segment.SHANK)
    return recorded.axis_between_postures(place) is not None or recorded.movement(shank) is not None


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
    bias = recorded.bias_radps(place)
    axis = recorded.axis_of(task, place)
    turned_deg = degrees(float(np.ptp(recorded.of(task, place).turned_rad(axis.direction, bias))))
    posture = recorded.postures(place)[0]
    upright = abs(float(recorded.of(posture, place).up @ axis.direction))
    for kind, found, limit, is_amiss in (
        (FaultKind.TOO_SMALL, turned_deg, LEAST_TURN_DEG, turned_deg < LEAST_TURN_DEG),
        (FaultKind.MIXED_AXES, axis.share, LEAST_SHARE[task], axis.share < LEAST_SHARE[task]),
        (FaultKind.CHANGING_AXIS, axis.spread_deg, MOST_SPREAD_DEG, axis.spread_deg > MOST_SPREAD_DEG),
        (FaultKind.UPRIGHT_AXIS, upright, MOST_UPRIGHT[posture], upright > MOST_UPRIGHT[posture]),
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
    if other == place or not recorded.has(task, other) or not recorded.postures(other):
        return None
    more, less = (_power(recorded.of(task, one), recorded.bias_radps(one)) for one in (other, place))
    return other if more > max(less, STILL_RADPS**2) else None


def _power(stretch: Stretch, bias_radps: NDArray[np.float64]) -> float:
    return float(np.mean(np.sum(stretch.turning(bias_radps) ** 2, axis=1)))
