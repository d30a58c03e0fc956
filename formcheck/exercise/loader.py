"""Read exercise and prescription files: the only module of the pure core that touches the disk.

Every fault of a file comes in one message, its syntax aside: a file that is not TOML can only say where it stops being
so.
"""

from __future__ import annotations

import functools
from datetime import date, time
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.errors import ExerciseError, Fault
from formcheck.exercise.definition import Exercise, Prescription
from formcheck.exercise.documents import (
    Examined,
    Faults,
    examine_exercise,
    examine_numbers,
    examine_prescription,
    faultless,
    in_order,
    prefixed,
    prescription_document,
    prescription_from_document,
)
from formcheck.exercise.faults import did_you_mean, shown
from formcheck.exercise.schema import EXERCISE_WANTED
from formcheck.exercise.tables import Document
from formcheck.given import read_given, reason
from formcheck.parsing import MalformedError, parse_toml

__all__ = [
    "check_file",
    "exercise_ids",
    "load_exercise",
    "load_library",
    "load_prescription",
    "prescription_document",
    "prescription_from_document",
]


_EXERCISE_KEYS = frozenset({"id", "title", "summary", "nerve", "kind", "driver", "camera", "evidence", "unseen"})


def exercise_ids() -> tuple[str, ...]:
    """Return the ids of the library's exercises: the default first, the others in alphabetical order."""
    ids = {Path(file.name).stem for file in _library().iterdir() if file.name.endswith(".toml")}
    return (DEFAULT_EXERCISE, *sorted(ids - {DEFAULT_EXERCISE}))


@functools.cache
def load_library() -> tuple[Exercise, ...]:
    """Return all exercises of the library: the default first. They come with the program, so they are read once."""
    return tuple(load_exercise(one) for one in exercise_ids())


def load_exercise(id_or_path: str | Path) -> Exercise:
    """Load an exercise.

    Parameters
    ----------
    id_or_path : str or Path
        Id of an exercise of the library, or path of an exercise file. A Path is never taken for an id.

    Returns
    -------
    Exercise
        The exercise, free of faults.

    Raises
    ------
    ExerciseError
        If there is no such exercise, or its file has faults.

    Examples
    --------
    >>> load_exercise("tibial-slider-seated").end.knee_flexion
    Window(min=0.0, max=20.0)
    """
    file = _locate(id_or_path)
    return faultless(_examine_exercise(file, _read(file)), str(file))


def load_prescription(id_or_path: str | Path) -> Prescription:
    """Load a prescription: the exercise it names, with the prescription's numbers laid over.

    Parameters
    ----------
    id_or_path : str or Path
        Path of a prescription file. The id or file of an exercise will do as well: it prescribes that exercise as it
        is, for whichever leg moves.

    Returns
    -------
    Prescription
        All numbers to judge by.

    Raises
    ------
    ExerciseError
        If a file cannot be read or has faults, those of the exercise it names included.

    Examples
    --------
    >>> load_prescription("tibial-slider-seated").exercise.title
    'Tibial slider, seated'
    """
    file = _locate(id_or_path)
    return faultless(_examine(file), str(file))


def check_file(path: str | Path) -> Faults:
    """Find all faults of an exercise or prescription file.

    Parameters
    ----------
    path : str or Path
        The file. Its keys tell which of the two it is: an exercise has an ``id``, a ``title`` and so on, a prescription
        names its ``exercise``.

    Returns
    -------
    tuple of Fault
        In the order of the file; empty where there are none.
    """
    try:
        return _examine(Path(path)).faults
    except ExerciseError as error:
        return error.faults


def _library() -> Traversable:
    return resources.files("formcheck.exercise") / "library"


def _locate(id_or_path: str | Path) -> Traversable:
    """Return the file an id or a path stands for, whether or not it is there."""
    ids = exercise_ids()
    if isinstance(id_or_path, str) and id_or_path in ids:
        return _library() / f"{id_or_path}.toml"
    if isinstance(id_or_path, Path) or _is_path(id_or_path):
        return Path(id_or_path)
    fault = Fault("exercise", shown(id_or_path), EXERCISE_WANTED + did_you_mean(id_or_path, ids))
    raise ExerciseError(id_or_path, (fault,), next_step="`formcheck exercises` lists the library.")


def _read(file: Traversable) -> Document:
    """Return what a TOML file says, dates as text.

    Raises
    ------
    ExerciseError
        If it cannot be read or is not TOML.
    """
    try:
        content = read_given(file) if isinstance(file, Path) else file.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = Fault("file", f"a byte at {error.start} that is not UTF-8", "text saved as UTF-8")
        raise ExerciseError(str(file), (fault,)) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        raise ExerciseError(str(file), (Fault("file", reason(error), "a TOML file that can be read"),)) from error
    try:
        return _plain(parse_toml(text))
    except MalformedError as error:
        raise ExerciseError(str(file), (Fault(error.place, error.found, error.allowed),)) from error


def _plain(table: Document) -> Document:
    """Return a table with dates and times as texts, which nothing here may be."""
    return {name: _plain_value(value) for name, value in table.items()}


def _plain_value(value: object) -> object:
    match value:
        case dict():
            return _plain(value)
        case list():
            return [_plain_value(one) for one in value]
        case date() | time():
            return str(value)
        case _:
            return value


def _examine(file: Traversable) -> Examined[Prescription]:
    """Find what a file of either kind prescribes, and all its faults."""
    document = _read(file)
    if "exercise" not in document and _EXERCISE_KEYS & document.keys():
        exercise = _examine_exercise(file, document)
        return Examined(Prescription(exercise.value) if exercise.value else None, exercise.faults)
    base = _named_exercise(file, document)
    if base.value is not None:
        return examine_prescription(document, base.value)
    faults = examine_numbers(document, load_exercise(DEFAULT_EXERCISE))
    return Examined(None, in_order(document, faults + base.faults))


def _examine_exercise(file: Traversable, document: Document) -> Examined[Exercise]:
    """Find the exercise of a file, and all its faults."""
    if "exercise" in document:
        fault = Fault("exercise", shown(document["exercise"]), "no such key: an exercise is wanted, not a prescription")
        return Examined(None, (fault,))
    examined = examine_exercise(document)
    stem, name = Path(file.name).stem, document.get("id")
    if not _is_of_library(file) or not isinstance(name, str) or name == stem:
        return examined
    misnamed = Fault("id", shown(name), f"{shown(stem)}, as the file is called")
    return Examined(examined.value, in_order(document, (*examined.faults, misnamed)))


def _named_exercise(file: Traversable, document: Document) -> Examined[Exercise]:
    """Find the exercise a prescription names; neither it nor faults where the name itself is missing."""
    name = document.get("exercise")
    if not isinstance(name, str) or not name:
        return Examined(None, ())
    is_path = _is_path(name) and name not in exercise_ids()
    if is_path and Path(name).suffix.lower() != ".toml":  # whatever else is there is nobody's exercise, and not shown
        return Examined(None, (Fault("exercise", shown(name), "an id, or the path of a .toml file"),))
    try:
        return Examined(load_exercise(Path(str(file)).parent / name if is_path else name), ())
    except ExerciseError as error:
        return Examined(None, prefixed(f"exercise ({name}): ", error.faults) if is_path else error.faults)


def _is_path(name: str) -> bool:
    return "/" in name or bool(Path(name).suffix)


def _is_of_library(file: Traversable) -> bool:
    return Path(str(file)).resolve().parent == Path(str(_library())).resolve()
