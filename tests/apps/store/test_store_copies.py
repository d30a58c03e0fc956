"""``formcheck backup``, ``restore`` and ``rebuild``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.stored import recording, sitting
from tests.support.stored_folders import Store, write_visit


@pytest.fixture
def filled(on_store: Store, tmp_path: Path) -> Store:
    """Return a store with two visits of one person."""
    write_visit(tmp_path / "in" / "one", recording())
    write_visit(tmp_path / "in" / "two", sitting())
    assert on_store("import", tmp_path / "in", "--person", "anna-04").code == 0
    return on_store


def test_a_back_up_is_one_file_and_comes_back(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled("backup", tmp_path / "copies" / "one.sqlite").code == 0
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["one.sqlite"]
    before = filled("people", "--json").out
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "other" / "new.sqlite"))
    done = filled("restore", tmp_path / "copies" / "one.sqlite")
    assert done.code == 0
    assert "1 person, 2 visits" in done.out
    assert filled("people", "--json").out == before


def test_an_earlier_back_up_is_replaced_and_nothing_else_is(filled: Store, tmp_path: Path, place: Path) -> None:
    assert filled("backup", "one.sqlite").code == 0
    assert filled("backup", "one.sqlite").code == 0
    (tmp_path / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "photos.sqlite")) as other:
        other.execute("CREATE TABLE person (id)")
    for taken in ("letter.txt", "photos.sqlite", ".", place):
        before = Path(taken).read_bytes() if Path(taken).is_file() else b""
        assert filled("backup", taken).code == 3
        assert not before or Path(taken).read_bytes() == before


def test_a_store_that_holds_something_is_not_restored_into(filled: Store) -> None:
    filled("backup", "one.sqlite")
    done = filled("restore", "one.sqlite")
    assert done.code == 3
    assert "holds something already" in done.err
    assert json.loads(filled("people", "--json").out)[0]["visits"] == 2


@pytest.mark.parametrize("kind", ["absent", "text", "foreign", "cut"])
def test_what_is_no_back_up_is_refused(
    filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    given = tmp_path / "given.sqlite"
    if kind == "text":
        given.write_text("Monday", encoding="utf-8")
    elif kind == "foreign":
        with closing(sqlite3.connect(given)) as other:
            other.execute("CREATE TABLE person (id)")
    elif kind == "cut":
        filled("backup", given)
        given.write_bytes(given.read_bytes()[:20_000])
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "new.sqlite"))
    done = filled("restore", given)
    assert done.code == 3
    assert "given.sqlite" in done.err or kind == "cut"
    assert not (tmp_path / "new.sqlite").exists()
    assert "Traceback" not in done.err


def test_the_index_is_made_anew(filled: Store, place: Path) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("DELETE FROM repetition")
        connection.execute("UPDATE visit SET attempts = 99")
    done = filled("rebuild")
    assert done.code == 0
    assert "of 2 visits" in done.out
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT max(attempts) FROM visit").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM repetition").fetchone()[0] == 6


@pytest.mark.parametrize("command", ["backup", "rebuild"])
def test_there_must_be_a_store(on_store: Store, place: Path, command: str) -> None:
    assert on_store(command, *(["x.sqlite"] if command == "backup" else [])).code == 3
    assert not place.exists()


@pytest.mark.parametrize("command", ["import", "people", "export", "delete", "backup", "restore", "rebuild"])
def test_every_command_has_help_that_teaches(on_store: Store, command: str) -> None:
    done = on_store(command, "--help")
    assert done.code == 0
    assert "--store" in done.words
    assert "Exit codes: 0 done" in done.words
