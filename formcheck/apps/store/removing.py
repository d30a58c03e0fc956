"""``formcheck delete``: all there is of one person removed, and what lies elsewhere named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from formcheck.apps import exits
from formcheck.apps.store.films import films_of
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import default_visits, now, whoever
from formcheck.computer import language_settings
from formcheck.printable import printable
from formcheck.store.archive import Archive
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.people import check_pseudonym, folded, pseudonym_of
from formcheck.words.catalogue import words_for


@dataclass(frozen=True, slots=True)
class DeleteOptions:
    """What a call of ``formcheck delete`` asks for; see its options."""

    is_sure: bool
    data: Path | None
    store: str | None
    author: str | None
    language: str | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed of a person.

    Parameters
    ----------
    person : str
        The pseudonym.
    visits : int
        How many visits.
    left : tuple of Path
        Films that were not in the program's own keeping: they are where they were.
    """

    person: str
    visits: int
    left: tuple[Path, ...]


def run(person: str, settings: DeleteOptions) -> int:
    """Remove a person's data once somebody has said that it is meant, and return the exit code.

    Parameters
    ----------
    person : str
        The pseudonym.
    settings : DeleteOptions
        The other options.

    Raises
    ------
    FormcheckError
        There is no such person, or something cannot be removed.
    """
    words = words_for(settings.language, language_settings())
    with opened(settings.store) as database, exits.files_minded():
        archive = DatabaseArchive(database)
        told = pseudonym_of(archive.read_person(check_pseudonym(person)), person)
        count = sum(1 for _ in archive.visits(told))
        if not settings.is_sure and not _asked(words("delete-ask", person=told, visits=count)):
            typer.echo(words("delete-not"))
            return exits.SUCCESS
        removed = remove_person(archive, told, settings.data or default_visits(), now, whoever(settings.author))
    if settings.as_json:
        left = [str(path) for path in removed.left]
        typer.echo(json.dumps({"visits": removed.visits, "films_left": left}, ensure_ascii=False))
        return exits.SUCCESS
    typer.echo(words("delete-done", visits=removed.visits))
    for path in removed.left:
        typer.echo(words("delete-film-left", path=printable(str(path))))
    return exits.SUCCESS


def _asked(question: str) -> bool:
    """Ask whether it is meant; where nobody can be asked, it must be said with the command."""
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody can be asked here; say --yes to remove without being asked")
    return typer.confirm(question)


def remove_person(archive: Archive, person: str, data: Path, clock: Callable[[], datetime], author: str) -> Removed:
    """Remove all there is of a person from the store, and from the folder in which ``live`` keeps visits.

    That folder goes first: of a removal that was broken off the person is there still, and can be removed again.

    Parameters
    ----------
    archive : Archive
        The store.
    person : str
        The pseudonym.
    data : Path
        The folder in which ``live`` keeps visits.
    clock : callable
        Gives the time of day, with its zone.
    author : str
        Who removes.

    Raises
    ------
    FormcheckError
        There is no such person, or the store cannot be written.
    OSError
        A file cannot be removed.
    """
    films = films_of(archive, person)
    kept = FolderArchive(data)
    if any(folded(one) == folded(person) for one in kept.people()):
        kept.remove(person, clock(), author)
    count = archive.remove(person, clock(), author)
    return Removed(person, count, tuple(path for path in films if path.exists()))
