"""People who are made up for benchmarks: the index that is written with them is the one that documents give."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, select

from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.tables import answer, person, person_agreement, repetition, session, visit
from tests.benchmarks.clinic_people import fill
from tests.support.stored import NOW


def index_of(database: Database) -> list[Sequence[Row[*tuple[object, ...]]]]:
    """Return all that the index holds, but for ids that are given anew."""
    without_ids = [column for column in session.c if column.name != "id"]
    numbered = select(session.c.visit_id, session.c.number, *(one for one in repetition.c if one.name != "session_id"))
    asked = [
        select(person).order_by(person.c.id),
        select(visit).order_by(visit.c.id),
        select(*without_ids).order_by(session.c.visit_id, session.c.number),
        numbered.join_from(repetition, session).order_by(session.c.visit_id, session.c.number, repetition.c.number),
        select(answer).order_by(answer.c.visit_id, answer.c.number),
    ]
    with database.reading() as connection:
        return [connection.execute(one).all() for one in asked]


def test_the_index_of_people_who_are_made_up_is_that_of_their_documents(database: Database) -> None:
    fill(database, people=25, visits=4, now=NOW)
    before = index_of(database)
    assert not DatabaseArchive(database).rebuild()
    assert index_of(database) == before


def test_what_was_looked_through_of_them_is_that_of_their_corrections(database: Database) -> None:
    fill(database, people=12, visits=4, now=NOW, looked=0.6)
    sums = select(person_agreement).order_by(person_agreement.c.person_id)
    with database.reading() as connection:
        before = connection.execute(sums).all()
    assert before
    assert not DatabaseArchive(database).rebuild()
    with database.reading() as connection:
        assert connection.execute(sums).all() == before
