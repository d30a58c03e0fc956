"""Legs whose angles are known by construction, for simulated sensors."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation

from formcheck.kinematics.chain import minimum_jerk
from formcheck.samples import Dof, Side
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.model import Series
from formcheck.validation.simulated.angles import LegAngles
from formcheck.validation.truth.clip import Truth


def strokes(t_s: Series, *, begin_s: float = 1.0, takes_s: float = 1.5) -> Series:
    """Return how far a stroke there and back is, 0 to 1, with half a second of rest between."""
    there = minimum_jerk((t_s - begin_s) / takes_s)
    return there - minimum_jerk((t_s - begin_s - takes_s - 0.5) / takes_s)


def seated(knee_way_deg: float = -80.0, ankle_way_deg: float = 0.0, *, rate_hz: float = 30.0) -> LegAngles:
    """Return a leg on a seat that goes once from rest along a way and back, in 6 s."""
    t_s = np.arange(round(6.0 * rate_hz) + 1) / rate_hz
    done = strokes(t_s)
    return LegAngles(t_s, 90.0 + knee_way_deg * done, ankle_way_deg * done, np.zeros_like(t_s))


def truth_of(angles: LegAngles, side: Side | None = Side.RIGHT) -> Truth:
    """Return angles as the truth of a clip."""
    unasked = np.zeros_like(angles.t_s)
    deg = {
        Dof.KNEE_FLEXION: angles.knee_deg,
        Dof.ANKLE_DORSIFLEXION: angles.ankle_deg,
        Dof.THIGH_ELEVATION: angles.thigh_deg,
        Dof.TRUNK_LEAN: unasked,
        Dof.NECK_FLEXION: unasked,
    }
    return Truth(side, None, angles.t_s, deg, ())


def carried_gravity(track: SensorTrack, end: int) -> Series:
    """Return the first specific force as the gyroscope alone says that it is felt at a later reading."""
    middle = (track.gyr_radps[1 : end + 1] + track.gyr_radps[:end]) / 2.0 * np.diff(track.t_s[: end + 1])[:, None]
    now = Rotation.identity()
    for turn in Rotation.from_rotvec(middle):
        now = now * turn
    return np.asarray(now.inv().apply(track.acc_mps2[0]), dtype=np.float64)
