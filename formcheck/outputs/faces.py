"""The face made unrecognisable in pictures that are kept: where it is, where it just was, or else the whole picture.

Whatever cannot be told is withheld: without a head, the place above the shoulders is taken for it; without anybody, the
whole picture is made so coarse that nobody can be recognised in it. Only the person who is followed is known: that
somebody else's face in the picture stays as it is must be told where pictures are offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, isfinite
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from formcheck.outputs.drawing import Picture, Placement
from formcheck.samples import Landmark, Pose, Side

_HEAD: Final = (
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right",
)  # fmt: skip
_HELD_S: Final = 4.0
"""Where a face was stays covered for so long: points leap to somebody else, or are lost; the face is still there."""

_OF_HEAD: Final = 1.7
"""A head reaches so many times as far from the middle of its points as the furthest of them are apart (nose, ear)."""

_OF_TRUNK: Final = 0.36
"""No head is smaller than this share of the trunk, shoulders to hips: 18 of 50 cm."""

_ABOVE: Final = 0.45
"""Where no point of the head is known, it is this share of the trunk above the shoulders, and could be as far aside."""

_LEAST_PX: Final = 12.0
_BLOCKS: Final = 4
"""So many blocks across are left of a face: hair and skin can be told apart, no features."""

_COARSE_PX: Final = 16
"""And so many across a whole picture in which nobody was found."""


@dataclass(frozen=True, slots=True)
class Region:
    """A disc in a picture, in its pixels, and when it was seen."""

    x_px: float
    y_px: float
    radius_px: float
    t_s: float

    def covers(self, other: Region) -> bool:
        """Tell whether the middle of another region lies in this one.

        Parameters
        ----------
        other : Region
            The other one.
        """
        return hypot(self.x_px - other.x_px, self.y_px - other.y_px) < self.radius_px


def head_region(pose: Pose) -> Region | None:
    """Return where the head is, generously; None where not even the shoulders are known.

    Parameters
    ----------
    pose : Pose
        The body points; those of the head count wherever they are, also outside the picture.
    """
    head = [(mark.x_px, mark.y_px) for name in _HEAD if (mark := _known(pose, name)) is not None]
    shoulders, hips = _middle(pose, "shoulder"), _middle(pose, "hip")
    trunk_px = 0.0 if shoulders is None or hips is None else hypot(shoulders[0] - hips[0], shoulders[1] - hips[1])
    if len(head) >= 2:
        across, down = zip(*head, strict=True)
        apart_px = hypot(max(across) - min(across), max(down) - min(down))
        radius_px = max(_LEAST_PX, _OF_HEAD * apart_px, _OF_TRUNK * trunk_px)
        return Region(sum(across) / len(head), sum(down) / len(head), radius_px, pose.t_s)
    if shoulders is None or hips is None:
        return None
    x_px, y_px = (one + _ABOVE * (one - other) for one, other in zip(shoulders, hips, strict=True))
    return Region(x_px, y_px, max(_LEAST_PX, 2.0 * _OF_TRUNK * trunk_px), pose.t_s)


def _known(pose: Pose, name: str) -> Landmark | None:
    mark = pose.landmarks.get(name)
    return mark if mark is not None and isfinite(mark.x_px) and isfinite(mark.y_px) else None


def _middle(pose: Pose, part: str) -> tuple[float, float] | None:
    """Return the point between left and right, or the only one of them that is known."""
    marks = [mark for side in Side if (mark := _known(pose, f"{side}_{part}")) is not None]
    if not marks:
        return None
    return sum(mark.x_px for mark in marks) / len(marks), sum(mark.y_px for mark in marks) / len(marks)


class Faces:
    """Remembers where the face is and was; told of every picture, so that it knows when one of them is kept."""

    def __init__(self) -> None:
        self._regions: tuple[Region, ...] = ()

    def take(self, pose: Pose) -> tuple[Region, ...]:
        """Take the next pose, and return what must be covered in its picture; nothing means all of it.

        Parameters
        ----------
        pose : Pose
            The body points; may be empty.
        """
        now = head_region(pose)
        held = (one for one in self._regions if pose.t_s - one.t_s <= _HELD_S)
        if now is None:
            self._regions = tuple(held)
        else:
            self._regions = (now, *(one for one in held if not now.covers(one)))
        return self._regions


def cover(image: Picture, regions: Sequence[Region], placement: Placement) -> None:
    """Make a face unrecognisable, in place; without any region, the whole picture.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        The picture to be kept, RGB.
    regions : sequence of Region
        What to cover, in pixels of the source.
    placement : Placement
        Where the pixels of the source lie on it.
    """
    if not regions:
        height, width = image.shape[:2]
        rows = max(2, round(_COARSE_PX * height / width))
        image[:] = _coarse(image, _COARSE_PX, rows)
        return
    for patch, mask in _patches(image, regions, placement):
        cv2.copyTo(_coarse(patch, _BLOCKS, _BLOCKS), mask, patch)


def _patches(
    image: Picture, regions: Sequence[Region], placement: Placement
) -> Iterator[tuple[Picture, NDArray[np.uint8]]]:
    """Yield the part of the picture around each region, and what of it lies in the region."""
    height, width = image.shape[:2]
    for one in regions:
        x, y = placement.place(one.x_px, one.y_px)
        radius = one.radius_px * max(placement.scale_x, placement.scale_y)
        left, right = (int(min(max(0.0, edge), width)) for edge in (x - radius, x + radius + 1.0))
        top, bottom = (int(min(max(0.0, edge), height)) for edge in (y - radius, y + radius + 1.0))
        if right - left > 0 and bottom - top > 0:
            mask = np.zeros((bottom - top, right - left), dtype=np.uint8)
            cv2.circle(mask, (round(x) - left, round(y) - top), round(radius), 255, cv2.FILLED)
            yield image[top:bottom, left:right], mask


def _coarse(patch: Picture, columns: int, rows: int) -> Picture:
    """Return a picture of which only so many blocks are left; what stood in it cannot be brought back."""
    height, width = patch.shape[:2]
    few = cv2.resize(patch, (min(columns, width), min(rows, height)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(few, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
