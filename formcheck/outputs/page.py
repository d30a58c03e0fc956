"""What the report says, gathered and put in words; the template only lays it out."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.definition import Exercise
from formcheck.outputs.rows import origin_word, span_words
from formcheck.outputs.verdicts import Shape, shape_of
from formcheck.samples import Dof, Origin, combine_accuracies
from formcheck.session.means import MeasuredBy
from formcheck.session.model import Coverage, RemarkKind, Session, Summary
from formcheck.session.origins import Origins
from formcheck.session.trajectory import Loss, Trajectory
from formcheck.words.catalogue import Words, exercise_words, foot_words
from formcheck.words.causes import mend_sentence
from formcheck.words.figures import MISSING, degrees, number, plus_minus, quantity
from formcheck.words.names import joint_word, phase_word
from formcheck.words.phrases import (
    flag_sentence,
    means_words,
    window_text,
)

_MOST_LOST: Final = 12


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


def counts(words: Words, summary: Summary) -> list[tuple[Shape, int]]:
    """Return the verdicts that were given, good first, each with its count.

    Parameters
    ----------
    words : Words
        The language.
    summary : Summary
        The counts.
    """
    by_verdict = summary.by_verdict
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


def spreads(words: Words, repetitions: Sequence[Repetition]) -> list[RangeRow]:
    """Return middle, lowest and highest of knee, ankle, thigh and cycle time over the repetitions that were measured.

    Each with the ± of the repetition it is read from; that of the middle is the usual one, for what is misread of a
    person is misread in all of them.

    Parameters
    ----------
    words : Words
        The language.
    repetitions : sequence of Repetition
        Every attempt.
    """
    measured = [rep for rep in repetitions if rep.verdict is not Verdict.NOT_MEASURABLE]
    columns: tuple[tuple[str, str, str], ...] = (
        ("report-knee-at-end", "knee_at_peak_deg", "deg"),
        ("report-knee-range", "knee_range_deg", "deg"),
        ("report-ankle-at-end", "ankle_at_peak_deg", "deg"),
        ("report-ankle-range", "ankle_range_deg", "deg"),
        ("report-thigh-at-end", "thigh_at_peak_deg", "deg"),
        ("report-thigh-range", "thigh_range_deg", "deg"),
    )
    rows = [_range_row(words, key, unit, [_number(rep, name) for rep in measured]) for key, name, unit in columns]
    rows.append(_range_row(words, "report-whole-cycle", "s", [_cycle(rep) for rep in measured]))
    return [row for row in rows if row is not None]


_Number = tuple[float | None, float | None]


def _number(repetition: Repetition, name: str) -> _Number:
    """Return a number of a repetition with its standard error."""
    return getattr(repetition, name), getattr(repetition.uncertainty, name, None)


def _cycle(repetition: Repetition) -> _Number:
    ours = repetition.uncertainty
    cycle_s = repetition.end_s - repetition.start_s
    if ours is None or ours.start_s is None or ours.end_s is None:
        return cycle_s, None
    return cycle_s, math.hypot(ours.start_s, ours.end_s)


def _range_row(words: Words, key: str, unit: str, numbers: Sequence[_Number]) -> RangeRow | None:
    """Return middle and extremes of one number; None where it was never measured."""
    found = sorted(((value, error) for value, error in numbers if value is not None), key=lambda one: one[0])
    if not found:
        return None
    errors = [error for _, error in found if error is not None]
    middle = statistics.median(value for value, _ in found), statistics.median(errors) if errors else None
    return RangeRow(words(key), *(plus_minus(*one, unit, words.point) for one in (middle, found[0], found[-1])))


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
    return f"{joints}: {span_words(words, loss.start_s, loss.end_s)}"


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
