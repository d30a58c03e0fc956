"""Acceleration and rotation of one phone, which come with times of their own, joined to readings.

Each rotation is given the acceleration of its moment, drawn straight between the two around it. Messages may overtake
each other: what still misses its neighbour waits for it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Final

from formcheck.samples import ImuReading, Place

MAX_GAP_S: Final = 0.06
"""Accelerations further apart than this do not tell what was between them."""

_KEPT_S: Final = 2.0
_KEPT: Final = 2000

Vector = tuple[float, float, float]
Timed = tuple[float, Vector]
"""A time on the sender's clock, and what was measured then."""


class Joiner:
    """Joins the accelerations and rotations of one sensor.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._acc: list[Timed] = []
        self._gyr: list[Timed] = []

    def join(self, acc: Iterable[Timed], gyr: Iterable[Timed]) -> list[ImuReading]:
        """Return the readings that are complete now, in order of time.

        Parameters
        ----------
        acc, gyr : iterable of (float, vector)
            What a message brought: times on the sender's clock in seconds with m/s² and rad/s, in any order.
        """
        acc, gyr = list(acc), list(gyr)
        if _is_begun_anew(self._gyr or self._acc, gyr or acc):
            self._acc, self._gyr = [], []
        for one in acc:
            insort(self._acc, one)
        for one in gyr:
            insort(self._gyr, one)
        joined = [(one, self._at(one[0])) for one in self._gyr]
        self._gyr = [one for one, acceleration in joined if acceleration is None]
        self._forget()
        return [
            ImuReading(t_s, self._place, acceleration, rotation)
            for (t_s, rotation), acceleration in joined
            if acceleration is not None
        ]

    def _at(self, t_s: float) -> Vector | None:
        """Return the acceleration at a time; None where none is near on both sides."""
        after = bisect_left(self._acc, (t_s,))
        if after < len(self._acc) and self._acc[after][0] == t_s:
            return self._acc[after][1]
        if not 0 < after < len(self._acc):
            return None
        (begin_s, begin), (end_s, end) = self._acc[after - 1], self._acc[after]
        if end_s - begin_s > MAX_GAP_S:
            return None
        share = (t_s - begin_s) / (end_s - begin_s)
        return _between(begin, end, share)

    def _forget(self) -> None:
        """Let go of what nobody waits for any more."""
        newest_s = max((one[-1][0] for one in (self._acc, self._gyr) if one), default=0.0)
        self._acc = [one for one in self._acc[-_KEPT:] if newest_s - one[0] <= _KEPT_S]
        self._gyr = [one for one in self._gyr[-_KEPT:] if newest_s - one[0] <= _KEPT_S]


def _between(begin: Vector, end: Vector, share: float) -> Vector:
    x, y, z = (one + (other - one) * share for one, other in zip(begin, end, strict=True))
    return x, y, z


def _is_begun_anew(kept: list[Timed], came: list[Timed]) -> bool:
    """Tell whether the sender's clock began anew: what is kept would never be forgotten."""
    return bool(kept and came) and kept[-1][0] - max(t_s for t_s, _ in came) > _KEPT_S
