"""How well repetitions are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np

from formcheck.events import Verdict
from formcheck.validation.model import Paired, ScoredRepetition
from formcheck.validation.verdicts.kappa import VerdictWords, kappa_by_person

NONE: Final = "none"
"""The verdict of a repetition that is not there: missed by the one, imagined by the other."""

_WITHHELD: Final = Verdict.NOT_MEASURABLE.value


@dataclass(frozen=True, slots=True)
class Judging:
    """The judging of some clips.

    Parameters
    ----------
    asked : int
        True repetitions and phantoms together.
    agreeing : int
        Matched pairs with the same verdict.
    agreement : float
        ``agreeing / asked``; NaN where nothing was asked.
    kappa : float
        Cohen's kappa over the matched pairs; see `kappa`.
    confusion : mapping of str to mapping of str to int
        Counts by true verdict, then by found verdict; `NONE` for what the other side does not have.
    """

    asked: int
    agreeing: int
    agreement: float
    kappa: float
    confusion: Mapping[str, Mapping[str, int]]

    @property
    def withheld(self) -> int:
        """How many repetitions that deserve a verdict were called not measurable."""
        return sum(row[_WITHHELD] for true, row in self.confusion.items() if true not in {NONE, _WITHHELD})

    @property
    def wrong(self) -> int:
        """How many repetitions were given a verdict other than the one they deserve, and not withheld."""
        matched = sum(row[found] for true, row in self.confusion.items() for found in row if NONE not in {true, found})
        return matched - self.agreeing - self.withheld


def score_judging(clips: Sequence[Paired]) -> Judging:
    """Return how well the repetitions of clips were judged.

    Parameters
    ----------
    clips : sequence of Paired
        The repetitions of each clip, true beside found.
    """
    words = [row for clip in clips for row in _verdicts(clip)]
    agreeing = sum(true == found for true, found in words)
    return Judging(
        asked=len(words),
        agreeing=agreeing,
        agreement=agreeing / len(words) if words else nan,
        kappa=kappa([row for row in words if NONE not in row]),
        confusion=_confusion(words),
    )


def kappa(pairs: Sequence[VerdictWords]) -> float:
    """Return Cohen's kappa: agreement beyond that of chance (Cohen 1960).

    Parameters
    ----------
    pairs : sequence of (str, str)
        True and found verdicts.

    Returns
    -------
    float
        1 for full agreement, 0 for that of chance. NaN without pairs, and where both sides only ever say one and the
        same: then chance alone would agree fully, and kappa is not defined.

    Examples
    --------
    >>> kappa([("good", "good"), ("good", "good"), ("held", "held"), ("held", "good")])
    0.5
    """
    counts = Counter(pairs)
    return kappa_by_person(list(counts), np.array([list(counts.values())], dtype=np.int64)).value


def occurring(*judgings: Judging) -> list[str]:
    """Return the verdicts that were deserved or given in any of these, good first.

    Parameters
    ----------
    *judgings : Judging
        At least one.

    Returns
    -------
    list of str
        Verdicts' names, and `NONE` where repetitions were missed or imagined.
    """
    used = {
        name
        for judging in judgings
        for true, row in judging.confusion.items()
        for found, count in row.items()
        if count
        for name in (true, found)
    }
    return [name for name in judgings[0].confusion if name in used]


def _verdicts(clip: Paired) -> list[VerdictWords]:
    return [_pair(*row) for row in clip.rows]


def _pair(true: ScoredRepetition | None, found: ScoredRepetition | None) -> VerdictWords:
    """Return both verdicts; a fair one that was found is taken for the one deserved."""
    if true is None or found is None:
        return (true.verdict.value if true else NONE), (found.verdict.value if found else NONE)
    deserved = found.verdict if true.accepts(found.verdict) else true.verdict
    return deserved.value, found.verdict.value


def _confusion(words: Sequence[VerdictWords]) -> dict[str, dict[str, int]]:
    """Return the counts, verdicts in one order everywhere: good first, then the faults."""
    counts = Counter(words)
    names = [*(verdict.value for verdict in reversed(Verdict)), NONE]
    return {true: {found: counts[true, found] for found in names} for true in names}
