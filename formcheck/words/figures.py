"""Numbers as people write them, the same in every output."""

from __future__ import annotations

import math
from typing import Final

MISSING: Final = "\N{EN DASH}"
PLUS_MINUS: Final = "\N{PLUS-MINUS SIGN}"
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


def doubt(error: float | None, unit: str, point: str = ".") -> str:
    """Return a ±; empty where it is not known. It is never 0: no number here is without any.

    Parameters
    ----------
    error : float or None
        The standard error.
    unit : str
        As for `quantity`.
    point : str
        As for `number`.

    Examples
    --------
    >>> doubt(6.2, "deg"), doubt(0.02, "s"), doubt(None, "deg")
    ('± 6°', '± 0.1 s', '')
    """
    if error is None or not math.isfinite(error):
        return ""
    least = 10.0 ** -_DECIMALS.get(unit, 1)
    return f"{PLUS_MINUS} {quantity(max(least, error), unit, point)}"


def plus_minus(value: float | None, error: float | None, unit: str, point: str = ".") -> str:
    """Return a number with its ± and its unit; an en dash where it is missing.

    Parameters
    ----------
    value, error : float or None
        The number and its standard error; without an error there is no ±.
    unit : str
        As for `quantity`.
    point : str
        As for `number`.

    Examples
    --------
    >>> plus_minus(12.3, 6.2, "deg"), plus_minus(1.72, 0.2, "s"), plus_minus(5.0, None, "deg")
    ('12° ± 6°', '1.7 ± 0.2 s', '5°')
    """
    spread = doubt(error, unit, point)
    if value is None or not math.isfinite(value) or not spread:
        return quantity(value, unit, point)
    told = quantity(value, unit, point)
    return f"{told if unit == 'deg' else told.removesuffix(_UNITS[unit])} {spread}"


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
