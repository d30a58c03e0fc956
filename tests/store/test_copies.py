"""A whole store moves between files and servers, row by row."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from formcheck.errors import InputError
from formcheck.store.cipher import connect
from formcheck.store.copies import back_up, restore
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.model import VisitDocuments
from tests.store.conftest import ENCRYPTED, ON_SERVER, place_of
from tests.support.locked import KnownKeys, open_any
from tests.support.revisions import rows_in
from tests.support.stored import AUTHOR, NOW, recording, sitting


def filled(database: Database) -> dict[str, VisitDocuments]:
    """Fill a store, and return what is in it."""
    archive = DatabaseArchive(database)
    for person in ("anna-04", "ben-11"):
        archive.keep(person, recording(), NOW, AUTHOR)
        archive.keep(person, sitting(), NOW, AUTHOR)
    return contents(database)


def contents(database: Database) -> dict[str, VisitDocuments]:
    """Return all documents of a store."""
    archive = DatabaseArchive(database)
    return {f"{one.person} {one.key}": archive.read(one) for one in archive.visits()}


@pytest.mark.parametrize("kind", ["sqlite", ENCRYPTED, ON_SERVER])
def test_a_store_moves_by_a_back_up(
    database: Database, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before = filled(database)
    back_up(database, tmp_path / "copy.sqlite")
    (tmp_path / "new").mkdir()
    place = place_of(kind, tmp_path / "new", request)
    target = open_any(place)
    if database.key is not None and kind == "sqlite":
        with pytest.raises(InputError, match="is not encrypted, and the back-up is"):
            restore(tmp_path / "copy.sqlite", target, KnownKeys())
        target.close()
        return
    restore(tmp_path / "copy.sqlite", target, KnownKeys())
    assert contents(target) == before
    assert rows_in(place) == rows_in(str(tmp_path / "copy.sqlite"))
    DatabaseArchive(target).keep("cara-02", recording(), NOW, AUTHOR)  # ids go on where they were
    with pytest.raises(InputError, match="holds something already"):
        restore(tmp_path / "copy.sqlite", target, KnownKeys())
    target.close()


def test_a_back_up_can_be_read_where_nothing_can_be_written(database: Database, tmp_path: Path) -> None:
    filled(database)
    back_up(database, tmp_path / "copy.sqlite")
    with closing(connect(tmp_path / "copy.sqlite", database.key, is_read_only=True)) as copy:
        (mode,) = copy.cursor().execute("PRAGMA journal_mode").fetchone()
    assert mode == "delete"  # no log beside it is needed
    assert [one.name for one in tmp_path.glob("copy.sqlite*")] == ["copy.sqlite"]
