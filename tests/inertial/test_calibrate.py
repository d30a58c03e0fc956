"""How sensors sit is told from what was done, whichever way round they were strapped on; what is amiss is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.inertial.accuracy import sensor_instrument
from formcheck.inertial.amiss import CalibrationFault, FaultKind
from formcheck.inertial.calibrate import Outcome, calibrate
from formcheck.inertial.mounting import ZeroSource
from formcheck.inertial.tasks import Stretch, Task
from formcheck.samples import Dof, Place, Segment, Side
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from tests.support.cases import few
from tests.support.legs import seated, truth_of
from tests.support.strapped import (
    EXACT,
    FOOT,
    SHANK,
    THIGH,
    angle,
    calibrated,
    measured,
    recording,
    stretches,
    times,
)

ANY_WAY = replace(EXACT, is_any_way_round=True)


def errors_deg(made: SimulatedRecording, outcome: Outcome) -> dict[Dof, tuple[float, float]]:
    """Return how far each angle is off in the mean, and how much about that, over the exercise."""
    sightings, _ = measured(made.tracks, outcome.mountings)
    t_s = times(sightings)
    true = {Dof.KNEE_FLEXION: made.angles.knee_deg, Dof.ANKLE_DORSIFLEXION: made.angles.ankle_deg}
    true |= {Dof.THIGH_ELEVATION: made.angles.thigh_deg}
    off = {dof: angle(sightings, dof) - np.interp(t_s, made.angles.t_s, deg) for dof, deg in true.items()}
    exercise = {dof: values[t_s > made.starts_s] for dof, values in off.items()}
    return {dof: (float(values.mean()), float(values.std())) for dof, values in exercise.items()}


def kinds(outcome: Outcome) -> set[tuple[Task | None, FaultKind, Place]]:
    return {(fault.task, fault.kind, fault.place) for fault in outcome.faults}


@pytest.mark.parametrize("seed", few([1, 2]))
def test_angles_are_right_whichever_way_round_the_sensors_sit(seed: int) -> None:
    made = recording(quality=ANY_WAY, seed=seed)
    outcome = calibrated(made)
    assert not outcome.faults
    for mean_deg, spread_deg in errors_deg(made, outcome).values():
        assert abs(mean_deg) < 7.0  # nobody stands quite straight: see STANDING_ERROR_DEG of the simulation
        assert spread_deg < 1.5


@pytest.mark.slow
def test_the_sign_of_the_accelerometer_changes_no_angle() -> None:
    made = recording()
    upside_down = {place: replace(one, acc_mps2=-one.acc_mps2) for place, one in made.tracks.items()}
    before, _ = measured(made.tracks, calibrated(made).mountings)
    after, _ = measured(upside_down, calibrate(stretches(upside_down, made.labels)).mountings)
    for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION):
        assert np.nanmax(np.abs(angle(after, dof) - angle(before, dof))) < 0.5


def test_standing_is_the_best_zero_and_sitting_the_next() -> None:
    made = recording()
    standing, seated = calibrated(made), calibrated(made, Task.STAND)
    assert {one.zero for one in standing.mountings} == {ZeroSource.STANDING}
    assert {one.zero for one in seated.mountings} == {ZeroSource.SEATED}


@pytest.mark.slow
def test_a_thigh_that_only_sat_takes_its_axis_from_the_shank() -> None:
    made = recording()
    outcome = calibrated(made, Task.STAND, Task.LIFT)
    (thigh,) = (one for one in outcome.mountings if one.place == THIGH)
    assert thigh.share == 0.0
    mean_deg, spread_deg = errors_deg(made, outcome)[Dof.KNEE_FLEXION]
    assert abs(mean_deg) < 3.0
    assert spread_deg < 1.5


@pytest.mark.slow
@pytest.mark.parametrize("knee_deg", few([80.0, 97.0]))
def test_a_knee_measured_by_hand_is_believed(knee_deg: float) -> None:
    made = recording()
    outcome = calibrate(stretches(made.tracks, made.labels), knee_seated_deg=knee_deg)
    assert {one.place: one.zero for one in outcome.mountings}[SHANK] is ZeroSource.TYPED
    sightings, _ = measured(made.tracks, outcome.mountings)
    start_s, end_s = made.labels["sit"]
    sat = angle(sightings, Dof.KNEE_FLEXION)[(times(sightings) > start_s) & (times(sightings) < end_s)]
    assert np.nanmean(sat) == pytest.approx(knee_deg, abs=4.0)


@pytest.mark.slow
def test_what_is_known_of_the_knee_makes_the_ankle_no_surer() -> None:
    made = recording()
    only_seated = {task: span for task, span in made.labels.items() if task != Task.STAND}
    by_guess = calibrate(stretches(made.tracks, only_seated))
    by_goniometer = calibrate(stretches(made.tracks, only_seated), knee_seated_deg=88.0)
    before, after = (sensor_instrument(one.mountings, "sensors") for one in (by_guess, by_goniometer))
    ankle, knee = Dof.ANKLE_DORSIFLEXION, Dof.KNEE_FLEXION
    assert after.accuracy.bent[ankle] == before.accuracy.bent[ankle]
    assert after.accuracy.bent[knee].between_deg < before.accuracy.bent[knee].between_deg


@pytest.mark.slow
def test_the_furthest_extension_can_be_called_straight() -> None:
    made = recording()
    outcome = calibrate(stretches(made.tracks, made.labels), is_straight_own=True)
    sightings, _ = measured(made.tracks, outcome.mountings)
    start_s, end_s = made.labels["extend"]
    extended = angle(sightings, Dof.KNEE_FLEXION)[(times(sightings) > start_s) & (times(sightings) < end_s)]
    assert np.nanmin(extended) == pytest.approx(0.0, abs=0.5)
    assert {one.place: one.zero for one in outcome.mountings}[SHANK] is ZeroSource.OWN_EXTENSION


# --- what is amiss --------------------------------------------------------------------------------------------------


def test_two_sensors_exchanged_are_noticed() -> None:
    made = recording()
    swapped = dict(made.tracks) | {THIGH: made.tracks[SHANK], SHANK: made.tracks[THIGH]}
    found = calibrate(stretches(swapped, made.labels, Task.STAND))
    assert (Task.EXTEND, FaultKind.EXCHANGED, THIGH) in kinds(found)


def test_a_foot_and_a_shank_exchanged_are_noticed() -> None:
    made = recording()
    swapped = dict(made.tracks) | {FOOT: made.tracks[SHANK], SHANK: made.tracks[FOOT]}
    found = calibrate(stretches(swapped, made.labels))
    assert (Task.TOES, FaultKind.EXCHANGED, SHANK) in kinds(found)


def test_who_does_not_stand_still_is_asked_again() -> None:
    made = recording()
    spans = dict(made.labels) | {"stand": made.labels["extend"]}
    assert (Task.STAND, FaultKind.NOT_STILL, SHANK) in kinds(calibrate(stretches(made.tracks, spans)))


def test_a_posture_held_too_briefly_is_asked_again() -> None:
    made = recording()
    start_s, _ = made.labels["sit"]
    spans = dict(made.labels) | {"sit": (start_s, start_s + 0.4)}
    (fault,) = (one for one in calibrate(stretches(made.tracks, spans)).faults if one.place == FOOT)
    assert fault == CalibrationFault(Task.SIT, FaultKind.TOO_SHORT, FOOT, fault.found, 1.0)


def test_a_movement_that_was_none_is_asked_again() -> None:
    made = recording()
    spans = dict(made.labels) | {"extend": made.labels["sit"]}
    assert (Task.EXTEND, FaultKind.TOO_SMALL, SHANK) in kinds(calibrate(stretches(made.tracks, spans)))


def test_turning_every_way_shows_no_axis() -> None:
    made = recording()
    whole = stretches(made.tracks, made.labels)
    moved = whole[Task.EXTEND][SHANK]
    phase = np.cumsum(np.full(len(moved.t_s), 0.02))
    everywhere = np.stack([np.sin(phase), np.sin(1.7 * phase), np.cos(2.3 * phase)], axis=1)
    whole[Task.EXTEND][SHANK] = Stretch(moved.t_s, moved.acc_mps2, everywhere)
    found = [fault for fault in calibrate(whole).faults if fault.place == SHANK]
    assert [fault.kind for fault in found] == [FaultKind.MIXED_AXES]


def test_a_sensor_whose_parts_contradict_one_another_is_left_out() -> None:
    made = recording()
    whole = stretches(made.tracks, made.labels)
    moved = whole[Task.EXTEND][SHANK]
    stuck = np.repeat(moved.acc_mps2[:1], len(moved.t_s), axis=0)
    whole[Task.EXTEND][SHANK] = Stretch(moved.t_s, stuck, moved.gyr_radps)
    found = calibrate(whole)
    assert (Task.EXTEND, FaultKind.CONTRADICTING, SHANK) in kinds(found)
    assert SHANK not in {one.place for one in found.mountings}


def test_without_a_posture_or_a_movement_nothing_is_told() -> None:
    made = recording()
    no_posture = calibrated(made, Task.STAND, Task.SIT)
    assert {kind for _, kind, _ in kinds(no_posture)} == {FaultKind.NO_POSTURE}
    no_movement = calibrated(made, Task.EXTEND, Task.TOES, Task.LIFT)
    assert (None, FaultKind.NO_MOVEMENT, SHANK) in kinds(no_movement)


@pytest.mark.slow
def test_the_left_leg_is_calibrated_as_the_right_one() -> None:
    made = simulate(truth_of(seated(), Side.LEFT), tuple(Segment), EXACT, 1)
    sightings, _ = measured(made.tracks, calibrated(made).mountings)
    knee = angle(sightings, Dof.KNEE_FLEXION, Side.LEFT)[times(sightings) > made.starts_s]
    assert np.nanmax(knee) == pytest.approx(90.0, abs=7.0)
    assert np.nanmin(knee) == pytest.approx(10.0, abs=7.0)
