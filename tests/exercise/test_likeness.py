"""How much an attempt looks like each exercise: what was asked for and done beats what asks for less, or else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.exercise.definition import Prescription
from formcheck.exercise.likeness import score_likeness
from formcheck.exercise.loader import load_exercise, load_library
from formcheck.exercise.plan import make_plan
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Dof
from tests.support.attempts import well_seen
from tests.support.cases import few
from tests.support.exercising import do, person_for, well_done
from tests.support.people import END, REST, perform
from tests.support.sessions import make_header, watch

SEATED = [one.id for one in load_library() if one.id.endswith("-seated")]
PLANS = {one: make_plan(Prescription(load_exercise(one))) for one in SEATED}


def likeness_of(name: str) -> dict[str, float]:
    """Return what is told of one repetition, done as prescribed."""
    exercise = load_exercise(name)
    run = watch(perform(do(exercise, well_done(exercise)), person_for(exercise)), make_header(name))
    return dict(run.repetitions[0].likeness)


@pytest.mark.parametrize("name", few(SEATED, fast=2))
def test_a_repetition_looks_most_like_the_exercise_that_was_done(name: str) -> None:
    told = likeness_of(name)
    assert set(SEATED) <= told.keys()
    assert max(SEATED, key=lambda one: told[one]) == name


def test_only_exercises_of_the_same_driver_are_compared() -> None:
    told = likeness_of("tibial-slider-seated")
    assert all(load_exercise(one).driver is Dof.KNEE_FLEXION for one in told)


def test_joints_that_were_not_seen_tell_nothing() -> None:
    attempt = well_seen(REST, END, Dof.KNEE_FLEXION)
    blind = replace(attempt, rest=dict.fromkeys(Dof, Measured()), end=dict.fromkeys(Dof, Measured()))
    assert {score_likeness(plan, blind) for plan in PLANS.values()} == {0.0}
