"""``live --person``: what the clinic has prescribed is taken by itself, from the day it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from formcheck.apps.live.prescribed import prescribed_for
from formcheck.apps.store.place import now
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Side
from formcheck.session.visit.entries import Opened
from formcheck.store.database import open_database
from formcheck.store.people import Prescribing, add_person, prescribe
from tests.support.stored import finished, sitting
from tests.support.stored_folders import write_visit

SLIDER = Prescription(load_exercise("tibial-slider-seated"), Side.LEFT)
SCIATIC = Prescription(load_exercise("sciatic-slider-supine"), Side.RIGHT, note="Small.")
ANNA = "anna-04"


def store_with(folder: Path, *given: tuple[Prescription, int]) -> str:
    """Return a store with prescriptions of one person, each from some days from now on."""
    place = folder / "clinic.sqlite"
    database = open_database(place)
    with database.writing() as connection:
        of = add_person(connection, ANNA, now())
        for number, (prescription, days) in enumerate(given):
            at = now() + timedelta(seconds=number)
            prescribe(connection, of, Prescribing(at.date() + timedelta(days=days), at, "jm", prescription))
    database.close()
    return str(place)


def test_the_one_that_was_given_last_and_holds_is_taken(tmp_path: Path) -> None:
    store = store_with(tmp_path, (SLIDER, -9), (SCIATIC, 0), (SLIDER, 3))
    found = prescribed_for(ANNA, store, tmp_path / "visits")
    assert found.prescription == SCIATIC
    assert found.told.startswith("Prescribed by jm")
    assert not found.is_doubtful


@pytest.mark.parametrize("given", [(), ((SLIDER, 2),)])
def test_where_nothing_holds_nothing_is_taken(tmp_path: Path, given: tuple[tuple[Prescription, int], ...]) -> None:
    assert prescribed_for(ANNA, store_with(tmp_path, *given), tmp_path).prescription is None
    assert prescribed_for("ben-11", store_with(tmp_path), tmp_path).prescription is None
    assert prescribed_for(ANNA, str(tmp_path / "none.sqlite"), tmp_path).prescription is None


def test_where_the_store_is_out_of_reach_it_is_as_at_the_last_visit_and_that_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "clinic.sqlite"
    broken.write_bytes(b"no store at all" * 100)
    visits = tmp_path / "visits"
    visits.mkdir()
    assert prescribed_for(ANNA, str(broken), visits).is_doubtful
    entries = finished()
    assert isinstance(entries[0], Opened)
    entries[0] = replace(entries[0], prescription=SCIATIC)
    write_visit(visits / "2026-11-29", sitting(entries))
    found = prescribed_for(ANNA, str(broken), visits)
    assert found.prescription == SCIATIC
    assert found.is_doubtful
    assert "last visit" in found.told
