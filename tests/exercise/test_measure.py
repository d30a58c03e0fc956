"""The angles and lags of an attempt, against what was performed."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from formcheck.exercise.measure import Attempt
from formcheck.samples import Dof
from tests.support.people import END, REST, Rep, Script
from tests.support.sessions import angle_samples, find_attempts, lose

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
AROUND_THE_END = (2.9, 4.9)


def measure(rep: Rep, rate_hz: float = 30.0) -> Attempt:
    (attempt,) = find_attempts(angle_samples(Script([rep]), rate_hz=rate_hz)).attempts
    return attempt


@pytest.mark.parametrize("dof", Dof)
@pytest.mark.parametrize("rate_hz", [15.0, 30.0, 60.0])
def test_angles_at_rest_and_at_the_end_are_read(dof: Dof, rate_hz: float) -> None:
    attempt = measure(Rep(), rate_hz)
    assert attempt.rest_deg[dof] == pytest.approx(REST[dof], abs=0.5)
    assert attempt.end_deg[dof] == pytest.approx(END[dof], abs=2.0)
    assert attempt.change_deg(dof) == pytest.approx(END[dof] - REST[dof], abs=2.0)


@pytest.mark.parametrize("stroke_s", [0.6, 1.0, 2.0])
def test_the_peak_of_the_driver_is_not_blunted(stroke_s: float) -> None:
    attempt = measure(Rep(out_s=stroke_s, back_s=stroke_s, hold_s=0.0))
    assert attempt.end_deg[KNEE] == pytest.approx(5.0, abs=2.0)


@pytest.mark.parametrize(("stroke_s", "speed_degps"), [(1.0, 159.4), (2.2, 72.4)])
def test_the_peak_speed_is_that_of_a_smooth_movement(stroke_s: float, speed_degps: float) -> None:
    assert measure(Rep(out_s=stroke_s, back_s=2.2)).peak_speed_degps == pytest.approx(speed_degps, rel=0.05)


@pytest.mark.parametrize("delay_s", [0.0, 0.3, 0.6, 1.0])
@pytest.mark.parametrize("rate_hz", [15.0, 30.0, 60.0])
def test_the_lag_of_the_ankle_is_read(delay_s: float, rate_hz: float) -> None:
    attempt = measure(Rep(ankle_delay_s=delay_s, hold_s=1.2), rate_hz)
    assert attempt.ankle_lag_s == pytest.approx(delay_s, abs=0.1)


def test_an_ankle_that_hardly_moves_has_no_lag() -> None:
    assert isnan(measure(Rep().ending(ankle_dorsiflexion=-25.0)).ankle_lag_s)


def test_the_return_is_where_the_driver_came_back_to() -> None:
    assert measure(Rep()).return_deg == pytest.approx(90.0, abs=1.0)


def test_extremes_are_kept() -> None:
    attempt = measure(Rep().ending(trunk_lean=-15.0, thigh_elevation=22.0))
    assert attempt.lowest_deg[Dof.TRUNK_LEAN] == pytest.approx(-15.0, abs=1.0)
    assert attempt.highest_deg[Dof.THIGH_ELEVATION] == pytest.approx(22.0, abs=1.0)


def test_an_angle_not_seen_at_the_end_is_missing_and_has_quality_0() -> None:
    (attempt,) = find_attempts(lose(angle_samples(Script([Rep()])), *AROUND_THE_END, ANKLE)).attempts
    assert isnan(attempt.end_deg[ANKLE])
    assert attempt.quality[ANKLE] == 0.0
    assert attempt.end_deg[KNEE] == pytest.approx(5.0, abs=1.0)


@pytest.mark.parametrize(("start_s", "end_s"), [(1.3, 2.0), (3.3, 4.5), (5.8, 6.5)], ids=["start", "end", "return"])
def test_a_turn_that_was_not_seen_is_known_as_such(start_s: float, end_s: float) -> None:
    (attempt,) = find_attempts(lose(angle_samples(Script([Rep()])), start_s, end_s, KNEE)).attempts
    assert not attempt.are_turns_seen


@pytest.mark.parametrize(("start_s", "end_s"), [(2.1, 2.9), (3.8, 4.2), (4.7, 5.5)], ids=["out", "hold", "back"])
def test_a_driver_not_seen_between_its_turns_only_lowers_its_share(start_s: float, end_s: float) -> None:
    (attempt,) = find_attempts(lose(angle_samples(Script([Rep()])), start_s, end_s, KNEE)).attempts
    assert attempt.are_turns_seen
    assert attempt.driver_seen == pytest.approx(1.0 - (end_s - start_s - 0.25) / 4.8, abs=0.05)


@pytest.mark.parametrize(("start_s", "end_s"), [(1.8, 2.5), (5.1, 5.9)], ids=["out", "back"])
def test_a_driver_that_leapt_out_of_rest_or_into_it_was_not_seen_to_turn(start_s: float, end_s: float) -> None:
    """The model may have followed the other leg until then, as it does in light from behind."""
    (attempt,) = find_attempts(lose(angle_samples(Script([Rep()])), start_s, end_s, KNEE)).attempts
    assert not attempt.are_turns_seen


def test_a_brisk_driver_not_seen_for_a_few_pictures_is_still_seen_to_turn() -> None:
    """It crosses the gap no faster than it goes elsewhere: nothing is hidden there."""
    brisk = Script([Rep(out_s=0.7, hold_s=0.0, back_s=0.7)])
    (attempt,) = find_attempts(lose(angle_samples(brisk), 1.62, 1.77, KNEE)).attempts
    assert attempt.are_turns_seen


def test_after_a_deep_bounce_the_end_is_still_read_at_an_end() -> None:
    """Two equal turns at the end with the knee half way back between them: the middle of both is no end."""
    halfway = Rep(out_s=1.5, hold_s=0.0, back_s=0.1, rest_s=0.0).ending(knee_flexion=5.0)
    bounce = Rep(out_s=0.7, hold_s=0.0, back_s=0.7, rest_s=0.0).ending(knee_flexion=35.0)
    out = angle_samples(Script([halfway]))[:90]
    between = angle_samples(Script([bounce], rest=dict(END), lead_s=0.0, tail_s=0.0))
    back = angle_samples(Script([Rep(out_s=1.5, end=dict(REST))], rest=dict(END), lead_s=0.0))[:75]
    samples = [replace(one, t_s=i / 30) for i, one in enumerate([*out, *between, *back])]
    (attempt,) = find_attempts(samples).attempts
    assert attempt.end_deg[KNEE] == pytest.approx(5.0, abs=2.0)
    assert attempt.bounces == 1


def test_a_peak_that_falls_into_a_short_gap_is_read_beside_it() -> None:
    """A movement that turns round at its end without a hold, out of sight for a third of a second there."""
    samples = lose(angle_samples(Script([Rep(hold_s=0.0)]), rate_hz=30.0), 3.55, 3.9, KNEE)
    (attempt,) = find_attempts(samples).attempts
    assert attempt.are_turns_seen
    assert attempt.end_deg[KNEE] == pytest.approx(5.0, abs=2.0)


def test_a_driver_not_seen_for_long_may_have_made_a_whole_stroke_meanwhile() -> None:
    samples = angle_samples(Script([Rep(out_s=4.0, hold_s=1.0, back_s=4.0)]), rate_hz=30.0)
    (seen,) = find_attempts(samples).attempts
    (hidden,) = find_attempts(lose(samples, 2.6, 4.2, KNEE)).attempts
    assert seen.are_turns_seen
    assert not hidden.are_turns_seen
