"""Which found repetition is which true one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from formcheck.apps.validation.model import ScoredRepetition

MIN_OVERLAP: Final = 0.3
"""Two repetitions that share a smaller part of their common time are not the same one."""

Pair = tuple[ScoredRepetition, ScoredRepetition]


@dataclass(frozen=True, slots=True)
class Matching:
    """True and found repetitions side by side.

    Parameters
    ----------
    pairs : tuple of Pair
        True and found, in order of time.
    missed : tuple of ScoredRepetition
        True ones that nothing was found for.
    phantoms : tuple of ScoredRepetition
        Found ones that never happened.
    """

    pairs: tuple[Pair, ...] = ()
    missed: tuple[ScoredRepetition, ...] = ()
    phantoms: tuple[ScoredRepetition, ...] = ()

    @property
    def rows(self) -> list[tuple[ScoredRepetition | None, ScoredRepetition | None]]:
        """True beside found, in order of time; None where the other has no match."""
        single: list[tuple[ScoredRepetition | None, ScoredRepetition | None]] = [
            *((true, None) for true in self.missed),
            *((None, found) for found in self.phantoms),
        ]
        return sorted([*self.pairs, *single], key=_start_s)


def match(true: Sequence[ScoredRepetition], found: Sequence[ScoredRepetition]) -> Matching:
    """Return who belongs to whom: one to one, with the largest sum of overlaps."""
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


def overlap(one: ScoredRepetition, other: ScoredRepetition) -> float:
    """Return how much two repetitions overlap in time: shared time over common time, 0 to 1.

    Examples
    --------
    >>> from formcheck.events import Verdict
    >>> first = ScoredRepetition(0.0, 1.0, 4.0, Verdict.GOOD)
    >>> overlap(first, ScoredRepetition(1.0, 2.0, 5.0, Verdict.GOOD))
    0.6
    """
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    common = max(one.end_s, other.end_s) - min(one.start_s, other.start_s)
    return max(0.0, shared) / common if common > 0.0 else 0.0


def _start_s(row: tuple[ScoredRepetition | None, ScoredRepetition | None]) -> float:
    one = row[0] or row[1]
    return one.start_s if one is not None else 0.0
