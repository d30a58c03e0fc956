"""The log of a practice as it is written: in its own thread, in order, and bounded whatever anybody sends.

A page waits for its row, so that what was looked at stands in the log before it is shown; but not for long. Where the
store is busy or out of reach the page is shown, and the row is written as soon as that can be done.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Condition, Event, Thread
from time import monotonic
from typing import Final

from formcheck.errors import FormcheckError
from formcheck.sources.connections import Allowance
from formcheck.store.accounts import Account, count_failure, touch_sign_in
from formcheck.store.audit import Entry, keep_entries
from formcheck.store.database import Database

_log: Final = logging.getLogger(__name__)

WAITED_S: Final = 0.25
"""So long a page waits for its row."""

MOST_WAITING: Final = 10_000
"""So many rows are held while the store is out of reach; of further ones is written how many there were."""

REFUSALS_AT_ONCE: Final = 20
"""So many refused requests of one address are rows; then one every half minute, with how many there were between."""

_AGAIN_S: Final = 2.0
_COUNTED_EVERY_S: Final = 60.0
_REFUSALS_PER_S: Final = 1 / 30
_ALL_AT_ONCE: Final = 200.0
_ALL_PER_S: Final = 0.1
_MOST_ADDRESSES: Final = 500


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be written, all of it or nothing.

    Parameters
    ----------
    entry : Entry or None
        A row of the log.
    failed : Account or None
        An account with which somebody tried a wrong password.
    used : int
        Id of a sign-in that is in use; 0 for none.
    """

    entry: Entry | None = None
    failed: Account | None = None
    used: int = 0
    is_written: Event = field(default_factory=Event, compare=False)


class Logbook:
    """Writes the log.

    Parameters
    ----------
    database : Database
        The store.
    clock : callable
        Gives the time of day, with its zone.
    seconds : callable
        Gives seconds, by which the number of refusals is bounded.
    """

    def __init__(
        self, database: Database, clock: Callable[[], datetime], seconds: Callable[[], float] = monotonic
    ) -> None:
        self._database, self._clock, self._seconds = database, clock, seconds
        self._waiting: deque[Note] = deque()
        self._left_out: Counter[tuple[str, str]] = Counter()
        self._counted_s = seconds()
        self._allowances: dict[str, Allowance] = {}
        self._all = Allowance(_ALL_PER_S, seconds, _ALL_AT_ONCE)
        self._changed, self._is_ending = Condition(), False
        self._thread = Thread(target=self._run, daemon=True, name="formcheck-log")
        self._thread.start()

    def note(self, note: Note) -> Event:
        """Have something written, and return what tells when it is on the disk.

        Parameters
        ----------
        note : Note
            What.
        """
        with self._changed:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append(note)
                self._changed.notify()
                return note.is_written
            if note.entry is not None:
                self._left_out[note.entry.what, ""] += 1
        note.is_written.set()  # nobody is to wait for it
        return note.is_written

    def refuse(self, entry: Entry, failed: Account | None = None) -> Event:
        """Have a row written of something that was refused, unless there were too many of late: these are counted.

        Parameters
        ----------
        entry : Entry
            The row.
        failed : Account, optional
            As of `Note`; it is written in any case.
        """
        with self._changed:
            allowed = self._allowance(entry.address)
            is_row = allowed.take() and self._all.take()
            address = entry.address if entry.address in self._allowances else ""
            if not is_row:
                self._left_out[entry.what, address] += 1
            more = self._left_out.pop((entry.what, address), 0) if is_row else 0
        row = replace(entry, more=more, is_allowed=False) if is_row else None
        if row is None and failed is None:
            done = Event()
            done.set()
            return done
        return self.note(Note(row, failed))

    def _allowance(self, address: str) -> Allowance:
        """Return what is allowed to an address; where there are too many of them, those after share one."""
        known = address if address in self._allowances or len(self._allowances) < _MOST_ADDRESSES else ""
        if known not in self._allowances:
            self._allowances[known] = Allowance(_REFUSALS_PER_S, self._seconds, REFUSALS_AT_ONCE)
        return self._allowances[known]

    def close(self) -> None:
        """Write what is left, and end. What cannot be written by now is lost, and that is told."""
        with self._changed:
            self._is_ending = True
            self._changed.notify()
        self._thread.join(timeout=10.0)
        if self._waiting:
            _log.error("%d rows of the log could not be written", len(self._waiting))

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_ending)
                some, is_last = list(self._waiting), self._is_ending
            try:
                self._write([*some, *self._counted(is_last=is_last)])
            except FormcheckError as error:
                _log.warning("the log cannot be written now; %d rows wait: %s", len(some), error)
                if is_last:
                    return
                with self._changed:
                    self._changed.wait_for(lambda: self._is_ending, _AGAIN_S)
                continue
            with self._changed:
                for _ in some:
                    self._waiting.popleft().is_written.set()
                if is_last and not self._waiting:
                    return

    def _write(self, some: Sequence[Note]) -> None:
        if not some:
            return
        with self._database.writing() as connection:
            for one in some:
                if one.failed is not None:
                    count_failure(connection, one.failed, self._clock())
                if one.used:
                    touch_sign_in(connection, one.used, self._clock())
            keep_entries(connection, [one.entry for one in some if one.entry is not None])

    def _counted(self, *, is_last: bool) -> list[Note]:
        """Return rows of what was left out and not told yet, once a minute and at the end."""
        with self._changed:
            is_due = is_last or self._seconds() - self._counted_s >= _COUNTED_EVERY_S
            if not is_due or not self._left_out:
                return []
            self._counted_s, at = self._seconds(), self._clock()
            left_out, self._left_out = self._left_out, Counter()
        rows = [Entry(at, "", address, what, is_allowed=False, more=n) for (what, address), n in left_out.items()]
        return [Note(row) for row in rows]
