"""A session made smaller: half the way, half the repetitions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.events import FlagKind, Severity, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof, Side
from formcheck.session.coaching.adjust import halve
from tests.support.cases import few
from tests.support.exercising import do, person_for, posture_of, well_done
from tests.support.people import Rep, perform
from tests.support.sessions import make_header, watch

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
SHORT_WAYS = {"tibial-tensioner-slr"}
"""Where the whole way ends hardly further than half of it may be overshot."""

every_exercise = pytest.mark.parametrize("name", exercise_ids())
some_exercises = pytest.mark.parametrize("name", few(exercise_ids(), fast=4))


def test_half_the_way_is_asked_for_from_the_edge_of_rest() -> None:
    """The knee rests up to 75 and is complete at 20, the foot -10 and 0: half-way are 47.5 and -5."""
    plan = make_plan(halve(Prescription(load_exercise("tibial-slider-seated"))))
    assert plan.required == {KNEE: 47.5, ANKLE: -5.0}


def test_half_of_an_own_range_is_half_of_what_is_complete_for_that_person() -> None:
    """Of an own 30, 40 are complete: half-way from 75 are 57.5."""
    personal = Personal(driver_end_deg=30.0, ankle_end_deg=-3.0)
    plan = make_plan(halve(Prescription(load_exercise("tibial-slider-seated"), personal=personal)))
    assert plan.required == {KNEE: 57.5, ANKLE: -10.0}


@every_exercise
def test_every_exercise_asks_for_half_of_every_way(name: str) -> None:
    whole = Prescription(load_exercise(name))
    before, after = make_plan(whole), make_plan(halve(whole))
    assert after.directions == before.directions
    for dof, sign in before.directions.items():
        window = whole.exercise.rest.window(dof)
        assert window is not None
        edge = window.max if sign > 0 else window.min
        assert after.required[dof] - edge == pytest.approx((before.required[dof] - edge) / 2, abs=0.06)


@pytest.mark.parametrize(("repetitions", "expected"), [(1, 1), (2, 1), (3, 2), (9, 5), (10, 5)])
def test_half_the_repetitions_rounded_up(repetitions: int, expected: int) -> None:
    exercise = load_exercise("tibial-slider-seated")
    dose = replace(exercise.dose, repetitions=repetitions, sets=3)
    halved = halve(Prescription(replace(exercise, dose=dose))).exercise.dose
    assert (halved.repetitions, halved.sets, halved.per_day) == (expected, 3, dose.per_day)


def test_all_else_stays_as_prescribed() -> None:
    whole = Prescription(load_exercise("tibial-slider-seated"), Side.LEFT, Personal(ankle_neutral_deg=-3.0), "slowly")
    halved = halve(whole)
    assert (halved.side, halved.note, halved.personal.ankle_neutral_deg) == (Side.LEFT, "slowly", -3.0)
    assert replace(halved.exercise, dose=whole.exercise.dose) == whole.exercise


@some_exercises
def test_half_the_movement_is_good(name: str) -> None:
    """A foot that must go along is done with half its way, too."""
    exercise = load_exercise(name)
    plan = make_plan(halve(Prescription(exercise)))
    ends = {dof.value: deg + 2.0 * plan.directions[dof] for dof, deg in plan.required.items()}
    rep = well_done(exercise).ending(**ends)
    header = replace(make_header(name), prescription=plan.prescription)
    run = watch(perform(do(exercise, rep), person_for(exercise), rate_hz=15.0), header)
    assert run.verdicts == [Verdict.GOOD]


@some_exercises
def test_the_whole_movement_counts_and_is_far_beyond_the_range_of_a_halved_session(name: str) -> None:
    exercise = load_exercise(name)
    header = replace(make_header(name), prescription=halve(Prescription(exercise)))
    run = watch(perform(do(exercise, well_done(exercise)), person_for(exercise), rate_hz=15.0), header)
    (repetition,) = run.repetitions
    assert repetition.verdict is Verdict.GOOD
    overshot = {flag.severity for flag in repetition.flags if flag.kind is FlagKind.OVERSHOOT}
    assert overshot == (set() if name in SHORT_WAYS else {Severity.WARNING})


SHORT_RANGES = {"tibial-slider-seated": 60.0, "sciatic-slider-seated": 62.0}
"""Own ends so near rest that half the way to them would be no attempt."""


@pytest.mark.parametrize("name", SHORT_RANGES)
def test_half_of_a_short_range_goes_as_far_as_a_movement_must_to_be_counted(name: str) -> None:
    exercise = load_exercise(name)
    prescription = halve(Prescription(exercise, personal=Personal(driver_end_deg=SHORT_RANGES[name])))
    plan = make_plan(prescription)
    middle_deg = posture_of(exercise, exercise.rest)[plan.driver]
    assert plan.required[plan.driver] == pytest.approx(middle_deg + plan.sign * plan.attempt_deg, abs=0.05)
    just_enough = well_done(exercise).ending(**{plan.driver.value: plan.required[plan.driver] + 2.0 * plan.sign})
    header = replace(make_header(name), prescription=prescription)
    run = watch(perform(do(exercise, just_enough), person_for(exercise), rate_hz=15.0), header)
    assert run.verdicts == [Verdict.GOOD]


@pytest.mark.parametrize(("name", "own_deg"), [("tibial-slider-seated", 80.0), ("sural-distal-slider-slr", -23.0)])
def test_a_halved_session_never_asks_anybody_to_go_beyond_the_own_end(name: str, own_deg: float) -> None:
    """Such an end is measured of somebody who rests at the far edge of the window."""
    plan = make_plan(halve(Prescription(load_exercise(name), personal=Personal(driver_end_deg=own_deg))))
    assert plan.sign * plan.required[plan.driver] <= plan.sign * own_deg + 0.05  # the end is kept in tenths


def test_the_halved_way_of_a_foot_that_stays_is_left_alone() -> None:
    exercise = load_exercise("peroneal-tensioner-seated")
    assert halve(Prescription(exercise)).personal.ankle_end_deg is None
    rest, end = posture_of(exercise, exercise.rest), posture_of(exercise, exercise.end)
    half = Rep(hold_s=1.2, end=end | {KNEE: (rest[KNEE] + end[KNEE]) / 2})
    header = replace(make_header(exercise), prescription=halve(Prescription(exercise)))
    assert watch(perform(do(exercise, half), rate_hz=15.0), header).verdicts == [Verdict.GOOD]
