"""What is an attempt, and what is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.events import AttemptDropped, AttemptStarted, PhaseEntered
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.machine import MAX_ATTEMPT_S, MAX_LOST_AT_REST_S, MAX_LOST_S, MachineState, finish, step
from formcheck.exercise.plan import make_plan
from formcheck.samples import AngleSample, Dof
from tests.support.exercising import posture_of
from tests.support.people import END, REST, Angles, Rep, Script
from tests.support.sessions import Found, angle_samples, find_attempts, lose

KNEE = Dof.KNEE_FLEXION
PLAN = make_plan(Prescription(load_exercise(DEFAULT_EXERCISE)))
STANDING = REST | {KNEE: 2.0, Dof.THIGH_ELEVATION: -88.0, Dof.ANKLE_DORSIFLEXION: 0.0}
STOOPED = REST | {KNEE: 60.0, Dof.THIGH_ELEVATION: -45.0, Dof.TRUNK_LEAN: 40.0}


def to_knee(deg: float) -> Rep:
    return Rep().ending(knee_flexion=deg)


def attempt(*reps: Rep, rest: Angles = REST) -> Found:
    return find_attempts(angle_samples(Script(reps, rest=dict(rest))))


def joined(*parts: Sequence[AngleSample]) -> list[AngleSample]:
    """Return parts of a session one after the other."""
    whole: list[AngleSample] = []
    for part in parts:
        start_s = whole[-1].t_s + 1 / 30 if whole else 0.0
        whole += [replace(sample, t_s=start_s + sample.t_s) for sample in part]
    return whole


def going(way: Sequence[tuple[float, Angles]]) -> list[AngleSample]:
    """Return a movement through postures, each reached at a time."""
    parts = [
        angle_samples(Script([Rep(out_s=end_s - start_s, end=dict(end))], rest=dict(start), lead_s=0.0, tail_s=0.0))
        for (start_s, start), (end_s, end) in pairwise(way)
    ]
    lengths = [end_s - start_s for (start_s, _), (end_s, _) in pairwise(way)]
    return joined(*(part[: round(length * 30)] for part, length in zip(parts, lengths, strict=True)))


# --- what counts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("knee_deg", [2.0, 30.0, 50.0, 64.0])
def test_an_attempt_need_not_reach_its_target(knee_deg: float) -> None:
    assert len(attempt(to_knee(knee_deg), to_knee(knee_deg)).closed) == 2


@pytest.mark.parametrize("knee_deg", [75.0, 82.0])
def test_a_fidget_is_no_attempt(knee_deg: float) -> None:
    found = attempt(*[to_knee(knee_deg)] * 5)
    assert not found.closed
    assert not found.only(AttemptStarted)


def test_a_repetition_after_fidgets_counts_once() -> None:
    assert len(attempt(to_knee(75.0), to_knee(78.0), Rep(), to_knee(75.0)).closed) == 1


@pytest.mark.parametrize("level_deg", [84.0, 79.0, 74.0])
def test_hovering_around_a_threshold_counts_nothing(level_deg: float) -> None:
    """The knee stops on the way out and wavers there by five degrees, again and again."""
    way: list[tuple[float, Angles]] = [(0.0, REST), (1.5, REST)]
    way += [(2.0 + 0.4 * i, REST | {KNEE: level_deg + (2.5 if i % 2 else -2.5)}) for i in range(15)]
    assert not find_attempts(going([*way, (9.0, REST), (11.0, REST)])).closed


@pytest.mark.parametrize("bounces", [1, 2, 3])
@pytest.mark.parametrize("depth_deg", [8.0, 15.0, 30.0])
def test_bouncing_near_the_end_does_not_split_a_repetition(bounces: int, depth_deg: float) -> None:
    way: list[tuple[float, Angles]] = [(0.0, REST), (1.5, REST), (3.5, END)]
    for i in range(bounces):
        way += [(4.0 + i, END | {KNEE: 5.0 + depth_deg}), (4.5 + i, END)]
    found = find_attempts(going([*way, (9.0, REST), (11.0, REST)]))
    assert len(found.closed) == 1


@pytest.mark.parametrize("stroke_s", [1.0, 2.2, 3.0])
@pytest.mark.parametrize("count", [2, 5])
def test_repetitions_without_a_pause_are_told_apart(stroke_s: float, count: int) -> None:
    rep = Rep(out_s=stroke_s, back_s=stroke_s, hold_s=0.0, rest_s=0.0)
    found = attempt(*[rep] * count)
    assert len(found.closed) == len(found.only(AttemptStarted)) == count


@pytest.mark.parametrize("rest_s", [0.0, 0.2, 0.35, 0.5, 1.0, 8.0])
def test_the_pause_between_repetitions_does_not_matter(rest_s: float) -> None:
    assert len(attempt(*[replace(Rep(), rest_s=rest_s)] * 3).closed) == 3


@pytest.mark.parametrize("stroke_s", [0.6, 1.0, 4.0, 6.0, 10.0])
def test_the_pace_does_not_matter(stroke_s: float) -> None:
    assert len(attempt(*[Rep(out_s=stroke_s, back_s=stroke_s)] * 2).closed) == 2


@pytest.mark.parametrize("tucked_deg", [95.0, 108.0, 125.0])
def test_a_foot_under_the_chair_is_a_rest_too(tucked_deg: float) -> None:
    assert len(attempt(Rep(), Rep(), rest=REST | {KNEE: tucked_deg}).closed) == 2


def test_phases_are_named_as_in_the_exercise() -> None:
    phases = [event.phase for event in attempt(Rep(), Rep()).only(PhaseEntered)]
    assert phases == ["start", *["extend", "return", "start"] * 2]


def test_an_attempt_is_announced_while_it_is_under_way() -> None:
    (started,) = attempt(Rep()).only(AttemptStarted)
    assert 1.5 < started.t_s < 1.5 + Rep().out_s


# --- what does not ----------------------------------------------------------------------------------------------------


def test_getting_into_the_chair_counts_nothing() -> None:
    way = [(0.0, STANDING), (2.0, STANDING), (3.0, STOOPED), (4.0, REST), (6.0, REST)]
    assert not find_attempts(going(way)).closed


def test_getting_up_counts_nothing() -> None:
    way = [(0.0, REST), (2.0, REST), (3.0, STOOPED), (4.0, STANDING), (6.0, STANDING)]
    found = find_attempts(going(way))
    assert not found.closed


def test_sitting_with_the_leg_out_from_the_start_counts_nothing_until_it_has_rested() -> None:
    found = find_attempts(
        going([(0.0, END), (2.0, END), (4.0, REST), (6.0, REST), (8.0, END), (10.0, REST), (12.0, REST)])
    )
    assert len(found.closed) == 1
    assert found.only(AttemptStarted)[0].t_s > 6.0


@pytest.mark.parametrize(
    "rest", [STANDING, STOOPED, REST | {Dof.TRUNK_LEAN: -90.0}], ids=["standing", "stooped", "lying"]
)
def test_the_same_knee_movement_out_of_position_counts_nothing(rest: Angles) -> None:
    knee_only = Rep(end=dict(rest | {KNEE: 5.0}))
    bent = rest | {KNEE: 90.0}
    assert not attempt(knee_only, knee_only, rest=bent).closed


def test_leaving_the_position_during_an_attempt_drops_it() -> None:
    way = [(0.0, REST), (2.0, REST), (3.5, END), (4.5, END | {Dof.THIGH_ELEVATION: -80.0}), (7.0, STANDING)]
    found = find_attempts(going(way))
    assert not found.closed
    assert [event.reason for event in found.only(AttemptDropped)] == ["out_of_position"]


def test_what_never_comes_back_is_dropped_after_a_minute() -> None:
    found = find_attempts(going([(0.0, REST), (2.0, REST), (4.0, END), (70.0, END)]))
    assert not found.closed
    (dropped,) = found.only(AttemptDropped)
    assert dropped.reason == "never_returned"
    assert dropped.t_s == pytest.approx(2.0 + MAX_ATTEMPT_S, abs=1.5)


def test_sitting_differently_is_no_repetition() -> None:
    """A foot drawn back under the chair and put down elsewhere: up by 46 degrees, and a third of it back."""
    way = [(0.0, REST), (2.0, REST), (3.5, REST | {KNEE: 44.0}), (5.0, REST | {KNEE: 58.0}), (9.0, REST | {KNEE: 58.0})]
    found = find_attempts(going([*way, (11.0, REST | {KNEE: 5.0}), (13.0, REST | {KNEE: 70.0}), (15.0, REST)]))
    assert [(event.reason, event.t_s < 8.0) for event in found.only(AttemptDropped)] == [("never_returned", True)]
    assert len(found.closed) == 1


@pytest.mark.parametrize(("held_deg", "sunk_deg"), [(35.0, 38.5), (34.0, 37.5), (36.0, 38.0)])
def test_a_small_movement_that_is_held_and_sinks_a_little_is_one(held_deg: float, sunk_deg: float) -> None:
    """The end that was held is near rest: it is not taken for a new place of rest when the way home begins."""
    name = "tibial-tensioner-slr"
    rest = posture_of(load_exercise(name), load_exercise(name).rest) | {KNEE: 47.0}
    held, sunk = rest | {KNEE: held_deg}, rest | {KNEE: sunk_deg}
    way = [(0.0, rest), (2.0, rest), (3.5, held), (8.5, sunk), (10.0, rest), (12.0, rest)]
    found = find_attempts(going(way), name)
    assert not found.only(AttemptDropped)
    assert len(found.closed) == 1


def test_a_pause_on_the_way_back_is_part_of_the_repetition() -> None:
    pause = REST | {KNEE: 40.0}
    found = find_attempts(
        going([(0.0, REST), (2.0, REST), (4.0, END), (5.0, pause), (8.0, pause), (9.5, REST), (12.0, REST)])
    )
    assert len(found.closed) == 1
    assert not found.only(AttemptDropped)


def test_nothing_is_dropped_that_was_never_announced() -> None:
    found = find_attempts(going([(0.0, REST), (2.0, REST), (3.0, REST | {KNEE: 76.0}), (80.0, REST | {KNEE: 76.0})]))
    assert not found.only(AttemptDropped)


# --- out of sight -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_s", [0.5, 2.0, 3.0, 3.8, 5.0, 6.0])
def test_a_knee_lost_for_a_moment_changes_no_count(at_s: float) -> None:
    samples = lose(angle_samples(Script([Rep(), Rep()])), at_s, at_s + 0.8, KNEE)
    assert len(find_attempts(samples).closed) == 2


def test_a_knee_lost_for_long_at_the_end_closes_the_attempt() -> None:
    script = Script([Rep(hold_s=8.0)])
    found = find_attempts(lose(angle_samples(script), 4.0, 4.0 + MAX_LOST_S + 1.0, KNEE))
    assert len(found.closed) == 1


def test_a_knee_lost_for_long_before_it_was_an_attempt_gives_none() -> None:
    found = find_attempts(lose(angle_samples(Script([Rep()])), 2.2, 9.0, KNEE))
    assert not found.closed
    assert not found.only(AttemptDropped)


def test_somebody_back_after_a_long_absence_must_rest_first() -> None:
    gone_s = MAX_LOST_AT_REST_S + 0.5
    samples = lose(angle_samples(Script([Rep()], lead_s=gone_s)), 0.6, gone_s + 1.0, KNEE)
    assert not find_attempts(samples).closed


def test_other_angles_lost_do_not_stop_the_counting() -> None:
    samples = lose(angle_samples(Script([Rep(), Rep()])), 0.0, 99.0, *(dof for dof in Dof if dof is not KNEE))
    assert len(find_attempts(samples).closed) == 2


# --- what the model does to a leg -------------------------------------------------------------------------------------


def reading(samples: Sequence[AngleSample], start_s: float, end_s: float, knee_deg: float) -> list[AngleSample]:
    """Return the samples with the knee read elsewhere for a while."""
    return [
        replace(one, deg=dict(one.deg) | {KNEE: knee_deg}) if start_s <= one.t_s < end_s else one for one in samples
    ]


@pytest.mark.parametrize("at_s", [3.7, 4.2, 4.6])
def test_a_leg_found_again_decides_nothing_for_a_second(at_s: float) -> None:
    """Its first readings may be the other leg's, which rests: that is no return, and what follows no new attempt."""
    samples = angle_samples(Script([Rep(hold_s=2.0), Rep()]))
    hidden = lose(samples, at_s, at_s + 0.6, KNEE)
    found = find_attempts(reading(hidden, at_s + 0.6, at_s + 0.95, 90.0))
    assert len(found.closed) == 2
    assert not found.only(AttemptDropped)


@pytest.mark.parametrize("at_s", [2.0, 2.6, 3.8, 4.4, 5.2])
@pytest.mark.parametrize("knee_deg", [90.0, 5.0])
def test_a_burst_of_readings_splits_no_attempt(at_s: float, knee_deg: float) -> None:
    found = find_attempts(reading(angle_samples(Script([Rep(), Rep()])), at_s, at_s + 0.16, knee_deg))
    assert len(found.closed) == len(found.only(AttemptStarted)) == 2


def test_back_at_rest_sooner_than_any_leg_is_a_burst_though_it_lasts() -> None:
    """Held out, and read as at rest for a third of a second."""
    found = find_attempts(reading(angle_samples(Script([Rep(hold_s=3.0), Rep()])), 5.0, 5.33, 90.0))
    assert len(found.closed) == 2


# --- beginning and end ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lead_s", [0.0, 0.1, 0.5])
def test_a_recording_that_begins_at_rest_may_set_off_at_once(lead_s: float) -> None:
    found = find_attempts(angle_samples(Script([Rep(), Rep()], lead_s=lead_s)))
    assert len(found.closed) == 2
    assert found.attempts[0].start_s == pytest.approx(lead_s, abs=0.15)


def test_a_recording_that_begins_on_the_way_says_so_once_the_leg_is_at_rest() -> None:
    found = find_attempts(angle_samples(Script([Rep()] * 2, lead_s=0.0))[80:])
    assert [event.reason for event in found.only(AttemptDropped)] == ["cut_by_start"]
    assert len(found.closed) == 1


def test_who_sits_down_at_the_beginning_was_in_no_attempt() -> None:
    way = [(0.0, STANDING), (1.0, STANDING), (2.0, STOOPED), (3.0, REST), (5.0, REST)]
    assert not find_attempts(going(way)).only(AttemptDropped)


def left_off(*reps: Rep, seconds: float) -> MachineState:
    """Return the memory of a recording that ends there."""
    state = MachineState()
    for sample in angle_samples(Script(reps))[: round(seconds * 30)]:
        state, _ = step(PLAN, state, sample)
    return state


@pytest.mark.parametrize("seconds", [3.0, 4.0, 5.5, 6.3])
def test_an_attempt_under_way_at_the_end_is_handed_on_as_cut(seconds: float) -> None:
    closed = finish(PLAN, left_off(Rep(), seconds=seconds))
    assert closed is not None
    assert closed.is_cut
    assert closed.samples[-1].t_s == pytest.approx(seconds - 1 / 30)


@pytest.mark.parametrize("seconds", [1.0, 2.0, 7.8])
def test_at_rest_or_in_a_fidget_there_is_nothing_to_hand_on(seconds: float) -> None:
    assert finish(PLAN, left_off(Rep(), seconds=seconds)) is None


# --- where the shank is -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("thigh_deg", "count"), [(0.0, 2), (30.0, 2), (42.0, 0)])
def test_nothing_starts_from_a_shank_that_does_not_hang(thigh_deg: float, count: int) -> None:
    """The knee bent 80 degrees on a chair, or with the foot on the couch and the knee drawn up."""
    raised = {Dof.THIGH_ELEVATION: thigh_deg}
    rest = REST | raised | {KNEE: 80.0}
    assert len(attempt(*[Rep(end=END | raised)] * 2, rest=rest).closed) == count
