"""``batch --person``: each result is in the store as it is done, once, with where its film is."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from formcheck.apps.batch import run as running
from formcheck.apps.batch import work as working
from formcheck.errors import InputError
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator

pytestmark = pytest.mark.usefixtures("reviews")

WORDS = ("--person", "anna-04", "--store", "clinic.sqlite")
OUT = Path("formcheck-out/batch")


@pytest.fixture
def own(archive: Path) -> Path:
    """Return an archive of two good videos, which differ."""
    (archive / "monday" / "ben.mp4").unlink()
    with (archive / "monday" / "cleo.mp4").open("ab") as file:
        file.write(b"\0\0\0\x08free")  # another file, and the same film
    return archive


def kept() -> list[dict[str, bytes]]:
    """Return the documents of all visits of the person."""
    with closing(open_database("clinic.sqlite")) as database:
        archive = DatabaseArchive(database)
        return [dict(archive.read(visit).documents) for visit in archive.visits("anna-04")]


def films(found: list[dict[str, bytes]]) -> set[str]:
    return {Path(json.loads(documents["film.json"])["path"]).name for documents in found}


@pytest.mark.slow
def test_each_result_is_kept_with_where_its_film_is_and_once(formcheck: Run, own: Path) -> None:
    done = formcheck("batch", own, *WORDS)
    assert done.code == 0
    assert "Kept for anna-04 in " in done.words
    found = kept()
    assert films(found) == {"anna.mp4", "cleo.mp4"}
    records = {(OUT / name / "record.jsonl").read_bytes() for name in ("anna", "monday/cleo")}
    assert {documents["record.jsonl"] for documents in found} == records
    assert formcheck("batch", own, *WORDS).code == 0
    assert kept() == found


@pytest.mark.slow
def test_what_was_done_before_is_kept_and_what_failed_is_not(formcheck: Run, archive: Path) -> None:
    assert formcheck("batch", archive).code == 3
    done = formcheck("batch", archive, *WORDS, "--json")
    assert done.code == 3
    assert len(json.loads(done.out)["skipped"]) == 2
    assert films(kept()) <= {"anna.mp4", "cleo.mp4"}


@pytest.mark.slow
def test_what_was_done_is_kept_when_the_rest_is_broken_off(
    formcheck: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, begun = working.do, list[str]()

    def stop_at_the_second(*given: object) -> object:
        if begun:
            raise KeyboardInterrupt
        begun.append("first")
        return do(*given)  # type: ignore[arg-type]  # as it is given

    monkeypatch.setattr(running, "do", stop_at_the_second)
    assert formcheck("batch", own, *WORDS).code == 130
    assert len(kept()) == 1
    monkeypatch.undo()


@pytest.mark.slow
def test_a_store_that_fails_costs_the_batch_nothing(formcheck: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = DatabaseArchive.keep

    def fail(*_: object) -> None:
        raise InputError("cannot be written: the disk is full.", where="clinic.sqlite", next_step="Free some space.")

    monkeypatch.setattr(DatabaseArchive, "keep", fail)
    done = formcheck("batch", own, *WORDS)
    assert done.code == 3
    assert f"formcheck import {Path.cwd() / OUT / 'anna'} --person anna-04" in done.err
    assert (OUT / "monday" / "cleo" / "session.json").exists()
    monkeypatch.setattr(DatabaseArchive, "keep", keep)
    assert formcheck("batch", own, *WORDS).code == 0
    assert len(kept()) == 2


@pytest.mark.parametrize("given", [("--person", "a/b"), ("--person", "anna-04", "--store", "letter.txt")])
def test_what_cannot_be_kept_is_told_before_anything_is_reviewed(
    formcheck: Run, archive: Path, reviews: list[FakeEstimator], given: tuple[str, ...]
) -> None:
    Path("letter.txt").write_text("Dear Anna", encoding="utf-8")
    assert formcheck("batch", archive, *given).code == 3
    assert reviews == []
    assert not OUT.exists()
