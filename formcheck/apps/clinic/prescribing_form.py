"""The form of a prescription: what was typed into it, what it comes to, and what contradicts, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import isfinite
from typing import Final

from formcheck.apps.clinic.trying import limit_named, number_in_words, tell_faults
from formcheck.errors import Fault, InputError, Rule
from formcheck.events import Verdict
from formcheck.exercise.definition import Exercise, Prescription
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.overlay import Overlay, faithful_overlay
from formcheck.samples import Side
from formcheck.session.prescribing import MOST_A_DAY, USUAL_A_DAY, Wish, a_day, compose, numbers_of
from formcheck.session.rescoring import FOUND, Limit
from formcheck.store.people import Prescribing
from formcheck.validation.simulated.demonstrated import judge_demonstration
from formcheck.words.catalogue import Words
from formcheck.words.names import joint_word

LONGEST_NOTE: Final = 600
MOST_LINES: Final = 8
"""So much of a note has its place on the leaflet."""

_LONGEST: Final = 40
_FARTHEST: Final = timedelta(days=366)
_LAST: Final = "last"
_SHOWN: Final = 2  # repetitions of the figure before the judge


@dataclass(frozen=True, slots=True)
class Basis:
    """What a form begins from.

    Parameters
    ----------
    exercise : Exercise
        As the library has it.
    number : int
        Of the prescription that is gone on from; 0 for the exercise as it is.
    given : Prescription or None
        That prescription.
    said : dict
        What it changes of the exercise.
    """

    exercise: Exercise
    number: int = 0
    given: Prescription | None = None
    said: Overlay = field(default_factory=dict)

    @property
    def prescription(self) -> Prescription:
        """What the fields show at first."""
        return self.given or Prescription(self.exercise)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields.

    Parameters
    ----------
    side, from_day, note : str
        As the form has them.
    numbers : mapping of str to str
        By their keys, as in a file.
    """

    side: str
    from_day: str
    note: str
    numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What typed fields come to.

    Parameters
    ----------
    prescription : Prescription or None
        None where anything contradicts.
    from_day : date or None
        From when it holds.
    faults : mapping of str to tuple of str
        What is wrong, by the names of the fields.
    general : tuple of str
        What is wrong beside any field.
    told : str
        The outcome in a sentence.
    warnings : tuple of str
        What may stand, and should be looked at twice.
    """

    prescription: Prescription | None
    from_day: date | None
    faults: Mapping[str, tuple[str, ...]]
    general: tuple[str, ...]
    told: str
    warnings: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it may be given."""
        return self.prescription is not None and self.from_day is not None


def basis_of(exercise: str, origin: str, given: list[Prescribing]) -> Basis:
    """Return what a form begins from.

    Parameters
    ----------
    exercise : str
        Id of an exercise of the library; empty for that of the prescription that is gone on from.
    origin : str
        ``last``, or the number of an earlier prescription; empty for none. One of another exercise does not count.
    given : list of Prescribing
        All prescriptions of the person.

    Raises
    ------
    InputError
        There is no such exercise or prescription, or it cannot be gone on from.
    """
    numbers = {str(number): number for number in range(1, len(given) + 1)} | {_LAST: len(given)}
    number = numbers.get(origin, 0)
    if origin not in {"", "0", _LAST} and not 0 < number <= len(given):
        raise InputError("is no prescription of this person.", where=origin[:_LONGEST])
    earlier = given[number - 1].prescription if 0 < number <= len(given) else None
    wanted = exercise or ("" if earlier is None else earlier.exercise.id)
    if wanted not in exercise_ids():
        raise InputError("is no exercise of the library.", where=wanted[:_LONGEST], next_step="Choose another one.")
    base = load_exercise(wanted)
    if earlier is None or earlier.exercise.id != base.id:
        return Basis(base)
    return Basis(base, number, earlier, faithful_overlay(earlier, base))


def typed_at_first(basis: Basis, today: date, asked: Mapping[str, str]) -> Typed:
    """Return what stands in the fields when the form is opened.

    Parameters
    ----------
    basis : Basis
        What it begins from.
    today : date
        Today: from when it holds, if nobody says otherwise.
    asked : mapping of str to str
        What the address asks for: a side, and numbers by their keys.
    """
    numbers = {key: "" if value is None else f"{value:g}" for key, value in numbers_of(basis.prescription).items()}
    side = asked.get("side", "" if basis.given is None else str(basis.given.side or FOUND))
    note = "" if basis.given is None else basis.given.note
    return Typed(
        side, today.isoformat(), note, {key: asked.get(key, value)[:_LONGEST] for key, value in numbers.items()}
    )


def typed_in(basis: Basis, form: Mapping[str, str]) -> Typed:
    """Return what somebody typed.

    Parameters
    ----------
    basis : Basis
        What the form began from.
    form : mapping of str to str
        What the browser sent.
    """
    numbers = {key: form.get(key, "")[:_LONGEST] for key in numbers_of(basis.prescription)}
    return Typed(form.get("side", ""), form.get("from_day", "")[:_LONGEST], form.get("note", ""), numbers)


def told_of(faults: Mapping[str, tuple[str, ...]], fields: Sequence[str]) -> str:
    """Return what is wrong with fields that stand together, each thing once.

    Parameters
    ----------
    faults : mapping of str to tuple of str
        As of `Checked`.
    fields : sequence of str
        Their names.
    """
    return " ".join(dict.fromkeys(told for name in fields for told in faults.get(name, ())))


def check(words: Words, basis: Basis, typed: Typed, today: date) -> Checked:
    """Return what typed fields come to: the prescription, or all that contradicts, each at its field.

    Parameters
    ----------
    words : Words
        The language.
    basis : Basis
        What the form began from.
    typed : Typed
        What stands in the fields.
    today : date
        Today.
    """
    day = _day(typed.from_day, today)
    around = _faults_around(words, typed, day)
    side = Side(typed.side) if typed.side in set(Side) else None
    note = "\n".join(line.strip() for line in typed.note.strip().splitlines())
    wish = Wish(side, note, {key: read_number(value) for key, value in typed.numbers.items()})
    examined = compose(basis.exercise, basis.said, wish)
    told, general = _by_field(words, basis, examined.faults)
    count = len(examined.faults) + len(around)
    if count or examined.value is None:
        return Checked(None, day, told | around, tuple(general), words("prescribe-refused", count=count))
    dose = examined.value.exercise.dose
    much = words("prescribe-much", count=a_day(dose), most=USUAL_A_DAY)
    warnings = (much,) if a_day(dose) > USUAL_A_DAY else ()
    checked = Checked(examined.value, day, {}, (), words("prescribe-checked"), warnings)
    return checked if _is_known(basis, examined.value) else _judged(words, checked, examined.value)


def _is_known(basis: Basis, prescription: Prescription) -> bool:
    """Tell whether the figure was judged before: tests do so for the library, and what was given was checked then."""
    known = (Prescription(basis.exercise), basis.prescription)
    return any((one.exercise, one.personal) == (prescription.exercise, prescription.personal) for one in known)


def _judged(words: Words, checked: Checked, prescription: Prescription) -> Checked:
    """Return the outcome with what the engine says of the prescription's own figure."""
    verdicts = judge_demonstration(prescription, _SHOWN)
    if verdicts == (Verdict.GOOD,) * _SHOWN:
        return checked
    if verdicts == (Verdict.NOT_MEASURABLE,) * _SHOWN:
        return replace(checked, warnings=(*checked.warnings, words("prescribe-never-good")))
    verdict = next((one for one in verdicts if one is not Verdict.GOOD), None)
    why = words("prescribe-figure-none") if verdict is None else words("prescribe-figure", verdict=verdict)
    return replace(checked, prescription=None, general=(why,), told=words("prescribe-refused", count=1))


def _faults_around(words: Words, typed: Typed, day: date | None) -> dict[str, tuple[str, ...]]:
    faults: dict[str, tuple[str, ...]] = {}
    if day is None:
        faults["from_day"] = (words("prescribe-fault-day"),)
    if typed.side not in {*Side, FOUND}:
        faults["side"] = (words("prescribe-fault-side"),)
    if len(typed.note) > LONGEST_NOTE or len(typed.note.splitlines()) > MOST_LINES:
        faults["note"] = (words("prescribe-fault-note", most=LONGEST_NOTE, lines=MOST_LINES),)
    return faults


def _day(typed: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        return None
    return day if abs(day - today) <= _FARTHEST else None


def read_number(typed: str) -> Limit:
    """Return a number as somebody typed it, with comma or point and any minus; None for nothing, text that is none.

    Parameters
    ----------
    typed : str
        What stands in a field.
    """
    told = typed.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not told:
        return None
    try:
        number = float(told)
    except ValueError:
        return typed.strip()[:_LONGEST]
    return number if isfinite(number) else typed.strip()[:_LONGEST]


def _by_field(words: Words, basis: Basis, faults: tuple[Fault, ...]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return what contradicts by the names of fields, both fields of two that do; and what has no field."""
    known = numbers_of(basis.prescription)
    found: dict[str, dict[str, None]] = {}
    general: list[str] = []
    for fault in faults:
        for key, told in (*_places(words, basis, fault), *_others(words, basis, fault)):
            fields = [name for name in known if name == key or name.startswith(f"{key}.")]
            if not fields:
                general.append(f"{key}: {told}")
            for name in fields:
                found.setdefault(name, {})[told] = None
    return {name: tuple(told) for name, told in found.items()}, general


def _others(words: Words, basis: Basis, fault: Fault) -> list[tuple[str, str]]:
    """Return what is told at the other field of two that contradict each other."""
    exercise, ruled, known = basis.exercise, fault.ruled, numbers_of(basis.prescription)
    if ruled is None or fault.key in {"tempo", "dose"}:
        return []
    other = ruled.other
    rest, end, _ = exercise.phase_names
    if ruled.rule is Rule.OUTSIDE:  # of where the driver rests
        other = f"phases.{rest}.{exercise.driver}"
        if fault.key not in {f"phases.{end}.{exercise.driver}", "personal.driver_end_deg"}:
            return []
    if other not in known and ruled.rule is not Rule.OUTSIDE:
        return []
    key = fault.key if fault.key in known else f"{fault.key}.min"
    heading, label = limit_named(words, key, exercise.driver)
    named = label if fault.key in known else joint_word(words, exercise.driver)
    return [(other, words("prescribe-fault-other", limit=f"{heading}: {named}"))] if key in known else []


def _places(words: Words, basis: Basis, fault: Fault) -> list[tuple[str, str]]:
    """Return at which fields a fault is told, and how."""
    if fault.key == "dose":
        return [("dose", words("prescribe-fault-dose", most=MOST_A_DAY))]
    if fault.key == "tempo" and fault.ruled is not None:
        _, end, _ = basis.exercise.phase_names
        least = number_in_words(words, fault.ruled.numbers[0])
        told = words("prescribe-fault-pace", least=least)
        return [(key, told) for key in ("tempo.out_s", "tempo.back_s", f"phases.{end}.hold_s", fault.ruled.other)]
    known, driver = numbers_of(basis.prescription), basis.exercise.driver
    return [(one.key, one.told) for one in tell_faults(words, driver, known, [fault])]
