"""A store with two people: one with recordings and corrections, one of whom nothing is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.events import Verdict
from formcheck.session.corrections import Blame, Movement, Overruled
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import keep_correction
from formcheck.store.corrections import Said
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.people import add_person, known_person, set_name
from tests.support.stored import AUTHOR, NOW, finished, recording, session_of, sitting

ANNA, BEN = "anna-04", "ben-11"
NAME = "Anna Example"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the store is."""
    return tmp_path / "clinic.sqlite"


@pytest.fixture
def database(place: Path) -> Iterator[Database]:
    """Return the store: a recording of which no one knows the day, and a visit with pain 2 before and 1 after."""
    opened = open_database(place)
    archive = DatabaseArchive(opened)
    archive.keep(ANNA, recording(), NOW, AUTHOR)
    archive.keep(ANNA, sitting(finished()), NOW, AUTHOR)
    with opened.writing() as connection:
        set_name(connection, known_person(connection, ANNA), NAME)
        add_person(connection, BEN, NOW)
    yield opened
    opened.close()


@pytest.fixture
def sitting_key(database: Database) -> VisitKey:
    """Return the visit with a day."""
    visits = [one for one in DatabaseArchive(database).visits(ANNA) if one.key != session_of().id]
    (only,) = visits
    return only


@pytest.fixture
def corrected(database: Database, sitting_key: VisitKey) -> VisitKey:
    """Return the visit, of which a clinician says that the rushed repetition is good."""
    rushed = next(one for one in session_of().repetitions if one.verdict is Verdict.RUSHED)
    what = Overruled(Movement(rushed.start_s, rushed.end_s), Verdict.RUSHED, Verdict.GOOD, Blame.RULE, "=1+1 enough")
    keep_correction(database, sitting_key, Said("set-1-part-1", what, "token-0001", "mara", 0), NOW)
    return sitting_key
