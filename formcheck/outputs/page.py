"""What the report says, gathered and put in words; the template only lays it out."""

from __future__ import annotations

import base64
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.definition import Phase
from formcheck.outputs.targets import window_text
from formcheck.outputs.verdicts import MARKS, svg_points
from formcheck.outputs.wording import MISSING, clock, degrees, dof_word, flag_numbers, number, quantity, verdict_word
from formcheck.samples import Dof
from formcheck.session.model import Header, Session
from formcheck.session.trajectory import Trajectory

_MOST_LOST: Final = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """A verdict as the page shows it: a shape, a colour and a word."""

    word: str
    points: str
    ink: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """One flag of a repetition in words: how it weighs (empty for a fault), its sentence, its numbers."""

    weight: str
    message: str
    numbers: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One repetition as a row of the table; all in words."""

    index: int
    shape: Shape
    message: str
    remarks: tuple[Remark, ...]
    start_s: float
    end_s: float
    span: str
    peak: str
    knee: str
    ankle: str
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
    """How much of the video one angle was measured in, with its typical error; all in words."""

    name: str
    measured: str
    error: str


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


def shape_of(verdict: Verdict) -> Shape:
    """Return how `verdict` is shown."""
    mark = MARKS[verdict]
    return Shape(verdict_word(verdict), svg_points(mark), mark.ink, mark.hollow)


def counts(session: Session) -> list[tuple[Shape, int]]:
    """Return the verdicts that were given, good first, each with its count."""
    by_verdict = session.summary.by_verdict
    return [(shape_of(verdict), by_verdict[verdict]) for verdict in reversed(Verdict) if by_verdict.get(verdict, 0)]


FILM_BETTER: Final = (
    "Film from the side with the whole body in the picture, light from the front, and nobody close behind."
)
"""The advice where the camera missed something and the movement calls for none."""


def advice(repetitions: Sequence[Repetition]) -> str:
    """Return the one sentence that would help most next time; empty where there is nothing to say.

    It is the sentence of the most frequent fault, or where there is none, of the most frequent other remark. What the
    camera could not see comes last: it is about filming, not about moving.
    """
    everything = [flag for rep in repetitions for flag in rep.flags]
    for severity in Severity:
        flags = [flag for flag in everything if flag.severity is severity and flag.kind is not FlagKind.NOT_MEASURABLE]
        if flags:
            kind, _ = Counter((flag.kind, flag.dof) for flag in flags).most_common(1)[0]
            return next(flag.message for flag in reversed(flags) if (flag.kind, flag.dof) == kind)
    return FILM_BETTER if everything else ""


def row_of(repetition: Repetition, jpeg: bytes | None) -> TableRow:
    """Return one repetition in words.

    Parameters
    ----------
    repetition : Repetition
        The judged attempt.
    jpeg : bytes or None
        Its key frame.
    """
    rep = repetition
    remarks = tuple(_remark(flag) for flag in rep.flags)
    knee, ankle = degrees(rep.knee_at_peak_deg), degrees(rep.ankle_at_peak_deg)
    return TableRow(
        rep.index, shape_of(rep.verdict), _lead(rep, remarks), remarks, rep.start_s, rep.end_s,
        f"{clock(rep.start_s)}{MISSING}{clock(rep.end_s)}", clock(rep.peak_s), knee, ankle,
        _signed(rep.neck_change_deg), number(rep.out_s, 1), number(rep.hold_s, 1), number(rep.back_s, 1),
        quantity(rep.peak_speed_degps, "degps"), number(rep.sparc, 2),
        f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode('ascii')}" if jpeg else "",
        f"Repetition {rep.index} at its furthest: knee {knee}, ankle {ankle}.",
    )  # fmt: skip


def _lead(repetition: Repetition, remarks: Sequence[Remark]) -> str:
    """Return the repetition's own sentence, unless the word of the verdict or a remark says the same."""
    message = repetition.message
    is_said = message.rstrip(".!").lower() == verdict_word(repetition.verdict)
    return "" if is_said or any(remark.message == message for remark in remarks) else message


def _remark(flag: Flag) -> Remark:
    """Return one flag in words."""
    weight = "" if flag.severity is Severity.FAULT else flag.severity.value
    return Remark(weight, flag.message, flag_numbers(flag))


def _signed(value: float | None) -> str:
    """Return a change of angle with its sign."""
    text = degrees(value)
    return f"+{text}" if value is not None and text[0].isdigit() and round(value) != 0 else text


def spreads(repetitions: Sequence[Repetition]) -> list[RangeRow]:
    """Return middle, lowest and highest of knee, ankle and cycle time over the repetitions that were measured."""
    measured = [rep for rep in repetitions if rep.verdict is not Verdict.NOT_MEASURABLE]
    columns: list[tuple[str, list[float | None], str]] = [
        ("Knee at the end position", [rep.knee_at_peak_deg for rep in measured], "deg"),
        ("Ankle at the end position", [rep.ankle_at_peak_deg for rep in measured], "deg"),
        ("Whole cycle", [rep.end_s - rep.start_s for rep in measured], "s"),
    ]
    rows = []
    for name, found, unit in columns:
        values = [value for value in found if value is not None]
        if values:
            numbers = statistics.median(values), min(values), max(values)
            rows.append(RangeRow(name, *(quantity(value, unit) for value in numbers)))
    return rows


def shares(header: Header, session: Session) -> list[Share]:
    """Return for each angle in how much of the video it was measured, and its typical error."""
    return [
        Share(
            dof_word(dof),
            quantity(session.coverage.measured.get(dof, 0.0), "share"),
            f"\N{PLUS-MINUS SIGN} {degrees(header.accuracy.error_deg[dof])}"
            if dof in header.accuracy.error_deg
            else "not known",
        )
        for dof in Dof
    ]


def lost_spans(trajectory: Trajectory) -> list[str]:
    """Return when joints were out of sight, in words; a long list is cut short."""
    spans = [f"{span.name}: {clock(span.start_s)}{MISSING}{clock(span.end_s)}" for span in trajectory.lost]
    more = len(spans) - _MOST_LOST
    return [*spans[:_MOST_LOST], f"and {more} more"] if more > 0 else spans


def dropped_text(dropped: Mapping[str, int]) -> str:
    """Return the movements that were not counted, such as ``2 too small, 1 out of position``; empty for none."""
    return ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in dropped.items())


def phase_limits(phases: Mapping[str, Phase]) -> list[PhaseLimits]:
    """Return the phases with their windows in words."""
    return [
        PhaseLimits(
            name.replace("_", " "), phase.instruction, window_text(phase.knee_flexion),
            window_text(phase.ankle_dorsiflexion), window_text(phase.thigh_elevation), phase.neck.value, phase.foot,
            f"{number(phase.hold_warn_s, 1)} / {number(phase.max_hold_s, 1)} s",
        )
        for name, phase in phases.items()
    ]  # fmt: skip


def calibration_text(session: Session) -> str:
    """Return in a sentence what the ankle angles are relative to."""
    offset = degrees(session.calibration.ankle_neutral_deg)
    match session.calibration.ankle_neutral_source:
        case "still_start":
            return f"The ankle's zero was taken from the still start of the video; {offset} was subtracted."
        case "interval":
            return f"The ankle's zero was taken from the neutral posture shown in the video; {offset} was subtracted."
        case "prescription":
            return f"The ankle's zero comes from the prescription; {offset} was subtracted."
        case _:
            return (
                "No neutral posture was captured, so the ankle's zero is the model's own. The line from heel to toe is "
                "not quite parallel to the sole, and differs between people and shoes. With the knee bent and the "
                "other foot close by, a pointed foot reads less pointed than it is: the end position is more certain."
            )
