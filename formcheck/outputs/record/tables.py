"""The tables of a record: visits, repetitions, corrections, and what they rest on. CSV, XLSX and Parquet hold the same.

Names of columns are English and stay; units are in them. Nothing stands where nothing is known: never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from formcheck.events import Repetition
from formcheck.outputs.record.course import (
    CorrectionEntry,
    Count,
    CourseReport,
    Measured,
    MovementEntry,
    SessionEntry,
    VisitEntry,
)
from formcheck.outputs.record.trust import trust_lines
from formcheck.words.catalogue import Words
from formcheck.words.phrases import flag_text, repetition_sentence

NO_REPETITION: Final = "not_a_repetition"
"""Stands for a verdict where a clinician says that it is no repetition."""

Cell = str | int | float | bool | datetime | date | None
"""What stands in a cell; None for nothing."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"  # a whole number
    NUMBER = "number"
    MOMENT = "moment"  # a time of day with its zone
    DAY = "day"
    FLAG = "flag"  # true or false


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Parameters
    ----------
    name : str
        What it is called, in lower case.
    columns : tuple of (str, Kind)
        Name of each column, and what it holds.
    rows : tuple of tuple
        The cells, as many in each row as there are columns.
    """

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(course: CourseReport, words: Words) -> tuple[Table, ...]:
    """Return the tables of a record.

    Parameters
    ----------
    course : CourseReport
        What it holds.
    words : Words
        The language of sentences; numbers, names of columns and verdicts are the same in all.
    """
    return (
        Table("visits", _VISITS, tuple(_visit_row(course, one) for one in course.visits)),
        Table("repetitions", _REPETITIONS, tuple(_repetition_rows(course, words))),
        Table("corrections", _CORRECTIONS, tuple(_correction_rows(course))),
        Table("about", _ABOUT, tuple(about_rows(course, words))),
    )


# --- visits -----------------------------------------------------------------------------------------------------------

_VISITS: Final = (
    ("person", Kind.TEXT),
    ("visit", Kind.TEXT),
    ("day", Kind.DAY),
    ("began_at", Kind.MOMENT),
    ("state", Kind.TEXT),
    ("exercise", Kind.TEXT),
    ("side", Kind.TEXT),
    ("measured_by", Kind.TEXT),
    ("attempts_machine", Kind.WHOLE),
    ("judged_machine", Kind.WHOLE),
    ("good_machine", Kind.WHOLE),
    ("not_seen_machine", Kind.WHOLE),
    ("attempts_with_corrections", Kind.WHOLE),
    ("judged_with_corrections", Kind.WHOLE),
    ("good_with_corrections", Kind.WHOLE),
    ("not_seen_with_corrections", Kind.WHOLE),
    ("knee_flexion_at_end_deg", Kind.NUMBER),
    ("knee_flexion_at_end_se_deg", Kind.NUMBER),
    ("ankle_dorsiflexion_at_end_deg", Kind.NUMBER),
    ("ankle_dorsiflexion_at_end_se_deg", Kind.NUMBER),
    ("cycle_s", Kind.NUMBER),
    ("cycle_se_s", Kind.NUMBER),
    ("pain_before", Kind.WHOLE),
    ("pain_during", Kind.WHOLE),
    ("pain_after", Kind.WHOLE),
    ("symptoms_lasted", Kind.TEXT),
    ("halt", Kind.TEXT),
    ("view_angle_deg", Kind.NUMBER),
)


def _visit_row(course: CourseReport, one: VisitEntry) -> tuple[Cell, ...]:
    angles = [
        view.coverage.view_angle_deg
        for view in one.sessions
        if view.coverage is not None and view.coverage.view_angle_deg is not None
    ]
    return (
        course.person,
        one.key,
        one.day,
        one.began_at,
        one.state,
        one.exercise,
        one.side or None,
        one.instrument,
        *_counts(one.machine),
        *_counts(one.holding),
        *_measured(one.knee),
        *_measured(one.ankle),
        *_measured(one.cycle),
        one.pain_before,
        one.pain_during,
        one.pain_after,
        one.lasting or None,
        one.halt or None,
        max(angles, default=None),
    )


def _counts(count: Count) -> tuple[Cell, ...]:
    return count.attempts, count.judged, count.good, count.unseen


def _measured(one: Measured | None) -> tuple[Cell, Cell]:
    return (None, None) if one is None else (_rounded(one.value), _rounded(one.error))


def _rounded(value: float | None, decimals: int = 2) -> float | None:
    return None if value is None else round(value, decimals) or 0.0


# --- repetitions ------------------------------------------------------------------------------------------------------

_NUMBERS: Final = (
    "knee_at_rest_deg",
    "knee_at_peak_deg",
    "knee_range_deg",
    "ankle_at_rest_deg",
    "ankle_at_peak_deg",
    "ankle_range_deg",
    "neck_change_deg",
    "out_s",
    "hold_s",
    "back_s",
    "peak_speed_degps",
)
"""Numbers of a repetition; each with its standard error."""


def _error_column(name: str) -> str:
    what, _, unit = name.rpartition("_")
    return f"{what}_se_{unit}"


_REPETITIONS: Final = (
    ("person", Kind.TEXT),
    ("visit", Kind.TEXT),
    ("part", Kind.TEXT),
    ("set", Kind.WHOLE),
    ("number", Kind.WHOLE),
    ("side", Kind.TEXT),
    ("start_s", Kind.NUMBER),
    ("end_s", Kind.NUMBER),
    ("verdict_machine", Kind.TEXT),
    ("certainty_machine", Kind.NUMBER),
    ("verdict_points_moved", Kind.TEXT),
    ("verdict_clinician", Kind.TEXT),
    ("verdict_holding", Kind.TEXT),
    ("is_seen", Kind.FLAG),
    ("clinician", Kind.TEXT),
    ("said_at", Kind.MOMENT),
    ("because", Kind.TEXT),
    ("reason", Kind.TEXT),
    *((name, Kind.NUMBER) for name in _NUMBERS),
    *((_error_column(name), Kind.NUMBER) for name in _NUMBERS),
    ("sparc", Kind.NUMBER),
    ("message", Kind.TEXT),
    ("flags", Kind.TEXT),
)


def _repetition_rows(course: CourseReport, words: Words) -> Iterator[tuple[Cell, ...]]:
    for visit, session in course.sessions:
        for one in session.movements:
            yield (course.person, visit.key, *_movement_cells(words, session, one))


def _movement_cells(words: Words, session: SessionEntry, one: MovementEntry) -> Iterator[Cell]:
    machine, said = one.machine, one.said
    side = session.side if machine is None else machine.side or session.side
    yield from (session.part or None, session.set_number, None if machine is None else machine.index)
    yield from (side, _rounded(one.start_s, 3), _rounded(one.end_s, 3))
    yield None if machine is None else machine.verdict
    yield None if machine is None else _rounded(machine.certainty, 3)
    yield None if one.moved is None else one.moved.verdict or NO_REPETITION
    yield None if said is None else said.verdict or NO_REPETITION
    yield one.holds or NO_REPETITION
    yield None if one.holds is None else one.holds != "not_measurable"
    yield from (None,) * 4 if said is None else (said.author, said.at, said.blame, said.reason or None)
    yield from _machine_cells(words, session, machine)


def _machine_cells(words: Words, session: SessionEntry, machine: Repetition | None) -> Iterator[Cell]:
    if machine is None:
        yield from (None,) * (2 * len(_NUMBERS) + 3)
        return
    yield from (_rounded(getattr(machine, name)) for name in _NUMBERS)
    yield from (_rounded(getattr(machine.uncertainty, name, None), 3) for name in _NUMBERS)
    yield _rounded(machine.sparc, 3)
    yield repetition_sentence(words, machine, session.by)
    yield "; ".join(flag_text(words, flag, session.by) for flag in machine.flags) or None


# --- corrections ------------------------------------------------------------------------------------------------------

_CORRECTIONS: Final = (
    ("person", Kind.TEXT),
    ("visit", Kind.TEXT),
    ("part", Kind.TEXT),
    ("number", Kind.WHOLE),
    ("at", Kind.MOMENT),
    ("clinician", Kind.TEXT),
    ("kind", Kind.TEXT),
    ("start_s", Kind.NUMBER),
    ("end_s", Kind.NUMBER),
    ("verdict_machine", Kind.TEXT),
    ("verdict_clinician", Kind.TEXT),
    ("joint", Kind.TEXT),
    ("goniometer_deg", Kind.NUMBER),
    ("machine_deg", Kind.NUMBER),
    ("text", Kind.TEXT),
    ("is_taken_back", Kind.FLAG),
)


def _correction_rows(course: CourseReport) -> Iterator[tuple[Cell, ...]]:
    for visit, session in course.sessions:
        for one in session.corrections:
            yield (course.person, visit.key, session.part or None, *_correction_cells(one))


def _correction_cells(one: CorrectionEntry) -> tuple[Cell, ...]:
    mine = NO_REPETITION if one.kind == "struck" else one.mine
    return (
        one.number,
        one.at,
        one.author,
        one.kind,
        _rounded(one.start_s, 3),
        _rounded(one.end_s, 3),
        one.machine,
        mine,
        one.dof,
        _rounded(one.deg),
        _rounded(one.machine_deg),
        one.text or None,
        one.is_taken_back,
    )


# --- about ------------------------------------------------------------------------------------------------------------

_ABOUT: Final = (("what", Kind.TEXT), ("value", Kind.TEXT))


def about_rows(course: CourseReport, words: Words) -> Iterable[tuple[str, str]]:
    """Yield what the numbers of a record rest on, a line each: programs, models, exercises, and how far to trust them.

    Parameters
    ----------
    course : CourseReport
        What it holds.
    words : Words
        The language of sentences.
    """
    maker = course.maker
    yield "person", course.person
    yield "period", " ".join(str(one) for one in (course.begin, course.end) if one is not None)
    yield "made_at", maker.made_at.isoformat(timespec="seconds")
    yield "made_by", f"{maker.name} {maker.version}, {maker.author}"
    yield from _distinct("measured_by", (instrument_of(one) for _, one in course.sessions))
    yield from _distinct("exercise", (exercise_of(one) for _, one in course.sessions))
    for given in course.prescriptions:
        dose = f"{given.dose.repetitions} x {given.dose.sets}, {given.dose.per_day} a day"
        yield "prescription", " ".join((str(given.from_day), given.exercise, given.side, dose, given.note)).strip()
    yield from (("how_far_to_trust", line) for line in trust_lines(course, words))


def instrument_of(one: SessionEntry) -> str:
    """Return what measured a session, with all versions; empty where that is not known.

    Parameters
    ----------
    one : SessionEntry
        The session.
    """
    software = one.software
    if software is None:
        return ", ".join(instrument.name for instrument in one.instruments)
    model = f"{software.model} (sha256 {software.model_sha256[:12]})" if software.model else ""
    estimator = f"{software.estimator} {software.estimator_version}".strip()
    sensors = [instrument.name for instrument in one.instruments if not software.model]
    return ", ".join(filter(None, (f"{software.name} {software.version}", estimator, model, *sensors)))


def exercise_of(one: SessionEntry) -> str:
    """Return the exercise of a session, and what tells its version from others.

    Parameters
    ----------
    one : SessionEntry
        The session.
    """
    return f"{one.exercise} (sha256 {one.exercise_sha256})" if one.exercise_sha256 else one.exercise


def _distinct(what: str, values: Iterable[str]) -> Sequence[tuple[str, str]]:
    return [(what, value) for value in dict.fromkeys(values) if value]
