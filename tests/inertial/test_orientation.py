"""Which way is up, whatever readings are missing, and that the memory of it can be kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from formcheck.inertial import orientation
from formcheck.inertial.mounting import Mounting, ZeroSource
from formcheck.inertial.orientation import LOST_S, RESTART_S, SETTLING_S, OrientationState
from formcheck.samples import ImuReading
from formcheck.session import codec
from tests.support.strapped import SHANK
from tests.support.swings import orientations, turning

RATE_HZ = 100.0
MOUNTING = Mounting(SHANK, RATE_HZ, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), ZeroSource.STANDING)


def readings(duration_s: float = 8.0) -> list[ImuReading]:
    track = turning(np.arange(round(duration_s * RATE_HZ)) / RATE_HZ)
    rows = zip(track.t_s, track.acc_mps2, track.gyr_radps, strict=True)
    return [ImuReading(float(t_s), SHANK, tuple(acc), tuple(gyr)) for t_s, acc, gyr in rows]


def follow(taken: list[ImuReading], mounting: Mounting = MOUNTING) -> OrientationState:
    return orientation.step(OrientationState(), taken, mounting)


def kept(state: OrientationState) -> str:
    """Return the memory as it is kept; of what is missing in it, NaN equals NaN."""
    return codec.dump(OrientationState, state)


def off_deg(state: OrientationState) -> float:
    """Return the angle between up as found and as it is at the latest reading."""
    assert state.last is not None
    true = orientations(np.array([state.last.t_s])).inv().apply([0.0, 0.0, 1.0])[0]
    return float(np.degrees(np.arccos(np.clip(state.up @ true, -1.0, 1.0))))


@pytest.mark.parametrize("until_s", [1.0, 2.7, 3.4, 4.2, 6.0])
def test_up_is_found_while_the_leg_swings(until_s: float) -> None:
    assert off_deg(follow(readings(until_s))) < 0.5


def test_one_by_one_or_many_at_a_time_is_the_same() -> None:
    taken = readings(4.0)
    state = OrientationState()
    for one in taken:
        state = orientation.step(state, (one,), MOUNTING)
    assert kept(state) == kept(follow(taken))


def test_it_is_not_trusted_before_it_has_settled_and_after_a_silence() -> None:
    taken = readings(3.0)
    early = follow([one for one in taken if one.t_s < SETTLING_S / 2])
    assert early.last is not None
    assert not early.is_known(early.last.t_s)
    late = follow(taken)
    assert late.last is not None
    assert late.is_known(late.last.t_s + LOST_S / 2)
    assert not late.is_known(late.last.t_s + LOST_S * 1.01)


@pytest.mark.parametrize("gap_s", [0.05, 0.11, 0.18])
def test_readings_that_are_missing_are_filled_in(gap_s: float) -> None:
    taken = [one for one in readings(3.2) if not 2.7 < one.t_s < 2.7 + gap_s]
    assert off_deg(follow(taken)) < 1.5


def test_a_long_silence_starts_anew() -> None:
    taken = readings(8.0)
    again = [replace(one, t_s=one.t_s + RESTART_S + 1.0) for one in taken if one.t_s > 4.0]
    state = follow([*[one for one in taken if one.t_s < 2.0], *again])
    assert state.since_s > RESTART_S + 4.0
    fresh = follow(again)
    assert np.allclose(state.up, fresh.up)


def test_a_reading_that_is_not_later_is_left_out() -> None:
    taken = readings(1.0)
    assert kept(follow([*taken, taken[-1], taken[3]])) == kept(follow(taken))


@pytest.mark.parametrize("bias_dps", [0.5, 3.4])
def test_what_the_gyroscope_reads_at_rest_is_taken_off(bias_dps: float) -> None:
    bias = (0.6 * np.radians(bias_dps), 0.0, -0.8 * np.radians(bias_dps))
    taken = [replace(one, gyr_radps=tuple(np.array(one.gyr_radps) + np.array(bias))) for one in readings(8.0)]
    told = replace(MOUNTING, bias_radps=bias)
    assert off_deg(follow(taken, told)) < 0.5


def test_up_is_turned_on_a_little_after_the_latest_reading() -> None:
    taken = readings(3.0)
    state = follow([one for one in taken if one.t_s <= 2.75])
    later = next(one for one in taken if one.t_s > 2.77)
    ahead = state.up_at(later.t_s)
    true = orientations(np.array([later.t_s])).inv().apply([0.0, 0.0, 1.0])[0]
    assert ahead @ true > state.up @ true


def test_the_memory_can_be_kept_and_taken_up_bit_for_bit() -> None:
    taken = readings(4.0)
    half = follow(taken[:200])
    taken_up = codec.load(OrientationState, kept(half))
    assert kept(orientation.step(taken_up, taken[200:], MOUNTING)) == kept(follow(taken))


def test_times_that_jitter_do_no_harm() -> None:
    jitter = np.random.default_rng(3).uniform(-0.003, 0.003, 400)
    track = turning(np.sort(np.arange(400) / RATE_HZ + jitter))
    rows = zip(track.t_s, track.acc_mps2, track.gyr_radps, strict=True)
    taken = [ImuReading(float(t_s), SHANK, tuple(acc), tuple(gyr)) for t_s, acc, gyr in rows]
    assert all(a.t_s < b.t_s for a, b in pairwise(taken))
    assert off_deg(follow(taken)) < 1.5
