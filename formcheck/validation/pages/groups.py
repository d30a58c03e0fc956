"""Counting, judging and naming in figures: the groups of clips side by side, and the counter with two thresholds."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.validation.pages.wording import group_word, percent, seconds, share
from formcheck.validation.results import Groups
from formcheck.validation.score import CounterScore, Score
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: its name, and its value in each column; all in words."""

    name: str
    values: tuple[str, ...]


def group_rows(words: Words, groups: Groups) -> tuple[tuple[str, ...], tuple[FigureRow, ...]]:
    """Return the names of the columns, and the rows; groups without a clip are left out.

    Parameters
    ----------
    words : Words
        The language.
    groups : Groups
        The scores of all groups.

    Returns
    -------
    tuple of str, tuple of FigureRow
        The last column is the counter with two thresholds, over all clips.
    """
    columns = [_counter(words, one.ours) | _times(words, one) for one in groups.shown.values()]
    columns.append(_counter(words, groups.all.naive) | dict.fromkeys(_times(words, groups.all), MISSING))
    rows = tuple(FigureRow(words(key), tuple(column[key] for column in columns)) for key in columns[0])
    return (*(group_word(words, name) for name in groups.shown), words("two-thresholds")), rows


def _counter(words: Words, one: CounterScore) -> dict[str, str]:
    """Return the values of a column by the keys of their names."""
    counting, judging, flags = one.counting, one.judging, one.naming.together
    return {
        "score-clips": str(counting.clips),
        "score-repetitions": f"{counting.true} / {counting.found}",
        "score-missed": f"{counting.missed} / {counting.phantoms}",
        "score-exact": f"{percent(words, counting.exact)} / {percent(words, counting.within_one)}",
        "score-count-error": f"{share(words, counting.mae)} / {share(words, counting.mae_relative)}",
        "score-agreement": share(words, judging.agreement),
        "score-kappa": share(words, judging.kappa),
        "score-flags": f"{share(words, flags.precision)} / {share(words, flags.recall)}",
    }


def _times(words: Words, one: Score) -> dict[str, str]:
    spreads = one.times_s.values()
    return {
        "score-times-mae": " / ".join(seconds(words, spread.mae) for spread in spreads),
        "score-times-worst": " / ".join(seconds(words, spread.worst) for spread in spreads),
    }
