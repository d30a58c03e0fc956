"""The review room: a session against its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from formcheck.apps.clinic import film
from formcheck.apps.clinic.bands import Json, panels
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.differing import looked_words, made_by, result_name
from formcheck.apps.clinic.looking import look_at
from formcheck.apps.clinic.places import PLACE, Place, address_of, place_of, refused
from formcheck.apps.clinic.rows import Result, read_result
from formcheck.apps.clinic.state import state_of
from formcheck.apps.clinic.stills import OpenFilm, OpenFilms
from formcheck.apps.clinic.tracing import Progress, Tracing
from formcheck.apps.store.finding import Films, FilmState
from formcheck.errors import FormcheckError, InputError
from formcheck.samples import SourceInfo
from formcheck.session.coaching.safety import Halt
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import read_part
from formcheck.store.names import SESSION_DOCUMENT
from formcheck.store.room import PartKey, Surroundings, read_film, read_surroundings
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.names import leg_words, phase_word

_MOST_ABOUTS = 64


@dataclass(frozen=True, slots=True)
class PartLink:
    """A session of the same visit, as a link."""

    href: str
    label: str
    is_here: bool


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of a session.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """
    room = _Room(clinic)
    return [
        Route(PLACE, room.page),
        Route(f"{PLACE}/traces", room.traces),
        Route(f"{PLACE}/frame/{{number:int}}.jpg", room.frame),
        *film.routes(clinic, room.films, room.source_of),
    ]


class _Room:
    """Answers what the page of a session asks for."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic, self.films = clinic, Films()
        self._open, self._tracing = OpenFilms(), Tracing(clinic)
        self._sources: dict[Place, SourceInfo] = {}

    def page(self, request: Request) -> Response:
        """Return the page: whole without a script but for the player."""
        clinic, place = self._clinic, place_of(request)
        look = look_at(clinic.database, place)
        shown = look.shown
        around = read_surroundings(clinic.database, place.of, place.part, place.opinion)
        self._remember(place, shown.source)
        return clinic.page(
            "room.html.jinja",
            200,
            pseudonym=place.of.person,
            person_link=f"/person/{quote(place.of.person)}",
            export_link=f"/person/{quote(place.of.person, safe='')}/export?visit={quote(place.of.key, safe='')}",
            parts=tuple(_part_links(clinic.words, place, around.parts)),
            older=_link(place, around.older),
            newer=_link(place, around.newer),
            heading=_heading(clinic.words, around, look.first, place),
            facts=tuple(_facts(clinic.words, around, shown)),
            looked=looked_words(clinic.words, look),
            opinion_name=result_name(clinic.words, place.opinion) if place.opinion else "",
            state=asdict(state_of(look, clinic.words)),
            data=_data(clinic.words, place, shown, around),
        )

    def traces(self, request: Request) -> Response:
        """Return the traces, or how far they are."""
        try:
            found = self._tracing.get(place_of(request), self._clinic.author_of(request))
        except FormcheckError as error:
            return refused(error, 404)
        if isinstance(found, Progress):
            return JSONResponse({"done": found.done, "frames": found.frames}, 202)
        return Response(found, media_type="application/octet-stream")

    def frame(self, request: Request) -> Response:
        """Return the picture that was decoded as a frame, or say that it cannot be found; never another one."""
        try:
            picture = self._picture(place_of(request), int(request.path_params["number"]))
        except FormcheckError as error:
            return refused(error, 404)
        return Response(picture, media_type="image/jpeg")

    def source_of(self, place: Place) -> SourceInfo:
        """Return what the recording of a session said of itself when it was measured."""
        if place not in self._sources:
            content = read_part(self._clinic.database, place.of, place.folder, SESSION_DOCUMENT)
            self._remember(place, read_result(content, place.folder or SESSION_DOCUMENT).source)
        return self._sources[place]

    def _remember(self, place: Place, source: SourceInfo) -> None:
        while len(self._sources) >= _MOST_ABOUTS:
            self._sources.pop(next(iter(self._sources)), None)
        self._sources[place] = source

    def _picture(self, place: Place, number: int) -> bytes:
        source = self.source_of(place)
        found = self.films.find(read_film(self._clinic.database, place.of, place.part), source.sha256)
        times = self._tracing.times(place)
        path = found.path
        if found.state is not FilmState.HERE or path is None or times is None:
            raise InputError("has no film where it was.", where=place.part or "this session")
        return self._open.get(f"{place} {path}", lambda: OpenFilm(path, source, times)).jpeg(number)


def _data(words: Words, place: Place, result: Result, around: Surroundings) -> dict[str, Json]:
    """Return what the player of the page needs to know."""
    source = result.source
    prescribed = [result.prescription] if result.prescription is not None else []
    prescribed += [one.prescription for one in result.later]
    phases = dict.fromkeys(name for one in prescribed for name in one.exercise.phase_names)
    return {
        "place": address_of(place.recorded),
        "asked": f"?opinion={quote(place.opinion, safe='')}" if place.opinion else "",
        "has_record": around.has_record,
        "has_film": around.film is not None,
        "film_path": "" if around.film is None else around.film.path,
        "film_begins": not source.sha256,
        "source": {
            "speed": source.speed,
            "turned_deg": source.turned_deg,
            "is_mirrored": source.is_mirrored,
            "cut_px": list(source.cut_px or (0, 0, 0, 0)),
        },
        "panels": panels(words, result),
        "phases": [[name, phase_word(words, name)] for name in phases],  # in order: keys would be sorted
    }


def _href(person: str, to: PartKey) -> str:
    return address_of(Place(VisitKey(person, to.key), to.part))


def _link(place: Place, to: PartKey | None) -> str:
    """Return the address of another session of the same person; empty where there is none."""
    return "" if to is None else _href(place.of.person, to)


def _part_links(words: Words, place: Place, parts: tuple[PartKey, ...]) -> Iterator[PartLink]:
    for one in parts:
        yield PartLink(_href(place.of.person, one), _part_name(words, one), one.part == place.part)


def _part_name(words: Words, one: PartKey) -> str:
    if one.set_number is None:
        return one.part or words("room-recording")
    return words("room-set", number=one.set_number) if one.set_number else words("room-practice")


def _heading(words: Words, around: Surroundings, result: Result, place: Place) -> str:
    """Return when it was, and which part of the visit."""
    at = result.source.recorded_at or around.began_at
    here = next((one for one in around.parts if one.part == place.part), None)
    told = [words.moment(at.astimezone()) if at is not None else words("room-no-time")]
    if here is not None and here.set_number is not None:
        told.append(_part_name(words, here))
    if place.opinion:
        told.append(result_name(words, place.opinion))
    return ", ".join(told)


def _facts(words: Words, around: Surroundings, result: Result) -> Iterator[str]:
    """Yield what is to be known before a verdict is doubted."""
    if result.prescription is not None:
        yield exercise_words(words, result.prescription.exercise).title
    if result.side is not None:
        yield leg_words(words, result.side)
    if around.pain_before is not None or around.pain_after is not None:
        told = [words("room-not-asked") if one is None else str(one) for one in (around.pain_before, around.pain_after)]
        yield words("room-pain", before=told[0], after=told[1])
    if around.halt:
        yield words(f"room-halt-{Halt(around.halt).name.lower().replace('_', '-')}")
    if result.software is not None:
        yield made_by(words, result)
    yield result.source.name
