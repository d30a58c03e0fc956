"""Days: what was prescribed, what was done, and what that comes to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from formcheck.session.adherence import DayState, Dosing, Tally, days_between, tally

TODAY = date(2026, 11, 29)
TWICE = Dosing(TODAY - timedelta(days=3), 2)


def ago(days: int) -> date:
    """Return a day before today."""
    return TODAY - timedelta(days=days)


def states(done: dict[date, int], *dosings: Dosing, first: int = 4) -> list[DayState]:
    """Return the states of the days from so many days ago until today."""
    return [day.state for day in days_between(ago(first), TODAY, done, dosings, TODAY)]


def test_every_day_has_its_state() -> None:
    done = {ago(4): 1, ago(3): 2, ago(2): 1}
    expected = [DayState.EXTRA, DayState.DONE, DayState.PARTLY, DayState.MISSED, DayState.OPEN]
    assert states(done, TWICE) == expected


def test_today_is_not_missed_before_it_is_over() -> None:
    assert states({}, TWICE, first=0) == [DayState.OPEN]
    assert states({TODAY: 2}, TWICE, first=0) == [DayState.DONE]


def test_where_nothing_is_prescribed_nothing_is_missed() -> None:
    assert states({ago(1): 1}) == [DayState.FREE] * 3 + [DayState.EXTRA, DayState.FREE]


def test_a_later_prescription_takes_the_place_of_an_earlier_one() -> None:
    days = days_between(ago(3), ago(1), {}, (TWICE, Dosing(ago(2), 1)), TODAY)
    assert [day.asked for day in days] == [2, 1, 1]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ({}, Tally(asked=6, kept=0, visits=0, days_asked=3, days_done=0)),
        ({ago(3): 2, ago(2): 1}, Tally(asked=6, kept=3, visits=3, days_asked=3, days_done=2)),
        ({ago(3): 6}, Tally(asked=6, kept=2, visits=6, days_asked=3, days_done=1)),  # one day makes good for no other
        ({TODAY: 1}, Tally(asked=7, kept=1, visits=1, days_asked=4, days_done=1)),
        ({TODAY: 2}, Tally(asked=8, kept=2, visits=2, days_asked=4, days_done=1)),
    ],
)
def test_what_days_come_to(done: dict[date, int], expected: Tally) -> None:
    assert tally(days_between(ago(3), TODAY, done, (TWICE,), TODAY)) == expected
