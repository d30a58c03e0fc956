"""How a video is to be looked at, as people write it: in options, and in the columns of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import inf, isfinite
from typing import Final

from formcheck.errors import Fault
from formcheck.samples import QuarterTurn
from formcheck.sources.viewing import AS_IT_IS, Viewing

LEAST_SPEED, MOST_SPEED = 0.05, 50.0

AUTO: Final = "auto"
_TURNS: Final[Mapping[str, QuarterTurn]] = {"0": 0, "90": 90, "180": 180, "270": 270}
_YES: Final = frozenset({"yes", "true", "1", "x"})
_NO: Final = frozenset({"no", "false", "0"})
_MOST_ASPECT: Final = 4.0

COLUMNS: Final = ("rotate", "mirror", "speed", "from", "to", "aspect")
"""What can be said of a video, in the order in which it is read."""

BOTH_TIMES: Final = "from and to"
"""What is at fault where these do not go together."""


def read_viewing(told: Mapping[str, str], base: Viewing = AS_IT_IS) -> tuple[Viewing, tuple[Fault, ...]]:
    """Return how a video is to be looked at.

    Parameters
    ----------
    told : mapping of str to str
        What is said of it, by one of `COLUMNS`; others are passed over.
    base : Viewing
        What holds where nothing is said.

    Returns
    -------
    Viewing, tuple of Fault
        Without what is at fault; and every fault.
    """
    viewing, faults = base, []
    for name in COLUMNS:
        if name in told:
            try:
                viewing = _READERS[name](viewing, told[name].strip().lower())
            except ValueError as error:
                faults.append(Fault(name, told[name], str(error)))
    if not viewing.begin_s < viewing.end_s:
        found = f"{viewing.begin_s:g} to {viewing.end_s:g}"
        faults.append(Fault(BOTH_TIMES, found, "an earlier and a later time"))
    return viewing, tuple(faults)


def viewing_document(viewing: Viewing) -> dict[str, str]:
    """Return what would have to be said for a video to be looked at so: `read_viewing` reads it.

    Parameters
    ----------
    viewing : Viewing
        Any; of what was found, what was sought.
    """
    shown = {
        "rotate": AUTO if viewing.is_turn_sought or viewing.is_turn_found else str(viewing.clockwise_deg),
        "mirror": "yes" if viewing.is_mirrored else "no",
        "speed": "" if viewing.speed is None else repr(viewing.speed),
        "from": repr(viewing.begin_s),
        "to": "" if viewing.end_s == inf else repr(viewing.end_s),
        "aspect": "" if viewing.aspect is None else repr(viewing.aspect),
    }
    usual = {"rotate": "0", "mirror": "no", "from": "0.0"}
    return {name: word for name, word in shown.items() if word and word != usual.get(name)}


def _rotate(viewing: Viewing, word: str) -> Viewing:
    if word == AUTO:
        return replace(viewing, clockwise_deg=0, is_turn_sought=True)
    if word not in _TURNS:
        raise ValueError(f"{AUTO}, {', '.join(_TURNS)}")
    return replace(viewing, clockwise_deg=_TURNS[word], is_turn_sought=False)


def _mirror(viewing: Viewing, word: str) -> Viewing:
    if word not in _YES | _NO:
        raise ValueError("yes or no")
    return replace(viewing, is_mirrored=word in _YES)


def _speed(viewing: Viewing, word: str) -> Viewing:
    speed = _number(word)
    if not LEAST_SPEED <= speed <= MOST_SPEED:
        raise ValueError(f"a number from {LEAST_SPEED:g} to {MOST_SPEED:g}")
    return replace(viewing, speed=speed)


def _from(viewing: Viewing, word: str) -> Viewing:
    return replace(viewing, begin_s=_seconds(word))


def _to(viewing: Viewing, word: str) -> Viewing:
    return replace(viewing, end_s=_seconds(word))


def _aspect(viewing: Viewing, word: str) -> Viewing:
    width, _, height = word.partition(":")
    aspect = _number(width) / (_number(height) or inf) if height else _number(width)
    if not 1.0 / _MOST_ASPECT <= aspect <= _MOST_ASPECT:
        raise ValueError("width and height such as 16:9")
    return replace(viewing, aspect=aspect)


def _seconds(word: str) -> float:
    seconds = _number(word)
    if not (isfinite(seconds) and seconds >= 0.0):
        raise ValueError("seconds, 0 or more")
    return seconds


def _number(word: str) -> float:
    """Return a number; infinity, which nothing takes, where it is none."""
    try:
        return float(word)
    except ValueError:
        return inf


_READERS: Final[Mapping[str, Callable[[Viewing, str], Viewing]]] = {
    "rotate": _rotate,
    "mirror": _mirror,
    "speed": _speed,
    "from": _from,
    "to": _to,
    "aspect": _aspect,
}
