"""Pictures over time, drawn here as SVG: places along the time in percent, heights in pixels, lines as one path each.

A page stretches them to any width without bending a circle. Lines are made as the report makes its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Final

from formcheck.apps.clinic.timeline import Axis
from formcheck.outputs.paths import Scale, Spot, line

HEIGHT: Final = 64
"""Height of a panel in pixels."""

_TOP: Final = 6.0
_BOTTOM: Final = 58.0


@dataclass(frozen=True, slots=True)
class Point:
    """What is drawn of one visit, or of several as one.

    Parameters
    ----------
    at : float
        Where it lies, as of `formcheck.apps.clinic.timeline.Axis.day_of`.
    number : int
        As of `formcheck.apps.clinic.timeline.Bin`.
    values : tuple of float
        All values; at least one.
    group : object
        What it can be joined with by a line: points of the same group.
    doubt : float or None
        How far a single value may be off; None where that is not known.
    """

    at: float
    number: int
    values: tuple[float, ...]
    group: object = None
    doubt: float | None = None

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float] | None:
        """The middle half of all values, or all where there are few; None of a single one."""
        if len(self.values) < 2:
            return None
        if len(self.values) < 4:
            return min(self.values), max(self.values)
        low, _, high = quantiles(self.values, n=4, method="inclusive")
        return low, high


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: its place in percent and pixels, and its look."""

    left: float
    top: float
    look: str


@dataclass(frozen=True, slots=True)
class Whisker:
    """A spread, or a doubt: its place in percent, from where to where in pixels, and its look."""

    left: float
    top: float
    bottom: float
    look: str


@dataclass(frozen=True, slots=True)
class Band:
    """A range about a person's start: its place in percent and pixels, and where the start itself lies."""

    left: float
    width: float
    top: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a stack: its place in percent and pixels, and its look."""

    left: float
    width: float
    top: float
    height: float
    look: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One number over time, of one leg.

    Parameters
    ----------
    told : str
        What is to be seen, in words.
    width : int
        Width in the units of its lines, whose height is 1000.
    ticks : tuple of (float, str)
        Values at the axis: place in pixels, and text.
    bands, lines, whiskers, dots, bars
        What is drawn.
    breaks : tuple of float
        Where another prescription begins, in percent.
    """

    told: str
    width: int
    ticks: tuple[tuple[float, str], ...] = ()
    bands: tuple[Band, ...] = ()
    lines: tuple[str, ...] = ()
    whiskers: tuple[Whisker, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    breaks: tuple[float, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Range:
    """Which values a panel shows, from its lower to its upper edge."""

    low: float
    high: float

    def top(self, value: float) -> float:
        """Return where a value lies, in pixels from the top.

        Parameters
        ----------
        value : float
            The value.
        """
        share = (self.high - value) / (self.high - self.low)
        return round(_TOP + (_BOTTOM - _TOP) * min(1.1, max(-0.1, share)), 1)

    def ticks(self, steps: Sequence[float], most: int = 4) -> tuple[float, ...]:
        """Return round values at the axis.

        Parameters
        ----------
        steps : sequence of float
            Distances to choose from, the smallest first.
        most : int
            So many at most.
        """
        step = next((one for one in steps if (self.high - self.low) / one <= most), steps[-1])
        first = -(-self.low // step)
        return tuple((first + number) * step for number in range(int((self.high - first * step) // step) + 1))


def range_of(values: Iterable[float], least: float) -> Range:
    """Return the range in which all values have room.

    Parameters
    ----------
    values : iterable of float
        All that is to be seen.
    least : float
        So much it has at least, so that little does not look like much.
    """
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    room = max(0.0, least - (high - low)) / 2.0
    return Range(low - room, high + room)


def lines_of(axis: Axis, shown: Range, points: Sequence[Point], longest_gap: float) -> tuple[str, ...]:
    """Return the lines that join points: broken where something else lies between two, or much time.

    Parameters
    ----------
    axis : Axis
        The time axis.
    shown : Range
        The values.
    points : sequence of Point
        In order of time.
    longest_gap : float
        Points further apart than so many days are not joined.
    """
    scale = Scale(0.0, float(axis.days), 0.0, float(HEIGHT))
    runs: list[list[Spot]] = []
    last: Point | None = None
    for point in points:
        spot = scale.x(point.at), scale.y(HEIGHT - shown.top(point.middle))
        if last is not None and _are_neighbours(last, point, longest_gap):
            runs[-1].append(spot)
        else:
            runs.append([spot])
        last = point
    path = line(run for run in runs if len(run) > 1)
    return (path,) if path else ()


def _are_neighbours(before: Point, after: Point, longest_gap: float) -> bool:
    is_next = before.group == after.group and before.number + 1 == after.number
    return is_next and after.at - before.at <= longest_gap


def width_of(axis: Axis) -> int:
    """Return the width of a panel in the units of its lines.

    Parameters
    ----------
    axis : Axis
        The time axis.
    """
    return Scale(0.0, float(axis.days), 0.0, 1.0).width


def dots_of(axis: Axis, shown: Range, points: Sequence[Point], look: str = "dot") -> tuple[Dot, ...]:
    """Return a dot for each point.

    Parameters
    ----------
    axis : Axis
        The time axis.
    shown : Range
        The values.
    points : sequence of Point
        In order of time.
    look : str
        Its class.
    """
    return tuple(Dot(axis.percent(point.at), shown.top(point.middle), look) for point in points)


def whiskers_of(axis: Axis, shown: Range, points: Sequence[Point]) -> tuple[Whisker, ...]:
    """Return the spread of each point that stands for several visits, and the doubt of each that stands for one.

    Parameters
    ----------
    axis : Axis
        The time axis.
    shown : Range
        The values.
    points : sequence of Point
        The points.
    """
    return tuple(
        Whisker(axis.percent(point.at), shown.top(high), shown.top(low), look)
        for point in points
        for low, high, look in _around(point)
    )


def _around(point: Point) -> Iterator[tuple[float, float, str]]:
    if point.spread is not None:
        yield (*point.spread, "whisker")
    elif point.doubt is not None:
        yield point.middle - point.doubt, point.middle + point.doubt, "doubt"


def band_of(axis: Axis, shown: Range, begin: float, end: float, start: float, least: float) -> Band:
    """Return the band about a person's own start within which a change is noise.

    Parameters
    ----------
    axis : Axis
        The time axis.
    shown : Range
        The values.
    begin, end : float
        From when to when, as of `formcheck.apps.clinic.timeline.Axis.day_of`.
    start, least : float
        The start, and the minimal detectable change.
    """
    left, right = axis.percent(begin), axis.percent(end)
    top, bottom = shown.top(start + least), shown.top(start - least)
    return Band(left, round(right - left, 2), top, round(bottom - top, 1), shown.top(start))


def stack_of(
    axis: Axis, shown: Range, at: float, width_days: float, parts: Sequence[tuple[int, str]]
) -> tuple[Bar, ...]:
    """Return counts stacked over one another, from the bottom up; what is 0 is left out.

    Parameters
    ----------
    axis : Axis
        The time axis.
    shown : Range
        The values.
    at, width_days : float
        The middle and the width, in days.
    parts : sequence of (int, str)
        Each count, and its look.
    """
    left = axis.percent(at - width_days / 2.0)
    width = max(0.35, round(axis.percent(at + width_days / 2.0) - left, 2))
    bars, below = list[Bar](), 0
    for count, look in parts:
        if count:
            top = shown.top(below + count)
            bars.append(Bar(left, width, top, round(shown.top(below) - top, 1), look))
        below += count
    return tuple(bars)
