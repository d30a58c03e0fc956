"""The archive in folders: as live, review and batch leave them, and as a person's data are handed out.

::

    FOLDER/anna-04/person.json                                who it is, and what was prescribed
    FOLDER/anna-04/2026-11-29-140507-tibial-slider-1f0c…/     a visit of live, or the results of a recording
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from formcheck.errors import InputError, RecordError
from formcheck.given import MOST_RECORDING, read_given, reason
from formcheck.kept import make_folder, part_in, put, write_whole
from formcheck.session.corrections import correction_lines
from formcheck.store.archive import VisitKey
from formcheck.store.digest import VisitDigest, examine
from formcheck.store.merging import hash_of, what_is_new
from formcheck.store.model import Film, Taken, VisitDocuments, film_document, film_of
from formcheck.store.names import (
    CORRECTIONS_DOCUMENT,
    FILM_DOCUMENT,
    LOG_DOCUMENT,
    PERSON_DOCUMENT,
    RECORD_DOCUMENT,
    SESSION_DOCUMENT,
    named,
    part_of,
)
from formcheck.store.people import check_pseudonym, empty_person, folded, pseudonym_of

_DOCUMENTS: Final = (LOG_DOCUMENT, CORRECTIONS_DOCUMENT, RECORD_DOCUMENT, SESSION_DOCUMENT, FILM_DOCUMENT)
_FILM: Final = "video.mp4"
"""As the live page calls the film of a part."""

_BATCH: Final = "batch.json"
_REPORT: Final = "report"
"""Folder of a visit with what was made of it: not a session of its own."""


class FolderArchive:
    """Keeps visits in folders.

    Parameters
    ----------
    root : Path
        A folder with one for each person; to be read from, any folder in which there are visits or results.
    person : str
        Whose visits they are, where no ``person.json`` says so.
    is_by_folder : bool
        Whether the first folder below `root` bears the pseudonym of whose they are, where no ``person.json`` says so.
    """

    def __init__(self, root: Path, person: str = "", *, is_by_folder: bool = False) -> None:
        self._root = root
        self._person = person and check_pseudonym(person)
        self._is_by_folder = is_by_folder

    def people(self) -> list[str]:
        """Return the pseudonyms of all people, in their order."""
        found = {
            folder: _pseudonym_in(folder) for folder in _folders(self._root) if (folder / PERSON_DOCUMENT).is_file()
        }
        return sorted(found.values(), key=folded)

    def visits(self, of: str | None = None) -> Iterator[VisitKey]:
        """Yield all visits, in order of their folders; of those that are nobody's, the person is empty.

        A folder that may not be looked into is among them: what is in it is not passed over in silence.
        """
        for folder in _folders(self._root):
            if _is_visit(folder) or not os.access(folder, os.R_OK | os.X_OK):
                whose = self._whose(folder)
                if of is None or folded(whose) == folded(of):
                    yield VisitKey(whose, str(folder))

    def read(self, of: VisitKey) -> VisitDocuments:
        """Return the documents of a visit."""
        folder = Path(of.key)
        if not os.access(folder, os.R_OK | os.X_OK):
            raise InputError("may not be looked into, or is gone.", where=of.key, next_step="Check its permissions.")
        documents = dict(_read_documents(folder))
        if not documents:
            raise InputError("holds no visit, and no results.", where=of.key, next_step="Name another folder.")
        for part in {part_of(name) for name in documents} | {""}:
            film = _film_beside(folder / part, documents.get(named(part, FILM_DOCUMENT)))
            if film is not None:
                documents[named(part, FILM_DOCUMENT)] = film_document(film)
        return VisitDocuments(documents)

    def read_person(self, pseudonym: str) -> bytes:
        """Return what is known of a person beside the visits."""
        return _read(self.folder_of(pseudonym) / PERSON_DOCUMENT)

    def keep_person(self, pseudonym: str, content: bytes | None, at: datetime) -> bool:
        """Take in a person, with what is known beside the visits, and tell whether any of it is new."""
        told = check_pseudonym(pseudonym)
        place = self._find(told) or self._root / told
        document = place / PERSON_DOCUMENT
        if content is None:
            if document.exists():
                return False
            content = empty_person(told, at)
        if document.exists() and _read(document) == content:
            return False
        write_whole(document, content)
        return True

    def keep(self, pseudonym: str, given: VisitDocuments, at: datetime, author: str) -> Taken:  # noqa: ARG002 - as files tell
        """Keep the documents of a visit: all of them, or none where this raises. What is there already stays."""
        examined = examine(given, pseudonym)
        self.keep_person(pseudonym, None, at)
        folder = self.folder_of(pseudonym) / _name_of(examined.digest)
        held = dict(_read_documents(folder)) if folder.exists() else {}
        new = what_is_new(examined.documents, {name: hash_of(one) for name, one in held.items()}, held.__getitem__)
        said = correction_lines(examined.corrections)
        if not held.get(CORRECTIONS_DOCUMENT, b"").startswith(said):
            new[CORRECTIONS_DOCUMENT] = said
        if not new:
            return Taken.KNOWN
        _write_visit(folder, held | new)
        return Taken.GROWN if held else Taken.NEW

    def remove(self, pseudonym: str, at: datetime, author: str) -> int:  # noqa: ARG002 - folders keep no account
        """Remove all there is of a person."""
        folder = self.folder_of(pseudonym)
        count = sum(map(_is_visit, _folders(folder)))
        with part_in(folder.parent) as gone:
            folder.replace(gone)  # at once for everybody else; the files go one by one
            shutil.rmtree(gone)
        return count

    def folder_of(self, pseudonym: str) -> Path:
        """Return the folder of a person.

        Parameters
        ----------
        pseudonym : str
            The pseudonym.

        Raises
        ------
        InputError
            There is no such person.
        """
        found = self._find(pseudonym)
        if found is None:
            raise InputError("is not known here.", where=pseudonym, next_step="See which folders there are.")
        return found

    def _find(self, pseudonym: str) -> Path | None:
        folders = (folder for folder in _folders(self._root) if (folder / PERSON_DOCUMENT).is_file())
        return next((one for one in folders if folded(_pseudonym_in(one)) == folded(pseudonym)), None)

    def _whose(self, folder: Path) -> str:
        """Return whose visit a folder is: the nearest person above says so, else whoever was named."""
        above = [one for one in folder.parents if one == self._root or self._root in one.parents]
        named_above = (one for one in above if (one / PERSON_DOCUMENT).is_file())
        nearest = next(named_above, None)
        if nearest is not None:
            return _pseudonym_in(nearest)
        return self._named_by_folder(folder) if self._is_by_folder else self._person

    def _named_by_folder(self, folder: Path) -> str:
        """Return the first folder's name on the way to a visit; a visit of live that stands there itself has none."""
        first = folder.relative_to(self._root).parts[:1]
        is_visit = self._root.joinpath(*first) == folder and (folder / LOG_DOCUMENT).is_file()
        return first[0] if first and not is_visit else ""


def _folders(root: Path) -> Iterator[Path]:
    """Yield a folder and those below it that may hold something of ours; links are not followed."""
    for here, inner, files in os.walk(root):
        is_visit = LOG_DOCUMENT in files
        inner[:] = sorted(name for name in inner if not name.startswith(".") and not (is_visit and name == _REPORT))
        yield Path(here)
        yield from (Path(here, name) for name in inner if not os.access(Path(here, name), os.R_OK | os.X_OK))
        if is_visit or SESSION_DOCUMENT in files:
            inner.clear()  # its parts are its own, and no visit stands within another


def _is_visit(folder: Path) -> bool:
    return any(os.path.isfile(folder / name) for name in (LOG_DOCUMENT, SESSION_DOCUMENT))  # noqa: PTH113 - raises never


def document_sizes(folder: Path) -> dict[str, int]:
    """Return how many bytes each document of a visit has, by its name, without reading any.

    Parameters
    ----------
    folder : Path
        The folder of the visit.
    """
    return {name: path.lstat().st_size for name, path in _documents_in(folder)}


def _documents_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield where the documents of a visit are, with those of its parts and of further opinions."""
    for here, inner, files in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name != _REPORT)
        for name in _DOCUMENTS:
            if name in files:
                path = Path(here) / name
                yield path.relative_to(folder).as_posix(), path


def _read_documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for name, path in _documents_in(folder):
        yield name, _read(path)


def _read(path: Path) -> bytes:
    try:
        return read_given(path, MOST_RECORDING, is_link_followed=False)
    except OSError as error:
        raise RecordError(f"cannot be read ({reason(error)}).", where=str(path)) from error


def _pseudonym_in(folder: Path) -> str:
    return pseudonym_of(_read(folder / PERSON_DOCUMENT), str(folder / PERSON_DOCUMENT))


def _name_of(digest: VisitDigest) -> str:
    when = "undated" if digest.began_at is None else f"{digest.began_at:%Y-%m-%d-%H%M%S}"
    return f"{when}-{digest.exercise}-{digest.key[:8]}"


def _write_visit(folder: Path, documents: Mapping[str, bytes]) -> None:
    """Write all documents of a visit, in place of those that were there."""
    make_folder(folder.parent)
    with part_in(folder.parent) as new:
        for name, content in documents.items():
            write_whole(new / name, content)
        put(new, folder, {name.partition("/")[0] for name in documents})


def _film_beside(folder: Path, told: bytes | None) -> Film | None:
    """Return where the film of a session is: where its document says, beside it, or where a batch found it."""
    if told is not None:
        with suppress(RecordError):
            film = film_of(told, FILM_DOCUMENT)
            return replace(film, path=str(folder / film.path))  # as it is, where it says a whole path
    if (folder / _FILM).is_file():
        return Film(str((folder / _FILM).absolute()))
    return _film_of_batch(folder / _BATCH)


def _film_of_batch(mark: Path) -> Film | None:
    """Return the film that a batch says its results are of."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        video = json.loads(read_given(mark, is_link_followed=False))["stamp"]["video"]
        return Film(video) if isinstance(video, str) else None
    return None
