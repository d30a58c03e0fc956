"""``formcheck clinic`` killed while a second opinion is judged or kept: it is there whole, or not at all.

A handful of kills by default; ``FORMCHECK_KILLS=50`` is what docs/security.md tells of.
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import pytest

from formcheck.session.corrections import Rescored
from formcheck.session.rescoring import Trial, rescore, try_limits
from formcheck.store.archive import VisitKey
from formcheck.store.correcting import Seen, see_session
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.clinic import ClinicProgram, ClinicWindow
from tests.support.machine import kills
from tests.support.stored import AUTHOR, BRIEF, NOW, finished, result_document, sitting
from tests.support.stores import chances, check_whole, documents_in, table_in
from tests.support.visits import golden_record

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]

KILLS = kills(3)
VISITS = 8
PERSON, PART = "anna-04", "set-1-part-1"
LIMITS = {"phases.extend.knee_flexion.max": 60.0}
PATIENCE_S = 60.0
KEEPING_S = 0.8
"""Some ten opinions are kept in so long."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Shown:
    """What the answers of a program said before it was killed."""

    has_judged: bool = False
    opinions: list[str] = field(default_factory=list)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a store with visits of one person."""
    place = tmp_path / "clinic.sqlite"
    with closing(open_database(place)) as database:
        for number in range(VISITS):
            visit = sitting(finished(pain_before=number), NOW + timedelta(hours=number))
            DatabaseArchive(database).keep(PERSON, visit, NOW, AUTHOR)
    return place


@pytest.fixture(scope="module")
def opinion() -> bytes:
    """Return what the other limits find."""
    record = golden_record(BRIEF)
    session = rescore(record, try_limits(record.header.prescription, Trial(limits=LIMITS)))
    return result_document(session, indent=2) + b"\n"


def judged(window: ClinicWindow, room: str) -> str:
    """Have the session judged by the other limits, and return the name of the run."""
    _, begun = window.post(f"{room}/rescore", {"limits": LIMITS})
    until_s = time.monotonic() + PATIENCE_S
    while (status := window.get(f"{room}/rescore/run/{begun['run']}")[0]) == 202:
        assert time.monotonic() < until_s
        time.sleep(0.02)
    assert status == 200
    return str(begun["run"])


def keep(window: ClinicWindow, room: str, run: str) -> list[str]:
    """Keep the result as a further opinion, and return the opinions that the page then shows."""
    status, answer = window.post(f"{room}/opinions", {"token": str(uuid4()), "seen": 0, "run": run})
    assert status == 200, answer
    state = answer["state"]
    assert isinstance(state, dict)
    return [str(one["name"]) for one in state["opinions"]]


def keep_until_killed(program: ClinicProgram, room: str, chance: random.Random, judging_s: float) -> Shown:
    """Judge and keep, again and again, until the program is killed: while it judges, or later, while it keeps."""
    shown, is_early = Shown(), chance.random() < 1 / 4
    with suppress(OSError, HTTPException):
        window = ClinicWindow(program.address)
        if is_early:
            program.kill_in(chance.uniform(0.0, judging_s))
        run = judged(window, room)
        shown.has_judged = True
        if not is_early:
            program.kill_in(chance.uniform(0.0, KEEPING_S))
        while True:
            shown.opinions = keep(window, room, run)
    return shown


def room_of(visit: VisitKey) -> str:
    return f"/person/{visit.person}/visit/{visit.key}/{PART}"


def seen_in(place: Path, visit: VisitKey) -> Seen:
    with closing(open_database(place)) as database:
        return see_session(database, visit, PART)


def time_to_judge(tmp_path: Path, place: Path, visit: VisitKey) -> float:
    program = ClinicProgram(tmp_path, place)
    try:
        window, begun_s = ClinicWindow(program.address), time.monotonic()
        judged(window, room_of(visit))
        return time.monotonic() - begun_s
    finally:
        program.kill()


def check(seen: Seen, shown: Shown, opinion: bytes) -> None:
    """See that every opinion there is is whole and listed, and that all are there that were shown."""
    names = [f"opinion-{number}" for number in range(1, len(seen.opinions) + 1)]
    assert dict(seen.opinions) == dict.fromkeys(names, opinion)
    assert [one.what for one in seen.corrections] == [Rescored(name) for name in names]
    assert [one.number for one in seen.corrections] == list(range(1, len(names) + 1))
    assert shown.opinions in (names, names[:-1]) or not shown.opinions


def test_an_opinion_is_kept_whole_or_not_at_all(place: Path, opinion: bytes, tmp_path: Path) -> None:
    before = documents_in(place)
    visits = list(before)
    judging_s = time_to_judge(tmp_path, place, visits[0])
    assert documents_in(place) == before
    chance, told = chances(6), Counter[str]()
    for number in range(KILLS):
        visit = visits[number % VISITS]
        earlier = len(seen_in(place, visit).opinions)
        program = ClinicProgram(tmp_path, place)
        try:
            shown = keep_until_killed(program, room_of(visit), chance, judging_s)
        finally:
            program.kill()
        check_whole(place)
        seen = seen_in(place, visit)
        check(seen, shown, opinion)
        kept = len(seen.opinions)
        assert kept >= earlier
        assert kept - max(earlier, len(shown.opinions)) <= 1  # the last one may be kept, and nobody heard of it
        told["while keeping" if shown.has_judged else "while judging"] += 1
        told["opinions"] += kept - earlier
        told["not heard of"] += kept - max(earlier, len(shown.opinions))
        _log.info("after %d kills: %s", number + 1, dict(told))
    after = documents_in(place)
    assert {visit: {name: after[visit][name] for name in held} for visit, held in before.items()} == before
    _log.info("opinions: %d kills, %s", KILLS, dict(told))
    check_index(place)
    check_next(ClinicProgram(tmp_path, place), place, visits[0])


def check_index(place: Path) -> None:
    """See that the index is what follows from the documents."""
    index = table_in(place, "visit", "session", "repetition", "answer")
    with closing(open_database(place)) as database:
        assert DatabaseArchive(database).rebuild() == []
    assert table_in(place, *index) == index


def check_next(program: ClinicProgram, place: Path, visit: VisitKey) -> None:
    """See that the next one is kept."""
    earlier = list(seen_in(place, visit).opinions)
    try:
        window = ClinicWindow(program.address)
        shown = keep(window, room_of(visit), judged(window, room_of(visit)))
    finally:
        program.kill()
    assert shown == [*earlier, f"opinion-{len(earlier) + 1}"] == list(seen_in(place, visit).opinions)
