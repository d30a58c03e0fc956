"""Opening the store for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formcheck.apps.store.place import default_store
from formcheck.apps.store.unlocking import SystemKeys
from formcheck.errors import InputError
from formcheck.store.cipher import Key, Keys
from formcheck.store.database import Database, is_url, open_database


@contextmanager
def opened(
    place: str | None, *, is_made: bool = False, keys: Keys | None = None, new_key: Key | None = None
) -> Iterator[Database]:
    """Open the store for as long as the block lasts.

    Parameters
    ----------
    place : str or None
        A file or the URL of a server; None for where it usually is.
    is_made : bool
        Whether a file that is not there is made; otherwise there must be a store.
    keys : Keys, optional
        Asked for the key of one that is encrypted; the keyring, or whoever sits at the terminal.
    new_key : Key, optional
        Encrypts a file that is made.

    Raises
    ------
    FormcheckError
        It cannot be opened, or is not there.
    """
    told = place or default_store()
    if not is_made and not is_url(told) and not Path(told).exists():
        raise InputError(
            "is not there: no store has been begun here.",
            where=told,
            next_step="Name another one with --store, or begin one with: formcheck import FOLDER --person anna-04",
        )
    database = open_database(told, keys or SystemKeys(), new_key)
    try:
        yield database
    finally:
        database.close()


def shown_place(place: str | None) -> str:
    """Return where the store is, for people, without opening it: of a server, without what stands before its name.

    Parameters
    ----------
    place : str or None
        As of `opened`.
    """
    told = place or default_store()
    return told.rpartition("@")[2] if is_url(told) else told
