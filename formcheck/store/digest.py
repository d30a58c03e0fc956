"""What the index is made of: a visit read from its documents, of whatever version they are."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import RecordError
from formcheck.events import Verdict
from formcheck.session.corrections import DatedCorrection, read_corrections
from formcheck.session.model import Session
from formcheck.session.moments import Moment
from formcheck.session.record import parse_record
from formcheck.session.run import run_session, without_pictures
from formcheck.session.visit.entries import Began, Entry, Finished, Paused, Stopped
from formcheck.session.visit.log import DatedEntry, dated_visit, parse_log
from formcheck.session.visit.visit import Visit
from formcheck.store.model import Answer, Middle, SessionSums, Totals, VisitDocuments, VisitState
from formcheck.store.names import (
    CORRECTIONS_DOCUMENT,
    LOG_DOCUMENT,
    RECORD_DOCUMENT,
    SESSION_DOCUMENT,
    is_opinion,
    kind_of,
    named,
    part_of,
)

_VISITS: Final = UUID("a6f7c1de-3f5b-4f0a-9a55-5d7f6d3b1c20")
"""The namespace of visits known by the first line of their log."""

SENSORS: Final = "sensors"


@dataclass(frozen=True, slots=True)
class _Errors:
    """The standard errors that the index keeps, as ``session.json`` has them."""

    knee_at_peak_deg: float | None = None
    ankle_at_peak_deg: float | None = None


@dataclass(frozen=True, slots=True)
class RepetitionDigest:
    """What the index keeps of a repetition; as of `formcheck.events.Repetition`."""

    index: int
    start_s: float
    peak_s: float
    end_s: float
    verdict: Verdict
    knee_at_peak_deg: float | None = None
    ankle_at_peak_deg: float | None = None
    certainty: float | None = None
    side: str | None = None
    uncertainty: _Errors | None = None


@dataclass(frozen=True, slots=True)
class _SourceDigest:
    recorded_at: Moment | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class _SoftwareDigest:
    model: str = ""


@dataclass(frozen=True, slots=True)
class _CoverageDigest:
    view_angle_deg: float | None = None


@dataclass(frozen=True, slots=True)
class _SessionDocument:
    """What the index reads of a ``session.json``, of whatever version; as of `formcheck.session.model.Session`."""

    exercise: str
    id: str = ""
    software: _SoftwareDigest = field(default_factory=_SoftwareDigest)
    source: _SourceDigest = field(default_factory=_SourceDigest)
    coverage: _CoverageDigest = field(default_factory=_CoverageDigest)
    side: str | None = None
    facing: str | None = None
    repetitions: tuple[RepetitionDigest, ...] = ()


_DOCUMENT: Final = TypeAdapter(_SessionDocument)
_SESSION: Final = TypeAdapter(Session)


@dataclass(frozen=True, slots=True)
class SessionDigest:
    """A session as the index has it.

    Parameters
    ----------
    sums : SessionSums
        Its counts and medians.
    repetitions : tuple of RepetitionDigest
        All attempts.
    """

    sums: SessionSums
    repetitions: tuple[RepetitionDigest, ...]


@dataclass(frozen=True, slots=True)
class VisitDigest:
    """A visit as the index has it.

    Parameters
    ----------
    key : str
        What it is known by, a UUID: the same sitting, or recording, has the same, wherever it is brought in.
    state : VisitState
        How it ended.
    began_at, ended_at : datetime or None
        When; None where that is not known.
    day : date or None
        The day, where the person was.
    exercise, side, instrument : str
        Of its first session, or what was prescribed; empty where not known.
    totals : Totals
        The counts and medians of its sets; practice is left out.
    answers : tuple of Answer
        What was said of symptoms, in order.
    halt : str
        Why it was stopped or not begun; empty where it was not.
    sessions : tuple of SessionDigest
        Its sessions, in order of time.
    """

    key: str
    state: VisitState
    began_at: datetime | None
    ended_at: datetime | None
    day: date | None
    exercise: str
    side: str
    instrument: str
    totals: Totals
    answers: tuple[Answer, ...]
    halt: str
    sessions: tuple[SessionDigest, ...]

    def answer(self, kind: str) -> str | None:
        """Return what was said last to a question; None where it was not asked.

        Parameters
        ----------
        kind : str
            As of `Answer`.
        """
        said = [one.value for one in self.answers if one.kind == kind]
        return said[-1] if said else None


@dataclass(frozen=True, slots=True)
class Examined:
    """Documents that were found to be whole.

    Parameters
    ----------
    documents : mapping of str to bytes
        All but the corrections, with the results of sessions that had none.
    corrections : tuple of DatedCorrection
        What was said of the visit, in order.
    digest : VisitDigest
        What the index keeps of it.
    """

    documents: Mapping[str, bytes]
    corrections: tuple[DatedCorrection, ...]
    digest: VisitDigest


def examine(given: VisitDocuments, where: str) -> Examined:
    """Read all documents of a visit, before any of them is kept.

    Parameters
    ----------
    given : VisitDocuments
        The documents.
    where : str
        Where they come from, for errors.

    Raises
    ------
    RecordError
        One is damaged, or there is none of a session or a visit.
    """
    documents = dict(given.documents)
    said = documents.pop(CORRECTIONS_DOCUMENT, b"")
    documents = _with_results(documents, where)
    corrections = read_corrections(said, f"{where}: {CORRECTIONS_DOCUMENT}")
    return Examined(documents, corrections, digest_visit(documents, where))


def _with_results(documents: Mapping[str, bytes], where: str) -> dict[str, bytes]:
    """Return the documents with the results of sessions that were broken off before they had any."""
    judged = dict(documents)
    for name in documents:
        if kind_of(name) != RECORD_DOCUMENT or named(part_of(name), SESSION_DOCUMENT) in documents:
            continue
        record = parse_record(documents[name].split(b"\n"), where=f"{where}: {name}")
        session = run_session(record.header, without_pictures(record.inputs), (), is_broken_off=not record.is_whole)
        judged[named(part_of(name), SESSION_DOCUMENT)] = _SESSION.dump_json(session, indent=2) + b"\n"
    return judged


def digest_visit(documents: Mapping[str, bytes], where: str) -> VisitDigest:
    """Return what the index keeps of a visit.

    Parameters
    ----------
    documents : mapping of str to bytes
        As of `formcheck.store.model.VisitDocuments`.
    where : str
        Where they come from, for errors.

    Raises
    ------
    RecordError
        A document is damaged, or there is none of a session or a visit.
    """
    entries = parse_log(documents[LOG_DOCUMENT], f"{where}: {LOG_DOCUMENT}") if LOG_DOCUMENT in documents else ()
    dated = dated_visit(entries)
    sets = {} if dated is None else {part.name: part.set_number for part in dated.visit.parts}
    sessions = sorted(_sessions(documents, sets, where), key=_begins)
    if dated is None and not sessions:
        raise RecordError(
            "holds neither a visit nor the result of a session.",
            where=where,
            next_step="Name a folder that formcheck live, review, batch or export made.",
        )
    counted = totals_of([rep for one in sessions if one.sums.set_number != 0 for rep in one.repetitions])
    first = sessions[0].sums if sessions else None
    if dated is None:
        assert first is not None
        return VisitDigest(
            key=first.key,
            state=VisitState.RECORDED,
            began_at=first.recorded_at,
            ended_at=first.recorded_at,
            day=None if first.recorded_at is None else first.recorded_at.date(),
            exercise=first.exercise,
            side=first.side,
            instrument=first.instrument,
            totals=counted,
            answers=(),
            halt="",
            sessions=tuple(sessions),
        )
    return VisitDigest(
        key=key_of_log(documents[LOG_DOCUMENT]),
        state=_state(dated.visit),
        began_at=dated.began,
        ended_at=dated.last,
        day=dated.began.date(),
        exercise=dated.exercise,
        side=str(dated.visit.side or ""),
        instrument="" if first is None else first.instrument,
        totals=counted,
        answers=tuple(_answers(entries)),
        halt=str(next(iter(dated.visit.halts), "")),
        sessions=tuple(sessions),
    )


def key_of_log(log: bytes) -> str:
    """Return what a sitting is known by: its log begins with the moment at which it was opened, and never changes.

    Parameters
    ----------
    log : bytes
        The log, or its first line.
    """
    return str(uuid5(_VISITS, log.partition(b"\n")[0].decode("utf-8", "replace")))


def totals_of(repetitions: Sequence[RepetitionDigest]) -> Totals:
    """Return what repetitions come to.

    Parameters
    ----------
    repetitions : sequence of RepetitionDigest
        All attempts.
    """
    seen = [one for one in repetitions if one.verdict is not Verdict.NOT_MEASURABLE]
    errors = [one.uncertainty or _Errors() for one in seen]
    return Totals(
        attempts=len(repetitions),
        good=sum(one.verdict is Verdict.GOOD for one in seen),
        unseen=len(repetitions) - len(seen),
        knee=_middle([one.knee_at_peak_deg for one in seen], [one.knee_at_peak_deg for one in errors]),
        ankle=_middle([one.ankle_at_peak_deg for one in seen], [one.ankle_at_peak_deg for one in errors]),
        cycle=_middle([one.end_s - one.start_s for one in seen], []),
    )


def _middle(values: Iterable[float | None], errors: Iterable[float | None]) -> Middle | None:
    known = [one for one in values if one is not None]
    doubts = [one for one in errors if one is not None]
    return Middle(statistics.median(known), statistics.median(doubts) if doubts else None) if known else None


def _sessions(documents: Mapping[str, bytes], sets: Mapping[str, int], where: str) -> Iterator[SessionDigest]:
    for name, content in documents.items():
        if kind_of(name) != SESSION_DOCUMENT or is_opinion(name):
            continue
        yield _digest(_read(content, f"{where}: {name}"), part_of(name), sets)


def read_repetitions(content: bytes, where: str) -> tuple[RepetitionDigest, ...]:
    """Return the repetitions of a ``session.json``, of whatever version.

    Parameters
    ----------
    content : bytes
        The document.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    RecordError
        It is damaged.
    """
    return _read(content, where).repetitions


def _read(content: bytes, where: str) -> _SessionDocument:
    try:
        return _DOCUMENT.validate_json(content)
    except ValidationError as error:
        raise RecordError(
            "is not the result of a session, or is damaged.",
            where=where,
            next_step="Review the recording again to make a new one.",
        ) from error


def _digest(read: _SessionDocument, part: str, sets: Mapping[str, int]) -> SessionDigest:
    sums = SessionSums(
        key=read.id,
        part=part,
        set_number=sets.get(part) if part else None,
        recorded_at=read.source.recorded_at,
        exercise=read.exercise,
        side=read.side or "",
        facing=read.facing or "",
        instrument=read.software.model or SENSORS,
        view_angle_deg=read.coverage.view_angle_deg,
        totals=totals_of(read.repetitions),
    )
    return SessionDigest(sums, read.repetitions)


def _begins(session: SessionDigest) -> tuple[bool, datetime | str, str]:
    at = session.sums.recorded_at
    return (at is None, session.sums.part if at is None else at, session.sums.part)


def _state(visit: Visit) -> VisitState:
    happened = (
        (visit.is_given_up, VisitState.GIVEN_UP),
        (visit.refused, VisitState.REFUSED),
        (visit.stopped, VisitState.STOPPED),
        (visit.finished, VisitState.FINISHED),
        (visit.is_ended, VisitState.ENDED),
    )
    return next((state for has_happened, state in happened if has_happened), VisitState.OPEN)


def _answers(entries: Iterable[DatedEntry]) -> Iterator[Answer]:
    for one in entries:
        yield from (Answer(kind, value, one.at) for kind, value in _said(one.entry))


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    match entry:
        case Began():
            yield "pain_before", str(entry.pain)
            yield from (("red_flag", str(flag)) for flag in entry.red_flags)
            if entry.after_last is not None:
                yield "lasting", str(entry.after_last)
        case Paused(pain=int(pain)):
            yield "pain_during", str(pain)
        case Stopped():
            if entry.pain is not None:
                yield "pain_during", str(entry.pain)
            yield "numb", _yes(entry.is_numb)
        case Finished():
            yield "pain_after", str(entry.pain)
            yield "numb", _yes(entry.is_numb)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
