"""Two clocks brought together by the speed of the knee."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest

from formcheck.kinematics.chain import minimum_jerk
from formcheck.kinematics.clocks import LEAST_CORRELATION, Knee, clock_offset
from formcheck.validation.model import Series
from formcheck.validation.simulated.calibration import perform_calibration
from tests.support.cases import few

MOST_OFF_S = 0.040


def filmed_and_felt(seed: int, *, lag_s: float, rate_hz: float = 30.0, noise_deg: float = 4.0) -> tuple[Knee, Knee]:
    """Return four extensions as a trembling camera and as sensors see them, whose clock is ahead."""
    rng = np.random.default_rng(seed)
    course = perform_calibration(np.random.default_rng((seed, 3)))
    begin_s, end_s = course.labels["extend"]

    def knee(t_s: Series, noise: float) -> Series:
        true = np.interp(t_s, course.angles.t_s, course.angles.knee_deg)
        return np.asarray(true + rng.normal(0.0, noise, t_s.size))

    camera_s = np.arange(begin_s - 2.0 + rng.uniform(0.0, 1.0 / rate_hz), end_s + 2.0, 1.0 / rate_hz)
    sensor_s = np.arange(begin_s - 4.0 + rng.uniform(0.0, 0.01), end_s + 3.0, 0.01)
    return Knee(camera_s, knee(camera_s, noise_deg)), Knee(sensor_s + lag_s, knee(sensor_s, 0.5))


@pytest.mark.parametrize("rate_hz", few([15.0, 30.0, 60.0]))
def test_four_extensions_tell_the_offset_to_forty_milliseconds(rate_hz: float) -> None:
    for seed in range(40):
        lag_s = -30.0 + 2.3 * seed
        offset = clock_offset(*filmed_and_felt(seed, lag_s=lag_s, rate_hz=rate_hz))
        assert offset.is_accepted
        assert abs(offset.seconds - lag_s) <= MOST_OFF_S


def test_the_start_of_the_clocks_makes_no_difference() -> None:
    camera, sensors = filmed_and_felt(1, lag_s=0.2)
    later = clock_offset(Knee(camera.t_s + 1000.0, camera.deg), sensors)
    assert later.seconds == pytest.approx(clock_offset(camera, sensors).seconds - 1000.0, abs=0.005)


def test_a_camera_that_is_off_by_a_constant_and_blind_for_a_while_tells_it_all_the_same() -> None:
    camera, sensors = filmed_and_felt(2, lag_s=5.0)
    deg = camera.deg - 8.0
    deg[200:230] = nan
    deg[100:103] += 60.0  # the other leg, for a moment
    offset = clock_offset(Knee(camera.t_s, deg), sensors)
    assert offset.is_accepted
    assert abs(offset.seconds - 5.0) <= MOST_OFF_S


def test_a_camera_that_saw_only_some_of_it_tells_it() -> None:
    camera, sensors = filmed_and_felt(3, lag_s=-7.0)
    half = camera.t_s > float(np.median(camera.t_s))
    offset = clock_offset(Knee(camera.t_s[half], camera.deg[half]), sensors)
    assert offset.is_accepted
    assert abs(offset.seconds + 7.0) <= MOST_OFF_S


@pytest.mark.slow
def test_the_same_movements_by_somebody_else_are_not_accepted() -> None:
    """The correlation alone lets a third of such strangers pass."""
    accepted = alike = 0
    for seed in range(40):
        camera, _ = filmed_and_felt(seed, lag_s=0.0)
        for other in range(seed + 1, seed + 4):
            offset = clock_offset(camera, filmed_and_felt(other, lag_s=0.0)[1])
            accepted += offset.is_accepted
            alike += offset.is_alike and not offset.is_rivalled
    assert alike > 20
    assert accepted <= 4


def test_a_camera_that_reads_a_bent_knee_too_straight_is_the_same_knee_all_the_same() -> None:
    for seed in range(20):
        camera, sensors = filmed_and_felt(seed, lag_s=1.0)
        offset = clock_offset(Knee(camera.t_s, camera.deg - 12.0 * np.sin(np.radians(camera.deg)) ** 2), sensors)
        assert offset.is_accepted


def test_other_movements_are_not_accepted() -> None:
    for seed in range(10):
        camera, sensors = filmed_and_felt(seed, lag_s=0.0)
        slower = Knee(sensors.t_s[0] + 2.0 * (sensors.t_s - sensors.t_s[0]), sensors.deg)
        assert not clock_offset(camera, slower).is_accepted


def test_repetitions_that_are_all_alike_do_not_tell_which_is_which() -> None:
    t_s = np.arange(0.0, 60.0, 0.02)
    phase = t_s % 4.0
    deg = 90.0 - 80.0 * (minimum_jerk(phase / 1.5) - minimum_jerk((phase - 2.0) / 1.5))
    some = (t_s > 20.0) & (t_s < 36.0)
    offset = clock_offset(Knee(t_s[some], deg[some]), Knee(t_s, deg))
    assert offset.correlation >= LEAST_CORRELATION
    assert not offset.is_accepted


@pytest.mark.parametrize("deg", [nan, 90.0])
def test_a_knee_that_was_not_seen_or_did_not_move_tells_nothing(deg: float) -> None:
    _, sensors = filmed_and_felt(4, lag_s=0.0)
    t_s = np.arange(0.0, 10.0, 1 / 30)
    offset = clock_offset(Knee(t_s, np.full_like(t_s, deg)), sensors)
    assert isnan(offset.seconds)
    assert not offset.is_accepted
    assert not clock_offset(Knee(np.empty(0), np.empty(0)), sensors).is_accepted
