"""A body from its angles: the points that somebody with these angles has, seen exactly from the side.

The inverse of :mod:`formcheck.kinematics.angles`. Lengths are in shanks, and about those of an adult (Winter 2009,
Biomechanics and Motor Control of Human Movement). A point is a pair (x, y), x forward and y up from the hip.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.samples import Dof, Side

Angles = Mapping[Dof, float]
Point = tuple[float, float]

TRUNK: Final = 1.2
"""Length of the trunk, in shanks."""

SOLE: Final = 0.18
"""How far the sole lies below the ankle, in shanks."""

_THIGH, _SHANK, _FOOT, _NECK, _FACE = 1.0, 1.0, 0.5, 0.45, 0.25  # in shanks
_LEG: Final = ("hip", "knee", "ankle", "heel", "foot_index")


def leg_points(side: Side, angles: Angles) -> dict[str, Point]:
    """Return the points of a leg by their names: x forward and y up from the hip, in shanks.

    Parameters
    ----------
    side : Side
        Which leg.
    angles : mapping of Dof to float
        Its angles, in degrees.
    """
    thigh = angles[Dof.THIGH_ELEVATION]
    shank = thigh - angles[Dof.KNEE_FLEXION]
    sole = shank + 90.0 + angles[Dof.ANKLE_DORSIFLEXION]
    hip = (0.0, 0.0)
    knee = _along(hip, thigh, _THIGH)
    ankle = _along(knee, shank, _SHANK)
    heel = _along(_along(ankle, sole - 90.0, SOLE), sole, -0.2 * _FOOT)
    points = (hip, knee, ankle, heel, _along(heel, sole, _FOOT))
    return {f"{side}_{name}": point for name, point in zip(_LEG, points, strict=True)}


def upper_points(angles: Angles, bend_deg: float = 0.0) -> dict[str, Point]:
    """Return the points of shoulders and head by their names, as `leg_points` has them.

    Parameters
    ----------
    angles : mapping of Dof to float
        The angles of the body, in degrees.
    bend_deg : float
        How far the neck below the head is bent forward from the line of the trunk, in degrees.
    """
    lean = angles[Dof.TRUNK_LEAN]
    shoulder = _along((0.0, 0.0), 90.0 - lean, TRUNK)
    ear = _along(shoulder, 90.0 - lean - bend_deg, _NECK)
    nose = _along(ear, -lean - angles[Dof.NECK_FLEXION], _FACE)
    sides = {f"{side}_{name}": point for side in Side for name, point in (("shoulder", shoulder), ("ear", ear))}
    return sides | {"nose": nose}


def minimum_jerk(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much of a way is done: the smoothest stroke from rest to rest (Flash & Hogan 1985).

    Parameters
    ----------
    share : ndarray
        Share of the time, 0 to 1; beyond, the stroke has not begun or is over.
    """
    inside = np.clip(share, 0.0, 1.0)
    return inside**3 * (10.0 - 15.0 * inside + 6.0 * inside**2)


def _along(start: Point, angle_deg: float, length: float) -> Point:
    """Return the point at `length` from `start`, `angle_deg` above the forward horizontal (x forward, y up)."""
    return start[0] + length * cos(radians(angle_deg)), start[1] + length * sin(radians(angle_deg))
