"""Every exercise of the library, done by a synthetic person and watched by the whole pipeline."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from formcheck.events import FlagKind, Verdict
from formcheck.exercise.loader import exercise_ids, load_exercise, load_prescription
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof, Side
from tests.support.cases import few
from tests.support.edits import FOOT, HEAD, between, change, dim, names_of, push_out
from tests.support.exercising import do, person_for, posture_of, short_of_the_end, well_done
from tests.support.people import Rep, Script, perform
from tests.support.sessions import Run, make_header, watch

ANKLE = Dof.ANKLE_DORSIFLEXION
ALWAYS = between(0.0, 999.0)
RATE_HZ = 15.0  # as good as any here, and the quickest

every_exercise = pytest.mark.parametrize("name", exercise_ids())
some_exercises = pytest.mark.parametrize("name", few(exercise_ids(), fast=4))
lying_exercise = pytest.mark.parametrize(
    "name", few([name for name in exercise_ids() if load_exercise(name).posture.trunk_lean.max < 0.0], fast=3)
)
both_sides = pytest.mark.parametrize("side", few(Side))
with_a_foot_to_watch = pytest.mark.parametrize(
    "name", few([name for name in exercise_ids() if load_exercise(name).end.ankle_dorsiflexion is not None], fast=4)
)


def watched(name: str, *reps: Rep, side: Side = Side.RIGHT, **filming: float) -> Run:
    exercise = load_exercise(name)
    poses = perform(do(exercise, *reps), person_for(exercise, side), rate_hz=RATE_HZ, **filming)  # type: ignore[arg-type]
    return watch(poses, make_header(name))


# --- well done --------------------------------------------------------------------------------------------------------


@every_exercise
@both_sides
def test_done_well_is_good(name: str, side: Side) -> None:
    run = watched(name, *[well_done(load_exercise(name))] * 2, side=side)
    assert run.verdicts == [Verdict.GOOD] * 2
    assert run.session.side is side
    assert run.session.facing is side
    assert not any(repetition.flags for repetition in run.repetitions)


@some_exercises
def test_done_well_is_good_through_jitter_too(name: str) -> None:
    assert watched(name, well_done(load_exercise(name)), jitter_px=0.5).verdicts == [Verdict.GOOD]


@lying_exercise
@both_sides
def test_lying_with_the_other_leg_up_too_is_good(name: str, side: Side) -> None:
    exercise = load_exercise(name)
    other_leg = posture_of(exercise, exercise.rest) | {Dof.KNEE_FLEXION: 95.0, Dof.THIGH_ELEVATION: 100.0}
    person = replace(person_for(exercise, side), resting=other_leg)
    run = watch(perform(do(exercise, *[well_done(exercise)] * 2), person, rate_hz=RATE_HZ), make_header(name))
    assert run.verdicts == [Verdict.GOOD] * 2


# --- not done well ----------------------------------------------------------------------------------------------------


@some_exercises
def test_stopping_8_degrees_short_is_incomplete(name: str) -> None:
    assert watched(name, short_of_the_end(load_exercise(name))).verdicts == [Verdict.INCOMPLETE_RANGE]


@some_exercises
def test_hurrying_is_rushed(name: str) -> None:
    hurried = replace(well_done(load_exercise(name)), out_s=0.7, hold_s=0.0, back_s=0.7, rest_s=1.0)
    assert watched(name, hurried, hurried).verdicts == [Verdict.RUSHED] * 2


@some_exercises
def test_staying_at_the_end_for_5_seconds_is_held(name: str) -> None:
    held = replace(well_done(load_exercise(name)), hold_s=5.0)
    assert watched(name, held).verdicts == [Verdict.HELD]


@with_a_foot_to_watch
def test_a_foot_that_does_not_do_its_part_is_not_good(name: str) -> None:
    exercise = load_exercise(name)
    ankle_deg = {True: -15.0, False: 0.0}[posture_of(exercise, exercise.end)[ANKLE] > 0.0]
    if exercise.driver is ANKLE:
        pytest.skip("without the foot there is no movement")
    (verdict,) = watched(name, well_done(exercise).ending(ankle_dorsiflexion=ankle_deg)).verdicts
    assert verdict in {Verdict.INCOMPLETE_RANGE, Verdict.WRONG_ORDER}


@some_exercises
def test_another_position_counts_nothing(name: str) -> None:
    """Who should sit lies, and who should lie sits; the leg does the same to the trunk."""
    exercise = load_exercise(name)
    turn = 90.0 if exercise.posture.trunk_lean.max < 0.0 else -90.0
    moved = {Dof.TRUNK_LEAN: turn, Dof.THIGH_ELEVATION: -turn}

    def turned(angles: dict[Dof, float]) -> dict[Dof, float]:
        return {dof: deg + moved.get(dof, 0.0) for dof, deg in angles.items()}

    rep, rest = well_done(exercise), posture_of(exercise, exercise.rest)
    script = Script([replace(rep, end=turned(rep.end))], rest=turned(rest))
    assert not watch(perform(script, person_for(exercise), rate_hz=RATE_HZ), make_header(name)).repetitions


# --- what a camera misses ---------------------------------------------------------------------------------------------


@with_a_foot_to_watch
@pytest.mark.parametrize("how", few([push_out, lambda parts: dim(parts, 0.1)]), ids=["out_of_picture", "covered"])
def test_a_hidden_foot_is_never_blamed(name: str, how: type) -> None:
    exercise = load_exercise(name)
    poses = perform(do(exercise, *[short_of_the_end(exercise)] * 2), person_for(exercise), rate_hz=RATE_HZ)
    run = watch(change(poses, ALWAYS, how(names_of(Side.RIGHT, FOOT))), make_header(name))
    assert set(run.verdicts) <= {Verdict.NOT_MEASURABLE}
    assert len(run.verdicts) == (0 if exercise.driver is ANKLE else 2)


@some_exercises
def test_a_hidden_head_costs_nothing_and_is_said(name: str) -> None:
    exercise = load_exercise(name)
    poses = perform(do(exercise, well_done(exercise)), person_for(exercise))
    run = watch(change(poses, ALWAYS, dim(list(HEAD), 0.1)), make_header(name))
    assert run.verdicts == [Verdict.GOOD]
    assert run.repetitions[0].neck_change_deg is None
    is_asked = make_plan(load_prescription(name)).neck_direction is not None
    assert [flag.kind for flag in run.repetitions[0].flags] == [FlagKind.NOT_JUDGED] * is_asked


# --- the default exercise, fault by fault -----------------------------------------------------------------------------

SLIDER = load_exercise("tibial-slider-seated")
MIXED = {
    "good": Rep(),
    "wrong_order: foot late": Rep(ankle_delay_s=0.9, hold_s=1.2),
    "wrong_order: foot the other way": Rep().ending(ankle_dorsiflexion=-50.0),
    "wrong_order: chin down": Rep().ending(neck_flexion=55.0),
    "incomplete_range: knee": Rep().ending(knee_flexion=35.0),
    "incomplete_range: foot": Rep().ending(ankle_dorsiflexion=-12.0),
    "rushed": Rep(out_s=0.8, hold_s=0.0, back_s=0.8),
    "held": Rep(hold_s=4.5),
    "good: leans back": Rep().ending(trunk_lean=-15.0),
    "good: lifts the thigh": Rep().ending(thigh_elevation=22.0),
    "good: head still": Rep().ending(neck_flexion=25.0),
}


@pytest.mark.parametrize("case", MIXED)
@both_sides
def test_slider(case: str, side: Side) -> None:
    assert watched("tibial-slider-seated", MIXED[case], side=side).verdicts == [case.partition(":")[0]]


@pytest.mark.slow
def test_a_mixed_session_is_judged_repetition_by_repetition() -> None:
    run = watched("tibial-slider-seated", *MIXED.values())
    assert [verdict.value for verdict in run.verdicts] == [case.partition(":")[0] for case in MIXED]
    assert [repetition.index for repetition in run.repetitions] == list(range(1, len(MIXED) + 1))
    assert all(one.end_s <= two.start_s for one, two in pairwise(run.repetitions))
