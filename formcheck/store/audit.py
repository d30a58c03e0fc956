"""The log of a practice: who looked at what and kept what, and what was refused; rows that are only ever added.

A row names a person only while that person is there. Whoever is removed leaves the rows without a pseudonym.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Row, func, insert, select, update

from formcheck.store.people import folded
from formcheck.store.tables import account, audit, person

ROWS_A_PAGE: Final = 50

REMOVED: Final = "\N{EM DASH}"
"""Stands in a row for a person who was removed; no pseudonym can be this."""

_MOST_NAMES: Final = 200

LIST: Final = "list"
"""What a row says of the list of all people."""

_LONGEST: Final = {"who": 80, "address": 64, "what": 40, "whose": 80, "exactly": 200}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log.

    Parameters
    ----------
    at : datetime
        When, with its zone.
    who : str
        The account, or whoever sits before this computer; empty where that is not known.
    address : str
        The address in the network that asked.
    what : str
        What was done, as a word for programs, such as ``session`` or ``sign-in``.
    whose : str
        Pseudonym of the person whom it is about; empty for nobody, `REMOVED` for somebody who is not there any more.
    exactly : str
        Which visit, page or cause; never a person's.
    is_allowed : bool
        Whether it was done, and not refused.
    more : int
        How many like this were left out before.
    number : int
        Of the row; 0 before it is kept.
    """

    at: datetime
    who: str
    address: str
    what: str
    whose: str = ""
    exactly: str = ""
    is_allowed: bool = True
    more: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log.

    Parameters
    ----------
    entries : tuple of Entry
        The newest first.
    before : int
        Number of the row that the next older page begins below; 0 where there is none.
    """

    entries: tuple[Entry, ...]
    before: int


def keep_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add rows to the log.

    Of whom they are is kept only of people who are there; the list of nobody is no row.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    entries : sequence of Entry
        The rows, the oldest first.
    """
    spelt = {one: _spelling(connection, one) for one in {entry.whose for entry in entries} if one}
    spelt[REMOVED] = REMOVED
    is_anybody = connection.scalar(select(person.c.id).limit(1)) is not None
    rows = [_values(replace(one, whose=spelt.get(one.whose, ""))) for one in entries if is_anybody or one.what != LIST]
    if rows:
        connection.execute(insert(audit), rows)


def _spelling(connection: Connection, pseudonym: str) -> str:
    """Return a pseudonym as its person has it; empty where nobody has."""
    found = connection.scalar(select(person.c.pseudonym).where(person.c.folded == folded(pseudonym)))
    return "" if found is None else str(found)


def _values(entry: Entry) -> dict[str, object]:
    texts = {name: str(getattr(entry, name))[:most] for name, most in _LONGEST.items()}
    return texts | {"at": entry.at, "is_allowed": entry.is_allowed, "more": entry.more}


def forget_person(connection: Connection, of: int) -> None:
    """Take a person's pseudonym out of the log; that somebody was looked at, and by whom, stays.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    of : int
        Id of the person, who is there still.
    """
    pseudonym = select(person.c.pseudonym).where(person.c.id == of).scalar_subquery()
    connection.execute(update(audit).where(audit.c.whose == pseudonym).values(whose=REMOVED, exactly=""))


def read_log(
    connection: Connection, *, whose: str = "", who: str = "", before: int = 0, most: int = ROWS_A_PAGE
) -> LogPage:
    """Return a page of the log, the newest row first.

    Parameters
    ----------
    connection : Connection
        To the database.
    whose : str
        Only what is about this person; empty for all.
    who : str
        Only what this account did; empty for all.
    before : int
        Only rows older than the one of this number; 0 for the newest.
    most : int
        How many rows.
    """
    asked = select(audit).order_by(audit.c.id.desc()).limit(most + 1)
    if whose:
        asked = asked.where(audit.c.whose == (_spelling(connection, whose) or whose))
    if who:
        asked = asked.where(audit.c.who == who)
    if before:
        asked = asked.where(audit.c.id < before)
    rows = connection.execute(asked).all()
    return LogPage(tuple(map(_entry, rows[:most])), rows[most - 1].id if len(rows) > most else 0)


def log_since(connection: Connection, since: datetime | None = None) -> list[Entry]:
    """Return all rows of the log, the oldest first.

    Parameters
    ----------
    connection : Connection
        To the database.
    since : datetime, optional
        Only those from then on, with its zone.
    """
    asked = select(audit).order_by(audit.c.id)
    return [_entry(row) for row in connection.execute(asked if since is None else asked.where(audit.c.at >= since))]


def who_is_logged(connection: Connection) -> list[str]:
    """Return the names that the log can be asked for: all accounts, and whoever else did something here.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    accounts = set(connection.scalars(select(account.c.name)))
    others: set[str] = set()
    last = ""
    while len(others) < _MOST_NAMES:  # from one to the next by the index: all rows would be read otherwise
        found = connection.scalar(select(func.min(audit.c.who)).where(audit.c.who > last))
        if found is None:
            break
        last = str(found)
        others.add(last)
    return sorted(accounts | others, key=folded)


def _entry(row: Row[*tuple[object, ...]]) -> Entry:
    return Entry(
        at=row.at,
        who=row.who,
        address=row.address,
        what=row.what,
        whose=row.whose,
        exactly=row.exactly,
        is_allowed=row.is_allowed,
        more=row.more,
        number=row.id,
    )
