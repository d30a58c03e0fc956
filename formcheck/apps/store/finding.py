"""Looking for the film of a session: whether it is where it was, a film, and still the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from formcheck.errors import VideoError
from formcheck.sources.files import sha256_of
from formcheck.sources.opening import check_file, is_video
from formcheck.store.model import Film

_MOST_CHECKED: Final = 200
"""So many files are remembered to be what they should be."""

_Found = TypeVar("_Found")


class FilmState(StrEnum):
    """What is known of a film."""

    HERE = "here"
    NONE = "none"  # none was kept
    MOVED = "moved"  # it is not where it was
    OTHER = "other"  # what lies there is another file


@dataclass(frozen=True, slots=True)
class FoundFilm:
    """A film, looked for.

    Parameters
    ----------
    state : FilmState
        What was found.
    path : Path or None
        Where; None where no film was kept.
    """

    state: FilmState
    path: Path | None = None


class Films:
    """Looks for films, and remembers of those that were found that they are the right ones."""

    def __init__(self) -> None:
        self._hashes: dict[tuple[str, int, int], str] = {}
        self._videos: dict[tuple[str, int, int], bool] = {}
        self._lock = Lock()

    def find(self, film: Film | None, sha256: str) -> FoundFilm:
        """Return whether a film is where it was, and the same; a file is read once to tell.

        Parameters
        ----------
        film : Film or None
            Where it was; None where none was kept.
        sha256 : str
            Hash of the file that was measured, as hexadecimal digits; empty where it is not known.
        """
        if film is None:
            return FoundFilm(FilmState.NONE)
        path = Path(film.path)
        try:
            check_file(path)
            is_same = self._is_video(path) and (not sha256 or self.hash_of(path) == sha256)
        except (VideoError, OSError, ValueError):
            return FoundFilm(FilmState.MOVED, path)
        return FoundFilm(FilmState.HERE if is_same else FilmState.OTHER, path)

    def hash_of(self, path: Path) -> str:
        """Return the hash of a file that is there.

        Parameters
        ----------
        path : Path
            The file.

        Raises
        ------
        OSError
            It cannot be read.
        """
        return self._looked_up(self._hashes, path, sha256_of)

    def _is_video(self, path: Path) -> bool:
        return self._looked_up(self._videos, path, is_video)

    def _looked_up(
        self, known: dict[tuple[str, int, int], _Found], path: Path, look: Callable[[Path], _Found]
    ) -> _Found:
        """Return what is known of a file as it is now; it is looked at once."""
        about = path.stat()
        key = (str(path), about.st_size, about.st_mtime_ns)
        with self._lock:  # two who ask at once need not both read it
            if key not in known:
                while len(known) >= _MOST_CHECKED:
                    del known[next(iter(known))]
                known[key] = look(path)
            return known[key]
