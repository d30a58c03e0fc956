"""``formcheck import``: whose it is, what became of it, twice without harm."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from formcheck.apps.store import bringing
from formcheck.store.archive import Copied
from tests.support.stored import NOW, finished, recording, sitting
from tests.support.stored_folders import Store, write_visit


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return the folder of a review of two recordings."""
    out = tmp_path / "formcheck-out"
    for stem in ("brief-tibial-slider", "mixed-tibial-slider"):
        write_visit(out / stem, recording(stem))
    return out


def summary(store: Store, *words: str | Path) -> dict[str, object]:
    """Return what an import says to programs."""
    document = json.loads(store("import", *words, "--json").out)
    assert isinstance(document, dict)
    return document


def test_results_of_a_review_are_brought_in_for_a_person(on_store: Store, results: Path, place: Path) -> None:
    done = on_store("import", results, "--person", "anna-04")
    assert done.code == 0
    assert "2 new" in done.words
    assert f"Kept in {place}" in done.words
    assert "anna-04" in on_store("people").out


def test_twice_is_once(on_store: Store, results: Path) -> None:
    assert summary(on_store, results, "--person", "anna-04")["new"] == 2
    again = summary(on_store, results, "--person", "anna-04")
    assert (again["new"], again["grown"], again["known"]) == (0, 0, 2)


def test_a_visit_that_went_on_has_grown(on_store: Store, tmp_path: Path) -> None:
    folder = write_visit(tmp_path / "visits" / "one", sitting(finished()[:3], parts=()))
    summary(on_store, tmp_path / "visits", "--person", "anna-04")
    write_visit(folder, sitting())
    assert summary(on_store, tmp_path / "visits", "--person", "anna-04")["grown"] == 1


def test_nothing_is_brought_in_of_whom_nobody_says_whose_it_is(on_store: Store, results: Path, place: Path) -> None:
    done = on_store("import", results)
    assert done.code == 3
    assert "nobody says whose brief-tibial-slider is, and 1 more; nothing was brought in" in done.err
    assert "--person anna-04" in done.err
    assert "--by-folder" in done.err
    assert not place.exists()


def test_by_folder_everybody_has_their_own(on_store: Store, tmp_path: Path) -> None:
    for number, person in enumerate(("anna-04", "ben-11")):
        write_visit(tmp_path / "all" / person / "may" / "one", sitting(began_at=NOW + timedelta(days=number)))
    write_visit(tmp_path / "all" / "cara-02", recording())  # a batch of cara-02.mp4
    assert summary(on_store, tmp_path / "all", "--by-folder")["people"] == ["anna-04", "ben-11", "cara-02"]


def test_by_folder_a_visit_of_live_is_no_person(on_store: Store, tmp_path: Path) -> None:
    write_visit(tmp_path / "visits" / "2026-11-29-140507-tibial-slider", sitting())
    done = on_store("import", tmp_path / "visits", "--by-folder")
    assert done.code == 3
    assert "Say whose it is, such as --person anna-04." in done.err


def test_what_cannot_be_read_costs_only_itself(on_store: Store, results: Path) -> None:
    (results / "brief-tibial-slider" / "session.json").write_text("{}", encoding="utf-8")
    done = on_store("import", results, "--person", "anna-04")
    assert done.code == 3
    assert "1 new" in done.words
    assert "1 refused" in done.words
    assert f"{results / 'brief-tibial-slider'}: " in done.err
    assert "is not the result of a session, or is damaged" in done.err


def test_a_refusal_has_its_reason_for_programs(on_store: Store, results: Path) -> None:
    (results / "brief-tibial-slider" / "session.json").write_text("{}", encoding="utf-8")
    told = summary(on_store, results, "--person", "anna-04")
    refused = told["refused"]
    assert isinstance(refused, list)
    assert [one["folder"] for one in refused] == [str(results / "brief-tibial-slider")]
    assert "damaged" in refused[0]["reason"]


@pytest.mark.parametrize("kind", ["absent", "file", "empty"])
def test_a_folder_that_holds_nothing_is_told_before_anything_is_done(
    on_store: Store, results: Path, tmp_path: Path, place: Path, kind: str
) -> None:
    given = tmp_path / kind
    if kind == "file":
        given.write_text("x", encoding="utf-8")
    elif kind == "empty":
        given.mkdir()
    done = on_store("import", results, given, "--person", "anna-04")
    assert done.code == 3
    assert str(given) in done.err
    assert not place.exists()


@pytest.mark.parametrize("name", ["", "../up", "a/b"])
def test_what_is_no_pseudonym_is_refused(on_store: Store, results: Path, name: str) -> None:
    done = on_store("import", results, "--person", name)
    assert done.code == 3
    assert "Traceback" not in done.err


def test_person_and_by_folder_exclude_each_other(on_store: Store, results: Path) -> None:
    assert on_store("import", results, "--person", "anna-04", "--by-folder").code == 2


def test_ctrl_c_says_what_was_kept(on_store: Store, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bringing.Brought.count

    def count(self: bringing.Brought, one: Copied) -> None:
        whole(self, one)
        raise KeyboardInterrupt

    with monkeypatch.context() as changed:
        changed.setattr(bringing.Brought, "count", count)
        done = on_store("import", results, "--person", "anna-04")
    assert done.code == 130
    assert "broken off. 1 of 2 visits are in the store; the same command goes on from there." in done.err
    assert summary(on_store, results, "--person", "anna-04")["known"] == 1


def test_a_folder_that_may_not_be_looked_into_is_told(
    on_store: Store, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = results / "closed"
    closed.mkdir()
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed and may(path, mode))
    done = on_store("import", results, "--person", "anna-04")
    assert done.code == 3
    assert f"{closed}: may not be looked into" in done.err
    assert "2 new" in done.words


def test_a_name_a_terminal_would_obey_is_shown_as_a_number(on_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "a\x1b[2J"
    write_visit(folder, recording())
    (folder / "session.json").write_text("{}", encoding="utf-8")
    assert "\x1b" not in on_store("import", tmp_path / "out", "--person", "anna-04").err
