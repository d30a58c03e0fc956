"""What follows from a prescription."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.exercise.definition import Personal, Prescription, Window
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import MIN_ATTEMPT_DEG, Plan, make_plan, own_end_asking
from formcheck.samples import Dof

KNEE, ANKLE, THIGH = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION
SLIDER = load_exercise("tibial-slider-seated")

every_exercise = pytest.mark.parametrize("name", exercise_ids())


def plan_of(name: str, personal: Personal | None = None) -> Plan:
    return make_plan(Prescription(load_exercise(name), personal=personal or Personal()))


def test_a_straightening_knee_drives_downwards_and_a_rising_leg_upwards() -> None:
    assert plan_of("tibial-slider-seated").sign == -1.0
    assert plan_of("peroneal-tensioner-slr").sign == 1.0


def test_a_slider_lifts_the_head_and_a_tensioner_lowers_it() -> None:
    names = ("tibial-slider-seated", "tibial-tensioner-seated", "peroneal-tensioner-seated", "tibial-tensioner-slr")
    assert [plan_of(name).neck_direction for name in names] == [-1.0, 1.0, 0.0, None]


def test_a_joint_with_the_same_window_in_both_phases_is_to_be_held() -> None:
    plan = plan_of("peroneal-tensioner-seated")
    assert plan.held == {ANKLE: Window(-55, -20)}
    assert plan.scored == (KNEE, ANKLE)


def test_a_joint_without_windows_is_not_asked_for() -> None:
    assert plan_of("sciatic-slider-seated").scored == (KNEE,)


def test_required_is_the_near_edge_of_the_window_or_the_own_range_less_its_tolerance() -> None:
    assert plan_of("tibial-slider-seated").required == {KNEE: 20.0, ANKLE: 0.0}
    own = Personal(driver_end_deg=30.0, ankle_end_deg=-3.0)
    assert plan_of("tibial-slider-seated", own).required == {KNEE: 40.0, ANKLE: -10.0}


def test_of_a_small_own_way_no_more_than_a_quarter_may_be_left_out() -> None:
    """The knee rests about 92.5: an own end of 64.5 is a way of 28."""
    own = Personal(driver_end_deg=64.5)
    assert plan_of("tibial-slider-seated", own).required[KNEE] == 71.5


@every_exercise
@pytest.mark.parametrize("way_deg", [4.0, 25.0, 39.0, 41.0, 70.0])
def test_the_own_end_that_asks_for_an_angle_is_the_one_that_does(name: str, way_deg: float) -> None:
    exercise, plan = load_exercise(name), plan_of(name)
    window = exercise.rest.window(plan.driver)
    assert window is not None
    required_deg = (window.min + window.max) / 2 + plan.sign * way_deg
    own = Personal(driver_end_deg=own_end_asking(required_deg, exercise, plan.driver))
    assert plan_of(name, own).required[plan.driver] == pytest.approx(required_deg)


def test_rest_is_regained_at_70_degrees() -> None:
    assert plan_of("tibial-slider-seated").rest_required_deg == 70.0


@every_exercise
def test_an_attempt_is_far_smaller_than_the_range_but_never_a_twitch(name: str) -> None:
    plan = plan_of(name)
    assert plan.attempt_deg >= MIN_ATTEMPT_DEG
    assert plan.leave_deg < plan.attempt_deg


@every_exercise
def test_every_posture_within_the_rest_window_is_near_rest_and_none_of_the_end_window(name: str) -> None:
    plan = plan_of(name)
    rest, end = (phase.window(plan.driver) for phase in (plan.exercise.rest, plan.exercise.end))
    assert rest is not None
    assert end is not None
    assert plan.is_near_rest(plan.sign * rest.min)
    assert plan.is_near_rest(plan.sign * rest.max)
    far_end = end.max if plan.sign > 0 else end.min
    assert not plan.is_near_rest(plan.sign * far_end)


@pytest.mark.parametrize(("own_deg", "near", "far"), [(20.0, -60.0, -58.0), (55.0, -70.0, -67.0)])
def test_how_near_rest_a_repetition_begins_follows_the_own_way(own_deg: float, near: float, far: float) -> None:
    """Of the way that is asked for, from the edge of rest at 75, a third; of a small one no more than half."""
    plan = plan_of("tibial-slider-seated", Personal(driver_end_deg=own_deg))
    assert plan.is_near_rest(near)
    assert not plan.is_near_rest(far)


def test_a_driver_with_nowhere_to_go_is_refused() -> None:
    phases = {name: replace(phase, knee_flexion=Window(80, 100)) for name, phase in SLIDER.phases.items()}
    with pytest.raises(ValueError, match="nowhere to go"):
        make_plan(Prescription(replace(SLIDER, phases=phases)))
