"""The robust trajectory of an angle, against movements whose truth is known, and laws it keeps."""

from __future__ import annotations

from math import inf, isnan, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.kinematics.estimate import GRID_HZ, Array, Estimate, Measured, estimate, grid_size
from tests.support.people import minimum_jerk, uneven_times
from tests.support.strategies import degrees, seconds, seeds

REST_DEG, END_DEG = 90.0, 5.0
RATES = pytest.mark.parametrize("rate_hz", [15.0, 25.0, 30.0, 60.0])


def stroke(t_s: Array, stroke_s: float = 2.0, lead_s: float = 1.0, hold_s: float = 0.5) -> Array:
    """Return a knee that straightens and bends again with minimum jerk, after some rest."""
    out = np.array([minimum_jerk((t - lead_s) / stroke_s) for t in t_s])
    back = np.array([minimum_jerk((t - lead_s - stroke_s - hold_s) / stroke_s) for t in t_s])
    return np.asarray(REST_DEG + (END_DEG - REST_DEG) * (out - back), dtype=np.float64)


def times(rate_hz: float = 25.0, duration_s: float = 6.5) -> Array:
    return np.arange(round(duration_s * rate_hz), dtype=np.float64) / rate_hz


def grid(t_s: Array) -> Array:
    return np.arange(grid_size(float(t_s[-1]))) / GRID_HZ


def fit(t_s: Array, deg: Array, quality: Array | None = None) -> Estimate:
    return estimate(t_s, deg, np.ones(len(t_s)) if quality is None else quality)


def sd_deg(one: Estimate, at_s: float) -> float:
    """Return the standard error at a time."""
    return one.mean(np.array([round(at_s * GRID_HZ)])).sd


def errors_deg(one: Estimate, t_s: Array, stroke_s: float = 2.0) -> Array:
    """Return how far the trajectory is from the truth, as far as there are samples."""
    on_grid = grid(t_s)
    off: Array = np.abs(one.deg - stroke(on_grid, stroke_s))[on_grid <= t_s[-1]]
    return off


# --- what it gets right -----------------------------------------------------------------------------------------------


@RATES
@pytest.mark.parametrize("stroke_s", [1.0, 2.0, 4.0])
def test_a_smooth_movement_is_recovered_within_a_degree(rate_hz: float, stroke_s: float) -> None:
    t_s = times(rate_hz, 2 * stroke_s + 2.5)
    assert errors_deg(fit(t_s, stroke(t_s, stroke_s)), t_s, stroke_s).max() < 1.0


def test_a_hasty_stroke_keeps_its_range() -> None:
    t_s = times(25.0, 4.0)
    assert errors_deg(fit(t_s, stroke(t_s, 0.6)), t_s, 0.6).max() < 3.5


@RATES
def test_it_has_no_lag(rate_hz: float) -> None:
    t_s = times(rate_hz)
    deg = fit(t_s, stroke(t_s)).deg
    half_way = (REST_DEG + END_DEG) / 2
    assert np.flatnonzero(deg <= half_way)[0] / GRID_HZ == pytest.approx(2.0, abs=0.03)


def test_trembling_of_two_degrees_is_mostly_taken_out() -> None:
    t_s = times()
    noise = np.random.default_rng(1).normal(0.0, 2.0, len(t_s))
    assert np.sqrt(np.mean(errors_deg(fit(t_s, stroke(t_s) + noise), t_s) ** 2)) < 1.2


def test_speed_is_that_of_the_movement() -> None:
    t_s = times()
    rates = [abs(fit(t_s, stroke(t_s)).rate(at).value) for at in range(60, 180)]
    assert max(rates) == pytest.approx(1.875 * (REST_DEG - END_DEG) / 2.0, rel=0.03)


# --- bursts -----------------------------------------------------------------------------------------------------------


moments = pytest.mark.parametrize("at_s", [0.6, 1.5, 2.0, 2.5, 3.2, 4.5, 6.0])


def with_burst(t_s: Array, at_s: float, frames: int) -> Array:
    """Return the stroke with the knee, for so many samples, where it is not: stretched out, or bent more than ever."""
    truth = stroke(t_s)
    deg = truth.copy()
    first = round(at_s * 25.0)
    deg[first : first + frames] = np.where(truth[first : first + frames] < 47.5, 100.0, 10.0)
    return deg


@pytest.mark.parametrize("frames", range(1, 6))
@moments
def test_a_burst_of_wrong_frames_falls_out(frames: int, at_s: float) -> None:
    t_s = times()
    assert errors_deg(fit(t_s, with_burst(t_s, at_s, frames)), t_s).max() < 2.5


@pytest.mark.parametrize("frames", [6, 7])
@moments
def test_a_longer_burst_of_wrong_frames_falls_out_or_is_in_the_error(frames: int, at_s: float) -> None:
    """A third of a second is too short to go there and back: nobody's knee does."""
    t_s = times()
    one = fit(t_s, with_burst(t_s, at_s, frames))
    off = errors_deg(one, t_s)
    worst = int(off.argmax())
    assert off[worst] < max(5.0, 3.0 * one.mean(np.array([worst])).sd)


@settings(max_examples=60, deadline=None)
@given(at_s=seconds(0.3, 5.8), frames=st.integers(1, 4), off_deg=st.sampled_from([-60.0, -40.0, 40.0, 60.0]))
def test_a_short_burst_at_any_moment_leaves_no_trace(at_s: float, frames: int, off_deg: float) -> None:
    t_s = times()
    deg = stroke(t_s)
    first = round(at_s * 25.0)
    deg[first : first + frames] += off_deg
    assert errors_deg(fit(t_s, deg), t_s).max() < 2.5


# --- its own error ----------------------------------------------------------------------------------------------------


def test_a_gap_widens_the_error_the_more_the_longer_it_is() -> None:
    t_s = times()
    deviations = []
    for gap_s in (0.0, 0.3, 0.6, 1.2):
        deg = stroke(t_s)
        deg[(t_s >= 2.0 - gap_s / 2) & (t_s < 2.0 + gap_s / 2)] = np.nan
        deviations.append(sd_deg(fit(t_s, deg), 2.0))
    assert deviations == sorted(deviations)
    assert deviations[-1] > 3.0 * deviations[0]


@pytest.mark.parametrize("gap_s", [0.4, 0.8, 1.2])
@pytest.mark.parametrize("middle_s", [1.3, 2.0, 3.2, 4.5])
def test_what_is_read_in_a_gap_is_within_its_error(gap_s: float, middle_s: float) -> None:
    t_s = times()
    off = []
    for seed in range(8):
        deg = stroke(t_s) + np.random.default_rng(seed).normal(0.0, 1.0, len(t_s))
        deg[np.abs(t_s - middle_s) < gap_s / 2] = np.nan
        one = fit(t_s, deg)
        off.append((one.deg[round(middle_s * GRID_HZ)] - stroke(np.array([middle_s]))[0]) / sd_deg(one, middle_s))
    assert np.max(np.abs(off)) < 3.0


def test_the_error_covers_the_truth_as_often_as_it_says() -> None:
    t_s = times()
    ratios = []
    for seed in range(40):
        one = fit(t_s, stroke(t_s) + np.random.default_rng(seed).normal(0.0, 2.0, len(t_s)))
        for at_s in (0.5, 1.6, 2.0, 3.25, 4.4):
            truth = float(stroke(np.array([round(at_s * GRID_HZ) / GRID_HZ]))[0])
            ratios.append((one.deg[round(at_s * GRID_HZ)] - truth) / sd_deg(one, at_s))
    assert np.mean(np.abs(ratios) < 1.0) > 0.68
    assert np.mean(np.abs(ratios) < 2.0) > 0.95


@pytest.mark.parametrize("noise_deg", [4.0, 6.0, 10.0])
@pytest.mark.parametrize("rate_hz", [15.0, 25.0])
def test_the_error_covers_the_truth_however_the_readings_tremble(noise_deg: float, rate_hz: float) -> None:
    t_s = times(rate_hz)
    ratios = []
    for seed in range(30):
        one = fit(t_s, stroke(t_s) + np.random.default_rng(seed).normal(0.0, noise_deg, len(t_s)))
        for at_s in (0.5, 2.0, 3.25, 4.4):
            truth = float(stroke(np.array([round(at_s * GRID_HZ) / GRID_HZ]))[0])
            ratios.append((one.deg[round(at_s * GRID_HZ)] - truth) / sd_deg(one, at_s))
    assert np.mean(np.abs(ratios) < 2.0) > 0.85


def test_the_error_grows_as_the_noise() -> None:
    t_s = times()
    noise = np.random.default_rng(0).normal(0.0, 1.0, len(t_s))
    small, large = (sd_deg(fit(t_s, stroke(t_s) + size * noise), 3.25) for size in (1.5, 3.0))
    assert 1.4 < large / small < 2.2


def test_the_error_grows_as_quality_falls() -> None:
    t_s = times()
    full, half = (sd_deg(fit(t_s, stroke(t_s), np.full(len(t_s), quality)), 3.25) for quality in (1.0, 0.5))
    assert 1.3 * full < half < 2.2 * full


def test_of_samples_that_contradict_each_other_the_better_ones_count() -> None:
    t_s = times()
    deg, quality = np.full(len(t_s), 50.0), np.ones(len(t_s))
    deg[::2], quality[::2] = 54.0, 0.3
    weights = quality**2
    balance = float(np.sum(weights * deg) / np.sum(weights))
    assert fit(t_s, deg, quality).deg[200] == pytest.approx(balance, abs=0.3)


def test_more_pictures_a_second_do_not_make_what_trembles_together_surer() -> None:
    few, many = (sd_deg(fit(times(rate), stroke(times(rate))), 3.25) for rate in (25.0, 60.0))
    assert many > 0.7 * few


# --- nothing to go by -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measured", [0, 1])
def test_next_to_nothing_measured_gives_nothing(measured: int) -> None:
    t_s = times()
    deg = np.full(len(t_s), np.nan)
    deg[:measured] = 10.0
    one = fit(t_s, deg)
    read = one.mean(np.array([5]))
    assert np.isnan(one.deg).all()
    assert len(one.deg) == grid_size(float(t_s[-1]))
    assert (read.is_known, read.sd) == (False, inf)
    assert not one.rate(5).is_known


def test_a_sample_of_no_quality_is_none() -> None:
    t_s = times()
    deg, quality = stroke(t_s), np.ones(len(t_s))
    deg[50:60], quality[50:60] = 300.0, 0.0
    assert errors_deg(fit(t_s, deg, quality), t_s).max() < 1.5


def test_a_difference_has_the_errors_of_both() -> None:
    apart = Measured(50.0, 3.0).minus(Measured(20.0, 4.0))
    assert (apart.value, apart.sd) == (30.0, 5.0)
    assert isnan(Measured(50.0, 3.0).minus(Measured()).value)


def test_a_mean_over_a_while_is_surer_than_a_moment() -> None:
    t_s = times()
    one = fit(t_s, stroke(t_s))
    while_at_rest = np.arange(10, 50)
    assert one.mean(while_at_rest).sd < one.mean(while_at_rest[:1]).sd
    assert one.mean(while_at_rest).value == pytest.approx(REST_DEG, abs=0.1)


# --- laws -------------------------------------------------------------------------------------------------------------


def noisy_strokes(most_deg: float) -> st.SearchStrategy[Array]:
    """Strokes with so much noise at most."""
    return st.builds(
        lambda seed, size: stroke(times()) + np.random.default_rng(seed).normal(0.0, size, len(times())),
        seeds,
        st.floats(0.0, most_deg),
    )


noisy = noisy_strokes(4.0)
laws = settings(max_examples=30, deadline=None)


@laws
@given(deg=noisy, by_deg=degrees(-180, 180))
def test_angles_shifted_are_a_trajectory_shifted(deg: Array, by_deg: float) -> None:
    t_s = times()
    one, other = fit(t_s, deg), fit(t_s, deg + by_deg)
    assert other.deg == pytest.approx(one.deg + by_deg, abs=1e-3)
    assert other.noise_deg == pytest.approx(one.noise_deg, abs=1e-3)


@laws
@given(deg=noisy)
def test_angles_of_the_other_sign_are_a_trajectory_of_the_other_sign(deg: Array) -> None:
    assert fit(times(), -deg).deg == pytest.approx(-fit(times(), deg).deg, abs=1e-6)


@laws
@given(deg=noisy_strokes(2.0), still=st.integers(1, 90))
def test_a_session_that_begins_later_moves_no_differently(deg: Array, still: int) -> None:
    """Rest before the first sample, a whole number of moments of the grid long, changes next to nothing later on.

    What trembles more may have another outlier: how much is usual is asked of all samples.
    """
    lead_s = still / GRID_HZ * 5
    t_s = times()
    rest_s = np.arange(0.0, lead_s - 1e-6, 1.0 / 12.0)
    whole = fit(np.concatenate([rest_s, lead_s + t_s]), np.concatenate([np.full(len(rest_s), REST_DEG), deg]))
    one = fit(t_s, deg)
    assert whole.deg[still * 5 + 60 :][: len(one.deg) - 61] == pytest.approx(one.deg[60:-1], abs=2.0)


@laws
@given(deg=noisy)
def test_it_looks_both_ways_alike(deg: Array) -> None:
    t_s = np.arange(len(deg)) / 30.0  # on every second moment of the grid, so that the mirror falls on the grid, too
    one, mirrored = fit(t_s, deg), fit(t_s, deg[::-1])
    last = 2 * (len(deg) - 1)
    assert mirrored.deg[: last + 1][::-1] == pytest.approx(one.deg[: last + 1], abs=0.05)


@settings(max_examples=40, deadline=None)
@given(rate_hz=st.floats(10.0, 14.0), seed=seeds)
def test_uneven_samples_at_ten_to_fourteen_a_second_are_enough(rate_hz: float, seed: int) -> None:
    t_s = np.array(uneven_times(6.5, rate_hz, spread=0.8, seed=seed))
    t_s -= t_s[0]
    assert errors_deg(fit(t_s, stroke(t_s)), t_s).max() < 2.0


@laws
@given(deg=noisy, seed=seeds)
def test_an_error_is_never_less_than_that_of_one_perfect_model(deg: Array, seed: int) -> None:
    """However smoothly the samples lie: a degree at each, and neighbours go together."""
    at_s = float(np.random.default_rng(seed).uniform(0.2, 6.0))
    assert sd_deg(fit(times(), deg), at_s) > 1.0 / sqrt(len(deg))
