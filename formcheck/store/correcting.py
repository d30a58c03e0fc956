"""What the review room asks of the store: a session with all that was said of it, and one more word to be kept.

A word is kept with the index that follows from it, in one transaction: either all of it is there, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, select

from formcheck.errors import InputError
from formcheck.session.corrections import DatedCorrection, Rescored
from formcheck.store.archive import VisitKey
from formcheck.store.corrections import Said, add_correction, corrections_of, latest_number
from formcheck.store.database import Database
from formcheck.store.database_archive import find_visit, refresh_visit
from formcheck.store.documents import add_documents, read_document, read_named
from formcheck.store.index import index_person
from formcheck.store.names import (
    OPINION,
    RECORD_DOCUMENT,
    SESSION_DOCUMENT,
    folder_of,
    kind_of,
    named,
    next_opinion,
    part_of,
)
from formcheck.store.people import known_person
from formcheck.store.tables import document, session, visit

_GONE = "It may have been removed meanwhile: go back to the person."


@dataclass(frozen=True, slots=True)
class Brought:
    """When a document came into the store, and by whom.

    Parameters
    ----------
    at : datetime
        When.
    author : str
        By whom.
    """

    at: datetime
    author: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A session, and everything that was said of it.

    Parameters
    ----------
    result : bytes
        The machine's result, the first one: a ``session.json``.
    corrections : tuple of DatedCorrection
        All of the visit, in order.
    opinions : mapping of str to bytes
        The further results of the session, each by the name of its folder, such as ``opinion-1``; in order.
    brought : mapping of str to Brought
        Who brought each of them in, and when; that of the first result under an empty name.
    """

    result: bytes
    corrections: tuple[DatedCorrection, ...]
    opinions: Mapping[str, bytes] = field(default_factory=dict)
    brought: Mapping[str, Brought] = field(default_factory=dict)

    @property
    def latest(self) -> int:
        """Number of the latest correction of the visit; 0 where there is none."""
        return self.corrections[-1].number if self.corrections else 0


def see_session(database: Database, of: VisitKey, part: str) -> Seen:
    """Return a session with everything that was said of it, all as it was at one moment.

    Parameters
    ----------
    database : Database
        The store.
    of : VisitKey
        The visit.
    part : str
        The part of the visit; empty where the visit has no parts.

    Raises
    ------
    InputError
        There is no such person, visit or part.
    """
    with database.reading() as connection:
        visit = find_visit(connection, of)
        brought = _results(connection, visit, part)
        if "" not in brought:
            raise _missing(part, SESSION_DOCUMENT)
        names = {name: named(folder_of(part, name), SESSION_DOCUMENT) for name in brought}
        found = read_named(connection, visit, names.values())
        opinions = {name: found[full] for name, full in names.items() if name}
        return Seen(found[names[""]], tuple(corrections_of(connection, visit)), opinions, brought)


def read_part(database: Database, of: VisitKey, part: str, kind: str = RECORD_DOCUMENT) -> bytes:
    """Return one document of a session.

    Parameters
    ----------
    database : Database
        The store.
    of : VisitKey
        The visit.
    part : str
        As for `see_session`.
    kind : str
        Which document.

    Raises
    ------
    InputError
        There is no such person, visit or part, or the session has no such document.
    """
    with database.reading() as connection:
        return _required(connection, find_visit(connection, of), part, kind)


def keep_correction(database: Database, of: VisitKey, said: Said, at: datetime) -> DatedCorrection:
    """Keep a correction and what follows from it, all or nothing, and return it as it was kept.

    Parameters
    ----------
    database : Database
        The store.
    of : VisitKey
        The visit.
    said : Said
        The correction; one whose token is there already is not kept twice.
    at : datetime
        When, with its zone.

    Raises
    ------
    ChangedMeanwhileError
        Somebody else has said something of the same session that the author has not seen.
    InputError
        There is no such person or visit, or there is nothing to undo.
    """
    with database.writing() as connection:
        visit = find_visit(connection, of)
        return _keep(connection, of.person, visit, said, at)


def keep_opinion(database: Database, of: VisitKey, said: Said, at: datetime, result: bytes) -> DatedCorrection:
    """Keep a further result of a session beside the others, with the correction that tells of it, and return that.

    Parameters
    ----------
    database : Database
        The store.
    of : VisitKey
        The visit.
    said : Said
        A `formcheck.session.corrections.Rescored`; which folder it is, is found here.
    at : datetime
        When, with its zone.
    result : bytes
        A ``session.json``.

    Raises
    ------
    ChangedMeanwhileError, InputError
        As of `keep_correction`.
    """
    assert isinstance(said.what, Rescored)
    with database.writing() as connection:
        visit = find_visit(connection, of)
        folder = next_opinion(_names(connection, visit), said.part)
        named_said = replace(said, what=replace(said.what, opinion=kind_of(folder)))
        kept = _keep(connection, of.person, visit, named_said, at)
        if kept.what == named_said.what:  # else it was there already
            add_documents(connection, visit, {named(folder, SESSION_DOCUMENT): result}, at, said.author)
        return kept


def _keep(connection: Connection, person: str, visit: int, said: Said, at: datetime) -> DatedCorrection:
    before = latest_number(connection, visit)
    kept = add_correction(connection, visit, said, at)
    if kept.number > before:
        refresh_visit(connection, visit)
        index_person(connection, known_person(connection, person))
    return kept


def _names(connection: Connection, visit: int) -> list[str]:
    return list(connection.scalars(select(document.c.name).where(document.c.visit_id == visit)))


def _required(connection: Connection, visit: int, part: str, kind: str) -> bytes:
    found = read_document(connection, visit, named(part, kind))
    if found is None:
        raise _missing(part, kind)
    return found


def _missing(part: str, kind: str) -> InputError:
    return InputError(f"has no {kind}.", where=part or "visit", next_step=_GONE)


def _results(connection: Connection, visit: int, part: str) -> dict[str, Brought]:
    """Return the results of a session by their names, empty for the first, then the others in order of their numbers.

    Each with who brought it in.
    """
    asked = select(document.c.name, document.c.at, document.c.author).where(document.c.visit_id == visit)
    rows = {row.name: Brought(row.at, row.author) for row in connection.execute(asked)}
    found = {part_of(name): one for name, one in rows.items() if kind_of(name) == SESSION_DOCUMENT}
    opinions = {
        kind_of(folder): one
        for folder, one in found.items()
        if part_of(folder) == part and kind_of(folder).startswith(OPINION)
    }
    first = {"": found[part]} if part in found else {}
    return first | {name: opinions[name] for name in sorted(opinions, key=lambda name: (len(name), name))}


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session of a person, as the index has it.

    Parameters
    ----------
    key, part : str
        The visit and the part; the second is empty where the visit has no parts.
    at : datetime or None
        When it was recorded, or its visit began; None where neither is known.
    set_number : int or None
        The set, from 1; 0 for practice; None where the visit has no parts.
    exercise, side, instrument : str
        As of `formcheck.store.model.SessionSums`.
    view_angle_deg : float or None
        Angle between the camera and an exact side view.
    attempts, good, unseen : int
        With everything that clinicians said.
    """

    key: str
    part: str
    at: datetime | None
    set_number: int | None
    exercise: str
    side: str
    instrument: str
    view_angle_deg: float | None
    attempts: int
    good: int
    unseen: int


def known_sessions(database: Database, pseudonym: str, most: int = 500) -> list[KnownSession]:
    """Return the sessions of a person, those of the latest visit first, each visit in its order.

    Parameters
    ----------
    database : Database
        The store.
    pseudonym : str
        The person.
    most : int
        So many at most.

    Raises
    ------
    InputError
        There is no such person.
    """
    with database.reading() as connection:
        asked = (
            select(session, visit.c.key.label("visit_key"), visit.c.began_at)
            .join_from(session, visit)
            .where(visit.c.person_id == known_person(connection, pseudonym))
            .order_by(visit.c.began_at.desc(), visit.c.id.desc(), session.c.number)
            .limit(most)
        )
        rows = connection.execute(asked).all()
    return [
        KnownSession(
            key=row.visit_key,
            part=row.part,
            at=row.recorded_at or row.began_at,
            set_number=row.set_number,
            exercise=row.exercise,
            side=row.side,
            instrument=row.instrument,
            view_angle_deg=row.view_angle_deg,
            attempts=row.own_attempts,
            good=row.own_good,
            unseen=row.own_unseen,
        )
        for row in rows
    ]
