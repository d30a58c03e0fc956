"""Plots of the angles: agreement after Bland and Altman, and the error against the true angle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

import numpy as np

from formcheck.samples import Dof
from formcheck.validation.model import ClipData, Series
from formcheck.validation.pages.charts import AMBER, GRID, INK, PALE, TEXT, Figure, Json, degree_axis, layout_of
from formcheck.validation.pages.wording import angle_word, signed
from formcheck.validation.results import Validation
from formcheck.words.catalogue import Words

MOST_POINTS: Final = 3000
BIN_DEG: Final = 10.0
FEWEST_IN_BIN: Final = 20


def angle_figures(words: Words, validation: Validation, dof: Dof) -> tuple[Figure, Figure]:
    """Return agreement, and error against the true angle, of one joint.

    Parameters
    ----------
    words : Words
        The language.
    validation : Validation
        With at least one clip.
    dof : Dof
        One of the angles that are scored frame by frame.
    """
    held_back = {clip.file for clip in validation.clips if clip.held_back}
    return _bland_altman(words, validation, dof, held_back), _error_by_angle(words, list(validation.data.values()), dof)


def _bland_altman(words: Words, validation: Validation, dof: Dof, held_back: set[str]) -> Figure:
    """Return measured minus true over the mean of both (Bland & Altman 1986)."""
    score = validation.groups.all.angles[dof]
    total = sum(len(_points(clip, dof)) for clip in validation.data.values())
    stride = max(1, -(-total // MOST_POINTS))
    data: list[Json] = []
    for name, symbol, colour, is_held_back in (
        (words("plot-tuning-clips"), "circle", INK, False),
        (words("plot-held-back-clips"), "triangle-up", AMBER, True),
    ):
        points = [_points(clip, dof) for clip in validation.data.values() if (clip.file in held_back) == is_held_back]
        chosen = np.concatenate(points)[::stride] if points else np.empty((0, 2))
        if len(chosen):
            data.append(_cloud(name, symbol, colour, chosen))
    levels = ((score.lower, "dash"), (score.error.bias, "solid"), (score.upper, "dash"))
    lines = [_level(value, dash) for value, dash in levels if isfinite(value)]
    texts = [_level_text(value, signed(words, value)) for value, _ in levels if isfinite(value)]
    own: dict[str, Json] = {
        "margin": {"l": 56, "r": 64, "t": 28, "b": 46},
        "xaxis": degree_axis(words("axis-mean"), zeroline=False),
        "yaxis": degree_axis(words("axis-error"), zeroline=True),
        "shapes": lines,
        "annotations": texts,
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemsizing": "constant"},
        "showlegend": True,
    }
    lower, bias, upper = (signed(words, value) for value, _ in levels)
    limits = words("from-to", low=lower, high=upper)
    text = words("plot-agreement", joint=angle_word(words, dof), bias=bias, limits=limits)
    return Figure(f"agreement-{dof.value}", text, 340, data, layout_of(words, own))


def _points(clip: ClipData, dof: Dof) -> Series:
    """Return mean of both and difference, shape (n, 2), of the frames with both."""
    trace = clip.traces[dof]
    both = np.isfinite(trace.true) & np.isfinite(trace.measured)
    true, measured = trace.true[both], trace.measured[both]
    return np.column_stack([(true + measured) / 2, measured - true])


def _cloud(name: str, symbol: str, colour: str, points: Series) -> Json:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": _numbers(points[:, 0]),
        "y": _numbers(points[:, 1]),
        "marker": {"symbol": symbol, "size": 4, "color": colour, "opacity": 0.35},
        "hovertemplate": "%{x:.0f}°: %{y:.1f}°<extra></extra>",
    }


def _level(value: float, dash: str) -> Json:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"color": TEXT, "width": 1.4, "dash": dash},
    }


def _level_text(value: float, text: str) -> Json:
    return {"xref": "paper", "x": 1.01, "xanchor": "left", "y": value, "text": text, "showarrow": False}


def _error_by_angle(words: Words, clips: Sequence[ClipData], dof: Dof) -> Figure:
    """Return median and 10-90 % band of the error in bins of the true angle, with the number of frames."""
    bins = _bins(clips, dof)
    centres: list[Json] = [one.centre for one in bins]
    lows, middles, highs, counts = ([getattr(one, name) for one in bins] for name in ("low", "middle", "high", "count"))
    band: dict[str, Json] = {"type": "scatter", "mode": "lines", "x": centres, "hoverinfo": "skip", "showlegend": False}
    data: list[Json] = [
        band | {"y": lows, "line": {"width": 0}},
        band | {"y": highs, "line": {"width": 0}, "fill": "tonexty", "fillcolor": "rgba(32,69,90,0.16)"},
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": centres,
            "y": middles,
            "line": {"color": INK, "width": 2},
            "hovertemplate": f"{words('hover-error', angle='%{x:.0f}', median='%{y:.1f}')}<extra></extra>",
        },
        {
            "type": "bar",
            "x": centres,
            "y": counts,
            "yaxis": "y2",
            "marker": {"color": PALE},
            "hovertemplate": f"{words('hover-frames', count='%{y}')}<extra></extra>",
        },
    ]
    own: dict[str, Json] = {
        "margin": {"l": 56, "r": 16, "t": 28, "b": 46},
        "xaxis": degree_axis(words("axis-true"), zeroline=False) | {"anchor": "y2"},
        "yaxis": degree_axis(words("axis-error"), zeroline=True) | {"domain": [0.3, 1]},
        "yaxis2": {
            "domain": [0, 0.2],
            "title": {"text": words("axis-frames"), "font": {"size": 12}},
            "nticks": 3,
            "gridcolor": GRID,
        },
        "showlegend": False,
        "bargap": 0.1,
    }
    text = words("plot-error", joint=angle_word(words, dof))
    return Figure(f"error-{dof.value}", text, 340, data, layout_of(words, own))


@dataclass(frozen=True, slots=True)
class _Bin:
    centre: float
    low: float
    middle: float
    high: float
    count: int


def _bins(clips: Sequence[ClipData], dof: Dof) -> list[_Bin]:
    """Return the errors by true angle; bins with few frames are left out."""
    points = [_points(clip, dof) for clip in clips]
    every = np.concatenate(points) if points else np.empty((0, 2))
    errors = every[:, 1]
    number = np.floor((every[:, 0] - errors / 2) / BIN_DEG)
    found = []
    for one in np.unique(number):
        inside = errors[number == one]
        if len(inside) >= FEWEST_IN_BIN:
            low, middle, high = (round(float(value), 2) for value in np.percentile(inside, [10, 50, 90]))
            found.append(_Bin(float((one + 0.5) * BIN_DEG), low, middle, high, len(inside)))
    return found


def _numbers(values: Series) -> list[Json]:
    return [round(float(value), 1) for value in values]
