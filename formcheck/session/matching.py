"""Which repetition of one result is which of another: paired by their times, not by their numbers.

The results may be truth and finding, or the same session before and after it was judged anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

MIN_OVERLAP: Final = 0.3
"""Two repetitions that share a smaller part of their common time are not the same one."""


class Timed(Protocol):
    """Whatever lasts from one moment to another, in seconds."""

    @property
    def start_s(self) -> float:
        """When it begins."""
        ...

    @property
    def end_s(self) -> float:
        """When it is over."""
        ...


TimedT = TypeVar("TimedT", bound=Timed)


@dataclass(frozen=True, slots=True)
class Matching(Generic[TimedT]):
    """True and found repetitions side by side, where the first result is taken for the truth.

    Parameters
    ----------
    pairs : tuple of (repetition, repetition)
        True and found, in order of time.
    missed : tuple of repetition
        True ones that nothing was found for.
    phantoms : tuple of repetition
        Found ones that never happened.
    """

    pairs: tuple[tuple[TimedT, TimedT], ...] = ()
    missed: tuple[TimedT, ...] = ()
    phantoms: tuple[TimedT, ...] = ()

    @property
    def rows(self) -> list[tuple[TimedT | None, TimedT | None]]:
        """True beside found, in order of time; None where the other has no match."""
        single: list[tuple[TimedT | None, TimedT | None]] = [
            *((true, None) for true in self.missed),
            *((None, found) for found in self.phantoms),
        ]
        return sorted([*self.pairs, *single], key=_start_s)


def match(true: Sequence[TimedT], found: Sequence[TimedT]) -> Matching[TimedT]:
    """Return who belongs to whom: one to one, with the largest sum of overlaps.

    Parameters
    ----------
    true, found : sequence of repetition
        Two results of the same recording; those that overlap by less than `MIN_OVERLAP` are not paired.
    """
    overlaps = np.array([[overlap(one, other) for other in found] for one in true]).reshape(len(true), len(found))
    overlaps[overlaps < MIN_OVERLAP] = 0.0
    rows, columns = linear_sum_assignment(overlaps, maximize=True)
    pairs = [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if overlaps[i, j] > 0.0]
    matched, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    return Matching(
        tuple((true[i], found[j]) for i, j in pairs),
        tuple(one for i, one in enumerate(true) if i not in matched),
        tuple(one for j, one in enumerate(found) if j not in taken),
    )


def overlap(one: Timed, other: Timed) -> float:
    """Return how much two repetitions overlap in time: shared time over common time, 0 to 1.

    Parameters
    ----------
    one, other : Timed
        Two stretches of the same clock; which is the first makes no difference.

    Returns
    -------
    float
        0 where they do not touch, or last no time.

    Examples
    --------
    >>> from formcheck.session.trajectory import Span
    >>> overlap(Span("one", 0.0, 4.0), Span("other", 1.0, 5.0))
    0.6
    """
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    common = max(one.end_s, other.end_s) - min(one.start_s, other.start_s)
    return max(0.0, shared) / common if common > 0.0 else 0.0


def _start_s(row: tuple[Timed | None, Timed | None]) -> float:
    one = row[0] or row[1]
    return one.start_s if one is not None else 0.0
