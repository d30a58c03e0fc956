"""Parts that resources are made of, as JSON has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from formcheck.outputs.fhir.codes import ABSENT, LOCAL, UCUM, Code

Element = dict[str, object]

_NAMESPACE: Final = UUID("4e0a5d0c-3c1f-5c55-9a10-6d2f6a8a1b7e")
"""Of all ids of bundles: the same of the same person, visit and thing, however often it is written."""


def id_of(*parts: object) -> str:
    """Return the id of a resource: the same for the same parts.

    Parameters
    ----------
    *parts : object
        What tells it from all others.
    """
    return str(uuid5(_NAMESPACE, "\x1f".join(str(one) for one in parts)))


def reference(identity: str, display: str = "") -> Element:
    """Return a reference to another resource of the bundle.

    Parameters
    ----------
    identity : str
        Its id.
    display : str
        What to call it; may be empty.
    """
    return {"reference": f"urn:uuid:{identity}", **({"display": display} if display else {})}


def concept(text: str, *codes: Code) -> Element:
    """Return what something is, in codes and in words.

    Parameters
    ----------
    text : str
        In words.
    *codes : Code
        In codes, the best known first.
    """
    coding = [{"system": one.system, "code": one.code, "display": one.display} for one in codes]
    return {**({"coding": coding} if coding else {}), "text": plain(text)}


def local(code: str, text: str) -> Element:
    """Return what something is, in a code of our own.

    Parameters
    ----------
    code : str
        The code.
    text : str
        In words.
    """
    return concept(text, Code(LOCAL, code, text))


def quantity(value: float, unit: str, code: str) -> Element:
    """Return a number with its unit.

    Parameters
    ----------
    value : float
        The number.
    unit, code : str
        The unit for people, and in UCUM.
    """
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def absent(code: str, text: str) -> Element:
    """Return why there is no value; a missing value is never 0.

    Parameters
    ----------
    code : str
        As of the code system of HL7, such as ``not-asked`` or ``unknown``.
    text : str
        In words.
    """
    return concept(text, Code(ABSENT, code, code.replace("-", " ").capitalize()))


def instant(at: datetime) -> str:
    """Return a moment with its zone, to the second.

    Parameters
    ----------
    at : datetime
        With its zone.
    """
    return at.isoformat(timespec="seconds")


def notes(*told: tuple[str, str, datetime | None]) -> list[Element]:
    """Return notes; an empty one is left out.

    Parameters
    ----------
    *told : tuple of (str, str, datetime or None)
        Each with its text, its author (may be empty) and when it was said.
    """
    made: list[Element] = []
    for text, author, at in told:
        if plain(text):
            by: Element = {"authorString": author} if author else {}
            when: Element = {"time": instant(at)} if at is not None else {}
            made.append({**by, **when, "text": plain(text)})
    return made


def plain(text: str) -> str:
    """Return a text as FHIR takes it: without control characters but ends of lines.

    Parameters
    ----------
    text : str
        Any text.
    """
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t").strip()


def filled(**parts: object) -> Element:
    """Return an element of its parts; those that are empty are left out, for R4 takes no empty ones.

    Parameters
    ----------
    **parts : object
        The parts by their names.
    """
    return {name: part for name, part in parts.items() if part is not None and part not in ("", [], {})}


def first_known(values: Sequence[str]) -> str:
    """Return the first text that is not empty; empty where all are.

    Parameters
    ----------
    values : sequence of str
        Texts.
    """
    return next((one for one in values if one), "")
