"""The gauge: 0 at rest, complete at the zone, 1 at the end, and hollow where nothing is seen."""

from __future__ import annotations

from itertools import pairwise
from math import isnan, nan

import pytest

from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.plan import Plan, make_plan
from formcheck.samples import Dof, Pose, Side
from formcheck.session.coaching.gauge import MOST, ZONE, Gauge, GaugeState, share, shown, step
from tests.support.cases import few
from tests.support.edits import FOOT, LOWER_LEG, between, change, dim, hide, mirror, names_of
from tests.support.exercising import posture_of
from tests.support.people import Rep, Script, perform
from tests.support.sessions import make_header, watch
from tests.support.visits import RATE_HZ, good_lesson

KNEE, ANKLE, THIGH = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION
PLANS = {name: make_plan(Prescription(load_exercise(name))) for name in exercise_ids()}
EVERY_HAND = [(name, dof) for name, plan in PLANS.items() for dof in shown(plan)]

every_exercise = pytest.mark.parametrize("name", exercise_ids())
every_hand = pytest.mark.parametrize(("name", "dof"), EVERY_HAND)


def rest_deg(plan: Plan, dof: Dof) -> float:
    """Return the middle of where a joint rests."""
    return posture_of(plan.exercise, plan.exercise.rest)[dof]


def far_edge_deg(plan: Plan, dof: Dof) -> float:
    """Return the edge of a joint's window at the end that is furthest from rest."""
    window = plan.exercise.end.window(dof)
    assert window is not None
    return window.max if plan.directions[dof] > 0 else window.min


# --- where a hand stands ----------------------------------------------------------------------------------------------


@every_hand
def test_rest_is_0(name: str, dof: Dof) -> None:
    plan = PLANS[name]
    assert share(plan, dof, rest_deg(plan, dof), rest_deg(plan, dof)) == pytest.approx(0.0, abs=1e-9)


@every_hand
def test_before_any_rest_was_seen_the_middle_of_its_window_is_0(name: str, dof: Dof) -> None:
    plan = PLANS[name]
    assert share(plan, dof, nan, rest_deg(plan, dof)) == pytest.approx(0.0, abs=1e-9)


@every_hand
def test_what_is_required_is_the_zone_exactly(name: str, dof: Dof) -> None:
    plan = PLANS[name]
    assert share(plan, dof, rest_deg(plan, dof), plan.required[dof]) == pytest.approx(ZONE)


@every_hand
def test_the_far_edge_of_the_window_is_1(name: str, dof: Dof) -> None:
    plan = PLANS[name]
    assert share(plan, dof, rest_deg(plan, dof), far_edge_deg(plan, dof)) == pytest.approx(1.0)


@every_hand
def test_the_own_end_is_1_and_what_is_complete_for_that_person_the_zone(name: str, dof: Dof) -> None:
    prescribed = PLANS[name]
    end_deg = prescribed.required[dof] - 6.0 * prescribed.directions[dof]
    is_driver = dof is prescribed.driver
    own = Personal(driver_end_deg=end_deg) if is_driver else Personal(ankle_end_deg=end_deg)
    plan = make_plan(Prescription(load_exercise(name), personal=own))
    start = rest_deg(plan, dof)
    tolerance_deg = min(10.0, abs(end_deg - start) / 4) if is_driver else 7.0
    assert share(plan, dof, start, end_deg) == pytest.approx(1.0)
    assert share(plan, dof, start, end_deg - tolerance_deg * plan.directions[dof]) == pytest.approx(ZONE)


@every_hand
def test_further_is_further_and_no_hand_leaves_the_gauge(name: str, dof: Dof) -> None:
    plan = PLANS[name]
    start, sign = rest_deg(plan, dof), plan.directions[dof]
    hands = [share(plan, dof, start, start + sign * tenths / 2) for tenths in range(-80, 400)]
    assert all(one <= other for one, other in pairwise(hands))
    assert (hands[0], hands[-1]) == (0.0, MOST)


@every_hand
def test_between_rest_and_the_far_edge_a_hand_never_stands_still(name: str, dof: Dof) -> None:
    plan = PLANS[name]
    start, end = rest_deg(plan, dof), far_edge_deg(plan, dof)
    hands = [share(plan, dof, start, start + (end - start) * i / 50) for i in range(51)]
    assert all(one < other for one, other in pairwise(hands))


# --- which hands there are --------------------------------------------------------------------------------------------


@pytest.mark.xdist_group("well done")
@pytest.mark.parametrize("name", few(exercise_ids(), fast=4))
def test_the_foot_has_a_hand_only_where_it_must_go_along(name: str) -> None:
    plan, lesson = PLANS[name], good_lesson(name)
    feet = [not isnan(coached.gauge.foot) for coached in lesson.coached]
    assert any(feet) is all(feet) is (plan.ankle_direction is not None)
    assert not any(isnan(coached.gauge.driver) for coached in lesson.coached)


@pytest.mark.parametrize("name", ["sciatic-slider-seated", "peroneal-tensioner-seated", "tibial-distal-slider-slr"])
def test_a_foot_that_is_free_or_stays_or_drives_has_no_hand_of_its_own(name: str) -> None:
    assert shown(PLANS[name]) == (PLANS[name].driver,)


# --- along a session --------------------------------------------------------------------------------------------------

SLIDER = "tibial-slider-seated"
FILMED = perform(Script([Rep()]))


def gauges(poses: list[Pose], name: str = SLIDER, side: Side | None = None) -> list[Gauge]:
    """Return what the gauge shows."""
    plan, state, found = PLANS[name], GaugeState(), []
    for news in watch(poses, make_header(name, side=side)).steps:
        state, one = step(plan, state, news)
        found.append(one)
    return found


@pytest.mark.xdist_group("well done")
@every_exercise
def test_a_repetition_goes_from_0_into_the_zone_and_back(name: str) -> None:
    shown_here = [coached.gauge for coached in good_lesson(name).coached]
    drivers = [one.driver for one in shown_here]
    assert drivers[round(RATE_HZ)] == pytest.approx(0.0, abs=0.03)
    assert drivers[-1] == pytest.approx(0.0, abs=0.03)
    assert ZONE < max(drivers) <= 1.0
    if PLANS[name].ankle_direction is not None:
        assert ZONE < max(one.foot for one in shown_here) <= 1.0


def test_a_foot_that_travels_with_the_knee_keeps_its_hand_beside_the_other() -> None:
    assert max(abs(one.driver - one.foot) for one in gauges(FILMED)) < 0.2


def test_a_foot_that_stays_is_seen_to_stay() -> None:
    still = gauges(perform(Script([Rep().ending(ankle_dorsiflexion=-30.0)])))
    assert max(one.foot for one in still) == pytest.approx(0.0, abs=0.05)
    assert max(one.driver for one in still) > ZONE


def test_somebody_mirrored_sees_the_same_gauge() -> None:
    there = gauges(FILMED, side=Side.RIGHT)
    mirrored = gauges([mirror(pose) for pose in FILMED], side=Side.LEFT)
    for one, other in zip(there, mirrored, strict=True):
        assert other.driver == pytest.approx(one.driver, abs=1e-6)
        assert other.foot == pytest.approx(one.foot, abs=1e-6)


def test_a_foot_that_is_not_seen_is_hollow_and_the_knee_goes_on() -> None:
    poses = change(FILMED, between(2.0, 3.0), dim(names_of(Side.RIGHT, FOOT), 0.1))
    for pose, one in zip(poses, gauges(poses), strict=True):
        if 2.05 < pose.t_s < 2.95:
            assert isnan(one.foot)
            assert not isnan(one.driver)


def test_a_leg_that_is_not_seen_is_hollow() -> None:
    poses = change(FILMED, between(2.0, 3.0), dim(names_of(Side.RIGHT, LOWER_LEG), 0.1))
    seen = [one for pose, one in zip(poses, gauges(poses), strict=True) if 2.05 < pose.t_s < 2.95]
    assert all(isnan(one.driver) and isnan(one.foot) and isnan(one.driver_deg) for one in seen)


def test_an_empty_room_is_hollow() -> None:
    assert all(isnan(one.driver) and isnan(one.foot) for one in gauges(hide(FILMED, between(0.0, 99.0))))


def test_a_hand_that_comes_back_stands_at_once_where_the_joint_is() -> None:
    poses = hide(FILMED, between(2.0, 3.7))  # from hardly moving to the end
    whole, broken = gauges(FILMED), gauges(poses)
    first = next(i for i, pose in enumerate(poses) if pose.t_s >= 3.7)
    back = next(i for i in range(first, len(poses)) if not isnan(broken[i].driver))
    assert broken[back].driver == pytest.approx(whole[back].driver, abs=0.05)


def test_the_angle_shown_grows_towards_the_end() -> None:
    degs = [one.driver_deg for one in gauges(FILMED)]
    assert degs[30] == pytest.approx(-90.0, abs=1.0)
    assert max(degs) == pytest.approx(-5.0, abs=1.0)
