"""The film of a session: whether it is where it was and still the same, and its bytes for a browser to play."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import PLACE, Place, place_of, refused
from formcheck.errors import FormcheckError, InputError, VideoError
from formcheck.given import reason
from formcheck.parsing import MalformedError, parse_json
from formcheck.samples import SourceInfo
from formcheck.sources.files import sha256_of
from formcheck.sources.opening import check_file, is_video, open_video
from formcheck.store.model import Film
from formcheck.store.room import locate_film, read_film

_MOST_CHECKED: Final = 200
"""So many files are remembered to be what they should be."""

_LONGEST_PATH: Final = 4096
"""Letters of the path of a file; no system has longer ones that people type."""

_PLAYED_AS: Final = {".webm": "video/webm", ".mkv": "video/webm", ".ogv": "video/ogg", ".ogg": "video/ogg"}


_Found = TypeVar("_Found")

SourceOf = Callable[[Place], SourceInfo]


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


def locate(clinic: Clinic, films: Films, place: Place, path: Path, info: SourceInfo, author: str) -> None:
    """Keep where a film is that was not where it had been.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    films : Films
        Looks at the file.
    place : Place
        Which session.
    path : Path
        Where somebody says it is.
    info : SourceInfo
        What the recording said of itself when it was measured.
    author : str
        Who says it.

    Raises
    ------
    FormcheckError
        It is not there, is no video, or another one than was measured.
    """
    if not path.is_absolute():
        raise InputError(
            "is no whole path.", where=str(path), next_step="Give it from the beginning, with all its folders."
        )
    try:
        open_video(path).close()
        found = films.hash_of(path)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {reason(error)}.", where=str(path)) from error
    if info.sha256 and found != info.sha256:
        raise InputError(
            "is another video than the one that was measured.",
            where=str(path),
            next_step="Name the file that was reviewed, as it was then: a copy will do, a converted one will not.",
        )
    locate_film(clinic.database, place.of, place.part, Film(str(path), found), clinic.clock(), author)


def routes(clinic: Clinic, films: Films, source_of: SourceOf) -> list[Route]:
    """Return the addresses of a film.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    films : Films
        Looks for films.
    source_of : callable
        Returns what the recording of a session said of itself when it was measured.
    """

    def found(place: Place) -> FoundFilm:
        return films.find(read_film(clinic.database, place.of, place.part), source_of(place).sha256)

    def about(request: Request) -> Response:
        try:
            film = found(place_of(request))
        except FormcheckError as error:
            return refused(error, 404)
        told = clinic.words(f"room-film-{film.state}", path=str(film.path or ""))
        return JSONResponse({"state": film.state, "told": told})

    def play(request: Request) -> Response:
        film = found(place_of(request))
        if film.state is not FilmState.HERE or film.path is None:
            return Response(status_code=404)
        return FileResponse(film.path, media_type=_PLAYED_AS.get(film.path.suffix.lower(), "video/mp4"))

    async def move(request: Request) -> Response:
        sent = await request.body()
        try:
            return await run_in_threadpool(moved, place_of(request), sent, clinic.author_of(request))
        except FormcheckError as error:
            return refused(error, 422)

    def moved(place: Place, sent: bytes, author: str) -> Response:
        locate(clinic, films, place, _path_in(sent), source_of(place), author)
        return JSONResponse({"state": FilmState.HERE, "told": ""})

    return [
        Route(f"{PLACE}/film", play, methods=["GET"]),
        Route(f"{PLACE}/film", move, methods=["POST"]),
        Route(f"{PLACE}/film/about", about),
    ]


def _is_text(path: str) -> bool:
    """Tell whether a path is one that a page can show again: halves of letters, as JSON may have them, cannot be."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in path


def _path_in(sent: bytes) -> Path:
    """Return the path that a page sends."""
    try:
        told = parse_json(sent.decode("utf-8"))
    except (MalformedError, UnicodeDecodeError) as error:
        raise InputError("is no path of a file.", where="the request") from error
    path = told.get("path") if isinstance(told, dict) else None
    if not isinstance(path, str) or not 0 < len(path.strip()) <= _LONGEST_PATH or not _is_text(path):
        raise InputError("is no path of a file.", where="the film", next_step="Type or paste where it is now.")
    return Path(path.strip())
