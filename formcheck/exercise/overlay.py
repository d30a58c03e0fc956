"""What a prescription changes of its exercise: no more than that stands in its file."""

from __future__ import annotations

from formcheck.errors import InputError
from formcheck.exercise.definition import Exercise, Prescription
from formcheck.exercise.documents import examine_prescription, exercise_document, prescription_document
from formcheck.exercise.schema import OVERLAYS
from formcheck.exercise.tables import Document, table_at

Overlay = dict[str, object]
"""A prescription as its file holds it, table by table."""

_ANOTHER = "Prescribe it anew, by the exercise as it is now."


def overlay_of(prescription: Prescription, base: Exercise) -> Overlay:
    """Return a prescription as a file of it would hold it: the exercise by its name, and what differs from it.

    Parameters
    ----------
    prescription : Prescription
        Any prescription.
    base : Exercise
        The exercise as the file's reader will know it.

    Returns
    -------
    dict
        Windows that differ stand whole.
    """
    document = prescription_document(prescription)
    changed = {
        key: told
        for key in OVERLAYS
        if (told := _differing(table_at(document, "exercise", key), table_at(exercise_document(base), key)))
    }
    personal = {key: value for key, value in table_at(document, "personal").items() if value is not None}
    said: Overlay = {"schema_version": 1, "exercise": base.id}
    said |= {key: value for key in ("side", "note") if (value := document[key])}
    return said | ({"personal": personal} if personal else {}) | changed


def faithful_overlay(prescription: Prescription, base: Exercise) -> Overlay:
    """Return what a file of a prescription would hold, where reading it gives that prescription again.

    Parameters
    ----------
    prescription, base : Prescription and Exercise
        As for `overlay_of`.

    Raises
    ------
    InputError
        The exercise has become another one since it was prescribed.
    """
    said = overlay_of(prescription, base)
    read = examine_prescription(said, base).value
    if prescription.exercise.id != base.id or read is None or _judged_by(read) != _judged_by(prescription):
        raise InputError(
            "was prescribed by another version of this exercise.", where=prescription.exercise.id, next_step=_ANOTHER
        )
    return said


def _judged_by(prescription: Prescription) -> tuple[object, ...]:
    """Return all that a person is judged by, without the words around it."""
    document = exercise_document(prescription.exercise)
    told = [document[key] for key in (*OVERLAYS, "driver")]
    return (*told, prescription.side, prescription.personal, prescription.note)


def _differing(told: Document, base: Document) -> Overlay:
    """Return what differs of a table; a window that differs stands whole, to be read without the exercise beside it."""
    if told.keys() == {"min", "max"}:
        return dict(told) if told != base else {}
    found: Overlay = {}
    for key, value in told.items():
        if isinstance(value, dict):
            inner = _differing(value, table_at(base, key))
            if inner:
                found[key] = inner
        elif value is not None and value != base.get(key):
            found[key] = value
    return found
