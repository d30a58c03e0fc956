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
from formcheck.store.tables import Moment, person, person_name, prescription, visit

PAGE: Final = 50
"""So many people stand on one page."""

ABSENT_AFTER: Final = timedelta(days=5)
"""Who practised once, and not for so long, needs somebody to ask why."""

LONGEST_SEARCH: Final = 100

_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)
_URGENCY: Final = {need: number for number, need in enumerate(Need)}
_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE: Final = re.compile(r"(-?\d)\.(-?\d{1,18})\.(\d{1,10})", re.ASCII)


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
    seen : str
        Pseudonym of somebody of whom it is asked whether the last visit was seen; nobody where it is empty.
    """

    text: str = ""
    is_paused: bool = False
    after: str = ""
    seen: str = ""


def list_people(connection: Connection, wanted: Wanted, today: date) -> PeopleList:
    """Return a page of the list, those first who need somebody to look; one question to the database.

    Who was made up stands at the end, and is counted nowhere.

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
    counts = _counts(matching, wanted)
    rows = connection.execute(
        select(counts, page, prescription.c.from_day, prescription.c.document)
        .select_from(counts)
        .join(page, true(), isouter=True)
        .join(prescription, prescription.c.person_id == page.c.id, isouter=True)
        .order_by(page.c.rank.desc(), page.c.visited_at.desc(), page.c.id.desc(), prescription.c.number)
    ).all()
    listed = [list(theirs) for _, theirs in groupby((row for row in rows if row.id is not None), lambda row: row.id)]
    here = listed[:PAGE]
    return PeopleList(
        people=tuple(_listed(theirs) for theirs in here),
        count=rows[0].matching_count,
        needing=rows[0].needing_count,
        paused=rows[0].paused_count,
        everybody=rows[0].everybody_count,
        samples=rows[0].sample_count,
        seen=rows[0].seen_person or "",
        after=_place_of(here[-1][0]) if len(listed) > PAGE else "",
    )


def _matching(wanted: Wanted, today: date) -> CTE:
    """Return those who are wanted, with how urgent it is to look at each."""
    urgent = urgency(today)
    asked = (
        select(person, person_name.c.name, urgent.label("urgency"))
        .add_columns(case((person.c.is_sample, urgent - len(Need)), else_=urgent).label("rank"))
        .add_columns(func.coalesce(person.c.last_visit_at, _at(_NEVER)).label("visited_at"))
        .join_from(person, person_name, isouter=True)
        .where(*_parts(wanted.text))
    )
    return (asked.where(person.c.is_paused) if wanted.is_paused else asked).cte("matching")


def _parts(text: str) -> list[ColumnElement[bool]]:
    words = folded(text[:LONGEST_SEARCH]).split()
    columns = (person.c.folded, person_name.c.folded)
    return [or_(*(column.contains(word, autoescape=True) for column in columns)) for word in words]


def urgency(today: date) -> ColumnElement[int]:
    """Return how urgent it is to look at a person: the place of the reason in `Need`; 0 where somebody has looked.

    Parameters
    ----------
    today : date
        Today.
    """
    told = urgency_of_all(today)
    return case((told > _place_in_need(person.c.seen_need), told), else_=0)


def urgency_of_all(today: date) -> ColumnElement[int]:
    """Return the same, whether or not somebody has looked.

    That somebody is absent is known only to whoever knows the day; what was said of symptoms comes first.

    Parameters
    ----------
    today : date
        Today.
    """
    is_absent = and_(person.c.is_paused.is_(False), person.c.last_day <= today - ABSENT_AFTER)
    told = _place_in_need(person.c.need)
    return case((and_(is_absent, told < _URGENCY[Need.ABSENT]), _URGENCY[Need.ABSENT]), else_=told)


def _place_in_need(told: ColumnElement[str] | ColumnElement[str | None]) -> ColumnElement[int]:
    return case({str(need): number for need, number in _URGENCY.items()}, value=told, else_=0)


def _page(matching: CTE, after: str) -> FromClause:
    place = tuple_(matching.c.rank, matching.c.visited_at, matching.c.id)
    latest = (
        select(visit.c.key)
        .where(visit.c.person_id == matching.c.id, visit.c.day.is_not(None))
        .order_by(visit.c.began_at.desc(), visit.c.id.desc())
        .limit(1)
    )
    asked = select(matching, latest.scalar_subquery().label("latest")).order_by(
        matching.c.rank.desc(), matching.c.visited_at.desc(), matching.c.id.desc()
    ).limit(PAGE + 1)  # fmt: skip
    found = _PLACE.fullmatch(after)
    if found is not None:
        rank, microseconds, of = (int(part) for part in found.groups())
        moment = _moment(microseconds)
        asked = asked.where(place < tuple_(literal(rank), _at(moment), literal(of)))
    return asked.subquery("page")


def _counts(matching: CTE, wanted: Wanted) -> FromClause:
    everybody = select(func.count()).select_from(person).where(_is_real(person.c.is_sample))
    samples = select(func.count()).select_from(person).where(person.c.is_sample)
    paused = (
        everybody.where(person.c.is_paused)
        if not wanted.text
        else select(func.count()).select_from(matching).where(matching.c.is_paused, _is_real(matching.c.is_sample))
    )
    is_real = _is_real(matching.c.is_sample)
    seen = select(person.c.pseudonym).where(
        person.c.folded == folded(wanted.seen[:LONGEST_SEARCH]), person.c.seen_need.is_not(None)
    )
    return select(
        everybody.scalar_subquery().label("everybody_count"),
        samples.scalar_subquery().label("sample_count"),
        paused.scalar_subquery().label("paused_count"),
        seen.scalar_subquery().label("seen_person"),
        _how_many(is_real).label("matching_count"),
        _how_many(and_(is_real, matching.c.urgency > 0)).label("needing_count"),
    ).select_from(matching).subquery("counts")  # fmt: skip


def _is_real(is_sample: ColumnElement[bool]) -> ColumnElement[bool]:
    return is_sample.is_not(True)


def _how_many(are_so: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((are_so, 1), else_=0)), 0)


def _at(moment: datetime) -> ColumnElement[datetime]:
    return literal(moment, Moment())


def _moment(microseconds: int) -> datetime:
    try:
        return _BEGIN + timedelta(microseconds=microseconds)
    except OverflowError:
        return _NEVER


def _place_of(row: Row[*tuple[object, ...]]) -> str:
    microseconds = (row.visited_at - _BEGIN) // timedelta(microseconds=1)
    return f"{row.rank}.{microseconds}.{row.id}"


def _listed(rows: Sequence[Row[*tuple[object, ...]]]) -> Listed:
    row = rows[0]
    days: Mapping[str, int] = json.loads(row.days)
    given = [_dosing(one) for one in rows if one.document is not None]
    return Listed(
        pseudonym=row.pseudonym,
        name=row.name or "",
        need=list(Need)[row.urgency],
        is_paused=row.is_paused,
        is_sample=bool(row.is_sample),
        latest=row.latest or "",
        last_visit_at=row.last_visit_at,
        last_day=row.last_day,
        days={date.fromisoformat(day): count for day, count in days.items()},
        dosings=tuple(given),
        totals=Totals(row.attempts, row.good, row.unseen),
        pain=row.pain,
    )


def _dosing(row: Row[*tuple[object, ...]]) -> Dosing:
    return Dosing(row.from_day, read_prescribed(row.document).exercise.dose.per_day)
