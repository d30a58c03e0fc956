r"""Texts from outside as they may be shown: what a terminal would obey, or not show, is written as its number.

Names and contents of files are other people's. An escape sequence in one could clear the screen, forge a line of ours,
or put letters in another order than they stand in.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_LONGEST: Final = 60  # letters of a value that are worth showing
_JOINERS: Final = "\u200c\u200d"


def printable(text: str) -> str:
    r"""Return a text with every letter that is not one to be seen written as its number.

    Parameters
    ----------
    text : str
        Anything; what stands for bytes that are not UTF-8 is written so, too.

    Examples
    --------
    >>> printable("a\x1b[2J\nb")
    'a\\x1b[2J\\nb'
    """
    if text.isprintable():
        return text
    return "".join(letter if _is_shown(letter) else ascii(letter)[1:-1] for letter in text)


def cut(text: str) -> str:
    r"""Return a text cut to a readable length; what a terminal would obey, or not show, is written as its number.

    Parameters
    ----------
    text : str
        A text of any length.

    Examples
    --------
    >>> cut("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    text = printable(text[: _LONGEST + 1])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _is_shown(letter: str) -> bool:
    """Tell whether a letter is one to be seen, a blank of any width, or joins letters as some scripts need it."""
    return letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) == "Zs"


def printable_lines(text: str) -> str:
    r"""Return a text as `printable` does, its lines kept.

    Parameters
    ----------
    text : str
        A message of ours, of one or more lines, with texts from outside in it.

    Examples
    --------
    >>> printable_lines("two faults\n  - \x07")
    'two faults\n  - \\x07'
    """
    return "\n".join(map(printable, text.split("\n")))
