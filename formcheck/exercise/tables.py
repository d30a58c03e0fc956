"""Documents read without trust: what is missing, malformed or absurd in one is NaN or an empty table, never an error.

So every check keeps quiet where it meets what another one reports already.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

Document = Mapping[str, object]

Span = tuple[float, float]
"""From where to where, in degrees; NaN where there is none."""

_ABSURD: Final = 1e9
"""Far outside every permitted range, and within what a float can hold."""


def table_at(table: Document, *keys: str) -> Document:
    """Return the table under keys, one within the other; an empty one where there is none.

    Parameters
    ----------
    table : mapping
        A document.
    *keys : str
        Names, from the outermost on.
    """
    for key in keys:
        value = table.get(key)
        table = value if isinstance(value, Mapping) else {}
    return table


def tables_in(table: Document, prefix: str = "") -> Iterator[tuple[str, Document]]:
    """Walk all tables inside a table, with their dotted keys.

    Parameters
    ----------
    table : mapping
        A document.
    prefix : str
        What stands before each key, with its dot.
    """
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield prefix + name, value
            yield from tables_in(value, f"{prefix}{name}.")


def number_at(table: Document, key: str) -> float:
    """Return the number under a key; NaN, which compares as false, where there is none or an absurd one.

    Parameters
    ----------
    table : mapping
        A document.
    key : str
        A name in it.
    """
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return math.nan
    return float(value) if abs(value) < _ABSURD else math.nan


def window_at(table: Document, *keys: str) -> Span:
    """Return the ends of the window under keys.

    Parameters
    ----------
    table : mapping
        A document.
    *keys : str
        Names, from the outermost on.
    """
    window = table_at(table, *keys)
    return number_at(window, "min"), number_at(window, "max")


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two windows share an angle.

    Parameters
    ----------
    one, other : tuple of float
        Their ends; with NaN they do not.
    """
    return one[0] <= other[1] and other[0] <= one[1]


def apart(one: Span, other: Span) -> bool:
    """Tell whether two windows share no angle.

    Parameters
    ----------
    one, other : tuple of float
        Their ends; with NaN that is not known, which counts as sharing some.
    """
    return one[0] > other[1] or other[0] > one[1]


def middle(window: Span) -> float:
    """Return the middle of a window.

    Parameters
    ----------
    window : tuple of float
        Its ends.
    """
    return (window[0] + window[1]) / 2.0


def span_words(window: Span) -> str:
    """Return a window, or a single angle, in words.

    Parameters
    ----------
    window : tuple of float
        Its ends; twice the same of a single angle.

    Examples
    --------
    >>> span_words((0.0, 20.0)), span_words((5.0, 5.0))
    ('0 to 20', '5')
    """
    low, high = window
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
