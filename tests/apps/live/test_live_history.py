"""What earlier visits tell the next one: flares, days in a row, the range of each leg, visits today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from formcheck.apps.live.store import Store
from formcheck.exercise.definition import Personal
from formcheck.samples import Side
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.session.visit.entries import (
    Began,
    Ended,
    Entry,
    Finished,
    RangeFrom,
    RangeKnown,
    Refused,
    Stopped,
)
from formcheck.session.visit.visit import History
from tests.support.live import Clock
from tests.support.visits import began, dosed, judged, opened

EXERCISE = "tibial-slider-seated"
OTHER = "tibial-tensioner-seated"
FINISHED = Finished(1, is_numb=False)


class Diary:
    """Visits, day after day."""

    def __init__(self, folder: Path) -> None:
        # Days are those of this computer.
        self.clock = Clock(datetime(2026, 11, 21, 12, 0).astimezone())
        self.store = Store(folder, self.clock)

    def visit(self, *entries: Entry, exercise: str = EXERCISE, lasting: Lasting | None = None) -> Diary:
        """Write a visit; it was begun and finished where nothing else is said."""
        begun = [] if any(isinstance(entry, Began) for entry in entries) else [began(after_last=lasting)]
        first = opened(dosed(exercise))
        log = self.store.new(first)
        for entry in (first, *begun, *(entries or (judged(), Ended(), FINISHED))):
            log.append(entry)
        self.clock.forward(hours=1)
        return self

    def later(self, days: int) -> Diary:
        """Let days go by."""
        self.clock.forward(days=days)
        return self

    def told(self, exercise: str = EXERCISE) -> History:
        """Return what is told to the next visit."""
        return self.store.history(exercise)


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    """Return an empty diary."""
    return Diary(tmp_path)


def measured(end_deg: float, range_from: RangeFrom = RangeFrom.MEASURE) -> RangeKnown:
    """Return the entry of a range."""
    return RangeKnown(range_from, Personal(driver_end_deg=end_deg, ankle_end_deg=8.0, ankle_neutral_deg=-2.0))


def with_leg(side: Side) -> Began:
    """Return the answers of somebody who exercises this leg."""
    return replace(began(), side=side)


def test_before_the_first_visit_there_is_nothing(diary: Diary) -> None:
    assert diary.told() == History()


# Days in a row, and visits today


def test_a_day_counts_once_a_visit_is_finished(diary: Diary) -> None:
    assert diary.visit().later(1).told().days == 1
    assert diary.visit(judged(), Ended()).later(1).told().days == 0


def test_days_in_a_row_are_counted_up_to_yesterday(diary: Diary) -> None:
    for days in range(4):
        assert diary.told().days == days
        diary.visit().later(1)


def test_today_is_not_counted_yet(diary: Diary) -> None:
    assert diary.visit().told().days == 0
    assert diary.later(1).visit().visit().told().days == 1


def test_a_day_left_out_begins_anew(diary: Diary) -> None:
    diary.visit().later(1).visit().later(2)
    assert diary.told().days == 0
    assert diary.visit().later(1).told().days == 1


def test_two_visits_a_day_are_one_day(diary: Diary) -> None:
    assert diary.visit().visit().visit().later(1).told().days == 1


def test_another_exercise_keeps_the_row(diary: Diary) -> None:
    assert diary.visit(exercise=OTHER).later(1).told().days == 1


def test_finished_visits_of_today_are_counted(diary: Diary) -> None:
    assert diary.visit().later(1).told().visits_today == 0
    assert diary.visit().visit().told().visits_today == 2
    assert diary.visit(judged()).told().visits_today == 2


# Flares


def test_how_long_symptoms_lasted_is_told_in_order(diary: Diary) -> None:
    for lasting in (None, Lasting.NONE, Lasting.LONG, Lasting.BRIEF):
        diary.visit(lasting=lasting).later(1)
    assert diary.told().lasting == (Lasting.NONE, Lasting.LONG, Lasting.BRIEF)


def test_a_flare_after_another_exercise_is_a_flare(diary: Diary) -> None:
    diary.visit().later(1).visit(exercise=OTHER, lasting=Lasting.LONG)
    assert diary.told().lasting == (Lasting.LONG,)


@pytest.mark.parametrize(
    "broken_off",
    [
        pytest.param((Refused((Halt.PAIN_BEFORE,)),), id="refused"),
        pytest.param((), id="left at the camera"),
    ],
)
def test_one_flare_that_is_told_twice_is_one(diary: Diary, broken_off: tuple[Entry, ...]) -> None:
    diary.visit().later(1)
    diary.visit(began(after_last=Lasting.LONG), *broken_off)
    diary.visit(lasting=Lasting.LONG)
    assert diary.told().lasting == (Lasting.LONG,)


def test_what_was_told_last_of_a_visit_counts(diary: Diary) -> None:
    diary.visit().later(1)
    diary.visit(began(after_last=Lasting.LONG))
    diary.visit(began(after_last=Lasting.BRIEF))
    assert diary.told().lasting == (Lasting.BRIEF,)


# Whether there was one


@pytest.mark.parametrize(
    "entries", [(judged(),), (judged(), Stopped(Halt.PAIN, 6, is_numb=False)), (Ended(), FINISHED)]
)
def test_a_visit_in_which_something_was_done_is_asked_for(diary: Diary, entries: tuple[Entry, ...]) -> None:
    assert diary.visit(*entries).told().has_visit


def test_a_visit_in_which_nothing_was_done_is_not(diary: Diary) -> None:
    assert not diary.visit(began()).visit(began(), Refused((Halt.RED_FLAG,))).told().has_visit


# Ranges


def test_each_leg_has_its_own_range(diary: Diary) -> None:
    diary.visit(with_leg(Side.LEFT), measured(20.0), judged()).visit(with_leg(Side.RIGHT), measured(10.0), judged())
    ranges = diary.told().ranges
    assert {side: known.personal.driver_end_deg for side, known in ranges.items()} == {
        Side.LEFT: 20.0,
        Side.RIGHT: 10.0,
    }


def test_the_latest_range_counts(diary: Diary) -> None:
    diary.visit(measured(20.0), judged()).later(1).visit(measured(15.0), judged())
    assert diary.told().ranges[Side.RIGHT].personal.driver_end_deg == 15.0


@pytest.mark.parametrize("range_from", [RangeFrom.LAST, RangeFrom.PRESCRIBED])
def test_only_what_was_measured_is_a_range(diary: Diary, range_from: RangeFrom) -> None:
    diary.visit(measured(20.0, range_from), judged())
    assert diary.told().ranges == {}
    assert diary.store.measured_on(EXERCISE, None) is None


def test_a_range_belongs_to_its_exercise(diary: Diary) -> None:
    diary.visit(measured(20.0), judged())
    assert diary.told(OTHER).ranges == {}
    assert diary.store.measured_on(OTHER, None) is None


def test_the_day_of_the_range_is_that_of_the_leg(diary: Diary) -> None:
    left = diary.clock.now
    diary.visit(with_leg(Side.LEFT), measured(20.0), judged()).later(1)
    right = diary.clock.now
    diary.visit(with_leg(Side.RIGHT), measured(20.0), judged())
    on = diary.store.measured_on
    assert (on(EXERCISE, Side.LEFT), on(EXERCISE, Side.RIGHT), on(EXERCISE, None)) == (left, right, right)


def test_while_the_leg_is_not_known_both_must_have_a_range(diary: Diary) -> None:
    diary.visit(with_leg(Side.LEFT), measured(20.0), judged())
    on = diary.store.measured_on
    assert on(EXERCISE, Side.LEFT) is not None
    assert (on(EXERCISE, Side.RIGHT), on(EXERCISE, None)) == (None, None)


def test_a_range_that_was_measured_and_not_exercised_with_is_not_used(diary: Diary) -> None:
    diary.visit(with_leg(Side.RIGHT), measured(20.0))
    assert diary.store.measured_on(EXERCISE, Side.RIGHT) is None
    assert diary.told().ranges == {}
