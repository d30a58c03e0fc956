"""Whom there is: a line for each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from formcheck.store.tables import person, person_name, visit


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as the command lists them.

    Parameters
    ----------
    pseudonym, name : str
        The pseudonym, and the name where one is kept.
    visits : int
        How many visits there are.
    last_day : date or None
        The day of the last one; None where there is none, or it has no date.
    """

    pseudonym: str
    name: str
    visits: int
    last_day: date | None


def list_people(connection: Connection) -> list[Listed]:
    """Return all people, in order of their pseudonyms.

    Parameters
    ----------
    connection : Connection
        To the database.
    """
    counted = select(visit.c.person_id, func.count().label("visits")).group_by(visit.c.person_id).subquery()
    rows = connection.execute(
        select(person.c.pseudonym, person_name.c.name, counted.c.visits, person.c.last_day)
        .join_from(person, person_name, isouter=True)
        .join(counted, counted.c.person_id == person.c.id, isouter=True)
        .order_by(person.c.folded)
    )
    return [Listed(row.pseudonym, row.name or "", row.visits or 0, row.last_day) for row in rows]
