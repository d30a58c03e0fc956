"""The shape of exercise and prescription files, as pydantic adapters and as JSON Schemas for editors.

Both come from the dataclasses of :mod:`formcheck.exercise.definition`; nothing is written down twice. The copies in
``library/*.schema.json`` are printed by ``formcheck schema``, and a test holds them equal to what this module
makes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, ClassVar, Literal

from pydantic import Field, TypeAdapter

from formcheck.exercise.definition import Exercise, Personal, Prescription
from formcheck.samples import Side

Schema = dict[str, object]

OVERLAYS = ("tempo", "clear", "dose", "posture", "phases")
"""Tables of a prescription file that are laid over the exercise's own."""

EXERCISE_WANTED = "the id of an exercise of the library, or the path of an exercise file"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class PrescriptionHeader:
    """What a prescription file says itself, beside the numbers it lays over the exercise's.

    Parameters
    ----------
    schema_version : int
        Version of the file format: 1.
    exercise : str
        Id of the library, or path of an exercise file, relative to the prescription.
    side : Side or None
        The working leg; leave it out to let formcheck find it.
    personal : Personal
        The person's own ranges, where known.
    note : str
        A word to the patient or to colleagues, shown in the report.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    schema_version: Literal[1]
    exercise: Annotated[str, Field(min_length=1, description=EXERCISE_WANTED)]
    side: Side | None = None
    personal: Personal = field(default_factory=Personal)
    note: str = ""


@cache
def exercise_adapter() -> TypeAdapter[Exercise]:
    """Return the pydantic adapter of an exercise."""
    return TypeAdapter(Exercise)


@cache
def prescription_adapter() -> TypeAdapter[Prescription]:
    """Return the pydantic adapter of a whole prescription, as records embed it."""
    return TypeAdapter(Prescription)


@cache
def header_adapter() -> TypeAdapter[PrescriptionHeader]:
    """Return the pydantic adapter of a prescription file without its overlays."""
    return TypeAdapter(PrescriptionHeader)


def exercise_schema() -> Schema:
    """Return the JSON Schema of an exercise file.

    Returns
    -------
    dict
        A JSON Schema, draft 2020-12.

    Examples
    --------
    >>> exercise_schema()["title"]
    'Exercise'
    """
    schema: Schema = exercise_adapter().json_schema()
    phases = _table(_table(schema, "properties"), "phases")
    phases.update({"minProperties": 3, "maxProperties": 3, "description": "Exactly three: rest, end, back at rest."})
    return {"$schema": _DIALECT, **schema}


def prescription_schema() -> Schema:
    """Return the JSON Schema of a prescription file: its own keys, and any number of the exercise's.

    Returns
    -------
    dict
        A JSON Schema, draft 2020-12.

    Examples
    --------
    >>> prescription_schema()["required"]
    ['schema_version', 'exercise']
    """
    schema: Schema = header_adapter().json_schema()
    optional = _without_demands(exercise_adapter().json_schema())
    overlays = {key: _table(optional, "properties")[key] for key in OVERLAYS}
    schema["title"] = "Prescription"
    schema["properties"] = {**_table(schema, "properties"), **overlays}
    schema["$defs"] = {**_table(optional, "$defs"), **_table(schema, "$defs")}
    return {"$schema": _DIALECT, **schema}


def _table(schema: Schema, key: str) -> Schema:
    """Return the object under `key` of a schema, to be read or changed in place."""
    table = schema[key]
    if not isinstance(table, dict):
        raise TypeError(f"{key} of a JSON Schema must be an object, found {type(table).__name__}")
    return table


def _without_demands(node: dict[str, object]) -> Schema:
    """Return a copy of a schema that demands no key and promises no default."""
    return {key: _optional(value) for key, value in node.items() if key not in {"required", "default"}}


def _optional(value: object) -> object:
    if isinstance(value, dict):
        return _without_demands(value)
    return [_optional(item) for item in value] if isinstance(value, list) else value
