"""Documents of visits as the store takes them: recordings that were reviewed, and sittings with their logs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from pydantic import TypeAdapter

from formcheck.events import Verdict
from formcheck.session.coaching.safety import Halt, Lasting
from formcheck.session.model import Session
from formcheck.session.record import Record, end_line, header_line, input_line
from formcheck.session.run import run_session, without_pictures
from formcheck.session.visit.entries import Ended, Entry, Finished, PartOpened, Stopped
from formcheck.session.visit.log import entry_line
from formcheck.store.model import VisitDocuments
from tests.support.visits import began, golden_record, judged, opened

BRIEF = "brief-tibial-slider"
"""A sample clip of three repetitions: good, rushed, incomplete."""

NOW = datetime(2026, 11, 29, 14, 5, 7, tzinfo=UTC)
AUTHOR = "jm"

_SESSION = TypeAdapter(Session)


@cache
def session_of(stem: str = BRIEF) -> Session:
    """Return the result of a sample clip."""
    record = golden_record(stem)
    return run_session(record.header, without_pictures(record.inputs), ())


def result_document(session: Session, indent: int | None = None) -> bytes:
    """Return a ``session.json``."""
    return _SESSION.dump_json(session, indent=indent)


def record_document(record: Record, inputs: int | None = None) -> bytes:
    """Return a ``record.jsonl``: of all inputs, or as a run that was broken off after so many leaves it."""
    some = record.inputs[:inputs]
    names = tuple(next(pose.landmarks for pose in record.poses if pose.landmarks))
    lines = [header_line(record.header, names), *(input_line(one, names) for one in some)]
    lines += [end_line(len(some))] if inputs is None else []
    return "".join(f"{line}\n" for line in lines).encode()


@cache
def recording(stem: str = BRIEF) -> VisitDocuments:
    """Return what a review of a sample clip leaves."""
    record = record_document(golden_record(stem))
    return VisitDocuments({"session.json": result_document(session_of(stem)), "record.jsonl": record})


def sitting(
    entries: Iterable[Entry] | None = None, began_at: datetime = NOW, parts: Sequence[str] = ("set-1-part-1",)
) -> VisitDocuments:
    """Return what a visit of the live page leaves: its log, a line every minute, and the result of each part."""
    told = list(finished() if entries is None else entries)
    lines = [entry_line(began_at + timedelta(minutes=number), entry) for number, entry in enumerate(told)]
    documents = {"visit.jsonl": "".join(f"{line}\n" for line in lines).encode()}
    for part in parts:
        documents |= {f"{part}/{name}": content for name, content in recording().documents.items()}
    return VisitDocuments(documents)


def finished(pain_before: int = 2, pain_after: int = 1, after_last: Lasting | None = None) -> list[Entry]:
    """Return the log of a visit of one set that came to its end."""
    sets: list[Entry] = [PartOpened("set-1-part-1", 1), judged(Verdict.GOOD), judged(Verdict.RUSHED)]
    return [
        opened(),
        began(pain=pain_before, after_last=after_last),
        *sets,
        Ended(),
        Finished(pain_after, is_numb=False),
    ]


def stopped(pain: int = 6) -> list[Entry]:
    """Return the log of a visit that was stopped for pain."""
    return [opened(), began(), PartOpened("set-1-part-1", 1), judged(), Stopped(Halt.PAIN, pain, is_numb=False)]
