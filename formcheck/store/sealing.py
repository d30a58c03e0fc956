"""A store's file made encrypted, or plain again, or encrypted by another key: by a copy that takes its place.

The copy is made by SQLCipher, checked, and put in the place of the file in one step, so that whatever ends the program
leaves the one or the other. Nobody else may have the store open meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy.engine.interfaces import DBAPIConnection

from formcheck.errors import InputError
from formcheck.kept import part_in
from formcheck.store.cipher import Key, check_library, connect, driver, file_errors
from formcheck.store.database import APPLICATION
from formcheck.store.trouble import cannot_be_used

_OVERWRITTEN_AT_ONCE: Final = 1 << 20
_PATIENCE_MS: Final = 2000
_IN_USE: Final = "Stop formcheck clinic, live and whatever else uses it, then try again."


def reseal(path: Path, before: Key | None, after: Key | None) -> None:
    """Put a copy with another key in the place of a store's file.

    What was there before is written over once before it is removed. A disk that writes elsewhere than it is told (SSD,
    snapshots of the system) may keep parts of it all the same.

    Parameters
    ----------
    path : Path
        The file.
    before, after : Key or None
        What opens it now, and what shall; None for no encryption.

    Raises
    ------
    LibraryError
        The library is missing.
    InputError
        Somebody uses it, it is damaged, or the disk is full; it is as it was then.
    OSError
        The folder cannot be written.
    """
    check_library()
    with part_in(path.parent) as new:
        try:
            with _alone(path, before) as source:
                _copy(source, new, after)
                _check(source, new, after)
                if os.name == "nt":  # where a file that is open cannot be replaced
                    source.close()
                _take_place(new, path)
        except file_errors() as error:
            raise cannot_be_used(str(path), error) from error


@contextmanager
def _alone(path: Path, key: Key | None) -> Iterator[DBAPIConnection]:
    """Open a file for nobody else, with everything in it and nothing beside it."""
    library = driver(is_encrypted=True)
    with closing(connect(path, key, is_always_cipher=True)) as connection:
        cursor = connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
            (mode,) = cursor.execute("PRAGMA journal_mode = DELETE").fetchone()
            cursor.execute("BEGIN EXCLUSIVE")
            cursor.execute("COMMIT")  # the lock stays
        except library.OperationalError as error:
            if "locked" not in str(error):
                raise
            mode = ""
        if mode != "delete":
            raise InputError("is in use.", where=str(path), next_step=_IN_USE)
        yield connection


def _copy(source: DBAPIConnection, new: Path, key: Key | None) -> None:
    os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    cursor = source.cursor()
    cursor.execute("ATTACH DATABASE ? AS sealed KEY ?", (str(new), "" if key is None else key.literal))
    cursor.execute("SELECT sqlcipher_export('sealed')")
    cursor.execute(f"PRAGMA sealed.application_id = {APPLICATION}")
    cursor.execute("DETACH DATABASE sealed")


def _check(source: DBAPIConnection, new: Path, key: Key | None) -> None:
    """See that the copy has as many rows in each table, and that every page of it is sound."""
    with closing(connect(new, key)) as copy:
        cursor = copy.cursor()
        faults = [*cursor.execute("PRAGMA cipher_integrity_check").fetchall()] if key is not None else []
        faults += [row for row in cursor.execute("PRAGMA integrity_check").fetchall() if tuple(row) != ("ok",)]
        if faults or _rows(source) != _rows(copy):
            raise InputError(
                "cannot be copied whole.", where=str(new.parent), next_step="Check the disk. It is as it was."
            )


def _rows(connection: DBAPIConnection) -> dict[str, int]:
    cursor = connection.cursor()
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [str(name) for (name,) in cursor.execute(asked).fetchall()]
    return {name: cursor.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - our own table


def _take_place(new: Path, path: Path) -> None:
    """Put a file in the place of another one, which is written over and removed."""
    older = new.with_name("written-over")
    with suppress(OSError):  # some file systems know no second name; then the older one is only removed
        os.link(path, older)
    _settle(new)
    new.replace(path)
    if older.exists():
        _write_over(older)
        older.unlink()


def _settle(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _write_over(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, _OVERWRITTEN_AT_ONCE)))
        file.flush()
        os.fsync(file.fileno())
