"""That a clinician has seen why somebody should look at a person: rows that are only ever added.

Each is about one visit and one reason, those that stood on the page. A later visit, or a more urgent reason, is not
covered by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from formcheck.errors import InputError
from formcheck.store.archive import VisitKey
from formcheck.store.database_archive import find_visit
from formcheck.store.index import index_person, seen_need
from formcheck.store.model import Need
from formcheck.store.people import known_person
from formcheck.store.tables import seen


@dataclass(frozen=True, slots=True)
class Looked:
    """What a clinician says of a person's visit.

    Parameters
    ----------
    of : VisitKey
        Which visit of whom.
    need : Need
        Why somebody should have looked, as it stood on the page.
    is_taken_back : bool
        Whether it was not seen after all.
    """

    of: VisitKey
    need: Need
    is_taken_back: bool = False


def need_named(word: str) -> Need:
    """Return the reason that a word names.

    Parameters
    ----------
    word : str
        As of `Need`, but for that of nothing.

    Raises
    ------
    InputError
        It is none.
    """
    known = {str(need): need for need in Need if need is not Need.NOTHING}
    if word not in known:
        raise InputError("is no reason to look.", where=repr(word[:40]), next_step="Look at the page anew.")
    return known[word]


def keep_seen(connection: Connection, looked: Looked, at: datetime, author: str) -> bool:
    """Keep that somebody has looked, or has not after all, and tell whether that is new.

    What holds already is not kept twice: two people at once do no harm.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    looked : Looked
        What is said.
    at : datetime
        When, with its zone.
    author : str
        Who says it.

    Raises
    ------
    InputError
        There is no such person or visit.
    """
    of = find_visit(connection, looked.of)
    if seen_need(connection, of) == (None if looked.is_taken_back else str(looked.need)):
        return False
    connection.execute(
        insert(seen).values(
            visit_id=of, need=str(looked.need), is_taken_back=looked.is_taken_back, at=at, author=author
        )
    )
    index_person(connection, known_person(connection, looked.of.person))
    return True
