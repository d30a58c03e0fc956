"""Traces are made once of a record, in the background: meanwhile the page says how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from threading import Lock, Thread
from typing import Final

from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.places import Place
from formcheck.apps.clinic.rows import read_result
from formcheck.errors import FormcheckError
from formcheck.exercise.definition import Prescription
from formcheck.outputs.traces import FrameTimes, Traces, is_current, read_times
from formcheck.samples import Frame
from formcheck.session.model import Prescribed, RawInput
from formcheck.session.record import Record, parse_record
from formcheck.session.run import run_session
from formcheck.store.correcting import read_part
from formcheck.store.names import SESSION_DOCUMENT
from formcheck.store.room import keep_traces, read_record, read_traces

_MOST_TIMES: Final = 8
"""Of so many sessions the times of the frames are at hand: those of an hour take a megabyte."""


@dataclass(slots=True)
class Job:
    """Traces that are being made.

    Parameters
    ----------
    done, frames : int
        How many frames there are so far, and how many there will be; 0 while that is not known.
    error : FormcheckError or None
        Why they cannot be made.
    is_over : bool
        Whether nobody works on them any more.
    """

    done: int = 0
    frames: int = 0
    error: FormcheckError | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far traces are."""

    done: int
    frames: int


@dataclass(slots=True)
class Tracing:
    """Makes traces, and keeps them in the store.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    """

    clinic: Clinic
    _jobs: dict[Place, Job] = field(default_factory=dict)
    _times: dict[Place, FrameTimes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _one_by_one: Lock = field(default_factory=Lock)

    def get(self, place: Place, author: str) -> bytes | Progress:
        """Return the traces of a session, or how far they are; whoever asks first has them made.

        Parameters
        ----------
        place : Place
            Which session.
        author : str
            Who asks.

        Raises
        ------
        FormcheckError
            They cannot be made: there is no such result or record, or it is damaged.
        """
        kept = read_traces(self.clinic.database, place.of, place.folder)
        if kept is not None and is_current(kept):
            with self._lock:
                self._jobs.pop(place, None)
            return kept
        if place.opinion and place not in self._jobs:
            read_part(self.clinic.database, place.of, place.folder, SESSION_DOCUMENT)  # or there is no such result
        with self._lock:
            job = self._jobs.get(place)
            if job is None or (job.is_over and job.error is None):
                job = self._jobs[place] = Job()
                Thread(target=self._make, args=(place, job, author), daemon=True, name="formcheck-traces").start()
            elif job.error is not None:
                del self._jobs[place]  # whoever asks again has it tried again
        if job.error is not None:
            raise job.error
        return Progress(job.done, job.frames)

    def times(self, place: Place) -> FrameTimes | None:
        """Return when each frame of a session was; None before its traces were made.

        Parameters
        ----------
        place : Place
            Which session.

        Raises
        ------
        FormcheckError
            There is no such session.
        """
        with self._lock:
            found = self._times.get(place)
        if found is None:
            kept = read_traces(self.clinic.database, place.of, place.folder)
            if kept is None:
                return None
            found = read_times(kept)
            with self._lock:
                while len(self._times) >= _MOST_TIMES:
                    del self._times[next(iter(self._times))]
                self._times[place] = found
        return found

    def _make(self, place: Place, job: Job, author: str) -> None:
        """Make the traces of a session; how it ends is told to whoever asks for them."""
        clinic = self.clinic
        try:
            with self._one_by_one:
                self._make_now(clinic, place, job, author)
            with self._lock:
                self._times.pop(place, None)  # they may be of a record that has grown since
        except FormcheckError as error:
            job.error = error
        finally:
            job.is_over = True

    @staticmethod
    def _make_now(clinic: Clinic, place: Place, job: Job, author: str) -> None:
        prescribed = _prescribed(clinic, place) if place.opinion else None
        kept = read_record(clinic.database, place.of, place.part, place.opinion)
        record = parse_record(kept.content.split(b"\n"), where=place.part or "record.jsonl")
        if prescribed is not None:
            record = replace(record, header=replace(record.header, prescription=prescribed[0], later=prescribed[1]))
        packed = make_traces(record, job)
        # Where the record has grown meanwhile they are not kept, and whoever asks next has them made anew.
        keep_traces(clinic.database, place.of, place.folder, packed, kept, clinic.clock(), author)


def _prescribed(clinic: Clinic, place: Place) -> tuple[Prescription, tuple[Prescribed, ...]] | None:
    """Return what a further result was judged by, and later on: its record tells what was prescribed at the time."""
    result = read_result(read_part(clinic.database, place.of, place.folder, SESSION_DOCUMENT), place.folder)
    return None if result.prescription is None else (result.prescription, result.later)


def make_traces(record: Record, job: Job) -> bytes:
    """Return the traces of a record.

    Parameters
    ----------
    record : Record
        The record.
    job : Job
        Told how far it is.

    Raises
    ------
    FormcheckError
        It cannot be judged.
    """
    traces = Traces()
    job.frames = len(record.inputs)

    def counted() -> Iterator[tuple[RawInput, Frame | None]]:
        for number, raw in enumerate(record.inputs):
            job.done = number
            yield raw, None

    run_session(record.header, counted(), [traces], is_broken_off=not record.is_whole)
    return traces.packed
