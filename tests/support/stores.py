"""What a store file holds, looked at from outside: after a program that wrote to it was killed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from formcheck.store.archive import VisitKey
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive


def chances(number: int) -> random.Random:
    """Return what gives the same moments each time."""
    return random.Random(number)  # noqa: S311 - as it says


def check_whole(place: Path) -> None:
    """See that nothing in the file is broken, and nothing lost what it belongs to."""
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def documents_in(place: Path) -> dict[VisitKey, dict[str, bytes]]:
    """Return all documents of all visits."""
    database = open_database(place)
    try:
        archive = DatabaseArchive(database)
        return {visit: dict(archive.read(visit).documents) for visit in archive.visits()}
    finally:
        database.close()


def table_in(place: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    """Return rows without their ids, which may be others after they were made anew."""
    with closing(sqlite3.connect(place)) as connection:
        found = {}
        for table in tables:
            columns = [
                row[1]
                for row in connection.execute(f"PRAGMA table_info({table})")
                if row[1] not in {"id", "session_id"}
            ]
            found[table] = sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)  # noqa: S608
        return found
