"""What changes from one picture to the next: is it another one at all, and does the camera itself move.

Both are measured in a small copy of the green channel, points of which are left out rather than averaged: what is
encoded alike stays alike, and a tenth of a millisecond is all it takes.
"""

from __future__ import annotations

from math import hypot
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

_LONG_PX: Final = 200  # about the long side of the copy
_BLOCK_PX: Final = 8
_COARSER: Final = 2  # the copy in which a shift is sought is so many times smaller
_GREEN: Final = 1


def small_copy(image: Image) -> Image:
    """Return the green channel of a picture, brought down to a long side of 200 pixels or little more.

    Parameters
    ----------
    image : ndarray of uint8, shape (height, width, 3)
        RGB.
    """
    step = max(1, max(image.shape[:2]) // _LONG_PX)
    return np.ascontiguousarray(image[::step, ::step, _GREEN])


def measure_change(before: Image, after: Image) -> float:
    """Return how much two pictures differ where they differ most, in levels (0 to 255): the mean over a small block.

    A small block, for a foot that moves far away changes next to nothing of a picture; a mean, for the noise of an
    encoder changes single points.

    Parameters
    ----------
    before, after : ndarray of uint8, shape (height, width)
        Small copies of the same size.

    Returns
    -------
    float
        0 for the very same picture. One that was encoded once more has 0.3 to 1.3, and up to 10 where the encoder
        begins anew; people at rest, rendered or real, 1 to 5, and a leg that moves 10 to 100.
    """
    apart = cv2.absdiff(before, after)
    rows, columns = (side // _BLOCK_PX for side in apart.shape)
    if not rows or not columns:
        return float(apart.mean())
    whole = apart[: rows * _BLOCK_PX, : columns * _BLOCK_PX].astype(np.float32)
    return float(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA).max())


def measure_shift(before: Image, after: Image) -> float:
    """Return how far the whole picture has moved, as a share of its height.

    It is sought in either half by itself: somebody who moves moves one of them, a camera both.

    Parameters
    ----------
    before, after : ndarray of uint8, shape (height, width)
        Small copies of the same size.

    References
    ----------
    Kuglin and Hines (1975), "The phase correlation image alignment method".
    """
    first, second = (np.asarray(one[::_COARSER, ::_COARSER], np.float32) for one in (before, after))
    height, width = first.shape
    half = width // 2
    if half < _BLOCK_PX or height < _BLOCK_PX:
        return 0.0
    window = cv2.createHanningWindow((half, height), cv2.CV_32F)
    moved = [
        cv2.phaseCorrelate(np.ascontiguousarray(first[:, part]), np.ascontiguousarray(second[:, part]), window)[0]
        for part in (slice(0, half), slice(-half, None))
    ]
    return min(hypot(float(x), float(y)) for x, y in moved) / float(height)
