"""What the report says, gathered and put in words; the template only lays it out."""

from __future__ import annotations

import base64
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.definition import Exercise
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.samples import Dof, Origin, combine_accuracies
from formcheck.session.means import Means, MeasuredBy
from formcheck.session.model import Coverage, RemarkKind, Session
from formcheck.session.origins import Origins
from formcheck.session.trajectory import Loss, Trajectory
from formcheck.words.catalogue import Words, exercise_words, foot_words
from formcheck.words.causes import mend_sentence
from formcheck.words.figures import MISSING, clock, degrees, number, quantity
from formcheck.words.names import joint_word, phase_word, severity_word, sureness_word, verdict_word
from formcheck.words.phrases import (
    flag_numbers,
    flag_sentence,
    means_words,
    repetition_sentence,
    unjudged_sentence,
    window_text,
)

_MOST_LOST: Final = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """A verdict as the page shows it: a shape, a colour and a word."""

    word: str
    points: str
    ink: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class FlagText:
    """One flag of a repetition in words: how it weighs (empty for a fault), its sentence, its numbers."""

    weight: str
    sentence: str
    numbers: str


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
    peak: str
    knee: str
    knee_by: str
    ankle: str
    ankle_by: str
    thigh: str
    neck: str
    out: str
    hold: str
    back: str
    speed: str
    smoothness: str
    picture: str
    picture_text: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """The middle and the extremes of one number over the repetitions; all in words."""

    name: str
    middle: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the video one angle was measured in, with its typical error, and by what; all in words."""

    name: str
    measured: str
    error: str
    by: str


@dataclass(frozen=True, slots=True)
class PhaseLimits:
    """One phase of the exercise as a row of the table of limits; all in words."""

    name: str
    instruction: str
    knee: str
    ankle: str
    thigh: str
    neck: str
    foot: str
    hold: str


def shape_of(words: Words, verdict: Verdict) -> Shape:
    """Return how a verdict is shown.

    Parameters
    ----------
    words : Words
        The language.
    verdict : Verdict
        Any verdict.
    """
    mark = MARKS[verdict]
    return Shape(verdict_word(words, verdict), svg_points(mark), mark.ink, mark.hollow)


def counts(words: Words, session: Session) -> list[tuple[Shape, int]]:
    """Return the verdicts that were given, good first, each with its count.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    """
    by_verdict = session.summary.by_verdict
    given = [verdict for verdict in reversed(Verdict) if by_verdict.get(verdict, 0)]
    return [(shape_of(words, verdict), by_verdict[verdict]) for verdict in given]


MANY: Final = 1 / 3
"""Where so large a share could not be seen, how to film comes before how to move better still."""

_UNSEEN: Final = frozenset({FlagKind.NOT_MEASURABLE, FlagKind.NOT_JUDGED, FlagKind.UNCALIBRATED})


def advice(words: Words, repetitions: Sequence[Repetition], by: MeasuredBy) -> str:
    """Return the one sentence that would help most next time; empty where there is nothing to say.

    It is the sentence of the most frequent fault; where there is none, and a third or more could not be seen, what
    would mend that which most often was why; else the sentence of the most frequent other remark.

    Parameters
    ----------
    words : Words
        The language.
    repetitions : sequence of Repetition
        Every attempt.
    by : MeasuredBy
        What measured them.
    """
    # After a sensor went, what is left of an attempt advises nothing.
    counted = [rep for rep in repetitions if by.has_camera or rep.verdict is not Verdict.NOT_MEASURABLE]
    everything = [flag for rep in counted or repetitions for flag in rep.flags]
    could = [flag for flag in everything if flag.kind in _UNSEEN and flag.dof not in by.unmeasured]
    moving = [flag for flag in everything if flag.kind not in _UNSEEN] if counted else []
    if told := _most_frequent(words, [flag for flag in moving if flag.severity is Severity.FAULT], by):
        return told
    unseen = sum(rep.verdict is Verdict.NOT_MEASURABLE for rep in counted)
    if could and unseen >= max(1.0, MANY * len(counted)):
        return _mending(words, could, by)
    for severity in Severity:
        if told := _most_frequent(words, [flag for flag in moving if flag.severity is severity], by):
            return told
    return _mending(words, could, by) if could else ""


def _most_frequent(words: Words, flags: Sequence[Flag], by: MeasuredBy) -> str:
    """Return the sentence of the flag that is there most often; empty without any."""
    if not flags:
        return ""
    kind, _ = Counter((flag.kind, flag.dof) for flag in flags).most_common(1)[0]
    return flag_sentence(words, next(flag for flag in reversed(flags) if (flag.kind, flag.dof) == kind), by)


def _mending(words: Words, flags: Sequence[Flag], by: MeasuredBy) -> str:
    """Return what would have let more be judged."""
    causes = [flag.cause for flag in flags if flag.cause is not None]
    if causes:
        kind, _ = Counter((cause.kind, cause.part, cause.edge) for cause in causes).most_common(1)[0]
        return mend_sentence(words, next(one for one in causes if (one.kind, one.part, one.edge) == kind))
    uncalibrated = next((flag for flag in flags if flag.kind is FlagKind.UNCALIBRATED), None)
    return flag_sentence(words, uncalibrated, by) if uncalibrated else means_words(words, by.means, "report-unsharp")


def is_of_filming(coverage: Coverage) -> bool:
    """Tell whether nothing was counted because it was not filmed, or not worn, so that it could be measured.

    Parameters
    ----------
    coverage : Coverage
        What the camera saw, or the sensors told.
    """
    kinds = {remark.kind for remark in coverage.remarks}
    return not coverage.is_anybody_found or RemarkKind.NOT_MEASURED in kinds


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
    knee, ankle = degrees(rep.knee_at_peak_deg), degrees(rep.ankle_at_peak_deg)
    return TableRow(
        rep.index, shape_of(words, rep.verdict), sureness_word(words, rep.certainty), _lead(words, rep, by),
        _flags(words, rep, by),
        rep.start_s, rep.end_s,
        _span(words, rep.start_s, rep.end_s), clock(rep.peak_s, point),
        knee, _origin_at_peak(words, rep, Dof.KNEE_FLEXION, by, origins),
        ankle, _origin_at_peak(words, rep, Dof.ANKLE_DORSIFLEXION, by, origins),
        degrees(rep.thigh_at_peak_deg), _signed(rep.neck_change_deg),
        number(rep.out_s, 1, point), number(rep.hold_s, 1, point), number(rep.back_s, 1, point),
        quantity(rep.peak_speed_degps, "degps"), number(rep.sparc, 2, point),
        f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else "",
        words("report-picture", number=rep.index, knee=knee, ankle=ankle),
    )  # fmt: skip


def _span(words: Words, start_s: float, end_s: float) -> str:
    """Return a stretch of time in words."""
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


def _signed(value: float | None) -> str:
    """Return a change of angle with its sign."""
    text = degrees(value)
    return f"+{text}" if value is not None and text[0].isdigit() and round(value) != 0 else text


def spreads(words: Words, repetitions: Sequence[Repetition]) -> list[RangeRow]:
    """Return middle, lowest and highest of knee, ankle, thigh and cycle time over the repetitions that were measured.

    Parameters
    ----------
    words : Words
        The language.
    repetitions : sequence of Repetition
        Every attempt.
    """
    measured = [rep for rep in repetitions if rep.verdict is not Verdict.NOT_MEASURABLE]
    columns: list[tuple[str, list[float | None], str]] = [
        ("report-knee-at-end", [rep.knee_at_peak_deg for rep in measured], "deg"),
        ("report-ankle-at-end", [rep.ankle_at_peak_deg for rep in measured], "deg"),
        ("report-thigh-at-end", [rep.thigh_at_peak_deg for rep in measured], "deg"),
        ("report-whole-cycle", [rep.end_s - rep.start_s for rep in measured], "s"),
    ]
    rows = []
    for key, found, unit in columns:
        values = [value for value in found if value is not None]
        if values:
            numbers = statistics.median(values), min(values), max(values)
            rows.append(RangeRow(words(key), *(quantity(value, unit, words.point) for value in numbers)))
    return rows


def shares(words: Words, session: Session, by: MeasuredBy, origins: Origins) -> list[Share]:
    """Return for each angle in how much of the video it was measured, its typical error, and by what.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    by : MeasuredBy
        What measured it; what no sensor measures is left out where no camera looked.
    origins : Origins
        What each angle was measured by.
    """
    known = combine_accuracies([instrument.accuracy for instrument in session.instruments])
    errors = {dof: f"\N{PLUS-MINUS SIGN} {degrees(known.typical_deg(dof))}" for dof in Dof if known.measures(dof)}
    measured = session.coverage.measured
    return [
        Share(
            joint_word(words, dof),
            quantity(measured.get(dof, 0.0), "share"),
            errors.get(dof) or words("report-not-known"),
            _origin_shares(words, origins.shares(dof)),
        )
        for dof in Dof
        if by.measures(dof)
    ]


def _origin_shares(words: Words, found: Mapping[Origin, float]) -> str:
    """Return by what an angle was measured, with how much of it by each where that was several."""
    if len(found) < 2:
        return "".join(origin_word(words, kind) for kind in found) or MISSING
    ordered = sorted(found.items(), key=lambda one: -one[1])
    parts = {kind: quantity(share, "share", words.point) for kind, share in ordered}
    return ", ".join(
        words("report-origin-share", origin=origin_word(words, kind), share=share) for kind, share in parts.items()
    )


def lost_spans(words: Words, trajectory: Trajectory, by: MeasuredBy) -> list[str]:
    """Return when joints were out of sight, in words; a long list is cut short.

    Parameters
    ----------
    words : Words
        The language.
    trajectory : Trajectory
        What was measured.
    by : MeasuredBy
        By what; joints that no sensor measures are not lost.
    """
    lost = [replace(loss, dofs=tuple(filter(by.measures, loss.dofs))) for loss in trajectory.lost]
    spans = [_lost_span(words, loss) for loss in lost if loss.dofs]
    more = len(spans) - _MOST_LOST
    return [*spans[:_MOST_LOST], words("report-and-more", count=more)] if more > 0 else spans


def _lost_span(words: Words, loss: Loss) -> str:
    joints = ", ".join(joint_word(words, dof) for dof in loss.dofs)
    return f"{joints}: {_span(words, loss.start_s, loss.end_s)}"


def phase_limits(words: Words, exercise: Exercise) -> list[PhaseLimits]:
    """Return the phases with their windows in words.

    Parameters
    ----------
    words : Words
        The language.
    exercise : Exercise
        What the session was judged by.
    """
    told = exercise_words(words, exercise)
    return [
        PhaseLimits(
            phase_word(words, name), instruction, window_text(words, phase.knee_flexion),
            window_text(words, phase.ankle_dorsiflexion), window_text(words, phase.thigh_elevation),
            words(f"neck-{phase.neck}"), foot_words(words, phase.foot),
            f"{number(phase.hold_warn_s, 1, words.point)} / {number(phase.max_hold_s, 1, words.point)} s",
        )
        for (name, phase), instruction in zip(
            exercise.phases.items(), (told.rest, told.end, told.back), strict=True
        )
    ]  # fmt: skip


def calibration_text(words: Words, session: Session, by: MeasuredBy) -> str:
    """Return in a sentence what the ankle angles are relative to.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    by : MeasuredBy
        What measured it.
    """
    source = session.calibration.ankle_neutral_source
    if source == "none":
        return means_words(words, by.means, "report-zero-none")
    offset = degrees(session.calibration.ankle_neutral_deg)
    return words(f"report-zero-{source.replace('_', '-')}", offset=offset)
