"""What remarks on pictures tell, beside their words."""

from __future__ import annotations

from typing import Final

from formcheck.samples import Side
from formcheck.session.model import Remark, RemarkKind
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock, number
from formcheck.words.names import leg_words

_TURNS: Final = frozenset(
    {RemarkKind.ON_ITS_SIDE, RemarkKind.UPSIDE_DOWN, RemarkKind.PERHAPS_TURNED, RemarkKind.WAS_TURNED}
)
_SHAPES: Final = {"16:9": 16 / 9, "4:3": 4 / 3, "3:4": 3 / 4, "9:16": 9 / 16}
"""Shapes of pictures as an option takes them, and their width over their height."""


def picture_facts(words: Words, remark: Remark) -> dict[str, str]:
    """Return what the placeables of a remark on the pictures stand for; nothing for any other remark.

    Parameters
    ----------
    words : Words
        The language.
    remark : Remark
        Any remark.
    """
    amount = remark.number or 0.0
    match remark.kind:
        case kind if kind in _TURNS:
            return {"degrees": number(amount)}
        case RemarkKind.PERHAPS_MIRRORED:
            return {"leg": leg_words(words, remark.side or Side.RIGHT)}
        case RemarkKind.PERHAPS_STRETCHED | RemarkKind.PERHAPS_SQUEEZED:
            return {"shape": min(_SHAPES, key=lambda one: abs(_SHAPES[one] - amount))}
        case RemarkKind.STOOD_STILL:
            return {"seconds": number(amount, 1, words.point), "when": clock(remark.at_s or 0.0, words.point)}
        case RemarkKind.LOW_RATE:
            return {"rate": number(amount, 1, words.point)}
        case RemarkKind.TILTED:
            return {"angle": number(amount)}
        case _:
            return {}
