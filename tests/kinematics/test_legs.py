"""Left and right exchanged by the model, and legs that jump."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isnan

import pytest

from formcheck.events import SidesSwapped
from formcheck.kinematics.legs import MAX_GAP_S, RELOCK_S, STEADY_S
from formcheck.samples import Dof, Pose, Side
from formcheck.sighting import Sighting
from tests.support.edits import LOWER_LEG, Change, between, change, copy_other_leg, dim, names_of, swap_lower_legs
from tests.support.people import END, REST, Person, Rep, Script, even_times, perform, stay, uneven_times
from tests.support.sessions import track_poses

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
TRUTH = Script([Rep()])
APART = between(3.4, 4.4)  # the leg is stretched out
both_sides = pytest.mark.parametrize("side", Side)
rates = pytest.mark.parametrize("rate_hz", [15.0, 30.0])


def befallen(side: Side, when: Change | object, how: Change, rate_hz: float = 30.0) -> list[Sighting]:
    poses = perform(TRUTH, Person(side=side), rate_hz=rate_hz)
    return track_poses(change(poses, when, how))  # type: ignore[arg-type]


def worst_error_deg(tracked: list[Sighting], side: Side, dof: Dof) -> float:
    """Return the largest error among the measured samples."""
    errors = (abs(one.samples[side].deg[dof] - TRUTH.angles(one.t_s)[dof]) for one in tracked)
    return max(error for error in errors if not isnan(error))


def lost_share(tracked: list[Sighting], side: Side, dof: Dof) -> float:
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
@pytest.mark.parametrize("frames", [1, 3])
@pytest.mark.parametrize("start_s", [2.2, 2.6, 3.7, 5.0])
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


def joined(first: list[Pose], then: list[Pose], *, at_s: float, gap_s: float = 0.0) -> list[Pose]:
    """Return one film up to a moment, nothing for a while, and another film from there on."""
    return [pose for pose in first if pose.t_s < at_s] + [pose for pose in then if pose.t_s >= at_s + gap_s]


def unmeasured_s(poses: list[Pose]) -> list[float]:
    """Return when the knee was not measured."""
    return [one.t_s for one in track_poses(poses) if isnan(one.samples[Side.RIGHT].deg[KNEE])]


@rates
def test_after_a_long_gap_a_leg_may_be_anywhere_but_must_stay_there_a_moment(rate_hz: float) -> None:
    there = stay(END | {KNEE: 60.0}, 3.0, rate_hz=rate_hz)
    poses = joined(stay(END, 3.0, rate_hz=rate_hz), there, at_s=1.0, gap_s=0.6)
    lost = unmeasured_s(poses)
    assert lost[0] == pytest.approx(1.6, abs=0.01)
    assert lost[-1] == pytest.approx(1.6 + RELOCK_S, abs=1.01 / rate_hz)
    assert track_poses(poses)[-1].samples[Side.RIGHT].deg[KNEE] == pytest.approx(60.0, abs=0.1)


def test_a_leg_that_leaps_while_it_settles_begins_anew() -> None:
    seen = joined(stay(END, 4.0), stay(REST, 4.0), at_s=1.0, gap_s=0.8)
    lost = unmeasured_s(joined(seen, stay(END, 4.0), at_s=2.0))
    assert lost[-1] == pytest.approx(2.0 + RELOCK_S, abs=0.04)


def test_after_a_short_gap_a_leg_in_its_place_is_measured_at_once() -> None:
    assert not unmeasured_s(joined(stay(END, 3.0), stay(END, 3.0), at_s=1.0, gap_s=MAX_GAP_S - 0.05))


# --- exchanges that are not believed ----------------------------------------------------------------------------------


def swaps_s(poses: list[Pose]) -> list[float]:
    """Return when an exchange was reported."""
    events = [event for one in track_poses(poses) for event in one.events]
    return [event.t_s for event in events if isinstance(event, SidesSwapped)]


def exchanged(start_s: float, end_s: float, person: Person | None = None) -> list[Pose]:
    """Return three seconds of a stretched leg, with the legs exchanged for a while."""
    return change(stay(END, 3.0, person), between(start_s, end_s), swap_lower_legs)


@both_sides
@pytest.mark.parametrize("visibility", [0.1, 0.4])
def test_a_leg_the_model_does_not_see_proves_no_exchange(side: Side, visibility: float) -> None:
    when, guessed = between(1.0, 1.2), names_of(side, LOWER_LEG)
    poses = exchanged(1.0, 1.2)
    assert len(swaps_s(poses)) == 2
    assert not swaps_s(change(poses, when, dim(guessed, visibility)))
    tracked = track_poses(change(poses, when, dim(guessed, visibility)))
    knees = [one.samples[Side.RIGHT].deg[KNEE] for one in tracked]
    assert all(isnan(deg) or deg == pytest.approx(END[KNEE], abs=0.1) for deg in knees)


@pytest.mark.parametrize("moved_s", [0.1, RELOCK_S + 0.1])
@pytest.mark.parametrize("later_s", [0.1, 0.25, STEADY_S - 0.15])
def test_a_leg_that_has_just_come_back_or_moved_proves_no_exchange(moved_s: float, later_s: float) -> None:
    back_s = 1.0 + moved_s
    poses = exchanged(back_s + later_s, back_s + later_s + 0.1)
    assert not swaps_s(change(poses, between(1.0, back_s), copy_other_leg(Side.RIGHT)))


def test_once_steady_again_an_exchange_is_believed() -> None:
    poses = change(exchanged(1.7, 2.4), between(1.0, 1.1), copy_other_leg(Side.RIGHT))
    assert swaps_s(poses) == pytest.approx([1.7, 2.4], abs=0.04)


@pytest.mark.parametrize("apart_deg", [4.0, 10.0, 16.0])
def test_feet_together_are_not_exchanged(apart_deg: float) -> None:
    """Up to 0.3 shanks apart: the shanks differ by up to 17 degrees."""
    person = Person(resting=END | {KNEE: END[KNEE] + apart_deg})
    poses = exchanged(1.0, 1.2, person)
    assert not swaps_s(poses)
    knees = [one.samples[Side.RIGHT].deg[KNEE] for one in track_poses(poses)]
    assert all(isnan(deg) or deg == pytest.approx(END[KNEE], abs=apart_deg + 0.1) for deg in knees)


# --- fast strokes -----------------------------------------------------------------------------------------------------


def jumps(script: Script, times_s: Sequence[float], side: Side) -> list[float]:
    """Return when the moving leg was not trusted, or an exchange was seen."""
    tracked = track_poses(perform(script, Person(side=side), times_s=times_s, jitter_px=1.0))
    return [one.t_s for one in tracked if isnan(one.samples[side].deg[KNEE]) or one.events]


def drop_frames(times_s: Sequence[float], gap_s: float, every_s: float) -> list[float]:
    """Return the times without those that follow a kept one by less than `gap_s`, now and then."""
    kept: list[float] = []
    for t_s in times_s:
        is_gap = bool(kept) and int(t_s / every_s) != int((t_s - gap_s) / every_s)
        if not (is_gap and t_s - kept[-1] < gap_s):
            kept.append(t_s)
    return kept


@pytest.mark.parametrize("rate_hz", [12.5, 25.0])
@pytest.mark.parametrize("stroke_s", [0.65, 1.0])
def test_a_fast_stroke_is_no_jump_at_any_frame_rate(rate_hz: float, stroke_s: float) -> None:
    script = Script([Rep(out_s=stroke_s, back_s=stroke_s, hold_s=0.1)] * 3)
    assert not jumps(script, even_times(script.duration_s, rate_hz), Side.RIGHT)


@pytest.mark.parametrize("rate_hz", [12.5, 25.0])
@pytest.mark.parametrize("stroke_s", [0.65, 1.0])
def test_a_fast_stroke_is_no_jump_at_irregular_times(rate_hz: float, stroke_s: float) -> None:
    script = Script([Rep(out_s=stroke_s, back_s=stroke_s, hold_s=0.1)] * 3)
    for seed in range(2):
        assert not jumps(script, uneven_times(script.duration_s, rate_hz, seed=seed), Side.RIGHT)


@pytest.mark.parametrize("rate_hz", [12.5, 25.0])
@pytest.mark.parametrize("every_s", [0.25, 0.35])
def test_a_fast_stroke_is_no_jump_where_frames_are_dropped(rate_hz: float, every_s: float) -> None:
    script = Script([Rep(out_s=0.65, back_s=0.65, hold_s=0.1)] * 3)
    for seed in range(2):
        times_s = drop_frames(uneven_times(script.duration_s, rate_hz, seed=seed), 0.12, every_s)
        assert max(after - before for before, after in pairwise(times_s)) >= 0.12
        assert not jumps(script, times_s, Side.RIGHT)
