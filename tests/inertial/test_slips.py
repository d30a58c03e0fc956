"""A sensor that does not sit as it did is told whether its gyroscope felt the slip or not; a leg that moves is not."""

from __future__ import annotations

from dataclasses import replace
from math import cos, isnan, radians, sin

import numpy as np
import pytest

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.inertial import strap, strokes
from formcheck.inertial.strap import StrapState
from formcheck.inertial.strokes import Moment, StrokesState
from formcheck.inertial.vectors import Triple, turned
from formcheck.samples import GRAVITY_MPS2, ImuReading, Place
from formcheck.validation.simulated import faults
from tests.support.cases import few
from tests.support.strapped import FOOT, SHANK, THIGH, calibrated, measured, recording

MADE = recording()
MOUNTINGS = {one.place: one for one in calibrated(MADE).mountings}
EXTENDED_S = MADE.labels["extend"]


def told(place: Place, at_s: float, seed: int, takes_s: float) -> list[SensorNoticed]:
    rng = np.random.default_rng(seed)
    made = MADE.changed(place, lambda one: faults.slip(one, at_s, rng, takes_s=takes_s))
    _, events = measured(made.tracks, MOUNTINGS.values())
    return [one for one in events if one.trouble is SensorTrouble.SLIPPED]


@pytest.mark.slow
@pytest.mark.parametrize("place", few([THIGH, SHANK, FOOT]))
def test_a_slip_while_the_leg_moves_is_told_within_a_repetition(place: Place) -> None:
    at_s = EXTENDED_S[0] + 6.0
    (event,) = told(place, at_s, seed=1, takes_s=0.0)
    assert event.place == place
    assert at_s < event.t_s < at_s + 4.0


@pytest.mark.parametrize("place", few([SHANK, FOOT]))
def test_a_slip_that_the_gyroscope_feels_is_told_by_the_next_repetition(place: Place) -> None:
    at_s = EXTENDED_S[0] + 0.5 * (EXTENDED_S[1] - EXTENDED_S[0])
    (event,) = told(place, at_s, seed=1, takes_s=0.3)
    assert event.place == place
    assert at_s < event.t_s < EXTENDED_S[1] + 1.0


def reading(t_s: float, acc_mps2: Triple = (0.0, 0.0, GRAVITY_MPS2), gyr_radps: Triple = (0.0,) * 3) -> ImuReading:
    return ImuReading(t_s, SHANK, acc_mps2, gyr_radps)


def test_up_is_apart_by_as_much_as_the_sensor_has_slipped() -> None:
    slipped = (0.0, GRAVITY_MPS2 * sin(radians(10.0)), GRAVITY_MPS2 * cos(radians(10.0)))
    state, apart = StrapState(), []
    for number in range(1000):
        state, one = strap.step(
            state, reading(number / 50.0, slipped if number > 500 else reading(0.0).acc_mps2), (0.0,) * 3
        )
        apart.append(one)
    assert all(isnan(one) for one in apart[: round(2.0 * strap.WINDOW_S * 50.0)])
    assert np.nanmax(apart) == pytest.approx(10.0 / strap.LEAST_DEG, rel=0.1)
    assert not strap.has_slipped(np.nanmax(apart), usual=1.0)
    assert strap.has_slipped(np.nanmax(apart), usual=0.2)
    assert not strap.has_slipped(float("nan"), usual=0.0)


def test_across_a_silence_nothing_is_told() -> None:
    state, apart = StrapState(), []
    for number in range(1000):
        acc = (0.0, GRAVITY_MPS2, 0.0) if number > 500 else (0.0, 0.0, GRAVITY_MPS2)
        state, one = strap.step(state, reading(number / 50.0 + (0.3 if number > 500 else 0.0), acc), (0.0,) * 3)
        apart.append(one)
    assert not any(strap.has_slipped(one, usual=0.0) for one in apart)


def test_a_bias_that_wanders_is_followed() -> None:
    state = StrapState()
    for number in range(6000):
        state, apart = strap.step(state, reading(number / 50.0, gyr_radps=(number * 3e-6, 0.0, 0.0)), (0.0,) * 3)
        assert not strap.has_slipped(apart, usual=0.0)
    assert state.bias_radps[0] == pytest.approx(0.018, abs=0.003)


def about(axis: Triple, angle_deg: float, vector: Triple) -> Triple:
    """Return what a sensor that is turned about an axis feels of a direction."""
    return turned(vector, (radians(angle_deg) * axis[0], radians(angle_deg) * axis[1], radians(angle_deg) * axis[2]))


def repeat(
    state: StrokesState, *, rest_deg: float = 0.0, end_deg: float = -80.0, slip: tuple[Triple, float] | None = None
) -> tuple[StrokesState, set[Place]]:
    """Take one repetition of a shank, and return the sensors that are told."""
    found: set[Place] = set()
    axis, by_deg = slip or ((1.0, 0.0, 0.0), 0.0)
    flexion = about(axis, by_deg, (0.0, 0.0, 1.0))
    for pitch in (*np.linspace(rest_deg, end_deg, 20), *np.linspace(end_deg, rest_deg, 20)):
        up = about(axis, by_deg, about((0.0, 0.0, 1.0), float(pitch), (1.0, 0.0, 0.0)))
        x, y, z = (radians(float(pitch)) * one for one in flexion)
        state, places = strokes.step(state, float(pitch), {SHANK: Moment(up, (x, y, z))})
        found |= places
    return state, found


@pytest.mark.parametrize("axis", [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)])
@pytest.mark.parametrize("by_deg", [10.0, 40.0])
def test_a_sensor_by_which_all_of_a_repetition_is_turned_has_slipped(axis: Triple, by_deg: float) -> None:
    state = StrokesState()
    for _ in range(2):
        state, found = repeat(state)
        assert not found
    state, found = repeat(state, slip=(axis, by_deg))
    assert found == {SHANK}


@pytest.mark.parametrize(("rest_deg", "end_deg"), [(12.0, -80.0), (0.0, -50.0), (10.0, -60.0), (-10.0, -60.0)])
def test_a_leg_that_rests_or_ends_elsewhere_has_not(rest_deg: float, end_deg: float) -> None:
    state = StrokesState()
    for _ in range(2):
        state, _ = repeat(state)
    for _ in range(5):
        state, found = repeat(state, rest_deg=rest_deg, end_deg=end_deg)
        assert not found


def test_a_slip_is_known_against_two_repetitions_only() -> None:
    state, _ = repeat(StrokesState())
    _, found = repeat(state, slip=((0.0, 0.0, 1.0), 20.0))
    assert not found


def test_a_leg_that_is_raised_by_somebody_who_lies_tells_of_no_slip() -> None:
    state = StrokesState()
    for by_deg in (0.0, 0.0, 0.0, 12.0, 12.0, 12.0):
        state, found = repeat(state, rest_deg=-90.0, end_deg=-150.0, slip=((0.0, 1.0, 0.0), by_deg))
        assert not found


def test_a_moment_without_a_pitch_changes_nothing() -> None:
    state, _ = repeat(StrokesState())
    assert strokes.step(state, float("nan"), {}) == (state, frozenset())


@pytest.mark.slow
def test_what_stays_as_it_was_is_not_told() -> None:
    _, events = measured(MADE.tracks, [replace(one, usual_apart=0.0) for one in MOUNTINGS.values()])
    assert not events
