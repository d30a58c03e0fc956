"""Cohen's kappa with its interval, of repetitions that hang together by the people they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan, sqrt
from typing import Final

from formcheck.validation.intervals import Z, wilson

VerdictWords = tuple[str, str]
"""Two verdicts on one repetition; which side is which makes no difference to kappa."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond that of chance (Cohen 1960).

    Parameters
    ----------
    value : float
        1 for full agreement, 0 for that of chance. NaN of nothing, and where both sides only ever say one and the
        same: chance alone would then agree fully, and kappa is not defined.
    of : int
        Repetitions that both sides judged.
    low, high : float
        95 % interval; NaN where there is no value.
    """

    value: float
    of: int
    low: float = nan
    high: float = nan


def kappa_by_person(people: Sequence[Mapping[VerdictWords, int]]) -> Kappa:
    """Return kappa with its interval.

    The standard error is that of large samples by Fleiss, Cohen & Everitt (1969): kappa's slope along each cell, and
    the variance of the cells. Repetitions of one person are not independent, so the same slopes are summed by person
    and the variance is taken between people (as Yang & Zhou 2014 do for clustered pairs), where that is larger.
    Where all agree that error would be zero, which says too much: the lower end is then the kappa of Wilson's lower
    end for the share that agrees, with the agreement by chance as it is.

    Parameters
    ----------
    people : sequence of mapping of (str, str) to int
        Of each person, how often both sides said this and that.

    Examples
    --------
    >>> told = kappa_by_person([{("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}])
    >>> round(told.value, 2), round(told.low, 2), round(told.high, 2)
    (0.4, 0.15, 0.65)
    """
    cells: Counter[VerdictWords] = Counter()
    for one in people:
        cells.update(one)
    of = sum(cells.values())
    table = _Table(cells, of)
    if not of or table.by_chance >= 1.0:
        return Kappa(nan, of)
    if table.agreeing >= 1.0:
        low, _ = wilson(of, of)
        return Kappa(1.0, of, table.kappa_at(low), 1.0)
    spread = Z * sqrt(table.variance(people))
    value = table.kappa_at(table.agreeing)
    return Kappa(value, of, max(-1.0, value - spread), min(1.0, value + spread))


class _Table:
    """Shares of what both sides said."""

    def __init__(self, cells: Mapping[VerdictWords, int], of: int) -> None:
        self._shares: Final = {cell: count / of for cell, count in cells.items()} if of else {}
        self._of = of
        first: Counter[str] = Counter()
        second: Counter[str] = Counter()
        for (one, other), count in cells.items():
            first[one] += count
            second[other] += count
        self._first, self._second = first, second
        square = max(1, of * of)
        self.by_chance: Final = sum(first[word] * second[word] for word in first) / square
        self.agreeing: Final = sum(cells[cell] for cell in cells if cell[0] == cell[1]) / max(1, of)

    def kappa_at(self, agreeing: float) -> float:
        """Return kappa for a share that agrees, with the agreement by chance as it is."""
        return (agreeing - self.by_chance) / (1.0 - self.by_chance)

    def variance(self, people: Sequence[Mapping[VerdictWords, int]]) -> float:
        """Return the variance of kappa: of independent repetitions, or between people where that is larger."""
        slopes = {cell: self._slope(cell) for cell in self._shares}
        mean = sum(self._shares[cell] * slopes[cell] for cell in slopes)
        alone = sum(self._shares[cell] * (slopes[cell] - mean) ** 2 for cell in slopes) / self._of
        sums = [sum(count * (slopes[cell] - mean) for cell, count in one.items()) for one in people if one]
        if len(sums) < 2:
            return alone
        between = len(sums) / (len(sums) - 1) * sum(one * one for one in sums) / self._of**2
        return max(alone, between)

    def _slope(self, cell: VerdictWords) -> float:
        """Return by how much kappa grows with the share of a cell."""
        one, other = cell
        chance = 1.0 - self.by_chance
        margins = (self._second[one] + self._first[other]) / self._of
        return (float(one == other) * chance - (1.0 - self.agreeing) * margins) / chance**2
