"""The archive in a database: documents whole, and the index beside them written in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from formcheck.errors import FormcheckError, InputError, RecordError
from formcheck.session.corrections import correction_lines
from formcheck.store.archive import VisitKey
from formcheck.store.audit import forget_person
from formcheck.store.corrections import corrections_of, take_corrections
from formcheck.store.database import Database
from formcheck.store.digest import digest_visit, examine
from formcheck.store.documents import add_documents, read_documents
from formcheck.store.index import clear_visit, index_person, index_visit
from formcheck.store.merging import hash_of
from formcheck.store.model import Taken, VisitDocuments, VisitState
from formcheck.store.names import CORRECTIONS_DOCUMENT, LOG_DOCUMENT, SESSION_DOCUMENT, TRACES_DOCUMENT, kind_of
from formcheck.store.people import add_person, find_person, known_person, person_document, take_person
from formcheck.store.tables import (
    correction,
    deletion,
    document,
    person,
    person_agreement,
    person_name,
    prescription,
    seen,
    visit,
)


class DatabaseArchive:
    """Keeps visits in a database.

    Parameters
    ----------
    database : Database
        The database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def people(self) -> list[str]:
        """Return the pseudonyms of all people, in their order."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(person.c.pseudonym).order_by(person.c.folded)))

    def visits(self, of: str | None = None) -> Iterator[VisitKey]:
        """Yield all visits, in order of their persons and of time."""
        asked = (
            select(person.c.pseudonym, visit.c.key)
            .join_from(visit, person)
            .order_by(person.c.folded, visit.c.began_at, visit.c.id)
        )
        with self._database.reading() as connection:
            if of is not None:
                asked = asked.where(person.c.id == known_person(connection, of))
            rows = connection.execute(asked).all()
        for row in rows:
            yield VisitKey(row.pseudonym, row.key)

    def read(self, of: VisitKey) -> VisitDocuments:
        """Return the documents of a visit, and the corrections as one of them."""
        with self._database.reading() as connection:
            found = find_visit(connection, of)
            documents = read_documents(connection, found)
            documents = {name: one for name, one in documents.items() if kind_of(name) != TRACES_DOCUMENT}
            said = corrections_of(connection, found)
        return VisitDocuments(documents | ({CORRECTIONS_DOCUMENT: correction_lines(said)} if said else {}))

    def read_person(self, pseudonym: str) -> bytes:
        """Return what is known of a person beside the visits."""
        with self._database.reading() as connection:
            return person_document(connection, known_person(connection, pseudonym))

    def keep_person(self, pseudonym: str, content: bytes | None, at: datetime) -> bool:
        """Take in a person, with what is known beside the visits, and tell whether any of it is new."""
        with self._database.writing() as connection:
            is_new = find_person(connection, pseudonym) is None
            of = add_person(connection, pseudonym, at)
            return content is not None and take_person(connection, of, content, pseudonym, is_new=is_new)

    def keep(self, pseudonym: str, given: VisitDocuments, at: datetime, author: str) -> Taken:
        """Keep the documents of a visit: all of them, or none where this raises. What is there already stays."""
        if self._is_known(pseudonym, given):
            return Taken.KNOWN
        examined = examine(given, pseudonym)
        with self._database.writing() as connection:
            who = add_person(connection, pseudonym, at)
            found = _find_visit(connection, who, examined.digest.key)
            is_new = found is None
            if found is None:
                found = _add_visit(connection, who, examined.digest.key)
            is_more = add_documents(connection, found, examined.documents, at, author)
            is_said = take_corrections(connection, found, examined.corrections)
            if is_new:
                index_visit(connection, found, examined.digest, examined.corrections)
            elif is_more or is_said:
                refresh_visit(connection, found)
            if is_new or is_more or is_said:
                index_person(connection, who)
        return Taken.NEW if is_new else Taken.GROWN if is_more or is_said else Taken.KNOWN

    def sizes(self, of: VisitKey) -> dict[str, int]:
        """Return how many bytes each document of a visit has, by its name; empty where there is no such visit.

        Parameters
        ----------
        of : VisitKey
            Which visit of whom.
        """
        with self._database.reading() as connection:
            asked = (
                select(document.c.name, document.c.size)
                .join_from(document, visit)
                .where(visit.c.person_id == find_person(connection, of.person), visit.c.key == of.key)
            )
            return {row.name: row.size for row in connection.execute(asked)}

    def _is_known(self, pseudonym: str, given: VisitDocuments) -> bool:
        """Tell whether a visit has all these documents as they are: they need not be read then, nor anybody waited for.

        Of corrections that cannot be told by a look: they are rows, and their numbers may be others.
        """
        if not given.documents or CORRECTIONS_DOCUMENT in given.documents:
            return False
        hashes = {(name, hash_of(content)) for name, content in given.documents.items()}
        with self._database.reading() as connection:
            who = find_person(connection, pseudonym)
            held: dict[int, set[tuple[str, str]]] = {}
            asked = (
                select(document.c.visit_id, document.c.name, document.c.sha256)
                .join_from(document, visit)
                .where(visit.c.person_id == who, document.c.sha256.in_([one for _, one in hashes]))
            )
            for row in connection.execute(asked):
                held.setdefault(row.visit_id, set()).add((row.name, row.sha256))
        return any(hashes <= one for one in held.values())

    def remove(self, pseudonym: str, at: datetime, author: str) -> int:
        """Remove all there is of a person; a line stays that says that somebody was removed, and not who.

        Of somebody who was made up nothing stays: nobody was removed.
        """
        with self._database.writing() as connection:
            who = known_person(connection, pseudonym)
            forget_person(connection, who)
            is_sample = connection.scalar(select(person.c.is_sample).where(person.c.id == who))
            theirs = select(visit.c.id).where(visit.c.person_id == who)
            count = 0
            for one in connection.scalars(theirs).all():
                clear_visit(connection, one)
                count += 1
            for table in (correction, document, seen):
                connection.execute(delete(table).where(table.c.visit_id.in_(theirs)))
            for table in (visit, prescription, person_name, person_agreement):
                connection.execute(delete(table).where(table.c.person_id == who))
            connection.execute(delete(person).where(person.c.id == who))
            if not is_sample:
                connection.execute(insert(deletion).values(at=at, author=author))
        self._database.forget()
        return count

    def rebuild(self, moved: Callable[[int, int], None] | None = None) -> list[FormcheckError]:
        """Make the index anew from the documents, visit by visit; return why some could not be read.

        What the index had of those stays. Whatever ends it half-way leaves every visit with one index, old or new.

        Parameters
        ----------
        moved : callable, optional
            Told meanwhile how many visits are done, and how many there are.
        """
        with self._database.reading() as connection:
            visits = connection.scalars(select(visit.c.id).order_by(visit.c.id)).all()
            people = connection.scalars(select(person.c.id)).all()
        failed: list[FormcheckError] = []
        for number, one in enumerate(visits, start=1):
            try:
                with self._database.writing() as connection:
                    if _is_there(connection, one):
                        refresh_visit(connection, one)
            except RecordError as error:
                failed.append(error)
            if moved is not None:
                moved(number, len(visits))
        for one in people:
            with self._database.writing() as connection:
                index_person(connection, one)
        return failed


def _is_there(connection: Connection, of: int) -> bool:
    """Tell whether a visit is there still: its person may have been removed meanwhile."""
    return connection.scalar(select(visit.c.id).where(visit.c.id == of)) is not None


def find_visit(connection: Connection, of: VisitKey) -> int:
    """Return the id of a visit that must be there.

    Parameters
    ----------
    connection : Connection
        To the database.
    of : VisitKey
        Which visit of whom.

    Raises
    ------
    InputError
        There is none, or no such person.
    """
    found = _find_visit(connection, known_person(connection, of.person), of.key)
    if found is None:
        raise InputError("has no such visit.", where=of.person, next_step="It may have been removed meanwhile.")
    return found


def _find_visit(connection: Connection, who: int, key: str) -> int | None:
    return connection.scalar(select(visit.c.id).where(visit.c.person_id == who, visit.c.key == key))


def _add_visit(connection: Connection, who: int, key: str) -> int:
    """Make the row of a visit; what else it has is the index's."""
    made = insert(visit).values(person_id=who, key=key, state=VisitState.OPEN, exercise="", side="", instrument="")
    return int(connection.scalars(made.returning(visit.c.id)).one())


def refresh_visit(connection: Connection, of: int) -> None:
    """Write the index of a visit by its documents and corrections, as they are.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the visit.
    """
    documents = read_documents(connection, of, (LOG_DOCUMENT, SESSION_DOCUMENT))
    index_visit(connection, of, digest_visit(documents, f"visit {of}"), corrections_of(connection, of))
