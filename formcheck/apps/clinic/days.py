"""Days as small squares, drawn here: a strip of the latest ones, or a calendar of weeks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from formcheck.session.adherence import Day, DayState

SIDE: Final = 9
STEP: Final = 12
_WEEK_GAP: Final = 5


@dataclass(frozen=True, slots=True)
class Squares:
    """Squares as SVG paths, all of one look in one.

    Parameters
    ----------
    width, height : int
        Size of the drawing, in pixels.
    full : str
        Filled: as often as prescribed, and the lower half where it was less often.
    edge : str
        Outlined: less often than prescribed, or not at all.
    open : str
        Dashed: today, not over yet.
    free : str
        Dots: nothing was prescribed.
    extra : str
        Small and filled: done without having been prescribed.
    """

    width: int
    height: int
    full: str
    edge: str
    open: str
    free: str
    extra: str


def strip(days: Sequence[Day]) -> Squares:
    """Return days side by side, with a gap after each seven, counted from the last.

    Parameters
    ----------
    days : sequence of Day
        In order.
    """
    offset = -len(days) % 7
    places = [(number * STEP + (number + offset) // 7 * _WEEK_GAP, 0) for number in range(len(days))]
    return _squares(zip(days, places, strict=True), places[-1][0] + SIDE if places else 0, SIDE)


def calendar(days: Sequence[Day]) -> Squares:
    """Return days by weeks: a column for each week, from Monday at the top to Sunday.

    Parameters
    ----------
    days : sequence of Day
        In order; at least one.
    """
    monday = monday_of(days[0].day)
    places = [((day.day - monday).days // 7 * STEP, day.day.weekday() * STEP) for day in days]
    return _squares(zip(days, places, strict=True), places[-1][0] + SIDE, 6 * STEP + SIDE)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    Parameters
    ----------
    day : date
        The day.
    """
    return day - timedelta(days=day.weekday())


def _squares(placed: Iterable[tuple[Day, tuple[int, int]]], width: int, height: int) -> Squares:
    paths: dict[str, list[str]] = {name: [] for name in ("full", "edge", "open", "free", "extra")}
    for day, (x, y) in placed:
        outline = f"M{x}.5 {y}.5h{SIDE - 1}v{SIDE - 1}h-{SIDE - 1}z"
        match day.state:
            case DayState.DONE:
                paths["full"].append(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z")
            case DayState.PARTLY:
                paths["edge"].append(outline)
                paths["full"].append(f"M{x} {y + 4.5}h{SIDE}v4.5h-{SIDE}z")
            case DayState.MISSED:
                paths["edge"].append(outline)
            case DayState.OPEN:
                paths["open"].append(outline)
                if day.done:
                    paths["full"].append(f"M{x} {y + 4.5}h{SIDE}v4.5h-{SIDE}z")
            case DayState.FREE:
                paths["free"].append(f"M{x + 3.5} {y + 3.5}h2v2h-2z")
            case DayState.EXTRA:
                paths["extra"].append(f"M{x + 2} {y + 2}h5v5h-5z")
    return Squares(width, height, **{name: "".join(parts) for name, parts in paths.items()})
