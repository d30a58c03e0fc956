"""The list of people, a page at a time: one question to the database, however many there are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Label,
    Row,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.sql.selectable import CTE

from formcheck.session.adherence import Dosing
from formcheck.store.model import (
    Listed,
    Need,
    PeopleList,
    Totals,
)
from formcheck.store.people import folded
from formcheck.store.prescribed import read_prescribed
from formcheck.store.tables import Moment, person, person_name, prescription

PAGE: Final = 50
"""So many people stand on one page."""

ABSENT_AFTER: Final = timedelta(days=5)
"""Who practised once, and not for so long, needs somebody to ask why."""

LONGEST_SEARCH: Final = 100

_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_URGENCY: Final = {need: number for number, need in enumerate(Need)}
_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE: Final = re.compile(r"(\d)\.(-?\d{1,18})\.(\d{1,10})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which people of all.

    Parameters
    ----------
    text : str
        Each word of it is a part of the pseudonym or the name; all people where it is empty.
    is_paused : bool
        Whether only those who pause.
    after : str
        As of `PeopleList.after`; from the first on where it is empty, or means nothing.
    """

    text: str = ""
    is_paused: bool = False
    after: str = ""


def list_people(connection: Connection, wanted: Wanted, today: date) -> PeopleList:
    """Return a page of the list, those first who need somebody to look; one question to the database.

    Parameters
    ----------
    connection : Connection
        To the database.
    wanted : Wanted
        Which of them.
    today : date
        Today.
    """
    matching = _matching(wanted, today)
    page = _page(matching, wanted.after)
    counts = _counts(matching, wanted.text)
    rows = connection.execute(
        select(counts, page, prescription.c.from_day, prescription.c.document)
        .select_from(counts)
        .join(page, true(), isouter=True)
        .join(prescription, prescription.c.person_id == page.c.id, isouter=True)
        .order_by(page.c.urgency.desc(), page.c.seen_at.desc(), page.c.id.desc(), prescription.c.number)
    ).all()
    listed = [list(theirs) for _, theirs in groupby((row for row in rows if row.id is not None), lambda row: row.id)]
    here = listed[:PAGE]
    return PeopleList(
        people=tuple(_listed(theirs) for theirs in here),
        count=rows[0].matching_count,
        needing=rows[0].needing_count,
        paused=rows[0].paused_count,
        everybody=rows[0].everybody_count,
        after=_place_of(here[-1][0]) if len(listed) > PAGE else "",
    )


def _matching(wanted: Wanted, today: date) -> CTE:
    """Return those who are wanted, with how urgent it is to look at each."""
    asked = (
        select(person, person_name.c.name, urgency(today), func.coalesce(person.c.last_visit_at, _at(_NEVER))
        .label("seen_at"))
        .join_from(person, person_name, isouter=True)
        .where(*_parts(wanted.text))
    )  # fmt: skip
    return (asked.where(person.c.is_paused) if wanted.is_paused else asked).cte("matching")


def _parts(text: str) -> list[ColumnElement[bool]]:
    words = folded(text[:LONGEST_SEARCH]).split()
    columns = (person.c.folded, person_name.c.folded)
    return [or_(*(column.contains(word, autoescape=True) for column in columns)) for word in words]


def urgency(today: date) -> Label[int]:
    """Return how urgent it is to look at a person: the place of the reason in `Need`.

    That somebody is absent is known only to whoever knows the day; what was said of symptoms comes first.

    Parameters
    ----------
    today : date
        Today.
    """
    is_absent = and_(person.c.is_paused.is_(False), person.c.last_day <= today - ABSENT_AFTER)
    by_need = {str(need): number for need, number in _URGENCY.items()}
    told = case(by_need, value=person.c.need, else_=0)
    return case((and_(is_absent, told < _URGENCY[Need.ABSENT]), _URGENCY[Need.ABSENT]), else_=told).label("urgency")


def _page(matching: CTE, after: str) -> FromClause:
    place = tuple_(matching.c.urgency, matching.c.seen_at, matching.c.id)
    asked = select(matching).order_by(
        matching.c.urgency.desc(), matching.c.seen_at.desc(), matching.c.id.desc()
    ).limit(PAGE + 1)  # fmt: skip
    found = _PLACE.fullmatch(after)
    if found is not None:
        urgency, microseconds, of = (int(part) for part in found.groups())
        moment = _moment(microseconds)
        asked = asked.where(place < tuple_(literal(urgency), _at(moment), literal(of)))
    return asked.subquery("page")


def _counts(matching: CTE, text: str) -> FromClause:
    everybody = select(func.count()).select_from(person).scalar_subquery()
    paused = (
        select(func.count()).select_from(person).where(person.c.is_paused)
        if not text
        else select(func.count()).select_from(matching).where(matching.c.is_paused)
    )
    return select(
        everybody.label("everybody_count"),
        paused.scalar_subquery().label("paused_count"),
        func.count().label("matching_count"),
        func.coalesce(func.sum(case((matching.c.urgency > 0, 1), else_=0)), 0).label("needing_count"),
    ).select_from(matching).subquery("counts")  # fmt: skip


def _at(moment: datetime) -> ColumnElement[datetime]:
    return literal(moment, Moment())


def _moment(microseconds: int) -> datetime:
    try:
        return _BEGIN + timedelta(microseconds=microseconds)
    except OverflowError:
        return _NEVER


def _place_of(row: Row[*tuple[object, ...]]) -> str:
    microseconds = (row.seen_at - _BEGIN) // timedelta(microseconds=1)
    return f"{row.urgency}.{microseconds}.{row.id}"


def _listed(rows: Sequence[Row[*tuple[object, ...]]]) -> Listed:
    row = rows[0]
    days: Mapping[str, int] = json.loads(row.days)
    given = [_dosing(one) for one in rows if one.document is not None]
    return Listed(
        pseudonym=row.pseudonym,
        name=row.name or "",
        need=list(Need)[row.urgency],
        is_paused=row.is_paused,
        last_visit_at=row.last_visit_at,
        last_day=row.last_day,
        days={date.fromisoformat(day): count for day, count in days.items()},
        dosings=tuple(given),
        totals=Totals(row.attempts, row.good, row.unseen),
        pain=row.pain,
    )


def _dosing(row: Row[*tuple[object, ...]]) -> Dosing:
    return Dosing(row.from_day, read_prescribed(row.document).exercise.dose.per_day)
