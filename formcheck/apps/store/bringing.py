"""``formcheck import``: earlier results, visits of live, whole archives and exports brought into the store."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.store.counting import counting
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import now, whoever
from formcheck.computer import language_settings
from formcheck.errors import FormcheckError, InputError
from formcheck.store.archive import Archive, Copied, copy
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.folder_archive import FolderArchive
from formcheck.store.model import Taken
from formcheck.store.people import check_is_real
from formcheck.words.catalogue import Words, words_for


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a call of ``formcheck import`` asks for; see its options."""

    person: str | None
    is_by_folder: bool
    store: str | None
    author: str | None
    language: str | None
    as_json: bool
    quiet: bool


@dataclass(slots=True)
class Brought:
    """What became of visits so far.

    Parameters
    ----------
    taken : Counter of Taken
        How many were new, had grown, or were known.
    people : set of str
        Whose they are.
    refused : list of Copied
        Those that could not be brought in, with the reason of each.
    """

    taken: Counter[Taken] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    refused: list[Copied] = field(default_factory=list)

    def count(self, one: Copied) -> None:
        """Note what became of a visit.

        Parameters
        ----------
        one : Copied
            The visit.
        """
        if one.taken is None:
            self.refused.append(one)
        else:
            self.taken[one.taken] += 1
            self.people.add(one.visit.person)

    def document(self) -> dict[str, object]:
        """Return it for programs, fit for JSON."""
        return {
            **{str(kind): self.taken[kind] for kind in Taken},
            "people": sorted(self.people),
            "refused": [
                {"folder": one.visit.key, "person": one.visit.person, "reason": str(one.error)} for one in self.refused
            ],
        }


def run(folders: Sequence[Path], settings: ImportOptions) -> int:
    """Bring in what stands in folders, show what became of it, and return the exit code.

    Parameters
    ----------
    folders : sequence of Path
        The folders, each with all folders in it.
    settings : ImportOptions
        The other options. The summary goes to standard output, what is refused to standard error.

    Raises
    ------
    FormcheckError
        Nothing was brought in: a folder holds nothing, of a visit nobody says whose it is, or the store cannot be used.
    """
    words = words_for(settings.language, language_settings())
    sources = find_sources(folders, settings.person or "", is_by_folder=settings.is_by_folder)
    brought = Brought()

    def kept() -> str:
        return words("import-broken-off", done=sum(brought.taken.values()), all=sum(sources.values()))

    with opened(settings.store, is_made=True) as database, exits.files_minded(), exits.broken_off(kept):
        with database.reading() as connection:
            check_is_real(connection, settings.person or "")
        target = DatabaseArchive(database)
        for one in _watched(words, sources, target, settings):
            brought.count(one)
    _show(words, brought, database.place, settings)
    return exits.BAD_INPUT if brought.refused else exits.SUCCESS


def find_sources(folders: Sequence[Path], person: str, *, is_by_folder: bool) -> dict[FolderArchive, int]:
    """Return the archives that folders are, each with how many visits there are in it.

    Parameters
    ----------
    folders : sequence of Path
        The folders.
    person : str
        Whose visits they are, where no ``person.json`` says so; empty where that was not said.
    is_by_folder : bool
        Whether the first folder below each bears the person's pseudonym.

    Raises
    ------
    InputError
        There is no such folder, or nothing in it, or of a visit nobody says whose it is.
    """
    sources: dict[FolderArchive, int] = {}
    for folder in folders:
        if not folder.is_dir():
            what = "is no folder." if folder.exists() else "is not there."
            raise InputError(what, where=str(folder), next_step="Name the folder that holds the results.")
        archive = FolderArchive(folder.absolute(), person, is_by_folder=is_by_folder)
        visits = list(archive.visits())
        if not visits and not archive.people():
            raise InputError(
                "holds no visit, and no results.",
                where=str(folder),
                next_step="Name a folder that formcheck review, batch, live or export made, or one above such folders.",
            )
        nobody = [one.key for one in visits if not one.person]
        if nobody:
            raise _nobodys(folder, nobody, is_by_folder=is_by_folder)
        sources[archive] = len(visits)
    return sources


def _nobodys(folder: Path, keys: Sequence[str], *, is_by_folder: bool) -> InputError:
    more = f", and {len(keys) - 1} more" if len(keys) > 1 else ""
    what = f"nobody says whose {Path(keys[0]).relative_to(folder.absolute())} is{more}; nothing was brought in."
    by_folder = "" if is_by_folder else ", or give --by-folder if the folders in it bear the pseudonyms of the persons"
    return InputError(what, where=str(folder), next_step=f"Say whose it is, such as --person anna-04{by_folder}.")


def _watched(
    words: Words, sources: dict[FolderArchive, int], target: Archive, settings: ImportOptions
) -> Iterator[Copied]:
    """Copy all sources, and show how far that is."""
    author, total, done = whoever(settings.author), sum(sources.values()), 0
    with counting(words("import-progress"), is_silent=settings.quiet or settings.as_json) as moved:
        for source in sources:
            for one in copy(source, target, now, author):
                done += bool(one.visit.key)
                moved(done, total)
                yield one


def _show(words: Words, brought: Brought, place: str, settings: ImportOptions) -> None:
    if settings.as_json:
        typer.echo(json.dumps({"store": place, **brought.document()}, ensure_ascii=False))
    elif not settings.quiet:
        Console().print(_table(words, brought), "")
        typer.echo(words("import-into", path=place))
    for one in brought.refused:
        sys.stderr.write(f"formcheck: {told(one)}\n")


def told(one: Copied) -> str:
    """Return why a visit could not be brought in, with the folder that it stands in.

    Parameters
    ----------
    one : Copied
        The visit.
    """
    error = one.error
    assert error is not None
    if one.visit.key and not error.where.startswith(one.visit.key):
        return str(FormcheckError(error.what, where=f"{one.visit.key}: {error.where}", next_step=error.next_step))
    return str(error)


def _table(words: Words, brought: Brought) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    table.add_row(
        str(brought.taken[Taken.NEW]), words("import-new"), style="green" if brought.taken[Taken.NEW] else None
    )
    table.add_row(str(brought.taken[Taken.GROWN]), words("import-grown"))
    table.add_row(str(brought.taken[Taken.KNOWN]), words("import-known"))
    table.add_row(str(len(brought.refused)), words("import-refused"), style="yellow" if brought.refused else None)
    table.add_row(str(len(brought.people)), words("import-people"))
    return table
