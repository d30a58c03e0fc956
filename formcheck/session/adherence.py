"""Adherence: what was prescribed day by day, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dosing:
    """How often a day somebody is to practise, from some day on.

    Parameters
    ----------
    from_day : date
        The first day.
    per_day : int
        Visits a day.
    """

    from_day: date
    per_day: int


class DayState(StrEnum):
    """What became of a day."""

    FREE = "free"  # nothing was prescribed, nothing done
    EXTRA = "extra"  # nothing was prescribed, yet something done
    DONE = "done"  # as often as prescribed, or more
    PARTLY = "partly"
    MISSED = "missed"
    OPEN = "open"  # today: what is missing can still be done


@dataclass(frozen=True, slots=True)
class Day:
    """A day, with what was prescribed and done.

    Parameters
    ----------
    day : date
        The day, where the person is.
    asked, done : int
        Visits prescribed, and made.
    state : DayState
        What that comes to.
    """

    day: date
    asked: int
    done: int
    state: DayState


@dataclass(frozen=True, slots=True)
class Tally:
    """What several days come to.

    Parameters
    ----------
    asked : int
        Visits prescribed; of today no more than were made.
    kept : int
        Visits made of those: what is too much on one day makes good for no other.
    visits : int
        All visits made.
    days_asked, days_done : int
        Days on which something was prescribed (today only if something was done), and those of them on which anything
        was done.
    """

    asked: int
    kept: int
    visits: int
    days_asked: int
    days_done: int


def days_between(
    first: date, last: date, done: Mapping[date, int], dosings: Sequence[Dosing], today: date
) -> tuple[Day, ...]:
    """Return the days from the first to the last one.

    Parameters
    ----------
    first, last : date
        Both are among them.
    done : mapping of date to int
        How many visits were made on a day.
    dosings : sequence of Dosing
        All there were, in the order in which they were given: the later one holds.
    today : date
        Today.
    """
    return tuple(_day(one, done.get(one, 0), _asked(one, dosings), today) for one in _each(first, last))


def tally(days: Sequence[Day]) -> Tally:
    """Return what days come to.

    Parameters
    ----------
    days : sequence of Day
        As `days_between` gives them.
    """
    due = [day for day in days if day.asked and day.state is not DayState.OPEN]
    return Tally(
        asked=sum(day.asked for day in due) + sum(day.done for day in days if day.state is DayState.OPEN),
        kept=sum(min(day.asked, day.done) for day in days),
        visits=sum(day.done for day in days),
        days_asked=len(due) + sum(day.done > 0 for day in days if day.state is DayState.OPEN),
        days_done=sum(day.done > 0 for day in days if day.asked),
    )


def _each(first: date, last: date) -> Iterator[date]:
    return (first + number * _DAY for number in range((last - first).days + 1))


def _asked(day: date, dosings: Sequence[Dosing]) -> int:
    holding = [one for one in dosings if one.from_day <= day]
    return holding[-1].per_day if holding else 0


def _day(day: date, done: int, asked: int, today: date) -> Day:
    asked = 0 if day > today else asked
    if not asked:
        state = DayState.EXTRA if done else DayState.FREE
    elif done >= asked:
        state = DayState.DONE
    elif day == today:
        state = DayState.OPEN
    else:
        state = DayState.PARTLY if done else DayState.MISSED
    return Day(day, asked, done, state)
