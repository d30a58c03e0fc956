"""Small charts of a record as SVG: the same in the PDF and on the page, where a style sheet may colour them anew.

Every shape has its colours as attributes, for paper, and a class, for pages. What was not measured is a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor
from typing import Final

WIDTH: Final = 360.0
HEIGHT: Final = 116.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 8.0, 7.0, 17.0
_FONT: Final = 9.5

INK: Final = "#1d2429"
QUIET: Final = "#55606b"
HAIR: Final = "#d5dade"
BAND: Final = "#e6ebee"
GOOD: Final = "#1c6b4f"
OTHER: Final = "#c98a3c"
UNSEEN: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Spot:
    """A number at a place of a chart.

    Parameters
    ----------
    at : float
        To the right, from 0 to 1.
    value : float
        Upwards, in the unit of the chart.
    error : float or None
        How far it may be off, or how far the middle half of several reaches; None where that is not drawn.
    is_square : bool
        Whether it is drawn as a square: the other leg.
    is_hollow : bool
        Whether only its outline is drawn.
    """

    at: float
    value: float
    error: float | None = None
    is_square: bool = False
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """Counts at a place of a chart, one on the other.

    Parameters
    ----------
    at : float
        To the right, from 0 to 1.
    good, other, unseen : int
        How many.
    """

    at: float
    good: int
    other: int
    unseen: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart shows.

    Parameters
    ----------
    low, high : float
        The values at its lower and upper edge.
    unit : str
        What stands behind the numbers at its axis, such as ``°``.
    ticks : tuple of (float, str)
        Places along its lower edge, from 0 to 1, each with a text.
    band : tuple of float or None
        From which value to which a band reaches: a target, or what is noise; None for none.
    """

    low: float
    high: float
    unit: str
    ticks: tuple[tuple[float, str], ...]
    band: tuple[float, float] | None = None

    def x(self, at: float) -> float:
        """Return where a place lies.

        Parameters
        ----------
        at : float
            From 0 to 1.
        """
        return _LEFT + 10.0 + at * (WIDTH - _LEFT - _RIGHT - 20.0)

    def y(self, value: float) -> float:
        """Return where a value lies; one beyond the edges, at the edge.

        Parameters
        ----------
        value : float
            In the unit of the chart.
        """
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - _BOTTOM - min(1.0, max(0.0, share)) * (HEIGHT - _TOP - _BOTTOM)


def range_of(values: Sequence[float], least: float) -> tuple[float, float]:
    """Return round limits that hold all values, and are some distance apart.

    Parameters
    ----------
    values : sequence of float
        The values; none give 0 to `least`.
    least : float
        How far apart the limits are at least.
    """
    low, high = min(values, default=0.0), max(values, default=least)
    middle, half = (low + high) / 2.0, max(least, high - low) / 2.0
    step = _step(2.0 * half)
    return floor((middle - half) / step) * step, ceil((middle + half) / step) * step


def _step(span: float) -> float:
    return next((one for one in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0) if span / one <= 5.0), 200.0)


def chart_of_spots(frame: Frame, lines: Iterable[Sequence[Spot]]) -> str:
    """Return a chart of numbers, those of a line joined.

    Parameters
    ----------
    frame : Frame
        What it shows.
    lines : iterable of sequence of Spot
        What can be compared, each in order; a gap begins a new one.
    """
    return _svg([*_grid(frame), *(mark for line in lines for mark in _line(frame, line))])


def chart_of_stacks(frame: Frame, stacks: Sequence[Stack]) -> str:
    """Return a chart of counts: good below, then not good, then not seen as an outline.

    Parameters
    ----------
    frame : Frame
        What it shows; from 0.
    stacks : sequence of Stack
        The counts.
    """
    width = min(16.0, 0.7 * (WIDTH - _LEFT - _RIGHT) / max(1, len(stacks)))
    return _svg([*_grid(frame), *(mark for one in stacks for mark in _stack(frame, one, width))])


def _svg(marks: Iterable[str]) -> str:
    size = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(marks)}</svg>'


def _grid(frame: Frame) -> Iterator[str]:
    if frame.band is not None:
        upper, lower = frame.y(frame.band[1]), frame.y(frame.band[0])
        yield _box("band", _LEFT, upper, WIDTH - _LEFT - _RIGHT, max(1.0, lower - upper), BAND)
    step = _step(frame.high - frame.low)
    value = frame.low
    while value <= frame.high + 1e-6:
        y = frame.y(value)
        yield _stroke("hair", (_LEFT, y), (WIDTH - _RIGHT, y), HAIR)
        yield _text(_LEFT - 4.0, y + 3.2, f"{value:g}{frame.unit}".replace("-", "\N{MINUS SIGN}"), "end")
        value += step
    for at, told in frame.ticks:
        anchor = "start" if at < 0.04 else "end" if at > 0.96 else "middle"
        yield _text(frame.x(at), HEIGHT - 3.5, told, anchor)


def _text(x: float, y: float, told: str, anchor: str) -> str:
    return (
        f'<text class="tick" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="DejaVu Sans, sans-serif" '
        f'font-size="{_FONT:g}" fill="{QUIET}">{escape(told)}</text>'
    )


def _stroke(name: str, begin: tuple[float, float], end: tuple[float, float], ink: str) -> str:
    ends = f'x1="{begin[0]:.1f}" y1="{begin[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"'
    return f'<line class="{name}" {ends} stroke="{ink}" stroke-width="0.7"/>'


def _box(name: str, x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> str:
    return (
        f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="0.8"/>'
    )


def _line(frame: Frame, line: Sequence[Spot]) -> Iterator[str]:
    if len(line) > 1:
        points = " ".join(f"{frame.x(one.at):.1f},{frame.y(one.value):.1f}" for one in line)
        yield f'<polyline class="line" points="{points}" fill="none" stroke="{QUIET}" stroke-width="1"/>'
    for one in line:
        if one.error is not None:
            x, upper, lower = frame.x(one.at), frame.y(one.value + one.error), frame.y(one.value - one.error)
            yield _stroke("doubt", (x, upper), (x, lower), QUIET)
    yield from (_mark(frame, one) for one in line)


def _mark(frame: Frame, one: Spot) -> str:
    x, y = frame.x(one.at), frame.y(one.value)
    fill = "#ffffff" if one.is_hollow else INK
    name = "dot hollow" if one.is_hollow else "dot"
    if one.is_square:
        return (
            f'<rect class="{name}" x="{x - 2.6:.1f}" y="{y - 2.6:.1f}" width="5.2" height="5.2" fill="{fill}" '
            f'stroke="{INK}" stroke-width="1"/>'
        )
    return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="2.8" fill="{fill}" stroke="{INK}" stroke-width="1"/>'


def _stack(frame: Frame, one: Stack, width: float) -> Iterator[str]:
    base, x = 0, frame.x(one.at) - width / 2.0
    parts = (("good", one.good, GOOD, GOOD), ("other", one.other, OTHER, OTHER), ("unseen", one.unseen, UNSEEN, QUIET))
    for name, count, fill, stroke in parts:
        if count:
            upper, lower = frame.y(base + count), frame.y(base)
            yield _box(name, x, upper, width, lower - upper, fill, stroke)
        base += count
