"""When a repetition starts, peaks and ends, against what was performed."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.exercise.measure import Attempt
from formcheck.exercise.smoothness import measure_sparc
from formcheck.exercise.timing import END_ZONE_DEG, count_bounces, find_onset, middle_s, passing_s
from formcheck.kinematics.estimate import GRID_HZ, Array, estimate
from formcheck.samples import Dof, Side
from tests.support.cases import few
from tests.support.people import Rep, Script, even_times, minimum_jerk, perform, uneven_times
from tests.support.sessions import angle_samples, find_attempts, track_poses

RATES = pytest.mark.parametrize("rate_hz", few([15.0, 25.0, 30.0, 60.0], fast=2))
PACES = pytest.mark.parametrize("stroke_s", few([1.0, 2.2, 3.0, 4.0], fast=2))
NEAR_S = 0.1
SLOW_SHARE = 0.04  # of a stroke: the first and last degrees of a very slow one are hardly a movement


def off_s(script: Script, attempts: list[Attempt]) -> list[tuple[float, float, float]]:
    """Return how far start, peak and end of each attempt are from the truth."""
    return [
        (
            abs(attempt.start_s - start_s),
            abs(attempt.peak_s - (start_s + rep.out_s + rep.hold_s / 2)),
            abs(attempt.end_s - (start_s + rep.out_s + rep.hold_s + rep.back_s)),
        )
        for rep, start_s, attempt in zip(script.reps, script.starts(), attempts, strict=True)
    ]


@RATES
@PACES
@pytest.mark.parametrize("rest_s", few([0.6, 2.0]))
def test_start_peak_and_end_are_found(rate_hz: float, stroke_s: float, rest_s: float) -> None:
    script = Script([Rep(out_s=stroke_s, back_s=stroke_s, rest_s=rest_s)] * 2)
    attempts = find_attempts(angle_samples(script, rate_hz=rate_hz)).attempts
    assert np.max(off_s(script, attempts)) <= max(NEAR_S, SLOW_SHARE * stroke_s)


@RATES
def test_start_peak_and_end_are_found_at_an_uneven_frame_rate(rate_hz: float) -> None:
    script = Script([Rep()] * 3)
    times_s = uneven_times(script.duration_s, rate_hz)
    attempts = find_attempts(angle_samples(script, times_s=times_s)).attempts
    assert np.max(off_s(script, attempts)) <= NEAR_S


@pytest.mark.slow
@pytest.mark.parametrize("rate_hz", [15.0, 30.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_start_peak_and_end_are_found_through_jitter(rate_hz: float, seed: int) -> None:
    script = Script([Rep(rest_s=1.5)] * 2)
    poses = perform(script, rate_hz=rate_hz, jitter_px=0.5, seed=seed)
    samples = [one.samples[Side.RIGHT] for one in track_poses(poses)]
    off = off_s(script, find_attempts(samples).attempts)
    assert np.mean(off) <= NEAR_S
    assert np.max(off) <= 3 * NEAR_S


@pytest.mark.parametrize("stroke_s", [1.0, 2.2, 3.0])
def test_repetitions_without_a_pause_end_where_the_next_one_starts(stroke_s: float) -> None:
    script = Script([Rep(out_s=stroke_s, back_s=stroke_s, rest_s=0.0)] * 3)
    assert np.max(off_s(script, find_attempts(angle_samples(script)).attempts)) <= NEAR_S


@RATES
@pytest.mark.parametrize("hold_s", few([0.5, 1.5, 4.0]))
def test_a_hold_is_the_time_within_5_degrees_of_the_end(rate_hz: float, hold_s: float) -> None:
    script = Script([Rep(hold_s=hold_s)])
    times_s = np.array(even_times(script.duration_s, 1000.0))
    knee = np.array([script.angles(t_s)[Dof.KNEE_FLEXION] for t_s in times_s])
    truth_s = np.count_nonzero(knee <= knee.min() + 5.0) / 1000.0
    (attempt,) = find_attempts(angle_samples(script, rate_hz=rate_hz)).attempts
    assert attempt.hold.value == pytest.approx(truth_s, abs=NEAR_S)


# --- the pieces -------------------------------------------------------------------------------------------------------


def rise(duration_s: float, lead_s: float, way_deg: float = 85.0) -> Array:
    """Return a smooth rise on the grid, after some rest."""
    grid_s = np.arange(0.0, lead_s + duration_s, 1 / GRID_HZ)
    return np.array([way_deg * minimum_jerk((t_s - lead_s) / duration_s) for t_s in grid_s])


@pytest.mark.parametrize("duration_s", [0.5, 1.0, 2.0, 4.0])
def test_an_onset_is_where_the_last_rise_began(duration_s: float) -> None:
    assert find_onset(rise(duration_s, lead_s=1.0)) / GRID_HZ == pytest.approx(1.0, abs=NEAR_S)


def test_an_onset_does_not_drown_in_jitter() -> None:
    clean = rise(2.0, lead_s=1.0)
    grid_s = np.arange(len(clean)) / GRID_HZ
    noise = np.random.default_rng(0).normal(0.0, 1.5, len(clean))
    smooth = estimate(grid_s, clean + noise, np.ones(len(clean))).deg[: len(clean)]
    assert find_onset(smooth) / GRID_HZ == pytest.approx(1.0, abs=0.15)


def test_a_pause_on_the_way_is_not_the_onset() -> None:
    first, then = rise(1.0, lead_s=1.0, way_deg=40.0), 40.0 + rise(1.0, lead_s=0.5, way_deg=45.0)
    assert find_onset(np.concatenate([first, then])) / GRID_HZ == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("share", [0.12, 0.18, 0.3])
def test_a_stall_early_on_the_way_is_not_rest(share: float) -> None:
    """Where the shanks overlap, the model may stay with the other leg for a moment."""
    whole = rise(2.0, lead_s=1.0)
    at = int(np.flatnonzero(whole >= share * 85.0)[0])
    stalled = whole.copy()
    stalled[at : at + 10] = whole[at]
    assert find_onset(stalled) / GRID_HZ == pytest.approx(1.0, abs=0.15)


def test_a_signal_that_does_not_rise_begins_at_once() -> None:
    assert find_onset(np.zeros(50)) == 0
    assert np.isnan(middle_s(np.zeros(50)))


@pytest.mark.parametrize("duration_s", [0.6, 2.3])
def test_the_middle_of_a_smooth_stroke_takes_about_half_of_it(duration_s: float) -> None:
    assert middle_s(rise(duration_s, lead_s=1.0)) == pytest.approx(0.51 * duration_s, abs=0.05)


@pytest.mark.parametrize(("turns", "counted"), [([], 0), ([-4.0], 0), ([-8.0], 1), ([-8.0] * 2, 2), ([-20.0] * 4, 4)])
def test_a_bounce_is_more_than_5_degrees_back_and_forth(turns: list[float], counted: int) -> None:
    levels = [-3.0, 0.0, *(level for depth in turns for level in (depth, 0.0))]
    assert count_bounces(np.array(levels), doubt_deg=0.0) == counted


@pytest.mark.parametrize(("depth_deg", "counted"), [(6.0, 0), (9.0, 1)])
def test_where_readings_tremble_a_bounce_must_be_deeper(depth_deg: float, counted: int) -> None:
    assert count_bounces(np.array([0.0, -depth_deg, 0.0]), doubt_deg=3.0) == counted


@pytest.mark.parametrize("stroke_s", [0.6, 2.0, 10.0])
@pytest.mark.parametrize("way_deg", [20.0, 85.0])
def test_passing_through_the_end_zone_takes_a_smooth_stroke_its_time(stroke_s: float, way_deg: float) -> None:
    stroke = rise(stroke_s, lead_s=0.0, way_deg=way_deg)
    truth_s = np.count_nonzero(stroke >= way_deg - END_ZONE_DEG) / GRID_HZ
    assert passing_s(way_deg, middle_s(stroke)) == pytest.approx(truth_s, abs=0.05 + 0.02 * stroke_s)


def test_what_does_not_move_passes_nothing() -> None:
    assert passing_s(85.0, float("nan")) == 0.0


def test_a_smooth_movement_has_a_shorter_spectral_arc_than_a_jerky_one() -> None:
    smooth = np.gradient(rise(2.0, lead_s=0.0))
    jerky = smooth * (1.0 + 0.8 * np.sin(np.arange(len(smooth)) / GRID_HZ * 2 * np.pi * 4))
    assert -1.8 < measure_sparc(smooth, GRID_HZ) < -1.3
    assert measure_sparc(jerky, GRID_HZ) < measure_sparc(smooth, GRID_HZ) - 0.1


def test_stillness_has_no_smoothness() -> None:
    assert np.isnan(measure_sparc(np.zeros(100), GRID_HZ))
