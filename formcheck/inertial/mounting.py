"""How a sensor sits on its segment, and what that makes of its orientation.

The body's frame of a segment: x upwards while the segment is in its place of a standing person, y to the person's back,
z the axis of flexion, to the person's left. *Pitch* is the rotation about z from standing, forwards and downwards
positive: of a standing person every segment has 0, a raised thigh and an extended shank are negative.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import atan2, cos, degrees, radians, sin

import numpy as np
from numpy.typing import NDArray

from formcheck.samples import Place

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Direction = tuple[float, float, float]

LEAST_OFF_UPRIGHT = 0.5
"""An axis of flexion that is nearer to upright than this (the sine of 30 degrees) hides rotation from gravity."""

_MIDDLE_DEG = -90.0  # pitches of a leg lie within a half turn of a raised thigh's


class ZeroSource(StrEnum):
    """What says how bent a joint is where its angle is taken from."""

    STANDING = "standing"
    SEATED = "seated"  # thigh level and shank upright, as somebody sits who was told to
    LYING = "lying"  # the leg straight and level, as somebody lies who was told to
    OWN_EXTENSION = "own_extension"  # the furthest extension of the calibration is called straight
    TYPED = "typed"  # a goniometer's reading
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Mounting:
    """How a sensor sits on its segment.

    Parameters
    ----------
    place : Place
        The segment and its leg.
    rate_hz : float
        How often the sensor measures.
    up, axis : tuple of float
        Unit vectors in the sensor's frame, square to one another: what points upwards while the person stands, and the
        axis of flexion, to the person's left.
    zero : ZeroSource
        What says so.
    share : float
        Share of the rotation in the calibration that was about the axis, 0 to 1; 1 where the axis was found otherwise.
    spread_deg : float
        How far the axes of single parts of that rotation lie apart; 0 where the axis was found otherwise.
    bias_radps : tuple of float
        What the gyroscope reads while nothing turns. VQF follows it, but believes none of more than 2 degrees a second,
        and real ones reach 3.4.
    late_s : float
        By how much its readings come later than those of the segment beside it, in seconds: their times are put right.
    usual_apart : float
        How far up by gyroscope and by accelerometer were apart in the calibration, as `formcheck.inertial.strap` tells
        it: the root mean square; 0 where it was too short to tell.
    device : str
        Maker and kind of the sensor, for people; empty where not known.
    """

    place: Place
    rate_hz: float
    up: Direction
    axis: Direction
    zero: ZeroSource
    share: float = 1.0
    spread_deg: float = 0.0
    bias_radps: Direction = (0.0, 0.0, 0.0)
    late_s: float = 0.0
    usual_apart: float = 0.0
    device: str = ""

    @property
    def body(self) -> Matrix:
        """The body's axes as rows, in the sensor's frame, shape (3, 3)."""
        return _body(self.up, self.axis)

    def pitch_deg(self, up: Vector) -> float:
        """Return the pitch of the segment.

        Parameters
        ----------
        up : ndarray, shape (3,)
            What points upwards, a unit vector in the sensor's frame.

        Returns
        -------
        float
            Degrees, from -270 to 90.
        """
        x, y, _ = self.body @ up
        return wrapped_deg(degrees(-atan2(y, x)), _MIDDLE_DEG)

    def off_vertical(self, up: Vector) -> float:
        """Return how far the axis of flexion is from upright, as the sine of the angle between, 0 to 1.

        Parameters
        ----------
        up : ndarray, shape (3,)
            What points upwards, a unit vector in the sensor's frame.
        """
        x, y, _ = self.body @ up
        return float(np.hypot(x, y))

    def turned(self, by_deg: float) -> Mounting:
        """Return the mounting that reads every pitch by so much higher.

        Parameters
        ----------
        by_deg : float
            Degrees to add to every pitch.
        """
        x, y, _ = self.body
        angle = radians(by_deg)
        return replace(self, up=direction(cos(angle) * x + sin(angle) * y))


@lru_cache(maxsize=64)
def _body(up: Direction, axis: Direction) -> Matrix:
    body = np.stack([np.array(up), np.cross(np.array(axis), np.array(up)), np.array(axis)])
    body.setflags(write=False)
    return body


def make_mounting(
    place: Place, rate_hz: float, up: Vector, axis: Vector, pitch_deg: float, zero: ZeroSource
) -> Mounting:
    """Return a mounting from what points upwards in a posture whose pitch is known.

    Parameters
    ----------
    place : Place
        The segment and its leg.
    rate_hz : float
        How often the sensor measures.
    up : ndarray, shape (3,)
        What points upwards in the posture, in the sensor's frame.
    axis : ndarray, shape (3,)
        The axis of flexion, in the sensor's frame; made square to `up`.
    pitch_deg : float
        The segment's pitch in the posture.
    zero : ZeroSource
        What says so.
    """
    upright = up / np.linalg.norm(up)
    square = axis / np.linalg.norm(axis)
    in_plane = upright - np.dot(upright, square) * square
    level = Mounting(place, rate_hz, direction(in_plane), direction(square), zero)
    return level.turned(pitch_deg)


def direction(vector: Vector) -> Direction:
    """Return the unit vector of a vector.

    Parameters
    ----------
    vector : ndarray, shape (3,)
        Any but the null vector.
    """
    x, y, z = (float(value) for value in vector / np.linalg.norm(vector))
    return x, y, z


def wrapped_deg(angle_deg: float, middle_deg: float = 0.0) -> float:
    """Return an angle within a half turn of a middle.

    Parameters
    ----------
    angle_deg, middle_deg : float
        Degrees.
    """
    return (angle_deg - middle_deg + 180.0) % 360.0 - 180.0 + middle_deg
