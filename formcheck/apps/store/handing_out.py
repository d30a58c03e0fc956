"""``formcheck export``: one person's data whole, in folders that anybody can read and ``formcheck import`` takes."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import typer

from formcheck.apps import exits
from formcheck.apps.store.films import copy_film, films_in
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import now, whoever
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.kept import part_in, put_where_free
from formcheck.printable import printable
from formcheck.store.archive import Archive, copy
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.names import FILM_DOCUMENT
from formcheck.store.people import check_pseudonym, pseudonym_of
from formcheck.words.catalogue import words_for


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a call of ``formcheck export`` asks for; see its options."""

    out: Path
    with_films: bool
    store: str | None
    language: str | None
    as_json: bool
    quiet: bool


@dataclass(slots=True)
class HandedOut:
    """What was handed out.

    Parameters
    ----------
    folder : Path
        Where it is.
    visits, films : int
        How many there are in it.
    missing : list of str
        Where films are said to be that are not there, or are others now.
    """

    folder: Path
    visits: int = 0
    films: int = 0
    missing: list[str] = field(default_factory=list)


def run(person: str, settings: ExportOptions) -> int:
    """Hand out a person's data, show where they are, and return the exit code.

    Parameters
    ----------
    person : str
        The pseudonym.
    settings : ExportOptions
        The other options.

    Raises
    ------
    FormcheckError
        There is no such person, or the folder is there already, or cannot be written; nothing is left of it then.
    """
    words = words_for(settings.language, language_settings())
    with opened(settings.store) as database, exits.files_minded(), exits.broken_off(lambda: words("broken-off")):
        done = hand_out(DatabaseArchive(database), person, settings.out, with_films=settings.with_films)
    if settings.as_json:
        told = {"folder": str(done.folder), "visits": done.visits, "films": done.films, "missing_films": done.missing}
        typer.echo(json.dumps(told, ensure_ascii=False))
    elif not settings.quiet:
        typer.echo(words("export-done", path=printable(str(done.folder)), visits=done.visits, films=done.films))
    for path in done.missing:
        sys.stderr.write(f"formcheck: {words('export-no-film', path=printable(path))}\n")
    return exits.SUCCESS


def hand_out(archive: Archive, person: str, out: Path, *, with_films: bool) -> HandedOut:
    """Write all there is of a person into a folder that bears the pseudonym; it appears whole, or not at all.

    Parameters
    ----------
    archive : Archive
        The store.
    person : str
        The pseudonym.
    out : Path
        The folder in which that of the person is made.
    with_films : bool
        Whether films are copied, where they are.

    Raises
    ------
    FormcheckError
        There is no such person, or a folder of that name is there already, or a visit cannot be read.
    OSError
        It cannot be written.
    """
    told = pseudonym_of(archive.read_person(check_pseudonym(person)), person)
    final = out.absolute() / told
    if final.exists():
        raise InputError("is there already.", where=str(final), next_step="Name another folder with --out, or move it.")
    done = HandedOut(final)
    with part_in(out.absolute()) as new:
        target = FolderArchive(new)
        for one in copy(archive, target, now, whoever(None), told):
            if one.error is not None:
                raise one.error
            done.visits += 1
        if with_films:
            for visit in target.visits():
                _take_films(Path(visit.key), done)
        if not put_where_free(new / told, final):
            raise InputError("was made by somebody else meanwhile.", where=str(final), next_step="Look at it.")
    return done


def _take_films(folder: Path, done: HandedOut) -> None:
    told = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob(FILM_DOCUMENT))}
    for one in films_in(told):
        if copy_film(one, folder):
            done.films += 1
        else:
            done.missing.append(one.film.path)
