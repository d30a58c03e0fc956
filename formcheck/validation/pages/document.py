"""The result as JSON: every number rounded to what it is worth, null where there is none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from math import isfinite
from typing import Final

from formcheck.validation.results import Validation
from formcheck.validation.sensors import SetUpResult
from formcheck.validation.targets import Target
from formcheck.validation.verdicts.flags import FlagCount

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_DECIMALS: Final = 4
_SHOWN: Final = {FlagCount: ("precision", "recall"), Target: ("is_met", "is_aim_met")}
"""Properties that belong to the document too."""


def document(validation: Validation) -> dict[str, Json]:
    """Return a validation as plain values.

    Parameters
    ----------
    validation : Validation
        Any result.
    """
    plain = _plain(validation)
    if not isinstance(plain, dict):
        raise TypeError("a dataclass becomes a dictionary")
    return plain


def dump(validation: Validation) -> str:
    """Return a validation as readable JSON; the same result gives the same text.

    Parameters
    ----------
    validation : Validation
        Any result.
    """
    return json.dumps(document(validation), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def dump_set_ups(results: Sequence[SetUpResult]) -> str:
    """Return what simulated sensors made of clips as readable JSON.

    Parameters
    ----------
    results : sequence of SetUpResult
        Each set-up.
    """
    plain = [_set_up(one) for one in results]
    return json.dumps({"set_ups": plain}, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _set_up(result: SetUpResult) -> dict[str, Json]:
    figures = {"outcomes": result.outcomes, "shown": result.shown, "beyond": result.beyond, "said": result.said}
    told = {name: _plain(value) for name, value in figures.items()}
    return {
        "name": result.set_up.name,
        "without": result.set_up.without,
        "targets": _plain(result.targets),
        **told,
        "validation": document(result.validation),
    }


def _plain(value: object) -> Json:
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case float():
            return round(value, _DECIMALS) if isfinite(value) else None
        case Mapping():
            return {str(_plain(key)): _plain(one) for key, one in value.items()}
        case Sequence():
            return [_plain(one) for one in value]
        case _ if is_dataclass(value):
            names = [field.name for field in fields(value) if field.metadata.get("json", True)]
            return {name: _plain(getattr(value, name)) for name in (*names, *_SHOWN.get(type(value), ()))}
        case _:
            raise TypeError(f"{type(value).__name__} has no place in the document")
