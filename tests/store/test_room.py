"""What the review room asks of a database of either kind, beside what was said of a session."""

from __future__ import annotations

from datetime import timedelta

import pytest

from formcheck.errors import InputError
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import Film, VisitDocuments, film_document
from formcheck.store.room import (
    PartKey,
    keep_traces,
    locate_film,
    read_film,
    read_record,
    read_surroundings,
    read_traces,
)
from tests.support.stored import AUTHOR, NOW, finished, recording, sitting

ANNA = "anna-04"
PART = "set-1-part-1"


def test_a_session_knows_the_visits_beside_it(database: Database) -> None:
    archive = DatabaseArchive(database)
    for days in (3, 1, 2):
        archive.keep(ANNA, sitting(finished(), NOW + timedelta(days=days)), NOW, AUTHOR)
    archive.keep("ben-11", sitting(finished(), NOW + timedelta(days=2)), NOW, AUTHOR)
    first, second, third = archive.visits(ANNA)
    around = read_surroundings(database, second, PART)
    assert (around.older, around.newer) == (PartKey(first.key, PART), PartKey(third.key, PART))
    assert (around.pain_before, around.pain_after, around.halt) == (2, 1, "")
    assert around.parts == (PartKey(second.key, PART, 1),)
    assert around.has_record
    assert around.film is None
    assert read_surroundings(database, first, PART).older is None
    assert read_surroundings(database, third, PART).newer is None


def test_traces_are_kept_and_replaced_and_go_with_the_person(database: Database) -> None:
    archive = DatabaseArchive(database)
    archive.keep(ANNA, recording(), NOW, AUTHOR)
    (visit,) = archive.visits(ANNA)
    assert read_traces(database, visit, "") is None
    record = read_record(database, visit, "")
    for content in (b"one", b"another"):
        assert keep_traces(database, visit, "", content, record, NOW, AUTHOR)
        assert read_traces(database, visit, "") == content
    assert archive.read(visit) == recording()
    archive.remove(ANNA, NOW, AUTHOR)
    with pytest.raises(InputError):
        read_traces(database, visit, "")


def test_traces_of_a_record_that_has_grown_meanwhile_are_not_kept(database: Database) -> None:
    archive = DatabaseArchive(database)
    whole = recording().documents
    some = whole["record.jsonl"][: whole["record.jsonl"].index(b"\n", 20_000) + 1]
    archive.keep(ANNA, VisitDocuments({**whole, "record.jsonl": some}), NOW, AUTHOR)
    (visit,) = archive.visits(ANNA)
    record = read_record(database, visit, "")
    assert record.content == some
    archive.keep(ANNA, VisitDocuments(whole), NOW, AUTHOR)
    assert not keep_traces(database, visit, "", b"of its beginning", record, NOW, AUTHOR)
    assert read_traces(database, visit, "") is None


def test_where_a_film_is_is_told_anew_and_nothing_else_changes(database: Database) -> None:
    archive = DatabaseArchive(database)
    documents = {**recording().documents, "film.json": film_document(Film("/old/film.mp4", "ab"))}
    archive.keep(ANNA, VisitDocuments(documents), NOW, AUTHOR)
    (visit,) = archive.visits(ANNA)
    assert read_film(database, visit, "") == Film("/old/film.mp4", "ab")
    moved = Film("/new/película.mp4", "ab")
    locate_film(database, visit, "", moved, NOW, AUTHOR)
    assert read_film(database, visit, "") == moved
    assert archive.read(visit).documents == {**documents, "film.json": film_document(moved)}


def test_what_is_not_there_is_told(database: Database) -> None:
    with pytest.raises(InputError):
        read_surroundings(database, VisitKey("nobody", "none"), "")
