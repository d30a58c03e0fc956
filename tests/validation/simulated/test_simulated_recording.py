"""A calibration and a clip on one clock, told by simulated sensors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from formcheck.errors import InputError
from formcheck.samples import Dof, Place, Segment, Side
from formcheck.sources.imu.tracks import SensorTrack, together
from formcheck.validation.model import Series
from formcheck.validation.simulated.faults import die
from formcheck.validation.simulated.recording import SimulatedRecording, simulate
from formcheck.validation.simulated.sensor import IDEAL, SensorQuality
from formcheck.validation.truth.clip import load_truth
from formcheck.validation.truth.drawn import drawn_clips
from tests.support.cases import few
from tests.support.legs import seated, truth_of

SAMPLES = Path(__file__).parents[3] / "sample_videos"
SHANK = Place(Side.RIGHT, Segment.SHANK)
CLIP = truth_of(seated(-80.0, 20.0))


def true_pitch(recording: SimulatedRecording, segment: Segment, t_s: Series) -> Series:
    knee, ankle, thigh = (np.interp(t_s, recording.angles.t_s, column) for column in recording.angles.deg.T)
    shank = -90.0 - thigh + knee
    pitch = {Segment.THIGH: -90.0 - thigh, Segment.SHANK: shank, Segment.FOOT: shank - ankle}[segment]
    return np.asarray(pitch, dtype=np.float64)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_recording() -> None:
    first, again, other = (simulate(CLIP, seed=seed) for seed in (7, 7, 8))
    for place, track in first.tracks.items():
        for name in ("t_s", "acc_mps2", "gyr_radps"):
            assert getattr(track, name).tobytes() == getattr(again.tracks[place], name).tobytes()
        assert track.gyr_radps.tobytes() != other.tracks[place].gyr_radps.tobytes()
    assert first.labels == again.labels
    assert first.starts_s == again.starts_s


@pytest.mark.slow
def test_a_sensor_tells_the_same_whoever_is_beside_it() -> None:
    alone = simulate(CLIP, (Segment.SHANK,), seed=1)
    assert set(alone.tracks) == {SHANK}
    beside = simulate(CLIP, seed=1)
    assert {place.segment for place in beside.tracks} == set(Segment)
    assert alone.tracks[SHANK].acc_mps2.tobytes() == beside.tracks[SHANK].acc_mps2.tobytes()


@pytest.mark.slow
def test_the_clip_lies_where_it_is_said_to_begin() -> None:
    recording = simulate(CLIP, quality=IDEAL)
    track = recording.tracks[SHANK]
    fastest_s = float(
        track.t_s[track.t_s > recording.starts_s][np.argmin(track.gyr_radps[track.t_s > recording.starts_s, 1])]
    )
    assert fastest_s - recording.starts_s == pytest.approx(1.75, abs=0.06)  # the middle of the way out
    assert max(end_s for _, end_s in recording.labels.values()) < recording.starts_s
    assert recording.at(0.0) == recording.starts_s
    assert recording.at(1.0) == pytest.approx(recording.starts_s + 6.0)
    assert track.t_s[-1] <= recording.ends_s


def test_gravity_is_upright_while_standing_and_sitting() -> None:
    recording = simulate(CLIP, quality=IDEAL)
    for label in ("stand", "sit"):
        begin_s, end_s = recording.labels[label]
        for place, track in recording.tracks.items():
            within = (track.t_s > begin_s + 0.2) & (track.t_s < end_s - 0.2)
            acc = track.acc_mps2[within]
            assert np.linalg.norm(acc, axis=1) == pytest.approx(9.81, abs=0.01)
            pitch = np.rad2deg(-np.arctan2(acc[:, 0], acc[:, 2]))
            assert pitch == pytest.approx(true_pitch(recording, place.segment, track.t_s[within]), abs=0.1)


@pytest.mark.parametrize("rate_hz", [30.0, 60.0, 100.0])
def test_sensors_measure_at_their_rate_and_not_at_the_same_moments(rate_hz: float) -> None:
    tracks = list(simulate(CLIP, quality=SensorQuality(rate_hz=rate_hz)).tracks.values())
    assert [track.rate_hz for track in tracks] == pytest.approx([rate_hz] * 3)
    assert len({float(track.t_s[0]) for track in tracks}) == 3
    assert all(np.isfinite(track.acc_mps2).all() and np.isfinite(track.gyr_radps).all() for track in tracks)


def test_a_fault_befalls_one_sensor() -> None:
    recording = simulate(CLIP)
    at_s = recording.at(0.7)
    changed = recording.changed(SHANK, lambda track: die(track, at_s))
    assert changed.tracks[SHANK].t_s[-1] < at_s
    others = set(recording.tracks) - {SHANK}
    assert all(changed.tracks[place] is recording.tracks[place] for place in others)


def test_tracks_go_together() -> None:
    recording = simulate(CLIP, quality=SensorQuality(rate_hz=30.0))
    readings = [one for group in together(list(recording.tracks.items())) for one in group.readings]
    assert len(readings) == sum(track.t_s.size for track in recording.tracks.values())


def test_what_cannot_be_simulated_is_told() -> None:
    with pytest.raises(InputError, match="working leg"):
        simulate(replace(CLIP, side=None))
    blank = replace(CLIP, deg={dof: np.full_like(CLIP.t_s, np.nan) for dof in Dof})
    with pytest.raises(InputError, match="not known frame by frame"):
        simulate(blank)


@pytest.mark.parametrize("name", few(["good-tibial-slider", "sitting-down", "leaving-picture", "fidgeting"]))
def test_sample_clips_can_be_told(name: str) -> None:
    truth = load_truth(SAMPLES / f"{name}.truth.json")
    recording = simulate(truth, seed=2)
    assert {place.side for place in recording.tracks} == {truth.side}
    assert recording.ends_s - recording.starts_s == pytest.approx(truth.t_s[-1])
    for track in recording.tracks.values():
        assert np.linalg.norm(track.acc_mps2, axis=1).min() > 5.0
        assert np.abs(track.gyr_radps).max() < 5.0


@pytest.mark.slow
def test_clips_of_the_population_can_be_told() -> None:
    population = drawn_clips(SAMPLES / "population")
    recording = simulate(population.truth_of(population.clips[0]))
    assert len(recording.tracks) == 3


@pytest.mark.slow
def test_a_filter_finds_the_pitch_again() -> None:
    """With usual errors and a perfect mounting, within what flesh, bias and scale explain."""
    pytest.importorskip("vqf")
    recording = simulate(CLIP, quality=SensorQuality(tilt_deg=0.0), seed=1)
    for place, track in recording.tracks.items():
        error = filtered_pitch(track) - true_pitch(recording, place.segment, track.t_s)
        assert np.sqrt(np.mean(error[track.t_s >= recording.starts_s] ** 2)) < 2.5


def filtered_pitch(track: SensorTrack) -> Series:
    from vqf import VQF  # noqa: PLC0415 - not everybody has it

    found = VQF(1.0 / track.rate_hz).updateBatch(track.gyr_radps, track.acc_mps2)["quat6D"]
    up = Rotation.from_quat(found[:, [1, 2, 3, 0]]).inv().apply((0.0, 0.0, 1.0))
    return np.asarray(np.rad2deg(np.unwrap(-np.arctan2(up[:, 0], up[:, 2]))))
