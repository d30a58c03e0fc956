"""The database: a SQLite file, or PostgreSQL by its URL; brought up to date when opened."""

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
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, Pool

from formcheck.errors import InputError, LibraryError
from formcheck.given import reason
from formcheck.kept import make_folder, open_own, sweep
from formcheck.store.cipher import Key, Keys, connect, driver, file_errors, seems_encrypted
from formcheck.store.tables import VERSION_TABLE
from formcheck.store.trouble import FOREIGN, WAIT_S, cannot_be_used

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_URL: Final = re.compile(r"[a-z][a-z0-9+]*://")

_IS_WRITING: Final = "formcheck_is_writing"
_KEY: Final = "formcheck_key"

APPLICATION: Final = 0x666F726D
"""Stands in the head of a SQLite file, by which it is known to be ours."""

_UPGRADE_LOCK: Final = 0x666F726D
"""PostgreSQL's number for the lock under which tables are changed; any would do that nothing else here takes."""

_WRITER_LOCK: Final = 0x666F726E
"""That of whoever writes: one at a time, as in a SQLite file. What was looked at holds still when it is kept."""


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
        if not self.is_file:  # each question sees what whoever wrote before has left
            self._writer = self._writer.execution_options(isolation_level="READ COMMITTED")

    @property
    def is_file(self) -> bool:
        """Whether it is a file of this computer."""
        return self._engine.dialect.name == "sqlite"

    @property
    def key(self) -> Key | None:
        """What opens the file; None where it is not encrypted, or on a server."""
        return _key_in(self._engine)

    @property
    def place(self) -> str:
        """Where it is, for people: the file, or the URL without its password."""
        url = self._engine.url
        return (url.database or "") if self.is_file else url.set(drivername="postgresql").render_as_string()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees everything as it was at its first question, and waits for nobody who writes.

        Raises
        ------
        InputError
            The database cannot be read any more, or be reached.
        """
        with self._minded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are all on the disk when the block ends, or none where it raised.

        One writes at a time; who comes second waits.

        Raises
        ------
        InputError
            The database cannot be written, or be reached, or others write for too long.
        """
        with self._minded(), self._writer.begin() as connection:
            if not self.is_file:
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_S:.0f}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK})
            yield connection

    @contextmanager
    def _minded(self) -> Iterator[None]:
        try:
            yield
        except file_errors(DBAPIError) as error:  # the others before SQLAlchemy has the connection in its hands
            raise cannot_be_used(self.place, error) from error

    def forget(self) -> None:
        """Leave nothing of what was deleted beside a SQLite file; in the file itself it is written over."""
        if self.is_file:
            with self._minded(), self._engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def is_url(place: str | Path) -> bool:
    """Tell whether a place is the URL of a server, and no file.

    Parameters
    ----------
    place : str or Path
        As of `open_database`.
    """
    return _URL.match(str(place)) is not None


def open_database(place: str | Path, keys: Keys | None = None, new_key: Key | None = None) -> Database:
    """Open a database and bring its tables up to date; a SQLite file that is not there is made.

    Parameters
    ----------
    place : str or Path
        Path of a SQLite file, or an URL such as ``postgresql://name@host/clinic``.
    keys : Keys, optional
        Asked for the key of a file that is encrypted.
    new_key : Key, optional
        Encrypts a file that is made.

    Raises
    ------
    InputError
        It cannot be opened, is no database, or one of a newer formcheck; or it is encrypted, and its key is not known.
    LibraryError
        The package that reaches it is missing.
    """
    engine = _server(str(place)) if is_url(place) else _file(Path(place), keys, new_key)
    database = Database(engine)
    try:
        upgrade(engine, database.place)
    except file_errors(DBAPIError, CommandError) as error:
        database.close()
        raise cannot_be_used(database.place, error) from error
    except InputError:
        database.close()
        raise
    return database


def is_foreign(path: Path, key: Key | None = None) -> bool:
    """Tell whether a file is none of ours: no database, or one of another program, which is left as it is.

    Parameters
    ----------
    path : Path
        The file, which is there.
    key : Key, optional
        Opens it, where it is encrypted.
    """
    library = driver(is_encrypted=key is not None)
    try:
        with closing(connect(path, key, is_read_only=True)) as connection:
            cursor = connection.cursor()
            (application,) = cursor.execute("PRAGMA application_id").fetchone()
            (tables,) = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except library.OperationalError:  # not to be read now; opening it tells why
        return False
    except library.DatabaseError:
        return True
    return bool(tables) and application != APPLICATION


def _file(path: Path, keys: Keys | None = None, new_key: Key | None = None) -> Engine:
    """Return the engine of a SQLite file, which only this account may read."""
    try:
        make_folder(path.absolute().parent)
        os.close(open_own(path, os.O_RDWR))
    except (OSError, ValueError) as error:
        what = f"cannot be opened: {reason(error)}."
        raise InputError(what, where=str(path), next_step="Name another place.") from error
    is_new = not path.stat().st_size
    key = new_key if is_new else known_key(path, keys)
    if not is_new and is_foreign(path, key):
        raise InputError("is no store of formcheck.", where=str(path), next_step=FOREIGN)
    if key is not None:  # a run that was killed may have left the older file, which anybody can read
        sweep(path.absolute().parent)
    engine = _file_engine(path.absolute(), key)
    event.listen(engine, "connect", _set_up)
    return engine


def known_key(path: Path, keys: Keys | None) -> Key | None:
    """Return the key of a file; None where it is not encrypted.

    Parameters
    ----------
    path : Path
        The file, which is there.
    keys : Keys or None
        Asked for it.

    Raises
    ------
    FormcheckError
        It is encrypted, and its key is not known.
    """
    if not seems_encrypted(path):
        return None
    if keys is None:
        next_step = "Open it by a command of formcheck, which finds its passphrase or asks for it."
        raise InputError("is encrypted, or no store of formcheck.", where=str(path), next_step=next_step)
    return keys.key_of(path)


def _file_engine(path: Path, key: Key | None, pool: type[Pool] | None = None) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver(is_encrypted=key is not None),
        creator=lambda: connect(path, key),
        poolclass=pool,
        execution_options={_KEY: key},
    )
    event.listen(engine, "begin", _begin)
    return engine


def _key_in(engine: Engine) -> Key | None:
    key = engine.get_execution_options().get(_KEY)
    return key if isinstance(key, Key) else None


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
    except (ArgumentError, ValueError):
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


def upgrade(engine: Engine, place: str, to: str | None = None) -> None:
    """Run the upgrades that are missing, all or none; whoever comes second waits, and finds nothing to do.

    Parameters
    ----------
    engine : Engine
        Of the database.
    place : str
        Where it is, for errors.
    to : str, optional
        The revision at which to stop; the latest.

    Raises
    ------
    InputError
        There is something else, which is not ours.
    DBAPIError, CommandError
        An upgrade fails, or the database is of a newer formcheck.
    """
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    wanted = to or ScriptDirectory.from_config(config).get_current_head()
    with engine.begin() as connection:  # nobody is waited for where there is nothing to do
        if _revision(connection) == wanted:
            return
    with _upgrading(engine) as connection:
        if _revision(connection) is None and inspect(connection).get_table_names():
            raise InputError("holds what another program keeps there.", where=place, next_step=FOREIGN)
        config.attributes["connection"] = connection
        command.upgrade(config, wanted or "head")


def _revision(connection: Connection) -> str | None:
    """Return how far the tables have come; None where there are none."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


@contextmanager
def _upgrading(engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name != "sqlite":
        with engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
            yield connection
        return
    # A table is changed by making it anew, at which its children would be lost where keys are minded.
    plain = _file_engine(Path(engine.url.database or ""), _key_in(engine), NullPool)
    with plain.execution_options(**{_IS_WRITING: True}).begin() as connection:
        yield connection
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise sqlite3.IntegrityError(f"{len(orphans)} rows lost what they belong to")
