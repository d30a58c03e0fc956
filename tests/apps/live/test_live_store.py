"""Where visits are kept: nothing that happened is lost, whatever became of the program, and what is damaged stays."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formcheck.apps.live.store import LOG_NAME, Store, VisitLog, read_visit
from formcheck.errors import FormcheckError
from formcheck.events import Verdict
from formcheck.exercise.loader import load_exercise
from formcheck.samples import Side
from formcheck.session.coaching.framing import Check
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import Halt
from formcheck.session.visit.entries import (
    Ended,
    Entry,
    Finished,
    GivenUp,
    NeutralMeasured,
    Opened,
    PartOpened,
    PassedOver,
    Paused,
    Refused,
    Stopped,
)
from tests.support.live import Clock
from tests.support.visits import RANGE_KNOWN, began, fold, judged, opened

EXERCISE = "tibial-slider-seated"
WHOLE: tuple[Entry, ...] = (
    opened(),
    began(),
    PassedOver((Check.LIGHT, Check.RATE)),
    NeutralMeasured(-2.5),
    RANGE_KNOWN,
    PartOpened("set-1-part-1", 1),
    judged(),
    judged(Verdict.RUSHED, reason=Reason.TOO_FAST),
    judged(hint=Hint.SLOWER),
    Paused(2),
    Ended(),
    Finished(2, is_numb=False),
)
"""A visit with an entry of nearly every kind."""

Keep = Callable[..., VisitLog]


@pytest.fixture
def clock() -> Clock:
    """Return the time of day."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    """Return an empty store."""
    return Store(tmp_path / "visits", clock)


@pytest.fixture
def keep(store: Store) -> Keep:
    """Return a function that writes down a visit; it is opened where its entries do not say so."""

    def write(*entries: Entry) -> VisitLog:
        entries = entries if entries and isinstance(entries[0], Opened) else (opened(), *entries)
        log = store.new(entries[0])  # type: ignore[arg-type]
        for entry in entries:
            log.append(entry)
        return log

    return write


def path_of(log: VisitLog) -> Path:
    return log.folder / LOG_NAME


# The log


@pytest.mark.parametrize(
    "entries",
    [WHOLE, (opened(), began(), Refused((Halt.PAIN_BEFORE,))), (opened(), began(), Stopped(Halt.NUMB, None, True))],
)
def test_a_visit_is_read_as_it_happened(store: Store, keep: Keep, entries: tuple[Entry, ...]) -> None:
    keep(*entries)
    (kept,) = store.visits()
    assert kept.visit == fold(*entries)


def test_every_entry_is_on_the_disk_before_anything_else_happens(keep: Keep) -> None:
    log = keep(opened())
    for count, entry in enumerate(WHOLE[1:], start=2):
        log.append(entry)
        lines = path_of(log).read_text(encoding="utf-8").splitlines()
        assert len(lines) == count
        assert json.loads(lines[-1])["entry"] == entry.entry
        assert (found := read_visit(path_of(log))) is not None
        assert found.visit == fold(*WHOLE[:count])


def test_every_entry_has_its_time(store: Store, keep: Keep, clock: Clock) -> None:
    log, began_at = keep(opened(), began()), clock.now
    clock.forward(hours=0.5)
    log.append(judged())
    (kept,) = store.visits()
    assert (kept.began, kept.last) == (began_at, clock.now)
    assert all(json.loads(line)["at"].endswith("+00:00") for line in path_of(log).read_text("utf-8").splitlines())


def test_nothing_is_written_before_the_first_entry(store: Store, tmp_path: Path) -> None:
    store.new(opened())
    assert list(tmp_path.iterdir()) == []
    assert store.visits() == []


def test_a_folder_is_named_for_its_time_and_exercise(store: Store, keep: Keep) -> None:
    assert keep(began()).folder == store.folder / f"2026-11-21-120000-{EXERCISE}"


def test_two_visits_of_one_second_have_folders_of_their_own(store: Store, keep: Keep) -> None:
    folders = [keep(began()).folder.name for _ in range(3)]
    assert len(set(folders)) == 3
    assert len(store.visits()) == 3


# Killed, cut, damaged


def test_a_last_line_that_was_cut_is_left_out_without_a_word(keep: Keep, caplog: pytest.LogCaptureFixture) -> None:
    path = path_of(keep(*WHOLE))
    content = path.read_bytes()
    lines = content.splitlines(keepends=True)
    whole_but_one = sum(map(len, lines[:-1]))
    for size in (whole_but_one, whole_but_one + 1, whole_but_one + 20, len(content) - 2):
        path.write_bytes(content[:size])
        found = read_visit(path)
        assert found is not None
        assert found.visit == fold(*WHOLE[:-1])
    assert caplog.messages == []


@pytest.mark.parametrize("cut", [1, 2, 30])
def test_a_visit_whose_last_line_was_cut_can_be_gone_on_with(store: Store, keep: Keep, cut: int) -> None:
    path = path_of(keep(began(), RANGE_KNOWN, judged(), judged()))
    path.write_bytes(path.read_bytes()[:-cut])
    kept = store.interrupted(EXERCISE)
    assert kept is not None
    before = len(kept.visit.judged)
    log = store.log_of(kept)
    for count in (1, 2):
        log.append(judged())
        found = read_visit(path)
        assert found is not None
        assert len(found.visit.judged) == before + count


@pytest.mark.parametrize("size", [0, 1, 100])
def test_a_visit_that_was_cut_in_its_first_line_is_none(store: Store, keep: Keep, size: int) -> None:
    path = path_of(keep(opened()))
    path.write_bytes(path.read_bytes()[:size])
    assert store.visits() == []
    assert store.interrupted(EXERCISE) is None


DAMAGES = {
    "not JSON": b"{oops}\n",
    "empty": b"\n",
    "a list": b"[1, 2]\n",
    "a number": b"7\n",
    "without a time": b'{"entry": "ended"}\n',
    "a time without its zone": b'{"at": "2026-11-21T12:00:00", "entry": "ended"}\n',
    "a time that is none": b'{"at": "yesterday", "entry": "ended"}\n',
    "a time that is a number": b'{"at": 7, "entry": "ended"}\n',
    "of an unknown kind": b'{"at": "2026-11-21T12:00:00+00:00", "entry": "danced"}\n',
    "with a pain of 11": b'{"at": "2026-11-21T12:00:00+00:00", "entry": "paused", "pain": 11}\n',
    "not UTF-8": b'{"at": "2026-11-21T12:00:00+00:00", "entry": "\xff"}\n',
}


@pytest.mark.parametrize("line", DAMAGES.values(), ids=DAMAGES)
def test_a_visit_damaged_in_the_middle_is_left_alone_with_a_warning(
    store: Store, keep: Keep, clock: Clock, caplog: pytest.LogCaptureFixture, line: bytes
) -> None:
    path = path_of(keep(*WHOLE))
    clock.forward(hours=1)
    keep(began(), judged())
    lines = path.read_bytes().splitlines(keepends=True)
    lines[3] = line
    path.write_bytes(b"".join(lines))
    with caplog.at_level(logging.WARNING, "formcheck"):
        assert [kept.visit for kept in store.visits()] == [fold(began(), judged())]
    assert str(path) in caplog.text
    assert "is left as it is" in caplog.text
    assert path.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("mark", ["\u2028", "\u0085"])
def test_a_line_ends_where_a_line_of_json_ends(store: Store, keep: Keep, mark: str) -> None:
    exercise = replace(load_exercise(EXERCISE), title=f"Slider{mark}as Ana does it")
    keep(opened(exercise), began())
    assert [kept.visit.opened.prescription.exercise.title for kept in store.visits()] == [exercise.title]


@pytest.mark.parametrize("what", ["folder", "unreadable"])
def test_what_cannot_be_read_is_left_alone(
    store: Store, keep: Keep, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    keep(began())
    path = store.folder / "other" / LOG_NAME
    path.parent.mkdir()
    if what == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\xff\xfe\x00")
    assert len(store.visits()) == 1
    assert "cannot be read" in caplog.text


def test_other_things_in_the_folder_are_none_of_its_business(store: Store, keep: Keep) -> None:
    keep(began())
    (store.folder / "notes.txt").write_text("Monday", encoding="utf-8")
    (store.folder / "holiday").mkdir()
    assert len(store.visits()) == 1


@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode), place=st.integers(0, 12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_content_of_a_log_raises(tmp_path: Path, data: bytes, place: int) -> None:
    log, damaged = VisitLog(tmp_path / "whole", Clock()), tmp_path / "damaged.jsonl"
    if not damaged.exists():  # the same for every example
        for entry in WHOLE:
            log.append(entry)
    lines = path_of(log).read_bytes().splitlines(keepends=True)
    damaged.write_bytes(b"".join([*lines[:place], data, *lines[place:]]))
    try:
        read_visit(damaged)
    except FormcheckError:
        pytest.fail("a damaged log is no error of the person")


# Interrupted visits


def test_a_visit_that_was_broken_off_is_offered_with_what_was_done(store: Store, keep: Keep) -> None:
    keep(began(), RANGE_KNOWN, judged(), judged())
    kept = store.interrupted(EXERCISE)
    assert kept is not None
    assert kept.visit.good_in_set(1) == 2
    assert kept.visit.side is Side.RIGHT


def test_going_on_is_written_to_the_same_log(store: Store, keep: Keep) -> None:
    keep(began(), judged())
    kept = store.interrupted(EXERCISE)
    assert kept is not None
    store.log_of(kept).append(judged())
    (after,) = store.visits()
    assert len(after.visit.judged) == 2


@pytest.mark.parametrize(
    ("hours", "is_offered"), [(0.0, True), (11.9, True), (12.0, True), (12.1, False), (48.0, False)]
)
def test_it_is_offered_for_twelve_hours(
    store: Store, keep: Keep, clock: Clock, hours: float, *, is_offered: bool
) -> None:
    keep(began(), judged())
    clock.forward(hours=hours)
    assert (store.interrupted(EXERCISE) is not None) == is_offered


def test_the_twelve_hours_begin_with_the_last_entry(store: Store, keep: Keep, clock: Clock) -> None:
    log = keep(began())
    clock.forward(hours=10)
    log.append(judged())
    clock.forward(hours=10)
    assert store.interrupted(EXERCISE) is not None


def test_it_is_offered_for_the_same_exercise_only(store: Store, keep: Keep) -> None:
    keep(began(), judged())
    assert store.interrupted("peroneal-slider-long-sitting") is None


@pytest.mark.parametrize(
    "last",
    [
        Refused((Halt.RED_FLAG,)),
        Stopped(Halt.PAIN, 5, is_numb=False),
        Ended(),
        Finished(1, is_numb=False),
        GivenUp(),
    ],
    ids=lambda entry: entry.entry,
)
def test_a_visit_that_is_over_is_not_offered(store: Store, keep: Keep, last: Entry) -> None:
    keep(began(), judged(), last)
    assert store.interrupted(EXERCISE) is None


def test_a_visit_that_was_only_opened_is_not_offered(store: Store, keep: Keep) -> None:
    keep(opened())
    assert store.interrupted(EXERCISE) is None


def test_only_the_latest_visit_is_offered(store: Store, keep: Keep, clock: Clock) -> None:
    keep(began(), judged())
    clock.forward(hours=1)
    keep(began(), judged(), Ended())
    assert store.interrupted(EXERCISE) is None


def test_the_first_visit_finds_nothing(store: Store) -> None:
    assert store.interrupted(EXERCISE) is None
