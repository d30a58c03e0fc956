"""What was judged, in sentences: made here of kinds, joints and numbers, and stored nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from formcheck.causes import Cause
from formcheck.events import Flag, FlagKind, Repetition, Severity
from formcheck.exercise.definition import Window
from formcheck.samples import Dof
from formcheck.session.means import BY_CAMERA, Means, MeasuredBy
from formcheck.session.model import Remark, RemarkKind
from formcheck.words.catalogue import Words
from formcheck.words.causes import cause_clause, mend_sentence
from formcheck.words.figures import clock, number, quantity
from formcheck.words.names import body_word, joint_word, kind_word, severity_word
from formcheck.words.pictures import picture_facts
from formcheck.words.sensors import place_words

_PLUS_MINUS: Final = "\N{PLUS-MINUS SIGN}"
_FALLS_SHORT: Final = frozenset({FlagKind.INCOMPLETE_RANGE, FlagKind.NECK_STILL, FlagKind.FOOT_STILL})
_RANGE_KEYS: Final = {
    Dof.KNEE_FLEXION: ("flag-knee-too-bent", "flag-knee-too-straight"),
    Dof.ANKLE_DORSIFLEXION: ("flag-foot-too-high", "flag-foot-too-low"),
}
"""For each joint: where the angle is above what is required, and where it is below; any other moves the leg."""


def means_words(words: Words, means: Means, key: str, /, **args: str | float) -> str:
    """Return a message as it is said of what measured: without a camera nothing was seen.

    Parameters
    ----------
    words : Words
        The language.
    means : Means
        What measured.
    key : str
        The message, as it is said of a camera. With ``-sensors`` or ``-both`` after it, it is the one for these; where
        there is none, that of the camera holds for all.
    **args : str or float
        What its placeables stand for.
    """
    other = f"{key}-{means}"
    return words(other if means is not Means.CAMERA and words.has(other) else key, **args)


def repetition_sentence(words: Words, repetition: Repetition, by: MeasuredBy = BY_CAMERA) -> str:
    """Return the one sentence to read about a repetition: its verdict's reason, or praise with a hint.

    Parameters
    ----------
    words : Words
        The language.
    repetition : Repetition
        The judged attempt.
    by : MeasuredBy
        What measured it; what no sensor measures is said after every repetition.
    """
    unjudged = unjudged_sentence(words, by)
    told = [flag for flag in repetition.flags if not (unjudged and flag.kind is FlagKind.NOT_JUDGED)]
    for flag in told:
        if flag.severity is Severity.FAULT and flag.kind.value == repetition.verdict.value:
            return _joined(flag_sentence(words, flag, by), unjudged)
    if not told:
        return _joined(words("praise"), unjudged)
    return _joined(words("praise-with-hint", hint=flag_sentence(words, told[0], by)), unjudged)


def unjudged_sentence(words: Words, by: MeasuredBy) -> str:
    """Return what no instrument can measure and is never judged; empty where there is no such thing.

    Parameters
    ----------
    words : Words
        The language.
    by : MeasuredBy
        What measured the session.
    """
    parts = ", ".join(body_word(words, dof) for dof in by.unmeasured)
    return words("flag-no-sensor", parts=parts) if parts else ""


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def flag_sentence(words: Words, flag: Flag, by: MeasuredBy = BY_CAMERA) -> str:
    """Return what a patient is told of a flag: short, kind, about the movement and never about the person.

    Parameters
    ----------
    words : Words
        The language.
    flag : Flag
        Any flag.
    by : MeasuredBy
        What measured it.
    """
    match flag.kind:
        case FlagKind.NOT_MEASURABLE | FlagKind.NOT_JUDGED | FlagKind.UNCALIBRATED:
            return _unseen(words, flag, by)
        case FlagKind.WRONG_ORDER:
            return _order(words, flag)
        case FlagKind.INCOMPLETE_RANGE:
            return _range(words, flag)
        case FlagKind.RUSHED:
            return words("flag-a-little-fast") if flag.severity is Severity.WARNING else _pace(words, flag)
        case FlagKind.HELD:
            return words("flag-a-little-long") if flag.severity is Severity.WARNING else _hold(words, flag)
        case _:
            return words(f"flag-{flag.kind.replace('_', '-')}")


def _unseen(words: Words, flag: Flag, by: MeasuredBy) -> str:
    """Return what was not seen, or not well enough; and why, where that is known."""
    if flag.kind is not FlagKind.NOT_MEASURABLE:
        key = f"flag-{flag.kind.replace('_', '-')}"
    elif flag.unit == "share":
        key = "flag-not-measurable"
    else:
        key = "flag-not-sharp" if flag.unit == "deg" else "flag-not-sharp-when"
    part = body_word(words, flag.dof or Dof.KNEE_FLEXION)
    if flag.cause is not None and words.has(f"{key}-because"):
        return means_words(words, by.of(flag.dof), f"{key}-because", part=part, cause=cause_clause(words, flag.cause))
    return means_words(words, by.of(flag.dof), key, part=part)


def _order(words: Words, flag: Flag) -> str:
    measured = flag.measured or 0.0
    if flag.dof is Dof.NECK_FLEXION:
        return words("flag-head-down" if measured > 0.0 else "flag-head-up")
    if flag.unit == "s":
        return words("flag-foot-late", seconds=number(measured, 1, words.point))
    return words("flag-foot-pointed" if measured < 0.0 else "flag-foot-pulled-up")


def _range(words: Words, flag: Flag) -> str:
    above, below = _RANGE_KEYS.get(flag.dof or Dof.THIGH_ELEVATION, ("flag-leg-too-high", "flag-leg-too-low"))
    is_above = (flag.measured or 0.0) > (flag.required or 0.0)
    return words(above if is_above else below, short=number(flag.shortfall or 0.0))


def _pace(words: Words, flag: Flag) -> str:
    measured, required = flag.measured or 0.0, flag.required or 0.0
    if flag.unit == "degps":
        return words("flag-speed-high", speed=number(measured), limit=number(required))
    seconds = number(measured, 1, words.point)
    if flag.dof is None:
        return words("flag-cycle-short", seconds=seconds, limit=number(required))
    return words("flag-stroke-short", seconds=seconds)


def _hold(words: Words, flag: Flag) -> str:
    return words("flag-held", seconds=number(flag.measured or 0.0, 1, words.point))


def flag_numbers(words: Words, flag: Flag) -> str:
    """Return what a flag rests on; empty where nothing was measured.

    A target that was not reached reads ``ankle 12° ± 5°, asked 20°``; a limit that was gone beyond
    ``1.4 s ± 0.1 s, at least 2.0 s``; what was not sharp enough, ``ankle ± 14°, at most ± 9°``.

    Parameters
    ----------
    words : Words
        The language.
    flag : Flag
        Any flag.
    """
    if flag.measured is None:
        return ""
    # What was not sharp is told by how wide it was: without a ± that would read as an angle.
    sign = f"{_PLUS_MINUS} " if flag.kind is FlagKind.NOT_MEASURABLE else ""
    measured = sign + quantity(flag.measured, flag.unit, words.point)
    if flag.dof is not None:
        measured = words("numbers-joint", joint=joint_word(words, flag.dof), measured=measured)
    doubt = "" if flag.uncertainty is None else quantity(abs(flag.uncertainty), flag.unit, words.point)
    spread = f" {_PLUS_MINUS} {doubt}" if doubt else ""
    if flag.required is None:
        return measured + spread
    key = "numbers-at-least" if flag.measured < flag.required else "numbers-at-most"
    if flag.kind in _FALLS_SHORT:
        key = "numbers-asked"
    return words(key, measured=measured, required=sign + quantity(flag.required, flag.unit, words.point), spread=spread)


def flag_text(words: Words, flag: Flag, by: MeasuredBy = BY_CAMERA) -> str:
    """Return a flag on one line: what kind, how it weighs, its sentence and its numbers.

    Parameters
    ----------
    words : Words
        The language.
    flag : Flag
        Any flag.
    by : MeasuredBy
        What measured it.
    """
    numbers = flag_numbers(words, flag)
    text = f"{kind_word(words, flag.kind)} ({severity_word(words, flag.severity)}): {flag_sentence(words, flag, by)}"
    return f"{text} [{numbers}]" if numbers else text


def remark_sentence(words: Words, remark: Remark, by: MeasuredBy = BY_CAMERA) -> str:
    """Return what is to be said of what the camera saw, or the sensors told.

    Parameters
    ----------
    words : Words
        The language.
    remark : Remark
        Any remark.
    by : MeasuredBy
        What measured the session.
    """
    key = f"remark-{remark.kind.replace('_', '-')}"
    amount = remark.number or 0.0
    if remark.place is not None:
        when, long = clock(amount, words.point), number(amount, 1, words.point)
        told = words(key, place=place_words(words, remark.place), when=when, seconds=long)
        return told[0].upper() + told[1:]
    if remark.cause is not None:
        return _because(words, remark, remark.cause, by)
    expected = "" if remark.expected is None else "-of"
    return means_words(words, by.means, f"{key}{expected}", **_remark_numbers(words, remark))


def _remark_numbers(words: Words, remark: Remark) -> dict[str, str]:
    """Return what the placeables of a remark's message stand for."""
    amount = remark.number or 0.0
    match remark.kind:
        case RemarkKind.SELDOM_MEASURED:
            return {"part": body_word(words, remark.dof or Dof.KNEE_FLEXION), "percent": number(100.0 * amount)}
        case RemarkKind.NEUTRAL_NOT_USED:
            return {"angle": number(amount)}
        case RemarkKind.OTHER_SPEED:
            return {"times": number(amount, 0 if amount == round(amount) else 2, words.point)}
        case RemarkKind.LOOKS_SPED_UP | RemarkKind.LOOKS_SLOWED:
            return {"times": number(amount, 0 if amount == round(amount) else 2)}  # as it is typed
        case RemarkKind.FILE_CUT_SHORT | RemarkKind.PICTURES_MISSING:
            whole = {} if remark.expected is None else {"whole": number(remark.expected, 1, words.point)}
            return {"seconds": number(amount, 1, words.point)} | whole
        case _:
            return picture_facts(words, remark)


def _because(words: Words, remark: Remark, cause: Cause, by: MeasuredBy) -> str:
    """Return a remark that says why."""
    key = f"remark-{remark.kind.replace('_', '-')}"
    found, limit, percent = number(cause.number), number(cause.limit), number(100.0 * (remark.number or 0.0))
    match remark.kind:
        case RemarkKind.SELDOM_MEASURED:
            part, clause = body_word(words, remark.dof or Dof.KNEE_FLEXION), cause_clause(words, cause)
            return means_words(words, by.means, f"{key}-because", part=part, percent=percent, cause=clause)
        case RemarkKind.NOT_SIDE_ON:
            is_far = (cause.number or 0.0) > (cause.limit or 0.0)
            turned = {"from": cause.kind.replace("_", "-")}
            return words(f"{key}-far" if is_far else key, angle=found, limit=limit, **turned)
        case RemarkKind.NO_MOVEMENT:
            return means_words(words, by.means, key, number=found, limit=limit)
        case _:
            return _nothing_counted(words, remark, cause, by)


def _nothing_counted(words: Words, remark: Remark, cause: Cause, by: MeasuredBy) -> str:
    """Return why nothing was counted, and what would mend it where it is a matter of filming."""
    key, clause = f"remark-{remark.kind.replace('_', '-')}", cause_clause(words, replace(cause, since_s=None))
    if remark.number is None:
        told = words(f"{key}-plain", cause=clause)
    else:
        told = means_words(words, by.means, key, cause=clause, percent=number(100.0 * remark.number))
    return _joined(told, mend_sentence(words, cause) if remark.kind is RemarkKind.NOT_MEASURED else "")


def window_text(words: Words, window: Window | None) -> str:
    """Return a window in words, such as ``0 to 20°``; empty where the joint does not matter.

    Parameters
    ----------
    words : Words
        The language.
    window : Window or None
        From where to where, in degrees.
    """
    return "" if window is None else words("window", low=number(window.min), high=number(window.max))
