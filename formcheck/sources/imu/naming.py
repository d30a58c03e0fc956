"""Where a sensor was strapped to, as far as its name tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from formcheck.samples import Segment, Side

_SEGMENTS = {
    Segment.THIGH: ("thigh", "femur", "upperleg", "upleg", "muslo"),
    Segment.SHANK: ("shank", "tibia", "shin", "calf", "lowerleg", "pierna", "pantorrilla", "espinilla"),
    Segment.FOOT: ("foot", "calcn", "calcaneus", "toes", "toe", "shoe", "pie"),
}
_SIDES = {
    Side.RIGHT: ("right", "r", "rt", "derecha", "derecho", "der", "dcha", "dcho"),
    Side.LEFT: ("left", "l", "lt", "izquierda", "izquierdo", "izq", "izda", "izdo"),
}
_SPANISH_SIDES = {"d": Side.RIGHT, "i": Side.LEFT}
_SPANISH = frozenset({"muslo", "pierna", "pantorrilla", "espinilla", "pie"})

_SEGMENT_OF = {word: segment for segment, words in _SEGMENTS.items() for word in words}
_SIDE_OF = {word: side for side, words in _SIDES.items() for word in words}
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]+")


def guess_place(*names: str) -> tuple[Segment | None, Side | None]:
    """Return the part of the leg and the side that names tell, each None where none does.

    Parameters
    ----------
    *names : str
        Names of one sensor, such as that of its file and that of its folder; the first that tells is believed.

    Examples
    --------
    >>> guess_place("RTibia_20210820")
    (<Segment.SHANK: 'shank'>, <Side.RIGHT: 'right'>)
    >>> guess_place("Pelvis")
    (None, None)
    """
    told = [_guess(name) for name in names]
    segment = next((one for one, _ in told if one is not None), None)
    side = next((one for _, one in told if one is not None), None)
    return (segment, side) if segment is not None else (None, side if not _is_elsewhere(names) else None)


def _guess(name: str) -> tuple[Segment | None, Side | None]:
    words = list(_words(name))
    segments = {_SEGMENT_OF[word] for word in words if word in _SEGMENT_OF}
    sides = {_SIDE_OF[word] for word in words if word in _SIDE_OF}
    if not sides and _SPANISH & set(words):
        sides = {_SPANISH_SIDES[word] for word in words if word in _SPANISH_SIDES}
    return (segments.pop() if len(segments) == 1 else None, sides.pop() if len(sides) == 1 else None)


def _words(name: str) -> Iterator[str]:
    """Yield the words of a name in small letters, those written together parted: ``rtibia`` is ``r`` and ``tibia``."""
    words = [word.lower() for word in _WORD.findall(name)]
    for word, after in zip_longest(words, words[1:], fillvalue=""):
        if word in {"upper", "up", "lower"} and after == "leg":
            yield f"{word}leg"
        else:
            yield from _parted(word)


def _parted(word: str) -> tuple[str, ...]:
    if word in _SEGMENT_OF or word in _SIDE_OF:
        return (word,)
    for segment in _SEGMENT_OF:
        if word.startswith(segment) and word.removeprefix(segment) in _SIDE_OF:
            return (segment, word.removeprefix(segment))
        if word.endswith(segment) and word.removesuffix(segment) in _SIDE_OF:
            return (word.removesuffix(segment), segment)
    return (word,)


def _is_elsewhere(names: tuple[str, ...]) -> bool:
    return any(word in _ELSEWHERE for name in names for word in _words(name))


_ELSEWHERE = frozenset(
    {"pelvis", "torso", "sacrum", "chest", "trunk", "sternum", "head", "hand", "arm", "humerus", "forearm", "pecho"}
)
