"""Names of documents: what kind one is, of which part, and whether it is a further opinion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LOG_DOCUMENT: Final = "visit.jsonl"
RECORD_DOCUMENT: Final = "record.jsonl"
SESSION_DOCUMENT: Final = "session.json"
FILM_DOCUMENT: Final = "film.json"
CORRECTIONS_DOCUMENT: Final = "corrections.jsonl"
PERSON_DOCUMENT: Final = "person.json"

TRACES_DOCUMENT: Final = "room-1.bin"
"""What was made of a record to be shown: it belongs to no archive, for it can be made anew at any time."""

OPINION: Final = "opinion-"
"""Beginning of the name of a folder that holds a further opinion."""


def kind_of(name: str) -> str:
    """Return which kind of document one is: its name without that of a part.

    Parameters
    ----------
    name : str
        Such as ``set-1-part-1/record.jsonl``.
    """
    return name.rpartition("/")[2]


def part_of(name: str) -> str:
    """Return the part that a document is of; empty where it is of the whole visit.

    Parameters
    ----------
    name : str
        Such as ``set-1-part-1/record.jsonl``.
    """
    return name.rpartition("/")[0]


def named(part: str, kind: str) -> str:
    """Return the name of a document.

    Parameters
    ----------
    part : str
        The part; empty for the whole visit.
    kind : str
        Such as ``record.jsonl``.
    """
    return f"{part}/{kind}" if part else kind


def folder_of(part: str, opinion: str) -> str:
    """Return the folder of a result.

    Parameters
    ----------
    part : str
        The part; empty where the visit has no parts.
    opinion : str
        The further opinion, such as ``opinion-1``; empty for what was found first.
    """
    return named(part, opinion) if opinion else part


def next_opinion(names: Iterable[str], part: str) -> str:
    """Return the folder for a further opinion on a part.

    Parameters
    ----------
    names : iterable of str
        Names of all documents of the visit.
    part : str
        The part; empty where the visit has no parts.
    """
    taken = {part_of(name) for name in names}
    number = 1
    while named(part, f"{OPINION}{number}") in taken:
        number += 1
    return named(part, f"{OPINION}{number}")


def is_opinion(name: str) -> bool:
    """Tell whether a document is of a further opinion, and not of what was found first.

    Parameters
    ----------
    name : str
        Name of the document.
    """
    return kind_of(part_of(name)).startswith(OPINION)
