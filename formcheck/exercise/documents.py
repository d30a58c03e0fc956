"""Exercises and prescriptions as documents: the plain tables that files and session records hold.

A record is checked exactly as a file is: what comes out of here is free of faults, or every fault is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import ExerciseError, Fault
from formcheck.exercise import schema as schemas
from formcheck.exercise.anatomy import personal_faults, turned_faults
from formcheck.exercise.checks import contradictions, own_faults
from formcheck.exercise.definition import Exercise, Prescription
from formcheck.exercise.faults import type_faults, unknown_key_fault
from formcheck.exercise.tables import Document, table_at

Faults = tuple[Fault, ...]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Examined(Generic[_T]):
    """What a document describes, and what is wrong with it.

    Parameters
    ----------
    value : object or None
        None where types or ranges are wrong.
    faults : tuple of Fault
        In the order of the document; empty where the value may be used.
    """

    value: _T | None
    faults: Faults


def prescription_document(prescription: Prescription) -> dict[str, object]:
    """Return a prescription, its exercise included, as a JSON-able document that needs no other file.

    The order of ``exercise.phases`` carries meaning: whoever writes the document must not sort its keys.

    Parameters
    ----------
    prescription : Prescription
        Any prescription.

    Returns
    -------
    dict
        Every field; enumerations as their words, what is not set as None.
    """
    document: dict[str, object] = schemas.prescription_adapter().dump_python(prescription, mode="json")
    return document


def exercise_document(exercise: Exercise) -> Document:
    """Return an exercise as a JSON-able document.

    Parameters
    ----------
    exercise : Exercise
        Any exercise.
    """
    plain: dict[str, object] = schemas.exercise_adapter().dump_python(exercise, mode="json")
    return plain


def prescription_from_document(document: Document) -> Prescription:
    """Return the prescription a document describes: the exact inverse of `prescription_document`.

    Parameters
    ----------
    document : mapping
        As made by `prescription_document`; may have been written and read as JSON since.

    Returns
    -------
    Prescription
        Equal to the one the document was made of.

    Raises
    ------
    ExerciseError
        If the document has faults.
    """
    adapter = schemas.prescription_adapter()
    parsed = _parse(adapter, adapter.json_schema, document)
    inner = prefixed("exercise.", contradictions(table_at(document, "exercise")))
    return faultless(_with_faults(document, parsed, inner), "prescription document")


def examine_exercise(document: Document) -> Examined[Exercise]:
    """Find the exercise a document describes, and all its faults.

    Parameters
    ----------
    document : mapping
        An exercise, perhaps malformed.

    Returns
    -------
    Examined of Exercise
        The exercise where types and ranges are right, and every fault.
    """
    parsed = _parse(schemas.exercise_adapter(), schemas.exercise_schema, document)
    return _with_faults(document, parsed, contradictions(document))


def examine_prescription(document: Document, base: Exercise) -> Examined[Prescription]:
    """Lay a prescription's numbers over an exercise, and examine the outcome as a whole.

    Parameters
    ----------
    document : mapping
        A prescription file, perhaps malformed.
    base : Exercise
        The exercise it names.

    Returns
    -------
    Examined of Prescription
        The prescription where types and ranges are right, and every fault.
    """
    header = _examine_header(document)
    strangers = [name for name in table_at(document, "phases") if name not in base.phases]
    unknown = tuple(unknown_key_fault(f"phases.{name}", base.phase_names) for name in strangers)
    plain = exercise_document(base)
    merged = _merged(document, plain, strangers)
    exercise = examine_exercise(merged)
    sense = (
        *_phase_faults(document, plain, strangers),
        *turned_faults(merged, plain),
        *personal_faults(table_at(document, "personal"), merged),
    )
    faults = in_order(document, _each_once(header.faults + unknown + exercise.faults + sense))
    if header.value is None or exercise.value is None:
        return Examined(None, faults)
    own = header.value
    return Examined(Prescription(exercise.value, own.side, own.personal, own.note), faults)


def examine_numbers(document: Document, some: Exercise) -> Faults:
    """Find the faults of a prescription whose exercise is not known, as far as they can be told without it.

    Parameters
    ----------
    document : mapping
        A prescription file, perhaps malformed.
    some : Exercise
        Any exercise without faults, for the shape of what is laid over one.
    """
    plain = exercise_document(some)
    numbers = {key: value for key, value in document.items() if key != "phases"}
    parsed = _parse(schemas.exercise_adapter(), schemas.exercise_schema, _merged(numbers, plain, ()))
    names = list(table_at(document, "phases"))
    found = _examine_header(document).faults + parsed.faults + _phase_faults(document, plain, names)
    return in_order(document, _each_once(found + own_faults(document)))


def _examine_header(document: Document) -> Examined[schemas.PrescriptionHeader]:
    own = {key: value for key, value in document.items() if key not in schemas.OVERLAYS}
    return _parse(schemas.header_adapter(), schemas.prescription_schema, own)


def _phase_faults(document: Document, base: Document, names: Sequence[str]) -> Faults:
    """Find wrong types in phases that the exercise does not have; they may only be spelt wrongly."""
    phases = table_at(document, "phases")
    some = next(iter(table_at(base, "phases").values()), {})
    filled = {name: _laid_over(some, table_at(phases, name)) for name in names} if isinstance(some, Mapping) else {}
    return _parse(schemas.exercise_adapter(), schemas.exercise_schema, {**base, "phases": filled}).faults


def _each_once(faults: Faults) -> Faults:
    return tuple(dict.fromkeys(faults))


def faultless(examined: Examined[_T], where: str) -> _T:
    """Return what was examined if nothing is wrong with it.

    Parameters
    ----------
    examined : Examined
        What was found of a document.
    where : str
        What to call the document in a message: a path, or what it is.

    Raises
    ------
    ExerciseError
        If there are faults; `where` says in what.
    """
    if examined.value is None or examined.faults:
        raise ExerciseError(where, examined.faults, next_step="docs/exercise-format.md explains every key.")
    return examined.value


def prefixed(prefix: str, faults: Faults) -> Faults:
    """Return faults of an inner document with keys as seen from the outer one.

    Parameters
    ----------
    prefix : str
        What stands before each key, with its dot, such as ``exercise.``.
    faults : tuple of Fault
        Faults with keys as in the inner document.
    """
    return tuple(replace(fault, key=prefix + fault.key) for fault in faults)


def in_order(document: Document, faults: Faults) -> Faults:
    """Return faults in the order in which their keys stand in the document; missing keys after their neighbours.

    Parameters
    ----------
    document : mapping
        Where the faults were found.
    faults : tuple of Fault
        In any order; those of one key keep theirs.
    """
    return tuple(sorted(faults, key=lambda fault: _place(document, fault.key)))


def _place(document: Document, key: str) -> list[int]:
    """Return where a key stands: its number among its neighbours, level by level."""
    place: list[int] = []
    table = document
    for part in key.replace("[", ".").split("."):
        names = list(table)
        if part not in names:
            return [*place, len(names)]
        place.append(names.index(part))
        table = table_at(table, part)
    return place


def _parse(adapter: TypeAdapter[_T], schema: Callable[[], Document], document: Document) -> Examined[_T]:
    """Validate strictly, by way of JSON: enumerations are words there, and 20 is as good as 20.0, but "20" is not.

    The schema is made only where there is a fault to word: making it takes longer than all the rest.
    """
    try:
        return Examined(adapter.validate_json(json.dumps(document), strict=True), ())
    except ValidationError as error:
        return Examined(None, type_faults(error, schema()))


def _with_faults(document: Document, examined: Examined[_T], faults: Faults) -> Examined[_T]:
    return Examined(examined.value, in_order(document, examined.faults + faults))


def _merged(document: Document, base: Document, strangers: Sequence[str]) -> Document:
    overlay = {key: document[key] for key in schemas.OVERLAYS if key in document}
    if strangers:
        phases = table_at(overlay, "phases")
        overlay["phases"] = {name: phase for name, phase in phases.items() if name not in strangers}
    return _laid_over(base, overlay)


def _laid_over(base: Document, overlay: Document) -> dict[str, object]:
    """Return `base` with the entries of `overlay`, table by table."""
    result = dict(base)
    for key, value in overlay.items():
        below = base.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = _laid_over(table_at(base, key), table_at(overlay, key)) if both else value
    return result
