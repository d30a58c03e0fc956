"""What the pages tell of a prescription, read from its document without the rest of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pydantic import TypeAdapter

from formcheck.exercise.definition import Dose


@dataclass(frozen=True, slots=True)
class PrescribedExercise:
    """What the pages need of a prescribed exercise; as of `formcheck.exercise.definition.Exercise`."""

    id: str
    title: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Prescribed:
    """What the pages need of a prescription; as of `formcheck.exercise.definition.Prescription`."""

    exercise: PrescribedExercise
    side: str | None = None
    note: str = ""


_PRESCRIBED: Final = TypeAdapter(Prescribed)


@lru_cache(maxsize=1024)
def read_prescribed(document: str) -> Prescribed:
    """Return what the pages tell of a prescription.

    Parameters
    ----------
    document : str
        As the store keeps it.
    """
    return _PRESCRIBED.validate_json(document)
