"""``formcheck backup``, ``restore`` and ``rebuild``: what keeps the store as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from formcheck.apps import exits
from formcheck.apps.store.counting import counting
from formcheck.apps.store.opening import opened
from formcheck.apps.store.unlocking import SystemKeys
from formcheck.computer import language_settings
from formcheck.printable import printable
from formcheck.store.copies import back_up, check_backup, restore
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.listing import list_people
from formcheck.words.catalogue import words_for


def run_backup(path: Path, store: str | None, language: str | None) -> int:
    """Write a copy of the store, and return the exit code.

    Parameters
    ----------
    path : Path
        The copy.
    store, language : str or None
        As given.

    Raises
    ------
    FormcheckError
        It cannot be written, or something else is there.
    """
    words = words_for(language, language_settings())
    with opened(store) as database, exits.files_minded(), exits.broken_off(lambda: words("broken-off")):
        back_up(database, path.absolute())
    typer.echo(words("backup-done", path=printable(str(path)), megabytes=f"{path.stat().st_size / 1e6:.1f}"))
    return exits.SUCCESS


def run_restore(path: Path, store: str | None, language: str | None) -> int:
    """Bring a back-up into an empty store, and return the exit code.

    Parameters
    ----------
    path : Path
        The back-up.
    store, language : str or None
        As given.

    Raises
    ------
    FormcheckError
        It is no back-up, or there is something in the store.
    """
    words = words_for(language, language_settings())
    keys = SystemKeys(language)
    with exits.files_minded():
        key = check_backup(path.absolute(), keys)  # before a store is made for it
    with (
        opened(store, is_made=True, keys=keys, new_key=key) as database,
        exits.files_minded(),
        exits.broken_off(lambda: words("broken-off")),
    ):
        restore(path.absolute(), database, keys)
        with database.reading() as connection:
            people = list_people(connection)
        visits = sum(one.visits for one in people)
        typer.echo(words("restore-done", path=database.place, people=len(people), visits=visits))
    return exits.SUCCESS


def run_rebuild(store: str | None, language: str | None) -> int:
    """Make the index anew from the documents, and return the exit code.

    Parameters
    ----------
    store, language : str or None
        As given.

    Raises
    ------
    FormcheckError
        The store cannot be used.
    """
    words = words_for(language, language_settings())
    with opened(store) as database, exits.broken_off(lambda: words("rebuild-broken-off")):
        archive = DatabaseArchive(database)
        with counting(words("import-progress")) as moved:
            failed = archive.rebuild(moved)
        count = sum(1 for _ in archive.visits())
    typer.echo(words("rebuild-done", visits=count - len(failed)))
    for error in failed:
        sys.stderr.write(f"formcheck: {error}\n")
    return exits.BAD_INPUT if failed else exits.SUCCESS
