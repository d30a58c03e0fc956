"""Encrypted stores for tests: their passphrase, and what finds it without asking anybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from formcheck.store.cipher import Key, derive, salt_of
from formcheck.store.database import Database, open_database

PASSPHRASE = "correct horse battery"  # noqa: S105 - of no store but those of tests


@cache
def key_for(salt: bytes, passphrase: str = PASSPHRASE) -> Key:
    """Return the key of a salt; derived once."""
    return derive(passphrase, salt)


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """Knows one passphrase."""

    passphrase: str = PASSPHRASE

    def key_of(self, path: Path) -> Key:
        """Return the key that it gives."""
        return key_for(salt_of(path), self.passphrase)


NEW_KEY = key_for(bytes(range(16)))
"""Of stores that tests make: always the same, for it takes a while to derive."""

LOCKED = "locked"
"""A file whose name begins so is encrypted where tests make it."""


def new_key(place: str) -> Key | None:
    """Return what encrypts a new database in a place; None where it is to be plain."""
    return NEW_KEY if Path(place).name.startswith(LOCKED) else None


def open_any(place: str | Path) -> Database:
    """Open a store of any kind; one that is not there is made."""
    return open_database(place, KnownKeys(), new_key(str(place)))
