"""What is read from an attempt, with its error, against what was performed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.exercise.judge import UNSEEN_DEG
from formcheck.exercise.measure import Attempt
from formcheck.samples import AngleSample, Dof
from tests.support.cases import few
from tests.support.people import END, REST, Rep, Script, uneven_times
from tests.support.sessions import angle_samples, find_attempts, lose
from tests.support.strategies import seconds, seeds

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
RATES = pytest.mark.parametrize("rate_hz", [15.0, 30.0, 60.0])
WITHIN_ERRORS = 2.5


def measure(rep: Rep, rate_hz: float = 30.0) -> Attempt:
    (attempt,) = find_attempts(angle_samples(Script([rep]), rate_hz=rate_hz)).attempts
    return attempt


def measure_without(start_s: float, end_s: float, *dofs: Dof, rep: Rep | None = None) -> Attempt:
    """Return an attempt of which joints were out of sight for a while."""
    (attempt,) = find_attempts(lose(angle_samples(Script([rep or Rep()])), start_s, end_s, *dofs)).attempts
    return attempt


def trembling(samples: Sequence[AngleSample], sd_deg: float, seed: int) -> list[AngleSample]:
    """Return the samples with an error of their own on every angle."""
    noise = np.random.default_rng(seed)
    return [
        replace(one, deg={dof: deg + float(noise.normal(0.0, sd_deg)) for dof, deg in one.deg.items()})
        for one in samples
    ]


# --- angles -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dof", Dof)
@RATES
def test_angles_at_rest_and_at_the_end_are_read(dof: Dof, rate_hz: float) -> None:
    attempt = measure(Rep(), rate_hz)
    assert attempt.rest[dof].value == pytest.approx(REST[dof], abs=0.2)
    assert attempt.end[dof].value == pytest.approx(END[dof], abs=0.7)
    assert attempt.change(dof).value == pytest.approx(END[dof] - REST[dof], abs=0.8)
    assert attempt.change(dof).sd > max(attempt.rest[dof].sd, attempt.end[dof].sd)


@pytest.mark.parametrize("stroke_s", [0.6, 1.0, 2.0])
def test_the_peak_of_the_driver_is_not_blunted(stroke_s: float) -> None:
    attempt = measure(Rep(out_s=stroke_s, back_s=stroke_s, hold_s=0.0))
    assert attempt.end[KNEE].value == pytest.approx(5.0, abs=1.5)
    assert attempt.height_deg(KNEE) == pytest.approx(85.0, abs=2.0)


def test_the_return_is_where_the_driver_came_back_to() -> None:
    attempt = measure(Rep())
    assert attempt.regained.value == pytest.approx(90.0, abs=0.5)
    assert attempt.returned_share(KNEE) == pytest.approx(1.0, abs=0.02)


def test_how_far_trunk_and_thigh_went_is_read_from_where_they_were() -> None:
    attempt = measure(Rep().ending(trunk_lean=-15.0, thigh_elevation=22.0))
    assert attempt.leaned_back.value == pytest.approx(20.0, abs=0.5)
    assert attempt.lifted.value == pytest.approx(22.0, abs=0.5)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(sd_deg=st.floats(0.0, 2.5), seed=seeds, rep=st.builds(Rep, out_s=seconds(1.5, 3.0), back_s=seconds(1.5, 3.0)))
def test_angles_are_within_their_errors_however_the_readings_tremble(sd_deg: float, seed: int, rep: Rep) -> None:
    (attempt,) = find_attempts(trembling(angle_samples(Script([rep]), rate_hz=25.0), sd_deg, seed)).attempts
    off = [
        (read.value - truth[dof]) / max(1.0, read.sd)
        for read_at, truth in ((attempt.rest, REST), (attempt.end, END))
        for dof, read in read_at.items()
    ]
    assert np.mean(np.abs(off) < WITHIN_ERRORS) >= 0.9


# --- times and speeds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("stroke_s", "speed_degps"), [(1.0, 159.4), (2.2, 72.4)])
def test_the_peak_speed_is_that_of_a_smooth_movement(stroke_s: float, speed_degps: float) -> None:
    assert measure(Rep(out_s=stroke_s, back_s=2.2)).speed.value == pytest.approx(speed_degps, rel=0.02)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(sd_deg=st.floats(1.0, 3.0), seed=seeds)
def test_trembling_readings_are_no_speed(sd_deg: float, seed: int) -> None:
    """A jitter of five pixels once read 242 degrees a second for a true 72."""
    (attempt,) = find_attempts(trembling(angle_samples(Script([Rep()]), rate_hz=25.0), sd_deg, seed)).attempts
    assert abs(attempt.speed.value - 72.4) < 3.0 * attempt.speed.sd


def test_out_hold_and_back_make_the_whole_cycle() -> None:
    attempt = measure(Rep())
    parts = (attempt.out, attempt.hold, attempt.back)
    assert sum(part.value for part in parts) == pytest.approx(attempt.cycle.value, abs=0.05)
    assert attempt.cycle.value == pytest.approx(attempt.end_s - attempt.start_s)


@pytest.mark.parametrize("stroke_s", few([1.0, 0.6, 2.2, 4.0, 10.0], fast=2))
@pytest.mark.parametrize("hold_s", [0.0, 1.0, 3.0])
def test_a_stay_is_what_passing_through_does_not_explain(stroke_s: float, hold_s: float) -> None:
    """Ten seconds out and ten back spend four seconds near the end, and hold nothing."""
    attempt = measure(Rep(out_s=stroke_s, back_s=stroke_s, hold_s=hold_s))
    assert attempt.stay.value == pytest.approx(hold_s, abs=0.12)
    assert attempt.hold.value >= attempt.stay.value


def test_the_shorter_stroke_is_told() -> None:
    assert measure(Rep(out_s=2.0, back_s=1.0)).stroke.value == pytest.approx(0.51, abs=0.04)
    assert measure(Rep(out_s=1.0, back_s=2.0)).stroke.value == pytest.approx(0.51, abs=0.04)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(rate_hz=st.floats(10.0, 14.0), seed=seeds)
def test_ten_to_fourteen_uneven_pictures_a_second_are_enough_for_times(rate_hz: float, seed: int) -> None:
    script = Script([Rep(hold_s=1.0)])
    times_s = uneven_times(script.duration_s, rate_hz, spread=0.8, seed=seed)
    (attempt,) = find_attempts(angle_samples(script, times_s=times_s)).attempts
    assert (attempt.start_s, attempt.peak_s, attempt.end_s) == pytest.approx((1.5, 4.2, 6.9), abs=0.15)
    assert attempt.stay.value == pytest.approx(1.0, abs=0.15)


# --- the ankle's lag --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delay_s", [0.0, 0.3, 0.6, 1.0])
@RATES
def test_the_lag_of_the_ankle_is_read(delay_s: float, rate_hz: float) -> None:
    lag = measure(Rep(ankle_delay_s=delay_s, hold_s=1.2), rate_hz).lag
    assert lag.value == pytest.approx(delay_s, abs=0.05)
    assert 0.03 <= lag.sd < 0.2


def test_an_ankle_that_hardly_moves_has_no_lag() -> None:
    assert not measure(Rep().ending(ankle_dorsiflexion=-25.0)).lag.is_known


def test_an_ankle_not_seen_at_rest_has_a_lag_that_is_less_sure() -> None:
    seen, hidden = measure(Rep()).lag, measure_without(0.0, 1.9, ANKLE).lag
    assert hidden.sd > 1.3 * seen.sd


# --- out of sight -----------------------------------------------------------------------------------------------------


def test_an_angle_never_seen_is_not_known_and_has_quality_0() -> None:
    attempt = measure_without(0.0, 99.0, ANKLE)
    assert not attempt.rest[ANKLE].is_known
    assert not attempt.end[ANKLE].is_known
    assert not attempt.lag.is_known
    assert attempt.quality[ANKLE] == 0.0
    assert attempt.end[KNEE].value == pytest.approx(5.0, abs=0.5)


def test_an_angle_not_seen_around_the_end_is_known_to_be_unseen_there() -> None:
    attempt = measure_without(2.9, 4.9, ANKLE)
    assert attempt.end[ANKLE].sd > UNSEEN_DEG > attempt.rest[ANKLE].sd
    assert attempt.end[KNEE].sd < 2.0


@pytest.mark.parametrize(
    ("start_s", "end_s", "angle"),
    [(0.9, 2.0, "rest"), (3.3, 4.5, "end"), (5.8, 6.5, "regained")],
)
def test_a_turn_that_was_not_seen_is_less_sure_and_the_others_are_not(start_s: float, end_s: float, angle: str) -> None:
    seen, hidden = measure(Rep()), measure_without(start_s, end_s, KNEE)
    for name in ("rest", "end", "regained"):
        before, after = (one.regained if name == "regained" else getattr(one, name)[KNEE] for one in (seen, hidden))
        assert (after.sd > 3.0 * before.sd) is (name == angle)


@pytest.mark.parametrize(("start_s", "end_s"), [(2.1, 2.9), (3.8, 4.0), (4.7, 5.5)], ids=["out", "hold", "back"])
def test_a_driver_not_seen_between_its_turns_costs_next_to_nothing(start_s: float, end_s: float) -> None:
    attempt = measure_without(start_s, end_s, KNEE)
    assert attempt.end[KNEE].value == pytest.approx(5.0, abs=0.5)
    assert attempt.end[KNEE].sd < 4.0
    assert attempt.cycle.sd < 0.4


def test_a_peak_that_falls_into_a_short_gap_is_read_across_it() -> None:
    """A movement that turns round at its end without a hold, out of sight for a third of a second there."""
    attempt = measure_without(3.55, 3.9, KNEE, rep=Rep(hold_s=0.0))
    assert abs(attempt.end[KNEE].value - 5.0) < 2.0 < attempt.end[KNEE].sd


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(start_s=seconds(0.5, 6.5), gap_s=seconds(0.2, 1.2))
def test_what_was_not_seen_is_within_its_error(start_s: float, gap_s: float) -> None:
    found = find_attempts(lose(angle_samples(Script([Rep(hold_s=0.0)])), start_s, start_s + gap_s))
    for attempt in found.attempts:
        for dof in (KNEE, ANKLE):
            for read, truth in ((attempt.rest[dof], REST[dof]), (attempt.end[dof], END[dof])):
                assert abs(read.value - truth) < WITHIN_ERRORS * max(1.0, read.sd)
        assert abs(attempt.cycle.value - 4.4) < WITHIN_ERRORS * attempt.cycle.sd


# --- bounces ----------------------------------------------------------------------------------------------------------


def test_after_a_deep_bounce_the_end_is_still_read_at_an_end() -> None:
    """Two equal turns at the end with the knee half way back between them: the middle of both is no end."""
    halfway = Rep(out_s=1.5, hold_s=0.0, back_s=0.1, rest_s=0.0).ending(knee_flexion=5.0)
    bounce = Rep(out_s=0.7, hold_s=0.0, back_s=0.7, rest_s=0.0).ending(knee_flexion=35.0)
    out = angle_samples(Script([halfway]))[:90]
    between = angle_samples(Script([bounce], rest=dict(END), lead_s=0.0, tail_s=0.0))
    back = angle_samples(Script([Rep(out_s=1.5, end=dict(REST))], rest=dict(END), lead_s=0.0))[:75]
    samples = [replace(one, t_s=i / 30) for i, one in enumerate([*out, *between, *back])]
    (attempt,) = find_attempts(samples).attempts
    assert attempt.end[KNEE].value == pytest.approx(5.0, abs=2.0)
    assert attempt.bounces == 1


def test_a_hasty_stroke_is_timed_though_the_movement_before_has_only_just_ended() -> None:
    before, hasty = Rep(out_s=1.0, hold_s=1.0, back_s=0.5, rest_s=0.3), Rep(out_s=1.0, back_s=1.5)
    _, after = find_attempts(angle_samples(Script([before, hasty]))).attempts
    assert after.stroke.value == pytest.approx(measure(hasty).stroke.value, abs=0.05)
