"""What the plots of the page share: plain data for Plotly's script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.words.catalogue import Words

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

INK: Final = "#20455a"
PALE: Final = "#9fb4c0"
TEXT: Final = "#1d2429"
AMBER: Final = "#9a4a06"
GRID: Final = "#e6e9eb"
ZERO_LINE: Final = "#b9c1c7"

_BASE_LAYOUT: Final[Mapping[str, Json]] = {
    "font": {"family": "system-ui, sans-serif", "size": 13, "color": TEXT},
    "plot_bgcolor": "#ffffff",
    "paper_bgcolor": "#ffffff",
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
    return {**_BASE_LAYOUT, "hovermode": "closest", **separators, **own}


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
