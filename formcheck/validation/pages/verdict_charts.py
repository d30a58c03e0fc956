"""Plots of the verdicts: those deserved against those found."""

from __future__ import annotations

from collections.abc import Sequence

from formcheck.outputs.charts import Json
from formcheck.validation.pages.charts import LAYOUT, Figure
from formcheck.validation.pages.wording import word
from formcheck.validation.results import Validation
from formcheck.validation.verdicts.agreement import NONE, Judging, occurring


def confusion_figures(validation: Validation) -> tuple[Figure, Figure]:
    """Return the verdicts intended and given: by formcheck, and by the counter with two thresholds.

    Parameters
    ----------
    validation : Validation
        With at least one clip.
    """
    groups = validation.groups.all
    names = occurring(groups.ours.judging, groups.naive.judging)
    return (
        _confusion("confusion-ours", "formcheck", groups.ours.judging, names),
        _confusion("confusion-naive", "two thresholds", groups.naive.judging, names),
    )


def _confusion(name: str, title: str, judging: Judging, names: Sequence[str]) -> Figure:
    """Return true verdicts downwards, found ones to the right; on the diagonal they agree."""
    counts = [[judging.confusion[true][found] for found in names] for true in names]
    texts: list[Json] = [[str(count) if count else "" for count in row] for row in counts]
    shades: list[Json] = [
        [_shade(count, sum(row), is_right=true == found) for found, count in zip(names, row, strict=True)]
        for true, row in zip(names, counts, strict=True)
    ]
    data: list[Json] = [
        {
            "type": "heatmap",
            "z": shades,
            "x": [_label(one, "missed") for one in names],
            "y": [_label(one, "phantom") for one in names],
            "text": texts,
            "texttemplate": "%{text}",
            "textfont": {"size": 15},
            "zmin": -1,
            "zmax": 1,
            "colorscale": [[0, "#e0a25c"], [0.5, "#ffffff"], [1, "#7fb59b"]],
            "showscale": False,
            "xgap": 2,
            "ygap": 2,
            "hovertemplate": "deserved %{y}, found %{x}: %{text}<extra></extra>",
        }
    ]
    axis: dict[str, Json] = {"showgrid": False, "fixedrange": True, "ticks": "", "tickangle": 0}
    layout = LAYOUT | {
        "margin": {"l": 112, "r": 8, "t": 44, "b": 8},
        "xaxis": axis | {"side": "top"},
        "yaxis": axis | {"autorange": "reversed"},
    }
    words = f"Verdicts deserved and found by {title}: {judging.agreeing} of {judging.asked} agree."
    return Figure(name, words, 52 + 42 * max(1, len(names)), data, layout)


def _shade(count: int, of: int, *, is_right: bool) -> float:
    """Return the shade of a cell: its share of the row, towards one colour where it is right, the other where not."""
    if not count:
        return 0.0
    depth = 0.25 + 0.75 * count / of
    return round(depth if is_right else -depth, 3)


def _label(name: str, none: str) -> str:
    return none if name == NONE else word(name).replace(" ", "<br>", 1)
