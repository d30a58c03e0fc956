"""Progress is what goes beyond what a number wavers by itself, among numbers that can be compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.exercise.loader import load_exercise
from formcheck.samples import Dof
from formcheck.session.progress import LEAST_DEG, Kind, Outcome, Reading, courses, direction, newest

BEGIN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
RIGHT = Kind("tibial-slider-seated", "right", "heavy 1")
OTHER_MODEL = Kind("tibial-slider-seated", "right", "full 1")
KNEE = LEAST_DEG[Dof.KNEE_FLEXION]


def readings(*values: float, kind: Kind = RIGHT, from_day: int = 0) -> list[Reading]:
    """Return a number a day."""
    return [Reading(BEGIN + timedelta(days=from_day + day), value, kind) for day, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ((22.0,), Outcome.TOO_FEW),
        ((22.0, 20.0), Outcome.TOO_FEW),
        ((22.0, 20.0, 24.0), Outcome.START),
        ((22.0, 20.0, 24.0, 14.1), Outcome.WITHIN),
        ((22.0, 20.0, 24.0, 14.0), Outcome.FURTHER),
        ((22.0, 20.0, 24.0, 2.0, 21.0), Outcome.WITHIN),  # one good day is no progress
        ((22.0, 20.0, 24.0, 30.0), Outcome.LESS),
    ],
)
def test_only_a_change_beyond_noise_is_one(values: tuple[float, ...], outcome: Outcome) -> None:
    (course,) = courses(readings(*values))
    assert course.outcome(KNEE, further=-1) is outcome


def test_the_start_is_the_mean_of_the_first_three_visits() -> None:
    (course,) = courses(reversed(readings(22.0, 20.0, 24.0, 10.0)))
    assert (course.start, course.change, course.latest.value) == (22.0, -12.0, 10.0)


def test_what_another_model_read_is_not_compared() -> None:
    heavy, full = courses([*readings(22.0, 20.0, 24.0), *readings(10.0, 11.0, kind=OTHER_MODEL, from_day=3)])
    assert (heavy.kind, full.kind) == (RIGHT, OTHER_MODEL)
    assert full.outcome(KNEE, further=-1) is Outcome.TOO_FEW
    assert newest((heavy, full)) is full


def test_who_comes_back_to_a_model_is_compared_with_the_own_start_there() -> None:
    all_three = [*readings(22, 20, 24), *readings(10, kind=OTHER_MODEL, from_day=3), *readings(12, from_day=4)]
    assert newest(courses(all_three)) == courses(readings(22, 20, 24) + readings(12, from_day=4))[-1]


def test_without_a_direction_a_change_is_only_a_change() -> None:
    (course,) = courses(readings(22, 20, 24, 40))
    assert course.outcome(KNEE, further=0) is Outcome.OTHER


def test_nothing_measured_is_nothing() -> None:
    assert newest(courses([])) is None


@pytest.mark.parametrize(
    ("exercise", "knee", "ankle"),
    [("tibial-slider-seated", -1, 1), ("peroneal-slider-seated", -1, -1), ("tibial-distal-slider-slr", 0, 1)],
)
def test_each_exercise_has_its_own_direction(exercise: str, knee: int, ankle: int) -> None:
    loaded = load_exercise(exercise)
    assert (direction(loaded, Dof.KNEE_FLEXION), direction(loaded, Dof.ANKLE_DORSIFLEXION)) == (knee, ankle)


@given(st.lists(st.floats(15.0, 22.9), min_size=4, max_size=40))
def test_whatever_stays_within_the_least_change_is_never_progress(values: list[float]) -> None:
    (course,) = courses(readings(*values))
    assert course.outcome(KNEE, further=-1) is Outcome.WITHIN
