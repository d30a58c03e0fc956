"""What the plots of the page share: plain data for Plotly's script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from formcheck.outputs.charts import Json

INK: Final = "#20455a"
AMBER: Final = "#9a4a06"
PALE: Final = "#9fb4c0"
TEXT: Final = "#1d2429"
GRID: Final = "#e6e9eb"
LAYOUT: Final[dict[str, Json]] = {
    "font": {"family": "system-ui, sans-serif", "size": 13, "color": TEXT},
    "plot_bgcolor": "#ffffff",
    "paper_bgcolor": "#ffffff",
    "hovermode": "closest",
    "dragmode": "zoom",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for Plotly's script.

    Parameters
    ----------
    name : str
        Its id in the page.
    text : str
        What it shows, for those who cannot see it.
    height_px : int
        Its height.
    data, layout : Json
        Plotly traces and layout.
    """

    name: str
    text: str
    height_px: int
    data: list[Json]
    layout: dict[str, Json]


def degree_axis(title: str, *, zeroline: bool) -> dict[str, Json]:
    """Return an axis of degrees."""
    return {
        "title": {"text": title, "font": {"size": 12}},
        "gridcolor": GRID,
        "zeroline": zeroline,
        "zerolinecolor": "#b9c1c7",
        "ticksuffix": "°",
    }
