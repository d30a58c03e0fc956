"""Copies of a whole store: back-ups while it is in use, and what they are brought back from."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir
from typing import Final

from sqlalchemy import LargeBinary, Table, insert, select, text

from formcheck.errors import InputError
from formcheck.kept import make_folder, part_in, whole_file
from formcheck.store.cipher import Key, Keys, connect, file_errors, salt_of, seems_encrypted
from formcheck.store.database import Database, is_foreign, known_key, open_database
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
        except file_errors() as error:
            raise cannot_be_used(str(path), error) from error
        except InputError as error:
            raise InputError(error.what, where=str(path), next_step=error.next_step) from error


def _copy_to(database: Database, new: Path) -> None:
    """Copy a store; of an encrypted one the copy is encrypted, too, with the same key."""
    key = database.key
    if database.is_file:
        _copy_file(Path(database.place), new, key)
    else:
        copy = open_database(new)
        try:
            copy_everything(database, copy)
        finally:
            copy.close()
    with closing(connect(new, key)) as target:
        target.cursor().execute("DELETE FROM sign_in")  # nobody is signed in where a copy is used
        target.cursor().execute("PRAGMA journal_mode=DELETE")  # one file, which can be read where nothing is written


def _copy_file(path: Path, copy: Path, key: Key | None) -> None:
    """Copy a file that may be in use, as it is at one moment."""
    with closing(connect(path, key)) as source, closing(connect(copy, key)) as target:
        source.backup(target, pages=-1)  # in steps it would begin anew whenever somebody writes


def _check_free(path: Path, database: Database) -> None:
    """Raise where a back-up would take the place of anything but an earlier back-up."""
    if not os.path.lexists(path):
        return
    if path.is_dir():
        raise InputError(
            "is a folder.", where=str(path), next_step="Name a file in it, such as clinic-2026-11-29.sqlite"
        )
    if not _is_earlier(path, database):
        raise InputError(
            "is there already, and no back-up of this store or formcheck.", where=str(path), next_step=_ANOTHER
        )
    in_use = path.with_name(f"{path.name}-wal").exists()
    if in_use or (database.is_file and path.samefile(database.place)):
        raise InputError("is a store in use, and no back-up.", where=str(path), next_step=_ANOTHER)


def _is_earlier(path: Path, database: Database) -> bool:
    """Tell whether a file is a store; an encrypted one is known by the key of the store that is copied."""
    if not path.is_file() or not path.stat().st_size:
        return False
    if not seems_encrypted(path):
        return not is_foreign(path)
    key = database.key
    return key is not None and key.salt == salt_of(path) and not is_foreign(path, key)


def restore(path: Path, database: Database, keys: Keys | None = None) -> None:
    """Bring everything back from a back-up, into a store in which there is nothing; all of it, or none.

    Parameters
    ----------
    path : Path
        The back-up; it stays as it is, also where it is of an older formcheck.
    database : Database
        Where to.
    keys : Keys, optional
        Asked for the key of a back-up that is encrypted.

    Raises
    ------
    InputError
        It is no back-up, or there is something in the store; or it is encrypted, and the store is a file that is not.
    OSError
        It cannot be read.
    """
    key = check_backup(path, keys)
    if key is not None and database.is_file and database.key is None:
        next_step = "Name a place where nothing is, or encrypt the store first: formcheck encrypt"
        raise InputError("is not encrypted, and the back-up is.", where=database.place, next_step=next_step)
    room = Path(database.place).parent if database.is_file else Path(gettempdir())
    with part_in(room) as folder:
        make_folder(folder)
        copy = folder / "back-up.sqlite"
        _take_copy(path, copy, key)
        source = open_database(copy, keys)
        try:
            copy_everything(source, database)
        finally:
            source.close()


def check_backup(path: Path, keys: Keys | None = None) -> Key | None:
    """Refuse what is no back-up, and return the key of one that is encrypted.

    Parameters
    ----------
    path : Path
        The file; it stays as it is.
    keys : Keys, optional
        Asked for the key of one that is encrypted.

    Raises
    ------
    InputError
        It is none, or not there, or its key is not known.
    OSError
        It cannot be read.
    """
    if not path.exists():
        raise InputError("is not there.", where=str(path), next_step="Name a file that formcheck backup wrote.")
    key = known_key(path, keys) if path.is_file() else None
    if not path.is_file() or not path.stat().st_size or is_foreign(path, key):
        next_step = "Name one that formcheck backup wrote."
        raise InputError("is no back-up of formcheck.", where=str(path), next_step=next_step)
    return key


def _take_copy(path: Path, copy: Path, key: Key | None) -> None:
    """Copy a back-up, or a store that is in use."""
    if path.with_name(f"{path.name}-wal").exists():
        _copy_file(path, copy, key)
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
