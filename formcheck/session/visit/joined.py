"""A visit as one session: its parts one after the other, each judged as it was when the person exercised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from formcheck.samples import ImuReadings, Pose, PoseWithReadings
from formcheck.session.identity import part_id
from formcheck.session.model import Header, Prescribed, RawInput, Session
from formcheck.session.output import Output
from formcheck.session.record import Record
from formcheck.session.run import Part, run_parts, without_pictures

PAUSE_S: Final = 3.0
"""Between two parts there is so much time, however long the pause was: a chart of rests would show little else."""


@dataclass(frozen=True, slots=True)
class RecordedPart:
    """A part of a visit as it was recorded.

    Parameters
    ----------
    record : Record
        The record; it has at least one input.
    set_number : int
        The set, from 1; 0 for practice.
    """

    record: Record
    set_number: int


def join_parts(parts: Sequence[RecordedPart], outputs: Sequence[Output]) -> Session:
    """Judge the parts of a visit again, each on its own, and return them as one session.

    Its clock begins with the first part; pauses between parts are shortened to `PAUSE_S`. What belongs to one set is
    one segment, also where a pause or a reload has cut it in two.

    Parameters
    ----------
    parts : sequence of RecordedPart
        In order of time; at least one.
    outputs : sequence of Output
        Each is given every step and the result.
    """
    shifts_s = _shifts_s(parts)
    judged = (_shifted(part, shift_s) for part, shift_s in zip(parts, shifts_s, strict=True))
    return run_parts(_header_of(parts, shifts_s), judged, outputs)


def _shifts_s(parts: Iterable[RecordedPart]) -> list[float]:
    """Return what is added to the times of each part."""
    shifts_s: list[float] = []
    begin_s = 0.0
    for part in parts:
        first_s, last_s = (part.record.inputs[at].t_s for at in (0, -1))
        shifts_s.append(begin_s - first_s)
        begin_s += last_s - first_s + PAUSE_S
    return shifts_s


def _header_of(parts: Sequence[RecordedPart], shifts_s: Sequence[float]) -> Header:
    """Return the identity of the whole: by which numbers each part was judged stands in ``later``."""
    first, last = parts[0].record.header, parts[-1].record.header
    began = first.source.recorded_at
    if began is not None:
        began += timedelta(seconds=-shifts_s[0])
    return replace(
        last,
        id=part_id(first.id, "visit"),
        source=replace(last.source, recorded_at=began),
        neutral_s=None,
        later=_prescribed(parts, shifts_s),
    )


def _prescribed(parts: Sequence[RecordedPart], shifts_s: Sequence[float]) -> tuple[Prescribed, ...]:
    """Return what was judged by from when on: practice knows no range of the person's own yet."""
    known: list[Prescribed] = []
    for part, shift_s in zip(parts, shifts_s, strict=True):
        prescription = part.record.header.prescription
        if not known or known[-1].prescription != prescription:
            known.append(Prescribed(part.record.inputs[0].t_s + shift_s, prescription))
    return tuple(known)


def _shifted(part: RecordedPart, shift_s: float) -> Part:
    """Return a part with its times on the clock of the whole."""
    record = part.record
    header, neutral_s = record.header, record.header.neutral_s
    if neutral_s is not None:
        header = replace(header, neutral_s=(neutral_s[0] + shift_s, neutral_s[1] + shift_s))
    inputs = without_pictures(_shift(raw, shift_s) for raw in record.inputs)
    return Part(header, inputs, part.set_number, is_broken_off=not record.is_whole)


def _shift(raw: RawInput, shift_s: float) -> RawInput:
    match raw:
        case Pose():
            return _shift_pose(raw, shift_s)
        case ImuReadings():
            return raw.shifted(shift_s)
        case PoseWithReadings():
            return PoseWithReadings(_shift_pose(raw.pose, shift_s), raw.readings.shifted(shift_s))


def _shift_pose(pose: Pose, shift_s: float) -> Pose:
    return replace(pose, t_s=pose.t_s + shift_s)
