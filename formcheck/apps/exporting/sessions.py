"""The sessions of some visits, and a ZIP with a file of each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from formcheck.apps.exporting.order import Made
from formcheck.apps.exporting.reading import Chosen, Progress, naming_visit
from formcheck.apps.naming import numbered, portable_name
from formcheck.errors import InputError
from formcheck.kept import whole_file
from formcheck.store.archive import VisitKey
from formcheck.store.database import Database
from formcheck.store.model import VisitRow
from formcheck.store.room import read_surroundings
from formcheck.words.catalogue import Words

ABOUT: Final = "record.html"
"""Lies beside what cannot say for itself by what it was made."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A session to be played again.

    Parameters
    ----------
    visit : VisitRow
        Its visit.
    key : VisitKey
        The same for the store.
    part : str
        Its part; empty where the visit has no parts.
    """

    visit: VisitRow
    key: VisitKey
    part: str

    @property
    def name(self) -> str:
        """What it is called in a folder: the day, and the part."""
        day = str(self.visit.day) if self.visit.day is not None else self.visit.key
        return portable_name(f"{day}_{self.part}" if self.part else day)


def recorded_in(database: Database, chosen: Chosen, progress: Progress) -> Iterator[Recorded]:
    """Yield the sessions of some visits, in order; how many visits are done is told.

    Parameters
    ----------
    database : Database
        The store.
    chosen : Chosen
        The visits.
    progress : callable
        Told how far it is.
    """
    for number, visit in enumerate(chosen.visits):
        progress(number, len(chosen.visits))
        key = VisitKey(chosen.person, visit.key)
        with naming_visit(visit):
            parts = read_surroundings(database, key, visit.parts[0]).parts if visit.parts else ()
        yield from (Recorded(visit, key, one.part) for one in parts)
    progress(len(chosen.visits), len(chosen.visits))


Page = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Packing:
    """What is packed, and how.

    Parameters
    ----------
    what : str
        ``film`` or ``movement``, as messages have it.
    ending : str
        Of each session's file.
    compression : int
        As of `zipfile.ZipFile`.
    """

    what: str
    ending: str
    compression: int


def pack_sessions(
    packing: Packing,
    sessions: Iterable[Recorded],
    write: Callable[[Recorded, Path], str],
    chosen: Chosen,
    words: Words,
    page: Page,
    path: Path,
) -> Made:
    """Write a ZIP with a file of each session, and the record of the same visits beside them.

    Parameters
    ----------
    packing : Packing
        What, and how.
    sessions : iterable of Recorded
        The sessions.
    write : callable
        Writes the file of one, or none where there is nothing for it; returns what is to be known of the file, in a
        text that lies beside it, or nothing.
    chosen : Chosen
        Whose sessions.
    words : Words
        The language of what is told of what is not in it.
    page : callable
        Gives the record of the same visits as HTML: what was prescribed and corrected, by which program and model it
        was measured, and how far to trust it.
    path : Path
        The file to write.

    Raises
    ------
    FormcheckError
        A session is damaged, the visit is named; or there is a file of none.
    """
    missing: list[str] = []
    taken: set[str] = set()
    with (
        TemporaryDirectory(prefix="formcheck-") as scratch,
        whole_file(path) as new,
        zipfile.ZipFile(new, "w", packing.compression) as pack,
    ):
        for one in sessions:
            name = numbered(one.name, taken.__contains__)
            made = Path(scratch) / f"{name}{packing.ending}"
            with naming_visit(one.visit):
                about = write(one, made)
            if not made.exists():
                missing.append(words(f"exporting-no-{packing.what}", session=name))
                continue
            taken.add(name)
            pack.write(made, made.name)
            if about:
                pack.writestr(f"{name}.about.txt", about)
            made.unlink()
        if not taken:
            what, next_step = (words(f"exporting-no-{packing.what}s{end}") for end in ("", "-next"))
            raise InputError(what, where=chosen.person, next_step=next_step)
        pack.writestr(ABOUT, page())
    return Made(path, tuple(missing))
