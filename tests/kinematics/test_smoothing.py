"""The two filters: one for cues, one for measuring."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.kinematics.smoothing import (
    GRID_HZ,
    Array,
    CausalState,
    causal_step,
    reject_outliers,
    smooth_zero_phase,
    uniform_grid,
)

SLOW_HZ = 0.25

REACH_S = 0.07


def wave(t_s: Array) -> Array:
    """Return knee flexion going to and fro every four seconds."""
    return np.asarray(45.0 + 40.0 * np.cos(2 * np.pi * SLOW_HZ * t_s), dtype=np.float64)


@pytest.fixture
def times() -> Array:
    """Return eight seconds at 30 pictures a second."""
    return np.arange(240, dtype=np.float64) / 30


@pytest.fixture
def grid(times: Array) -> Array:
    """Return the grid over them."""
    return uniform_grid(float(times[0]), float(times[-1]))


def causal(times: Array, values: Array) -> list[float]:
    state, out = CausalState(), []
    for t_s, value in zip(times, values, strict=True):
        state = causal_step(state, float(t_s), float(value))
        out.append(state.value)
    return out


# --- zero phase -------------------------------------------------------------------------------------------------------


def test_measuring_has_no_lag_and_keeps_peaks(times: Array, grid: Array) -> None:
    assert np.abs(smooth_zero_phase(times, wave(times), grid, REACH_S) - wave(grid)).max() < 0.3


def test_measuring_takes_most_of_the_jitter_out(times: Array, grid: Array) -> None:
    noise = np.random.default_rng(1).normal(0.0, 2.0, len(times))
    smooth = smooth_zero_phase(times, wave(times) + noise, grid, REACH_S)
    assert np.std(smooth - wave(grid)) < 1.2


def test_a_single_leap_leaves_no_trace(times: Array, grid: Array) -> None:
    values = wave(times)
    values[[40, 90, 200]] += 60.0
    assert np.abs(smooth_zero_phase(times, values, grid, REACH_S) - wave(grid)).max() < 0.5


def test_what_lies_in_a_gap_is_missing_however_short_the_gap(times: Array, grid: Array) -> None:
    values = wave(times)
    values[60:66] = np.nan  # 0.2 s without a measurement
    smooth = smooth_zero_phase(times, values, grid, REACH_S)
    is_missing = np.isnan(smooth)
    measured = times[~np.isnan(values)]
    reach = np.abs(grid[:, None] - measured[None, :]).min(axis=1)
    assert (is_missing == (reach > REACH_S)).all()
    assert is_missing.any()


@pytest.mark.parametrize("measured", [0, 1])
def test_next_to_nothing_measured_gives_nothing(times: Array, grid: Array, measured: int) -> None:
    values = np.full(len(times), np.nan)
    values[:measured] = 10.0
    assert np.isnan(smooth_zero_phase(times, values, grid, REACH_S)).all()


def test_the_grid_is_uniform_and_covers_the_samples() -> None:
    grid = uniform_grid(2.0, 5.0)
    assert (grid[0], grid[-1]) == (2.0, 5.0)
    assert np.allclose(np.diff(grid), 1 / GRID_HZ)


# --- outliers ---------------------------------------------------------------------------------------------------------


def test_one_far_sample_in_seven_is_an_outlier() -> None:
    values = np.array([10.0, 10.5, 9.5, 50.0, 10.0, 10.5, 9.5, 10.0])
    assert np.flatnonzero(np.isnan(reject_outliers(values))).tolist() == [3]


def test_a_ripple_on_a_still_joint_is_no_outlier() -> None:
    values = np.array([10.0, 10.0, 10.0, 12.5, 10.0, 10.0, 10.0, 10.0])
    assert not np.isnan(reject_outliers(values)).any()


def test_a_fast_stroke_is_no_outlier() -> None:
    assert not np.isnan(reject_outliers(np.linspace(90.0, 5.0, 18))).any()


def test_too_few_samples_are_left_alone() -> None:
    assert reject_outliers(np.array([0.0, 90.0, 0.0])).tolist() == [0.0, 90.0, 0.0]


# --- causal -----------------------------------------------------------------------------------------------------------


def test_cues_follow_within_a_fifth_of_a_second(times: Array) -> None:
    late = wave(times - 0.2)
    values = wave(times)
    low, high = np.minimum(late, values), np.maximum(late, values)
    out = np.array(causal(times, values))
    assert ((out >= low - 2.0) & (out <= high + 2.0))[15:].all()


def test_cues_ignore_a_single_leap(times: Array) -> None:
    values = np.full(len(times), 90.0)
    values[100] = 20.0
    assert set(causal(times, values)) == {90.0}


def test_cues_wait_through_missing_samples(times: Array) -> None:
    values = wave(times)
    values[60:90] = np.nan
    out = causal(times, values)
    assert len(set(out[60:90])) == 1
    assert not np.isnan(out).any()


def test_before_the_first_measurement_there_is_no_value() -> None:
    state = causal_step(CausalState(), 0.0, float("nan"))
    assert np.isnan(state.value)
    assert causal_step(state, 1.0, 30.0).value == 30.0
