"""``formcheck export --as``: one file, named, or an error that says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from tests.apps.exporting.conftest import ANNA
from tests.support.commands import Run


@pytest.fixture
def export(formcheck: Run, database: Database, place: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the program, on the store of the test."""
    assert database.place
    monkeypatch.setenv("FORMCHECK_STORE", str(place))
    monkeypatch.setenv("FORMCHECK_LANGUAGE", "en")
    return formcheck


@pytest.mark.parametrize("form", ["pdf", "html", "csv", "xlsx", "json", "parquet", "fhir", "mot", "trc"])
def test_each_form_is_one_file(export: Run, tmp_path: Path, form: str) -> None:
    done = export("export", ANNA, "--as", form, "--out", tmp_path / "out", "--json")
    assert done.code == 0, done.err
    path = Path(json.loads(done.out)["file"])
    assert path.parent == tmp_path / "out"
    assert path.stat().st_size > 0


def test_one_visit_or_some_days(export: Run, tmp_path: Path, sitting_key: VisitKey) -> None:
    one = export("export", ANNA, "--as", "pdf", "--visit", sitting_key.key, "--out", tmp_path)
    assert "anna-04_2026-11-29_record.pdf" in one.out
    none = export("export", ANNA, "--as", "pdf", "--from", "2027-01-01", "--out", tmp_path)
    assert none.code == 3
    assert "holds no visit" in none.err


def test_what_is_for_one_file_is_refused_without_it(export: Run, tmp_path: Path) -> None:
    done = export("export", ANNA, "--from", "2026-11-03", "--out", tmp_path)
    assert done.code == 2
    assert "is for --as" in done.words


def test_everything_is_not_cut_to_some_days_without_a_word(export: Run, tmp_path: Path) -> None:
    done = export("export", ANNA, "--as", "archive", "--from", "2026-11-03", "--out", tmp_path)
    assert done.code == 2
    assert "archive holds everything" in done.words


def test_without_it_everything_is_handed_out_as_before(export: Run, tmp_path: Path) -> None:
    assert export("export", ANNA, "--out", tmp_path / "out").code == 0
    assert (tmp_path / "out" / ANNA / "person.json").exists()


def test_the_help_teaches(export: Run) -> None:
    told = export("export", "--help").words
    assert "formcheck export anna-04 --as pdf --from" in told
