"""The log of a visit as text: one JSON object a line, an entry with its time under ``at``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from formcheck.errors import ExerciseError, RecordError
from formcheck.exercise.documents import prescription_from_document
from formcheck.session.visit.entries import Entry, Opened
from formcheck.session.visit.history import DatedVisit
from formcheck.session.visit.visit import fold_entries

_YEARS: Final = range(2000, 2200)
"""Those of visits: a time of another year was never any."""

_ENTRY: Final[TypeAdapter[Entry]] = TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """An entry of a log.

    Parameters
    ----------
    at : datetime
        When it was written, with its zone.
    entry : Entry
        What happened.
    """

    at: datetime
    entry: Entry


def entry_line(at: datetime, entry: Entry) -> str:
    """Return the line of an entry, without its line break.

    Parameters
    ----------
    at : datetime
        When it is written, with its zone.
    entry : Entry
        What happened.
    """
    line = {"at": at.isoformat(timespec="seconds"), **_ENTRY.dump_python(entry, mode="json")}
    return json.dumps(line, ensure_ascii=False)


def parse_log(content: bytes, where: str) -> tuple[DatedEntry, ...]:
    """Read the entries of a log; a last line without its line break was cut off, and is left out.

    Parameters
    ----------
    content : bytes
        The whole log.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    RecordError
        It is no log, or a line of it is damaged.
    """
    try:
        lines = content.decode("utf-8").split("\n")[:-1]
    except UnicodeDecodeError as error:
        raise RecordError("cannot be read: it is no text in UTF-8.", where=where) from error
    return tuple(_entries(lines, where))


def _entries(lines: Sequence[str], where: str) -> Iterator[DatedEntry]:
    for number, line in enumerate(lines, start=1):
        try:
            yield _read_line(line)
        except (ValueError, ExerciseError) as error:
            raise RecordError(f"line {number} is damaged{_place_of(error)}.", where=where) from error


def dated_visit(entries: Sequence[DatedEntry]) -> DatedVisit | None:
    """Return the visit that a log tells of, and when it was; None where it was not even opened.

    Parameters
    ----------
    entries : sequence of DatedEntry
        Its log, in order.
    """
    visit = fold_entries(one.entry for one in entries)
    return None if visit is None else DatedVisit(visit, entries[0].at, entries[-1].at)


def _read_line(line: str) -> DatedEntry:
    document = from_json(line, allow_inf_nan=False)
    if not isinstance(document, dict) or "entry" not in document:
        raise ValueError("found something else, expected an entry")
    time = _time(document.pop("at", None))
    entry = _ENTRY.validate_python(document)
    if isinstance(entry, Opened):
        _check_prescription(json.dumps(document["prescription"]))
    return DatedEntry(time, entry)


@lru_cache(maxsize=64)
def _check_prescription(text: str) -> None:
    """Check a prescription as its file would be; most visits have the one of the visit before."""
    prescription_from_document(json.loads(text))


def _time(text: object) -> datetime:
    if not isinstance(text, str):
        raise ValueError("a time is missing")  # noqa: TRY004 - it is the document that is wrong
    time = datetime.fromisoformat(text)
    if time.tzinfo is None or time.year not in _YEARS:
        raise ValueError(f"the time {text} has no zone, or is of no year in which there were visits")
    return time


def _place_of(error: Exception) -> str:
    """Return where in a line its fault is, where that is known."""
    if not isinstance(error, ValidationError):
        return ""
    names = [str(name) for name in error.errors(include_url=False)[-1]["loc"]]
    return f", at {names[-1]}" if names else ""
