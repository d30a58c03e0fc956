"""Copies of a whole store: back-ups while it is in use, and what they are brought back from."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir
from typing import Final

from sqlalchemy import LargeBinary, Table, insert, select, text

from formcheck.errors import InputError
from formcheck.kept import make_folder, part_in, whole_file
from formcheck.store.database import Database, is_foreign, open_database
from formcheck.store.tables import metadata, sign_in
from formcheck.store.trouble import cannot_be_used

_ROWS_AT_ONCE: Final = 500
_DOCUMENTS_AT_ONCE: Final = 4
"""A document may have megabytes."""

_ANOTHER: Final = "Name another file."


def back_up(database: Database, path: Path) -> None:
    """Write a copy of everything as it is at one moment, while others read and write.

    Parameters
    ----------
    database : Database
        Where from.
    path : Path
        The copy, a SQLite file that can be opened like any other; it appears whole, or not at all. An earlier back-up
        there is replaced.

    Raises
    ------
    InputError
        Something else is there, or the copy cannot be written.
    OSError
        The folder cannot be written.
    """
    _check_free(path, database)
    with whole_file(path) as new:
        try:
            _copy_to(database, new)
        except sqlite3.Error as error:
            raise cannot_be_used(str(path), error) from error
        except InputError as error:
            raise InputError(error.what, where=str(path), next_step=error.next_step) from error


def _copy_to(database: Database, new: Path) -> None:
    if database.is_file:
        with closing(sqlite3.connect(database.place)) as source, closing(sqlite3.connect(new)) as target:
            source.backup(target, pages=-1)  # in steps it would begin anew whenever somebody writes
    else:
        copy = open_database(new)
        try:
            copy_everything(database, copy)
        finally:
            copy.close()
    with closing(sqlite3.connect(new)) as target:
        target.execute("DELETE FROM sign_in")  # nobody is signed in where a copy is used
        target.commit()
        target.execute("PRAGMA journal_mode=DELETE")  # one file, which can be read where nothing is written


def _check_free(path: Path, database: Database) -> None:
    """Raise where a back-up would take the place of anything but an earlier back-up."""
    if not os.path.lexists(path):
        return
    if path.is_dir():
        raise InputError(
            "is a folder.", where=str(path), next_step="Name a file in it, such as clinic-2026-11-29.sqlite"
        )
    if not _is_store(path):
        raise InputError("is there already, and no back-up of formcheck.", where=str(path), next_step=_ANOTHER)
    in_use = path.with_name(f"{path.name}-wal").exists()
    if in_use or (database.is_file and path.samefile(database.place)):
        raise InputError("is a store in use, and no back-up.", where=str(path), next_step=_ANOTHER)


def _is_store(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0 and not is_foreign(path)


def restore(path: Path, database: Database) -> None:
    """Bring everything back from a back-up, into a store in which there is nothing; all of it, or none.

    Parameters
    ----------
    path : Path
        The back-up; it stays as it is, also where it is of an older formcheck.
    database : Database
        Where to.

    Raises
    ------
    InputError
        It is no back-up, or there is something in the store.
    OSError
        It cannot be read.
    """
    check_backup(path)
    room = Path(database.place).parent if database.is_file else Path(gettempdir())
    with part_in(room) as folder:
        make_folder(folder)
        copy = folder / "back-up.sqlite"
        _take_copy(path, copy)
        source = open_database(copy)
        try:
            copy_everything(source, database)
        finally:
            source.close()


def check_backup(path: Path) -> None:
    """Refuse what is no back-up.

    Parameters
    ----------
    path : Path
        The file; it stays as it is.

    Raises
    ------
    InputError
        It is none, or not there.
    OSError
        It cannot be read.
    """
    if not path.exists():
        raise InputError("is not there.", where=str(path), next_step="Name a file that formcheck backup wrote.")
    if not _is_store(path):
        next_step = "Name one that formcheck backup wrote."
        raise InputError("is no back-up of formcheck.", where=str(path), next_step=next_step)


def _take_copy(path: Path, copy: Path) -> None:
    """Copy a back-up, or a store that is in use."""
    if path.with_name(f"{path.name}-wal").exists():
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target, pages=-1)
    else:
        shutil.copyfile(path, copy)


def copy_everything(source: Database, target: Database) -> None:
    """Copy every row of one database into another one, in which there is nothing yet; but for who is signed in.

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
        tables = [table for table in metadata.sorted_tables if table is not sign_in]
        if any(writer.execute(select(table).limit(1)).first() for table in tables):
            raise InputError("holds something already.", where=target.place, next_step="Name a place for a new store.")
        for table in tables:
            rows = reader.execute(select(table), execution_options={"yield_per": _rows_at_once(table)}).mappings()
            for some in rows.partitions():
                writer.execute(insert(table), [dict(row) for row in some])
            if not target.is_file and "id" in table.c:
                highest = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608 - our own table
                writer.execute(text(highest))


def _rows_at_once(table: Table) -> int:
    is_heavy = any(isinstance(column.type, LargeBinary) for column in table.c)
    return _DOCUMENTS_AT_ONCE if is_heavy else _ROWS_AT_ONCE
