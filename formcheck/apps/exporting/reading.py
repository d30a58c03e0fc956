"""A record read from the store: the visits that are asked for, with everything that their numbers rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from pydantic import TypeAdapter

from formcheck.apps.exporting.asked import Asked
from formcheck.apps.store.reading import read_as
from formcheck.errors import InputError
from formcheck.events import Repetition
from formcheck.exercise.definition import Prescription, Window
from formcheck.outputs.record.course import (
    Adherence,
    CorrectionEntry,
    Count,
    CourseReport,
    Maker,
    Measured,
    PrescribedEntry,
    SessionEntry,
    VisitEntry,
    correction_of,
    exercise_hash,
    movement_of,
)
from formcheck.samples import Dof, Instrument, Side, SourceInfo
from formcheck.session.adherence import Dosing, days_between, tally
from formcheck.session.corrections import DatedCorrection, side_by_side, standing, taken_back
from formcheck.session.model import Calibration, Coverage, Software
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import Seen, see_session
from formcheck.store.database import Database
from formcheck.store.history import read_history
from formcheck.store.model import Given, Middle, PersonHistory, Totals, VisitRow
from formcheck.store.room import PartKey, read_surroundings

Progress = Callable[[int, int], None]
"""Told how many visits are done, and of how many; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What a record reads of a ``session.json``, of whatever version; as of `formcheck.session.model.Session`."""

    source: SourceInfo
    id: str = ""
    exercise: str = ""
    title: str = ""
    side: Side | None = None
    repetitions: tuple[Repetition, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    prescription: Prescription | None = None
    software: Software | None = None
    coverage: Coverage | None = None
    calibration: Calibration | None = None
    targets: Mapping[Dof, Window] = field(default_factory=dict)


_RESULT: Final = TypeAdapter(_Result)


def nobody_minds(_done: int, _of: int) -> None:
    """Do nothing with how far it is."""


def read_course(
    database: Database,
    person: str,
    asked: Asked,
    maker: Maker,
    notes: Sequence[str] = (),
    progress: Progress = nobody_minds,
) -> CourseReport:
    """Return the record of a person.

    Parameters
    ----------
    database : Database
        The store.
    person : str
        The pseudonym.
    asked : Asked
        Which visits.
    maker : Maker
        Who makes it, and when.
    notes : sequence of str
        What else is to be said of how far to trust it.
    progress : callable
        Told how far it is.

    Raises
    ------
    FormcheckError
        There is no such person or visit, or one is damaged: the error names it.
    """
    today = maker.made_at.date()
    with database.reading() as connection:
        history = read_history(connection, person, today)
    chosen = asked.choose(history.visits)
    visits = tuple(_read_visits(database, history.person.pseudonym, chosen, progress))
    days = [one.day for one in chosen if one.day is not None]
    begin, end = asked.begin or min(days, default=None), asked.end or max(days, default=None)
    return CourseReport(
        person=history.person.pseudonym,
        is_sample=history.is_sample,
        begin=begin,
        end=end,
        visits=visits,
        prescriptions=tuple(_prescribed(one) for one in _held(history.given, begin, end)),
        adherence=None if asked.visit else _adherence(history, begin, end, today),
        maker=maker,
        is_of_one_visit=bool(asked.visit),
        notes=tuple(notes),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The visits that are wanted, of whom.

    Parameters
    ----------
    person : str
        The pseudonym, as the store has it.
    visits : tuple of VisitRow
        The visits, in order.
    """

    person: str
    visits: tuple[VisitRow, ...]


def chosen_visits(database: Database, person: str, asked: Asked | None, today: date) -> Chosen:
    """Return the visits that are wanted.

    Parameters
    ----------
    database : Database
        The store.
    person : str
        The pseudonym.
    asked : Asked or None
        Which visits; None for all there are, or none.
    today : date
        Today.

    Raises
    ------
    InputError
        There is no such person or visit.
    """
    with database.reading() as connection:
        history = read_history(connection, person, today)
    return Chosen(history.person.pseudonym, history.visits if asked is None else asked.choose(history.visits))


@contextmanager
def naming_visit(row: VisitRow) -> Iterator[None]:
    """Say of which visit something is damaged.

    Parameters
    ----------
    row : VisitRow
        The visit.

    Raises
    ------
    InputError
        What was the matter, with the visit before it.
    """
    try:
        yield
    except InputError as error:
        told = row.began_at.astimezone().strftime("%Y-%m-%d %H:%M") if row.began_at is not None else row.key
        raise InputError(f"could not be read: {error}", where=f"the visit of {told}") from error


def _read_visits(
    database: Database, person: str, chosen: Sequence[VisitRow], progress: Progress
) -> Iterator[VisitEntry]:
    for number, row in enumerate(chosen):
        progress(number, len(chosen))
        with naming_visit(row):
            made = _visit(database, person, row)
        yield made
    progress(len(chosen), len(chosen))


def _visit(database: Database, person: str, row: VisitRow) -> VisitEntry:
    key = VisitKey(person, row.key)
    parts = read_surroundings(database, key, row.parts[0]).parts if row.parts else ()
    return VisitEntry(
        key=row.key,
        began_at=row.began_at,
        day=row.day,
        state=row.state.value,
        exercise=row.exercise,
        side=row.side,
        instrument=row.instrument,
        machine=_count(row.totals),
        holding=_count(row.own),
        knee=_measured(row.totals.knee),
        ankle=_measured(row.totals.ankle),
        cycle=_measured(row.totals.cycle),
        pain_before=row.pain_before,
        pain_during=row.pain_during,
        pain_after=row.pain_after,
        lasting=row.lasting,
        halt=row.halt,
        sessions=tuple(_session(one, see_session(database, key, one.part)) for one in parts),
    )


def _count(totals: Totals) -> Count:
    return Count(totals.attempts, totals.good, totals.unseen)


def _measured(one: Middle | None) -> Measured | None:
    return None if one is None else Measured(one.value, one.error)


def _session(part: PartKey, seen: Seen) -> SessionEntry:
    result = read_as(_RESULT, seen.result, part.part or "session.json")
    theirs = [one for one in seen.corrections if one.part == part.part]
    holding = [one for one in standing(seen.corrections) if one.part == part.part]
    prescription = result.prescription
    return SessionEntry(
        id=result.id,
        part=part.part,
        set_number=part.set_number,
        recorded_at=result.source.recorded_at,
        duration_s=result.source.duration_s,
        exercise=result.exercise,
        title=result.title,
        exercise_sha256="" if prescription is None else exercise_hash(prescription.exercise),
        side=result.side,
        software=result.software,
        instruments=result.instruments,
        prescription=prescription,
        coverage=result.coverage,
        calibration=result.calibration,
        targets=result.targets,
        movements=tuple(movement_of(one) for one in side_by_side(result.repetitions, holding)),
        corrections=tuple(_corrections(theirs, taken_back(seen.corrections))),
    )


def _corrections(theirs: Sequence[DatedCorrection], gone: frozenset[int]) -> Iterator[CorrectionEntry]:
    return (correction_of(one, is_taken_back=one.number in gone) for one in theirs)


def _held(given: Sequence[Given], begin: date | None, end: date | None) -> list[Given]:
    """Return the prescriptions that held at some time from a day to another."""
    ends = [*(one.from_day for one in given), date.max][1:]
    return [
        one
        for one, until in zip(given, ends, strict=True)
        if (end is None or one.from_day <= end) and (begin is None or begin < until)
    ]


def _prescribed(one: Given) -> PrescribedEntry:
    return PrescribedEntry(
        one.from_day, one.given_at, one.author, one.exercise, one.title, one.side, one.dose, one.note
    )


def _adherence(history: PersonHistory, begin: date | None, end: date | None, today: date) -> Adherence | None:
    if begin is None or end is None or not history.given:
        return None
    done = Counter(one.day for one in history.visits if one.is_done and one.day is not None)
    dosings = [Dosing(one.from_day, one.dose.per_day) for one in history.given]
    counted = tally(days_between(begin, min(end, today), done, dosings, today)) if begin <= today else None
    return (
        None
        if counted is None or not counted.asked
        else Adherence(counted.asked, counted.kept, counted.days_asked, counted.days_done)
    )
