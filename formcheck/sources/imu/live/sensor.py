"""One sensor as it is heard: its clock, its rate, and what of it could not be used."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.live.clock import SenderClock
from formcheck.sources.imu.live.told import Told

SILENT_AFTER_S: Final = 1.0
"""A sensor that was not heard for so long is taken for lost."""

MAX_TIME_S: Final = 1e11
MAX_ACC_MPS2: Final = 1e4
MAX_GYR_RADPS: Final = 1e4

_RATE_OVER: Final = 200  # readings


@dataclass(frozen=True, slots=True)
class SensorState:
    """What is known of a sensor, for a page that shows it.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    sender : str
        Who sends for it, such as ``phyphox 192.0.2.7``.
    silent_s : float
        How long ago it was last heard, in seconds.
    rate_hz : float
        How often it measures; 0 until that is known.
    received : int
        Readings that came, whether they could be used or not.
    late, repeated, refused : int
        Readings that came too late, that were there already, and that hold impossible numbers.
    contested : int
        Readings that somebody else sent for the same place.
    restarts : int
        How often its clock was set, or began anew.
    battery : float or None
        How full its battery is, from 0 to 1; None where it does not tell.
    """

    place: Place
    sender: str
    silent_s: float
    rate_hz: float
    received: int
    late: int
    repeated: int
    refused: int
    contested: int
    restarts: int
    battery: float | None = None

    @property
    def is_connected(self) -> bool:
        """Whether it was heard just now."""
        return self.silent_s < SILENT_AFTER_S


class LiveSensor:
    """The sensor of one place.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    sender : str
        Who sends for it.

    Attributes
    ----------
    late, repeated : int
        Counted by whoever puts the readings in order.
    """

    def __init__(self, place: Place, sender: str) -> None:
        self._place, self._sender = place, sender
        self._clock = SenderClock()
        self._told = Told()
        self._heard_s = 0.0
        self._recent: deque[float] = deque(maxlen=_RATE_OVER)
        self._received = self._refused = self._contested = self._restarts = 0
        self.late = self.repeated = 0

    def hear(self, readings: Sequence[ImuReading], sender: str, arrived_s: float) -> tuple[ImuReading, ...]:
        """Return the readings of a message with their times on the session's clock; none where it is not their turn.

        While one sender is heard, another one for the same place is not: two phones with the same code would mix.

        Parameters
        ----------
        readings : sequence of ImuReading
            Those of this place, with times of the sender's clock.
        sender : str
            Who sent them.
        arrived_s : float
            When, on the session's clock.
        """
        if sender != self._sender and not self._hand_over(sender, arrived_s):
            self._contested += len(readings)
            return ()
        self._received += len(readings)
        usable = [reading for reading in readings if _is_possible(reading)]
        self._refused += len(readings) - len(usable)
        if not usable:
            return ()
        self._heard_s = arrived_s
        times = self._clock.times(arrived_s, [reading.t_s for reading in usable])
        self._recent.extend(sorted(times))
        self._told.take(times, self._interval_s())
        return tuple(replace(reading, t_s=t_s) for reading, t_s in zip(usable, times, strict=True))

    def _hand_over(self, sender: str, arrived_s: float) -> bool:
        if arrived_s - self._heard_s < SILENT_AFTER_S:
            return False
        self._sender, self._restarts = sender, self._restarts + self._clock.restarts + 1
        self._clock, self._told = SenderClock(), Told()
        self._recent.clear()
        return True

    def is_waited_for(self, t_s: float, now_s: float) -> bool:
        """Tell whether it may still tell something up to a time: it was heard just now, and not all of that has come.

        Parameters
        ----------
        t_s : float
            The time, on the session's clock.
        now_s : float
            The time now.
        """
        return now_s - self._heard_s < SILENT_AFTER_S and self._told.until_s < t_s

    def pass_over(self, t_s: float) -> None:
        """Know that what was missing up to a time is waited for no longer.

        Parameters
        ----------
        t_s : float
            The time, on the session's clock.
        """
        self._told.pass_over(t_s, self._interval_s())

    def _interval_s(self) -> float:
        rate_hz = self._rate_hz()
        return 1.0 / rate_hz if rate_hz > 0.0 else 0.0

    def state(self, now_s: float) -> SensorState:
        """Return what is known of it.

        Parameters
        ----------
        now_s : float
            The time, on the session's clock.
        """
        return SensorState(
            place=self._place,
            sender=self._sender,
            silent_s=max(0.0, now_s - self._heard_s),
            rate_hz=self._rate_hz(),
            received=self._received,
            late=self.late,
            repeated=self.repeated,
            refused=self._refused,
            contested=self._contested,
            restarts=self._restarts + self._clock.restarts,
        )

    def _rate_hz(self) -> float:
        passed_s = self._recent[-1] - self._recent[0] if len(self._recent) >= 2 else 0.0
        return (len(self._recent) - 1) / passed_s if passed_s > 0.0 else 0.0


def _is_possible(reading: ImuReading) -> bool:
    """Tell whether the numbers can have been measured; NaN is not."""
    return (
        isfinite(reading.t_s)
        and abs(reading.t_s) <= MAX_TIME_S
        and all(abs(value) <= MAX_ACC_MPS2 for value in reading.acc_mps2)
        and all(abs(value) <= MAX_GYR_RADPS for value in reading.gyr_radps)
    )
