"""What the page is made with: texts in the person's language, and what is known before it is opened."""

from __future__ import annotations

from dataclasses import asdict

from formcheck.apps.live.controller import VisitController
from formcheck.exercise.definition import Prescription
from formcheck.samples import Side
from formcheck.session.coaching.ranging import can_measure_range
from formcheck.session.coaching.safety import RedFlag
from formcheck.words.catalogue import Words, exercise_words


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
        "can_measure_range": can_measure_range(exercise),
        "interrupted": _interrupted(controller, words),
        "is_program_camera": setting.is_program_camera,
        "page_words": words.starting_with("js-"),
    }


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
