"""Counting, judging and naming in figures: the groups of clips side by side, and the counter with two thresholds."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.validation.pages.wording import percent, seconds, share
from formcheck.validation.results import Groups
from formcheck.validation.score import CounterScore, Score
from formcheck.words.figures import MISSING


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: its name, and its value in each column; all in words."""

    name: str
    values: tuple[str, ...]


def group_rows(groups: Groups) -> tuple[tuple[str, ...], tuple[FigureRow, ...]]:
    """Return the names of the columns, and the rows; groups without a clip are left out.

    Parameters
    ----------
    groups : Groups
        The scores of all groups.

    Returns
    -------
    tuple of str, tuple of FigureRow
        The last column is the counter with two thresholds, over all clips.
    """
    columns = [_counter(one.ours) | _times(one) for one in groups.shown.values()]
    columns.append(_counter(groups.all.naive) | dict.fromkeys(_times(groups.all), MISSING))
    rows = tuple(FigureRow(name, tuple(column[name] for column in columns)) for name in columns[0])
    return (*groups.shown, "two thresholds"), rows


def _counter(one: CounterScore) -> dict[str, str]:
    counting, judging, flags = one.counting, one.judging, one.naming.together
    return {
        "clips": str(counting.clips),
        "repetitions, true / counted": f"{counting.true} / {counting.found}",
        "missed / phantoms": f"{counting.missed} / {counting.phantoms}",
        "clips exact / within one": f"{percent(counting.exact)} / {percent(counting.within_one)}",
        "count error, mean / relative": f"{share(counting.mae)} / {share(counting.mae_relative)}",
        "verdict agreement": share(judging.agreement),
        "Cohen's kappa": share(judging.kappa),
        "flags, precision / recall": f"{share(flags.precision)} / {share(flags.recall)}",
    }


def _times(one: Score) -> dict[str, str]:
    spreads = one.times_s.values()
    return {
        "start / peak / end, mean absolute error": " / ".join(seconds(spread.mae) for spread in spreads),
        "start / peak / end, largest error": " / ".join(seconds(spread.worst) for spread in spreads),
    }
