"""Numbers as people write them, the same in every output."""

from __future__ import annotations

import math
from typing import Final

MISSING: Final = "\N{EN DASH}"
_MINUS: Final = "\N{MINUS SIGN}"
_DEGREE: Final = "\N{DEGREE SIGN}"
_UNITS: Final = {"deg": _DEGREE, "s": " s", "degps": f"{_DEGREE}/s", "share": " %", "count": ""}
_DECIMALS: Final = {"deg": 0, "s": 1, "degps": 0, "share": 0, "count": 0}


def number(value: float | None, decimals: int = 0, point: str = ".") -> str:
    """Return a number with a true minus sign.

    Parameters
    ----------
    value : float or None
        The number; None or NaN, which mean that it is missing, give an en dash.
    decimals : int
        How many decimals to show.
    point : str
        What stands before them: `formcheck.words.catalogue.Words.point` of the language.

    Examples
    --------
    >>> number(3.14159, 1), number(3.14159, 1, ","), number(-0.2)
    ('3.1', '3,1', '0')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    rounded = round(value, decimals) or 0.0  # no minus before a zero
    return f"{rounded:.{decimals}f}".replace("-", _MINUS).replace(".", point)


def quantity(value: float | None, unit: str, point: str = ".") -> str:
    """Return a number with its unit.

    Parameters
    ----------
    value : float or None
        The number; None or NaN, which mean that it is missing, give an en dash.
    unit : str
        ``deg``, ``s``, ``degps``, ``share`` or ``count``.
    point : str
        As for `number`.

    Examples
    --------
    >>> quantity(87.4, "deg"), quantity(0.25, "share")
    ('87°', '25 %')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    shown = value * 100.0 if unit == "share" else value
    return number(shown, _DECIMALS.get(unit, 1), point) + _UNITS.get(unit, f" {unit}")


def degrees(value: float | None) -> str:
    """Return an angle in whole degrees; an en dash for None or NaN, which mean that it is missing.

    Parameters
    ----------
    value : float or None
        The angle, in degrees.
    """
    return quantity(value, "deg")


def clock(t_s: float, point: str = ".") -> str:
    """Return a time of the video as minutes and seconds.

    Parameters
    ----------
    t_s : float
        The time, in seconds.
    point : str
        As for `number`.

    Examples
    --------
    >>> clock(75.25)
    '1:15.2'
    """
    tenths = math.floor(t_s * 10.0 + 1e-6)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}{point}{tenths % 10}"
