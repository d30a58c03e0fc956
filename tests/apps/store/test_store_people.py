"""``formcheck people``, ``export`` and ``delete``: one person's data, whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from formcheck.apps.store import handing_out
from formcheck.apps.store.place import now
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.glance import pseudonyms_beginning
from formcheck.store.model import Film, VisitDocuments, film_document
from tests.support.commands import COMMAND
from tests.support.stored import recording, sitting
from tests.support.stored_folders import Store, write_visit
from tests.support.videos import even_times, write_video


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Return a film that lies where its person keeps it."""
    path = tmp_path / "films" / "Anna Example.MP4"
    path.parent.mkdir()
    return write_video(path, even_times(3))


@pytest.fixture
def anna(on_store: Store, tmp_path: Path, film: Path) -> Store:
    """Return a store in which there is a person with a recording that has a film, and a visit without one."""
    with_film = VisitDocuments({**recording().documents, "film.json": film_document(Film(str(film)))})
    write_visit(tmp_path / "in" / "one", with_film)
    write_visit(tmp_path / "in" / "two", sitting())
    assert on_store("import", tmp_path / "in", "--person", "anna-04").code == 0
    return on_store


# People


def test_somebody_is_taken_in_with_a_name_that_is_kept_apart(on_store: Store) -> None:
    assert "ben-11 is in the store" in on_store("people", "--add", "ben-11", "--name", "Ben  Example").out
    assert json.loads(on_store("people", "--json").out) == [
        {"pseudonym": "ben-11", "name": "Ben Example", "visits": 0, "last_day": None}
    ]
    assert "was in the store already" in on_store("people", "--add", "BEN-11").out


def test_people_are_listed_with_their_visits(anna: Store) -> None:
    line = next(line for line in anna("people").out.splitlines() if line.startswith("anna-04"))
    assert line.split() == ["anna-04", "2", "2026-11-29"]


@pytest.mark.parametrize("words", [("people",), ("export", "anna-04", "--out", "x"), ("delete", "anna-04", "--yes")])
def test_no_store_is_made_to_look_into_it(on_store: Store, place: Path, words: tuple[str, ...]) -> None:
    done = on_store(*words)
    assert done.code == 3
    assert f"{place}: is not there" in done.err
    assert not place.exists()


# Export


def test_all_of_a_person_is_handed_out_and_can_be_brought_in_elsewhere(
    anna: Store, tmp_path: Path, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = anna("export", "ANNA-04", "--out", tmp_path / "out")
    assert done.code == 0
    assert "2 visits, 1 film" in done.out
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["anna-04"]
    assert [path.read_bytes() for path in (tmp_path / "out").rglob("video.mp4")] == [film.read_bytes()]
    monkeypatch.setenv("FORMCHECK_STORE", str(tmp_path / "other.sqlite"))
    assert json.loads(anna("import", tmp_path / "out", "--json").out)["new"] == 2
    (copied,) = (tmp_path / "out").rglob("video.mp4")
    told = next(one for one in FolderArchive(tmp_path / "out").visits() if Path(one.key) == copied.parent)
    assert json.loads(FolderArchive(tmp_path / "out").read(told).documents["film.json"])["path"] == str(copied)


def test_without_films_none_is_copied(anna: Store, tmp_path: Path) -> None:
    assert "2 visits, 0 films" in anna("export", "anna-04", "--out", tmp_path / "out", "--no-films").out
    assert not list((tmp_path / "out").rglob("video.*"))


def test_a_film_that_is_not_where_it_was_is_named(anna: Store, tmp_path: Path, film: Path) -> None:
    film.unlink()
    done = anna("export", "anna-04", "--out", tmp_path / "out")
    assert done.code == 0
    assert f"{film}: this film is not where it was" in done.err


def test_another_film_in_its_place_is_not_handed_out(anna: Store, tmp_path: Path, film: Path) -> None:
    told = {**recording().documents, "film.json": film_document(Film(str(film), "0" * 64))}
    write_visit(tmp_path / "in" / "one", VisitDocuments(told))
    anna("import", tmp_path / "in", "--person", "anna-04")
    assert "0 films" in anna("export", "anna-04", "--out", tmp_path / "out").out


def test_a_file_that_is_no_film_is_not_handed_out_whatever_a_visit_from_elsewhere_says(
    anna: Store, tmp_path: Path, film: Path
) -> None:
    film.write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n" * 40, encoding="utf-8")
    assert "0 films" in anna("export", "anna-04", "--out", tmp_path / "out").out
    assert not list((tmp_path / "out").rglob("video.*"))


def test_what_is_there_already_stays(anna: Store, tmp_path: Path) -> None:
    (tmp_path / "out" / "anna-04").mkdir(parents=True)
    (tmp_path / "out" / "anna-04" / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    assert anna("export", "anna-04", "--out", tmp_path / "out").code == 3
    assert [path.name for path in (tmp_path / "out" / "anna-04").iterdir()] == ["letter.txt"]


def test_of_an_export_that_fails_nothing_is_left(anna: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bool:
        raise OSError(28, "No space left on device", "video.mp4")

    monkeypatch.setattr(handing_out, "copy_film", fail)
    done = anna("export", "anna-04", "--out", tmp_path / "out")
    assert done.code == 3
    assert "the disk is full" in done.err
    assert list((tmp_path / "out").iterdir()) == []


# Delete


def test_a_person_is_removed_and_only_that_is_noted(anna: Store, place: Path, film: Path) -> None:
    done = anna("delete", "anna-04", "--yes")
    assert done.code == 0
    assert "Removed: 2 visits" in done.out
    assert str(film) in done.out
    assert film.exists()
    assert json.loads(anna("people", "--json").out) == []
    assert b"anna-04" not in place.read_bytes()
    assert anna("delete", "anna-04", "--yes").code == 3


def test_what_live_keeps_of_a_person_goes_too(anna: Store, tmp_path: Path, place: Path) -> None:
    kept = FolderArchive(tmp_path / "visits")
    kept.keep_person("Anna-04", None, now())
    own = write_visit(tmp_path / "visits" / "Anna-04" / "today", sitting())
    (own / "set-1-part-1" / "video.mp4").write_bytes(b"her film")
    anna("import", tmp_path / "visits")
    done = anna("delete", "anna-04", "--yes", "--data", tmp_path / "visits")
    assert done.code == 0
    assert not own.exists()
    assert "video.mp4" not in done.out
    database = open_database(place)
    assert DatabaseArchive(database).people() == []
    database.close()


def test_where_nobody_can_be_asked_it_must_be_said(anna: Store) -> None:
    assert anna("delete", "anna-04").code == 2
    assert "anna-04" in anna("people").out


@pytest.mark.parametrize(("answer", "is_removed"), [(True, True), (False, False)])
def test_it_is_asked_whether_it_is_meant(
    anna: Store, monkeypatch: pytest.MonkeyPatch, answer: bool, is_removed: bool
) -> None:
    asked: list[str] = []

    def confirm(question: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", confirm)
    assert anna("delete", "anna-04").code == 0
    assert asked == ["Remove anna-04 with 2 visits, for ever?"]
    assert (json.loads(anna("people", "--json").out) == []) is is_removed


# What a shell completes


def test_a_shell_is_told_pseudonyms(anna: Store, place: Path, tmp_path: Path) -> None:
    anna("people", "--add", "Andreas-7")
    assert pseudonyms_beginning(place, "an") == ["Andreas-7", "anna-04"]
    assert pseudonyms_beginning(place, "anna-04") == ["anna-04"]
    assert pseudonyms_beginning(place, "x") == []
    assert pseudonyms_beginning(tmp_path / "absent.sqlite", "") == []
    assert not (tmp_path / "absent.sqlite").exists()


@pytest.mark.parametrize("words", [("export", "an"), ("import", "x", "--person", "an"), ("live", "--person", "an")])
def test_commands_offer_them(anna: Store, place: Path, words: tuple[str, ...]) -> None:
    assert anna("people").code == 0
    asked = {"_FORMCHECK_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(("formcheck", *words))}
    asked |= {"COMP_CWORD": str(len(words)), "FORMCHECK_STORE": str(place)}
    done = subprocess.run([COMMAND], env={**os.environ, **asked}, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["anna-04"]
