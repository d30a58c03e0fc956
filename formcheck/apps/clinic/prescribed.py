"""A prescription that was given: its page, its file for the patient's computer, and its leaflet."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.people import address_of
from formcheck.apps.clinic.places import PRESCRIPTION
from formcheck.apps.clinic.prescribe import figure_parts, given_one, prescription_address
from formcheck.apps.clinic.telling import title_of
from formcheck.apps.clinic.trying import limit_named, number_in_words, unit_of
from formcheck.errors import InputError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.demonstration import demonstrate
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.outputs.leaflet import Leaflet, make_leaflet
from formcheck.outputs.prescription_file import write_prescription
from formcheck.session.prescribing import numbers_of
from formcheck.store.people import samples
from formcheck.words.catalogue import Words
from formcheck.words.language import LANGUAGES
from formcheck.words.names import leg_words

_TOML = "application/toml"


class _Giver:
    """Answers what is asked for of a prescription."""

    def __init__(self, clinic: Clinic) -> None:
        self._clinic = clinic

    def page(self, request: Request) -> Response:
        """Return the page of a prescription."""
        words, pseudonym, number = self._clinic.words, _pseudonym(request), _number(request)
        given = given_one(self._clinic, pseudonym, number)
        with self._clinic.database.reading() as connection:
            is_sample = pseudonym in samples(connection)
        prescription = given.prescription
        exercise = prescription.exercise
        pace = exercise.tempo
        told = {name: number_in_words(words, value) for name, value in (("out", pace.out_s), ("back", pace.back_s))}
        hold = exercise.end.hold_s
        return self._clinic.page(
            "prescription.html.jinja",
            pseudonym=pseudonym,
            number=number,
            person=address_of(pseudonym),
            address=prescription_address(pseudonym, number),
            title=title_of(words, exercise.id, exercise.title),
            side="" if prescription.side is None else leg_words(words, prescription.side),
            given=given,
            when=words.moment(given.given_at.astimezone()),
            day=words.full_date(given.from_day),
            dose=words(
                "person-dose",
                repetitions=exercise.dose.repetitions,
                sets=exercise.dose.sets,
                per_day=exercise.dose.per_day,
            ),
            pace=words("prescription-pace", hold=number_in_words(words, hold) if hold else 0, **told),
            differing=_differing(words, prescription),
            figure=figure_parts(words, demonstrate(prescription), prescription),
            languages=LANGUAGES,
            file_name=_file_name(pseudonym),
            is_of_library=exercise.id in exercise_ids(),
            is_sample=is_sample,
        )

    def file(self, request: Request) -> Response:
        """Return the file that ``formcheck live --prescription`` reads."""
        words, pseudonym = self._clinic.words, _pseudonym(request)
        given = given_one(self._clinic, pseudonym, _number(request))
        head = (
            f"{pseudonym}, {words('prescription-since', day=given.from_day.isoformat())}",
            words("prescription-given", by=given.author, when=words.moment(given.given_at.astimezone())),
        )
        return _attached(write_prescription(words, given.prescription, head).encode(), _TOML, _file_name(pseudonym))

    def leaflet(self, request: Request) -> Response:
        """Return the leaflet, in the language of the pages or the one that is asked for."""
        pseudonym, number = _pseudonym(request), _number(request)
        given = given_one(self._clinic, pseudonym, number)
        asked = str(request.query_params.get("language", self._clinic.words.language))
        if asked not in LANGUAGES:
            raise InputError("is no language of this program.", where=asked[:40], next_step=", ".join(LANGUAGES))
        words = self._clinic.words if asked == self._clinic.words.language else Words(asked)
        told = Leaflet(pseudonym, number, given.prescription, given.author, given.given_at, given.from_day)
        name = f"{_file_name(pseudonym).removesuffix('.toml')}-{asked}.pdf"
        return _attached(make_leaflet(words, told, self._clinic.clock()), "application/pdf", name, "inline")


def _pseudonym(request: Request) -> str:
    return str(request.path_params["pseudonym"])


def _number(request: Request) -> int:
    return int(request.path_params["number"])


def _file_name(pseudonym: str) -> str:
    return f"{pseudonym.replace(' ', '-')}.toml"


def _attached(content: bytes, kind: str, name: str, how: str = "attachment") -> Response:
    headers = {"Content-Disposition": f"{how}; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=kind, headers=headers)


def _differing(words: Words, prescription: Prescription) -> list[str]:
    """Return the numbers that differ from those of the library, in words."""
    exercise = prescription.exercise
    own = numbers_of(Prescription(load_exercise(exercise.id))) if exercise.id in exercise_ids() else {}
    told = []
    for key, value in numbers_of(prescription).items():
        if value is None or value == own.get(key):
            continue
        heading, label = limit_named(words, key, exercise.driver)
        unit = unit_of(words, key)
        shown = [
            words("window-free")
            if one is None
            else f"{number_in_words(words, one)}{'' if unit in {'', '°'} else ' '}{unit}"
            for one in (value, own.get(key))
        ]
        if own.get(key) is None:
            told.append(f"{heading}, {label}: {shown[0]}")
        else:
            told.append(words("prescription-number", label=f"{heading}, {label}", value=shown[0], own=shown[1]))
    return told


def routes(clinic: Clinic) -> list[Route]:
    """Return the addresses of prescriptions that were given.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """
    giver = _Giver(clinic)
    return [
        Route(f"{PRESCRIPTION}.toml", giver.file),
        Route(f"{PRESCRIPTION}/leaflet", giver.leaflet),
        Route(PRESCRIPTION, giver.page),
    ]
