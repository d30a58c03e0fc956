"""The filter of phases and cues: near enough behind, and blind to bursts."""

from __future__ import annotations

from math import ceil

import numpy as np
import pytest

from formcheck.kinematics.estimate import Array
from formcheck.kinematics.smoothing import BURST_S, CausalState, causal_step

SLOW_HZ = 0.25


def wave(t_s: Array) -> Array:
    """Return knee flexion going to and fro every four seconds."""
    return np.asarray(45.0 + 40.0 * np.cos(2 * np.pi * SLOW_HZ * t_s), dtype=np.float64)


def times(rate_hz: float = 30.0, duration_s: float = 8.0) -> Array:
    return np.arange(round(duration_s * rate_hz), dtype=np.float64) / rate_hz


def causal(t_s: Array, values: Array) -> Array:
    """Return what the filter says at each time."""
    state, out = CausalState(), []
    for time_s, value in zip(t_s, values, strict=True):
        state = causal_step(state, float(time_s), float(value))
        out.append(state.value)
    return np.array(out)


@pytest.mark.parametrize("rate_hz", [10.0, 15.0, 25.0, 30.0, 60.0])
def test_cues_follow_within_a_third_of_a_second(rate_hz: float) -> None:
    """Half of the median's moment, and what One-Euro adds."""
    t_s = times(rate_hz)
    values, late = wave(t_s), wave(t_s - BURST_S / 2 - 0.13)
    low, high = np.minimum(late, values), np.maximum(late, values)
    out = causal(t_s, values)
    assert ((out >= low - 2.0) & (out <= high + 2.0))[t_s > 0.5].all()


@pytest.mark.parametrize("rate_hz", [15.0, 25.0, 30.0, 60.0])
def test_a_burst_less_than_half_as_long_as_the_moment_goes_by_unnoticed(rate_hz: float) -> None:
    t_s = times(rate_hz)
    values = np.full(len(t_s), 90.0)
    values[50 : 50 + ceil(BURST_S / 2 * rate_hz) - 1] = 20.0
    assert causal(t_s, values) == pytest.approx(np.full(len(t_s), 90.0))


def test_at_ten_pictures_a_second_a_single_leap_goes_by_unnoticed() -> None:
    t_s = times(10.0)
    values = np.full(len(t_s), 90.0)
    values[40] = 20.0
    assert causal(t_s, values) == pytest.approx(np.full(len(t_s), 90.0))


def test_cues_wait_through_missing_samples() -> None:
    t_s = times()
    values = wave(t_s)
    values[60:90] = np.nan
    out = causal(t_s, values)
    assert len(set(out[60:90])) == 1
    assert not np.isnan(out).any()


def test_before_the_first_measurement_there_is_no_value() -> None:
    state = causal_step(CausalState(), 0.0, float("nan"))
    assert np.isnan(state.value)
    assert causal_step(state, 1.0, 30.0).value == 30.0


def test_its_memory_does_not_grow() -> None:
    state = CausalState()
    for i in range(500):
        state = causal_step(state, i / 30.0, 90.0)
    assert len(state.raw) <= BURST_S * 30.0 + 1
