"""A whole visit in a room: what is written down of it, what is left when the program dies, and which model looks."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.live import controller as rooms
from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.recorder import FILM_NAME, RECORD_NAME
from formcheck.apps.live.store import LOG_NAME, read_visit
from formcheck.apps.recordings import replay
from formcheck.errors import FrameError
from formcheck.events import RepetitionJudged, Verdict
from formcheck.samples import Frame, Side
from formcheck.session.coaching.safety import RedFlag
from formcheck.session.record import read_record
from formcheck.session.visit.course import VisitStage
from formcheck.session.visit.entries import RangeFrom
from formcheck.session.visit.visit import Visit
from formcheck.sources.video import VideoFile
from tests.support.live import RATE_HZ, SEEN_HZ, Clock, Guest, KeptLandmarks, answers, grey, make_engine, make_room
from tests.support.visits import dosed

JPEG_START = b"\xff\xd8\xff"
REPORT = {"report.html", "session.json", "repetitions.csv", "angles.csv", RECORD_NAME}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Guest:
    """Return a guest who has measured the range, done two sets and said how it was."""
    room = make_room(tmp_path_factory.mktemp("finished"), exercise=dosed(repetitions=2, sets=2))
    guest = Guest(room).exercise(answers(range_from=RangeFrom.MEASURE)).finish()
    room.close()
    return guest


@pytest.fixture
def guest(tmp_path: Path) -> Iterator[Guest]:
    """Return a guest before the welcome: one set of three."""
    room = make_room(tmp_path, exercise=dosed(repetitions=3, sets=1))
    yield Guest(room)
    room.close()


@pytest.fixture
def no_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the reports out."""
    leave_out_reports(monkeypatch)


def leave_out_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write no reports: they take a second each."""
    monkeypatch.setattr(rooms, "replay", lambda *_, **__: None)


def folder_of(guest: Guest) -> Path:
    """Return the folder of the only visit."""
    (log,) = guest.room.setting.store.folder.glob(f"*/{LOG_NAME}")
    return log.parent


def visit_in(folder: Path) -> Visit:
    """Return the visit that a folder tells of."""
    kept = read_visit(folder / LOG_NAME)
    assert kept is not None
    return kept.visit


def judged_in(record: Path) -> int:
    """Return how many repetitions a record holds."""
    return sum(isinstance(event, RepetitionJudged) for event in read_record(record).events)


# A whole visit


def test_a_visit_goes_from_welcome_to_summary(finished: Guest) -> None:
    stages = list(dict.fromkeys(course.stage for course in finished.courses))
    assert stages == ["camera", "neutral", "practice", "countdown", "set", "rest", "after", "summary"]


@pytest.mark.usefixtures("no_reports")
def test_the_last_word_on_a_set_stays_before_anything_else_is_said(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path, exercise=dosed(repetitions=1, sets=2))).do(answers())
    for done, seconds in (("Set done. Rest.", 45), ("All done.", None)):
        guest.until(VisitStage.REST)
        assert (said(guest), guest.view["seconds"]) == ("Good.", seconds)
        guest.watch(2.0)
        assert said(guest) == "Good."
        guest.watch(2.0 / SEEN_HZ)
        assert said(guest) == done
        if seconds:
            guest.do("skip")
    rested = guest.watch(1.5).view["stage"], guest.watch(1.0).view["stage"]
    assert rested == ("rest", "after")  # four seconds after the last repetition
    guest.room.close()


def said(guest: Guest) -> str:
    """Return what the page shows of what was said last."""
    return str(guest.view["cue"]["text"])  # type: ignore[index]


def test_the_good_clip_is_four_of_four(finished: Guest) -> None:
    visit = visit_in(folder_of(finished))
    assert [one.verdict for one in visit.judged] == [Verdict.GOOD] * 4
    assert visit.range is not None
    assert visit.range.range_from is RangeFrom.MEASURE
    assert visit.finished is not None


def test_every_part_is_replayed_to_the_same_events(finished: Guest) -> None:
    folder = folder_of(finished)
    parts = [part.name for part in visit_in(folder).parts]
    assert parts == ["practice-part-1", "set-1-part-1", "set-2-part-1"]
    for part in parts:
        outcome = replay(folder / part / RECORD_NAME)
        assert (outcome.is_same, outcome.is_whole) == (True, True)


def test_a_part_is_judged_by_the_range_that_was_measured(finished: Guest) -> None:
    folder = folder_of(finished)
    range_known = visit_in(folder).range
    assert range_known is not None
    header = read_record(folder / "set-1-part-1" / RECORD_NAME).header
    assert header.prescription.personal.driver_end_deg == range_known.personal.driver_end_deg
    assert header.prescription.side is Side.RIGHT
    assert read_record(folder / "practice-part-1" / RECORD_NAME).header.prescription.personal.driver_end_deg is None


def test_every_part_has_its_result_and_its_report(finished: Guest) -> None:
    folder = folder_of(finished)
    for part in visit_in(folder).parts:
        result = json.loads((folder / part.name / "session.json").read_text("utf-8"))
        assert result["summary"]["attempts"] == judged_in(folder / part.name / RECORD_NAME)
        assert {path.name for path in (folder / part.name / "report").iterdir()} == REPORT


def test_reports_are_written_once_however_often_one_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    may_end = threading.Event()

    def replay_slowly(record: Path, **_: object) -> None:
        asked.append(record)
        assert may_end.wait(10.0)

    monkeypatch.setattr(rooms, "replay", replay_slowly)
    guest = Guest(make_room(tmp_path)).do(answers()).until(VisitStage.SET).watch(0.2)
    guest.do("pause", "finish").finish().do("skip", "go_on")
    may_end.set()
    guest.room.close()
    assert asked == [folder_of(guest) / "set-1-part-1" / RECORD_NAME]


def test_no_picture_is_kept_where_none_is_wanted(finished: Guest) -> None:
    files = [path for path in finished.room.setting.store.folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".jsonl", ".json", ".html", ".csv"}
    for path in files:
        content = path.read_bytes()
        assert JPEG_START not in content
        assert b"data:image/jpeg" not in content
        assert b"/9j/" not in content


def test_the_model_looks_in_the_stages_that_need_it_only(guest: Guest) -> None:
    guest.watch(1.0)
    assert guest.view["debug"] is not None
    assert guest.view["debug"]["frames"] == 0  # type: ignore[index]
    guest.do(answers()).watch(1.0)
    assert guest.view["debug"]["frames"] == round(SEEN_HZ)  # type: ignore[index]


def test_a_refused_visit_is_kept_as_its_answers_alone(guest: Guest) -> None:
    guest.do(answers(red_flags=(RedFlag.FEVER,)))
    assert guest.stage is VisitStage.REFERRAL
    assert [path.name for path in folder_of(guest).iterdir()] == [LOG_NAME]
    assert visit_in(folder_of(guest)).refused is not None


def test_nothing_is_kept_of_a_page_that_was_only_opened(guest: Guest, tmp_path: Path) -> None:
    guest.watch(1.0)
    guest.room.close()
    assert list(tmp_path.iterdir()) == []


def test_the_leg_of_the_prescription_is_the_one(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path, side=Side.RIGHT)).do(answers(side=Side.LEFT))
    assert guest.room.course.visit.side is Side.RIGHT


# The video


def test_the_video_is_kept_where_it_is_wanted(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path), picture=grey(160, 120)).do(answers(keep_video=True)).until_judged(1)
    guest.do("pause", "finish").finish().room.close()
    (film,) = folder_of(guest).rglob(FILM_NAME)
    assert film.parent.name == "set-1-part-1"
    frames = read_record(film.with_name(RECORD_NAME)).inputs
    assert sum(1 for _ in VideoFile(film).frames()) == len(frames)
    assert b"data:image/jpeg" not in (film.parent / "report" / "report.html").read_bytes()


def test_the_wish_for_a_video_is_of_one_visit(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path), picture=grey(160, 120))
    guest.do(answers(pain=7, keep_video=True)).room.again()
    guest.do(answers()).until(VisitStage.SET).watch(1.0).room.close()
    assert len(list(tmp_path.rglob(RECORD_NAME))) == 1
    assert list(tmp_path.rglob(FILM_NAME)) == []


# Killed


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is on the disk of a visit at the moment the program is killed, in the middle of its set."""
    data = tmp_path_factory.mktemp("killed") / "visits"
    guest = Guest(make_room(data, exercise=dosed(repetitions=3, sets=1)), picture=grey(160, 120))
    guest.do(answers(keep_video=True)).until_judged(2).watch(2.0)
    left = data.with_name("left")
    shutil.copytree(data, left)
    guest.room.close()
    return left


@pytest.fixture
def left(killed: Path, tmp_path: Path) -> Path:
    """Return a copy of what was left."""
    return Path(shutil.copytree(killed, tmp_path / "visits"))


def come_back(data: Path) -> Guest:
    """Return a guest in a room that was opened after the program was killed."""
    return Guest(make_room(data, exercise=dosed(repetitions=3, sets=1)))


def test_a_kill_loses_no_repetition(left: Path) -> None:
    (record,) = left.rglob(RECORD_NAME)
    assert judged_in(record) == 2
    assert len(visit_in(record.parents[1]).judged) == 2


def test_what_was_recorded_of_a_killed_visit_is_replayed(left: Path) -> None:
    (record,) = left.rglob(RECORD_NAME)
    outcome = replay(record)
    assert (outcome.is_same, outcome.is_whole) == (True, False)


def test_the_video_of_a_killed_visit_can_be_played(left: Path) -> None:
    (film,) = left.rglob(FILM_NAME)
    assert sum(1 for _ in VideoFile(film).frames()) > 5 * SEEN_HZ


def test_a_killed_visit_is_offered_with_its_count(left: Path) -> None:
    room = come_back(left).room
    assert room.interrupted is not None
    assert room.interrupted.visit.good_in_set(1) == 2


@dataclass(frozen=True, slots=True)
class GoneOn:
    """A killed visit that was gone on with to its end.

    Parameters
    ----------
    guest : Guest
        Who went on.
    before : dict
        What every file but the log held before.
    count : object
        What was counted when the set began.
    """

    guest: Guest
    before: dict[Path, bytes]
    count: object


@pytest.fixture(scope="module")
def gone_on(killed: Path, tmp_path_factory: pytest.TempPathFactory) -> GoneOn:
    """Go on with the visit that was killed."""
    data = Path(shutil.copytree(killed, tmp_path_factory.mktemp("gone-on") / "visits"))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != LOG_NAME}
    guest = come_back(data)
    guest.picture = grey(160, 120)
    guest.room.resume()
    assert guest.stage is VisitStage.CAMERA
    count = guest.until(VisitStage.SET).view["count"]
    guest.until(VisitStage.AFTER)
    with pytest.MonkeyPatch.context() as patch:
        leave_out_reports(patch)
        guest.finish().room.close()
    return GoneOn(guest, before, count)


def test_going_on_with_it_goes_on_with_its_count(gone_on: GoneOn) -> None:
    assert gone_on.count == {"good": 2, "target": 3}
    assert gone_on.guest.view["outcome"]["good"] == 3  # type: ignore[index]
    folder = folder_of(gone_on.guest)
    assert [(one.part, one.verdict) for one in visit_in(folder).judged] == [
        ("set-1-part-1", Verdict.GOOD), ("set-1-part-1", Verdict.GOOD), ("set-1-part-2", Verdict.GOOD),
    ]  # fmt: skip
    assert replay(folder / "set-1-part-2" / RECORD_NAME).is_same


def test_going_on_keeps_the_wish_for_the_video(gone_on: GoneOn) -> None:
    films = folder_of(gone_on.guest).rglob(FILM_NAME)
    assert {film.parent.name for film in films} == {"set-1-part-1", "set-1-part-2"}


def test_what_is_there_is_not_overwritten(gone_on: GoneOn) -> None:
    assert len(gone_on.before) >= 2
    assert {path: path.read_bytes() for path in gone_on.before} == gone_on.before


def test_a_new_visit_gives_the_killed_one_up(left: Path) -> None:
    guest = come_back(left).do(answers())
    assert guest.room.interrupted is None
    assert come_back(left).room.interrupted is not None  # the new one
    visits = [kept.visit for kept in guest.room.setting.store.visits()]
    assert [visit.is_given_up for visit in sorted(visits, key=lambda visit: len(visit.judged))] == [False, True]


def test_going_on_is_possible_once_and_at_the_welcome(left: Path) -> None:
    guest = come_back(left).do(answers(pain=8))
    guest.room.resume()
    assert guest.stage is VisitStage.REFERRAL


# The page goes away and comes back


def test_without_its_page_a_set_is_paused(guest: Guest) -> None:
    guest.do(answers()).until(VisitStage.SET).watch(1.0)
    guest.room.leave()
    assert guest.stage is VisitStage.PAUSED
    guest.do("go_on").until(VisitStage.SET)


def test_the_clock_of_another_page_may_begin_anywhere(guest: Guest) -> None:
    guest.do(answers()).until_judged(1)
    guest.room.leave()
    guest.do("go_on")
    for number in range(10):
        guest.room.see(Frame(1e6 + number / SEEN_HZ, number, guest.picture))
    guest.room.leave()
    guest.room.see(Frame(0.0, 0, guest.picture))


def test_a_picture_from_the_past_is_refused(guest: Guest) -> None:
    guest.do(answers()).watch(8.0)
    last_s = (guest.seen - 1) / SEEN_HZ
    for before_s in (0.0, 0.04, 5.0):
        with pytest.raises(FrameError, match="before the last one"):
            guest.room.see(Frame(last_s - before_s, guest.seen, guest.picture))
    guest.until(VisitStage.SET)


@pytest.mark.parametrize("t_s", [1e8, 1e300])
def test_one_picture_from_the_far_future_is_not_the_last(guest: Guest, t_s: float) -> None:
    guest.do(answers()).watch(1.0)
    with suppress(FrameError):
        guest.room.see(Frame(t_s, guest.seen, guest.picture))
    guest.until(VisitStage.SET)


@pytest.mark.parametrize(("leap_s", "taken_for_s"), [(59.0, 59.0), (61.0, 3.0), (-61.0, 3.0), (1e6, 3.0)])
def test_a_leap_of_the_clock_is_a_gap(guest: Guest, leap_s: float, taken_for_s: float) -> None:
    guest.do(answers())
    guest.room.see(Frame(1000.0, 0, guest.picture))
    before_s = guest.room.course.t_s
    guest.room.see(Frame(1000.0 + leap_s, 1, guest.picture))
    assert guest.room.course.t_s - before_s == pytest.approx(taken_for_s)


# Again


@pytest.mark.usefixtures("no_reports")
def test_another_visit_begins_at_the_welcome_and_knows_the_first(tmp_path: Path) -> None:
    clock = Clock()
    guest = Guest(make_room(tmp_path, clock=clock))
    guest.do(answers()).until(VisitStage.SET).do("pause", "finish").finish()
    clock.forward(hours=3)
    guest.room.again()
    assert guest.stage is VisitStage.WELCOME
    assert guest.room.course.history.has_visit
    assert guest.room.course.history.visits_today == 1
    guest.do(answers()).until(VisitStage.SET).do("pause", "finish").finish().room.close()
    assert [kept.visit.finished is not None for kept in guest.room.setting.store.visits()] == [True, True]


def test_another_visit_in_the_same_second_has_a_folder_of_its_own(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path))
    for _ in range(2):
        guest.do(answers(pain=8)).room.again()
    assert len(list(tmp_path.iterdir())) == 2


def test_there_is_no_other_visit_before_the_end(guest: Guest) -> None:
    guest.do(answers()).until(VisitStage.SET)
    guest.room.again()
    assert guest.stage is VisitStage.SET


# The pose model


def slow_room(tmp_path: Path, *, model: str = "heavy", is_chosen: bool = True) -> VisitController:
    """Return a room in the camera stage that has been seen for ten seconds, eight pictures a second."""
    room = make_room(tmp_path, engine=make_engine(model=model, is_chosen=is_chosen))
    room.act(answers())
    see_slowly(room, 10.0)
    return room


def see_slowly(room: VisitController, seconds: float, start_s: float = 0.0, rate_hz: float = 8.0) -> None:
    for number in range(round(seconds * rate_hz)):
        room.see(Frame(start_s + number / rate_hz, round(number * RATE_HZ / rate_hz), grey(160, 120)))


def test_a_model_that_is_too_slow_gives_way_once(tmp_path: Path) -> None:
    room = slow_room(tmp_path)
    assert room.take_quicker() == "full"
    assert room.take_quicker() is None
    see_slowly(room, 10.0, start_s=10.0)
    assert room.take_quicker() is None


@pytest.mark.parametrize(("model", "is_chosen"), [("heavy", False), ("full", True)])
def test_the_model_that_was_asked_for_stays_and_so_does_the_quickest(
    tmp_path: Path, model: str, *, is_chosen: bool
) -> None:
    assert slow_room(tmp_path, model=model, is_chosen=is_chosen).take_quicker() is None


def test_a_moment_of_slowness_is_no_reason(tmp_path: Path) -> None:
    room = make_room(tmp_path)
    room.act(answers())
    see_slowly(room, 6.0)
    assert room.take_quicker() is None


def test_a_model_that_is_quick_enough_stays(guest: Guest) -> None:
    guest.room.act(answers(side=Side.LEFT))  # the wrong one: the camera stage goes on
    guest.watch(20.0)
    assert guest.stage is VisitStage.CAMERA
    assert guest.room.take_quicker() is None


def test_the_quicker_model_takes_over_and_the_other_is_released(tmp_path: Path) -> None:
    eyes = KeptLandmarks()
    room = make_room(tmp_path, engine=make_engine(eyes))
    room.use_pose(make_engine(model="full"))
    assert eyes.is_closed
    assert room.view()["debug"]["model"] == "full"  # type: ignore[index]


def test_without_a_model_the_page_says_that_it_waits(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path))
    guest.room._engine = None
    guest.do(answers()).watch(1.0)
    assert guest.view["debug"] is None
    assert guest.view["cue"]["text"] == "Measuring the speed. One moment, please."  # type: ignore[index]
    assert guest.view["debug"] is None
    guest.room.use_pose(make_engine())
    guest.until(VisitStage.SET)


def test_light_and_rate_are_minded_before_anything_begins(tmp_path: Path) -> None:
    guest = Guest(make_room(tmp_path), picture=np.zeros((480, 640, 3), np.uint8)).do(answers()).watch(12.0)
    assert guest.stage is VisitStage.CAMERA
    assert {"key": "light", "state": "missing"} in guest.view["checks"]  # type: ignore[operator]
    assert guest.view["can_go_on_anyway"] is True
    assert guest.do("anyway").view["stage"] == "countdown"
