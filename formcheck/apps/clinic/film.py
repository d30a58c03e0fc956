"""The film of a session: whether it is where it was and still the same, and its bytes for a browser to play."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import PLACE, Place, place_of, refused
from formcheck.apps.store.finding import Films, FilmState, FoundFilm
from formcheck.errors import FormcheckError, InputError
from formcheck.given import reason
from formcheck.parsing import MalformedError, parse_json
from formcheck.samples import SourceInfo
from formcheck.sources.opening import open_video
from formcheck.store.model import Film
from formcheck.store.room import locate_film, read_film

_LONGEST_PATH: Final = 4096
"""Letters of the path of a file; no system has longer ones that people type."""

_PLAYED_AS: Final = {".webm": "video/webm", ".mkv": "video/webm", ".ogv": "video/ogg", ".ogg": "video/ogg"}

SourceOf = Callable[[Place], SourceInfo]


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
