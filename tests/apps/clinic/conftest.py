"""The clinic's pages over a small store, asked as a browser asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from starlette.testclient import TestClient

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.server import make_app
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database, open_database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.words.catalogue import Words
from tests.support.practice import ServedPractice, served_practice
from tests.support.stored import AUTHOR, NOW, recording

ANNA = "anna-04"


def wait_for_makers() -> None:
    """Wait for what pages have made beside them (curves, exports): a store is not closed under it."""
    for thread in enumerate_threads():
        if thread.name in {"formcheck-traces", "formcheck-run"}:
            thread.join(60.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """Return a store with one recording of one person."""
    opened = open_database(tmp_path / "clinic.sqlite")
    DatabaseArchive(opened).keep(ANNA, recording(), NOW, AUTHOR)
    yield opened
    wait_for_makers()
    opened.close()


@pytest.fixture
def visit(store: Database) -> VisitKey:
    """Return the one visit."""
    (only,) = DatabaseArchive(store).visits(ANNA)
    return only


@pytest.fixture
def clinic(store: Database) -> Clinic:
    """Return what the pages have at hand: a clock that goes on by a minute with every look at it."""
    ticks = iter(range(1, 10_000))
    return Clinic(store, Words("en"), lambda: NOW + timedelta(minutes=next(ticks)), AUTHOR)


@pytest.fixture
def client(clinic: Clinic) -> Iterator[TestClient]:
    """Return a browser before the pages."""
    with TestClient(make_app(clinic)) as asking:
        yield asking


@pytest.fixture
def room(visit: VisitKey) -> str:
    """Return the address of the one session."""
    return f"/person/{visit.person}/visit/{visit.key}/whole"


@pytest.fixture
def practice(store: Database) -> Iterator[ServedPractice]:
    """Return a practice with two clinicians and a reader, over the same store."""
    with served_practice(store) as served:
        yield served
