"""Where visits are kept: a folder each, with its log and the records of its parts.

The log, ``visit.jsonl``, is append-only: one JSON object a line, on the disk before anything else happens. Killing the
program loses nothing of it; a last line that was cut off is left out.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from formcheck.samples import Side
from formcheck.session.visit.entries import Entry, Opened
from formcheck.session.visit.history import DatedVisit, measured_on, tell_history
from formcheck.session.visit.visit import History, fold_entries

_log: Final = logging.getLogger(__name__)

LOG_NAME: Final = "visit.jsonl"

RECORD_NAME: Final = "record.jsonl"
"""The record of a part, in the part's folder."""

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
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._is_mended:
            _cut_last_line(self.folder / LOG_NAME)
            self._is_mended = True
        line = {"at": self._clock().isoformat(timespec="seconds"), **_ENTRY.dump_python(entry, mode="json")}
        with (self.folder / LOG_NAME).open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
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
        while folder.exists():
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
        """Return all visits that can be read, in order of time; a log that has not grown is not read again."""
        return sorted(filter(None, map(self._read_once, sorted(self.folder.glob(f"*/{LOG_NAME}")))), key=_began)

    def interrupted(self, exercise: str) -> KeptVisit | None:
        """Return the visit that was broken off last and can be gone on with; None where there is none.

        Parameters
        ----------
        exercise : str
            Id of the exercise of the next visit: one for another exercise is not gone on with.
        """
        latest = self.visits()[-1:]
        return next((kept for kept in latest if kept.is_resumable(exercise, self.clock())), None)

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

    def _read_once(self, path: Path) -> KeptVisit | None:
        size = path.stat().st_size
        known = self._known.get(path)
        if known is None or known[0] != size:
            known = self._known[path] = (size, read_visit(path))
        return known[1]


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
        # What follows the last line break was cut off; before more is written it gives way.
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    except (OSError, UnicodeDecodeError) as error:
        _log.warning("%s cannot be read (%s); it is left as it is.", path, error)
        return None
    times: list[datetime] = []
    entries: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        try:
            document = json.loads(line)
            times.append(_time(document.pop("at")))
            entries.append(_ENTRY.validate_python(document))
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            _log.warning("%s, line %d, is damaged (%s); the visit is left as it is.", path, number, error)
            return None
    visit = fold_entries(entries)
    return None if visit is None else KeptVisit(visit, times[0], times[-1], path.parent)


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError(f"the time {text} has no zone")
    return time


def _cut_last_line(path: Path) -> None:
    """Take away the end of a log that a killed program left without its line break."""
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))
