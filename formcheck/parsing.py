"""Texts that people give, as JSON or TOML, read into plain values: bounded, and what is wrong with them in our words.

A text nested a hundred thousand deep, or a key of as many parts, would take the program's stack or its time; a number
of ten thousand digits is one that nothing can be reckoned with.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from formcheck.printable import cut

DEEPEST: Final = 60
"""Levels of lists and tables within one another; the deepest of our own files has a sixth of it."""

LONGEST_NUMBER: Final = 400
"""Digits of a whole number: more than the largest that can be reckoned with has."""

_BRACKETS: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]', re.DOTALL)
_KEY_PART: Final = re.compile(r"""[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\Z""")
_DIGITS: Final = re.compile(rf"[0-9][0-9_]{{{LONGEST_NUMBER},}}")
_TOO_LONG: Final = (f"a number of more than {LONGEST_NUMBER} digits", "a number that can be reckoned with")
_NESTED: Final = (f"lists or tables more than {DEEPEST} deep", f"up to {DEEPEST} of them within one another")
_TOO_EARLY: Final = "an end too early"

_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_ONE_LINE: Final = "lines like: key = value"
_CLOSED_QUOTES: Final = "text in quotes, closed on the same line"
_TOML_HINTS: Final = {  # by the beginning of what the TOML reader says
    "Invalid value": "a value: text in quotes, a number, true, false, a [list] or a { table }",
    "Invalid statement": _ONE_LINE,
    "Expected '=' after a key": _ONE_LINE,
    "Expected newline": "one value after the = sign, text in quotes",
    "Cannot overwrite a value": "each key once in its table",
    "Cannot mutate immutable": "each key once in its table",
    "Cannot declare": "each [table] once",
    "Duplicate inline table key": "each key once in its table",
    "Unclosed array": "a list closed with ]",
    "Unclosed inline table": "a table closed with }",
    "Expected ']'": "a heading closed with ]",
    "Unterminated string": _CLOSED_QUOTES,
    "Illegal character": _CLOSED_QUOTES,
    'Expected "\'"': _CLOSED_QUOTES,
    "Unescaped": r"\\ for a backslash in text",
}


class MalformedError(ValueError):
    """A text that is not what it is to be.

    Parameters
    ----------
    place : str
        Where: a line, and a column where that tells more.
    found : str
        What stands there, as it may be shown.
    allowed : str
        What may stand there.
    """

    def __init__(self, place: str, found: str, allowed: str) -> None:
        self.place, self.found, self.allowed = place, found, allowed
        super().__init__(f"{place}: found {found}, expected {allowed}")


def parse_json(text: str) -> object:
    """Return what a text in JSON says; NaN and infinities may stand in it, as JavaScript writes them.

    Parameters
    ----------
    text : str
        The whole of it.

    Raises
    ------
    MalformedError
        It is not JSON, or nested too deep, or has a number that is none.
    """
    # Looking at every bracket takes longer than all the rest: most texts have too few to be too deep.
    if text.count("[") + text.count("{") > DEEPEST:
        _check_depth(text)
    try:
        return json.loads(text, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        found = cut(text[error.pos :].partition("\n")[0])
        raise MalformedError(_place(text, error.pos), found or _TOO_EARLY, "JSON") from None
    except RecursionError:
        raise MalformedError("column 1", *_NESTED) from None


def parse_toml(text: str) -> dict[str, object]:
    """Return what a text in TOML says.

    Parameters
    ----------
    text : str
        The whole of it.

    Raises
    ------
    MalformedError
        It is not TOML, or nested too deep.
    """
    lines = text.splitlines() or [""]
    _check_keys(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(lines, str(error)) from None
    except RecursionError:
        deepest = max(range(len(lines)), key=lambda one: lines[one].count("[") + lines[one].count("{"))
        raise MalformedError(f"line {deepest + 1}", *_NESTED) from None
    except ValueError as error:  # a number longer than Python reads
        number = next((one for one, line in enumerate(lines, start=1) if _DIGITS.search(line)), len(lines))
        raise MalformedError(f"line {number}", *_TOO_LONG) from error


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise MalformedError(f"a number that begins with {digits[:20]}", *_TOO_LONG)
    return int(digits)


def _check_depth(text: str) -> None:
    depth = 0
    for one in _BRACKETS.finditer(text):
        letter = text[one.start()]
        depth += (letter in "[{") - (letter in "]}")
        if depth > DEEPEST:
            raise MalformedError(_place(text, one.start()), *_NESTED)


def _place(text: str, at: int) -> str:
    """Return where a letter stands, with its line where there are several."""
    column = f"column {at - text.rfind(chr(10), 0, at)}"
    return f"line {text.count(chr(10), 0, at) + 1}, {column}" if "\n" in text.strip() else column


def _check_keys(text: str) -> None:
    """Refuse a key of too many parts, such as a.a.a: the reader's time grows with their square."""
    begin = 0
    for is_part, parts in groupby(_parts(text), lambda one: one[1]):
        run = list(parts)
        if is_part and len(run) > DEEPEST:
            raise MalformedError(
                f"line {text.count(chr(10), 0, begin) + 1}", f"a key of more than {DEEPEST} parts", _NESTED[1]
            )
        begin = run[-1][0]


def _parts(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where each piece between two points ends, and whether it may be part of a key."""
    end = 0
    for piece in text.split("."):
        end += len(piece) + 1
        yield end, _KEY_PART.match(piece) is not None


def _toml_error(lines: list[str], message: str) -> MalformedError:
    """Return where a text stops being TOML, and what may stand there."""
    found = _TOML_PLACE.search(message)
    number = int(found[1]) if found and found[1] else len(lines)
    hints = (hint for start, hint in _TOML_HINTS.items() if message.startswith(start))
    line = lines[min(number, len(lines)) - 1].strip()
    return MalformedError(f"line {number}", cut(line) or _TOO_EARLY, next(hints, "TOML: lines of key = value"))
