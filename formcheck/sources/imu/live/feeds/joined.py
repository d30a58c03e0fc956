"""What a phone measures apart, each kind with times of its own, joined to readings.

Each sample of one kind is given the other kind's value of its moment, drawn straight between the two around it.
Messages may overtake each other: what still misses its neighbour waits for it.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import Final

from formcheck.samples import ImuReading, Place

MAX_GAP_S: Final = 0.06
"""Samples further apart than this do not tell what was between them."""

KEPT_S: Final = 2.0
"""How long a sample waits for its neighbours."""

_KEPT: Final = 2000

Vector = tuple[float, float, float]
Timed = tuple[float, Vector]
"""A time on the sender's clock, and what was measured then."""


class Pairing:
    """Finds for each sample of one kind the value of another kind at its moment."""

    def __init__(self) -> None:
        self._wanting: list[Timed] = []
        self._known: list[Timed] = []

    def pair(self, wanting: Sequence[Timed], known: Sequence[Timed]) -> list[tuple[Timed, Vector]]:
        """Return the samples that are complete now with the other kind's values, in order of time.

        Parameters
        ----------
        wanting : sequence of (float, vector)
            What a message brought of the first kind, in any order.
        known : sequence of (float, vector)
            What it brought of the other.
        """
        if _is_begun_anew(self._known, known) or _is_begun_anew(self._wanting, wanting):
            self._wanting, self._known = [], []
        for one in wanting:
            insort(self._wanting, one)
        for one in known:
            insort(self._known, one)
        values = [(one, self._at(one[0])) for one in self._wanting]
        self._wanting = [one for one, value in values if value is None]
        self._forget()
        return [(one, value) for one, value in values if value is not None]

    def _at(self, t_s: float) -> Vector | None:
        """Return the other kind's value at a time; None where none is near on both sides."""
        after = bisect_left(self._known, t_s, key=lambda one: one[0])
        if after < len(self._known) and self._known[after][0] == t_s:
            return self._known[after][1]
        if not 0 < after < len(self._known):
            return None
        (begin_s, begin), (end_s, end) = self._known[after - 1], self._known[after]
        if end_s - begin_s > MAX_GAP_S:
            return None
        share = (t_s - begin_s) / (end_s - begin_s)
        x, y, z = (one + (other - one) * share for one, other in zip(begin, end, strict=True))
        return x, y, z

    def _forget(self) -> None:
        """Let go of what nobody waits for any more."""
        newest_s = max((one[-1][0] for one in (self._known, self._wanting) if one), default=0.0)
        self._known = [one for one in self._known[-_KEPT:] if newest_s - one[0] <= KEPT_S]
        self._wanting = [one for one in self._wanting[-_KEPT:] if newest_s - one[0] <= KEPT_S]


class Joiner:
    """Joins the accelerations and rotations of one sensor: a reading for each rotation.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._pairing = Pairing()

    def join(self, acc: Sequence[Timed], gyr: Sequence[Timed]) -> list[ImuReading]:
        """Return the readings that are complete now, in order of time.

        Parameters
        ----------
        acc, gyr : sequence of (float, vector)
            What a message brought: times on the sender's clock in seconds with m/s² and rad/s, in any order.
        """
        pairs = self._pairing.pair(gyr, acc)
        return [ImuReading(t_s, self._place, acceleration, rotation) for (t_s, rotation), acceleration in pairs]


def _is_begun_anew(kept: Sequence[Timed], came: Sequence[Timed]) -> bool:
    """Tell whether the sender's clock began anew: what is kept of the old one would never be forgotten."""
    return bool(kept and came) and kept[-1][0] - max(t_s for t_s, _ in came) > KEPT_S
