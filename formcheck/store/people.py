"""People: known by a pseudonym; a name is kept apart; prescriptions with their history."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from annotated_types import MaxLen
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Row, delete, insert, select, update

from formcheck.errors import ExerciseError, InputError, RecordError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.documents import prescription_document, prescription_from_document
from formcheck.session.moments import Day, Moment
from formcheck.store.tables import person, person_name, prescription

LONGEST_PSEUDONYM: Final = 80

_LONGEST_AUTHOR: Final = 200

_PSEUDONYM: Final = re.compile(r"\w([\w .\-]*\w)?")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that are no files on Windows: a person's data must fit into a folder of the person's name."""


def check_pseudonym(pseudonym: str) -> str:
    """Return a pseudonym, without spaces around it.

    Parameters
    ----------
    pseudonym : str
        As somebody typed it.

    Raises
    ------
    InputError
        It is none.
    """
    told = unicodedata.normalize("NFC", pseudonym).strip()
    if len(told) > LONGEST_PSEUDONYM or not _PSEUDONYM.fullmatch(told) or _RESERVED.fullmatch(told):
        raise InputError(
            f"cannot be a pseudonym; letters, digits, spaces, '.', '-' and '_' can, {LONGEST_PSEUDONYM} at most.",
            where=told[:LONGEST_PSEUDONYM] or "the pseudonym",
            next_step="Such as anna-04: it should not be the person's name.",
        )
    return told


def folded(text: str) -> str:
    """Return a text as it is compared and searched for: without accents, and in small letters.

    Parameters
    ----------
    text : str
        A pseudonym, a name or a part of one.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def find_person(connection: Connection, pseudonym: str) -> int | None:
    """Return the id of a person; None where there is none of that pseudonym, however it is spelt in small and capitals.

    Parameters
    ----------
    connection : Connection
        To the database.
    pseudonym : str
        The pseudonym.
    """
    return connection.scalar(select(person.c.id).where(person.c.folded == folded(pseudonym)))


def known_person(connection: Connection, pseudonym: str) -> int:
    """Return the id of a person who must be there.

    Parameters
    ----------
    connection : Connection
        To the database.
    pseudonym : str
        The pseudonym.

    Raises
    ------
    InputError
        There is nobody of that pseudonym.
    """
    found = find_person(connection, pseudonym)
    if found is None:
        raise InputError("is not known here.", where=pseudonym, next_step="See whom there is with: formcheck people")
    return found


def add_person(connection: Connection, pseudonym: str, at: datetime) -> int:
    """Take a person in who is not there yet, and return the id; of one who is there only the id.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    pseudonym : str
        The pseudonym.
    at : datetime
        When, with its zone.

    Raises
    ------
    InputError
        It is no pseudonym.
    """
    told = check_pseudonym(pseudonym)
    found = find_person(connection, told)
    if found is not None:
        return found
    made = insert(person).values(pseudonym=told, folded=folded(told), made_at=at)
    return int(connection.scalars(made.returning(person.c.id)).one())


def set_name(connection: Connection, of: int, name: str) -> None:
    """Keep a person's name, in place of an earlier one; an empty one is kept as none.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person.
    name : str
        The name.
    """
    told = " ".join(name.split())[:200]
    connection.execute(delete(person_name).where(person_name.c.person_id == of))
    if told:
        connection.execute(insert(person_name).values(person_id=of, name=told, folded=folded(told)))


def samples(connection: Connection) -> list[str]:
    """Return the pseudonyms of all who were made up, to try the pages with.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    return list(connection.scalars(select(person.c.pseudonym).where(person.c.is_sample).order_by(person.c.folded)))


def check_is_real(connection: Connection, pseudonym: str) -> None:
    """Refuse somebody who was made up: what a real person did would go when the samples are removed.

    Parameters
    ----------
    connection : Connection
        To the database.
    pseudonym : str
        Of somebody who may be there.

    Raises
    ------
    InputError
        It is a sample.
    """
    if pseudonym in samples(connection):
        raise InputError(
            "is one of the sample people, who were made up; nothing real is kept with them.",
            where=pseudonym,
            next_step="Choose another pseudonym, or remove the samples on the page of all people first.",
        )


def set_paused(connection: Connection, of: int, *, is_paused: bool) -> None:
    """Say whether a person pauses: nobody expects visits then.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person.
    is_paused : bool
        Whether it is so.
    """
    connection.execute(update(person).where(person.c.id == of).values(is_paused=is_paused))


@dataclass(frozen=True, slots=True)
class Prescribing:
    """A prescription as it was given.

    Parameters
    ----------
    from_day : date
        From which day on it holds.
    given_at : datetime
        When it was given, with its zone.
    author : str
        Who gave it.
    prescription : Prescription
        The exercise with all its numbers.
    """

    from_day: date
    given_at: datetime
    author: str
    prescription: Prescription


def prescribe(connection: Connection, of: int, given: Prescribing) -> bool:
    """Keep a prescription beside the earlier ones, and tell whether it is new.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person.
    given : Prescribing
        The prescription.
    """
    text = json.dumps(prescription_document(given.prescription), ensure_ascii=False)
    rows = connection.execute(select(prescription).where(prescription.c.person_id == of)).all()
    if any((row.given_at, row.author, row.document) == (given.given_at, given.author, text) for row in rows):
        return False
    connection.execute(
        insert(prescription).values(
            person_id=of,
            number=len(rows) + 1,
            from_day=given.from_day,
            given_at=given.given_at,
            author=given.author,
            document=text,
        )
    )
    return True


def prescriptions_of(connection: Connection, of: int) -> list[Prescribing]:
    """Return all prescriptions of a person, in the order in which they were given.

    Parameters
    ----------
    connection : Connection
        To the database.
    of : int
        Id of the person.
    """
    rows = connection.execute(
        select(prescription).where(prescription.c.person_id == of).order_by(prescription.c.number)
    )
    return [prescribing_of(row) for row in rows]


def prescription_on(connection: Connection, of: int, day: date) -> Prescribing | None:
    """Return the prescription that holds on a day: of all that hold by then, the one that was given last.

    Parameters
    ----------
    connection : Connection
        To the database.
    of : int
        Id of the person.
    day : date
        The day, where the person is.
    """
    return next((one for one in reversed(prescriptions_of(connection, of)) if one.from_day <= day), None)


def prescribing_of(row: Row[*tuple[object, ...]]) -> Prescribing:
    """Return a prescription from its row.

    Parameters
    ----------
    row : Row
        Of the table of prescriptions.
    """
    document = prescription_from_document(json.loads(row.document))
    return Prescribing(row.from_day, row.given_at, row.author, document)


@dataclass(frozen=True, slots=True)
class _GivenDocument:
    """A prescription in the document of a person."""

    from_day: Day
    given_at: Moment
    author: Annotated[str, MaxLen(_LONGEST_AUTHOR)]
    prescription: dict[str, object]


@dataclass(frozen=True, slots=True)
class _PersonDocument:
    """What is known of a person beside the visits, as it leaves and comes in."""

    pseudonym: str
    made_at: Moment
    name: str = ""
    prescriptions: tuple[_GivenDocument, ...] = ()
    is_sample: bool = False


_PERSON: Final = TypeAdapter(_PersonDocument)
_AGAIN: Final = "Export the person again."


def empty_person(pseudonym: str, at: datetime) -> bytes:
    """Return the document of a person of whom nothing but the pseudonym is known.

    Parameters
    ----------
    pseudonym : str
        The pseudonym.
    at : datetime
        Since when the person is known, with its zone.
    """
    return _PERSON.dump_json(_PersonDocument(pseudonym, at), indent=2) + b"\n"


def sample_person(pseudonym: str, at: datetime, given: Sequence[Prescribing]) -> bytes:
    """Return the document of a person who was made up, to try the pages with.

    Parameters
    ----------
    pseudonym : str
        The pseudonym.
    at : datetime
        Since when the person is known, with its zone.
    given : sequence of Prescribing
        What is prescribed.
    """
    return _PERSON.dump_json(_PersonDocument(pseudonym, at, "", _given(given), is_sample=True), indent=2) + b"\n"


def _given(prescriptions: Iterable[Prescribing]) -> tuple[_GivenDocument, ...]:
    return tuple(
        _GivenDocument(one.from_day, one.given_at, one.author, prescription_document(one.prescription))
        for one in prescriptions
    )


def pseudonym_of(content: bytes, where: str) -> str:
    """Return whose document one is.

    Parameters
    ----------
    content : bytes
        As `person_document` gives it.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    RecordError
        It is no such document.
    """
    return check_pseudonym(_read_person(content, where).pseudonym)


def _read_person(content: bytes, where: str) -> _PersonDocument:
    try:
        return _PERSON.validate_json(content)
    except ValidationError as error:
        raise RecordError("does not tell of a person, or is damaged.", where=where, next_step=_AGAIN) from error


def person_document(connection: Connection, of: int) -> bytes:
    """Return what is known of a person beside the visits.

    Parameters
    ----------
    connection : Connection
        To the database.
    of : int
        Id of the person.
    """
    row = connection.execute(
        select(person.c.pseudonym, person.c.made_at, person.c.is_sample, person_name.c.name)
        .join_from(person, person_name, isouter=True)
        .where(person.c.id == of)
    ).one()
    given = _given(prescriptions_of(connection, of))
    told = _PersonDocument(row.pseudonym, row.made_at, row.name or "", given, is_sample=bool(row.is_sample))
    return _PERSON.dump_json(told, indent=2, exclude=None if told.is_sample else {"is_sample"}) + b"\n"


def take_person(connection: Connection, of: int, content: bytes, where: str, *, is_new: bool = False) -> bool:
    """Take in what is known of a person beside the visits, and tell whether any of it is new; what is there stays.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person.
    content : bytes
        As `person_document` gives it.
    where : str
        Where it comes from, for errors.
    is_new : bool
        Whether nothing was known of the person.

    Raises
    ------
    RecordError
        It is no such document.
    """
    read = _read_person(content, where)
    if read.is_sample and is_new:  # nobody who is there already becomes a sample
        connection.execute(update(person).where(person.c.id == of).values(is_sample=True))
    try:
        given = [
            Prescribing(one.from_day, one.given_at, one.author, prescription_from_document(one.prescription))
            for one in read.prescriptions
        ]
    except ExerciseError as error:
        raise RecordError("holds a prescription that cannot be so.", where=where, next_step=_AGAIN) from error
    has_name = connection.scalar(select(person_name.c.person_id).where(person_name.c.person_id == of)) is not None
    if read.name and not has_name:
        set_name(connection, of, read.name)
    are_new = [prescribe(connection, of, one) for one in given]
    return any(are_new) or (bool(read.name) and not has_name)
