"""SQLite files that are encrypted on the disk: by SQLCipher, whose library is installed with formcheck's extra.

The key is derived from a passphrase as SQLCipher 4 does it, once for each program and not with each connection, and so
that other programs which know SQLCipher open the file with the same passphrase. The salt is the first 16 bytes of the
file, which tell one store from another; copies have the same.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final, Protocol

from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule

from formcheck.errors import InputError, LibraryError
from formcheck.store.trouble import WAIT_S

_HEAD: Final = b"SQLite format 3\x00"
_PAGE_BYTES: Final = 4096
"""Of SQLCipher 4; a file of it has a whole number of pages."""

_VALUES: Final = 240
"""More different bytes than these are in every page of it: of 4096 at random hardly ever one of the 256 is missing."""

SALT_BYTES: Final = 16
_KEY_BYTES: Final = 32
_ROUNDS: Final = 256_000
"""Of PBKDF2 with HMAC-SHA512, as SQLCipher 4 has it."""

_LIBRARY: Final = "sqlcipher3"


@dataclass(frozen=True, slots=True)
class Key:
    """What opens an encrypted file.

    Parameters
    ----------
    secret : bytes
        32 bytes; shown nowhere.
    salt : bytes
        The first 16 bytes of the file.
    """

    secret: bytes = field(repr=False)
    salt: bytes

    @property
    def literal(self) -> str:
        """The key as SQLCipher reads it; as secret as the key."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


class Keys(Protocol):
    """Finds what opens a file."""

    def key_of(self, path: Path) -> Key:
        """Return the key of an encrypted file.

        Parameters
        ----------
        path : Path
            The file, which is there.

        Raises
        ------
        FormcheckError
            Nobody knows it, or what was given does not open the file.
        """
        ...


def new_salt() -> bytes:
    """Return the salt of a file that is to be made."""
    return os.urandom(SALT_BYTES)


def salt_of(path: Path) -> bytes:
    """Return the salt of an encrypted file.

    Parameters
    ----------
    path : Path
        The file.
    """
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def derive(passphrase: str, salt: bytes) -> Key:
    """Return the key that a passphrase gives. It takes a tenth of a second or more, for whoever tries many, too.

    Parameters
    ----------
    passphrase : str
        The passphrase.
    salt : bytes
        Of the file.
    """
    secret = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _ROUNDS, _KEY_BYTES)
    return Key(secret, salt)


def seems_encrypted(path: Path) -> bool:
    """Tell whether a file may be an encrypted store: no file of SQLite, of whole pages, and no text.

    Only its key tells for certain.

    Parameters
    ----------
    path : Path
        The file, which is there.
    """
    size = path.stat().st_size
    if not size or size % _PAGE_BYTES:
        return False
    with path.open("rb") as file:
        page = file.read(_PAGE_BYTES)
    return not page.startswith(_HEAD) and len(set(page)) > _VALUES


def check_library() -> None:
    """Refuse where the library is missing.

    Raises
    ------
    LibraryError
        It is not installed.
    """
    driver(is_encrypted=True)


def driver(*, is_encrypted: bool) -> DBAPIModule:
    """Return the library that opens files.

    Parameters
    ----------
    is_encrypted : bool
        Whether they are encrypted.

    Raises
    ------
    LibraryError
        It is not installed.
    """
    return _cipher_library() if is_encrypted else sqlite3


def _cipher_library() -> ModuleType:
    try:
        return import_module(f"{_LIBRARY}.dbapi2")
    except ImportError as error:
        raise LibraryError(
            "needs the package sqlcipher3, which is not installed.",
            where="an encrypted store",
            next_step='Install it with: pip install "formcheck[encrypted]"',
        ) from error


def file_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what the libraries raise that open files, for an ``except``; that of encrypted ones where it was used.

    Parameters
    ----------
    *others : type
        What is to be caught beside.
    """
    loaded = sys.modules.get(f"{_LIBRARY}.dbapi2")
    return (*others, sqlite3.Error) if loaded is None else (*others, sqlite3.Error, loaded.Error)


def connect(
    path: Path, key: Key | None, *, is_read_only: bool = False, is_always_cipher: bool = False
) -> DBAPIConnection:
    """Open a file, without transactions of the library's own.

    Parameters
    ----------
    path : Path
        The file.
    key : Key or None
        Of an encrypted one.
    is_read_only : bool
        Whether nothing may be written, nor a file be made.
    is_always_cipher : bool
        Whether the library of encrypted files opens one that is not encrypted, too.

    Raises
    ------
    LibraryError
        It is encrypted, and the library is missing.
    Error
        Of the library: it cannot be opened.
    """
    address = f"{path.absolute().as_uri()}{'?mode=ro' if is_read_only else ''}"
    connection: DBAPIConnection = driver(is_encrypted=is_always_cipher or key is not None).connect(
        address, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=False
    )
    if is_always_cipher or key is not None:
        connection.cursor().execute("PRAGMA cipher_log_level = NONE")  # what is wrong is raised, and told by us
    if key is not None:
        connection.cursor().execute(f'PRAGMA key = "{key.literal}"')
        connection.cursor().execute("PRAGMA temp_store = MEMORY")  # nothing of it in files that are not encrypted
    return connection


def opens(path: Path, key: Key) -> bool:
    """Tell whether a key opens a file.

    Parameters
    ----------
    path : Path
        The file, which is there.
    key : Key
        The key.

    Raises
    ------
    LibraryError
        The library is missing.
    InputError
        The file cannot be read now.
    """
    library = driver(is_encrypted=True)
    try:
        with closing(connect(path, key, is_read_only=True)) as connection:
            connection.cursor().execute("SELECT count(*) FROM sqlite_master")
    except library.OperationalError as error:
        raise InputError(f"cannot be opened: {error}.", where=str(path), next_step="Try again.") from error
    except library.DatabaseError:
        return False
    return True
