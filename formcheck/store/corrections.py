"""Corrections in the database: rows that are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, insert, select

from formcheck.errors import InputError
from formcheck.session.corrections import Correction, DatedCorrection, Undone, correction_text, read_correction
from formcheck.store.tables import correction

_RELOAD: Final = "Look at it as it is now, then say it again if it still holds."


class ChangedMeanwhileError(InputError):
    """Somebody else has corrected the same session since it was looked at.

    Parameters
    ----------
    by : DatedCorrection
        The latest correction.
    """

    def __init__(self, by: DatedCorrection) -> None:
        self.by = by
        super().__init__(
            f"was changed by {by.author} at {by.at:%H:%M:%S} since it was opened.", where="session", next_step=_RELOAD
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A correction that is to be kept.

    Parameters
    ----------
    part : str
        The part of the visit it is of; empty where the visit has no parts.
    what : Correction
        What it says.
    token : str
        What tells the request from all others.
    author : str
        Who says it.
    seen : int or None
        Number of the latest correction that the author has seen, 0 for none; None where that does not matter.
    """

    part: str
    what: Correction
    token: str
    author: str
    seen: int | None = None


def corrections_of(connection: Connection, visit: int) -> list[DatedCorrection]:
    """Return all corrections of a visit, in order.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    """
    rows = connection.execute(select(correction).where(correction.c.visit_id == visit).order_by(correction.c.number))
    return [
        DatedCorrection(row.number, row.part, row.token, row.at, row.author, read_correction(row.document))
        for row in rows
    ]


def add_correction(connection: Connection, visit: int, said: Said, at: datetime) -> DatedCorrection:
    """Keep a correction, and return it; one whose token is there already is not kept twice.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    visit : int
        Id of the visit.
    said : Said
        The correction.
    at : datetime
        When, with its zone.

    Raises
    ------
    ChangedMeanwhileError
        Somebody else has said something that the author has not seen.
    InputError
        There is nothing to undo.
    """
    earlier = corrections_of(connection, visit)
    for one in earlier:
        if one.token == said.token:
            return one
    own = [one for one in earlier if one.part == said.part]
    if said.seen is not None:
        unknown = [one for one in own if one.number > said.seen and one.author != said.author]
        if unknown:
            raise ChangedMeanwhileError(unknown[-1])
    if isinstance(said.what, Undone) and said.what.number not in {one.number for one in own}:
        raise InputError("is no correction of this session.", where=f"number {said.what.number}", next_step=_RELOAD)
    kept = DatedCorrection(len(earlier) + 1, said.part, said.token, at, said.author, said.what)
    _insert(connection, visit, kept)
    return kept


def take_corrections(connection: Connection, visit: int, given: Sequence[DatedCorrection]) -> bool:
    """Take in corrections that were made elsewhere, after those that are there, and tell whether any is new.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    visit : int
        Id of the visit.
    given : sequence of DatedCorrection
        All of the visit, as they were there; their numbers may change.
    """
    earlier = corrections_of(connection, visit)
    numbers = {one.token: one.number for one in earlier}
    known = len(numbers)
    renamed: dict[int, int] = {}
    for one in given:
        if one.token not in numbers:
            numbers[one.token] = len(numbers) + 1
            what = one.what
            if isinstance(what, Undone):
                what = replace(what, number=renamed.get(what.number, what.number))
            _insert(connection, visit, replace(one, number=numbers[one.token], what=what))
        renamed[one.number] = numbers[one.token]
    return len(numbers) > known


def _insert(connection: Connection, visit: int, kept: DatedCorrection) -> None:
    connection.execute(
        insert(correction).values(
            visit_id=visit,
            number=kept.number,
            part=kept.part,
            token=kept.token,
            at=kept.at,
            author=kept.author,
            document=correction_text(kept.what),
        )
    )


def latest_number(connection: Connection, visit: int) -> int:
    """Return the number of the latest correction of a visit; 0 where there is none.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    """
    return connection.scalar(select(func.max(correction.c.number)).where(correction.c.visit_id == visit)) or 0
