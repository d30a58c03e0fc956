"""What the page is made with: texts in the person's language, and what is known before it is opened."""

from __future__ import annotations

from dataclasses import asdict

from markupsafe import Markup

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.own_sensors import OwnSensors
from formcheck.exercise.definition import Prescription
from formcheck.samples import Side
from formcheck.session.coaching.calibrating import Calibrating
from formcheck.session.coaching.safety import RedFlag
from formcheck.session.coaching.strapping import StrapCheck
from formcheck.sources.imu.live.qr import qr_svg
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.sensors import place_words


def page_variables(controller: VisitController) -> dict[str, object]:
    """Return the variables of the page's template.

    Parameters
    ----------
    controller : VisitController
        The visit under way, and what the page was started with; it is only looked at.
    """
    setting = controller.setting
    words, prescription = setting.words, setting.prescription
    exercise = prescription.exercise
    sides = [prescription.side] if prescription.side else list(Side)
    return {
        "t": words,
        "language": words.language,
        "exercise": asdict(exercise_words(words, exercise)),
        "sides": [side.value for side in sides],
        "dose": asdict(exercise.dose),
        "red_flags": [(flag.value, words(f"red-flag-{flag}")) for flag in RedFlag],
        "has_last_visit": controller.course.history.has_visit,
        "last_range": _last_range(controller, prescription, words),
        "interrupted": _interrupted(controller, words),
        "camera": "sensors" if setting.sensors else "program" if setting.is_program_camera else "browser",
        "sensors": None if setting.sensors is None else _sensors(setting.sensors, words),
        "page_words": words.starting_with("js-"),
    }


def _sensors(sensors: OwnSensors, words: Words) -> dict[str, object]:
    """Return what the page shows of sensors: a row for each check and step, and a code for each phone."""
    names = {place: place_words(words, place) for place in sensors.places}
    checks = [
        (f"{place}-{check}", words(f"check-{check.replace('_', '-')}", place=name))
        for place, name in names.items()
        for check in StrapCheck
    ]
    steps = [(f"step-{task}", words(f"calibrate-step-{task}")) for task in Calibrating(sensors.places).steps]
    codes = [
        {"place": str(place), "text": words("record-scan", place=names[place]), "svg": _code(address)}
        for place, address in sensors.codes.items()
    ]
    return {"checks": checks, "steps": steps, "codes": codes, "who_sees": sensors.who_sees}


def _code(address: str) -> Markup:
    return Markup(qr_svg(address))  # noqa: S704 - made here, of an address of our own


def _last_range(controller: VisitController, prescription: Prescription, words: Words) -> str:
    measured = controller.setting.store.measured_on(prescription.exercise.id, prescription.side)
    return "" if measured is None else words.day(measured)


def _interrupted(controller: VisitController, words: Words) -> str:
    kept = controller.interrupted
    if kept is None:
        return ""
    visit = kept.visit
    number = min(visit.set_number, visit.dose.sets)
    return words("interrupted", set=number, good=visit.good_in_set(number), when=words.time(kept.last))
