"""The database: a SQLite file, or PostgreSQL by its URL; brought up to date when opened, copied while in use."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from formcheck.errors import InputError, LibraryError
from formcheck.given import reason
from formcheck.kept import make_folder, open_own, whole_file
from formcheck.store.tables import metadata

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_URL: Final = re.compile(r"[a-z][a-z0-9+]*://")

_WAIT_S: Final = 30.0
"""So long a writer waits for another one: an import holds the file for no longer than one visit takes."""

_IS_WRITING: Final = "formcheck_is_writing"

_UPGRADE_LOCK: Final = 0x666F726D
"""PostgreSQL's number for the lock under which tables are changed; any would do that nothing else here takes."""

_ROWS_AT_ONCE: Final = 500


class Database:
    """The tables, and the only way to them.

    Parameters
    ----------
    engine : Engine
        As `open_database` makes it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{_IS_WRITING: True})

    @property
    def is_file(self) -> bool:
        """Whether it is a file of this computer."""
        return self._engine.dialect.name == "sqlite"

    @property
    def place(self) -> str:
        """Where it is, for people: the file, or the URL without its password."""
        url = self._engine.url
        return (url.database or "") if self.is_file else url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees everything as it was at its first question, and waits for nobody who writes."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are all on the disk when the block ends, or none where it raised."""
        with self._writer.begin() as connection:
            yield connection

    def forget(self) -> None:
        """Leave nothing of what was deleted beside a SQLite file; in the file itself it is written over."""
        if self.is_file:
            with self._engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_database(place: str | Path) -> Database:
    """Open a database and bring its tables up to date; a SQLite file that is not there is made.

    Parameters
    ----------
    place : str or Path
        Path of a SQLite file, or an URL such as ``postgresql://name@host/clinic``.

    Raises
    ------
    InputError
        It cannot be opened, is no database, or one of a newer formcheck.
    LibraryError
        The package that reaches it is missing.
    """
    engine = _server(str(place)) if _URL.match(str(place)) else _file(Path(place))
    database = Database(engine)
    try:
        _upgrade(engine)
    except (DBAPIError, CommandError, OSError) as error:
        database.close()
        raise _cannot_be_opened(database.place, error) from error
    return database


def _cannot_be_opened(place: str, error: Exception) -> InputError:
    match error:
        case CommandError():
            return InputError(
                "was made by a newer formcheck, whose tables this one does not know.",
                where=place,
                next_step="Update formcheck, or name another store.",
            )
        case DBAPIError(orig=sqlite3.DatabaseError()) if "not a database" in str(error.orig):
            return InputError(
                "is no store of formcheck.", where=place, next_step="Name another file; one that is not there is made."
            )
        case OSError():
            return InputError(f"cannot be opened: {reason(error)}.", where=place, next_step="Name another place.")
        case _:
            told = str(error.orig).strip().splitlines() if isinstance(error, DBAPIError) else [str(error)]
            return InputError(
                f"cannot be opened: {told[0] if told else 'no reason was given'}.",
                where=place,
                next_step="Check its name and password, and whether it is running and has room.",
            )


def _file(path: Path) -> Engine:
    """Return the engine of a SQLite file, which only this account may read."""
    try:
        make_folder(path.absolute().parent)
        os.close(open_own(path, os.O_RDWR))
    except OSError as error:
        raise _cannot_be_opened(str(path), error) from error
    url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(url, connect_args={"timeout": _WAIT_S, "isolation_level": None})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # What is deleted is written over; what is said to be kept is kept also where the power goes.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.cursor().execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(_IS_WRITING, False)
    # A writer that began as a reader could not go on once somebody else has written.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def _server(place: str) -> Engine:
    try:
        url = make_url(place)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise InputError(
            "is no place for a store.",
            where=place.rpartition("@")[2],  # without a password
            next_step="Name a file, or an URL that begins with postgresql://.",
        )
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ")
    except (ImportError, NoSuchModuleError) as error:
        raise LibraryError(
            "needs the package psycopg, which is not installed.",
            where="PostgreSQL",
            next_step='Install it with: pip install "formcheck[postgresql]"',
        ) from error


def _upgrade(engine: Engine) -> None:
    """Run the upgrades that are missing, all or none; whoever comes second waits, and finds nothing to do."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with _upgrading(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _upgrading(engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name != "sqlite":
        with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            yield connection
        return
    # A table is changed by making it anew, at which its children would be lost where keys are minded.
    plain = create_engine(engine.url, poolclass=NullPool, connect_args={"timeout": _WAIT_S, "isolation_level": None})
    event.listen(plain, "begin", _begin)
    with plain.execution_options(**{_IS_WRITING: True}).begin() as connection:
        yield connection
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise sqlite3.IntegrityError(f"{len(orphans)} rows lost what they belong to")


def back_up(database: Database, path: Path) -> None:
    """Write a copy of everything as it is at one moment, while others read and write.

    Parameters
    ----------
    database : Database
        Where from.
    path : Path
        The copy, a SQLite file that can be opened like any other; it appears whole, or not at all.

    Raises
    ------
    OSError
        It cannot be written.
    """
    with whole_file(path) as new:
        if database.is_file:
            with closing(sqlite3.connect(database.place)) as source, closing(sqlite3.connect(new)) as target:
                source.backup(target, pages=-1)  # in steps it would begin anew whenever somebody writes
            return
        copy = open_database(new)
        try:
            copy_everything(database, copy)
        finally:
            copy.close()


def copy_everything(source: Database, target: Database) -> None:
    """Copy every row of one database into another one, in which there is nothing yet.

    Parameters
    ----------
    source, target : Database
        Both up to date.

    Raises
    ------
    InputError
        There is something in the target.
    """
    with source.reading() as reader, target.writing() as writer:
        tables = metadata.sorted_tables
        if any(writer.execute(select(table).limit(1)).first() for table in tables):
            raise InputError("holds something already.", where=target.place, next_step="Name a place for a new store.")
        for table in tables:
            rows = reader.execution_options(yield_per=_ROWS_AT_ONCE).execute(select(table)).mappings()
            for some in rows.partitions():
                writer.execute(insert(table), [dict(row) for row in some])
            if not target.is_file and "id" in table.c:
                highest = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608 - our own table
                writer.execute(text(highest))
