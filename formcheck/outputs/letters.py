"""Which letters our font has: a page that may be read aloud must have a picture of each, and people write anything."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

_FONT: Final = "DejaVuSans.ttf"
_GROUPS: Final = 12
"""The form of a table that says runs of letters: OpenType, "cmap"."""

_HELD: Final = "\n\t"  # these are no letters, and set lines
_FORBIDDEN: Final = "\ufeff\ufffe"
"""What no page that may be read aloud holds, whether or not there is a picture of it: ISO 14289-1, 7.21.7."""

_UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


def with_known_letters(told: object) -> object:
    """Return data with every letter that our font does not have as ``\N{REPLACEMENT CHARACTER}``.

    Parameters
    ----------
    told : object
        A text, or mappings and sequences with texts in them, as JSON can hold them.
    """
    match told:
        case str():
            return "".join(one if is_known(one) else _UNKNOWN for one in told)
        case Mapping():
            return {name: with_known_letters(value) for name, value in told.items()}
        case Sequence():
            return [with_known_letters(value) for value in told]
        case _:
            return told


def is_known(letter: str) -> bool:
    """Tell whether a letter can be shown.

    Parameters
    ----------
    letter : str
        One letter.
    """
    if letter in _HELD:
        return True
    begins, ends = _runs()
    at = bisect_right(begins, ord(letter)) - 1
    return at >= 0 and ord(letter) <= ends[at] and letter not in _FORBIDDEN


@cache
def _runs() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the first and the last letters of all runs of letters that the font has, in order."""
    font = (files("formcheck.outputs") / "fonts" / _FONT).read_bytes()
    (tables,) = struct.unpack_from(">4xH", font)
    found = [struct.unpack_from(">4s4xII", font, 12 + 16 * number) for number in range(tables)]
    (start,) = (offset for name, offset, _ in found if name == b"cmap")
    (count,) = struct.unpack_from(">2xH", font, start)
    places = [start + struct.unpack_from(">4xI", font, start + 4 + 8 * number)[0] for number in range(count)]
    place = next(one for one in places if struct.unpack_from(">H", font, one) == (_GROUPS,))
    (length,) = struct.unpack_from(">12xI", font, place)
    runs = [struct.unpack_from(">II", font, place + 16 + 12 * number) for number in range(length)]
    return tuple(int(begin) for begin, _ in runs), tuple(int(end) for _, end in runs)
