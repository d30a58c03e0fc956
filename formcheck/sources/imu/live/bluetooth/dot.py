"""What a Movella DOT sends over Bluetooth, read: bytes in, readings out. Not tried on a real one.

As the maker's "Movella DOT BLE Service Specification" has it: a mode is asked for, and what it measures comes in one of
three characteristics by its length, little-endian, what is not used filled up with zeros. Of all modes, "rate
quantities" is asked for: acceleration with gravity in m/s², angular velocity in °/s, and the sensor's own time in
microseconds. Most others tell acceleration without gravity, of which nothing can be made.
"""

from __future__ import annotations

from math import hypot, radians
from struct import Struct
from typing import Final

from formcheck.errors import SensorError
from formcheck.samples import GRAVITY_MPS2, ImuReading, Place
from formcheck.sources.imu.format import no_gravity

MAKER: Final = "Movella DOT"
NAMES: Final = ("movella dot", "xsens dot")
"""How they call themselves, in small letters."""

CONTROL: Final = "15172001-4947-11e9-8646-d663bd873d93"
MEDIUM: Final = "15172003-4947-11e9-8646-d663bd873d93"
BATTERY: Final = "15173001-4947-11e9-8646-d663bd873d93"

RATE_QUANTITIES: Final = 21
START: Final = bytes((1, 1, RATE_QUANTITIES))
STOP: Final = bytes((1, 0, RATE_QUANTITIES))

CLOCK_WRAP_US: Final = 1 << 32
"""The clock has 32 bits: it begins again after 71.6 minutes."""

_RATES: Final = Struct("<I6f")
_GRAVITY_OVER: Final = 60  # readings: a second
_MODE_STEP: Final = "End the app that has set it, switch the sensor off and on, and try again."


class DotReader:
    """Reads the notifications of one sensor, from when it was connected.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._last_us, self._rounds = 0, 0
        self._acc_sum, self._count = 0.0, 0

    def read(self, payload: bytes) -> list[ImuReading]:
        """Return the reading in a notification, its time on the sensor's own clock, in seconds.

        Parameters
        ----------
        payload : bytes
            The value of the characteristic for medium payloads.

        Raises
        ------
        SensorError
            It is not of the mode asked for, or the acceleration is without gravity.
        """
        if len(payload) < _RATES.size or any(payload[_RATES.size :]):
            raise SensorError(
                f"sends {len(payload)} bytes of another mode; expected rate quantities ({_RATES.size} bytes).",
                where=f"{MAKER}, {self._place}",
                next_step=_MODE_STEP,
            )
        clock_us, ax, ay, az, gx, gy, gz = _RATES.unpack_from(payload)
        self._check_gravity(hypot(ax, ay, az))
        return [ImuReading(self._time_s(clock_us), self._place, (ax, ay, az), (radians(gx), radians(gy), radians(gz)))]

    def _time_s(self, clock_us: int) -> float:
        if clock_us < self._last_us - CLOCK_WRAP_US // 2:
            self._rounds += 1
        self._last_us = clock_us
        return (clock_us + self._rounds * CLOCK_WRAP_US) * 1e-6

    def _check_gravity(self, acc_mps2: float) -> None:
        """Refuse free acceleration, whatever the mode says: over the first second it would be next to nothing."""
        if self._count >= _GRAVITY_OVER:
            return
        self._acc_sum, self._count = self._acc_sum + acc_mps2, self._count + 1
        if self._count == _GRAVITY_OVER and self._acc_sum / self._count < GRAVITY_MPS2 / 2.0:
            raise no_gravity(f"{MAKER}, {self._place}", "free acceleration")


def check_mode(control: bytes, place: Place) -> None:
    """Check that a sensor measures what it was asked for.

    Parameters
    ----------
    control : bytes
        The value of the control characteristic, read after the start.
    place : Place
        Where the sensor is strapped to, for the error.

    Raises
    ------
    SensorError
        It measures something else.
    """
    if len(control) >= 3 and control[2] != RATE_QUANTITIES:
        raise SensorError(
            f"measures in mode {control[2]}; expected {RATE_QUANTITIES}, rate quantities.",
            where=f"{MAKER}, {place}",
            next_step=_MODE_STEP,
        )


def battery_share(value: bytes) -> float | None:
    """Return how full the battery is, from 0 to 1; None where the sensor does not tell.

    Parameters
    ----------
    value : bytes
        The value of the battery characteristic.
    """
    return value[0] / 100.0 if value and value[0] <= 100 else None
