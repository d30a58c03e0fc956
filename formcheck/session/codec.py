"""Frozen dataclasses to JSON and back, exactly: floats keep every bit, and NaN is written as NaN."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def to_document(kind: type[T], value: T) -> dict[str, object]:
    """Return a dataclass as a dictionary of plain values.

    Parameters
    ----------
    kind : type
        The dataclass to write it as.
    value : object
        One of that kind.

    Returns
    -------
    dict
        Enumerations as their words; floats as they are, NaN with them.
    """
    document: dict[str, object] = TypeAdapter(kind).dump_python(value, mode="json")
    return document


def dump(kind: type[T], value: T) -> str:
    """Return a dataclass as one line of JSON.

    Parameters
    ----------
    kind : type
        The dataclass to write it as.
    value : object
        One of that kind.

    Returns
    -------
    str
        Without a line break; NaN and infinities as JavaScript writes them, which strict JSON does not know.
    """
    return json.dumps(to_document(kind, value), separators=(",", ":"))


def from_document(kind: type[T], document: object) -> T:
    """Return the dataclass that `to_document` gave.

    Parameters
    ----------
    kind : type
        The dataclass that it is to be.
    document : object
        What `to_document` gave; may have been JSON since.

    Raises
    ------
    pydantic.ValidationError
        The document is not one of this kind.
    """
    # Strict reading would refuse lists for tuples and words for enumerations, which is what JSON has.
    return TypeAdapter(kind).validate_python(document)


def load(kind: type[T], text: str) -> T:
    """Return the dataclass that `dump` gave.

    Parameters
    ----------
    kind : type
        The dataclass that it is to be.
    text : str
        What `dump` gave.

    Raises
    ------
    pydantic.ValidationError
        The text is not one of this kind.
    """
    return TypeAdapter(kind).validate_json(text)
