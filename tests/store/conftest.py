"""Stores of every kind, empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.store.archive import Archive
from formcheck.store.database import Database
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from tests.support.locked import LOCKED, open_any
from tests.support.postgres import Postgres, running_postgres


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a server."""
    with running_postgres() as server:
        yield server


def place_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Return where a new database of some kind is to be."""
    if kind in {"sqlite", ENCRYPTED}:
        return str(folder / ("clinic.sqlite" if kind == "sqlite" else f"{LOCKED}.sqlite"))
    server = request.getfixturevalue("postgres")
    assert isinstance(server, Postgres)
    return server.new()


ENCRYPTED = "encrypted"
ON_SERVER = pytest.param("postgresql", marks=[pytest.mark.slow, pytest.mark.xdist_group("postgres")])


@pytest.fixture(params=["sqlite", ENCRYPTED, ON_SERVER])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Return an empty database."""
    opened = open_any(place_of(request.param, tmp_path, request))
    yield opened
    opened.close()


@pytest.fixture(params=["folders", "sqlite", ENCRYPTED, ON_SERVER])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """Return an empty archive."""
    if request.param == "folders":
        yield FolderArchive(tmp_path / "archive")
        return
    opened = open_any(place_of(request.param, tmp_path, request))
    yield DatabaseArchive(opened)
    opened.close()
