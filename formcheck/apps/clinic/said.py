"""What a correction says, in a line of the log; and which moment of the recording it is about."""

from __future__ import annotations

from typing import Final

from formcheck.session.corrections import (
    Added,
    AngleMeasured,
    Commented,
    Correction,
    LookedThrough,
    Overruled,
    PointsMoved,
    Rescored,
    Struck,
    Undone,
)
from formcheck.words.catalogue import Words
from formcheck.words.figures import clock, degrees, plus_minus
from formcheck.words.names import joint_word, verdict_word

_SPACE: Final = " "


def said_words(words: Words, what: Correction) -> str:
    """Return what a correction says, as a sentence, and what was written with it.

    Parameters
    ----------
    words : Words
        The language.
    what : Correction
        What it says.
    """
    match what:
        case Overruled() | Added() | Struck():
            return _with(_judged(words, what), words(f"blame-{what.blame}"), what.reason)
        case PointsMoved():
            return _with(_moved(words, what), what.reason)
        case AngleMeasured():
            return _with(_measured(words, what), what.note)
        case Commented():
            return what.text
        case LookedThrough() | Rescored() | Undone():
            return _of_session(words, what)


def _of_session(words: Words, what: LookedThrough | Rescored | Undone) -> str:
    match what:
        case LookedThrough():
            return words("said-looked-through")
        case Rescored():
            return _with(words("said-rescored", opinion=what.opinion.rpartition("-")[2]), what.reason)
        case Undone():
            return words("said-undone", number=what.number)


def _judged(words: Words, what: Overruled | Added | Struck) -> str:
    told = {"at": clock(what.movement.start_s, words.point)}
    if not isinstance(what, Added):
        told["before"] = verdict_word(words, what.machine)
    if not isinstance(what, Struck):
        told["after"] = verdict_word(words, what.mine)
    return words(f"said-{what.correction}", **told)


def _moved(words: Words, what: PointsMoved) -> str:
    frames = len({one.index for one in what.points})
    names = len({one.landmark for one in what.points})
    after = words("said-none") if what.judged is None else verdict_word(words, what.judged.verdict)
    at = clock(what.movement.start_s, words.point)
    return words("said-moved", at=at, points=names, frames=frames, after=after)


def _measured(words: Words, what: AngleMeasured) -> str:
    at, mine = clock(what.t_s, words.point), degrees(what.deg)
    if what.dof is None:
        return words("said-angle", at=at, mine=mine)
    joint = joint_word(words, what.dof)
    if what.machine_deg is None:
        return words("said-joint-alone", at=at, joint=joint, mine=mine)
    machine = plus_minus(what.machine_deg, what.machine_error_deg, "deg", words.point)
    return words("said-joint", at=at, joint=joint, mine=mine, machine=machine)


def moment_of(what: Correction) -> float | None:
    """Return which moment of the recording a correction is about, in seconds; None where it is about all of it.

    Parameters
    ----------
    what : Correction
        What it says.
    """
    match what:
        case Overruled() | Added() | Struck() | PointsMoved():
            return what.movement.start_s
        case AngleMeasured() | Commented():
            return what.t_s
        case _:
            return None


def _with(*sentences: str) -> str:
    return _SPACE.join(filter(None, sentences))
