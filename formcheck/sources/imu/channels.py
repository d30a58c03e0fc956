"""Channels of a stream, told by their names and units: the three axes of acceleration and of rotation of each sensor.

Programs name them as they like (``acc_x``, ``AccX``, ``right_shank_gyro_y``); the unit says what is measured, the last
letter along which axis, and what stands before on which sensor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.errors import SensorError
from formcheck.sources.imu.format import lacks, no_gravity
from formcheck.sources.imu.tables import plain_name
from formcheck.sources.imu.tracks import Floats
from formcheck.sources.imu.units import acceleration_factor, rotation_factor

_LABEL: Final = re.compile(
    r"(?P<sensor>.*?)_?(?P<without>linear_|free_|user_)?"
    r"(?P<kind>accelerometer|acceleration|accel|acc|gyroscope|gyro|gyr|angular_velocity|rate_of_turn|(?<![a-z])[agw])?"
    r"_?(?P<axis>[xyz])"
)
_OF_SENSORS: Final = re.compile(r"imu|acc|gyr|inertial|motion", re.IGNORECASE)
_AXES: Final = "xyz"
_DESCRIBE: Final = (
    "Let the program that makes the stream say the label and the unit (m/s^2 or g, rad/s or deg/s) of every channel."
)

Axis = tuple[str, int, float]
"""An axis, the channel that measures along it, and what makes its numbers ours."""


@dataclass(frozen=True, slots=True)
class ImuChannels:
    """Which channels of a stream one sensor fills.

    Parameters
    ----------
    name : str
        What the sensor is called; the stream's own name where its channels do not tell.
    acc, gyr : tuple of int
        The channels of acceleration and of rotation along x, y and z.
    acc_factor, gyr_factor : float
        What makes them m/s² and rad/s.
    """

    name: str
    acc: tuple[int, ...]
    gyr: tuple[int, ...]
    acc_factor: float
    gyr_factor: float

    def measured(self, samples: Floats) -> tuple[Floats, Floats]:
        """Return acceleration in m/s² and rotation in rad/s.

        Parameters
        ----------
        samples : ndarray, shape (n, channels)
            As the stream has them.
        """
        return samples[:, self.acc] * self.acc_factor, samples[:, self.gyr] * self.gyr_factor


@dataclass(frozen=True, slots=True)
class Described:
    """What a stream says of itself.

    Parameters
    ----------
    name, kind : str
        Its name, and its type, such as ``IMU``.
    labels, units : tuple of str
        Of each channel; empty where it says nothing.
    where : str
        Where it comes from, for errors.
    """

    name: str
    kind: str
    labels: tuple[str, ...]
    units: tuple[str, ...]
    where: str


def find_sensors(stream: Described) -> tuple[ImuChannels, ...]:
    """Return the sensors of a stream; none where it measures something else.

    Parameters
    ----------
    stream : Described
        What it says of itself.

    Raises
    ------
    SensorError
        It is of sensors, but does not say which channel is what, lacks acceleration or rotation, or gravity was
        removed.
    """
    where = f"{stream.where}, stream {stream.name!r}"
    acc: dict[str, list[Axis]] = {}
    gyr: dict[str, list[Axis]] = {}
    unclear: list[str] = []
    for at, (label, unit) in enumerate(zip(stream.labels, stream.units, strict=True)):
        match = _LABEL.fullmatch(plain_name(_parted(label)))
        if match is None:
            continue
        into, factor = (acc, acceleration_factor(unit)) if acceleration_factor(unit) else (gyr, rotation_factor(unit))
        if factor is None:
            unclear += [label] if match["kind"] and not unit else []
            continue
        if into is acc and match["without"]:
            raise no_gravity(where, label)
        into.setdefault(match["sensor"], []).append((match["axis"], at, factor))
    if unclear or (not acc and not gyr and _is_undescribed(stream)):
        named = ", ".join(unclear) or "its channels"
        raise lacks(where, f"units for {named}" if unclear else f"labels and units for {named}", _DESCRIBE)
    return tuple(_sensor(name, stream.name, where, acc, gyr) for name in dict.fromkeys([*acc, *gyr]))


def _is_undescribed(stream: Described) -> bool:
    return bool(_OF_SENSORS.search(stream.kind)) and not any(stream.units)


def _parted(label: str) -> str:
    """Return ``AccX`` as ``Acc_X``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", label)


def _sensor(name: str, stream: str, where: str, acc: dict[str, list[Axis]], gyr: dict[str, list[Axis]]) -> ImuChannels:
    found = []
    for kinds, what in ((acc, "acceleration"), (gyr, "angular velocity")):
        axes = sorted(kinds.get(name, ()))
        if "".join(axis for axis, _, _ in axes) != _AXES or len({factor for _, _, factor in axes}) != 1:
            raise lacks(
                where, f"{what} along x, y and z, each once and in one unit{f' of {name}' if name else ''}", _DESCRIBE
            )
        found.append((tuple(at for _, at, _ in axes), axes[0][2]))
    (acc_at, acc_factor), (gyr_at, gyr_factor) = found
    return ImuChannels(name or stream, acc_at, gyr_at, acc_factor, gyr_factor)


def as_samples(values: object, where: str) -> Floats:
    """Return what a stream holds as numbers.

    Parameters
    ----------
    values : object
        A row for each sample.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    SensorError
        It holds no numbers.
    """
    try:
        samples = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        fault = "holds text where numbers are expected."
        raise SensorError(fault, where=where, next_step="Record the stream again.") from error
    return samples if samples.ndim == 2 else samples.reshape(0, 0)
