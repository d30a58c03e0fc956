"""Numbers, flags and verdicts as text, the same in every output."""

from __future__ import annotations

import math
from typing import Final

from formcheck.events import Flag, FlagKind, Verdict
from formcheck.samples import Dof

MISSING: Final = "\N{EN DASH}"
_MINUS: Final = "\N{MINUS SIGN}"
_DEGREE: Final = "\N{DEGREE SIGN}"
_PLUS_MINUS: Final = "\N{PLUS-MINUS SIGN}"

_DOF_WORDS: Final = {
    Dof.KNEE_FLEXION: "knee",
    Dof.ANKLE_DORSIFLEXION: "ankle",
    Dof.THIGH_ELEVATION: "thigh",
    Dof.TRUNK_LEAN: "trunk",
    Dof.NECK_FLEXION: "neck",
}
_UNITS: Final = {"deg": _DEGREE, "s": " s", "degps": f"{_DEGREE}/s", "share": " %", "count": ""}
_DECIMALS: Final = {"deg": 0, "s": 1, "degps": 0, "share": 0, "count": 0}
_FALLS_SHORT: Final = frozenset({FlagKind.INCOMPLETE_RANGE, FlagKind.NECK_STILL, FlagKind.FOOT_STILL})


def dof_word(dof: Dof) -> str:
    """Return the body part that `dof` is measured at, such as ``knee``."""
    return _DOF_WORDS[dof]


def verdict_word(verdict: Verdict) -> str:
    """Return `verdict` as words, such as ``incomplete range``."""
    return verdict.value.replace("_", " ")


def number(value: float | None, decimals: int = 0) -> str:
    """Return `value` with a true minus sign, or an en dash where it is missing.

    Examples
    --------
    >>> number(3.14159, 1), number(-0.2)
    ('3.1', '0')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    rounded = round(value, decimals) or 0.0  # no minus before a zero
    return f"{rounded:.{decimals}f}".replace("-", _MINUS)


def quantity(value: float | None, unit: str) -> str:
    """Return `value` with its unit (``deg``, ``s``, ``degps``, ``share`` or ``count``).

    Examples
    --------
    >>> quantity(87.4, "deg"), quantity(0.25, "share")
    ('87°', '25 %')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    shown = value * 100.0 if unit == "share" else value
    return number(shown, _DECIMALS.get(unit, 1)) + _UNITS.get(unit, f" {unit}")


def degrees(value: float | None) -> str:
    """Return an angle in whole degrees."""
    return quantity(value, "deg")


def clock(t_s: float) -> str:
    """Return a time of the video as minutes and seconds.

    Examples
    --------
    >>> clock(75.25)
    '1:15.2'
    """
    tenths = math.floor(t_s * 10.0 + 1e-6)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"


def flag_numbers(flag: Flag) -> str:
    """Return what `flag` rests on; empty where nothing was measured.

    A target that was not reached reads ``ankle 12° of 20° ± 5°``; a limit that was gone beyond
    ``1.4 s ± 0.1 s, at least 2.0 s``.
    """
    if flag.measured is None:
        return ""
    measured = quantity(flag.measured, flag.unit)
    if flag.dof is not None:
        measured = f"{dof_word(flag.dof)} {measured}"
    spread = "" if flag.uncertainty is None else f" {_PLUS_MINUS} {quantity(abs(flag.uncertainty), flag.unit)}"
    if flag.required is None:
        return measured + spread
    required = quantity(flag.required, flag.unit)
    if flag.kind in _FALLS_SHORT:
        return f"{measured} of {required}{spread}"
    return f"{measured}{spread}, at {'least' if flag.measured < flag.required else 'most'} {required}"


def flag_text(flag: Flag) -> str:
    """Return `flag` on one line: what kind, how it weighs, its sentence and its numbers."""
    numbers = flag_numbers(flag)
    kind = flag.kind.value.replace("_", " ")
    text = f"{kind} ({flag.severity.value}): {flag.message}"
    return f"{text} [{numbers}]" if numbers else text
