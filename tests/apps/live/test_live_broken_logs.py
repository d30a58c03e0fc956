"""A log that is broken, or is none, costs its own visit: it is told in a line, and all others are used."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from formcheck.apps.live.recorder import Recorder
from formcheck.apps.live.store import LOG_NAME, MOST_LOG, RECORD_NAME, Store
from formcheck.apps.recordings import replay
from formcheck.outputs.h264 import H264File
from formcheck.session.visit.course import VisitStage
from formcheck.session.visit.entries import Entry, PartOpened
from tests.support.cases import few
from tests.support.commands import Run
from tests.support.live import Clock, Patient, answers, make_controller
from tests.support.visits import ENTRY, RANGE_KNOWN, began, judged, opened

EXERCISE = "tibial-slider-seated"
AT = "2026-11-20T12:00:00+00:00"
WHOLE: tuple[Entry, ...] = (opened(), began(), RANGE_KNOWN, PartOpened("set-1-part-1", 1), judged(), judged())

Document = dict[str, object]
Break = Callable[[Path], None]


def documents() -> list[Document]:
    """Return the lines of a whole log."""
    return [{"at": AT, **ENTRY.dump_python(entry, mode="json")} for entry in WHOLE]


def write(path: Path, lines: list[Document]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def with_text(text: str | bytes) -> Break:
    """Return what puts something in place of a log."""
    content = text.encode() if isinstance(text, str) else text

    def put(path: Path) -> None:
        path.write_bytes(content)

    return put


def with_entry(number: int, **values: object) -> Break:
    """Return what puts a log with other values in one of its lines in place of a log."""

    def put(path: Path) -> None:
        lines = documents()
        lines[number] |= values
        write(path, lines)

    return put


def with_raw(number: int, value: str, raw: str) -> Break:
    """Return what puts a log with a number as it is written in place of a log."""

    def put(path: Path) -> None:
        write(path, documents())
        lines = path.read_text(encoding="utf-8").splitlines()
        assert value in lines[number]
        lines[number] = lines[number].replace(value, raw)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return put


def of_another_exercise(path: Path) -> None:
    lines = documents()
    prescription = lines[0]["prescription"]
    assert isinstance(prescription, dict)
    prescription["exercise"]["phases"] = {}
    write(path, lines)


def linked_to_a_log(path: Path) -> None:
    write(path.with_name("real"), documents())
    path.symlink_to("real")


BROKEN: dict[str, Break] = {
    "noise": with_text(os.urandom(5000) + b"\n"),
    "not UTF-8": with_text(b'{"at": "\xff"}\n'),
    "UTF-16": with_text("{}\n".encode("utf-16")),
    "zeros": with_text(b"\x00" * 5000 + b"\n"),
    "lists in lists": with_text("[" * 100_000 + "\n"),
    "tables in tables": with_text('{"at":' * 100_000 + "\n"),
    "one long line": with_text(b'{"at": "' + b"a" * 1_000_000 + b'"}\n'),
    "too long": with_text(b" " * (MOST_LOG + 1)),
    "a number of many digits": with_text("9" * 10_000 + "\n"),
    "half a letter": with_entry(0, version="\ud800"),
    "no entry": with_text(f'{{"at": "{AT}"}}\n'),
    "another file of JSON": with_text('{"header": {"version": 4}}\n'),
    "the year 99999": with_entry(1, at="99999-01-01T00:00:00+00:00"),
    "the year 9999": with_entry(1, at="9999-12-31T23:59:59-14:00"),
    "the year 1": with_entry(0, at="0001-01-01T00:00:00+14:00"),
    "a time of another type": with_entry(1, at=["2026"]),
    "a time that is a table": with_entry(1, at={}),
    "an endless peak": with_raw(4, "0.9", "1e999"),
    "a peak that is no number": with_raw(4, "0.9", "NaN"),
    "a huge peak": with_raw(4, "0.9", "1e300"),
    "a cycle before its start": with_raw(4, "4.8", "-4.8"),
    "a set below none": with_entry(4, set_number=-1),
    "a set of many digits": with_raw(4, '"set_number": 1', '"set_number": ' + "9" * 400),
    "an endless range": with_raw(2, "12.0", "-1e999"),
    "a pain of another type": with_entry(1, pain="much"),
    "a pain that is a table": with_entry(1, pain={"a": [1]}),
    "a leg that nobody has": with_entry(1, side="middle"),
    "a part elsewhere": with_entry(3, name="../../../etc"),
    "a part at the root": with_entry(3, name="/etc"),
    "no prescription": with_entry(0, prescription=None),
    "a prescription without sense": of_another_exercise,
}  # fmt: skip

PLACED: dict[str, Break] = {"a folder": Path.mkdir}
if hasattr(os, "mkfifo"):
    PLACED |= {
        "a pipe": os.mkfifo,
        "a device": lambda path: path.symlink_to("/dev/zero"),
        "a link to a log": linked_to_a_log,
        "a link to itself": lambda path: path.symlink_to(path.name),
        "a link to nothing": lambda path: path.symlink_to("nothing"),
    }
BROKEN |= PLACED


@pytest.fixture
def broken(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a folder with a whole visit, and another with a broken log, which is returned."""
    visits = tmp_path / "visits"
    whole = visits / "2026-11-20-120000-tibial-slider-seated" / LOG_NAME
    path = visits / "2026-11-20-130000-tibial-slider-seated" / LOG_NAME
    for one in (whole, path):
        one.parent.mkdir(parents=True)
    write(whole, [*documents(), {"at": AT, "entry": "finished", "pain": 1, "is_numb": False}])
    request.param(path)
    return path


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN, indirect=True)
def test_it_costs_only_itself(broken: Path, caplog: pytest.LogCaptureFixture) -> None:
    controller = make_controller(broken.parents[1], clock=Clock())
    assert controller.interrupted is None
    assert controller.course.history.has_visit
    assert controller.view()["stage"] == "welcome"
    controller.act(answers())
    assert len(controller.setting.store.visits()) == 2
    (line,) = caplog.messages
    assert line.startswith(str(broken))
    assert "is left as it is" in line
    assert "\n" not in line
    assert "http" not in line


@pytest.mark.parametrize("broken", few(BROKEN.values(), fast=4), ids=BROKEN, indirect=True)
def test_its_visit_cannot_be_replayed_and_it_is_told_why(broken: Path, formcheck: Run) -> None:
    done = formcheck("replay", broken.parent)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"formcheck: {broken}")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("what", ["a file", "a link to a folder", "an empty folder"])
def test_what_is_no_visit_is_left_alone(tmp_path: Path, what: str, caplog: pytest.LogCaptureFixture) -> None:
    place = tmp_path / "visits" / "2026-11-20-130000-tibial-slider-seated"
    place.parent.mkdir()
    if what == "a file":
        place.write_text("Monday", encoding="utf-8")
    elif what == "an empty folder":
        place.mkdir()
    else:
        (tmp_path / "real").mkdir()
        write(tmp_path / "real" / LOG_NAME, documents())
        place.symlink_to(tmp_path / "real")
    assert Store(place.parent, Clock()).visits() == []
    assert len(caplog.messages) == (what == "a link to a folder")


def test_visits_that_cannot_be_looked_for_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "visits").write_text("Monday", encoding="utf-8")
    store = Store(tmp_path / "visits", Clock())
    assert store.visits() == store.visits() == []
    (line,) = caplog.messages
    assert "cannot be read" in line


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whom permissions do not bind")
@pytest.mark.parametrize("is_folder", [True, False])
def test_what_may_not_be_read_costs_only_itself(
    tmp_path: Path, *, is_folder: bool, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "visits" / "one" / LOG_NAME
    path.parent.mkdir(parents=True)
    write(path, documents())
    (path.parent if is_folder else path).chmod(0)
    try:
        assert Store(path.parents[1], Clock()).visits() == []
    finally:
        (path.parent if is_folder else path).chmod(0o700)
    assert "cannot be read" in caplog.text


def test_a_visit_dated_ahead_hides_no_interrupted_one(tmp_path: Path) -> None:
    clock = Clock()
    store = Store(tmp_path, clock)
    for days in (0.0, 300.0):
        clock.forward(days=days)
        log = store.new(opened())
        for entry in WHOLE:
            log.append(entry)
    clock.forward(days=-300.0)
    assert (kept := store.interrupted(EXERCISE)) is not None
    assert kept.began == clock.now


# What is written


@pytest.mark.skipif(os.name == "nt", reason="others are kept out otherwise there")
def test_what_a_visit_writes_is_for_this_account_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        controller = make_controller(tmp_path / "data" / "visits")
        controller.act(answers(keep_video=True))
        recorded_in(controller._recorder)
    finally:
        os.umask(before)
    for path in [tmp_path / "data", *(tmp_path / "data").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


def recorded_in(recorder: Recorder) -> Path:
    """Begin a part, and return its record."""
    from formcheck.session.visit.course import PartBegun  # noqa: PLC0415 - here only
    from tests.support.sessions import make_header  # noqa: PLC0415 - here only

    recorder.do((PartOpened("set-1-part-1", 1), PartBegun("set-1-part-1", make_header())))
    return recorder._log.folder / "set-1-part-1" / RECORD_NAME


@pytest.mark.skipif(os.name == "nt", reason="links want rights there")
@pytest.mark.parametrize("planted", ["set-1-part-1", f"set-1-part-1/{RECORD_NAME}", LOG_NAME])
def test_nothing_is_written_through_a_link(tmp_path: Path, planted: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "target"
    target.write_text("untouched", encoding="utf-8")
    controller = make_controller(tmp_path / "visits")
    if planted != LOG_NAME:
        controller.act(answers())
    link = controller._log.folder / planted
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere" if planted == "set-1-part-1" else target)
    with pytest.raises(OSError, match="a link, which is not followed"):
        recorded_in(controller._recorder)
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["target"]
    assert target.read_text(encoding="utf-8") == "untouched"


# A full disk


@contextmanager
def full_after(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="a disk is filled otherwise on Windows")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 1, 20])
def test_a_full_disk_leaves_no_half_of_a_line(tmp_path: Path, room: int) -> None:
    store = Store(tmp_path, Clock())
    log = store.new(opened())
    for entry in WHOLE:
        log.append(entry)
    content = (log.folder / LOG_NAME).read_bytes()
    with full_after(len(content) + room), pytest.raises(OSError, match="File too large"):
        log.append(judged())
    assert (log.folder / LOG_NAME).read_bytes() == content
    log.append(judged())
    (kept,) = store.visits()
    assert len(kept.visit.judged) == 3


@pytest.mark.slow
def test_a_visit_goes_on_after_a_full_disk_and_its_record_is_that_of_what_was_judged(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path)).do(answers()).until(VisitStage.SET)
    patient.watch(1.0)
    folder = patient.controller._log.folder
    (record,) = folder.glob(f"*/{RECORD_NAME}")
    size = record.stat().st_size
    for _ in range(3):
        with full_after(size + 100), pytest.raises(OSError, match="File too large"):
            patient.watch(1.0)
        assert record.stat().st_size == size
        trouble = patient.view["trouble"]
        assert isinstance(trouble, dict)
        assert trouble["title"] == "The session cannot be written down"
        patient.seen += 1
    patient.until(VisitStage.AFTER)
    assert patient.view["trouble"] is None
    outcome = replay(folder)
    assert (outcome.is_same, outcome.is_whole) == (True, True)
    assert len(outcome.session.repetitions) == len(patient.controller.course.visit.judged)


@pytest.mark.slow
def test_a_video_that_no_longer_fits_costs_only_itself(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path)).do(answers(keep_video=True)).until(VisitStage.SET)
    patient.watch(1.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(H264File, "write", no_space)
        with pytest.raises(OSError, match="No space left"):
            patient.watch(1.0)
    patient.seen += 1
    patient.until(VisitStage.AFTER)
    folder = patient.controller._log.folder
    assert len(list(folder.glob("*/video.mp4"))) == 1
    outcome = replay(folder)
    assert (outcome.is_same, outcome.is_whole) == (True, True)
    assert len(outcome.session.repetitions) == len(patient.controller.course.visit.judged)


def no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")
