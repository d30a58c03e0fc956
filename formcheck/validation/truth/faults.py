"""Documents given by people, checked: every fault in one message."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from formcheck.errors import Fault, InputError


def faults_of(error: ValidationError) -> tuple[Fault, ...]:
    """Return what pydantic found as faults, in the order of the document.

    Parameters
    ----------
    error : pydantic.ValidationError
        Outcome of validating a document.
    """
    return tuple(Fault(_key(one["loc"]), _found(one), one["msg"]) for one in error.errors())


def read_text(path: Path, what: str, next_step: str) -> str:
    """Return the text of a file.

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
        It is missing or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(f"{what} is missing.", where=str(path), next_step=next_step) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{what} cannot be read ({error}).", where=str(path), next_step=next_step) from error


def _key(location: tuple[int | str, ...]) -> str:
    """Return the place of a fault, entries counted from 1 as people do."""
    words = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(words).lstrip(".")


def _found(one: ErrorDetails) -> str:
    if one["type"] == "missing":
        return "nothing"
    text = repr(one["input"])
    return text if len(text) <= 60 else text[:57] + "..."
