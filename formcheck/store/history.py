"""One person with everything that the page tells: three questions to the database, however many visits there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, Integer, Row, Select, cast, exists, func, select

from formcheck.errors import InputError
from formcheck.store.model import (
    Given,
    Middle,
    Need,
    Person,
    PersonHistory,
    SeenMark,
    Totals,
    VisitRow,
    VisitState,
)
from formcheck.store.overview import urgency_of_all
from formcheck.store.people import folded
from formcheck.store.prescribed import read_prescribed
from formcheck.store.tables import answer, correction, person, person_name, prescription, seen, session, visit


def read_history(connection: Connection, pseudonym: str, today: date) -> PersonHistory:
    """Return a person with all visits and prescriptions; three questions to the database.

    Parameters
    ----------
    connection : Connection
        To the database.
    pseudonym : str
        The pseudonym.
    today : date
        Today.

    Raises
    ------
    InputError
        There is nobody of that pseudonym.
    """
    found = connection.execute(
        select(person, person_name.c.name, urgency_of_all(today).label("urgency"))
        .join_from(person, person_name, isouter=True)
        .where(person.c.folded == folded(pseudonym))
    ).one_or_none()
    if found is None:
        raise InputError("is not known here.", where=pseudonym, next_step="See whom there is with: formcheck people")
    given = connection.execute(
        select(prescription).where(prescription.c.person_id == found.id).order_by(prescription.c.number)
    )
    return PersonHistory(
        person=Person(found.pseudonym, found.name or "", found.made_at),
        need=list(Need)[found.urgency],
        is_paused=found.is_paused,
        is_sample=bool(found.is_sample),
        given=tuple(_given(row) for row in given),
        visits=tuple(_visits(connection.execute(_asked_visits(found.id)).all())),
    )


def _asked_visits(of: int) -> Select[*tuple[object, ...]]:
    """Return the question for all visits of a person, a row for each of their sessions."""
    said = select(func.max(cast(answer.c.value, Integer))).where(
        answer.c.visit_id == visit.c.id, answer.c.kind == "pain_during"
    )
    is_corrected = exists().where(correction.c.visit_id == visit.c.id)
    same = seen.alias()
    last_seen = select(func.max(same.c.id)).where(same.c.visit_id == visit.c.id).scalar_subquery()
    mark = [seen.c.need.label("seen_need"), seen.c.at.label("seen_at"), seen.c.author.label("seen_by")]
    return (
        select(visit, session.c.part, said.scalar_subquery().label("pain_during"), is_corrected.label("is_corrected"))
        .add_columns(*mark, seen.c.is_taken_back)
        .join_from(visit, session, isouter=True)
        .join(seen, seen.c.id == last_seen, isouter=True)
        .where(visit.c.person_id == of)
        .order_by(visit.c.began_at, visit.c.id, session.c.number)
    )


def _visits(rows: Iterable[Row[*tuple[object, ...]]]) -> Iterator[VisitRow]:
    for _, group in groupby(rows, lambda row: row.id):
        theirs = list(group)
        yield _visit(theirs[0], tuple(row.part for row in theirs if row.part is not None))


def _visit(row: Row[*tuple[object, ...]], parts: tuple[str, ...]) -> VisitRow:
    return VisitRow(
        key=row.key,
        began_at=row.began_at,
        day=row.day,
        state=VisitState(row.state),
        exercise=row.exercise,
        side=row.side,
        instrument=row.instrument,
        totals=Totals(
            row.attempts,
            row.good,
            row.unseen,
            knee=_middle(row.knee_deg, row.knee_deg_error),
            ankle=_middle(row.ankle_deg, row.ankle_deg_error),
            cycle=_middle(row.cycle_s, row.cycle_s_error),
        ),
        own=Totals(row.own_attempts, row.own_good, row.own_unseen),
        pain_before=row.pain_before,
        pain_during=row.pain_during,
        pain_after=row.pain_after,
        lasting=row.lasting or "",
        halt=row.halt or "",
        parts=parts,
        is_corrected=row.is_corrected,
        seen=_mark(row),
    )


def _mark(row: Row[*tuple[object, ...]]) -> SeenMark | None:
    if row.seen_at is None or row.is_taken_back:
        return None
    return SeenMark(row.seen_at, row.seen_by, Need(row.seen_need))


def _middle(value: float | None, error: float | None) -> Middle | None:
    return None if value is None else Middle(value, error)


def _given(row: Row[*tuple[object, ...]]) -> Given:
    read = read_prescribed(row.document)
    return Given(
        from_day=row.from_day,
        given_at=row.given_at,
        author=row.author,
        exercise=read.exercise.id,
        title=read.exercise.title,
        side=read.side or "",
        dose=read.exercise.dose,
        note=read.note,
    )
