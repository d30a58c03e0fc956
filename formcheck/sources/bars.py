"""Black bars around a picture: what an editor, a messenger or a screen recording puts where another shape was.

A bar is black all across, through the whole video, and ends in a straight edge with a picture behind it. A dark room
has no such edge, and noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

BLACK: Final = 20
"""A level (0 to 255) that nothing in a bar is brighter than but for the noise of an encoder; black is 0 to 6."""

EDGE: Final = 8
"""Behind its edge the picture is brighter than a bar by so much at least ..."""

EDGE_SHARE: Final = 0.6
"""... along this share of it."""

LEAST_SHARE: Final = 0.02
"""Narrower bars, as a share of the picture's side, are not worth cutting off."""

LEAST_LEFT: Final = 0.2
"""A picture of which less than this is left, of either side, is no picture with bars."""

_NOISE_PERCENT: Final = 99.5
_BEYOND_PX: Final = 8  # how far behind the edge the picture is looked for
_RINGING_PX: Final = 2  # of an encoder, at the edge


@dataclass(frozen=True, slots=True)
class Bars:
    """How wide they are, in pixels."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    @property
    def cut_px(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom."""
        return self.left, self.top, self.right, self.bottom

    def cut(self, image: Image) -> Image:
        """Return a picture without them.

        Parameters
        ----------
        image : ndarray of uint8, shape (height, width, 3)
            Of the size that they were found in.
        """
        height, width = image.shape[:2]
        return np.ascontiguousarray(image[self.top : height - self.bottom, self.left : width - self.right])


def find_bars(images: Iterable[Image]) -> Bars | None:
    """Return the bars that all pictures have; None where there are none.

    Parameters
    ----------
    images : iterable of ndarray of uint8, shape (height, width, 3)
        RGB pictures of one size; those that are black all over tell nothing.
    """
    bright = [one for one in (image.max(axis=2) for image in images) if np.percentile(one, _NOISE_PERCENT) > BLACK]
    if not bright:
        return None
    (top, bottom), (left, right) = _black_lines(bright), _black_lines([one.T for one in bright])
    inner = [one[:, left : one.shape[1] - right] for one in bright]
    top, bottom = _of_bar(inner, top), _of_bar([one[::-1] for one in inner], bottom)
    inner = [one[top : one.shape[0] - bottom].T for one in bright]
    left, right = _of_bar(inner, left), _of_bar([one[::-1] for one in inner], right)
    height, width = bright[0].shape
    is_picture = height - top - bottom >= LEAST_LEFT * height and width - left - right >= LEAST_LEFT * width
    bars = Bars(left, top, right, bottom)
    return bars if is_picture and any(bars.cut_px) else None


def _black_lines(planes: Sequence[Image]) -> tuple[int, int]:
    """Return how many rows at the top and at the bottom are black in all pictures."""
    lines = np.max([np.percentile(one, _NOISE_PERCENT, axis=1) for one in planes], axis=0)
    inside = np.flatnonzero(lines > BLACK)
    return (int(inside[0]), int(len(lines) - 1 - inside[-1])) if len(inside) else (0, 0)


def _of_bar(planes: Sequence[Image], black: int) -> int:
    """Return how many of the black rows at the top are a bar, with the rows at its edge that an encoder smears."""
    if black < LEAST_SHARE * planes[0].shape[0]:
        return 0
    level = max(float(one[:black].mean()) for one in planes)
    beyond = np.max([one[black : black + _BEYOND_PX].max(axis=0) for one in planes], axis=0)
    is_edge = float(np.mean(beyond > level + EDGE)) >= EDGE_SHARE
    return black + _RINGING_PX if is_edge else 0
