"""What each number of a prescription means, where it comes from, and which change of it is a real one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from formcheck.apps.clinic.trying import number_in_words
from formcheck.exercise.definition import Prescription
from formcheck.exercise.demonstration import Ground, demonstrate
from formcheck.exercise.plan import Plan, make_plan
from formcheck.samples import Dof
from formcheck.session.progress import LEAST_DEG
from formcheck.words.catalogue import Words

_TIMES: Final = {
    "hold_s": "B",
    "hold_warn_s": "P",
    "max_hold_s": "B",
    "out_s": "B",
    "back_s": "B",
    "min_cycle_s": "A",
    "warn_cycle_s": "P",
    "min_stroke_s": "P",
    "max_speed_degps": "P",
    "cycle_s": "P",
}
"""By the name of a number, the grade of what is known of it (clinical reference, 1.3 and 3.1); its limit is ours."""

_OWN_ENDS: Final = {
    Dof.KNEE_FLEXION: ("driver", ("A", "P")),
    Dof.ANKLE_DORSIFLEXION: ("foot", ("A", "P")),
    Dof.THIGH_ELEVATION: ("thigh", ("P",)),
}
"""By the joint that drives the exercise, where its own end comes from, and the grade of that."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What is said of a number, or of a window's two.

    Parameters
    ----------
    means : str
        What it does, in plain words.
    grades : tuple of str
        Of what it rests on: A, B, M or P; P always, where the number itself is our own.
    source : str
        Where it comes from.
    change : str
        The smallest change that is a real one; empty where none is known.
    """

    means: str
    grades: tuple[str, ...]
    source: str
    change: str = ""


def explain(words: Words, prescription: Prescription, key: str) -> Explained:
    """Return what is to be said of a number.

    Parameters
    ----------
    words : Words
        The language.
    prescription : Prescription
        As it is prescribed, free of contradictions.
    key : str
        Its key, as in a file; of a window, that without ``.min`` and ``.max``.
    """
    table, _, name = key.rpartition(".")
    if table == "dose":
        return Explained(words("why-dose"), ("A", "P"), words("source-dose"))
    if name in {"driver_end_deg", "ankle_end_deg"}:
        return _own_end(words, make_plan(prescription), name)
    if name in _TIMES:
        return _time(words, prescription, name)
    return _window(words, make_plan(prescription), table, Dof(name))


def _time(words: Words, prescription: Prescription, name: str) -> Explained:
    kind = name.replace("_", "-")
    grades = tuple(dict.fromkeys((_TIMES[name], "P")))
    pace = prescription.exercise.tempo
    aim_s = pace.out_s + prescription.exercise.end.hold_s + pace.back_s
    return Explained(words(f"why-{kind}", aim=number_in_words(words, aim_s)), grades, words(f"source-{kind}"))


def _own_end(words: Words, plan: Plan, name: str) -> Explained:
    dof = plan.driver if name == "driver_end_deg" else Dof.ANKLE_DORSIFLEXION
    if dof not in plan.required:
        return Explained(words("why-ankle-idle"), ("P",), words("source-none"))
    means = words("why-own-end", from_deg=number_in_words(words, plan.required[dof]), is_own=_yes(plan.is_own(dof)))
    kind, grades = _OWN_ENDS[dof]
    if dof is Dof.ANKLE_DORSIFLEXION is not plan.driver:
        kind = "ankle"
    return Explained(means, grades, words(f"source-own-{kind}"), _change(words, dof))


def _window(words: Words, plan: Plan, table: str, dof: Dof) -> Explained:
    exercise = plan.exercise
    _, end, _ = exercise.phase_names
    if not table.endswith(f".{end}"):
        means = words("why-held") if dof in plan.held else words("why-rest", is_driver=_yes(dof is plan.driver))
        return Explained(means, ("P",), words("source-none"))
    if dof in plan.held:
        return Explained(words("why-held"), ("P",), words("source-none"), _change(words, dof))
    if dof not in plan.required:
        return Explained(words("why-free"), ("P",), words("source-none"))
    means = words("why-end", from_deg=number_in_words(words, plan.required[dof]), is_own=_yes(plan.is_own(dof)))
    source, grades = _source(plan, dof)
    return Explained(means, grades, words(source), _change(words, dof))


def _source(plan: Plan, dof: Dof) -> tuple[str, tuple[str, ...]]:
    is_seated = demonstrate(plan.prescription).ground is Ground.CHAIR
    if dof is Dof.KNEE_FLEXION and plan.sign < 0 and is_seated:
        return "source-slump", ("A", "P")
    if dof is Dof.ANKLE_DORSIFLEXION and plan.directions[dof] > 0:
        return "source-dorsiflexion", ("A", "M", "P")
    if dof is Dof.THIGH_ELEVATION:
        return "source-thigh", ("A", "P")
    return "source-none", ("P",)


def _change(words: Words, dof: Dof) -> str:
    least = LEAST_DEG.get(dof)
    return "" if least is None else words("why-change", least=number_in_words(words, least))


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
