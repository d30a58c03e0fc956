"""A leg that swings before an ideal sensor: what was measured is known exactly, and written in every format."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.spatial.transform import Rotation

from formcheck.samples import GRAVITY_MPS2, Segment, Side
from formcheck.sources.imu.tracks import Floats, SensorTrack

STRAPPED = Rotation.from_euler("xyz", [20.0, -15.0, 35.0], degrees=True)
"""How the sensor sits on the leg: no axis of it lies along one of the leg."""

REST_S, STROKE_S, HOLD_S = 2.0, 1.5, 1.0
STILL_GRAVITY = np.array([0.0, 0.0, GRAVITY_MPS2])


def swing(rate_hz: float = 100.0, swings: int = 2, name: str = "right_shank") -> SensorTrack:
    """Return what a sensor on a shank measures that swings up by 90° and back, several times."""
    duration_s = REST_S + swings * (2 * STROKE_S + HOLD_S + REST_S)
    t_s = np.arange(round(duration_s * rate_hz)) / rate_hz
    return turning(t_s, name)


def turning(t_s: Floats, name: str = "right_shank") -> SensorTrack:
    """Return what the sensor of the swinging leg measures at some times."""
    angle, speed = _angle(t_s)
    acc = orientations(t_s).inv().apply(STILL_GRAVITY)
    gyr = STRAPPED.inv().apply(np.outer(speed, [0.0, 1.0, 0.0]))
    assert angle.shape == speed.shape
    return SensorTrack(name, t_s, acc, gyr, Segment.SHANK, Side.RIGHT)


def orientations(t_s: Floats) -> Rotation:
    """Return how the sensor is turned at some times, from its frame to one whose z points up."""
    angle, _ = _angle(t_s)
    return Rotation.from_euler("z", 40.0, degrees=True) * Rotation.from_rotvec(np.outer(angle, [0, 1.0, 0])) * STRAPPED


def quaternions(t_s: Floats) -> Floats:
    """Return the same as quaternions, w first."""
    found: Floats = orientations(t_s).as_quat()[:, [3, 0, 1, 2]]
    return found


def trembling(track: SensorTrack, acc_mps2: float = 0.02, gyr_radps: float = 0.002) -> tuple[Floats, Floats]:
    """Return the readings of a track with the noise of a real sensor."""
    noise = np.random.default_rng(7)
    acc = track.acc_mps2 + noise.normal(0.0, acc_mps2, track.acc_mps2.shape)
    return acc, track.gyr_radps + noise.normal(0.0, gyr_radps, track.gyr_radps.shape)


def check_same(found: SensorTrack, *, most: tuple[float, float, float] = (0.05, 0.01, 0.5)) -> None:
    """Assert that a track is the swing: acceleration, rotation and tilt within what is promised of every format."""
    expected = turning(found.t_s)
    assert found.t_s.size > 100
    assert np.abs(found.acc_mps2 - expected.acc_mps2).max() < most[0]
    assert np.abs(found.gyr_radps - expected.gyr_radps).max() < most[1]
    assert between_deg(found.acc_mps2, expected.acc_mps2).max() < most[2]


def check_place(found: Sequence[SensorTrack], *places: tuple[Segment | None, Side | None]) -> None:
    """Assert that tracks were strapped to these places, in order."""
    assert [(one.segment, one.side) for one in found] == list(places)


def between_deg(one: Floats, other: Floats) -> Floats:
    """Return how far directions are apart, row by row."""
    cosine = (one * other).sum(axis=1) / np.linalg.norm(one, axis=1) / np.linalg.norm(other, axis=1)
    return np.asarray(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))), dtype=np.float64)


def _angle(t_s: Floats) -> tuple[Floats, Floats]:
    """Return angle and speed: rest, out, hold, back, and again; each stroke of least jerk."""
    cycle_s = 2 * STROKE_S + HOLD_S + REST_S
    phase = np.maximum(t_s - REST_S, 0.0) % cycle_s * (t_s > REST_S)
    out = np.clip(phase / STROKE_S, 0.0, 1.0)
    back = np.clip((phase - STROKE_S - HOLD_S) / STROKE_S, 0.0, 1.0)
    angle = np.pi / 2 * (_smooth(out) - _smooth(back))
    return angle, np.pi / 2 * (_slope(out) - _slope(back)) / STROKE_S


def _smooth(part: Floats) -> Floats:
    return np.asarray(part**3 * (10 - 15 * part + 6 * part**2), dtype=np.float64)


def _slope(part: Floats) -> Floats:
    return np.asarray(30 * part**2 * (1 - part) ** 2, dtype=np.float64)
