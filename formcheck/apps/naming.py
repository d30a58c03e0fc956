"""Names of folders for results, such that every system can hold them: results are carried from one to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from formcheck.given import readable

_LONGEST: Final = 80  # Windows counts the whole path, Linux the bytes of a name, of which a letter may take three
_DIGITS: Final = 8
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES: Final = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


def portable_name(name: str) -> str:
    """Return a name that every system takes for a folder, as near to the one given as can be.

    Windows has letters that it forbids in names, names of devices, and ends names at a point or a blank without a word.

    Parameters
    ----------
    name : str
        One name, no path: separators in it are replaced like other forbidden letters. One of more than 80 letters is
        cut, and marked with digits of its hash.

    Examples
    --------
    >>> portable_name("12:30 knee?"), portable_name("con"), portable_name("Anna.")
    ('12_30 knee_', '_con', 'Anna')
    """
    text = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", readable(name))).rstrip(". ") or "_"
    if text.partition(".")[0].rstrip().casefold() in _DEVICES:
        text = f"_{text}"
    if len(text) <= _LONGEST:
        return text
    mark = sha256(readable(name).encode()).hexdigest()[:_DIGITS]  # two that begin alike stay apart
    return f"{text[: _LONGEST - _DIGITS - 1].rstrip('. ')}-{mark}"


def folded(name: str) -> str:
    """Return what is the same for names that are one to Windows or macOS: these make no difference of capitals.

    Parameters
    ----------
    name : str
        A name, to be compared only with others that were folded.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def numbered(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return the name, numbered from 2 where it is taken.

    Parameters
    ----------
    name : str
        The name wished for.
    is_taken : callable
        Tells whether a name is taken; it is asked until one is not.
    """
    number, free = 1, name
    while is_taken(free):
        number += 1
        free = f"{name}-{number}"
    return free
