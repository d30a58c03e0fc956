"""Times for readings that bear none: counted, at the interval at which they come.

When a reading comes says little of when it was made, for the radio collects a few, and some come late. But they are
made evenly and in order, and none is lost while the connection stands. So they are counted, and lie on a line over
their numbers: the one below all arrivals, for none comes early.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from formcheck.sources.imu.live.clock import line_below

LEARN_S: Final = 1.0
"""Before this, readings are spread between one arrival and the next: the line is not known yet."""

GAP_S: Final = 2.0
"""After a silence of so long, counting begins anew: what was not sent meanwhile was not counted."""

LATE_S: Final = 0.25
PATIENCE_S: Final = 1.0
"""The same where all has come later than by `LATE_S` for so long; before that, the radio may only have been busy."""

_OVER_S: Final = 15.0
_LEARNED_EVERY_S: Final = 0.25
_FIRST_S: Final = 0.01
_SLEW: Final = 0.1  # times stay in order while the line is corrected, and no interval changes by more than this


class EvenTimes:
    """Gives the readings of one sensor their times."""

    def __init__(self) -> None:
        self._arrivals: deque[tuple[float, float]] = deque()  # the number of the last reading that came, and when
        self._line: tuple[float, float, float] | None = None  # a number and its time, and the interval
        self._number = 0
        self._last_s = self._came_s = self._learned_s = 0.0
        self._late_since_s: float | None = None
        self._is_on_line = False

    def times(self, arrived_s: float, count: int) -> list[float]:
        """Return the times of readings that came at once, strictly later than those before.

        Parameters
        ----------
        arrived_s : float
            When they came, in seconds; never earlier than before.
        count : int
            How many.
        """
        if count == 0:
            return []
        self._number += count
        if not self._arrivals or arrived_s - self._came_s > GAP_S or self._is_late(arrived_s):
            self._begin(arrived_s, count)
        self._came_s = arrived_s
        self._learn(arrived_s)
        begin_s = self._last_s
        step_s = self._step_s(arrived_s, count)
        self._last_s = begin_s + count * step_s
        return [begin_s + (one + 1) * step_s for one in range(count)]

    def _begin(self, arrived_s: float, count: int) -> None:
        interval_s = _FIRST_S if self._line is None else self._line[2]
        self._arrivals.clear()
        self._line = None if self._line is None else (self._number, arrived_s, interval_s)
        self._last_s = max(self._last_s, arrived_s - count * interval_s)
        self._late_since_s = None

    def _is_late(self, arrived_s: float) -> bool:
        """Tell whether readings were lost: all that comes is late by what their number says."""
        if self._line is None or arrived_s - self._on_line_s() <= LATE_S:
            self._late_since_s = None
            return False
        self._late_since_s = arrived_s if self._late_since_s is None else self._late_since_s
        return arrived_s - self._late_since_s >= PATIENCE_S

    def _on_line_s(self) -> float:
        """Return where the last reading belongs."""
        assert self._line is not None
        number, at_s, interval_s = self._line
        return at_s + (self._number - number) * interval_s

    def _step_s(self, arrived_s: float, count: int) -> float:
        """Return the interval that leads to where the last reading belongs."""
        if self._line is None:
            return max(arrived_s - self._last_s, 1e-4) / count
        interval_s = self._line[2]
        wanted_s = (self._on_line_s() - self._last_s) / count
        if not self._is_on_line:  # the first time it may be far
            self._is_on_line = True
            return max(wanted_s, _SLEW * interval_s)
        return min(max(wanted_s, (1.0 - _SLEW) * interval_s), (1.0 + _SLEW) * interval_s)

    def _learn(self, arrived_s: float) -> None:
        self._arrivals.append((float(self._number), arrived_s))
        while arrived_s - self._arrivals[0][1] > _OVER_S:
            self._arrivals.popleft()
        is_due = self._line is None or arrived_s - self._learned_s >= _LEARNED_EVERY_S
        if is_due and self._arrivals[-1][1] - self._arrivals[0][1] >= LEARN_S:
            self._line, self._learned_s = line_below(self._arrivals), arrived_s
