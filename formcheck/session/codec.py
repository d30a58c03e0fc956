"""Frozen dataclasses to JSON and back, exactly: floats keep every bit, and NaN is written as NaN."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def to_document(kind: type[T], value: T) -> dict[str, object]:
    """Return a dataclass as a dictionary of plain values."""
    document: dict[str, object] = TypeAdapter(kind).dump_python(value, mode="json")
    return document


def dump(kind: type[T], value: T) -> str:
    """Return a dataclass as one line of JSON."""
    return json.dumps(to_document(kind, value), separators=(",", ":"))


def from_document(kind: type[T], document: object) -> T:
    """Return the dataclass that `to_document` gave.

    Raises
    ------
    pydantic.ValidationError
        The document is not one of this kind.
    """
    # Strict reading would refuse lists for tuples and words for enumerations, which is what JSON has.
    return TypeAdapter(kind).validate_python(document)


def load(kind: type[T], text: str) -> T:
    """Return the dataclass that `dump` gave.

    Raises
    ------
    pydantic.ValidationError
        The text is not one of this kind.
    """
    return TypeAdapter(kind).validate_json(text)
