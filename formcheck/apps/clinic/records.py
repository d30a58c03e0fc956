"""Records read from the store and kept at hand: a second look at the same session does not read it again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

from formcheck.apps.clinic.places import Place
from formcheck.errors import InputError
from formcheck.events import Repetition
from formcheck.session.corrections import MovedPoint, Movement
from formcheck.session.moved import Checkpoint, first_time_s, judge_anew, judge_until
from formcheck.session.record import Record, parse_record
from formcheck.store.correcting import read_part
from formcheck.store.database import Database

AT_HAND: Final = 4
"""Records that are kept at hand: ten minutes of a camera take some 100 MB."""


@dataclass(slots=True)
class _Held:
    """A record, and how far it was judged for the last points that were moved."""

    content: bytes
    record: Record
    checkpoint: Checkpoint | None = None


class Records:
    """Gives the records of sessions, and judges them anew with body points moved.

    Parameters
    ----------
    database : Database
        The store.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: OrderedDict[Place, _Held] = OrderedDict()
        self._lock = Lock()

    def read(self, place: Place) -> Record:
        """Return the record of a session.

        Parameters
        ----------
        place : Place
            Which session.

        Raises
        ------
        InputError
            There is no such session, or it was kept without a record.
        RecordError
            The record is damaged.
        """
        return self._hold(place).record

    def _hold(self, place: Place) -> _Held:
        place = place.recorded
        content = read_part(self._database, place.of, place.part)
        with self._lock:
            held = self._held.get(place)
            if held is None or held.content != content:
                held = _Held(content, parse_record(content.split(b"\n"), place.part or place.of.key))
                self._held[place] = held
            self._held.move_to_end(place)
            while len(self._held) > AT_HAND:
                self._held.popitem(last=False)
        return held

    def judge_anew(self, place: Place, points: Sequence[MovedPoint], movement: Movement) -> Repetition | None:
        """Return what the machine finds of a movement with body points put elsewhere; None where nothing.

        Parameters
        ----------
        place : Place
            Which session.
        points : sequence of MovedPoint
            What was put where.
        movement : Movement
            The repetition.

        Raises
        ------
        InputError
            There is no such session, frame or body point, or it was kept without a record.
        RecordError
            The record is damaged.
        """
        held = self._hold(place)
        _check(held.record, points)
        header, inputs = held.record.header, held.record.inputs
        begin_s = min(first_time_s(inputs, points), movement.start_s)
        since = judge_until(header, inputs, begin_s, held.checkpoint)
        held.checkpoint = since
        return judge_anew(header, inputs, points, movement, since)


def _check(record: Record, points: Sequence[MovedPoint]) -> None:
    """Refuse points of frames that are not there, or in which nobody was found."""
    names = {pose.index: pose.landmarks for pose in record.poses}
    for one in points:
        if one.landmark not in names.get(one.index, {}):
            raise InputError(f"has no point {one.landmark!r} that could be moved.", where=f"frame {one.index}")
