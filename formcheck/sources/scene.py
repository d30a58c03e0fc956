"""What a picture tells of itself: how it is lit, how sharp it is, and whether the camera stands level.

All are measured in small copies, in a few milliseconds, so that a live picture can be looked at each second.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, nan
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the picture's width and height."""

_Numbers = NDArray[np.float64]

_LIGHT_PX: Final = 160  # long side of the copy in which light is measured
_GLARE: Final = 250.0  # luma from which on a camera shows nothing but white
_DARK_QUARTER: Final = 25.0

_MODEL_PX: Final = 256  # side of the square that the pose models look at
_LEAST_PART_PX: Final = 8
_BLUR_PX: Final = 9  # as Crete et al. have it

_LINES_PX: Final = 320  # long side of the copy in which lines are found
_SHORTEST_PX: Final = 20.0
_STEEPEST_DEG: Final = 25.0
_WIDTH_DEG: Final = 1.0  # how exactly a line of the room is seen to be upright
_NEAR_DEG: Final = 2.0
_FAN_DEG: Final = 5.0  # how far upright lines at the edge of the picture usually lean, as the camera looks up or down
_SURE_LENGTH: Final = 0.5  # a line half as long as the picture is wide tells the roll within a degree
_MOST_ERROR_DEG: Final = 1.4
_MOST_RIVALRY: Final = 0.6
_RIVAL_DEG: Final = 3.0
_ROLLS_DEG: Final = np.arange(-25.0, 25.1, 0.5)
_FANS_DEG: Final = np.arange(-12.0, 12.1, 1.5)


@dataclass(frozen=True, slots=True)
class Light:
    """How a picture is lit, in luma from 0 (black) to 255 (white).

    Parameters
    ----------
    picture : float
        Mean of the whole picture.
    glare : float
        Share of the picture that is nothing but white, 0 to 1: a window, a lamp, the sky.
    box : float
        Mean of the box that was asked for, such as that of the person; NaN without one.
    box_dark : float
        Luma below which the darkest quarter of the box lies; NaN without a box. Beside much glare, a low value means
        light from behind; without it, dark clothes.
    """

    picture: float
    glare: float
    box: float = nan
    box_dark: float = nan


def measure_light(image: Picture, box: Box | None = None) -> Light:
    """Return how a picture, and a part of it, is lit.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        RGB.
    box : tuple of float, optional
        Left, top, right and bottom of the part, as shares of width and height; what lies outside the picture counts
        for nothing.

    Examples
    --------
    >>> measure_light(np.full((480, 640, 3), 90, np.uint8))
    Light(picture=90.0, glare=0.0, box=nan, box_dark=nan)
    """
    luma = _luma(image, _LIGHT_PX)
    whole = Light(float(luma.mean()), float((luma >= _GLARE).mean()))
    part = _cut(luma, box) if box is not None else luma[:0]
    if not part.size:
        return whole
    return Light(whole.picture, whole.glare, float(part.mean()), float(np.percentile(part, _DARK_QUARTER)))


def measure_roll(image: Picture) -> float:
    """Return by how many degrees the camera is rolled; NaN where the picture does not tell.

    Positive where the camera leans to its right, as seen from behind it, so that the room leans to the left in its
    picture. What is upright in the room tells: level lines slope in the picture as soon as the camera looks at a wall
    askew. Upright lines fan out where the camera looks up or down, so roll and fan are sought together.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        RGB.
    """
    lean_deg, x, length = _upright_lines(_luma(image, _LINES_PX))
    if not lean_deg.size:
        return nan
    error_deg = (lean_deg - _ROLLS_DEG[:, None, None] - _FANS_DEG[:, None] * x) / _WIDTH_DEG
    score = (np.exp(-0.5 * error_deg**2) @ length) * np.exp(-0.25 * (_FANS_DEG / _FAN_DEG) ** 2)
    roll, fan = np.unravel_index(int(score.argmax()), score.shape)
    if _rivalry(score.max(axis=1), int(roll)) > _MOST_RIVALRY:
        return nan
    near = np.abs(lean_deg - _ROLLS_DEG[roll] - _FANS_DEG[fan] * x) < _NEAR_DEG
    roll_deg, roll_error_deg = _fit(lean_deg[near], x[near], length[near])
    return roll_deg if roll_error_deg <= _MOST_ERROR_DEG else nan


def _luma(image: Picture, long_px: int) -> Picture:
    """Return the brightness of a picture, brought down to a long side."""
    height, width = image.shape[:2]
    scale = min(1.0, long_px / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _cut(luma: Picture, box: Box) -> Picture:
    """Return the part of a picture within a box; nothing where the box is nowhere in it."""
    if not all(map(isfinite, box)):
        return luma[:0]
    height, width = luma.shape[:2]
    left, top, right, bottom = (min(1.0, max(0.0, share)) for share in box)
    return luma[round(top * height) : round(bottom * height), round(left * width) : round(right * width)]


def _upright_lines(luma: Picture) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Return the nearly upright lines of a picture.

    Their lean in degrees (+ where the upper end lies to the left), their place from -1 (left edge of the picture) to 1,
    and their length as a share of its width.
    """
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(luma)[0]
    ends = np.zeros((0, 4)) if found is None else np.asarray(found, dtype=np.float64).reshape(-1, 4)
    across, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    length_px = np.hypot(across, down)
    lean_deg = np.degrees(np.arctan2(down, across)) % 180.0 - 90.0
    keep = (length_px >= _SHORTEST_PX) & (np.abs(lean_deg) < _STEEPEST_DEG)
    width = luma.shape[1]
    x = (ends[keep, 0] + ends[keep, 2]) / width - 1.0
    return -lean_deg[keep], x, length_px[keep] / width


def _rivalry(score: _Numbers, best: int) -> float:
    """Return how well another roll explains the lines, compared with the best one: 0 not at all, 1 just as well."""
    is_other = np.abs(_ROLLS_DEG - _ROLLS_DEG[best]) > _RIVAL_DEG
    return float(score[is_other].max() / score[best])


def _fit(lean_deg: _Numbers, x: _Numbers, length: _Numbers) -> tuple[float, float]:
    """Return roll and its standard error, in degrees, by least squares over roll and fan.

    Lines far from the middle tell little of the roll where none opposite tells the fan: the error then is large.
    """
    weight = length / _SURE_LENGTH / _WIDTH_DEG**2
    moment = float((weight * x).sum())
    precision = np.array([[weight.sum(), moment], [moment, (weight * x * x).sum() + _FAN_DEG**-2]])
    covariance = np.linalg.inv(precision)
    roll_deg = float(covariance[0] @ [(weight * lean_deg).sum(), (weight * x * lean_deg).sum()])
    return roll_deg, float(np.sqrt(covariance[0, 0]))


def measure_blur(image: Picture, box: Box) -> float:
    """Return how blurred a part of a picture is: 0 (sharp) to 1; NaN where there is too little of it.

    What is blurred changes little when it is blurred once more. It is measured at the size at which a pose model looks
    at the part, so that a small person counts as blurred, too.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        RGB.
    box : tuple of float
        Left, top, right and bottom of the part, as shares of width and height.

    References
    ----------
    Crete et al. (2007), "The blur effect: perception and estimation with a new no-reference perceptual blur metric".
    """
    part = _cut(image, box)
    if min(part.shape[:2]) < _LEAST_PART_PX:
        return nan
    scale = _MODEL_PX / max(part.shape[:2])
    way = cv2.INTER_AREA if scale < 1.0 else cv2.INTER_LINEAR
    small = cv2.resize(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), None, fx=scale, fy=scale, interpolation=way)
    luma = small.astype(np.float32)
    return max(_left_after_blur(luma, axis) for axis in (0, 1))


def _left_after_blur(luma: NDArray[np.float32], axis: int) -> float:
    """Return the share of the differences between neighbours that is left when the picture is blurred along an axis."""
    kernel = (1, _BLUR_PX) if axis == 0 else (_BLUR_PX, 1)
    before, after = (np.abs(np.diff(one, axis=axis)) for one in (luma, cv2.blur(luma, kernel)))
    total = float(before.sum())
    lost = float(np.maximum(before - after, 0.0).sum())
    return 1.0 - lost / total if total > 0.0 else 1.0
