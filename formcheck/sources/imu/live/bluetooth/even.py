"""Times for readings that bear none: counted, at the interval at which they come.

When a reading comes says little of when it was made, for the radio collects a few. But they are made evenly and in
order, and none is lost while the connection stands; so they are counted, by an interval that is learned from when they
come. What that is off by, `SenderClock` takes out as it does of every sender's clock.
"""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np

LEARN_S: Final = 1.0
"""Before this, readings are spread between one arrival and the next: their interval is not known yet."""

GAP_S: Final = 0.5
"""After a silence of so long, counting begins anew: what was not sent meanwhile was not counted."""

_OVER_S: Final = 20.0
_EVERY_S: Final = 0.05
_FIRST_S: Final = 0.01


class EvenTimes:
    """Gives the readings of one sensor their times."""

    def __init__(self) -> None:
        self._arrivals: deque[tuple[float, int]] = deque()  # when, and the number of the last reading that had come
        self._last_s = 0.0
        self._came_s = 0.0
        self._number = 0
        self._interval_s: float | None = None

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
        if not self._arrivals or arrived_s - self._came_s > GAP_S:
            self._arrivals.clear()
            self._interval_s = None
            self._last_s = max(self._last_s, arrived_s - count * _FIRST_S)
        step_s = self._interval_s or max(arrived_s - self._last_s, 1e-4) / count
        self._number += count
        self._came_s = arrived_s
        self._learn(arrived_s)
        begin_s = self._last_s
        self._last_s = begin_s + count * step_s
        return [begin_s + (one + 1) * step_s for one in range(count)]

    def _learn(self, arrived_s: float) -> None:
        """Learn the interval by the line through arrivals over numbers."""
        if self._arrivals and arrived_s - self._arrivals[-1][0] < _EVERY_S:
            return
        self._arrivals.append((arrived_s, self._number))
        while arrived_s - self._arrivals[0][0] > _OVER_S:
            self._arrivals.popleft()
        if arrived_s - self._arrivals[0][0] >= LEARN_S:
            times_s, numbers = np.array(self._arrivals, dtype=float).T
            away = numbers - numbers.mean()
            self._interval_s = float(away @ (times_s - times_s.mean()) / (away @ away))
