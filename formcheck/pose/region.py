"""The part of a picture that a network looks at: a square, turned so that the person stands upright in it."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, floor, hypot, pi, sin

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_FINE_BITS = 5
_FINE = 1 << _FINE_BITS  # places within a pixel that are told apart
_MARGIN = 1.25  # around the circle that the model says holds the person, as in its training


@dataclass(frozen=True, slots=True)
class Region:
    """A turned square in a picture.

    Parameters
    ----------
    x_px, y_px : float
        Its centre.
    size_px : float
        Length of its side.
    turn_rad : float
        How far it is turned clockwise, as seen in the picture.
    """

    x_px: float
    y_px: float
    size_px: float
    turn_rad: float = 0.0

    def to_picture(self, points: Points) -> Points:
        """Return points given as shares of the square (0 to 1 from its top left corner) in pixels of the picture.

        Parameters
        ----------
        points : ndarray, shape (n, 2)
            Horizontal and vertical shares; they may lie outside.
        """
        across, down = self._axes()
        return np.asarray((self.x_px, self.y_px) + (points - 0.5) @ np.array((across, down)), np.float64)

    def crop(self, image: NDArray[np.uint8], side: int, *, is_edge_repeated: bool) -> NDArray[np.uint8]:
        """Return what a picture shows in the square, as a picture of `side` by `side` pixels.

        Places are rounded to 1/32 pixel and weighed in whole numbers, as OpenCV did up to version 4, and so MediaPipe:
        with exact weights single body points come out pixels apart, and what is tracked from them drifts off
        (docs/decisions/0009).

        Parameters
        ----------
        image : ndarray of uint8, shape (height, width, 3)
            The picture.
        side : int
            Size to scale to.
        is_edge_repeated : bool
            Whether the picture's edge goes on beyond it; otherwise there is black.
        """
        step = np.arange(side)
        (right_x, right_y), (down_x, down_y) = ((x * _FINE / side, y * _FINE / side) for x, y in self._axes())
        left = self.x_px * _FINE - (right_x + down_x) * side / 2
        top = self.y_px * _FINE - (right_y + down_y) * side / 2
        x = np.rint(np.add.outer(left + step * down_x, step * right_x)).astype(np.int32)
        y = np.rint(np.add.outer(top + step * down_y, step * right_y)).astype(np.int32)
        pixels = np.empty((side, side, 2), np.int16)
        pixels[:, :, 0], pixels[:, :, 1] = x >> _FINE_BITS, y >> _FINE_BITS
        shares = ((y & (_FINE - 1)) << _FINE_BITS | (x & (_FINE - 1))).astype(np.uint16)
        border = cv2.BORDER_REPLICATE if is_edge_repeated else cv2.BORDER_CONSTANT
        return np.asarray(cv2.remap(image, pixels, shares, cv2.INTER_LINEAR, borderMode=border), np.uint8)

    def _axes(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the square's upper and left side as vectors in the picture."""
        along, aside = self.size_px * cos(self.turn_rad), self.size_px * sin(self.turn_rad)
        return (along, aside), (-aside, along)


def whole(width_px: int, height_px: int) -> Region:
    """Return the smallest upright square around a whole picture.

    Parameters
    ----------
    width_px, height_px : int
        Size of the picture.
    """
    return Region(width_px / 2, height_px / 2, float(max(width_px, height_px)))


def around_person(centre: Points, rim: Points) -> Region:
    """Return the square that holds a person, who stands upright in it.

    Parameters
    ----------
    centre, rim : ndarray, shape (2,)
        The two alignment points of the model in pixels: the middle of the hips, and a point above the head on the
        circle about it that holds the whole body.

    References
    ----------
    Bazarevsky et al. (2020), "BlazePose: On-device real-time body pose tracking", arXiv:2006.10204.
    """
    x_px, y_px = (float(rim[axis] - centre[axis]) for axis in (0, 1))
    turn_rad = pi / 2 - atan2(-y_px, x_px)
    turn_rad -= 2 * pi * floor((turn_rad + pi) / (2 * pi))
    return Region(float(centre[0]), float(centre[1]), 2 * _MARGIN * hypot(x_px, y_px), turn_rad)
