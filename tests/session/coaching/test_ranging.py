"""Calibration by the person: the neutral posture, and the own range from a few repetitions."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from statistics import fmean

import pytest

from formcheck.events import Repetition, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import Plan, make_plan
from formcheck.kinematics.neutral import NeutralReading
from formcheck.kinematics.track import read_neutral
from formcheck.samples import Dof, Side
from formcheck.session.coaching.ranging import (
    MEASURED,
    STILL_S,
    Stillness,
    hold_still,
    is_usable,
    measure_range,
    without_range,
)
from tests.support.cases import few
from tests.support.edits import FOOT, dim, mirror, names_of
from tests.support.exercising import do, person_for, posture_of, well_done
from tests.support.people import FOOT_FLAT, REST, Angles, Person, Rep, Script, perform, stay
from tests.support.sessions import make_header, watch
from tests.support.visits import good_lesson

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
SLIDER = "tibial-slider-seated"


# --- the neutral posture ----------------------------------------------------------------------------------------------


def reading(t_s: float, ankle_deg: float = 0.0, shank_tilt_deg: float = 0.0) -> NeutralReading:
    return NeutralReading(t_s, ankle_deg, shank_tilt_deg, sole_tilt_deg=0.0)


def held(*readings: NeutralReading) -> Stillness:
    state = Stillness()
    for one in readings:
        state = hold_still(state, one)
    return state


def still(duration_s: float, ankle_deg: float = 0.0, start_s: float = 0.0) -> list[NeutralReading]:
    return [reading(start_s + i / 30, ankle_deg) for i in range(round(duration_s * 30) + 1)]


@pytest.mark.parametrize("ankle_deg", [-12.0, 0.0, 7.5])
def test_the_neutral_is_known_once_it_was_held_still_for_long_enough(ankle_deg: float) -> None:
    assert held(*still(STILL_S - 0.05, ankle_deg)).ankle_neutral_deg is None
    assert held(*still(STILL_S, ankle_deg)).ankle_neutral_deg == ankle_deg


def test_before_anything_was_seen_nothing_is_known() -> None:
    assert (Stillness().held_s, Stillness().ankle_neutral_deg) == (0.0, None)


def test_one_reading_that_is_off_does_not_shift_the_neutral() -> None:
    readings = still(STILL_S)
    readings[20] = replace(readings[20], ankle_deg=3.5)
    assert held(*readings).ankle_neutral_deg == 0.0


@pytest.mark.parametrize("moved", [{"ankle_deg": 5.0}, {"shank_tilt_deg": 5.0}])
def test_movement_begins_it_anew(moved: dict[str, float]) -> None:
    readings = still(1.8)
    state = held(*readings, replace(reading(1.9), **moved))
    assert state.held_s == 0.0
    assert len(state.readings) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"ankle_deg": nan}, id="foot not seen"),
        pytest.param({"shank_tilt_deg": 16.0}, id="shin not upright"),
        pytest.param({"ankle_deg": 21.0}, id="foot pulled up"),
        pytest.param({"ankle_deg": -21.0}, id="foot pointed"),
    ],
)
def test_another_posture_is_not_the_neutral_one(other: dict[str, float]) -> None:
    assert held(*still(1.8), replace(reading(1.9), **other)) == Stillness()
    assert held(*(replace(one, **other) for one in still(3.0))).ankle_neutral_deg is None


def test_a_slow_drift_is_no_stillness() -> None:
    assert held(*(reading(i / 30, ankle_deg=i / 30 * 3.0) for i in range(91))).ankle_neutral_deg is None


@pytest.mark.parametrize("side", Side)
def test_a_person_who_sits_as_asked_is_read(side: Side) -> None:
    posture = FOOT_FLAT | {ANKLE: 4.0}
    one = read_neutral(Person(side, facing=side).pose(1.5, 0, posture), side)
    assert one.t_s == 1.5
    assert one.ankle_deg == pytest.approx(4.0, abs=0.05)
    assert one.shank_tilt_deg == pytest.approx(0.0, abs=0.05)
    assert one.sole_tilt_deg == pytest.approx(4.0, abs=0.05)


def test_a_mirrored_person_reads_alike() -> None:
    pose = Person().pose(0.0, 0, REST)
    there, mirrored = read_neutral(pose, Side.RIGHT), read_neutral(mirror(pose), Side.LEFT)
    assert mirrored.ankle_deg == pytest.approx(there.ankle_deg)
    assert mirrored.shank_tilt_deg == pytest.approx(there.shank_tilt_deg)


def test_feet_side_by_side_are_read_although_one_hides_the_other() -> None:
    person = Person(resting=FOOT_FLAT)
    assert read_neutral(person.pose(0.0, 0, FOOT_FLAT), Side.RIGHT).ankle_deg == pytest.approx(0.0, abs=0.05)


def test_a_foot_that_is_not_seen_reads_nothing() -> None:
    pose = dim(names_of(Side.RIGHT, FOOT), 0.1)(Person().pose(0.0, 0, FOOT_FLAT))
    assert read_neutral(pose, Side.RIGHT).ankle_deg != read_neutral(pose, Side.RIGHT).ankle_deg


def test_a_synthetic_person_who_keeps_still_is_captured() -> None:
    poses = stay(FOOT_FLAT | {ANKLE: -3.0}, 2.5)
    assert held(*(read_neutral(pose, Side.RIGHT) for pose in poses)).ankle_neutral_deg == pytest.approx(-3.0, abs=0.05)


# --- the own range ----------------------------------------------------------------------------------------------------


def done(*reps: Rep, name: str = SLIDER, rest: Angles | None = None) -> tuple[Plan, tuple[Repetition, ...]]:
    """Return the plan of practice, and the repetitions as judged by it."""
    exercise = load_exercise(name)
    script = do(exercise, *reps) if rest is None else Script(reps, rest=rest)
    poses = perform(script, person_for(exercise), rate_hz=15.0)
    run = watch(poses, make_header(name))
    return make_plan(Prescription(exercise)), run.repetitions


STIFF = Rep().ending(knee_flexion=35.0, ankle_dorsiflexion=-6.0)
"""Short of what is prescribed (20 and 0), but a good part of the way."""


@pytest.mark.parametrize(
    ("rep", "verdict"),
    [
        pytest.param(Rep(), Verdict.GOOD, id="good"),
        pytest.param(STIFF, Verdict.INCOMPLETE_RANGE, id="stiff"),
        pytest.param(Rep(hold_s=4.5), Verdict.HELD, id="held"),
    ],
)
def test_a_repetition_that_may_fall_short_shows_the_range(rep: Rep, verdict: Verdict) -> None:
    plan, (one,) = done(rep)
    assert one.verdict is verdict
    assert is_usable(plan, one)


@pytest.mark.parametrize(
    ("rep", "verdict"),
    [
        pytest.param(Rep().ending(ankle_dorsiflexion=-28.0), Verdict.INCOMPLETE_RANGE, id="foot stayed down"),
        pytest.param(Rep().ending(knee_flexion=66.0), Verdict.INCOMPLETE_RANGE, id="knee hardly moved"),
        pytest.param(Rep(out_s=0.7, hold_s=0.0, back_s=0.7), Verdict.RUSHED, id="rushed"),
        pytest.param(
            replace(STIFF, out_s=0.6, hold_s=0.0, back_s=0.6), Verdict.INCOMPLETE_RANGE, id="short and rushed"
        ),
        pytest.param(Rep(ankle_delay_s=1.1, hold_s=1.4), Verdict.WRONG_ORDER, id="foot late"),
        pytest.param(Rep().ending(neck_flexion=60.0), Verdict.WRONG_ORDER, id="head the other way"),
    ],
)
def test_one_that_was_not_calm_and_in_order_does_not(rep: Rep, verdict: Verdict) -> None:
    plan, (one,) = done(rep)
    assert one.verdict is verdict
    assert not is_usable(plan, one)


def test_one_that_was_not_seen_does_not() -> None:
    plan, (one,) = done(Rep())
    assert not is_usable(plan, replace(one, verdict=Verdict.NOT_MEASURABLE))
    assert not is_usable(plan, replace(one, ankle_at_rest_deg=None))
    assert not is_usable(plan, replace(one, ankle_at_peak_deg=None))
    assert not is_usable(plan, replace(one, knee_at_peak_deg=None))


def test_the_range_is_the_mean_of_three() -> None:
    plan, made = done(*(STIFF.ending(knee_flexion=knee, ankle_dorsiflexion=-6.0) for knee in (33.0, 35.0, 40.0)))
    assert measure_range(plan, made[:2]) is None
    found = measure_range(plan, made)
    assert found is not None
    assert found.driver_end_deg == pytest.approx(36.0, abs=1.5)
    assert found.ankle_end_deg == pytest.approx(-6.0, abs=1.5)
    assert found.driver_end_deg == round(fmean(one.knee_at_peak_deg or nan for one in made), 1)


def test_only_usable_ones_are_averaged_and_only_the_first_three() -> None:
    plan, (good, rushed, *_) = done(Rep(), Rep(out_s=0.7, hold_s=0.0, back_s=0.7), Rep())
    assert len({good.verdict, rushed.verdict}) == 2
    ends = [replace(good, knee_at_peak_deg=deg) for deg in (10.0, 20.0, 30.0, 40.0)]
    assert measure_range(plan, [rushed, ends[0], rushed, ends[1]]) is None
    found = measure_range(plan, [rushed, ends[0], rushed, ends[1], ends[2], ends[3]])
    assert found is not None
    assert found.driver_end_deg == 20.0
    assert MEASURED == 3


def test_a_neutral_known_before_is_kept_with_the_range() -> None:
    plan, made = done(Rep(), Rep(), Rep())
    own = make_plan(replace(plan.prescription, personal=Personal(ankle_neutral_deg=-4.0)))
    found = measure_range(own, made)
    assert found is not None
    assert found.ankle_neutral_deg == -4.0


@pytest.mark.xdist_group("well done")
@pytest.mark.parametrize("name", few(exercise_ids()))
def test_the_range_of_somebody_who_does_as_prescribed_is_found_and_is_good_from_then_on(name: str) -> None:
    exercise = load_exercise(name)
    plan = good_lesson(name).plan
    found = measure_range(plan, good_lesson(name).session.repetitions)
    assert found is not None
    end = posture_of(exercise, exercise.end)
    assert found.driver_end_deg == pytest.approx(end[plan.driver], abs=2.0)
    if plan.ankle_direction is None:
        assert found.ankle_end_deg is None
    else:
        assert found.ankle_end_deg == pytest.approx(end[ANKLE], abs=2.0)
    poses = perform(do(exercise, well_done(exercise)), person_for(exercise), rate_hz=15.0)
    again = watch(poses, replace(make_header(name), prescription=Prescription(exercise, personal=found)))
    assert again.verdicts == [Verdict.GOOD]
    assert not again.repetitions[0].flags


def test_before_the_range_is_known_a_prescription_has_none_and_keeps_the_neutral() -> None:
    known = Personal(driver_end_deg=30.0, ankle_end_deg=2.0, ankle_neutral_deg=-3.0)
    prescription = Prescription(load_exercise(SLIDER), Side.LEFT, known, "slowly")
    assert without_range(prescription) == replace(prescription, personal=Personal(ankle_neutral_deg=-3.0))
