"""Which way is up for one sensor: its readings folded by VQF, without a magnetometer.

VQF (Laidig & Seel, "VQF: Highly Accurate IMU Orientation Estimation with Bias Estimation and Magnetic Disturbance
Rejection", Information Fusion 91, 2023) is used in its 6D form: chairs, screens and implants spoil magnetometers, and
joint angles need no heading of the room. Its memory is taken out of it after every step, so that it can be saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf, nan
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import SetupError
from formcheck.inertial.mounting import Mounting, direction
from formcheck.inertial.vectors import turned
from formcheck.samples import ImuReading

LOST_S = 0.2
"""A gap between two readings that is longer leaves the angle between them unknown ..."""

SETTLING_S = 0.5
"""... and for this long after it, and after the first reading, the filter is not trusted yet."""

RESTART_S = 2.0
"""A gap that is longer starts the filter anew."""

Vector = NDArray[np.float64]
FilterMemory = Mapping[str, float | bool | tuple[float, ...]]


class _Vqf(Protocol):
    def __init__(self, gyrTs: float) -> None: ...  # noqa: N803 - the library's name

    state: dict[str, object]

    def update(self, gyr: Vector, acc: Vector) -> None: ...

    def getQuat6D(self) -> Vector: ...  # noqa: N802 - the library's name


@dataclass(frozen=True, slots=True)
class OrientationState:
    """All memory of one sensor's orientation.

    Parameters
    ----------
    memory : mapping
        What VQF remembers; empty before the first reading.
    last : ImuReading or None
        The latest reading.
    quaternion : tuple of float
        Orientation of the sensor in a world whose z points upwards and whose heading is its own, w first.
    since_s : float
        Since when there have been readings without a gap; NaN before the first.
    """

    memory: FilterMemory = field(default_factory=dict)
    last: ImuReading | None = None
    quaternion: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 0.0)
    since_s: float = nan

    def is_known(self, t_s: float) -> bool:
        """Tell whether the orientation can be trusted at a time.

        Parameters
        ----------
        t_s : float
            Time, in seconds; not before the latest reading.
        """
        if self.last is None:
            return False
        return t_s - self.last.t_s <= LOST_S and self.last.t_s - self.since_s >= SETTLING_S

    @property
    def up(self) -> Vector:
        """The direction that points upwards, as a unit vector in the sensor's frame, shape (3,)."""
        w, x, y, z = self.quaternion
        return np.array([2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)])

    def up_at(self, t_s: float) -> Vector:
        """Return the direction that points upwards a little after the latest reading, turned on by its rotation.

        Parameters
        ----------
        t_s : float
            Time, in seconds; not before the latest reading.

        Returns
        -------
        ndarray, shape (3,)
            A unit vector in the sensor's frame.
        """
        if self.last is None or t_s <= self.last.t_s:
            return self.up
        elapsed_s = min(t_s - self.last.t_s, LOST_S)
        x, y, z = self.last.gyr_radps
        return np.array(turned(direction(self.up), (x * elapsed_s, y * elapsed_s, z * elapsed_s)))


def step(state: OrientationState, readings: Sequence[ImuReading], mounting: Mounting) -> OrientationState:
    """Take the next readings of one sensor.

    Readings that are missing are filled in along a straight line, so that the filter, which knows one rate only, sees
    none too few.

    Parameters
    ----------
    state : OrientationState
        Memory.
    readings : sequence of ImuReading
        In order of time; one that is not later than the one before is left out.
    mounting : Mounting
        How often the sensor measures, and what its gyroscope reads while nothing turns.

    Returns
    -------
    OrientationState
        New memory.

    Raises
    ------
    SetupError
        VQF is not installed.
    """
    rate_hz, bias = mounting.rate_hz, np.array(mounting.bias_radps)
    made = _filter(state, rate_hz)
    for reading in readings:
        gap_s = inf if state.last is None else reading.t_s - state.last.t_s
        if gap_s <= 0.0:
            continue
        if gap_s > RESTART_S:
            made = _filter(OrientationState(), rate_hz)
        before = reading if gap_s > RESTART_S or state.last is None else state.last
        for gyr, acc in _filled(before, reading, min(gap_s, RESTART_S), rate_hz):
            made.update(gyr - bias, acc)
        state = replace(state, last=reading, since_s=reading.t_s if gap_s > LOST_S else state.since_s)
    w, x, y, z = (float(value) for value in made.getQuat6D())
    memory = {name: _frozen(value) for name, value in made.state.items()}
    return replace(state, memory=memory, quaternion=(w, x, y, z))


def _filter(state: OrientationState, rate_hz: float) -> _Vqf:
    made = _vqf_class()(1.0 / rate_hz)
    if state.memory:
        made.state = {name: _unfrozen(value) for name, value in state.memory.items()}
    return made


def _filled(before: ImuReading, now: ImuReading, gap_s: float, rate_hz: float) -> list[tuple[Vector, Vector]]:
    """Return the readings up to now, those that are missing filled in."""
    count = 1 if before is now else max(1, round(gap_s * rate_hz))
    if count == 1:
        return [(np.array(now.gyr_radps), np.array(now.acc_mps2))]
    shares = np.arange(1, count + 1)[:, None] / count
    gyr = np.array(before.gyr_radps) * (1 - shares) + np.array(now.gyr_radps) * shares
    acc = np.array(before.acc_mps2) * (1 - shares) + np.array(now.acc_mps2) * shares
    return list(zip(gyr, acc, strict=True))


def _frozen(value: object) -> float | bool | tuple[float, ...]:
    match value:
        case bool() | float():
            return value
        case list():
            return tuple(float(one) for one in value)
        case _:
            raise TypeError(f"VQF remembers {value!r}, which is neither a number nor a list of them")


def _unfrozen(value: float | bool | tuple[float, ...]) -> object:
    return list(value) if isinstance(value, tuple) else value


@cache
def _vqf_class() -> type[_Vqf]:
    try:
        from vqf import VQF  # noqa: PLC0415 - an extra, missed only where sensors are used
    except ImportError as error:
        raise SetupError(
            "sensors need the package vqf, which is not installed.",
            next_step="Install it: pip install 'formcheck[sensors]'",
        ) from error
    return cast("type[_Vqf]", VQF)
