"""Documents of people from elsewhere: what no calendar can reckon with, or no page can show, is refused at the door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formcheck.errors import RecordError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.documents import prescription_document
from formcheck.exercise.loader import load_exercise
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.stored import NOW

GIVEN = {
    "from_day": "2026-11-01",
    "given_at": "2026-11-01T10:00:00+01:00",
    "author": "jm",
    "prescription": prescription_document(Prescription(load_exercise("tibial-slider-seated"))),
}


def person(made_at: str = "2026-11-01T10:00:00Z", **changed: str) -> bytes:
    """Return the document of a person with a prescription."""
    told = {"pseudonym": "anna-04", "made_at": made_at, "prescriptions": [GIVEN | changed]}
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    "content",
    [
        person(from_day="0001-01-01"),
        person(from_day="9999-12-31"),
        person(given_at="0001-01-01T00:00:00+14:00"),
        person(given_at="9999-12-31T23:59:59-12:00"),
        person(given_at="2026-11-01T10:00:00"),
        person("0001-01-01T00:00:00+14:00"),
        person(author="x" * 100_000),
    ],
    ids=["first day", "last day", "first time", "last time", "no zone", "made", "author"],
)
def test_what_cannot_be_is_refused_and_nobody_is_kept(tmp_path: Path, content: bytes) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    archive = DatabaseArchive(store)
    with pytest.raises(RecordError, match="does not tell of a person, or is damaged"):
        archive.keep_person("anna-04", content, NOW)
    assert archive.people() == []
    store.close()


def test_what_can_be_is_kept(tmp_path: Path) -> None:
    store = open_database(tmp_path / "clinic.sqlite")
    assert DatabaseArchive(store).keep_person("anna-04", person(from_day="1999-12-31"), NOW)
    store.close()
