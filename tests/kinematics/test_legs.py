"""Left and right exchanged by the model, and legs that jump."""

from __future__ import annotations

from math import isnan

import pytest

from formcheck.events import SidesSwapped
from formcheck.kinematics.track import Tracked
from formcheck.samples import Dof, Pose, Side
from tests.support.edits import Change, between, change, copy_other_leg, swap_lower_legs
from tests.support.people import END, Person, Rep, Script, perform, stay
from tests.support.sessions import track_poses

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
TRUTH = Script([Rep()])
APART = between(3.4, 4.4)  # the leg is stretched out
both_sides = pytest.mark.parametrize("side", Side)
rates = pytest.mark.parametrize("rate_hz", [15.0, 30.0])


def befallen(side: Side, when: Change | object, how: Change, rate_hz: float = 30.0) -> list[Tracked]:
    poses = perform(TRUTH, Person(side=side), rate_hz=rate_hz)
    return track_poses(change(poses, when, how))  # type: ignore[arg-type]


def worst_error_deg(tracked: list[Tracked], side: Side, dof: Dof) -> float:
    """Return the largest error among the measured samples."""
    errors = (abs(one.samples[side].deg[dof] - TRUTH.angles(one.pose.t_s)[dof]) for one in tracked)
    return max(error for error in errors if not isnan(error))


def lost_share(tracked: list[Tracked], side: Side, dof: Dof) -> float:
    return sum(isnan(one.samples[side].deg[dof]) for one in tracked) / len(tracked)


@both_sides
@rates
@pytest.mark.parametrize("dof", [KNEE, ANKLE])
def test_exchanged_legs_are_put_right(side: Side, rate_hz: float, dof: Dof) -> None:
    tracked = befallen(side, APART, swap_lower_legs, rate_hz)
    assert worst_error_deg(tracked, side, dof) < 0.1
    assert lost_share(tracked, side, dof) == 0.0


def test_exchanging_is_reported_when_it_begins_and_when_it_ends() -> None:
    events = [event for one in befallen(Side.RIGHT, APART, swap_lower_legs) for event in one.events]
    assert [type(event) for event in events] == [SidesSwapped, SidesSwapped]
    assert [event.t_s for event in events] == pytest.approx([3.4, 4.4], abs=0.04)


def test_the_estimated_pose_is_not_touched() -> None:
    poses = change(perform(TRUTH), APART, swap_lower_legs)
    before = [dict(pose.landmarks) for pose in poses]
    track_poses(poses)
    assert [dict(pose.landmarks) for pose in poses] == before


@both_sides
@rates
def test_a_repetition_of_any_pace_is_no_exchange_and_no_jump(side: Side, rate_hz: float) -> None:
    for stroke_s in (0.6, 1.0, 2.2, 5.0):
        script = Script([Rep(out_s=stroke_s, back_s=stroke_s, hold_s=0.0)])
        tracked = track_poses(perform(script, Person(side=side), rate_hz=rate_hz, jitter_px=1.0))
        assert not any(one.events for one in tracked)
        assert lost_share(tracked, side, KNEE) == 0.0


@both_sides
@pytest.mark.parametrize("frames", [1, 2, 3])
@pytest.mark.parametrize("start_s", [2.2, 2.6, 3.0, 3.7, 4.6, 5.0])
def test_a_leg_on_the_other_one_for_a_moment_is_not_passed_on(side: Side, frames: int, start_s: float) -> None:
    tracked = befallen(side, between(start_s - 0.01, start_s - 0.01 + frames / 30), copy_other_leg(side))
    assert worst_error_deg(tracked, side, KNEE) < 15.0
    assert worst_error_deg(tracked, side, ANKLE) < 15.0
    assert lost_share(tracked, side, KNEE) <= (frames + 1) / len(tracked)
    assert not any(one.events for one in tracked)


def test_a_leg_that_stays_where_it_leapt_is_taken_up_again() -> None:
    poses = stay(END, 1.0) + [pose for pose in stay(END | {KNEE: 60.0}, 2.0) if pose.t_s >= 1.0]
    knees = [one.samples[Side.RIGHT].deg[KNEE] for one in track_poses(poses)]
    assert isnan(knees[31])
    assert knees[-1] == pytest.approx(60.0, abs=0.1)


def test_after_a_long_gap_a_leg_may_be_anywhere_but_must_stay_there_a_moment() -> None:
    def at(pose: Pose) -> bool:
        return not 1.0 <= pose.t_s < 1.6

    poses = [pose for pose in stay(END, 1.6) if at(pose)] + [
        pose for pose in stay(END | {KNEE: 60.0}, 2.0) if pose.t_s >= 1.6
    ]
    knees = {round(one.pose.t_s, 2): one.samples[Side.RIGHT].deg[KNEE] for one in track_poses(poses)}
    unmeasured = [t_s for t_s, deg in knees.items() if isnan(deg)]
    assert (min(unmeasured), max(unmeasured)) == (1.6, pytest.approx(1.6 + RELOCK_S, abs=0.04))
    assert knees[1.97] == pytest.approx(60.0, abs=0.1)
