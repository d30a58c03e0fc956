"""What the review room asks of the store beside what was said: a session's surroundings, its film, its traces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, select

from formcheck.errors import InputError
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from formcheck.store.database_archive import find_visit
from formcheck.store.documents import hash_kept, read_document, read_named, replace_document
from formcheck.store.merging import hash_of
from formcheck.store.model import Film, film_document, film_of
from formcheck.store.names import FILM_DOCUMENT, RECORD_DOCUMENT, TRACES_DOCUMENT, folder_of, named
from formcheck.store.tables import document, session, visit


@dataclass(frozen=True, slots=True)
class PartKey:
    """Which session of which visit.

    Parameters
    ----------
    key : str
        The visit, as of `VisitKey`.
    part : str
        The part; empty where the visit has no parts.
    set_number : int or None
        The set, from 1; 0 for practice; None where the visit has no parts.
    """

    key: str
    part: str
    set_number: int | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a session stands among others, and what was said around it.

    Parameters
    ----------
    began_at : datetime or None
        When the visit began.
    pain_before, pain_after : int or None
        0 to 10; None where it was not asked.
    halt : str
        Why the visit was stopped; empty where it was not.
    parts : tuple of PartKey
        All sessions of the visit, in order; this one among them.
    older, newer : PartKey or None
        The first session of the visit before this one, and of the one after it.
    has_record : bool
        Whether there is anything to draw from.
    film : Film or None
        Where its film is; None where none was kept.
    """

    began_at: datetime | None
    pain_before: int | None
    pain_after: int | None
    halt: str
    parts: tuple[PartKey, ...]
    older: PartKey | None
    newer: PartKey | None
    has_record: bool
    film: Film | None


def read_surroundings(database: Database, of: VisitKey, part: str, opinion: str = "") -> Surroundings:
    """Return where a session stands among others, and what was said around it.

    Parameters
    ----------
    database : Database
        The store.
    of : VisitKey
        The visit.
    part : str
        The part; empty where the visit has no parts.
    opinion : str
        The further result that is looked at: it may have a record of its own; empty for the first one.

    Raises
    ------
    InputError
        There is no such person or visit.
    RecordError
        What says where the film is is damaged.
    """
    with database.reading() as connection:
        found = find_visit(connection, of)
        about = connection.execute(select(visit).where(visit.c.id == found)).one()
        near = _neighbours(connection, about.person_id, found)
        sessions = _sessions(connection, [found, *(one.id for one in near if one is not None)])
        names = set(connection.scalars(select(document.c.name).where(document.c.visit_id == found)))
        film = _film(connection, found, part) if named(part, FILM_DOCUMENT) in names else None
    older, newer = (
        None if one is None else PartKey(one.key, next((part for at, part, _ in sessions if at == one.id), ""))
        for one in near
    )
    return Surroundings(
        began_at=about.began_at,
        pain_before=about.pain_before,
        pain_after=about.pain_after,
        halt=about.halt or "",
        parts=tuple(PartKey(of.key, name, number) for at, name, number in sessions if at == found),
        older=older,
        newer=newer,
        has_record=any(named(one, RECORD_DOCUMENT) in names for one in (part, folder_of(part, opinion))),
        film=film,
    )


def _neighbours(connection: Connection, who: int, found: int) -> tuple[Row[int, str] | None, Row[int, str] | None]:
    """Return the visit before one, and the one after it, each with its id and key."""
    rows = connection.execute(
        select(visit.c.id, visit.c.key).where(visit.c.person_id == who).order_by(visit.c.began_at, visit.c.id)
    ).all()
    place = next(number for number, row in enumerate(rows) if row.id == found)
    return (rows[place - 1] if place else None), (rows[place + 1] if place + 1 < len(rows) else None)


def _sessions(connection: Connection, visits: Sequence[int]) -> list[tuple[int, str, int | None]]:
    """Return the sessions of some visits: the visit, the part and the set of each, in order."""
    asked = (
        select(session.c.visit_id, session.c.part, session.c.set_number)
        .where(session.c.visit_id.in_(visits))
        .order_by(session.c.visit_id, session.c.number)
    )
    return [(row.visit_id, row.part, row.set_number) for row in connection.execute(asked)]


def read_film(database: Database, of: VisitKey, part: str) -> Film | None:
    """Return where the film of a session is; None where none was kept.

    Parameters
    ----------
    database : Database
        The store.
    of, part : VisitKey and str
        As for `read_surroundings`.

    Raises
    ------
    InputError
        There is no such person or visit.
    RecordError
        What says where it is is damaged.
    """
    with database.reading() as connection:
        return _film(connection, find_visit(connection, of), part)


def _film(connection: Connection, found: int, part: str) -> Film | None:
    name = named(part, FILM_DOCUMENT)
    content = read_document(connection, found, name)
    return None if content is None else film_of(content, name)


def locate_film(database: Database, of: VisitKey, part: str, film: Film, at: datetime, author: str) -> None:
    """Keep that the film of a session is elsewhere than where it was.

    Parameters
    ----------
    database : Database
        The store.
    of, part : VisitKey and str
        As for `read_surroundings`.
    film : Film
        Where it is.
    at : datetime
        When that was said, with its zone.
    author : str
        Who said it.

    Raises
    ------
    InputError
        There is no such person or visit.
    """
    with database.writing() as connection:
        found = find_visit(connection, of)
        replace_document(connection, found, named(part, FILM_DOCUMENT), film_document(film), at, author)


def read_traces(database: Database, of: VisitKey, part: str) -> bytes | None:
    """Return what was made of a record to be shown; None where it was not made yet.

    Parameters
    ----------
    database : Database
        The store.
    of, part : VisitKey and str
        As for `read_surroundings`; of a further result, the folder of that.

    Raises
    ------
    InputError
        There is no such person or visit.
    """
    with database.reading() as connection:
        return read_document(connection, find_visit(connection, of), named(part, TRACES_DOCUMENT))


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record as it stood when it was read: one of a visit that goes on grows.

    Parameters
    ----------
    name : str
        Name of its document.
    content : bytes
        The document.
    """

    name: str
    content: bytes


def read_record(database: Database, of: VisitKey, part: str, opinion: str = "") -> KeptRecord:
    """Return the record that a result was made from: that of a further one, where it has its own, else the session's.

    Parameters
    ----------
    database : Database
        The store.
    of, part, opinion : VisitKey, str and str
        As for `read_surroundings`.

    Raises
    ------
    InputError
        There is no such person or visit, or no record was kept.
    """
    own, first = (named(folder, RECORD_DOCUMENT) for folder in (folder_of(part, opinion), part))
    with database.reading() as connection:
        there = read_named(connection, find_visit(connection, of), (own, first))
    for name in (own, first):
        if name in there:
            return KeptRecord(name, there[name])
    raise InputError("was kept without a record.", where=part or of.key)


def keep_traces(
    database: Database, of: VisitKey, part: str, content: bytes, record: KeptRecord, at: datetime, author: str
) -> bool:
    """Keep what was made of a record to be shown, and tell whether it was: not where the record has grown meanwhile.

    Parameters
    ----------
    database : Database
        The store.
    of, part : VisitKey and str
        As for `read_surroundings`.
    content : bytes
        What was made.
    record : KeptRecord
        Of what.
    at, author : datetime and str
        When, and who asked for it.

    Raises
    ------
    InputError
        There is no such person or visit any more.
    """
    with database.writing() as connection:
        found = find_visit(connection, of)
        if hash_kept(connection, found, record.name) != hash_of(record.content):
            return False
        replace_document(connection, found, named(part, TRACES_DOCUMENT), content, at, author)
        return True
