"""How a verdict looks: a shape and a colour each, so that none is told by colour alone.

The same shapes are drawn in the overlay video, in the report's chart and in its table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from formcheck.events import Verdict

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The look of one verdict.

    Parameters
    ----------
    symbol : str
        Name of the shape among Plotly's marker symbols.
    outline : tuple of (float, float)
        Corners of the shape in a square from -1 to 1, y downwards.
    ink : str
        Colour on white, as ``#rrggbb``; at least 4.5 : 1.
    glow : tuple of int
        Colour on dark, as RGB.
    hollow : bool
        Whether only the outline is drawn.
    """

    symbol: str
    outline: Points
    ink: str
    glow: tuple[int, int, int]
    hollow: bool = False


_CIRCLE: Final[Points] = tuple(
    (math.cos(math.tau * corner / 24), math.sin(math.tau * corner / 24)) for corner in range(24)
)
_TRIANGLE_UP: Final[Points] = ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8))
_TRIANGLE_RIGHT: Final[Points] = ((1.0, 0.0), (-0.8, 1.0), (-0.8, -1.0))
_SQUARE: Final[Points] = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_CROSS: Final[Points] = (
    (0.0, -0.4), (0.6, -1.0), (1.0, -0.6), (0.4, 0.0), (1.0, 0.6), (0.6, 1.0),
    (0.0, 0.4), (-0.6, 1.0), (-1.0, 0.6), (-0.4, 0.0), (-1.0, -0.6), (-0.6, -1.0),
)  # fmt: skip

_GREEN: Final = ("#1c6b4f", (126, 222, 176))
_AMBER: Final = ("#9a4a06", (255, 190, 92))
_GREY: Final = ("#55606b", (205, 212, 220))

MARKS: Final[Mapping[Verdict, Mark]] = MappingProxyType(
    {
        Verdict.GOOD: Mark("circle", _CIRCLE, *_GREEN),
        Verdict.INCOMPLETE_RANGE: Mark("triangle-up", _TRIANGLE_UP, *_AMBER),
        Verdict.RUSHED: Mark("triangle-right", _TRIANGLE_RIGHT, *_AMBER),
        Verdict.HELD: Mark("square", _SQUARE, *_AMBER),
        Verdict.WRONG_ORDER: Mark("x", _CROSS, *_AMBER),
        Verdict.NOT_MEASURABLE: Mark("circle-open", _CIRCLE, *_GREY, hollow=True),
    }
)
"""The look of every verdict."""


def svg_points(mark: Mark, radius: float = 7.0, centre: float = 9.0) -> str:
    """Return the corners of `mark` as an SVG ``points`` attribute.

    Parameters
    ----------
    mark : Mark
        The shape.
    radius, centre : float
        Its size, and both coordinates of its middle.
    """
    return " ".join(f"{centre + radius * x:.1f},{centre + radius * y:.1f}" for x, y in mark.outline)
