"""What remarks on pictures tell, beside their words."""

from __future__ import annotations

from typing import Final

from formcheck.samples import Side
from formcheck.session.model import Remark, RemarkKind
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock, number
from formcheck.words.names import leg_words

_PLACEABLES: Final = {
    RemarkKind.PICTURE_ON_ITS_SIDE: ("degrees",),
    RemarkKind.PICTURE_UPSIDE_DOWN: ("degrees",),
    RemarkKind.PERHAPS_TURNED: ("degrees",),
    RemarkKind.WAS_TURNED: ("degrees",),
    RemarkKind.TILTED: ("degrees",),
    RemarkKind.PERHAPS_MIRRORED: ("leg",),
    RemarkKind.PERHAPS_STRETCHED: ("shape",),
    RemarkKind.PERHAPS_SQUEEZED: ("shape",),
    RemarkKind.STOOD_STILL: ("amount", "when"),
    RemarkKind.LOW_RATE: ("amount",),
}
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
    told = {
        "degrees": number(amount),
        "amount": number(amount, 1, words.point),
        "when": clock(remark.at_s or 0.0, words.point),
        "leg": leg_words(words, remark.side or Side.RIGHT),
        "shape": min(_SHAPES, key=lambda one: abs(_SHAPES[one] - amount)),
    }
    return {name: told[name] for name in _PLACEABLES.get(remark.kind, ())}
