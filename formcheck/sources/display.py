"""How a video asks to be shown: turned and mirrored by its display matrix."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import VideoError

_UNIT = 65536
"""One, in the matrix of ISO/IEC 14496-12 (16.16 fixed point)."""

_OFF = 0.02
"""A part that should be nothing, or one, may be off by this: writers round."""


@dataclass(frozen=True, slots=True)
class Display:
    """A picture turned by quarters and mirrored.

    Parameters
    ----------
    is_transposed : bool
        Whether rows and columns are exchanged first.
    is_flipped_x, is_flipped_y : bool
        Whether left and right, top and bottom are exchanged then.
    """

    is_transposed: bool = False
    is_flipped_x: bool = False
    is_flipped_y: bool = False

    def show(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a picture as it is to be shown.

        Parameters
        ----------
        image : ndarray of uint8, shape (height, width, 3)
            As it is stored.
        """
        shown = image.transpose(1, 0, 2) if self.is_transposed else image
        shown = shown[:: -1 if self.is_flipped_y else 1, :: -1 if self.is_flipped_x else 1]
        return np.ascontiguousarray(shown, dtype=np.uint8)

    @property
    def turned_deg(self) -> int:
        """By how much it is turned, counter-clockwise: 0, 90, 180 or -90 degrees, after it was mirrored where it is."""
        if self.is_transposed:
            return -90 if self.is_flipped_x else 90
        return 180 if self.is_flipped_y else 0


def read_matrix(matrix: bytes, where: str) -> Display:
    """Return how a display matrix asks for a picture to be shown.

    It maps a point (p, q) to (a p + c q, b p + d q), up to a shift (ISO/IEC 14496-12). How large it asks for is passed
    over: the shape of the pixels stands elsewhere.

    Parameters
    ----------
    matrix : bytes
        Nine numbers of 32 bits, of this machine's order: a b u c d v x y w.
    where : str
        The file, for errors.

    Raises
    ------
    VideoError
        It asks for something else than quarter turns and mirroring.
    """
    a, b, _, c, d, *_ = (number / _UNIT for number in struct.unpack("=9i", matrix))
    size = max(abs(a), abs(b), abs(c), abs(d))
    straight, crossed = min(abs(a), abs(d)), min(abs(b), abs(c))
    if size == 0.0 or max(straight, crossed) < 0.5 * size or _rest(a, b, c, d) > _OFF * size:
        raise VideoError(
            "asks to be shown tilted or sheared, which no camera does.",
            where=where,
            next_step="Convert it, such as with ffmpeg -i IN OUT.mp4, and choose the result.",
        )
    if crossed > straight:
        return Display(is_transposed=True, is_flipped_x=c < 0.0, is_flipped_y=b < 0.0)
    return Display(is_flipped_x=a < 0.0, is_flipped_y=d < 0.0)


def _rest(a: float, b: float, c: float, d: float) -> float:
    """Return what a matrix has beside its main or its other diagonal."""
    return min(max(abs(b), abs(c)), max(abs(a), abs(d)))
