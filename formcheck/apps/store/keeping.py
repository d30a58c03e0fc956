"""Taking into the store what a command has just made of a person: it stays in its folder, whatever becomes of that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from formcheck.apps.store.opening import opened, shown_place
from formcheck.apps.store.place import default_store, now, whoever
from formcheck.apps.store.unlocking import SystemKeys
from formcheck.errors import FormcheckError, InputError, RecordError
from formcheck.store.archive import Archive, VisitKey
from formcheck.store.cipher import Keys, seems_encrypted
from formcheck.store.database import is_url
from formcheck.store.database_archive import DatabaseArchive
from formcheck.store.digest import key_of_log
from formcheck.store.folder_archive import FolderArchive, document_sizes
from formcheck.store.model import Film, VisitDocuments, film_document
from formcheck.store.names import FILM_DOCUMENT, LOG_DOCUMENT, kind_of
from formcheck.store.people import check_is_real, check_pseudonym

_log: Final = logging.getLogger(__name__)


class Keeper:
    """Keeps results of one person.

    Parameters
    ----------
    archive : Archive
        The store.
    person : str
        The pseudonym.
    place : str
        Where the store is, for people.
    """

    def __init__(self, archive: Archive, person: str, place: str) -> None:
        self._archive = archive
        self.person: Final = person
        self.place: Final = place

    def keep(self, folder: Path, film: Film | None = None) -> None:
        """Keep what stands in a folder.

        Parameters
        ----------
        folder : Path
            The results of a recording, or a visit.
        film : Film, optional
            What was recorded, where it is not in the folder itself.

        Raises
        ------
        InputError
            It could not be kept.
        """
        read = FolderArchive(folder, self.person).read(VisitKey(self.person, str(folder))).documents
        documents = dict(read) if film is None else {**read, FILM_DOCUMENT: film_document(film)}
        try:
            self._archive.keep(self.person, VisitDocuments(documents), now(), whoever(None))
        except InputError as error:
            next_step = (
                f"{error.next_step} The results are in {folder}; bring them in with: "
                f"formcheck import {folder} --person {self.person}"
            )
            raise InputError(error.what, where=error.where, next_step=next_step) from error


@contextmanager
def keeping(person: str, store: str | None, keys: Keys | None = None) -> Iterator[Keeper]:
    """Give what keeps results of a person; that it can is known before they are made.

    Parameters
    ----------
    person : str
        The pseudonym.
    store : str or None
        As given.
    keys : Keys, optional
        As of `formcheck.apps.store.opening.opened`.

    Raises
    ------
    FormcheckError
        The store cannot be used, or it is no pseudonym, or that of a sample.
    """
    told = check_pseudonym(person)
    with opened(store, is_made=True, keys=keys) as database:
        with database.reading() as connection:
            check_is_real(connection, told)
        archive = DatabaseArchive(database)
        archive.keep_person(told, None, now())
        yield Keeper(archive, told, database.place)


class VisitKeeper:
    """Takes visits from the folder of ``live`` into the store. What fails costs the visit nothing: it is in its folder.

    Parameters
    ----------
    folder : Path
        Where the visits of the person are.
    person : str
        The pseudonym.
    store : str or None
        As given.
    """

    def __init__(self, folder: Path, person: str, store: str | None) -> None:
        self._folder, self._person, self._store = folder, check_pseudonym(person), store
        self._keys = SystemKeys()

    @property
    def place(self) -> str:
        """Where the store is, for people: without a password."""
        return shown_place(self._store)

    def unlock(self) -> None:
        """Ask for the passphrase of an encrypted store now: during a visit nobody is at the terminal.

        Where it is not known, that is told in the log: visits are in their folder, and the next start takes them in.
        """
        path = Path(self._store or default_store())
        try:
            if not is_url(str(path)) and path.is_file() and seems_encrypted(path):
                self._keys.key_of(path)
        except FormcheckError as error:
            _log.warning("visits are not taken into the store: %s", error)
        self._keys.stop_asking()

    def keep(self, visit: Path) -> None:
        """Take in a visit as far as it has come.

        Parameters
        ----------
        visit : Path
            Its folder.

        Raises
        ------
        FormcheckError
            The store cannot be reached or written, or the person is a sample.
        """
        with keeping(self._person, self._store, self._keys) as keeper:
            keeper.keep(visit)

    def keep_left(self) -> None:
        """Take in what is in the folder and not in the store: of runs that were killed, or while it was out of reach.

        A visit that cannot be read is told in the log, and costs the others nothing.

        Raises
        ------
        FormcheckError
            The store cannot be reached or written, or the person is a sample.
        """
        with opened(self._store, is_made=True, keys=self._keys) as database:
            with database.reading() as connection:
                check_is_real(connection, self._person)
            archive = DatabaseArchive(database)
            source = FolderArchive(self._folder, self._person)
            for visit in source.visits():
                if self._is_kept(archive, Path(visit.key)):
                    continue
                try:
                    archive.keep(self._person, source.read(visit), now(), whoever(None))
                except RecordError as error:
                    _log.warning("%s: is not taken into the store: %s", visit.key, error)

    def _is_kept(self, archive: DatabaseArchive, folder: Path) -> bool:
        """Tell whether all of a visit is kept, by the sizes: these files only ever grow."""
        try:
            with (folder / LOG_DOCUMENT).open("rb") as file:
                first = file.readline().rstrip(b"\n")
        except OSError:
            return False
        here = {name: size for name, size in document_sizes(folder).items() if kind_of(name) != FILM_DOCUMENT}
        return here.items() <= archive.sizes(VisitKey(self._person, key_of_log(first))).items()


def own_folder(data: Path, person: str) -> Path:
    """Return the folder in which ``live`` keeps the visits of a person, made where missing.

    Parameters
    ----------
    data : Path
        The folder in which ``live`` keeps visits.
    person : str
        The pseudonym.

    Raises
    ------
    InputError
        It is no pseudonym.
    OSError
        The folder cannot be made.
    """
    folders = FolderArchive(data)
    folders.keep_person(person, None, now())
    return folders.folder_of(check_pseudonym(person))
