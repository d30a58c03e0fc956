"""Two people, or two programs, at once: nothing is there twice, and who comes second is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from formcheck.session.corrections import Commented
from formcheck.store.corrections import ChangedMeanwhileError, Said, add_correction, corrections_of
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive, find_visit
from formcheck.store.model import Taken
from tests.support.stored import AUTHOR, NOW, recording

PEOPLE = 3
T = TypeVar("T")


def at_once(work: Callable[[int], T]) -> list[T]:
    """Let several do something at the same moment."""
    together = Barrier(PEOPLE)

    def one(number: int) -> T:
        together.wait(30)
        return work(number)

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def test_the_same_visit_brought_in_at_once_is_there_once(database: Database) -> None:
    archive = DatabaseArchive(database)
    taken = at_once(lambda _: archive.keep("anna-04", recording(), NOW, AUTHOR))
    assert sorted(taken) == [Taken.KNOWN] * (PEOPLE - 1) + [Taken.NEW]
    assert len(list(archive.visits())) == 1


def test_of_several_who_correct_at_once_one_is_first_and_the_others_are_told(database: Database) -> None:
    archive = DatabaseArchive(database)
    archive.keep("anna-04", recording(), NOW, AUTHOR)
    (key,) = archive.visits()

    def say(number: int) -> bool:
        said = Said("", Commented(f"comment {number}"), f"token-{number}", f"author {number}", seen=0)
        try:
            with database.writing() as connection:
                add_correction(connection, find_visit(connection, key), said, NOW)
        except ChangedMeanwhileError:
            return False
        return True

    assert sorted(at_once(say)) == [False] * (PEOPLE - 1) + [True]
    with database.reading() as connection:
        assert [one.number for one in corrections_of(connection, find_visit(connection, key))] == [1]


def test_the_same_request_sent_twice_is_kept_once(database: Database) -> None:
    archive = DatabaseArchive(database)
    archive.keep("anna-04", recording(), NOW, AUTHOR)
    (key,) = archive.visits()

    def say(_: int) -> int:
        with database.writing() as connection:
            said = Said("", Commented("once"), "the same token", AUTHOR)
            return add_correction(connection, find_visit(connection, key), said, NOW).number

    assert at_once(say) == [1] * PEOPLE
