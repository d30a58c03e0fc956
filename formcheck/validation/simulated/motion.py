"""How the segments of a leg move: from its angles, rotation and acceleration where a sensor is strapped on.

World frame: x where the person faces, y to the person's left, z up. The frame of a segment is the world's while the
person stands: x to the front of the segment, z up along it. Pitch is the rotation about y: -90° for a level thigh.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.interpolate import BSpline, CubicSpline, make_smoothing_spline
from scipy.spatial.transform import Rotation

from formcheck.samples import GRAVITY_MPS2, Segment, Side
from formcheck.validation.model import Series
from formcheck.validation.simulated.angles import LegAngles

SMOOTHING: Final = 2.0e-6
"""Weight of the curvature of an angle, as `scipy.interpolate.make_smoothing_spline` has it: at 25 to 30 pictures per
second half of what trembles at 10 Hz is left. Truths give times to a millisecond; without it, that rounding alone would
shake the sensor by half a metre per second squared in a fast stroke."""

_ARMS_M: Final = {
    Segment.THIGH: (0.07, 0.0, -0.25),
    Segment.SHANK: (0.04, 0.0, -0.20),
    Segment.FOOT: (0.08, 0.0, -0.04),
}


@dataclass(frozen=True, slots=True)
class Body:
    """The leg that sensors are strapped to.

    Parameters
    ----------
    thigh_m, shank_m : float
        Hip to knee and knee to ankle, in metres: about a quarter of the height of a person of 1.7 m each.
    out_of_plane_deg : float
        How far the shank is turned outwards, out of the sagittal plane, when the knee is straight instead of bent by
        90°; in proportion between. Knees turn by some degrees as they straighten.
    arm_m : mapping of Segment to tuple of float
        Where the sensor sits, from the upper end of its segment, along x, y and z of the segment, in metres: the front
        of the thigh, the shin, the instep.
    """

    thigh_m: float = 0.42
    shank_m: float = 0.40
    out_of_plane_deg: float = 4.0
    arm_m: Mapping[Segment, tuple[float, float, float]] = field(default_factory=lambda: dict(_ARMS_M))


@dataclass(frozen=True, slots=True, eq=False)
class SegmentMotion:
    """How one segment moves, where the sensor is.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times, in seconds.
    rotation : Rotation, of n
        From the segment's frame to the world.
    rate_radps, spin_radps2 : ndarray, shape (n, 3)
        Angular velocity and angular acceleration, in the segment's frame.
    force_mps2 : ndarray, shape (n, 3)
        Specific force (acceleration without gravity's) where the sensor is, in the segment's frame.
    stroke, stroke_rate_ps : ndarray, shape (n,)
        How far the knee is straightened, 0 at 90° and 1 at 0°, and its change per second: flesh moves with it.
    """

    t_s: Series
    rotation: Rotation
    rate_radps: Series
    spin_radps2: Series
    force_mps2: Series
    stroke: Series
    stroke_rate_ps: Series


@dataclass(frozen=True, slots=True, eq=False)
class LegMotion:
    """A leg that moves smoothly: its angles with continuous second derivatives.

    Parameters
    ----------
    side : Side
        The leg.
    body : Body
        Its lengths.
    thigh_rad, shank_rad, foot_rad : BSpline
        Pitch of each segment over time, in radians.
    seated_s : float
        Until then the foot stays where it is and the hip moves (standing, sitting down); from then on the hip stays.
        The leg must be at rest at that time.
    """

    side: Side
    body: Body
    thigh_rad: BSpline
    shank_rad: BSpline
    foot_rad: BSpline
    seated_s: float

    def pitch_deg(self, segment: Segment, t_s: Series) -> Series:
        """Return the pitch of a segment, in degrees.

        Parameters
        ----------
        segment : Segment
            Which one.
        t_s : ndarray, shape (n,)
            Times, in seconds.
        """
        pitch = {Segment.THIGH: self.thigh_rad, Segment.SHANK: self.shank_rad, Segment.FOOT: self.foot_rad}[segment]
        return np.asarray(np.rad2deg(pitch(t_s)), dtype=np.float64)


def leg_motion(angles: LegAngles, side: Side, body: Body, seated_s: float) -> LegMotion:
    """Return a leg that moves by given angles.

    Parameters
    ----------
    angles : LegAngles
        At any rate, at least five of each.
    side : Side
        The leg.
    body : Body
        Its lengths.
    seated_s : float
        From when on the person sits; -inf where they sit all the time.
    """
    thigh_deg = -90.0 - angles.thigh_deg
    shank_deg = thigh_deg + angles.knee_deg
    pitches = (thigh_deg, shank_deg, shank_deg - angles.ankle_deg)
    thigh, shank, foot = (make_smoothing_spline(angles.t_s, np.deg2rad(one), lam=SMOOTHING) for one in pitches)
    return LegMotion(side, body, thigh, shank, foot, seated_s)


def segment_motion(leg: LegMotion, segment: Segment, t_s: Series) -> SegmentMotion:
    """Return how a segment moves, where its sensor is.

    Parameters
    ----------
    leg : LegMotion
        The leg.
    segment : Segment
        Where the sensor is strapped to.
    t_s : ndarray, shape (n,)
        When it measures, in seconds; at least two times.
    """
    moving = {one: _turning(leg, one, t_s) for one in Segment}
    knee = _swing(moving[Segment.THIGH], (0.0, 0.0, -leg.body.thigh_m))
    ankle = knee + _swing(moving[Segment.SHANK], (0.0, 0.0, -leg.body.shank_m))
    hip = np.where((t_s < leg.seated_s)[:, None], -ankle, 0.0)
    upper_end = {Segment.THIGH: hip, Segment.SHANK: hip + knee, Segment.FOOT: hip + ankle}[segment]
    own = moving[segment]
    acceleration = upper_end + _swing(own, leg.body.arm_m[segment])
    force = own.rotation.inv().apply(acceleration + np.array((0.0, 0.0, GRAVITY_MPS2)))
    return SegmentMotion(t_s, own.rotation, own.rate, own.spin, force, _stroke(leg, t_s, 0), _stroke(leg, t_s, 1))


@dataclass(frozen=True, slots=True, eq=False)
class _Turning:
    """How a segment turns: rotation to the world, angular velocity and acceleration in its own frame."""

    rotation: Rotation
    rate: Series
    spin: Series


def _turning(leg: LegMotion, segment: Segment, t_s: Series) -> _Turning:
    if segment is Segment.THIGH:
        return _turned(t_s, Rotation.from_rotvec(_about_y(leg.thigh_rad(t_s))), _about_y(leg.thigh_rad(t_s, 1)))
    pitch, pitch_rate = leg.shank_rad(t_s), leg.shank_rad(t_s, 1)
    outwards = np.deg2rad(leg.body.out_of_plane_deg) * (1.0 if leg.side is Side.LEFT else -1.0)
    roll, roll_rate = outwards * _stroke(leg, t_s, 0), outwards * _stroke(leg, t_s, 1)
    rotation = Rotation.from_euler("YX", np.column_stack((pitch, roll)))
    rate = np.column_stack((roll_rate, pitch_rate * np.cos(roll), -pitch_rate * np.sin(roll)))
    if segment is Segment.SHANK:
        return _turned(t_s, rotation, rate)
    # The foot turns about the ankle of the shank as it is, out of the plane together with it.
    at_ankle = Rotation.from_rotvec(_about_y(leg.foot_rad(t_s) - pitch))
    foot_rate = at_ankle.inv().apply(rate) + _about_y(leg.foot_rad(t_s, 1) - pitch_rate)
    return _turned(t_s, rotation * at_ankle, foot_rate)


def _turned(t_s: Series, rotation: Rotation, rate: Series) -> _Turning:
    return _Turning(rotation, rate, CubicSpline(t_s, rate)(t_s, 1))


def _about_y(rate: Series) -> Series:
    return np.column_stack((np.zeros_like(rate), rate, np.zeros_like(rate)))


def _stroke(leg: LegMotion, t_s: Series, order: int) -> Series:
    """Return how far the knee is straightened, 0 at 90° and 1 at 0°, or a derivative of it."""
    knee = leg.shank_rad(t_s, order) - leg.thigh_rad(t_s, order)
    return np.asarray((1.0 if order == 0 else 0.0) - knee / (np.pi / 2.0), dtype=np.float64)


def _swing(moving: _Turning, arm_m: tuple[float, float, float]) -> Series:
    """Return the acceleration, in the world, of a point of a segment against the segment's upper end."""
    arm = np.array(arm_m)
    centripetal = np.cross(moving.rate, np.cross(moving.rate, arm))
    return np.asarray(moving.rotation.apply(np.cross(moving.spin, arm) + centripetal), dtype=np.float64)
