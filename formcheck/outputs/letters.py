"""Which letters our font has: a page that may be read aloud must have a picture of each, and people write anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from fontTools.ttLib import TTFont

_FONT: Final = "DejaVuSans.ttf"

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
    return ord(letter) in _letters() and letter not in _FORBIDDEN


@cache
def _letters() -> frozenset[int]:
    """Return the numbers of all letters that the font has."""
    with as_file(files("formcheck.outputs") / "fonts" / _FONT) as path, TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
