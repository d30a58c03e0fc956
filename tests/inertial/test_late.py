"""A sensor that is late is noticed while shank and foot turn as one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.inertial.late import LEAST_S, lateness_s
from formcheck.inertial.tasks import Stretch
from formcheck.samples import Dof, Place
from formcheck.validation.simulated import faults
from tests.support.cases import few
from tests.support.strapped import FOOT, SHANK, angle, calibrated, measured, recording, times


def extension(shift_s: float = 0.0, rate_hz: float = 100.0, seed: int = 0) -> Stretch:
    """Return what a gyroscope reads of four extensions, with a scatter of its own."""
    t_s = np.arange(0.0, 12.0, 1.0 / rate_hz)
    noise = np.random.default_rng(seed).normal(0.0, 0.02, (len(t_s), 3))
    speed = np.sin(2.0 * np.pi * (t_s - shift_s) / 3.0) ** 3
    return Stretch(t_s, np.zeros_like(noise), noise + speed[:, None] * np.array([0.0, 1.2, 0.0]))


@pytest.mark.parametrize("late_s", [-0.25, -0.08, 0.06, 0.15, 0.3])
@pytest.mark.parametrize("rate_hz", [30.0, 100.0])
def test_the_shift_is_found_and_its_sign_says_who_is_late(late_s: float, rate_hz: float) -> None:
    assert lateness_s(extension(rate_hz=rate_hz), extension(late_s, rate_hz, seed=1)) == pytest.approx(late_s, abs=0.01)


@pytest.mark.parametrize("late_s", [0.0, 0.6 * LEAST_S])
def test_a_shift_too_small_to_matter_is_none(late_s: float) -> None:
    assert lateness_s(extension(), extension(late_s, seed=1)) == 0.0


def test_of_segments_that_did_not_turn_as_one_nothing_is_said() -> None:
    still = replace(extension(), gyr_radps=np.random.default_rng(2).normal(0.0, 0.02, (1200, 3)))
    assert lateness_s(extension(), still) == 0.0


@pytest.mark.slow
def test_what_comes_late_is_put_right() -> None:
    made = recording().changed(FOOT, lambda one: faults.delay(one, 0.15))
    outcome = calibrated(made)
    assert {one.place: one.late_s for one in outcome.mountings}[FOOT] == pytest.approx(0.15, abs=0.02)
    assert {one.place: one.late_s for one in outcome.mountings}[SHANK] == 0.0
    sightings, _ = measured(made.tracks, outcome.mountings)
    t_s, ankle = times(sightings), angle(sightings, Dof.ANKLE_DORSIFLEXION)
    exercise = t_s > made.starts_s + 0.5
    off = (ankle - np.interp(t_s - 0.15, made.angles.t_s, made.angles.ankle_deg))[exercise]
    assert np.nanstd(off) < 2.0  # it is 6 where nothing is put right


@pytest.mark.slow
@pytest.mark.parametrize("place", few([SHANK, FOOT]))
def test_a_leg_with_a_late_sensor_is_measured_as_it_was_when_that_sensor_measured(place: Place) -> None:
    punctual = recording()
    made = punctual.changed(place, lambda one: faults.delay(one, 0.15))
    late = {
        one.place: replace(one, late_s=0.15 if one.place == place else 0.0) for one in calibrated(punctual).mountings
    }
    whole, _ = measured(punctual.tracks, calibrated(punctual).mountings)
    sightings, _ = measured(made.tracks, late.values())
    t_s = times(sightings)
    exercise = (t_s > made.starts_s) & (t_s < made.ends_s)
    for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION):
        off = angle(sightings, dof) - np.interp(t_s - 0.15, times(whole), angle(whole, dof))
        assert np.abs(off[exercise]).max() < 1.0
