"""Plot of the calibration: how many were true of what was said with some probability."""

from __future__ import annotations

from collections.abc import Sequence

from formcheck.validation.calibration import Calibration, CalibrationBin
from formcheck.validation.pages.charts import AMBER, GRID, INK, TEXT, Figure, Json, layout_of
from formcheck.words.catalogue import Words


def calibration_figures(words: Words, calibration: Calibration) -> tuple[Figure, ...]:
    """Return the plot; none where no probability was stated.

    Parameters
    ----------
    words : Words
        The language.
    calibration : Calibration
        Of any clips.
    """
    series = (
        ("calibration-faults", "circle", AMBER, calibration.fault_bins),
        ("calibration-good", "triangle-up", INK, calibration.good_bins),
    )
    data = [_series(words(key), symbol, colour, bins) for key, symbol, colour, bins in series if bins]
    if not data:
        return ()
    low = min([0.9, *(one.stated for _, _, _, bins in series for one in bins)]) - 0.02
    own: dict[str, Json] = {
        "margin": {"l": 56, "r": 16, "t": 28, "b": 46},
        "xaxis": _axis(words("axis-stated"), low),
        "yaxis": _axis(words("axis-true-share"), -0.02),
        "shapes": [{"type": "line", "x0": low, "x1": 1, "y0": low, "y1": 1, "line": {"color": TEXT, "dash": "dot"}}],
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "showlegend": True,
    }
    return (Figure("calibration", words("plot-calibration"), 300, data, layout_of(words, own)),)


def _axis(title: str, low: float) -> dict[str, Json]:
    return {"title": {"text": title}, "range": [low, 1.02], "gridcolor": GRID, "zeroline": False, "fixedrange": True}


def _series(name: str, symbol: str, colour: str, bins: Sequence[CalibrationBin]) -> Json:
    shares = [one.true for one in bins]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [one.stated for one in bins],
        "y": [one.share for one in shares],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [one.high - one.share for one in shares],
            "arrayminus": [one.share - one.low for one in shares],
            "color": colour,
            "thickness": 1.4,
        },
        "marker": {"symbol": symbol, "size": 9, "color": colour},
        "hovertemplate": "%{x:.3f}: %{y:.2f}<extra></extra>",
    }
