"""Vectors of three numbers, as plain tuples: for so few, plain arithmetic is many times as fast as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from math import acos, cos, degrees, hypot, sin

Triple = tuple[float, float, float]


def turned(vector: Triple, turn: Triple) -> Triple:
    """Return what a direction that stands still becomes in a frame that is turned (Rodrigues' formula).

    Parameters
    ----------
    vector : tuple of float
        The direction before.
    turn : tuple of float
        The frame's own rotation about its axes, in radians.
    """
    angle = hypot(*turn)
    if angle == 0.0:
        return vector
    x, y, z = (part / angle for part in turn)
    vx, vy, vz = vector
    along = (x * vx + y * vy + z * vz) * (1.0 - cos(angle))
    c, s = cos(angle), sin(angle)
    return (
        vx * c - (y * vz - z * vy) * s + x * along,
        vy * c - (z * vx - x * vz) * s + y * along,
        vz * c - (x * vy - y * vx) * s + z * along,
    )


def unit(vector: Triple) -> Triple:
    """Return a vector made one long.

    Parameters
    ----------
    vector : tuple of float
        Any but the null vector.
    """
    length = hypot(*vector)
    x, y, z = vector
    return x / length, y / length, z / length


def between_deg(one: Iterable[float], other: Iterable[float]) -> float:
    """Return the angle between two directions, 0 to 180 degrees.

    Parameters
    ----------
    one, other : iterable of float
        Unit vectors.
    """
    cosine = sum(a * b for a, b in zip(one, other, strict=True))
    return degrees(acos(max(-1.0, min(1.0, cosine))))
