"""Upgrades keep every row, or change nothing; what is no store of ours is left as it is, and told."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from formcheck.errors import InputError
from formcheck.store import database as databases
from formcheck.store.database import Database, open_database
from formcheck.store.tables import VERSION_TABLE, metadata
from tests.store.conftest import ENCRYPTED, ON_SERVER, place_of
from tests.support.locked import open_any
from tests.support.machine import unprivileged
from tests.support.revisions import ROWS, assert_kept, engine_of, make_at, revisions, rows_in, schema_of

FAILING = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{before}", None, None

def upgrade():
    with op.batch_alter_table("visit") as visit:
        visit.add_column(sa.Column("added", sa.Integer()))
    op.create_table("more", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO more (id) VALUES (1)")
    op.execute("INSERT INTO nowhere (id) VALUES (1)")
"""


@pytest.fixture(params=["sqlite", ENCRYPTED, ON_SERVER])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a new database is to be."""
    return place_of(request.param, tmp_path, request)


@pytest.mark.parametrize("revision", revisions())
def test_an_upgrade_keeps_every_row(place: str, revision: str) -> None:
    make_at(place, revision)
    before = rows_in(place)
    assert all(len(rows) == ROWS for rows in before.values())
    open_any(place).close()
    assert_kept(before, rows_in(place))


def test_the_tables_are_those_that_the_program_knows(place: str) -> None:
    open_any(place).close()
    with engine_of(place) as engine, engine.begin() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_an_upgrade_that_fails_changes_nothing(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latest = revisions()[-1]
    make_at(place, latest)
    before, was = rows_in(place), schema_of(place)
    broken = shutil.copytree(databases._MIGRATIONS, tmp_path / "migrations")
    (broken / "versions" / "9999_broken.py").write_text(FAILING.format(before=latest), encoding="utf-8")
    with monkeypatch.context() as changed:
        changed.setattr(databases, "_MIGRATIONS", broken)
        with pytest.raises(InputError, match="nowhere"):
            open_any(place)
    assert (rows_in(place), schema_of(place)) == (before, was)
    open_any(place).close()


def test_a_database_of_a_newer_formcheck_is_refused_and_left(place: str) -> None:
    make_at(place, revisions()[-1])
    with engine_of(place) as engine, engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))  # noqa: S608
    before = rows_in(place)
    with pytest.raises(InputError, match="was made by a newer formcheck"):
        open_any(place)
    assert rows_in(place) == before


def test_what_another_program_keeps_there_is_left(place: str) -> None:
    if databases.is_url(place):
        with engine_of(place) as engine, engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE person (id integer)"))
    else:
        with closing(sqlite3.connect(place)) as other:
            other.execute("CREATE TABLE person (id integer)")
        content = Path(place).read_bytes()
    with pytest.raises(InputError, match=r"another program|no store of formcheck"):
        open_any(place)
    if not databases.is_url(place):
        assert Path(place).read_bytes() == content


@pytest.mark.slow
def test_two_programs_may_open_a_new_store_at_once(place: str) -> None:
    program = "import sys; from tests.support.locked import open_any; open_any(sys.argv[1]).close()"
    for _ in range(2):
        started = [
            subprocess.Popen([sys.executable, "-c", program, place], stderr=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        said = [process.communicate(timeout=120)[1] for process in started]
        assert [process.returncode for process in started] == [0] * 4, said


# Bad places


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened: a folder"):
        open_database(tmp_path)


def test_a_text_is_no_store_and_stays_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear Anna, " * 100, encoding="utf-8")
    with pytest.raises(InputError, match="is no store of formcheck"):
        open_database(text)
    assert text.read_text(encoding="utf-8") == "Dear Anna, " * 100


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="cannot be opened"):
        open_database(tmp_path / "link.sqlite")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("postgresql://anna:secret@127.0.0.1:1/clinic", "127.0.0.1"),
        ("postgresql://anna:secret@nowhere.invalid/clinic", "cannot be used"),
        ("mysql://anna:secret@127.0.0.1/clinic", "is no place for a store"),
        ("postgresql://anna:secret@host:door/clinic", "is no place for a store"),
        ("http://127.0.0.1/", "is no place for a store"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_the_password(place: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        open_database(place)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_a_file_that_may_only_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clinic.sqlite"
    open_database(path).close()
    path.chmod(0o444)
    with unprivileged(), pytest.raises(InputError, match="you may not read or write it"):
        open_database(path)


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    path = tmp_path / "clinic.sqlite"
    open_database(path).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(30_000))
    with pytest.raises(InputError, match=r"is damaged|is no store"):
        open_database(path)


def test_a_full_disk_is_told_and_what_was_kept_is_as_it_was(tmp_path: Path) -> None:
    opened = open_database(tmp_path / "clinic.sqlite")
    with opened.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pytest.raises(InputError, match="the disk is full"):
        fill(opened, pages + 2)
    with opened.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM deletion").scalar_one() == 0
    opened.close()


def fill(opened: Database, pages: int) -> None:
    """Write more than there is room for."""
    with opened.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql("INSERT INTO deletion (at, author) VALUES ('2026-11-29', 'jm')")
        connection.exec_driver_sql("CREATE TABLE large AS SELECT randomblob(1000000) AS body")
