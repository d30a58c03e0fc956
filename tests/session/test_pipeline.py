"""The one pipeline: which leg, what is lost, what a step carries."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from formcheck.events import (
    AttemptStarted,
    Calibrated,
    RepetitionJudged,
    SideChosen,
    TrackingFound,
    TrackingLost,
    Verdict,
)
from formcheck.exercise.definition import Personal
from formcheck.samples import Dof, Side
from tests.support.cases import few
from tests.support.edits import (
    FOOT,
    LOWER_LEG,
    between,
    change,
    copy_other_leg,
    dim,
    hide,
    names_of,
    push_out,
    swap_lower_legs,
)
from tests.support.passing import passer_by
from tests.support.people import FOOT_FLAT, REST, Person, Rep, Script, perform
from tests.support.sessions import make_header, pose_of, view_of, watch

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
THREE = Script([Rep()] * 3)
FILMED = perform(THREE)


def test_steps_mirror_the_poses() -> None:
    poses = FILMED
    run = watch(poses)
    assert [step.raw for step in run.steps] == poses
    assert [step.angles.t_s for step in run.steps] == [pose.t_s for pose in poses]
    assert all(view_of(step).frame is None for step in run.steps)


def test_counts_go_up_as_repetitions_are_judged() -> None:
    run = watch(perform(Script([Rep(), Rep().ending(knee_flexion=40.0), Rep()])))
    counts = [
        (step.attempts, step.good) for step in run.steps if any(isinstance(e, RepetitionJudged) for e in step.events)
    ]
    assert counts == [(1, 1), (2, 1), (3, 2)]


def test_every_event_bears_the_time_of_its_sample() -> None:
    for step in watch(FILMED).steps:
        assert all(event.t_s == step.angles.t_s for event in step.events)


# --- which leg --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("facing", few(Side))
def test_the_leg_that_moves_is_chosen_once_and_held(side: Side, facing: Side) -> None:
    run = watch(perform(THREE, Person(side, facing), jitter_px=0.3))
    (chosen,) = run.only(SideChosen)
    assert (chosen.side, chosen.facing) == (side, facing)
    assert run.verdicts == [Verdict.GOOD] * 3


def test_a_prescribed_side_is_taken_and_the_other_leg_counts_nothing() -> None:
    poses = perform(THREE, Person(Side.LEFT, Side.RIGHT))
    assert watch(poses, make_header(side=Side.LEFT)).verdicts == [Verdict.GOOD] * 3
    assert not watch(poses, make_header(side=Side.RIGHT)).repetitions


@pytest.mark.slow
def test_the_near_leg_works_although_the_far_one_copies_it_at_times() -> None:
    poses = change(FILMED, between(2.5, 2.7), copy_other_leg(Side.LEFT))
    (chosen,) = watch(poses).only(SideChosen)
    assert chosen.side is Side.RIGHT


def test_until_the_leg_is_known_the_near_one_is_shown() -> None:
    run = watch(perform(THREE, Person(Side.LEFT, facing=Side.RIGHT)))
    assert run.steps[0].angles.side is Side.RIGHT
    assert run.steps[-1].angles.side is Side.LEFT


# --- what befalls the picture -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("start_s", few([2.4, 1.0, 3.5, 5.2, 6.4], fast=2))
def test_legs_exchanged_for_a_moment_cost_nothing(start_s: float) -> None:
    """The labels are the model's: meanwhile the leg that rests is read as the one that works."""
    assert watch(change(FILMED, between(start_s, start_s + 0.15), swap_lower_legs)).verdicts == [Verdict.GOOD] * 3


@pytest.mark.parametrize("frames", few([5, 1, 2, 3]))
def test_a_leg_on_the_other_one_for_a_moment_costs_nothing(frames: int) -> None:
    starts = (2.4, 3.1, 4.9, 8.2, 13.6)
    poses = FILMED
    for start_s in starts:
        poses = change(poses, between(start_s - 0.01, start_s - 0.01 + frames / 30), copy_other_leg(Side.RIGHT))
    assert watch(poses).verdicts == [Verdict.GOOD] * 3


@pytest.mark.parametrize("away_s", few([3.2, 5.0, 30.0]))
@pytest.mark.parametrize("left_s", few([2.9, 3.3, 4.6]))
def test_who_leaves_in_the_middle_of_a_repetition_is_not_blamed(left_s: float, away_s: float) -> None:
    """It was last seen on its way; how far it came, and how long it took, nobody saw."""
    run = watch(hide(FILMED, between(left_s, left_s + away_s)))
    assert set(run.verdicts) <= {Verdict.GOOD, Verdict.NOT_MEASURABLE}


def test_joints_out_of_view_are_reported_lost_and_found_once() -> None:
    run = watch(change(FILMED, between(5.0, 9.0), push_out(names_of(Side.RIGHT, FOOT))))
    (lost,), (found,) = run.only(TrackingLost), run.only(TrackingFound)
    assert lost.dofs == (ANKLE,)
    assert lost.t_s == pytest.approx(5.5, abs=0.05)
    assert 9.0 <= found.t_s < 9.35  # a foot that comes from far outside must prove itself


def test_a_blink_is_not_reported() -> None:
    assert not watch(hide(FILMED, between(5.0, 5.4))).only(TrackingLost)


def test_joints_that_do_not_matter_are_not_missed() -> None:
    poses = change(FILMED, between(0.0, 99.0), push_out(names_of(Side.RIGHT, FOOT)))
    run = watch(poses, make_header("sciatic-slider-seated"))
    assert not run.only(TrackingLost)
    assert run.verdicts == [Verdict.GOOD] * 3


@pytest.mark.slow
def test_a_leg_out_of_view_all_the_time_counts_nothing() -> None:
    run = watch(change(FILMED, between(0.0, 99.0), dim(names_of(Side.RIGHT, LOWER_LEG), 0.1)))
    assert not run.only(AttemptStarted)
    assert all(isnan(step.angles.deg[KNEE]) for step in run.steps)


# --- somebody walks by ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate_hz", few([15.0, 30.0, 60.0]))
def test_a_passer_by_at_the_end_of_a_repetition_makes_it_not_measurable(rate_hz: float) -> None:
    hopped = between(8.8, 9.8)  # the second one is at its end from 9.1 to 9.5
    run = watch(change(perform(THREE, rate_hz=rate_hz, jitter_px=0.5), hopped, passer_by))
    assert run.verdicts == [Verdict.GOOD, Verdict.NOT_MEASURABLE, Verdict.GOOD]
    starts = [rep.start_s for rep in run.repetitions]
    assert starts == pytest.approx(THREE.starts(), abs=0.3)
    other = [step for step in run.steps if hopped(pose_of(step))]
    assert not any(step.is_present for step in other)
    assert all(isnan(deg) for step in other for deg in step.angles.deg.values())


@pytest.mark.slow
@pytest.mark.parametrize("rate_hz", few([30.0, 60.0]))
def test_a_passer_by_during_a_rest_costs_nothing(rate_hz: float) -> None:
    calm = Script([Rep(rest_s=2.5)] * 3)  # the first rest lasts from 6.3 to 8.8
    run = watch(change(perform(calm, rate_hz=rate_hz, jitter_px=0.5), between(6.8, 7.8), passer_by))
    assert run.verdicts == [Verdict.GOOD] * 3


@pytest.mark.parametrize("start_s", few([0.2, 2.0, 3.4, 5.0, 6.2, 7.5, 10.0, 16.5]))
def test_a_passer_by_never_adds_a_repetition_or_a_fault(start_s: float) -> None:
    run = watch(change(FILMED, between(start_s, start_s + 1.0), passer_by))
    assert 2 <= len(run.verdicts) <= 3
    assert set(run.verdicts) <= {Verdict.GOOD, Verdict.NOT_MEASURABLE}
    nearest = [min(range(3), key=lambda i: abs(rep.peak_s - THREE.starts()[i] - 2.4)) for rep in run.repetitions]
    assert len(set(nearest)) == len(nearest)


# --- neutral ----------------------------------------------------------------------------------------------------------


def test_a_neutral_start_takes_a_shoe_out_of_every_angle() -> None:
    """The shoe tilts the sole line by 5 degrees: the foot seems pointed by as much all along."""
    shoe_deg = 5.0
    rep = Rep().ending(ankle_dorsiflexion=12.0 - shoe_deg)
    rest = FOOT_FLAT | {ANKLE: -shoe_deg}
    run = watch(perform(Script([rep], rest=rest, lead_s=2.0)))
    (calibrated,) = run.only(Calibrated)
    assert calibrated.ankle_neutral_deg == pytest.approx(-shoe_deg, abs=0.1)
    assert run.repetitions[0].ankle_at_peak_deg == pytest.approx(12.0, abs=1.0)


def test_a_neutral_interval_is_followed_by_exercise_as_usual() -> None:
    still = Script([Rep(0.8, 0.0, 0.1, 0.5, end=dict(REST))], rest=FOOT_FLAT, lead_s=3.0, tail_s=0.0)
    n = len(perform(still))
    poses = [*perform(still)[: n - 20], *(replace(p, t_s=p.t_s + 4.0, index=p.index + 999) for p in FILMED)]
    run = watch(poses, make_header(neutral_s=(1.0, 2.0)))
    assert [event.source for event in run.only(Calibrated)] == ["interval"]
    assert run.verdicts == [Verdict.GOOD] * 3


@pytest.mark.slow
def test_a_prescribed_neutral_and_own_ranges_are_applied() -> None:
    weak = Script([Rep().ending(knee_flexion=35.0, ankle_dorsiflexion=-8.0)] * 2)
    assert set(watch(perform(weak)).verdicts) == {Verdict.INCOMPLETE_RANGE}
    own = Personal(driver_end_deg=30.0, ankle_end_deg=0.0, ankle_neutral_deg=-5.0)
    run = watch(perform(weak), make_header(personal=own))
    assert set(run.verdicts) == {Verdict.GOOD}
    assert run.repetitions[0].ankle_at_peak_deg == pytest.approx(-3.0, abs=1.0)


def test_a_camera_up_to_15_degrees_off_still_judges() -> None:
    assert watch(perform(THREE, Person(turned_deg=15.0))).verdicts == [Verdict.GOOD] * 3
