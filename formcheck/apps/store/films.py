"""Films of a person's visits: where they are, which of them are in our own keeping, copying them out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

from formcheck.sources.opening import is_video
from formcheck.store.archive import Archive
from formcheck.store.model import Film, film_document
from formcheck.store.names import FILM_DOCUMENT, kind_of, named, part_of

_NAME: Final = "video"
"""A film that is handed out bears no name of its own: it may be the person's."""


@dataclass(frozen=True, slots=True)
class FilmOf:
    """The film of a part of a visit.

    Parameters
    ----------
    part : str
        The part; empty where the visit has no parts.
    film : Film
        Where it is said to be.
    """

    part: str
    film: Film

    @property
    def is_there(self) -> bool:
        """Whether it is where it is said to be, a film, and unchanged where its hash is known."""
        path = Path(self.film.path)
        try:
            if not path.is_file() or not is_video(path):
                return False
            if not self.film.sha256:
                return True
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == self.film.sha256
        except (OSError, ValueError):
            return False


def films_in(documents: Mapping[str, bytes]) -> Iterator[FilmOf]:
    """Yield the films that the documents of a visit tell of.

    Parameters
    ----------
    documents : mapping of str to bytes
        As of `formcheck.store.model.VisitDocuments`.
    """
    for name, content in documents.items():
        if kind_of(name) == FILM_DOCUMENT:
            with suppress(ValueError, KeyError, TypeError):
                told = json.loads(content)
                yield FilmOf(part_of(name), Film(str(told["path"]), str(told.get("sha256", ""))))


def films_of(archive: Archive, person: str) -> list[Path]:
    """Return where the films of a person are said to be, and are.

    Parameters
    ----------
    archive : Archive
        The store.
    person : str
        The pseudonym.
    """
    found = (Path(one.film.path) for visit in archive.visits(person) for one in films_in(archive.read(visit).documents))
    return sorted({path for path in found if path.is_file()})


def copy_film(one: FilmOf, folder: Path) -> bool:
    """Copy a film beside the documents of its part, and tell whether it was there.

    Parameters
    ----------
    one : FilmOf
        The film.
    folder : Path
        The folder of the visit, which has been handed out.

    Raises
    ------
    OSError
        There is no room for it.
    """
    if not one.is_there:
        return False
    path = Path(one.film.path)
    name = f"{_NAME}{path.suffix.lower()}"
    place = folder / one.part / name
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)
    (folder / named(one.part, FILM_DOCUMENT)).write_bytes(film_document(Film(name, one.film.sha256)))
    return True
