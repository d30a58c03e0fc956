"""Recordings that begin or end in a repetition, as they do where people film themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.events import AttemptDropped, RepetitionJudged, Verdict
from formcheck.samples import Pose, Side
from formcheck.session.run import fold, without_pictures
from tests.support.cases import few
from tests.support.edits import copy_other_leg, shift_time
from tests.support.people import REST, Rep, Script, perform
from tests.support.sessions import Run, make_header, watch
from tests.support.strategies import good_reps, seconds

THREE = Script([Rep()] * 3)
FILMED = perform(THREE)
REP = Rep()
HOME_S = [start_s + REP.out_s + REP.hold_s + REP.back_s for start_s in THREE.starts()]
"""When each repetition is back at rest."""

RATES = pytest.mark.parametrize("rate_hz", few([10.0, 15.0, 30.0, 60.0], fast=2))


def part(poses: Sequence[Pose], start_s: float, end_s: float) -> Run:
    """Watch what was filmed between two moments; the recording's clock begins at 0."""
    return watch(shift_time([pose for pose in poses if start_s <= pose.t_s < end_s], -start_s))


def dropped(run: Run) -> list[str]:
    return [event.reason for event in run.only(AttemptDropped)]


# --- the end ----------------------------------------------------------------------------------------------------------


@RATES
@pytest.mark.parametrize("after_s", few([0.1, 0.3, 0.6]))
def test_a_clip_that_ends_as_the_last_one_comes_home_counts_it(rate_hz: float, after_s: float) -> None:
    run = part(perform(THREE, rate_hz=rate_hz), 0.0, HOME_S[-1] + after_s)
    assert run.verdicts == [Verdict.GOOD] * 3
    assert run.repetitions[-1].end_s == pytest.approx(HOME_S[-1], abs=0.15)
    assert not dropped(run)


@pytest.mark.parametrize("share", [0.3, 0.5])
def test_a_clip_that_ends_half_way_back_says_so(share: float) -> None:
    back_s = HOME_S[-1] - REP.back_s
    run = part(FILMED, 0.0, back_s + share * REP.back_s)
    assert run.verdicts == [Verdict.GOOD] * 2
    assert dropped(run) == ["cut_by_end"]


@pytest.mark.parametrize("into_s", [1.2, 2.0, 2.5])
def test_a_clip_that_ends_on_the_way_out_or_at_the_end_says_so(into_s: float) -> None:
    run = part(FILMED, 0.0, THREE.starts()[-1] + into_s)
    assert run.verdicts == [Verdict.GOOD] * 2
    assert dropped(run) == ["cut_by_end"]


@pytest.mark.parametrize("burst_s", [0.07, 0.1, 0.15])
def test_a_clip_that_ends_on_the_way_out_with_the_legs_exchanged_has_seen_nobody_come_home(burst_s: float) -> None:
    """The last readings are those of the other leg, which rests."""
    end_s = THREE.starts()[-1] + 1.4
    copy = copy_other_leg(Side.RIGHT)
    run = part([copy(pose) if pose.t_s >= end_s - burst_s else pose for pose in FILMED], 0.0, end_s)
    assert run.verdicts == [Verdict.GOOD] * 2
    assert dropped(run) == ["cut_by_end"]


@pytest.mark.parametrize("rest_s", [0.0, 0.3])
def test_a_clip_that_ends_at_rest_has_nothing_to_say(rest_s: float) -> None:
    run = part(FILMED, 0.0, THREE.starts()[-1] - rest_s)
    assert run.verdicts == [Verdict.GOOD] * 2
    assert not dropped(run)


def test_what_the_end_brings_is_told_with_the_last_picture() -> None:
    poses = [pose for pose in FILMED if pose.t_s < HOME_S[-1] + 0.1]
    steps = list(fold(make_header(), without_pictures(poses)))
    assert len(steps) == len(poses)
    (judged,) = [event for event in steps[-1].events if isinstance(event, RepetitionJudged)]
    assert judged.t_s == steps[-1].t_s == poses[-1].t_s
    assert (steps[-1].attempts, steps[-1].good) == (3, 3)
    assert (steps[-2].attempts, steps[-2].good) == (2, 2)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(rep=good_reps, at=st.floats(0.0, 1.0))
def test_wherever_a_clip_ends_nobody_is_blamed(rep: Rep, at: float) -> None:
    script = Script([rep, rep])
    run = part(perform(script, rate_hz=15.0), 0.0, 0.5 + at * script.duration_s)
    assert set(run.verdicts) <= {Verdict.GOOD, Verdict.NOT_MEASURABLE}
    assert len(run.verdicts) + len(dropped(run)) <= 2


# --- the beginning ----------------------------------------------------------------------------------------------------


@RATES
@pytest.mark.parametrize("before_s", few([0.0, 0.1, 0.3, 1.0]))
def test_who_sets_off_at_once_is_counted(rate_hz: float, before_s: float) -> None:
    run = part(perform(THREE, rate_hz=rate_hz), THREE.starts()[0] - before_s, 99.0)
    assert run.verdicts == [Verdict.GOOD] * 3
    assert not dropped(run)


@pytest.mark.parametrize("into_s", [1.4, 2.2, 2.6, 3.0])
def test_a_clip_that_begins_in_a_repetition_says_so_and_judges_the_next_ones(into_s: float) -> None:
    run = part(FILMED, THREE.starts()[0] + into_s, 99.0)
    assert run.verdicts == [Verdict.GOOD] * 2
    assert dropped(run) == ["cut_by_start"]


def test_who_begins_with_the_leg_out_and_puts_it_down_has_not_repeated_anything() -> None:
    from_above = Script([replace(REP, end=dict(REST)), REP], rest=dict(REST))
    assert watch(perform(from_above)).verdicts == [Verdict.GOOD]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(rep=good_reps, at=seconds(0.0, 6.0))
def test_wherever_a_clip_begins_nobody_is_blamed(rep: Rep, at: float) -> None:
    script = Script([rep, rep])
    run = part(perform(script, rate_hz=15.0), at, 99.0)
    assert set(run.verdicts) <= {Verdict.GOOD, Verdict.NOT_MEASURABLE}
    assert len(run.verdicts) + (at > script.starts()[1]) >= 1
    assert len(run.verdicts) + len(dropped(run)) <= 2
