"""Cohen's kappa with its interval, of repetitions that hang together by the people they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose, nan, sqrt

import numpy as np

from formcheck.session.judged import Counts
from formcheck.validation.intervals import Z, wilson
from formcheck.validation.model import Series

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


def kappa_by_person(cells: Sequence[VerdictWords], times: Counts) -> Kappa:
    """Return kappa with its interval.

    The standard error is that of large samples by Fleiss, Cohen & Everitt (1969): kappa's slope along each cell, and
    the variance of the cells. Repetitions of one person are not independent, so the same slopes are summed by person
    and the variance is taken between people (as Yang & Zhou 2014 do for clustered pairs), where that is larger.
    Where all agree that error would be zero, which says too much: the lower end is then the kappa of Wilson's lower
    end for the share that agrees, with the agreement by chance as it is.

    Parameters
    ----------
    cells : sequence of (str, str)
        What both sides said; each may stand there several times.
    times : ndarray of int, shape (people, cells)
        How often, of each person.

    Examples
    --------
    >>> cells = [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]
    >>> told = kappa_by_person(cells, np.array([[20, 5, 10, 15]]))
    >>> round(told.value, 2), round(told.low, 2), round(told.high, 2)
    (0.4, 0.15, 0.65)
    """
    of = int(times.sum())
    if not of:
        return Kappa(nan, 0)
    shares = times.sum(axis=0) / of
    is_same = np.array([one == other for one, other in cells])
    first, second = _margins([one for one, _ in cells], shares), _margins([other for _, other in cells], shares)
    agreeing, chance = float(shares[is_same].sum()), sum(first[word] * second.get(word, 0.0) for word in first)
    if isclose(chance, 1.0):
        return Kappa(nan, of)
    if times[:, ~is_same].sum() == 0:
        low, _ = wilson(of, of)
        return Kappa(1.0, of, (low - chance) / (1.0 - chance), 1.0)
    margins = np.array([second.get(one, 0.0) + first.get(other, 0.0) for one, other in cells])
    slopes = (is_same * (1.0 - chance) - (1.0 - agreeing) * margins) / (1.0 - chance) ** 2
    value = (agreeing - chance) / (1.0 - chance)
    spread = Z * sqrt(_variance(slopes - shares @ slopes, shares, times))
    return Kappa(value, of, max(-1.0, value - spread), min(1.0, value + spread))


def _margins(words: Sequence[str], shares: Series) -> dict[str, float]:
    """Return how large a share each word has."""
    found: dict[str, float] = {}
    for word, share in zip(words, shares.tolist(), strict=True):
        found[word] = found.get(word, 0.0) + share
    return found


def _variance(slopes: Series, shares: Series, times: Counts) -> float:
    """Return the variance of kappa: of independent repetitions, or between people where that is larger.

    Parameters
    ----------
    slopes : ndarray, shape (cells,)
        By how much kappa grows with the share of each cell, less the mean over all repetitions.
    shares : ndarray, shape (cells,)
        Of all repetitions.
    times : ndarray of int, shape (people, cells)
        How often, of each person.
    """
    of = int(times.sum())
    alone = float(shares @ slopes**2) / of
    people = int((times.sum(axis=1) > 0).sum())
    if people < 2:
        return alone
    sums = times @ slopes
    return max(alone, people / (people - 1) * float(sums @ sums) / of**2)
