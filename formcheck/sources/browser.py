"""Pictures that the patient's page sends, one message each: when it was taken, its number, and a JPEG.

Whatever could send a message could send anything: all is checked before it is used, and the size of a picture before it
is decoded, so that a small file that unpacks to a huge picture costs nothing.
"""

from __future__ import annotations

import struct
from io import BytesIO
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL.JpegImagePlugin import JpegImageFile

from formcheck.errors import FrameError
from formcheck.samples import Frame

MAX_FRAME_BYTES: Final = 2 * 1024 * 1024
"""Longest message; a picture of 640 by 480 takes 25 to 60 KiB."""

MIN_SIDE_PX: Final = 64
MAX_SIDE_PX: Final = 1920

_HEAD: Final = struct.Struct(">dI")
_START: Final = b"\xff\xd8"
_START_OF_SCAN: Final = 0xDA
_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # frame headers of all kinds (ITU-T T.81, B.1)
_NOTES: Final = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})  # EXIF, profiles, comments; not JFIF or Adobe (colours)
_MOST_SCANS: Final = 16  # usual are 1 and, where the picture comes in ever finer layers, 10; each costs a whole pass
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
    if not (isfinite(t_s) and t_s >= 0.0):
        raise _unusable(f"was taken at {t_s} s, expected 0 or later.")
    return Frame(t_s=t_s, index=index, image=_decode(message[_HEAD.size :]))


def _decode(jpeg: bytes) -> NDArray[np.uint8]:
    plain, width_px, height_px = _checked(jpeg)
    try:
        with JpegImageFile(BytesIO(plain)) as picture:
            if picture.size != (width_px, height_px):
                raise _unusable("states two sizes.")
            return np.array(picture.convert("RGB"))
    except (OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error) as error:
        raise _unusable(f"is a broken JPEG ({error}).") from error


def _checked(jpeg: bytes) -> tuple[bytes, int, int]:
    """Return the JPEG without its notes, its width and its height, read from its header alone.

    Without the notes, nothing but the picture is left for a decoder to stumble over.
    """
    if not jpeg.startswith(_START):
        raise _unusable("is not a JPEG.")
    if jpeg.count(bytes([0xFF, _START_OF_SCAN])) > _MOST_SCANS:
        raise _unusable("is drawn in too many layers.")
    kept, size, at = [_START], None, len(_START)
    while True:
        kind, end = _segment(jpeg, at)
        if kind in _SIZES:
            size = _size(jpeg[at:end])
        if kind == _START_OF_SCAN:
            break
        if kind not in _NOTES:
            kept.append(jpeg[at:end])
        at = end
    if size is None:
        raise _unusable("is a JPEG without a size.")
    return b"".join([*kept, jpeg[at:]]), *size


def _segment(jpeg: bytes, at: int) -> tuple[int, int]:
    """Return the kind of the segment that begins `at`, and where it ends."""
    if len(jpeg) < at + 4:
        raise _unusable("is a JPEG cut short.")
    mark, kind, length = struct.unpack_from(">BBH", jpeg, at)
    if mark != 0xFF or length < 2:
        raise _unusable("is a broken JPEG.")
    return kind, at + 2 + length


def _size(segment: bytes) -> tuple[int, int]:
    """Return width and height that a frame header states, if they are within the limits."""
    if len(segment) < 9:
        raise _unusable("is a JPEG cut short.")
    height_px, width_px = struct.unpack_from(">HH", segment, 5)
    if not (MIN_SIDE_PX <= width_px <= MAX_SIDE_PX and MIN_SIDE_PX <= height_px <= MAX_SIDE_PX):
        raise _unusable(
            f"is {width_px} by {height_px} pixels; from {MIN_SIDE_PX} to {MAX_SIDE_PX} on each side are taken."
        )
    return width_px, height_px


def _unusable(fault: str) -> FrameError:
    return FrameError(fault, where="a picture from the page", next_step=_NEXT_STEP)
