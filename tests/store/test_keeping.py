"""A correction and what follows from it: all of it is kept, or nothing; nothing that was there is replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.errors import InputError
from formcheck.events import Verdict
from formcheck.session.corrections import Blame, Commented, Movement, Rescored, Struck, Undone
from formcheck.store import correcting
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import keep_correction, keep_opinion, known_sessions, see_session
from formcheck.store.corrections import ChangedMeanwhileError, Said
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.stored import AUTHOR, NOW, result_document, session_of, sitting

PART, OTHER = "set-1-part-1", "set-2-part-1"
FIRST = session_of().repetitions[0]
STRUCK = Struck(Movement(FIRST.start_s, FIRST.end_s), Verdict.GOOD, Blame.POINT)


@pytest.fixture
def visit(database: Database) -> VisitKey:
    """Return a sitting of two parts in an empty store."""
    DatabaseArchive(database).keep("anna-04", sitting(parts=(PART, OTHER)), NOW, AUTHOR)
    (only,) = DatabaseArchive(database).visits("anna-04")
    return only


def said(what: object, part: str = PART, author: str = AUTHOR, seen: int | None = 0, number: int = 1) -> Said:
    """Return something that is to be kept."""
    return Said(part, what, f"token-{number:04}", author, seen)  # type: ignore[arg-type]  # any correction


def test_counts_follow_and_those_of_the_machine_stay(database: Database, visit: VisitKey) -> None:
    before = {one.part: (one.attempts, one.good) for one in known_sessions(database, "anna-04")}
    keep_correction(database, visit, said(STRUCK), NOW)
    after = {one.part: (one.attempts, one.good) for one in known_sessions(database, "anna-04")}
    assert after == before | {PART: (before[PART][0] - 1, before[PART][1] - 1)}


def test_where_the_index_cannot_follow_nothing_is_kept(
    database: Database, visit: VisitKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(correcting, "index_person", fail)
    with pytest.raises(OSError, match="no room"):
        keep_correction(database, visit, said(STRUCK), NOW)
    assert see_session(database, visit, PART).corrections == ()
    monkeypatch.undo()
    assert keep_correction(database, visit, said(STRUCK), NOW).number == 1


def test_what_others_said_of_this_session_must_have_been_seen(database: Database, visit: VisitKey) -> None:
    keep_correction(database, visit, said(STRUCK, author="ab"), NOW)
    with pytest.raises(ChangedMeanwhileError) as told:
        keep_correction(database, visit, said(Commented("so"), number=2), NOW)
    assert told.value.by.author == "ab"
    keep_correction(database, visit, said(Commented("so"), part=OTHER, number=3), NOW)
    keep_correction(database, visit, said(Commented("so"), seen=1, number=4), NOW)


def test_only_what_was_said_of_this_session_is_taken_back(database: Database, visit: VisitKey) -> None:
    keep_correction(database, visit, said(STRUCK), NOW)
    with pytest.raises(InputError):
        keep_correction(database, visit, said(Undone(1), part=OTHER, number=2), NOW)
    keep_correction(database, visit, said(Undone(1), seen=1, number=3), NOW)


def test_opinions_stand_beside_each_other_in_their_part(database: Database, visit: VisitKey) -> None:
    results = [result_document(replace(session_of(), title=title)) for title in ("one", "other")]
    for number, result in enumerate(results, start=1):
        opinion = said(Rescored("opinion-1"), seen=None, number=number)
        for _ in range(2):  # sent twice, kept once
            assert keep_opinion(database, visit, opinion, NOW, result).what == Rescored(f"opinion-{number}")
    assert dict(see_session(database, visit, PART).opinions) == {"opinion-1": results[0], "opinion-2": results[1]}
    assert see_session(database, visit, OTHER).opinions == {}
    assert see_session(database, visit, PART).result == result_document(session_of())


def test_what_is_not_there_is_told(database: Database, visit: VisitKey) -> None:
    with pytest.raises(InputError):
        see_session(database, visit, "set-9-part-1")
    with pytest.raises(InputError):
        keep_correction(database, VisitKey("anna-04", "nothing"), said(STRUCK), NOW)
    with pytest.raises(InputError):
        known_sessions(database, "nobody")
