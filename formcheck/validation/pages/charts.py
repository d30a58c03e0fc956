"""What the plots of the page share: plain data for Plotly's script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from formcheck.outputs.charts import BASE_LAYOUT, GRID, ZERO_LINE, Json

AMBER: Final = "#9a4a06"
LAYOUT: Final[dict[str, Json]] = {**BASE_LAYOUT, "hovermode": "closest"}


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
    """Return an axis of degrees.

    Parameters
    ----------
    title : str
        What it is, with its unit.
    zeroline : bool
        Whether zero is a line of its own.
    """
    return {
        "title": {"text": title, "font": {"size": 12}},
        "gridcolor": GRID,
        "zeroline": zeroline,
        "zerolinecolor": ZERO_LINE,
        "ticksuffix": "°",
    }
