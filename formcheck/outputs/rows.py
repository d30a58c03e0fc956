"""The repetitions of a segment as rows of a table, in words; every number with its ±."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from formcheck.events import Flag, FlagKind, Repetition, Severity, Uncertainty, Verdict
from formcheck.outputs.verdicts import Shape, shape_of
from formcheck.samples import Dof, Origin
from formcheck.session.means import Means, MeasuredBy
from formcheck.session.origins import Origins
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING, clock, degrees, doubt, plus_minus
from formcheck.words.names import severity_word, sureness_word
from formcheck.words.phrases import flag_numbers, flag_sentence, repetition_sentence, unjudged_sentence

_NOTHING: Final = Uncertainty()


@dataclass(frozen=True, slots=True)
class FlagText:
    """One flag of a repetition in words: how it weighs (empty for a fault), its sentence, its numbers."""

    weight: str
    sentence: str
    numbers: str


@dataclass(frozen=True, slots=True)
class JointCell:
    """A joint's angle at the peak, its range from rest to there, and what measured it, all in words."""

    peak: str
    range: str
    by: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One repetition as a row of the table; all in words."""

    index: int
    shape: Shape
    sureness: str
    lead: str
    flags: tuple[FlagText, ...]
    start_s: float
    end_s: float
    span: str
    span_doubt: str
    peak: str
    knee: JointCell
    ankle: JointCell
    thigh: JointCell
    neck: str
    out: str
    hold: str
    back: str
    speed: str
    picture: str
    picture_text: str


def row_of(words: Words, repetition: Repetition, jpeg: bytes | None, by: MeasuredBy, origins: Origins) -> TableRow:
    """Return one repetition in words.

    Parameters
    ----------
    words : Words
        The language.
    repetition : Repetition
        The judged attempt.
    jpeg : bytes or None
        Its key frame.
    by : MeasuredBy
        What measured it.
    origins : Origins
        What each angle was measured by, where several could.
    """
    rep, point = repetition, words.point
    ours = rep.uncertainty or _NOTHING
    knee, ankle = degrees(rep.knee_at_peak_deg), degrees(rep.ankle_at_peak_deg)
    return TableRow(
        rep.index, shape_of(words, rep.verdict), sureness_word(words, rep.certainty), _lead(words, rep, by),
        _flags(words, rep, by),
        rep.start_s, rep.end_s,
        span_words(words, rep.start_s, rep.end_s), _span_doubt(words, ours),
        _peak(words, rep, ours),
        JointCell(
            plus_minus(rep.knee_at_peak_deg, ours.knee_at_peak_deg, "deg"),
            plus_minus(rep.knee_range_deg, ours.knee_range_deg, "deg"),
            _origin_at_peak(words, rep, Dof.KNEE_FLEXION, by, origins),
        ),
        JointCell(
            plus_minus(rep.ankle_at_peak_deg, ours.ankle_at_peak_deg, "deg"),
            plus_minus(rep.ankle_range_deg, ours.ankle_range_deg, "deg"),
            _origin_at_peak(words, rep, Dof.ANKLE_DORSIFLEXION, by, origins),
        ),
        JointCell(
            plus_minus(rep.thigh_at_peak_deg, ours.thigh_at_peak_deg, "deg"),
            plus_minus(rep.thigh_range_deg, ours.thigh_range_deg, "deg"), "",
        ),
        _signed(rep.neck_change_deg, ours.neck_change_deg),
        plus_minus(rep.out_s, ours.out_s, "s", point), plus_minus(rep.hold_s, ours.hold_s, "s", point),
        plus_minus(rep.back_s, ours.back_s, "s", point),
        plus_minus(rep.peak_speed_degps, ours.peak_speed_degps, "degps"),
        f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else "",
        words("report-picture", number=rep.index, knee=knee, ankle=ankle),
    )  # fmt: skip


def span_words(words: Words, start_s: float, end_s: float) -> str:
    """Return a stretch of time in words.

    Parameters
    ----------
    words : Words
        The language.
    start_s, end_s : float
        From when to when.
    """
    return f"{clock(start_s, words.point)}{MISSING}{clock(end_s, words.point)}"


def _lead(words: Words, repetition: Repetition, by: MeasuredBy) -> str:
    """Return praise with a hint; empty where the word of the verdict, or a flag below, says the same."""
    is_said = repetition.verdict is not Verdict.GOOD or not repetition.flags or bool(by.unmeasured)
    return "" if is_said else repetition_sentence(words, repetition, by)


def _flags(words: Words, repetition: Repetition, by: MeasuredBy) -> tuple[FlagText, ...]:
    """Return the flags in words; what nothing can measure comes last, all of it in one sentence."""
    told = [flag for flag in repetition.flags if not (flag.kind is FlagKind.NOT_JUDGED and flag.dof in by.unmeasured)]
    flags = tuple(_flag_text(words, flag, by) for flag in told)
    unjudged = unjudged_sentence(words, by)
    return (*flags, FlagText(severity_word(words, Severity.WARNING), unjudged, "")) if unjudged else flags


def _flag_text(words: Words, flag: Flag, by: MeasuredBy) -> FlagText:
    """Return one flag in words."""
    weight = "" if flag.severity is Severity.FAULT else severity_word(words, flag.severity)
    return FlagText(weight, flag_sentence(words, flag, by), flag_numbers(words, flag))


def _origin_at_peak(words: Words, rep: Repetition, dof: Dof, by: MeasuredBy, origins: Origins) -> str:
    """Return what an angle at the furthest point was measured by; empty where only one instrument could."""
    found = origins.at(rep.peak_s, dof) if by.of(dof) is Means.BOTH else None
    return "" if found is None else origin_word(words, found)


def origin_word(words: Words, origin: Origin) -> str:
    """Return what an angle was measured by, such as ``camera``.

    Parameters
    ----------
    words : Words
        The language.
    origin : Origin
        The kind of source.
    """
    return words(f"report-origin-{origin}")


def _signed(value: float | None, error: float | None) -> str:
    """Return a change of angle with its sign and its ±."""
    text = plus_minus(value, error, "deg")
    return f"+{text}" if value is not None and text[0].isdigit() and round(value) != 0 else text


def _span_doubt(words: Words, uncertainty: Uncertainty) -> str:
    """Return the ± of start and end: the larger one."""
    known = [error for error in (uncertainty.start_s, uncertainty.end_s) if error is not None]
    return doubt(max(known, default=None), "s", words.point)


def _peak(words: Words, repetition: Repetition, uncertainty: Uncertainty) -> str:
    """Return the moment of the peak with its ±."""
    return " ".join(filter(None, (clock(repetition.peak_s, words.point), doubt(uncertainty.peak_s, "s", words.point))))
