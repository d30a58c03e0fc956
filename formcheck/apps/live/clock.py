"""The clock of a visit: it goes on from one page or camera to the next, whose clocks begin anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from formcheck.errors import FrameError
from formcheck.samples import Frame, ImuReadings

_RESTART_S: Final = 3.0
"""How long after the last picture the first one by another clock (another page or camera) is taken to be: a gap."""

_LEAP_S: Final = 60.0
"""A time so far from the last one is by another clock, or the computer has slept."""


class VisitClock:
    """The time of the last picture, in seconds, and what turns the time of a page or camera into it.

    Parameters
    ----------
    time_of_day : callable
        Gives the time of day, with its zone.

    Attributes
    ----------
    zero : datetime or None
        The time of day at which this clock would have read zero, had it run like the present camera's; None before the
        first picture.
    """

    def __init__(self, time_of_day: Callable[[], datetime]) -> None:
        self.last_s = 0.0
        self.zero: datetime | None = None
        self._time_of_day = time_of_day
        self._offset_s: float | None = None

    def forget(self) -> None:
        """Forget the clock of the page or camera: the next picture is by another one."""
        self._offset_s = None

    def take(self, frame: Frame) -> Frame:
        """Return a picture with its time on this clock.

        Parameters
        ----------
        frame : Frame
            A picture with its time on the clock of the page or camera. The first one after `forget`, or one more than
            a minute off, is taken to be by another clock, and to come three seconds after the last.

        Raises
        ------
        FrameError
            It is no later than the one before.
        """
        return replace(frame, t_s=frame.t_s + self._shift_s(frame.t_s))

    def take_readings(self, group: ImuReadings) -> ImuReadings:
        """Return what sensors measured with its times on this clock.

        Parameters
        ----------
        group : ImuReadings
            What they measured, with times of their source's clock; as a picture's otherwise.

        Raises
        ------
        FrameError
            It is no later than the one before.
        """
        return group.shifted(self._shift_s(group.t_s))

    def _shift_s(self, t_s: float) -> float:
        """Return how far this clock is ahead, and take the time as the last one."""
        if self._offset_s is None or abs(t_s + self._offset_s - self.last_s) > _LEAP_S:
            self._offset_s = self.last_s + _RESTART_S - t_s
            self.zero = self._time_of_day() - timedelta(seconds=round(self.last_s + _RESTART_S))
        now_s = t_s + self._offset_s
        if not now_s > self.last_s:
            raise FrameError(
                f"was taken {self.last_s - now_s:.3f} s before the last one, expected after it.",
                where="a picture from the page",
                next_step="Reload the page.",
            )
        self.last_s = now_s
        return self._offset_s
