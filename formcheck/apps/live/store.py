"""Where visits are kept: a folder each, with its log and the records of its parts.

The log, ``visit.jsonl``, is append-only: one JSON object a line, on the disk before anything else happens. Killing the
program loses nothing of it; a last line that was cut off is left out.
"""

from __future__ import annotations

import errno
import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from formcheck.errors import ExerciseError, RecordError
from formcheck.exercise.documents import prescription_from_document
from formcheck.given import MEGABYTE, check_no_link, read_given, reason
from formcheck.kept import append_whole, make_folder, open_own
from formcheck.samples import Side
from formcheck.session.visit.entries import Entry, Opened
from formcheck.session.visit.history import RESUMABLE, DatedVisit, measured_on, tell_history
from formcheck.session.visit.visit import History, fold_entries

_log: Final = logging.getLogger(__name__)

LOG_NAME: Final = "visit.jsonl"

RECORD_NAME: Final = "record.jsonl"
"""The record of a part, in the part's folder."""

MOST_LOG: Final = 2 * MEGABYTE
"""A visit's log: that of an hour has a tenth of it."""

_YEARS: Final = range(2000, 2200)
"""Those of visits: a time of another year was never any."""

_NO_VISIT: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_LEFT: Final = "The visit is left as it is, and others are used. Move its folder elsewhere to be told no more of it."

_ENTRY: Final[TypeAdapter[Entry]] = TypeAdapter(Entry)

Clock = Callable[[], datetime]
"""Gives the time of day, with its zone."""


@dataclass(frozen=True, slots=True)
class KeptVisit(DatedVisit):
    """A visit as its folder tells it.

    Parameters
    ----------
    folder : Path
        Where it is kept.
    """

    folder: Path


class VisitLog:
    """The log of one visit.

    Parameters
    ----------
    folder : Path
        The visit's folder; made with the first entry.
    clock : callable
        Gives the time of each entry.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder: Final = folder
        self._clock = clock
        self._is_mended = False

    def append(self, entry: Entry) -> None:
        """Write one entry, and see it onto the disk; a line that was cut off before gives way to it.

        Parameters
        ----------
        entry : Entry
            What happened; it becomes one line, with the time under ``at``.
        """
        make_folder(self.folder)
        line = {"at": self._clock().isoformat(timespec="seconds"), **_ENTRY.dump_python(entry, mode="json")}
        with os.fdopen(open_own(self.folder / LOG_NAME, os.O_RDWR | os.O_APPEND), "rb") as file:
            if not self._is_mended:
                _cut_last_line(file)
                self._is_mended = True
            append_whole(file.fileno(), (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"))
            os.fsync(file.fileno())


class Store:
    """All visits of the person at this computer.

    Parameters
    ----------
    folder : Path
        Where they are kept.
    clock : callable
        Gives the time.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder: Final = folder
        self.clock: Final = clock
        self._known: dict[Path, tuple[int, KeptVisit | None]] = {}
        self._told: set[str] = set()

    def new(self, opened: Opened) -> VisitLog:
        """Begin a visit; nothing is written before its first entry.

        Parameters
        ----------
        opened : Opened
            What will be its first entry; the exercise is in the name of the folder.
        """
        name = f"{self.clock():%Y-%m-%d-%H%M%S}-{opened.prescription.exercise.id}"
        folder = self.folder / name
        number = 1
        while os.path.lexists(folder):
            number += 1
            folder = self.folder / f"{name}-{number}"
        return VisitLog(folder, self.clock)

    def log_of(self, kept: KeptVisit) -> VisitLog:
        """Return the log of a visit that is there, to go on with.

        Parameters
        ----------
        kept : KeptVisit
            The visit.
        """
        return VisitLog(kept.folder, self.clock)

    def visits(self) -> list[KeptVisit]:
        """Return all visits that can be read, in order of time; a log that has not grown is not read again.

        Of one that cannot be read it is told once what is wrong with it; it costs the others nothing.
        """
        return sorted(filter(None, map(self._read_once, self._logs())), key=_began)

    def interrupted(self, exercise: str) -> KeptVisit | None:
        """Return the visit that was broken off last and can be gone on with; None where there is none.

        Parameters
        ----------
        exercise : str
            Id of the exercise of the next visit: one for another exercise is not gone on with.
        """
        now = self.clock()
        # One that is dated far ahead, by a clock that was wrong, says nothing of which was the latest.
        latest = [kept for kept in self.visits() if kept.began <= now + RESUMABLE][-1:]
        return next((kept for kept in latest if kept.is_resumable(exercise, now)), None)

    def history(self, exercise: str) -> History:
        """Return what earlier visits tell to the next one, which is for this exercise.

        Parameters
        ----------
        exercise : str
            Its id; ranges of other exercises are not told.
        """
        return tell_history(self.visits(), exercise, self.clock().date())

    def measured_on(self, exercise: str, side: Side | None) -> datetime | None:
        """Return when the range that can be used again was measured; None where there is none.

        Parameters
        ----------
        exercise : str
            Id of the exercise that the range is of.
        side : Side or None
            The leg; None where it is not known yet: then there must be a range of each.
        """
        return measured_on(self.visits(), exercise, side)

    def _logs(self) -> list[Path]:
        try:
            return [folder / LOG_NAME for folder in sorted(self.folder.iterdir())]
        except FileNotFoundError:  # before the first visit
            return []
        except OSError as error:
            self._tell(f"{self.folder}: earlier visits cannot be read ({reason(error)}).")
            return []

    def _read_once(self, path: Path) -> KeptVisit | None:
        try:
            size = path.lstat().st_size
            check_no_link(path.parent)
        except OSError as error:
            if error.errno not in _NO_VISIT:
                self._tell(f"{path}: cannot be read ({reason(error)}). {_LEFT}")
            return None
        known = self._known.get(path)
        if known is None or known[0] != size:
            known = self._known[path] = (size, read_visit(path))
        return known[1]

    def _tell(self, text: str) -> None:
        """Log a line, once."""
        if text not in self._told:
            self._told.add(text)
            _log.warning("%s", text)


def _began(kept: KeptVisit) -> datetime:
    return kept.began


def read_visit(path: Path) -> KeptVisit | None:
    """Read one visit, without a last line that was cut off; None, with a warning, where its log is damaged.

    Parameters
    ----------
    path : Path
        Its log, a ``visit.jsonl``; the file is left as it is.
    """
    try:
        return load_visit(path)
    except RecordError as error:
        _log.warning("%s %s", error, _LEFT)
        return None


def load_visit(path: Path) -> KeptVisit | None:
    """Read one visit, without a last line that was cut off; None where it was not even opened.

    Parameters
    ----------
    path : Path
        Its log, a ``visit.jsonl``; the file is left as it is, a link is not followed.

    Raises
    ------
    RecordError
        It cannot be read, is no log, or a line of it is damaged.
    """
    times: list[datetime] = []
    entries: list[Entry] = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            time, entry = _read_line(line)
        except (ValueError, ExerciseError) as error:
            fault = f"line {number} is damaged{_place_of(error)}."
            raise RecordError(fault, where=str(path)) from error
        times.append(time)
        entries.append(entry)
    visit = fold_entries(entries)
    return None if visit is None else KeptVisit(visit, times[0], times[-1], path.parent)


def _lines(path: Path) -> list[str]:
    """Return the lines of a log; what follows the last line break was cut off, and gives way before more is written."""
    try:
        return read_given(path, MOST_LOG, is_link_followed=False).decode("utf-8").split("\n")[:-1]
    except OSError as error:
        raise RecordError(f"cannot be read ({reason(error)}).", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise RecordError("cannot be read: it is no text in UTF-8.", where=str(path)) from error


def _read_line(line: str) -> tuple[datetime, Entry]:
    document = from_json(line, allow_inf_nan=False)
    if not isinstance(document, dict) or "entry" not in document:
        raise ValueError("found something else, expected an entry")
    time = _time(document.pop("at", None))
    entry = _ENTRY.validate_python(document)
    if isinstance(entry, Opened):
        _check_prescription(json.dumps(document["prescription"]))
    return time, entry


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


def _cut_last_line(file: BufferedReader) -> None:
    """Take away the end of a log that a killed program left without its line break."""
    content = file.read()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.ftruncate(file.fileno(), whole)
