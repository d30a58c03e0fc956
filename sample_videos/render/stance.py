"""How a person who is not sitting holds themselves: standing, walking, and on the way up from a seat."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from render.assets import Floats
from render.posing import LegAngles, Posture
from render.walk import Spot

STRETCH = 0.997
"""Distance from hip to ankle when standing, as a share of the whole leg."""

FOOTING = 0.3
"""Share of the way up by which both feet are on the floor."""

BOW_DEG = 30.0
UPRIGHT_LEAN_DEG, UPRIGHT_NECK_DEG = 3.0, 4.0
ARM_SWING_M = 0.16

# One stride in tenths, from heel strike to heel strike (rounded textbook values of healthy level walking):
# thigh forward of the vertical, knee flexion, ankle dorsiflexion, in degrees.
STRIDE = np.array(
    [
        [20, 16, 7, -3, -12, -18, -10, 5, 18, 23, 20],
        [4, 14, 14, 8, 5, 12, 40, 60, 48, 20, 4],
        [0, -5, 3, 7, 10, 8, -18, -8, 2, 2, 0],
    ],
    dtype=float,
)


@dataclass(frozen=True, slots=True)
class Limbs:
    """Measures of a leg.

    Attributes
    ----------
    thigh_m, shank_m : float
        Lengths from joint to joint.
    foot : ndarray, shape (n, 2)
        Outline of the foot as (up, front) in metres from the ankle, with the sole level.
    """

    thigh_m: float
    shank_m: float
    foot: Floats

    @property
    def ankle_m(self) -> float:
        """Height of the ankle above a level sole."""
        return -float(self.foot[:, 0].min())

    @property
    def standing_m(self) -> float:
        """Height of the hips of a standing person."""
        return STRETCH * (self.thigh_m + self.shank_m) + self.ankle_m


def take_stance(posture: Posture, spot: Spot, limbs: Limbs) -> Posture:
    """Return the posture at a spot, given the one that the person would have on the seat."""
    if spot.standing == 0.0:
        return posture
    legs = _walking(spot, limbs) if spot.standing == 1.0 else _rising(posture, spot, limbs)
    swing_m = ARM_SWING_M * spot.vigour * float(np.cos(2.0 * np.pi * spot.phase))
    return replace(
        posture,
        deg=_upper_body(posture.deg, spot.standing),
        legs=legs,
        hip_height_m=stand_on(limbs, legs) if spot.standing == 1.0 else _hip_height(posture, spot, limbs),
        upright=spot.standing,
        arm_swing_m={"l": -swing_m, "r": swing_m},
    )


def reach_floor(limbs: Limbs, ahead_m: float, hip_height_m: float) -> LegAngles:
    """Return the angles of a leg whose level sole is on the floor, its ankle ``ahead_m`` in front of the hip."""
    a, b = limbs.thigh_m, limbs.shank_m
    down_m = hip_height_m - limbs.ankle_m
    gap = min(float(np.hypot(ahead_m, down_m)), 0.9995 * (a + b))
    knee = 180.0 - _corner_deg(a, b, gap)
    forward = float(np.degrees(np.arctan2(ahead_m, down_m))) + _corner_deg(a, gap, b)
    elevation = forward - 90.0
    return elevation, knee, knee - 90.0 - elevation


def stand_on(limbs: Limbs, legs: dict[str, LegAngles]) -> float:
    """Return the height of the hips, in metres, that puts the lower foot on the floor."""
    lowest = 0.0
    for elevation, knee, ankle in legs.values():
        thigh = np.radians(-(90.0 + elevation))
        shank = thigh + np.radians(knee)
        sole = shank - np.radians(ankle)
        ankle_m = -limbs.thigh_m * np.cos(thigh) - limbs.shank_m * np.cos(shank)
        foot_m = limbs.foot @ np.array([np.cos(sole), -np.sin(sole)])
        lowest = min(lowest, float(ankle_m + foot_m.min()))
    return -lowest


def _walking(spot: Spot, limbs: Limbs) -> dict[str, LegAngles]:
    """Return the angles of both legs of a person on their feet."""
    still = np.array(reach_floor(limbs, 0.0, limbs.standing_m))
    tenths = np.linspace(0.0, 1.0, STRIDE.shape[1])
    legs: dict[str, LegAngles] = {}
    for letter, ahead in (("l", 0.0), ("r", 0.5)):
        moment = (spot.phase + ahead) % 1.0
        thigh, knee, ankle = still + spot.vigour * np.array([np.interp(moment, tenths, row) for row in STRIDE])
        legs[letter] = (float(thigh), float(knee), float(ankle))
    return legs


def _rising(posture: Posture, spot: Spot, limbs: Limbs) -> dict[str, LegAngles]:
    """Return the angles of both legs between seat and stand: the feet find the floor first, then stay there."""
    on_floor = np.array(reach_floor(limbs, spot.feet_m - spot.forward_m, _hip_height(posture, spot, limbs)))
    share = _smooth(spot.standing / FOOTING)
    mixed = {
        letter: (1.0 - share) * np.array(seated) + share * on_floor for letter, seated in posture.leg_angles().items()
    }
    return {letter: (float(angles[0]), float(angles[1]), float(angles[2])) for letter, angles in mixed.items()}


def _hip_height(posture: Posture, spot: Spot, limbs: Limbs) -> float:
    """Return the height of the hips on the way up, in metres: they come forward first, then rise."""
    share = _smooth((spot.standing - 0.2) / 0.8)
    return (1.0 - share) * posture.hip_height_m + share * limbs.standing_m


def _upper_body(deg: dict[str, float], standing: float) -> dict[str, float]:
    """Return the angles of trunk and head between seat and stand: the trunk bows on the way."""
    bow = float(np.sin(np.pi * standing)) ** 2
    lean = (1.0 - standing) * deg["trunk_lean"] + standing * UPRIGHT_LEAN_DEG + BOW_DEG * bow
    neck = (1.0 - standing) * deg["neck_flexion"] + standing * UPRIGHT_NECK_DEG - 0.4 * BOW_DEG * bow
    return deg | {"trunk_lean": lean, "neck_flexion": neck}


def _corner_deg(a: float, b: float, opposite: float) -> float:
    """Return the angle of a triangle between its sides ``a`` and ``b``."""
    return float(np.degrees(np.arccos(np.clip((a * a + b * b - opposite * opposite) / (2.0 * a * b), -1.0, 1.0))))


def _smooth(share: float) -> float:
    """Return a smooth step from 0 to 1."""
    clipped = min(max(share, 0.0), 1.0)
    return clipped * clipped * (3.0 - 2.0 * clipped)
