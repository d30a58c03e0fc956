"""Documents given by people, checked: every fault in one message."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from formcheck.errors import Fault, FaultyFileError, InputError
from formcheck.exercise.faults import type_faults
from formcheck.given import MOST_TRUTH, read_given, reason
from formcheck.parsing import MalformedError, parse_json, parse_toml

_MOST_FAULTS = 50
"""Of one file that are told: whoever made it with a program has made the same one in every picture."""


def faults_of(error: ValidationError, schema: Mapping[str, object]) -> tuple[Fault, ...]:
    """Return what pydantic found as faults in our words, in the order of the document; entries counted from 1.

    Parameters
    ----------
    error : pydantic.ValidationError
        Outcome of validating a document.
    schema : mapping
        JSON Schema of the same document.
    """
    return type_faults(error, schema, first=1)[:_MOST_FAULTS]


def read_json(path: Path, what: str, next_step: str) -> object:
    """Return what a file of JSON says.

    Parameters
    ----------
    path : Path
        A file in UTF-8.
    what : str
        What it holds, as the subject of the message.
    next_step : str
        What to do where it cannot be read.

    Raises
    ------
    InputError
        It is missing, cannot be read, or is no JSON.
    """
    try:
        return parse_json(_read_text(path, what, next_step))
    except MalformedError as error:
        raise _malformed(path, error, next_step) from error


def read_toml(path: Path, what: str, next_step: str) -> dict[str, object]:
    """Return what a file of TOML says.

    Parameters
    ----------
    path : Path
        A file in UTF-8.
    what : str
        What it holds, as the subject of the message.
    next_step : str
        What to do where it cannot be read.

    Raises
    ------
    InputError
        It is missing, cannot be read, or is no TOML.
    """
    try:
        return parse_toml(_read_text(path, what, next_step))
    except MalformedError as error:
        raise _malformed(path, error, next_step) from error


def _malformed(path: Path, error: MalformedError, next_step: str) -> FaultyFileError:
    return FaultyFileError(str(path), (Fault(error.place, error.found, error.allowed),), next_step=next_step)


def _read_text(path: Path, what: str, next_step: str) -> str:
    try:
        return read_given(path, MOST_TRUTH).decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"{what} is missing.", where=str(path), next_step=next_step) from None
    except (OSError, ValueError) as error:
        raise InputError(f"{what} cannot be read: {reason(error)}.", where=str(path), next_step=next_step) from error
