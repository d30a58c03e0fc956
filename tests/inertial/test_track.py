"""From readings to angles: what a set-up measures, and what is said when a sensor cannot be trusted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.inertial.accuracy import sensor_instrument
from formcheck.samples import GRAVITY_MPS2, Dof, Origin, Place
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.simulated import faults
from formcheck.validation.simulated.recording import simulate
from tests.support.cases import few_rows
from tests.support.legs import seated, truth_of
from tests.support.strapped import EXACT, FOOT, SHANK, SIDE, THIGH, angle, calibrated, measured, recording, times

KNEE, ANKLE, ELEVATION = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION
MADE = recording()
MOUNTINGS = {one.place: one for one in calibrated(MADE).mountings}
MIDDLE_S = MADE.at(0.5)
WHOLE, _NOTHING = measured(MADE.tracks, MOUNTINGS.values())


def noticed(events: list[SensorNoticed]) -> list[tuple[Place, SensorTrouble]]:
    return [(one.place, one.trouble) for one in events]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("places", "measures"),
    few_rows(
        [
            ((SHANK,), {KNEE}),
            ((SHANK, FOOT), {KNEE, ANKLE}),
            ((THIGH, SHANK), {KNEE, ELEVATION}),
            ((THIGH, SHANK, FOOT), {KNEE, ANKLE, ELEVATION}),
        ]
    ),
    ids=["shank", "shank and foot", "thigh and shank", "three"],
)
def test_what_a_set_up_measures_is_what_it_says(places: tuple[Place, ...], measures: set[Dof]) -> None:
    mountings = [MOUNTINGS[place] for place in places]
    accuracy = sensor_instrument(mountings, "sensors").accuracy
    assert {dof for dof in Dof if accuracy.measures(dof)} == measures
    sightings, events = measured({place: MADE.tracks[place] for place in places}, mountings)
    sample = sightings[-1].samples[SIDE]
    assert {dof for dof, deg in sample.deg.items() if not np.isnan(deg)} == measures
    assert {dof for dof, quality in sample.quality.items() if quality > 0.0} == measures
    assert sample.origin == dict.fromkeys(measures, Origin.SENSOR)
    assert not events


def test_nothing_is_told_before_the_sensors_have_settled() -> None:
    assert not WHOLE[0].is_present
    assert all(np.isnan(angle(WHOLE[:10], dof)).all() for dof in Dof)


@pytest.mark.slow
def test_a_sensor_that_dies_is_told_and_what_the_others_measure_goes_on() -> None:
    made = MADE.changed(FOOT, lambda one: faults.die(one, MIDDLE_S))
    sightings, events = measured(made.tracks, MOUNTINGS.values())
    after = times(sightings) > MIDDLE_S + 1.0
    assert noticed(events) == [(FOOT, SensorTrouble.LOST)]
    assert events[0].t_s == pytest.approx(MIDDLE_S + 0.5, abs=0.1)
    assert np.isnan(angle(sightings, ANKLE)[after]).all()
    assert not np.isnan(angle(sightings, KNEE)[after]).any()


@pytest.mark.slow
def test_a_thigh_that_is_lost_is_taken_for_as_it_was_and_the_knee_for_less_sure() -> None:
    made = MADE.changed(THIGH, lambda one: faults.die(one, MIDDLE_S))
    sightings, events = measured(made.tracks, MOUNTINGS.values())
    after = times(sightings) > MIDDLE_S + 1.0
    assert noticed(events) == [(THIGH, SensorTrouble.LOST)]
    assert np.isnan(angle(sightings, ELEVATION)[after]).all()
    knee = np.interp(times(sightings), times(WHOLE), angle(WHOLE, KNEE))
    assert np.abs(angle(sightings, KNEE) - knee)[after].max() < 3.0
    assert sightings[-1].samples[SIDE].quality[KNEE] < 0.5


@pytest.mark.slow
def test_a_thigh_lost_while_it_was_lifted_is_taken_for_as_it_lay() -> None:
    """A thigh that is lifted as the knee is straightened, and lost at the top, would stay there for good."""
    way = seated(-80.0)
    lifting = replace(way, thigh_deg=0.25 * (90.0 - way.knee_deg))
    made = simulate(truth_of(lifting), quality=EXACT, seed=1)
    whole, _ = measured(made.tracks, MOUNTINGS.values())
    lost = made.changed(THIGH, lambda one: faults.die(one, made.starts_s + 2.75))
    sightings, _ = measured(lost.tracks, MOUNTINGS.values())
    before, after = (angle(one, KNEE)[times(one) > made.ends_s - 0.5] for one in (whole, sightings))
    assert np.nanmedian(after) == pytest.approx(np.nanmedian(before), abs=3.0)  # as it was when it was lost: 20 more


@pytest.mark.slow
def test_a_sensor_that_slips_is_told_and_not_used_any_more() -> None:
    seated_s = MADE.starts_s + 0.5
    made = MADE.changed(SHANK, lambda one: faults.slip(one, seated_s, np.random.default_rng(1), by_deg=10.0))
    sightings, events = measured(made.tracks, MOUNTINGS.values())
    assert noticed(events) == [(SHANK, SensorTrouble.SLIPPED)]
    assert seated_s < events[0].t_s < seated_s + 3.0
    assert np.isnan(angle(sightings, KNEE)[times(sightings) > events[0].t_s]).all()


@pytest.mark.slow
def test_lying_on_the_side_is_told_and_not_judged() -> None:
    """Turn the whole person so that the axis of the knee stands upright."""
    lying = {}
    for place, one in MADE.tracks.items():
        body = MOUNTINGS[place].body
        up = one.acc_mps2 @ body.T
        turned = np.stack([np.zeros(len(up)), np.zeros(len(up)), np.linalg.norm(up, axis=1)], axis=1) @ body
        lying[place] = replace(one, acc_mps2=turned, gyr_radps=np.zeros_like(one.gyr_radps))
    sightings, events = measured(lying, MOUNTINGS.values())
    assert (THIGH, SensorTrouble.UPRIGHT_AXIS) in noticed(events)
    later = times(sightings) > times(sightings)[0] + 2.0
    assert np.isnan(angle(sightings, KNEE)[later]).all()
    assert np.isnan(angle(sightings, ELEVATION)[later]).all()


def walking_shank() -> SensorTrack:
    """Return what the shank's sensor tells of somebody who sits, and walks in the middle."""
    x, y, z = MOUNTINGS[SHANK].body
    t_s = np.arange(0.0, 24.0, 0.02)
    gait = 18.0 - 47.0 * np.cos(2.0 * np.pi * (t_s - 8.0) / 1.1)
    pitch = np.radians(np.where((t_s > 8.0) & (t_s < 16.0), gait, 0.0))
    up = np.cos(pitch)[:, None] * x - np.sin(pitch)[:, None] * y
    return replace(
        MADE.tracks[SHANK], t_s=t_s, acc_mps2=GRAVITY_MPS2 * up, gyr_radps=np.gradient(pitch, t_s)[:, None] * z
    )


def test_a_shank_alone_on_which_somebody_walks_is_told_once_and_not_used_meanwhile() -> None:
    sightings, events = measured({SHANK: walking_shank()}, [MOUNTINGS[SHANK]])
    told = [one for one in events if one.trouble is SensorTrouble.NOT_SEATED]
    assert [one.place for one in told] == [SHANK]
    assert 8.0 < told[0].t_s < 12.5
    knee, t_s = angle(sightings, KNEE), times(sightings)
    assert np.isnan(knee[(t_s > told[0].t_s) & (t_s < 16.0)]).all()
    assert not np.isnan(knee[t_s > 20.0]).any()


def test_of_somebody_with_a_sensor_on_the_thigh_the_thigh_tells_whether_he_sits() -> None:
    still = replace(MADE.tracks[THIGH], t_s=np.arange(0.0, 24.0, 0.02))
    count = len(still.t_s)
    up = np.tile(GRAVITY_MPS2 * MOUNTINGS[THIGH].body[0], (count, 1))
    thigh = replace(still, acc_mps2=up, gyr_radps=np.zeros((count, 3)))
    _, events = measured({THIGH: thigh, SHANK: walking_shank()}, [MOUNTINGS[THIGH], MOUNTINGS[SHANK]])
    assert SensorTrouble.NOT_SEATED not in {one.trouble for one in events}


@pytest.mark.slow
def test_a_sensor_that_was_found_late_is_told_once_at_the_beginning() -> None:
    mountings = [replace(MOUNTINGS[SHANK], late_s=0.15), MOUNTINGS[FOOT]]
    sightings, events = measured({place: MADE.tracks[place] for place in (SHANK, FOOT)}, mountings)
    assert noticed(events) == [(SHANK, SensorTrouble.LATE)]
    assert events[0].t_s == sightings[0].t_s


@pytest.mark.slow
def test_a_silence_leaves_no_angle_and_a_short_one_is_bridged() -> None:
    def silent(gap_s: float) -> np.ndarray:
        one = MADE.tracks[SHANK]
        keep = (one.t_s < MIDDLE_S) | (one.t_s > MIDDLE_S + gap_s)
        shorter = replace(one, t_s=one.t_s[keep], acc_mps2=one.acc_mps2[keep], gyr_radps=one.gyr_radps[keep])
        sightings, _ = measured(dict(MADE.tracks) | {SHANK: shorter}, MOUNTINGS.values())
        t_s = times(sightings)
        return angle(sightings, KNEE)[(t_s > MIDDLE_S) & (t_s < MIDDLE_S + gap_s + 0.4)]

    assert not np.isnan(silent(0.1)).any()
    assert np.isnan(silent(0.6)).any()


def test_what_the_thigh_does_is_in_the_sign_convention() -> None:
    start_s, end_s = MADE.labels["stand"]
    sightings, t_s = WHOLE, times(WHOLE)
    standing = (t_s > start_s + 1.0) & (t_s < end_s)
    seated = (t_s > MADE.labels["sit"][0]) & (t_s < MADE.labels["sit"][1])
    assert np.nanmean(angle(sightings, ELEVATION)[standing]) == pytest.approx(-90.0, abs=1.0)
    assert np.nanmean(angle(sightings, ELEVATION)[seated]) == pytest.approx(0.0, abs=7.0)
    lifted = (t_s > MADE.labels["lift"][0]) & (t_s < MADE.labels["lift"][1])
    assert np.nanmax(angle(sightings, ELEVATION)[lifted]) > 8.0
