"""How a verdict looks: a shape and a colour each, so that none is told by colour alone.

The same shapes are drawn in the overlay video, in the report's charts and in its tables.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from formcheck.events import Verdict
from formcheck.words.catalogue import Words
from formcheck.words.names import verdict_word

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The look of one verdict.

    Parameters
    ----------
    outline : tuple of (float, float)
        Corners of the shape in a square from -1 to 1, y downwards.
    ink : str
        Colour on white, as ``#rrggbb``; at least 4.5 : 1.
    glow : tuple of int
        Colour on dark, as RGB.
    hollow : bool
        Whether only the outline is drawn.
    """

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
        Verdict.GOOD: Mark(_CIRCLE, *_GREEN),
        Verdict.INCOMPLETE_RANGE: Mark(_TRIANGLE_UP, *_AMBER),
        Verdict.RUSHED: Mark(_TRIANGLE_RIGHT, *_AMBER),
        Verdict.HELD: Mark(_SQUARE, *_AMBER),
        Verdict.WRONG_ORDER: Mark(_CROSS, *_AMBER),
        Verdict.NOT_MEASURABLE: Mark(_CIRCLE, *_GREY, hollow=True),
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


@dataclass(frozen=True, slots=True)
class Shape:
    """A verdict as a page shows it: a word, a shape and a colour.

    Parameters
    ----------
    verdict : str
        The verdict, for programs.
    word : str
        The same in words.
    points : str
        Corners of the shape, as an SVG ``points`` attribute.
    ink : str
        Its colour.
    hollow : bool
        Whether only the outline is drawn.
    """

    verdict: str
    word: str
    points: str
    ink: str
    hollow: bool


def shape_of(words: Words, verdict: Verdict) -> Shape:
    """Return how a verdict is shown.

    Parameters
    ----------
    words : Words
        The language.
    verdict : Verdict
        Any verdict.
    """
    mark = MARKS[verdict]
    return Shape(verdict.value, verdict_word(words, verdict), svg_points(mark), mark.ink, mark.hollow)
