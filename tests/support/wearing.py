"""Somebody with sensors on the right leg, from sitting down before the page to the last repetition."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.samples import ImuReadings, Place, Segment, Side
from formcheck.sources.imu.tracks import SensorTrack, together
from formcheck.validation.simulated.angles import LegAngles, joined, leg_angles, true_angles
from formcheck.validation.simulated.calibration import perform_calibration
from formcheck.validation.simulated.motion import Body, leg_motion, segment_motion
from formcheck.validation.simulated.sensor import SensorQuality, measure
from formcheck.validation.truth.clip import load_truth

SHANK: Final = Place(Side.RIGHT, Segment.SHANK)
FOOT: Final = Place(Side.RIGHT, Segment.FOOT)
THIGH: Final = Place(Side.RIGHT, Segment.THIGH)

SAMPLES: Final = Path(__file__).parents[2] / "sample_videos"
SEATED: Final = np.array((90.0, 0.0, 0.0))

WAITS_S: Final = 5.0
"""How long the person sits still before the first step of the calibration."""


def resting(pose: np.ndarray, duration_s: float) -> LegAngles:
    """Return a leg that keeps still."""
    t_s = np.arange(round(duration_s * 50.0) + 1) / 50.0
    return leg_angles(t_s, np.tile(pose, (t_s.size, 1)))


@cache
def leg(clips: tuple[str, ...] = ("good-tibial-slider",) * 3, waits_s: float = WAITS_S) -> tuple[LegAngles, float]:
    """Return the leg of somebody who sits, calibrates, and exercises as in clips, and when the calibration is over."""
    calibration = perform_calibration(np.random.default_rng(3), is_lifting=False)
    angles, _ = joined(resting(SEATED, waits_s), calibration.angles)
    over_s = float(angles.t_s[-1])
    for name in clips:
        angles, _ = joined(angles, true_angles(load_truth(SAMPLES / f"{name}.truth.json")))
        angles, _ = joined(angles, resting(angles.deg[-1], 2.0))
    return angles, over_s


def tracks_of(
    angles: LegAngles, places: tuple[Place, ...] = (SHANK, FOOT), rate_hz: float = 100.0
) -> dict[Place, SensorTrack]:
    """Return what sensors on the right leg tell of its angles."""
    motion = leg_motion(angles, Side.RIGHT, Body(), 0.0)
    tracks = {}
    for number, place in enumerate(places):
        t_s = 0.003 * number + np.arange(int((angles.t_s[-1] - 0.1) * rate_hz)) / rate_hz
        rng = np.random.default_rng(number)
        tracks[place] = measure(segment_motion(motion, place.segment, t_s), place, SensorQuality(rate_hz=rate_hz), rng)
    return tracks


def readings_of(angles: LegAngles, places: tuple[Place, ...] = (SHANK, FOOT)) -> list[ImuReadings]:
    """Return what sensors on the right leg tell of its angles, group by group."""
    return list(together(list(tracks_of(angles, places).items())))


@cache
def whole_visit(places: tuple[Place, ...] = (SHANK, FOOT)) -> tuple[ImuReadings, ...]:
    """Return the readings of a whole visit: waiting, calibration, then eighteen good repetitions."""
    return tuple(readings_of(leg()[0], places))
