"""``review --person``: the result is in the store, with where the film is; it is in its folder in any case."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from formcheck.errors import InputError
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.commands import Run
from tests.support.estimators import FakeEstimator


@pytest.mark.usefixtures("estimators")
def test_a_result_is_kept_with_where_its_film_is(formcheck: Run, clip: Path, tmp_path: Path) -> None:
    words = ("review", clip, "--no-overlay", "--person", "anna-04", "--store", "clinic.sqlite")
    done = formcheck(*words)
    assert done.code == 0
    assert "Kept for anna-04 in " in done.words
    assert formcheck(*words).code == 0
    database = open_database(tmp_path / "clinic.sqlite")
    archive = DatabaseArchive(database)
    (visit,) = archive.visits("anna-04")
    documents = archive.read(visit).documents
    database.close()
    assert {"session.json", "record.jsonl", "film.json"} <= set(documents)
    film = json.loads(documents["film.json"])
    assert film == {"path": str(clip), "sha256": sha256(clip.read_bytes()).hexdigest()}
    assert documents["record.jsonl"] == (tmp_path / "formcheck-out" / "anna" / "record.jsonl").read_bytes()


@pytest.mark.parametrize("given", [("--person", "a/b"), ("--person", "anna-04", "--store", "letter.txt")])
def test_what_cannot_be_kept_is_told_before_anything_is_reviewed(
    formcheck: Run, clip: Path, tmp_path: Path, estimators: list[FakeEstimator], given: tuple[str, ...]
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    done = formcheck("review", clip, *given)
    assert done.code == 3
    assert estimators == []


@pytest.mark.usefixtures("estimators")
def test_a_store_that_fails_afterwards_costs_nothing(
    formcheck: Run, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise InputError("cannot be written: the disk is full.", where="clinic.sqlite", next_step="Free some space.")

    monkeypatch.setattr(DatabaseArchive, "keep", fail)
    done = formcheck("review", clip, "--no-overlay", "--person", "anna-04", "--store", "clinic.sqlite")
    assert done.code == 3
    folder = tmp_path / "formcheck-out" / "anna"
    assert (folder / "session.json").exists()
    assert f"formcheck import {folder} --person anna-04" in done.err
