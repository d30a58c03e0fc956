"""Where visits are kept: a folder each, with its log and the records of its parts.

The log, ``visit.jsonl``, is append-only: one JSON object a line, on the disk before anything else happens. Killing the
program loses nothing of it; a last line that was cut off is left out.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import Final

from formcheck.errors import RecordError
from formcheck.given import MEGABYTE, check_no_link, read_given, reason
from formcheck.kept import append_whole, make_folder, open_own
from formcheck.samples import Side
from formcheck.session.visit.entries import Entry, Opened
from formcheck.session.visit.history import RESUMABLE, DatedVisit, measured_on, tell_history
from formcheck.session.visit.log import dated_visit, entry_line, parse_log
from formcheck.session.visit.visit import History

_log: Final = logging.getLogger(__name__)

LOG_NAME: Final = "visit.jsonl"

RECORD_NAME: Final = "record.jsonl"
"""The record of a part, in the part's folder."""

MOST_LOG: Final = 2 * MEGABYTE
"""A visit's log: that of an hour has a tenth of it."""

_NO_VISIT: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_LEFT: Final = "The visit is left as it is, and others are used. Move its folder elsewhere to be told no more of it."

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
        line = entry_line(self._clock(), entry)
        with os.fdopen(open_own(self.folder / LOG_NAME, os.O_RDWR | os.O_APPEND), "rb") as file:
            if not self._is_mended:
                _cut_last_line(file)
                self._is_mended = True
            append_whole(file.fileno(), f"{line}\n".encode())
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
    dated = dated_visit(parse_log(_content(path), str(path)))
    return None if dated is None else KeptVisit(dated.visit, dated.began, dated.last, path.parent)


def _content(path: Path) -> bytes:
    try:
        return read_given(path, MOST_LOG, is_link_followed=False)
    except OSError as error:
        raise RecordError(f"cannot be read ({reason(error)}).", where=str(path)) from error


def _cut_last_line(file: BufferedReader) -> None:
    """Take away the end of a log that a killed program left without its line break."""
    content = file.read()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.ftruncate(file.fileno(), whole)
