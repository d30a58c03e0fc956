"""What goes wrong with sensors goes as wrong as was asked for, and no further."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.samples import Segment, Side
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.simulated.faults import LONGEST_LOSS_S, delay, die, lose, slip
from tests.support.legs import carried_gravity


def track_of(count: int = 3000, rate_hz: float = 100.0) -> SensorTrack:
    """Return a sensor at rest, whose readings bear their number."""
    numbers = np.arange(count, dtype=np.float64)
    acc = np.tile((0.0, 0.0, 9.81), (count, 1))
    gyr = np.column_stack((numbers, 0.0 * numbers, 0.0 * numbers))
    return SensorTrack("shank", numbers / rate_hz, acc, gyr, Segment.SHANK, Side.LEFT)


@given(st.sampled_from([0.0, 0.05, 0.2, 0.5]), st.integers(0, 2**32), st.sampled_from([30.0, 60.0, 100.0]))
def test_as_many_readings_are_lost_as_asked_in_short_runs(share: float, seed: int, rate_hz: float) -> None:
    track = track_of(rate_hz=rate_hz)
    left = lose(track, share, np.random.default_rng(seed))
    assert track.t_s.size - left.t_s.size == round(share * track.t_s.size)
    assert np.array_equal(left.t_s, track.t_s[left.gyr_radps[:, 0].astype(int)])  # each with its own time
    whole = np.concatenate(([-1.0 / rate_hz], left.t_s, [track.t_s[-1] + 1.0 / rate_hz]))
    assert np.diff(whole).max() <= LONGEST_LOSS_S + 1.0 / rate_hz + 1e-9


def test_losses_are_spread_over_the_whole() -> None:
    track = track_of(20000)
    left = lose(track, 0.2, np.random.default_rng(1))
    per_tenth = np.histogram(left.t_s, bins=10, range=(0.0, 200.0))[0]
    assert per_tenth == pytest.approx(np.full(10, 1600), rel=0.1)


def test_more_than_short_runs_can_lose_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be lost"):
        lose(track_of(), 0.98, np.random.default_rng(0))


def test_a_dead_sensor_is_silent() -> None:
    left = die(track_of(), 21.0)
    assert left.t_s.size == 2100
    assert left.t_s[-1] < 21.0
    assert left.acc_mps2.shape == left.gyr_radps.shape == (2100, 3)


@pytest.mark.slow
@given(st.integers(0, 2**32), st.floats(1.0, 60.0))
def test_a_slip_turns_what_comes_after(seed: int, by_deg: float) -> None:
    track = track_of()
    slipped = slip(track, 10.0, np.random.default_rng(seed), by_deg=by_deg)
    assert np.array_equal(slipped.gyr_radps[:1000], track.gyr_radps[:1000])
    for name in ("acc_mps2", "gyr_radps"):
        before, after = getattr(track, name)[1000:], getattr(slipped, name)[1000:]
        assert np.linalg.norm(after, axis=1) == pytest.approx(np.linalg.norm(before, axis=1))
    cosine = slipped.acc_mps2[1000:, 2] / 9.81
    assert np.rad2deg(np.arccos(np.clip(cosine, -1.0, 1.0))).max() <= by_deg + 1e-4
    assert np.ptp(cosine) < 1e-12


def test_a_slip_that_takes_time_is_seen_by_the_gyroscope() -> None:
    track = SensorTrack("thigh", np.arange(1000) / 100.0, np.tile((0.0, 0.0, 9.81), (1000, 1)), np.zeros((1000, 3)))
    sudden = slip(track, 5.0, np.random.default_rng(2), by_deg=10.0)
    seen = slip(track, 5.0, np.random.default_rng(2), by_deg=10.0, takes_s=0.3)
    assert np.all(sudden.gyr_radps == 0.0)
    turned = np.rad2deg(np.linalg.norm(seen.gyr_radps.sum(axis=0)) / 100.0)
    assert turned == pytest.approx(10.0, abs=0.05)
    assert seen.acc_mps2[-1] == pytest.approx(sudden.acc_mps2[-1])
    assert seen.acc_mps2[-1] == pytest.approx(carried_gravity(seen, 999), abs=0.01)


@pytest.mark.parametrize("by_s", [0.05, 0.15])
def test_a_late_sensor_tells_the_same_later(by_s: float) -> None:
    track = track_of()
    late = delay(track, by_s)
    assert late.t_s == pytest.approx(track.t_s + by_s)
    assert np.array_equal(late.gyr_radps, track.gyr_radps)
