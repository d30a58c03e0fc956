"""The leaflet of a prescription: one page that the patient takes home, large enough to read from the chair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from typing import Final

from formcheck.exercise.definition import Prescription
from formcheck.exercise.demonstration import demonstrate
from formcheck.outputs.demonstration import picture
from formcheck.outputs.typeset import typeset
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.figures import number
from formcheck.words.names import leg_words

_TEMPLATE: Final = "leaflet.typ"
_PICTURES: Final = ("rest", "end", "back")


@dataclass(frozen=True, slots=True)
class Leaflet:
    """What a leaflet is made of. It bears no name.

    Parameters
    ----------
    pseudonym : str
        What the person is known by.
    number : int
        Which of the person's prescriptions it is.
    prescription : Prescription
        What is prescribed.
    author : str
        Who gave it.
    given_at : datetime
        When, with its zone.
    from_day : date
        From which day on it holds.
    """

    pseudonym: str
    number: int
    prescription: Prescription
    author: str
    given_at: datetime
    from_day: date


def make_leaflet(words: Words, leaflet: Leaflet, made_at: datetime) -> bytes:
    """Return the leaflet as a tagged PDF of one page.

    Parameters
    ----------
    words : Words
        The language it is in.
    leaflet : Leaflet
        What it is made of.
    made_at : datetime
        When it is made, with its zone.
    """
    prescription = leaflet.prescription
    shown = demonstrate(prescription)
    texts = _steps(words, prescription)
    postures = (shown.rest, shown.end, shown.back)
    pictures = {
        f"{name}.svg": picture(shown, angles, text).encode()
        for name, angles, text in zip(_PICTURES, postures, texts, strict=True)
    }
    return typeset(_TEMPLATE, _data(words, leaflet, texts), made_at, pictures)


def _data(words: Words, leaflet: Leaflet, steps: tuple[str, ...]) -> dict[str, object]:
    exercise = leaflet.prescription.exercise
    told = exercise_words(words, exercise)
    side = leaflet.prescription.side
    pace = exercise.tempo
    dose = exercise.dose
    given = {"by": leaflet.author, "when": words.full_date(leaflet.given_at.astimezone().date())}
    return {
        "language": words.language,
        "title": told.title,
        "leg": words("leaflet-either-leg") if side is None else leg_words(words, side),
        "steps": [
            {"picture": f"{name}.svg", "name": words(f"leaflet-{name}"), "text": text}
            for name, text in zip(_PICTURES, steps, strict=True)
        ],
        "foot_title": words("leaflet-foot"),
        "foot": told.foot,
        "how_often": {
            "title": words("leaflet-how-often"),
            "lines": [
                words("leaflet-dose", repetitions=dose.repetitions, sets=dose.sets),
                words("leaflet-a-day", times=dose.per_day),
                words("leaflet-no-more"),
            ],
        },
        "how_fast": {
            "title": words("leaflet-how-fast"),
            "lines": [
                words("leaflet-pace", out=_seconds(words, pace.out_s), back=_seconds(words, pace.back_s)),
                words("leaflet-hold", seconds=_seconds(words, exercise.end.hold_s) if exercise.end.hold_s else 0),
                words("leaflet-light"),
            ],
        },
        "note_title": words("leaflet-note", by=leaflet.author),
        "note": leaflet.prescription.note,
        "stop_title": words("leaflet-stop"),
        "stop": [words(key) for key in ("leaflet-stop-pain", "leaflet-stop-rise", "leaflet-stop-numb")],
        "before": words("leaflet-before"),
        "next": words("stop-next"),
        "emergency": words("leaflet-emergency"),
        "diagnosis": words("not-a-diagnosis"),
        "given": words("leaflet-given", day=words.full_date(leaflet.from_day), **given),
        "made": words(
            "leaflet-made",
            version=version("formcheck"),
            exercise=exercise.id,
            schema=exercise.schema_version,
            pseudonym=leaflet.pseudonym,
            number=leaflet.number,
        ),
        "picture_note": words("leaflet-picture"),
    }


def _steps(words: Words, prescription: Prescription) -> tuple[str, str, str]:
    told = exercise_words(words, prescription.exercise)
    return told.rest, told.end, told.back


def _seconds(words: Words, seconds: float) -> str:
    return number(seconds, 1, words.point).removesuffix(f"{words.point}0")
