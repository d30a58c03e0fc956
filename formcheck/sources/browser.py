"""Pictures that the patient's page sends, one message each: when it was taken, its number, and a JPEG.

Whatever could send a message could send anything: all is checked before it is used, and the size of a picture before it
is decoded, so that a small file that unpacks to a huge picture costs nothing.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL.JpegImagePlugin import JpegImageFile

from formcheck.errors import FrameError
from formcheck.samples import Frame

MAX_FRAME_BYTES: Final = 2 * 1024 * 1024
"""Longest message; a picture of 640 by 480 takes 25 to 60 KiB."""

MAX_TIME_S: Final = 1e8
"""No page has been open for three years."""

MIN_SIDE_PX: Final = 64
MAX_SIDE_PX: Final = 1920

_HEAD: Final = struct.Struct(">dI")
_NEXT_STEP: Final = "Reload the page."


def read_frame(message: bytes) -> Frame:
    """Return the picture of one message of the page, with its time and number.

    Parameters
    ----------
    message : bytes
        Eight bytes of time in seconds (float64), four bytes of number (uint32), both with the highest byte first, then
        a JPEG. A rotation asked for by EXIF is not applied: the page draws its pictures upright.

    Raises
    ------
    FrameError
        The message is too short or too long, its time is no time, or its picture is no JPEG, is broken, or has a side
        shorter than `MIN_SIDE_PX` or longer than `MAX_SIDE_PX`.
    """
    if not _HEAD.size < len(message) <= MAX_FRAME_BYTES:
        raise _unusable(f"is {len(message)} bytes long, expected {_HEAD.size + 1} to {MAX_FRAME_BYTES}.")
    t_s, index = _HEAD.unpack_from(message)
    if not 0.0 <= t_s <= MAX_TIME_S:
        raise _unusable(f"was taken at {t_s} s, expected 0 to {MAX_TIME_S:g}.")
    return Frame(t_s=t_s, index=index, image=_decode(message[_HEAD.size :]))


def _decode(jpeg: bytes) -> NDArray[np.uint8]:
    try:
        with JpegImageFile(BytesIO(jpeg)) as picture:  # reads the header alone
            if not all(MIN_SIDE_PX <= side <= MAX_SIDE_PX for side in picture.size):
                width_px, height_px = picture.size
                raise _unusable(
                    f"is {width_px} by {height_px} pixels; from {MIN_SIDE_PX} to {MAX_SIDE_PX} on each side are taken."
                )
            return np.array(picture.convert("RGB"))
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error) as error:
        raise _unusable("is no JPEG, or a broken one.") from error


def _unusable(fault: str) -> FrameError:
    return FrameError(fault, where="a picture from the page", next_step=_NEXT_STEP)
