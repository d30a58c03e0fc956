"""What a sensor tells of a movement: nothing added where it is ideal, else errors of the size asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.samples import Place, Segment, Side
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.model import Series
from formcheck.validation.simulated.motion import Body, SegmentMotion, leg_motion, segment_motion
from formcheck.validation.simulated.sensor import BROWSER, FLESH, IDEAL, SensorQuality, measure
from tests.support.legs import carried_gravity, seated

TIMES = np.arange(601) / 100.0


@cache
def motion_of(segment: Segment, knee_way_deg: float = -80.0) -> SegmentMotion:
    leg = leg_motion(seated(knee_way_deg), Side.RIGHT, Body(), -np.inf)
    return segment_motion(leg, segment, TIMES)


def track_of(segment: Segment, quality: SensorQuality, seed: int = 0, knee_way_deg: float = -80.0) -> SensorTrack:
    place = Place(Side.RIGHT, segment)
    return measure(motion_of(segment, knee_way_deg), place, quality, np.random.default_rng(seed))


def sizes(vectors: Series) -> Series:
    return np.asarray(np.linalg.norm(vectors, axis=1))


def test_an_ideal_sensor_tells_the_movement() -> None:
    motion, track = motion_of(Segment.SHANK), track_of(Segment.SHANK, IDEAL)
    assert track.acc_mps2 == pytest.approx(motion.force_mps2, abs=1e-12)
    assert track.gyr_radps == pytest.approx(motion.rate_radps, abs=1e-12)
    assert (track.segment, track.side, track.name) == (Segment.SHANK, Side.RIGHT, "right_shank")
    assert track.rate_hz == pytest.approx(100.0)


@pytest.mark.parametrize("segment", list(Segment))
def test_the_same_seed_gives_the_same_bytes(segment: Segment) -> None:
    first, again, other = (track_of(segment, SensorQuality(), seed) for seed in (3, 3, 4))
    assert first.acc_mps2.tobytes() == again.acc_mps2.tobytes()
    assert first.gyr_radps.tobytes() == again.gyr_radps.tobytes()
    assert first.gyr_radps.tobytes() != other.gyr_radps.tobytes()


@pytest.mark.slow
@settings(max_examples=40)
@given(st.integers(0, 2**32), st.booleans())
def test_a_mounting_turns_and_changes_no_size(seed: int, is_any_way_round: bool) -> None:
    ideal = track_of(Segment.SHANK, IDEAL)
    turned = track_of(Segment.SHANK, replace(IDEAL, tilt_deg=20.0, is_any_way_round=is_any_way_round), seed)
    assert sizes(turned.acc_mps2) == pytest.approx(sizes(ideal.acc_mps2))
    assert sizes(turned.gyr_radps) == pytest.approx(sizes(ideal.gyr_radps), abs=1e-9)
    cosine = np.sum(turned.acc_mps2 * ideal.acc_mps2, axis=1) / sizes(ideal.acc_mps2) ** 2
    if not is_any_way_round:
        assert cosine.min() >= np.cos(np.deg2rad(20.0)) - 1e-9


def test_any_way_round_is_all_round() -> None:
    quality = replace(IDEAL, is_any_way_round=True)
    ups = np.array([track_of(Segment.SHANK, quality, seed, 0.0).acc_mps2[0] / 9.81 for seed in range(60)])
    assert ups.min() < -0.8
    assert ups.max() > 0.8
    assert np.abs(ups.mean(axis=0)).max() < 0.3


def test_noise_bias_and_scale_are_as_large_as_asked() -> None:
    tracks = [track_of(Segment.FOOT, replace(SensorQuality(), flesh_deg=0.0), seed, 0.0) for seed in range(40)]
    gyr, acc = (np.array([getattr(one, name) for one in tracks]) for name in ("gyr_radps", "acc_mps2"))
    assert np.rad2deg(np.diff(gyr, axis=1).std()) / np.sqrt(2.0) == pytest.approx(0.1, rel=0.05)
    assert np.diff(acc, axis=1).std() / np.sqrt(2.0) == pytest.approx(0.05, rel=0.05)
    assert np.rad2deg(gyr.mean(axis=1).std()) == pytest.approx(0.5, rel=0.25)
    off = np.linalg.norm(acc.mean(axis=1), axis=1) - 9.81
    assert off.std() == pytest.approx(0.05, rel=0.4)
    scaled = [track_of(Segment.SHANK, replace(IDEAL, gyr_scale=0.01), seed) for seed in range(40)]
    peaks = [float(one.gyr_radps[:, 1].min()) for one in scaled]
    assert np.std(peaks) / abs(np.mean(peaks)) == pytest.approx(0.01, rel=0.4)


def test_the_bias_wanders_by_what_was_asked_in_a_minute() -> None:
    quality = replace(IDEAL, gyr_walk_dps=3.0)
    tracks = np.array([track_of(Segment.FOOT, quality, seed, 0.0).gyr_radps for seed in range(100)])
    assert np.rad2deg((tracks[:, -1] - tracks[:, 0]).std()) == pytest.approx(3.0 * np.sqrt(6.0 / 60.0), rel=0.2)


@pytest.mark.parametrize("segment", list(Segment))
def test_flesh_turns_the_sensor_in_proportion_to_the_knee(segment: Segment) -> None:
    # Without the bone's own rotation, what the gyroscope tells is the flesh's.
    bone, track = motion_of(segment), track_of(segment, replace(IDEAL, flesh_deg=3.0), 5)
    out = (TIMES > 0.5) & (TIMES < 2.75)
    if segment is Segment.THIGH:
        turned = np.rad2deg(np.linalg.norm(track.gyr_radps[out].sum(axis=0)) / 100.0)
        assert turned == pytest.approx(3.0 * 80.0 / 90.0, abs=0.1)
    tilt = np.sum(track.acc_mps2 * bone.force_mps2, axis=1) / sizes(bone.force_mps2) ** 2
    away = np.rad2deg(np.arccos(np.clip(tilt, -1.0, 1.0))).max()
    assert 0.0 < away < 1.3 * 3.0 * FLESH[segment]


@pytest.mark.parametrize("segment", list(Segment))
@pytest.mark.parametrize("is_any_way_round", [False, True])
def test_rotation_and_gravity_agree_however_it_sits(segment: Segment, is_any_way_round: bool) -> None:
    quality = replace(IDEAL, tilt_deg=30.0, is_any_way_round=is_any_way_round, flesh_deg=20.0)
    for seed in range(3):
        track = track_of(segment, quality, seed)
        at_rest = 275  # the knee is straight
        assert track.acc_mps2[at_rest] == pytest.approx(carried_gravity(track, at_rest), abs=0.03)


def test_flesh_rings_after_a_shock() -> None:
    t_s = np.arange(301) / 100.0
    still = motion_of(Segment.THIGH, 0.0)
    spin = np.zeros((301, 3))
    spin[100, 1] = 300.0
    shocked = replace(
        still,
        t_s=t_s,
        rotation=still.rotation[:301],
        rate_radps=np.zeros((301, 3)),
        spin_radps2=spin,
        force_mps2=still.force_mps2[:301],
        stroke=np.zeros(301),
        stroke_rate_ps=np.zeros(301),
    )
    quality = replace(IDEAL, flesh_deg=3.0)
    track = measure(shocked, Place(Side.LEFT, Segment.THIGH), quality, np.random.default_rng(0))
    along = track.gyr_radps @ (track.gyr_radps[105] / np.linalg.norm(track.gyr_radps[105]))
    assert np.all(along[:99] == 0.0)
    loudest = np.fft.rfftfreq(301, 0.01)[np.argmax(np.abs(np.fft.rfft(along)))]
    assert 4.5 <= loudest <= 12.5
    assert np.abs(along[200:]).max() < 0.2 * np.abs(along[101:130]).max()


def test_a_browser_rounds() -> None:
    track = track_of(Segment.SHANK, BROWSER)
    for steps in (track.acc_mps2 / 0.1, np.rad2deg(track.gyr_radps) / 0.1):
        assert steps == pytest.approx(np.round(steps), abs=1e-6)
