"""Where visits are kept: a folder each, with its log and the records of its parts.

The log, ``visit.jsonl``, is append-only: one JSON object a line, on the disk before anything else happens. Killing the
program loses nothing of it; a last line that was cut off is left out.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from formcheck.samples import Side
from formcheck.session.coaching.safety import Lasting
from formcheck.session.visit import visit as folding
from formcheck.session.visit.entries import Entry, Opened, RangeFrom, RangeKnown
from formcheck.session.visit.visit import History, Visit

_log: Final = logging.getLogger(__name__)

LOG_NAME: Final = "visit.jsonl"

RESUMABLE: Final = timedelta(hours=12)
"""An interrupted visit is offered for so long; later, the person's state is another one."""

_ENTRY: Final[TypeAdapter[Entry]] = TypeAdapter(Entry)

Clock = Callable[[], datetime]
"""Gives the time of day, with its zone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A visit as its folder tells it.

    Parameters
    ----------
    folder : Path
        Where it is kept.
    visit : Visit
        What its log tells.
    began, last : datetime
        Times of the first and the last entry.
    """

    folder: Path
    visit: Visit
    began: datetime
    last: datetime


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
        """Write one entry, and see it onto the disk; a line that was cut off before gives way to it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._is_mended:
            _cut_last_line(self.folder / LOG_NAME)
            self._is_mended = True
        line = {"at": self._clock().isoformat(timespec="seconds"), **_ENTRY.dump_python(entry, mode="json")}
        with (self.folder / LOG_NAME).open("a", encoding="utf-8") as file:
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
        self._clock = clock

    def new(self, opened: Opened) -> VisitLog:
        """Begin a visit; nothing is written before its first entry."""
        name = f"{self._clock():%Y-%m-%d-%H%M%S}-{opened.prescription.exercise.id}"
        folder = self.folder / name
        number = 1
        while folder.exists():
            number += 1
            folder = self.folder / f"{name}-{number}"
        return VisitLog(folder, self._clock)

    def log_of(self, kept: Kept) -> VisitLog:
        """Return the log of a visit that is there, to go on with."""
        return VisitLog(kept.folder, self._clock)

    def visits(self) -> list[Kept]:
        """Return all visits that can be read, in order of time."""
        return sorted(self._read_all(), key=lambda kept: kept.began)

    def interrupted(self, exercise: str) -> Kept | None:
        """Return the visit that was broken off last and can be gone on with; None where there is none."""
        latest = self.visits()[-1:]
        now = self._clock()
        fitting = (
            kept
            for kept in latest
            if kept.visit.is_open
            and now - kept.last <= RESUMABLE
            and kept.visit.opened.prescription.exercise.id == exercise
        )
        return next(fitting, None)

    def history(self, exercise: str) -> History:
        """Return what earlier visits tell to the next one, which is for this exercise."""
        visits = self.visits()
        done = [kept for kept in visits if _is_done(kept)]
        today = self._clock().date()
        days = {kept.began.astimezone().date() for kept in done if kept.visit.finished}
        return History(
            has_visit=bool(done),
            lasting=_lasting(visits),
            ranges=_ranges(done, exercise),
            days=next(count for count in range(len(days) + 1) if today - timedelta(days=count + 1) not in days),
            visits_today=sum(kept.visit.finished is not None and kept.began.date() == today for kept in done),
        )

    def measured_on(self, exercise: str, side: Side | None) -> datetime | None:
        """Return when the range that can be used again was measured; None where there is none.

        Where the leg is not known yet, there must be one of each.
        """
        days = {kept.visit.side: kept.began for kept in self.visits() if _has_range(kept, exercise)}
        sides = tuple(Side) if side is None else (side,)
        return max(days[one] for one in sides) if all(one in days for one in sides) else None

    def _read_all(self) -> Iterator[Kept]:
        for path in sorted(self.folder.glob(f"*/{LOG_NAME}")):
            kept = read_visit(path)
            if kept is not None:
                yield kept


def read_visit(path: Path) -> Kept | None:
    """Read one visit, without a last line that was cut off; None, with a warning, where its log is damaged."""
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
    visit = folding.read(entries)
    return None if visit is None else Kept(path.parent, visit, times[0], times[-1])


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


def _is_done(kept: Kept) -> bool:
    """Tell whether anything was done in a visit that could have after-effects."""
    return bool(kept.visit.judged or kept.visit.finished)


def _lasting(visits: list[Kept]) -> tuple[Lasting, ...]:
    """Return how long symptoms lasted after each visit; what was said twice of the same one counts once."""
    said: dict[int, Lasting] = {}
    done = 0
    for kept in visits:
        began = kept.visit.began
        if began is not None and began.after_last is not None:
            said[done] = began.after_last
        done += _is_done(kept)
    return tuple(said.values())


def _has_range(kept: Kept, exercise: str) -> bool:
    """Tell whether a range was measured in a visit and used."""
    known = kept.visit.range
    return (
        _is_done(kept)
        and known is not None
        and known.range_from is RangeFrom.MEASURE
        and kept.visit.opened.prescription.exercise.id == exercise
    )


def _ranges(visits: list[Kept], exercise: str) -> dict[Side, RangeKnown]:
    """Return the latest range of each leg, as measured."""
    return {
        kept.visit.side: kept.visit.range
        for kept in visits
        if _has_range(kept, exercise) and kept.visit.side is not None and kept.visit.range is not None
    }
