"""Plots of the verdicts: those deserved against those found."""

from __future__ import annotations

from collections.abc import Sequence

from formcheck.validation.pages.charts import Figure, Json, layout_of
from formcheck.validation.pages.wording import part_of, word
from formcheck.validation.results import Validation
from formcheck.validation.verdicts.agreement import NONE, Judging, occurring
from formcheck.words.catalogue import Words


def confusion_figures(words: Words, validation: Validation) -> tuple[Figure, Figure]:
    """Return the verdicts intended and given: by formcheck, and by the counter with two thresholds.

    Parameters
    ----------
    words : Words
        The language.
    validation : Validation
        With at least one clip.
    """
    groups = validation.groups.all
    names = occurring(groups.ours.judging, groups.naive.judging)
    return (
        _confusion(words, "confusion-ours", "formcheck", groups.ours.judging, names),
        _confusion(words, "confusion-naive", words("two-thresholds"), groups.naive.judging, names),
    )


def _confusion(words: Words, name: str, counter: str, judging: Judging, names: Sequence[str]) -> Figure:
    """Return true verdicts downwards, found ones to the right; on the diagonal they agree."""
    counts = [[judging.confusion[true][found] for found in names] for true in names]
    texts: list[Json] = [[str(count) if count else "" for count in row] for row in counts]
    shades: list[Json] = [
        [_shade(count, sum(row), is_right=true == found) for found, count in zip(names, row, strict=True)]
        for true, row in zip(names, counts, strict=True)
    ]
    hover = words("hover-verdicts", deserved="%{y}", found="%{x}", count="%{text}")
    data: list[Json] = [
        {
            "type": "heatmap",
            "z": shades,
            "x": [_label(words, one, "repetition-missed") for one in names],
            "y": [_label(words, one, "repetition-phantom") for one in names],
            "text": texts,
            "texttemplate": "%{text}",
            "textfont": {"size": 15},
            "zmin": -1,
            "zmax": 1,
            "colorscale": [[0, "#e0a25c"], [0.5, "#ffffff"], [1, "#7fb59b"]],
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "hovertemplate": f"{hover}<extra></extra>",
        }
    ]
    axis: dict[str, Json] = {"showgrid": False, "fixedrange": True, "ticks": "", "tickangle": 0}
    own: dict[str, Json] = {
        "margin": {"l": 112, "r": 8, "t": 44, "b": 8},
        "xaxis": axis | {"side": "top"},
        "yaxis": axis | {"autorange": "reversed"},
    }
    agreeing = part_of(words, judging.agreeing, judging.asked)
    text = words("plot-verdicts", counter=counter, agreeing=agreeing)
    return Figure(name, text, 52 + 42 * max(1, len(names)), data, layout_of(words, own))


def _shade(count: int, of: int, *, is_right: bool) -> float:
    """Return the shade of a cell: its share of the row, towards one colour where it is right, the other where not."""
    if not count:
        return 0.0
    depth = 0.25 + 0.75 * count / of
    return round(depth if is_right else -depth, 3)


def _label(words: Words, name: str, none: str) -> str:
    return words(none) if name == NONE else word(words, name).replace(" ", "<br>", 1)
