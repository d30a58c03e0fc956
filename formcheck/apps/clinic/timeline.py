"""The time axis of a person's page, and visits put together where there are too many to be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from formcheck.apps.clinic.days import monday_of
from formcheck.store.model import VisitRow
from formcheck.words.catalogue import Words

MOST_POINTS: Final = 60
"""More visits than this are put together by weeks, and more weeks by four, and so on."""

_DAYS_TOGETHER: Final = (7, 28, 91, 364, 3640)
LEAST_DAYS: Final = 14
"""An axis has at least so many days."""

_LONGEST_GAP_DAYS: Final = 14.0
_QUIET_DAYS: Final = 28
_AFTER: Final = timedelta(days=7)
_MOST_TICKS: Final = 8
_TICK_DAYS: Final = (1, 2, 7, 14, 28, 56, 91, 182, 364, 728, 3640)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from left to right.

    Parameters
    ----------
    first, last : date
        Both are on it, whole.
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def day_of(self, at: datetime | date) -> float:
        """Return how many days after its beginning something was.

        Parameters
        ----------
        at : datetime or date
            A moment, with its zone, or the beginning of a day.
        """
        begin = datetime.combine(self.first, datetime.min.time(), UTC)
        moment = at if isinstance(at, datetime) else datetime.combine(at, datetime.min.time(), UTC)
        return (moment - begin) / _DAY

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is on it.

        Parameters
        ----------
        day : date or None
            The day; None, which is on no axis, where it is not known.
        """
        return day is not None and self.first <= day <= self.last

    def percent(self, day: float) -> float:
        """Return where a day lies, in percent of the width.

        Parameters
        ----------
        day : float
            As `day_of` gives it.
        """
        return round(100.0 * min(1.0, max(0.0, day / self.days)), 2)

    def ticks(self, words: Words) -> tuple[tuple[float, str], ...]:
        """Return days to write at the axis, with their places in percent.

        Parameters
        ----------
        words : Words
            The language.
        """
        step = next(one for one in _TICK_DAYS if self.days / one <= _MOST_TICKS or one == _TICK_DAYS[-1])
        say = words.short_date if self.days < 330 else words.month
        days = (self.first + number * _DAY for number in range(0, self.days - step // 3, step))
        return tuple((self.percent(self.day_of(day)), say(day)) for day in days)


def make_axis(visits: Sequence[VisitRow], given_from: Iterable[date], today: date) -> Axis:
    """Return the axis of a person: from the first visit or prescription until today, or a week after the last of both.

    Parameters
    ----------
    visits : sequence of VisitRow
        All visits that have a day.
    given_from : iterable of date
        From when prescriptions hold.
    today : date
        Today.
    """
    days = [visit.day for visit in visits if visit.day is not None]
    begins = [*days, *given_from]
    if not begins:
        return Axis(today - (LEAST_DAYS - 1) * _DAY, today)
    last = max(begins)
    end = min(today, last + _AFTER) if (today - last).days > _QUIET_DAYS else max(today, last)
    return Axis(min(*begins, end - (LEAST_DAYS - 1) * _DAY), end)


@dataclass(frozen=True, slots=True)
class Bin:
    """Visits that are drawn as one: a single visit, or those of one or several weeks.

    Parameters
    ----------
    number : int
        Which one; neighbours have numbers that follow one another.
    at : float
        Where its middle lies, as of `Axis.day_of`.
    begin, end : date
        Its first and its last day.
    visits : tuple of VisitRow
        In order; at least one.
    """

    number: int
    at: float
    begin: date
    end: date
    visits: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """How visits are put together.

    Parameters
    ----------
    days : int
        By so many days; 0 where each visit stands for itself.
    """

    days: int

    @property
    def longest_gap(self) -> float:
        """Points further apart than so many days are not joined by a line."""
        return max(_LONGEST_GAP_DAYS, 2.0 * self.days)

    def bins(self, axis: Axis, visits: Sequence[VisitRow]) -> tuple[Bin, ...]:
        """Return visits put together, in order of time.

        Parameters
        ----------
        axis : Axis
            The time axis.
        visits : sequence of VisitRow
            Those whose time is known, in order.
        """
        if not self.days:
            return tuple(
                Bin(number, axis.day_of(visit.began_at), visit.day, visit.day, (visit,))
                for number, visit in enumerate(visits)
                if visit.began_at is not None and visit.day is not None
            )
        found: dict[int, list[VisitRow]] = {}
        monday = monday_of(axis.first)
        for visit in visits:
            if visit.day is not None:
                found.setdefault((visit.day - monday).days // self.days, []).append(visit)
        return tuple(self._bin(axis, monday, number, theirs) for number, theirs in sorted(found.items()))

    def _bin(self, axis: Axis, monday: date, number: int, visits: Sequence[VisitRow]) -> Bin:
        begin = monday + number * self.days * _DAY
        shown_begin, end = max(axis.first, begin), min(axis.last, begin + (self.days - 1) * _DAY)
        at = (axis.day_of(shown_begin) + axis.day_of(end) + 1.0) / 2.0
        return Bin(number, at, shown_begin, end, tuple(visits))


def make_grouping(axis: Axis, visits: Sequence[int]) -> Grouping:
    """Return how so many visits are put together.

    Parameters
    ----------
    axis : Axis
        The time axis.
    visits : sequence of int
        How many there are of each leg.
    """
    if max(visits, default=0) <= MOST_POINTS and sum(visits) <= 2 * MOST_POINTS:
        return Grouping(0)
    fitting = (days for days in _DAYS_TOGETHER if axis.days / days <= MOST_POINTS)
    return Grouping(next(fitting, _DAYS_TOGETHER[-1]))
