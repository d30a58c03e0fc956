"""What the plots of the page share: plain data for Plotly's script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from formcheck.outputs.charts import BASE_LAYOUT, GRID, ZERO_LINE, Json
from formcheck.words.catalogue import Words

AMBER: Final = "#9a4a06"


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


def layout_of(words: Words, own: dict[str, Json]) -> dict[str, Json]:
    """Return the layout of a plot, over what all plots share.

    Parameters
    ----------
    words : Words
        The language, whose point stands in the numbers that Plotly writes.
    own : dict of str to Json
        What is the plot's own.
    """
    separators: dict[str, Json] = {} if words.point == "." else {"separators": f"{words.point} "}
    return {**BASE_LAYOUT, "hovermode": "closest", **separators, **own}


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
