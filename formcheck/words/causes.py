"""Causes in words: why something was not measured or not counted, and what would mend it."""

from __future__ import annotations

from typing import Final

from formcheck.causes import OF_MOVEMENT, OF_POSTURE, Cause, CauseKind
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock, number

STANDING_DEG: Final = -40.0
"""A thigh that slopes down more is that of somebody who stands or squats; a high stool brings it to 30 degrees."""

LYING_DEG: Final = -60.0
"""A trunk that leans further back is that of somebody who lies."""


def cause_clause(words: Words, cause: Cause) -> str:
    """Return why, as a clause to stand within a sentence: ``your foot left the picture on the right at 0:01.7``.

    Parameters
    ----------
    words : Words
        The language.
    cause : Cause
        Any cause.
    """
    return words(_key(words, cause), **_arguments(words, cause))


def mend_sentence(words: Words, cause: Cause) -> str:
    """Return what would mend a cause next time.

    Parameters
    ----------
    words : Words
        The language.
    cause : Cause
        Any cause.
    """
    is_of_body = cause.kind in OF_POSTURE | OF_MOVEMENT
    return words("mend-posture" if is_of_body else f"mend-{_name(cause.kind)}", **_arguments(words, cause))


def _key(words: Words, cause: Cause) -> str:
    key = f"cause-{_seeming(cause) or _name(cause.kind)}"
    if cause.since_s is not None and words.has(f"{key}-since"):
        return f"{key}-since"
    return f"{key}-plain" if cause.number is None and words.has(f"{key}-plain") else key


def _seeming(cause: Cause) -> str:
    """Return what somebody seems to do, where the angle tells; empty where it does not."""
    found = 0.0 if cause.number is None else cause.number
    if cause.kind is CauseKind.THIGH_LOW and found <= STANDING_DEG:
        return "standing"
    if cause.kind is CauseKind.TRUNK_BACK and found <= LYING_DEG:
        return "lying"
    is_lying_asked = cause.limit is not None and cause.limit < 0.0
    return "upright" if cause.kind is CauseKind.TRUNK_FORWARD and is_lying_asked else ""


def _arguments(words: Words, cause: Cause) -> dict[str, str]:
    return {
        "number": number(cause.number),
        "limit": number(cause.limit),
        "part": "" if cause.part is None else words(f"cause-part-{cause.part}"),
        "edge": "" if cause.edge is None else words(f"cause-edge-{cause.edge}"),
        "when": "" if cause.since_s is None else clock(cause.since_s, words.point),
    }


def _name(kind: CauseKind) -> str:
    return kind.replace("_", "-")
