"""What every archive promises, whether it is folders, SQLite or PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from formcheck.errors import FormcheckError, InputError
from formcheck.events import Verdict
from formcheck.session.corrections import (
    Blame,
    Correction,
    DatedCorrection,
    Movement,
    Overruled,
    Undone,
    correction_lines,
    read_corrections,
)
from formcheck.store.archive import Archive, VisitKey, copy
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.model import Taken, VisitDocuments
from tests.support.stored import AUTHOR, BRIEF, NOW, finished, record_document, recording, sitting, stopped
from tests.support.visits import golden_record

LATER = NOW + timedelta(days=1)
OVERRULED = Overruled(Movement(1.0, 5.0), Verdict.RUSHED, Verdict.GOOD, Blame.CAMERA, "slow enough")


def said(*whats: Correction) -> bytes:
    """Return the document of some corrections."""
    dated = [
        DatedCorrection(number, "", f"token-{number:04}", NOW, AUTHOR, what) for number, what in enumerate(whats, 1)
    ]
    return correction_lines(dated)


def only(archive: Archive, person: str = "anna-04") -> VisitKey:
    """Return the one visit of a person."""
    (found,) = archive.visits(person)
    return found


@pytest.mark.parametrize(
    "documents", [recording(), sitting(), sitting(stopped())], ids=["recording", "done", "stopped"]
)
def test_what_is_kept_comes_back_byte_for_byte(archive: Archive, documents: VisitDocuments) -> None:
    assert archive.keep("anna-04", documents, NOW, AUTHOR) is Taken.NEW
    assert archive.read(only(archive)) == documents


def test_twice_is_once(archive: Archive) -> None:
    archive.keep("anna-04", sitting(), NOW, AUTHOR)
    assert archive.keep("anna-04", sitting(), LATER, AUTHOR) is Taken.KNOWN
    assert len(list(archive.visits())) == 1


def test_everybody_has_their_own(archive: Archive) -> None:
    for person in ("ben-11", "anna-04"):
        archive.keep(person, recording(), NOW, AUTHOR)
    assert archive.people() == ["anna-04", "ben-11"]
    assert [one.person for one in archive.visits()] == ["anna-04", "ben-11"]
    assert len(list(archive.visits("ben-11"))) == 1


def test_a_person_is_the_same_in_small_letters_and_capitals(archive: Archive) -> None:
    archive.keep("Anna-04", recording(), NOW, AUTHOR)
    assert archive.keep("anna-04", recording(), NOW, AUTHOR) is Taken.KNOWN
    assert archive.people() == ["Anna-04"]


def test_visits_come_in_order_of_time(archive: Archive) -> None:
    for days in (3, 1, 2):
        archive.keep("anna-04", sitting(began_at=NOW + timedelta(days=days)), NOW, AUTHOR)
    logs = [archive.read(one).documents["visit.jsonl"] for one in archive.visits()]
    assert logs == sorted(logs, key=lambda log: log[:40])


def test_a_visit_that_went_on_is_taken_in_further(archive: Archive) -> None:
    whole = finished()
    archive.keep("anna-04", sitting(whole[:3], parts=()), NOW, AUTHOR)
    assert archive.keep("anna-04", sitting(whole), NOW, AUTHOR) is Taken.GROWN
    assert archive.read(only(archive)) == sitting(whole)


def test_an_older_copy_takes_nothing_away(archive: Archive) -> None:
    whole = finished()
    archive.keep("anna-04", sitting(whole), NOW, AUTHOR)
    assert archive.keep("anna-04", sitting(whole[:3], parts=()), NOW, AUTHOR) is Taken.KNOWN
    assert archive.read(only(archive)) == sitting(whole)


def test_another_result_of_the_same_recording_is_kept_beside_the_first(archive: Archive) -> None:
    archive.keep("anna-04", recording(), NOW, AUTHOR)
    changed = recording().documents["session.json"].replace(b'"rushed"', b'"held"')
    other = VisitDocuments({**recording().documents, "session.json": changed})
    assert archive.keep("anna-04", other, NOW, AUTHOR) is Taken.GROWN
    assert archive.keep("anna-04", other, NOW, AUTHOR) is Taken.KNOWN
    assert archive.read(only(archive)).documents == {
        **recording().documents,
        "opinion-1/session.json": changed,
    }


def test_corrections_go_with_their_visit(archive: Archive) -> None:
    documents = {**recording().documents, "corrections.jsonl": said(OVERRULED)}
    archive.keep("anna-04", VisitDocuments(documents), NOW, AUTHOR)
    assert archive.read(only(archive)).documents == documents
    more = {**documents, "corrections.jsonl": said(OVERRULED, Undone(1))}
    assert archive.keep("anna-04", VisitDocuments(more), NOW, AUTHOR) is Taken.GROWN
    kept = read_corrections(archive.read(only(archive)).documents["corrections.jsonl"], "here")
    assert [one.what for one in kept] == [OVERRULED, Undone(1)]


def test_a_person_who_is_removed_is_gone(archive: Archive) -> None:
    for person in ("anna-04", "ben-11"):
        archive.keep(person, sitting(), NOW, AUTHOR)
    assert archive.remove("anna-04", LATER, AUTHOR) == 1
    assert archive.people() == ["ben-11"]
    assert len(list(archive.visits())) == 1
    with pytest.raises(InputError):
        archive.remove("anna-04", LATER, AUTHOR)


@pytest.mark.parametrize("name", ["", " ", "../escaped", "a/b", "con", "NUL.txt", "x" * 81, "a\nb", ".hidden", "a\x00"])
def test_what_is_no_pseudonym_is_refused(archive: Archive, name: str) -> None:
    with pytest.raises(InputError):
        archive.keep(name, recording(), NOW, AUTHOR)
    assert archive.people() == []


@pytest.mark.parametrize(
    "documents",
    [
        {},
        {"record.jsonl": b"no record"},
        {"session.json": b"{}"},
        {"session.json": b"\xff"},
        {"visit.jsonl": b"nothing\n"},
        {**recording().documents, "corrections.jsonl": b"{}\n"},
    ],
)
def test_what_is_damaged_is_refused_whole(archive: Archive, documents: dict[str, bytes]) -> None:
    with pytest.raises(FormcheckError):
        archive.keep("anna-04", VisitDocuments(documents), NOW, AUTHOR)
    assert list(archive.visits()) == []


def test_a_part_that_was_broken_off_is_judged_when_it_is_taken_in(archive: Archive) -> None:
    record = golden_record(BRIEF)
    part = {"set-1-part-1/record.jsonl": record_document(record, len(record.inputs) // 2)}
    documents = dict(sitting(parts=()).documents) | part
    archive.keep("anna-04", VisitDocuments(documents), NOW, AUTHOR)
    assert "set-1-part-1/session.json" in archive.read(only(archive)).documents


def test_all_of_a_person_goes_into_folders_and_comes_back(archive: Archive, tmp_path: Path) -> None:
    documents = {**recording().documents, "corrections.jsonl": said(OVERRULED, Undone(1))}
    archive.keep("anna-04", VisitDocuments(documents), NOW, AUTHOR)
    archive.keep("anna-04", sitting(), NOW, AUTHOR)
    out = FolderArchive(tmp_path / "handed-out")
    assert [one.taken for one in copy(archive, out, lambda: LATER, AUTHOR)] == [Taken.NEW, Taken.NEW]
    assert [one.taken for one in copy(out, archive, lambda: LATER, AUTHOR)] == [Taken.KNOWN, Taken.KNOWN]
    archive.remove("anna-04", LATER, AUTHOR)
    assert [one.taken for one in copy(out, archive, lambda: LATER, AUTHOR)] == [Taken.NEW, Taken.NEW]
    back = [dict(archive.read(one).documents) for one in archive.visits("anna-04")]
    assert sorted(map(len, back)) == [3, 3]
    assert documents in back
