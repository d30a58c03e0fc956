"""Up to when a sensor has told everything: what is told whole need not be waited for."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from math import inf
from typing import Final

HOLE: Final = 1.6
"""Two readings further apart than so many intervals have another one between them, which may still be on its way."""


class Told:
    """What one sensor has told, without holes.

    Attributes
    ----------
    until_s : float
        Up to here nothing is missing; minus infinity while that is not known.
    """

    def __init__(self) -> None:
        self.until_s = -inf
        self._beyond: list[float] = []

    def take(self, times_s: Iterable[float], interval_s: float) -> None:
        """Take the times of readings.

        Parameters
        ----------
        times_s : iterable of float
            In any order, on the session's clock.
        interval_s : float
            How far they are apart usually; 0 while that is not known: then nothing is known to be whole.
        """
        for t_s in times_s:
            if t_s > self.until_s:
                heappush(self._beyond, t_s)
        self._join(interval_s)

    def pass_over(self, t_s: float, interval_s: float) -> None:
        """Wait no longer for what is missing.

        Parameters
        ----------
        t_s : float
            Up to when.
        interval_s : float
            As for `take`.
        """
        self.until_s = max(self.until_s, t_s)
        self._join(interval_s)

    def _join(self, interval_s: float) -> None:
        while self._beyond and self._beyond[0] - self.until_s <= HOLE * interval_s:
            self.until_s = max(self.until_s, heappop(self._beyond))
