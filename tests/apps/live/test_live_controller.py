"""A whole visit: what is written down of it, what is left when the program dies, and which model looks."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.recorder import FILM_NAME, REPORT_FOLDER, write_report
from formcheck.apps.live.store import LOG_NAME, RECORD_NAME, read_visit
from formcheck.apps.recordings import replay
from formcheck.errors import FrameError, InputError
from formcheck.events import RepetitionJudged, Verdict
from formcheck.samples import Frame, Side
from formcheck.session.coaching.safety import RedFlag
from formcheck.session.model import RemarkKind
from formcheck.session.record import read_record
from formcheck.session.segments import meant
from formcheck.session.visit.course import VisitStage
from formcheck.session.visit.entries import RangeFrom
from formcheck.session.visit.visit import Visit
from formcheck.sources.video import VideoFile
from tests.support.live import (
    NOON,
    RATE_HZ,
    SEEN_HZ,
    Clock,
    KeptLandmarks,
    Patient,
    answers,
    grey,
    make_controller,
    make_live_pose,
)
from tests.support.visits import dosed

JPEG_START = b"\xff\xd8\xff"
REPORT = {"report.html", "session.json", "repetitions.csv", "repetitions.xlsx", "angles.csv"}

pytestmark = pytest.mark.xdist_group("live controller")  # the visits that many look at are made once


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Patient:
    """Return a patient who has measured the range, done two sets and said how it was."""
    controller = make_controller(tmp_path_factory.mktemp("finished"), exercise=dosed(repetitions=2, sets=2))
    patient = Patient(controller).exercise(answers(range_from=RangeFrom.MEASURE)).finish()
    due = controller.report_due()
    assert due is not None
    write_report(due, "en")
    controller.close()
    return patient


@pytest.fixture
def patient(tmp_path: Path) -> Iterator[Patient]:
    """Return a patient before the welcome: one set of three."""
    controller = make_controller(tmp_path, exercise=dosed(repetitions=3, sets=1))
    yield Patient(controller)
    controller.close()


def folder_of(patient: Patient) -> Path:
    """Return the folder of the only visit."""
    (log,) = patient.controller.setting.store.folder.glob(f"*/{LOG_NAME}")
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


def test_a_visit_goes_from_welcome_to_summary(finished: Patient) -> None:
    stages = list(dict.fromkeys(course.stage for course in finished.courses))
    assert stages == ["camera", "neutral", "practice", "countdown", "set", "rest", "after", "summary"]


@pytest.mark.slow
def test_the_last_word_on_a_set_stays_before_anything_else_is_said(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path, exercise=dosed(repetitions=1, sets=2))).do(answers())
    for done, seconds in (("Set done. Rest.", 45), ("All done.", None)):
        patient.until(VisitStage.REST)
        assert (said(patient), patient.view["seconds"]) == ("Good.", seconds)
        patient.watch(2.0)
        assert said(patient) == "Good."
        patient.watch(2.0 / SEEN_HZ)
        assert said(patient) == done
        if seconds:
            patient.do("skip")
    rested = patient.watch(1.5).view["stage"], patient.watch(1.0).view["stage"]
    assert rested == ("rest", "after")  # four seconds after the last repetition
    patient.controller.close()


def said(patient: Patient) -> str:
    """Return what the page shows of what was said last."""
    return str(patient.view["cue"]["text"])  # type: ignore[index]


@pytest.mark.slow
def test_the_good_clip_is_four_of_four(finished: Patient) -> None:
    visit = visit_in(folder_of(finished))
    assert [one.verdict for one in visit.judged] == [Verdict.GOOD] * 4
    assert visit.range is not None
    assert visit.range.range_from is RangeFrom.MEASURE
    assert visit.finished is not None


@pytest.mark.slow
def test_every_part_is_replayed_to_the_same_events(finished: Patient) -> None:
    folder = folder_of(finished)
    parts = [part.name for part in visit_in(folder).parts]
    assert parts == ["practice-part-1", "set-1-part-1", "set-2-part-1"]
    for part in parts:
        outcome = replay(folder / part / RECORD_NAME)
        assert (outcome.is_same, outcome.is_whole) == (True, True)


@pytest.mark.slow
def test_the_visit_is_replayed_as_one_session(finished: Patient) -> None:
    outcome = replay(folder_of(finished))
    assert (outcome.is_same, outcome.is_whole) == (True, True)
    session = outcome.session
    assert [(one.set_number, one.is_practice, one.summary.attempts) for one in session.segments] == [
        (0, True, session.summary.attempts - 4), (1, False, 2), (2, False, 2),
    ]  # fmt: skip
    assert [one.index for one in session.repetitions] == [*range(1, session.summary.attempts + 1)]
    practice, *sets = (session.prescription_at(one.begin_s) for one in session.segments)
    assert practice.personal.driver_end_deg is None
    assert {one.personal.driver_end_deg for one in sets} == {session.prescription.personal.driver_end_deg}
    assert len(meant(session)) == 4  # practice is no part of what is counted
    ends_s = [one.end_s for one in session.segments]
    begins_s = [one.begin_s for one in session.segments]
    assert all(before < after < before + 30.0 for before, after in zip(ends_s, begins_s[1:], strict=False))


@pytest.mark.slow
def test_a_part_that_cannot_be_read_costs_itself_only(finished: Patient, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(folder_of(finished), tmp_path / "visit"))
    (folder / "set-1-part-1" / RECORD_NAME).write_text("[]\n", "utf-8")
    outcome = replay(folder)
    assert not outcome.is_whole
    assert [one.set_number for one in outcome.session.segments] == [0, 2]


def test_a_folder_that_is_no_visit_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape(f"{tmp_path}: holds no {LOG_NAME}")):
        replay(tmp_path)


def test_a_part_is_judged_by_the_range_that_was_measured(finished: Patient) -> None:
    folder = folder_of(finished)
    range_known = visit_in(folder).range
    assert range_known is not None
    header = read_record(folder / "set-1-part-1" / RECORD_NAME).header
    assert header.prescription.personal.driver_end_deg == range_known.personal.driver_end_deg
    assert header.prescription.side is Side.RIGHT
    assert read_record(folder / "practice-part-1" / RECORD_NAME).header.prescription.personal.driver_end_deg is None


def test_every_part_is_a_session_of_its_own_with_its_time(finished: Patient) -> None:
    folder = folder_of(finished)
    headers = [read_record(folder / part.name / RECORD_NAME).header for part in visit_in(folder).parts]
    assert len({header.id for header in headers}) == len(headers)
    for header in headers:
        source = header.source
        assert (source.sha256, source.recorded_by) == ("", "clock")
        assert source.recorded_at is not None
        assert abs(source.recorded_at - NOON) < timedelta(minutes=1)


def test_every_part_has_its_result_and_the_visit_one_report(finished: Patient) -> None:
    folder = folder_of(finished)
    assert {path.name for path in (folder / REPORT_FOLDER).iterdir()} == REPORT
    assert len(list(folder.rglob("report.html"))) == 1
    for part in visit_in(folder).parts:
        result = json.loads((folder / part.name / "session.json").read_text("utf-8"))
        assert result["summary"]["attempts"] == judged_in(folder / part.name / RECORD_NAME)


def test_the_report_is_due_once_however_often_one_asks(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path)).do(answers()).until(VisitStage.SET).watch(0.2)
    patient.do("pause", "finish")
    assert patient.controller.report_due() is None
    patient.finish()
    assert patient.controller.report_due() == folder_of(patient)
    patient.do("skip", "go_on")
    assert patient.controller.report_due() is None
    patient.controller.close()


def test_no_picture_is_kept_where_none_is_wanted(finished: Patient) -> None:
    files = [path for path in finished.controller.setting.store.folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".jsonl", ".json", ".html", ".csv", ".xlsx"}
    for path in files:
        content = path.read_bytes()
        assert JPEG_START not in content
        assert b"data:image/jpeg" not in content
        assert b"data:image" not in content


def test_the_model_looks_in_the_stages_that_need_it_only(patient: Patient) -> None:
    patient.watch(1.0)
    assert patient.view["debug"] is not None
    assert patient.view["debug"]["frames"] == 0  # type: ignore[index]
    patient.do(answers()).watch(1.0)
    assert patient.view["debug"]["frames"] == round(SEEN_HZ)  # type: ignore[index]


def test_a_refused_visit_is_kept_as_its_answers_alone(patient: Patient) -> None:
    patient.do(answers(red_flags=(RedFlag.FEVER,)))
    assert patient.stage is VisitStage.REFERRAL
    assert [path.name for path in folder_of(patient).iterdir()] == [LOG_NAME]
    assert visit_in(folder_of(patient)).refused is not None


def test_nothing_is_kept_of_a_page_that_was_only_opened(patient: Patient, tmp_path: Path) -> None:
    patient.watch(1.0)
    patient.controller.close()
    assert list(tmp_path.iterdir()) == []


def test_the_leg_of_the_prescription_is_the_one(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path, side=Side.RIGHT)).do(answers(side=Side.LEFT))
    assert patient.controller.course.visit.side is Side.RIGHT


# Another exercise than prescribed


@pytest.mark.slow
def test_another_exercise_is_said_and_not_faulted(tmp_path: Path) -> None:
    """A slider for the shin's nerve, where the one for the sole's is prescribed: toes down in place of up."""
    live_pose = make_live_pose(KeptLandmarks("good-peroneal-slider"))
    controller = make_controller(tmp_path, exercise=dosed(repetitions=4, sets=1), live_pose=live_pose)
    patient = Patient(controller).do(answers()).until_judged(3)
    assert said(patient) == "These look like another exercise than today's: Peroneal slider, seated."
    patient.do("pause", "finish").finish()
    lines = patient.view["outcome"]["lines"]  # type: ignore[index]
    assert lines[1] == (
        "Some of your movements looked like another exercise than today's: Peroneal slider, seated. "
        "Look once more at how today's goes."
    )
    controller.close()
    assert {one.looks_like for one in visit_in(folder_of(patient)).judged[1:]} == {"peroneal-slider-seated"}


# The video


@pytest.mark.slow
def test_the_video_is_kept_where_it_is_wanted(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path), picture=grey(160, 120)).do(answers(keep_video=True)).until_judged(1)
    patient.do("pause", "finish").finish().controller.close()
    due = patient.controller.report_due()
    assert due is not None
    write_report(due, "en")
    (film,) = folder_of(patient).rglob(FILM_NAME)
    assert film.parent.name == "set-1-part-1"
    frames = read_record(film.with_name(RECORD_NAME)).inputs
    assert sum(1 for _ in VideoFile(film).frames()) == len(frames)
    assert b"data:image/jpeg" not in (due / REPORT_FOLDER / "report.html").read_bytes()


def test_the_wish_for_a_video_is_of_one_visit(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path), picture=grey(160, 120))
    patient.do(answers(pain=7, keep_video=True)).controller.again()
    patient.do(answers()).until(VisitStage.SET).watch(1.0).controller.close()
    assert len(list(tmp_path.rglob(RECORD_NAME))) == 1
    assert list(tmp_path.rglob(FILM_NAME)) == []


# Killed


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what is on the disk of a visit at the moment the program is killed, in the middle of its set."""
    data = tmp_path_factory.mktemp("killed") / "visits"
    patient = Patient(make_controller(data, exercise=dosed(repetitions=3, sets=1)), picture=grey(160, 120))
    patient.do(answers(keep_video=True)).until_judged(2).watch(2.0)
    left = data.with_name("left")
    shutil.copytree(data, left)
    patient.controller.close()
    return left


@pytest.fixture
def left(killed: Path, tmp_path: Path) -> Path:
    """Return a copy of what was left."""
    return Path(shutil.copytree(killed, tmp_path / "visits"))


def come_back(data: Path) -> Patient:
    """Return a patient at a page that was opened after the program was killed."""
    return Patient(make_controller(data, exercise=dosed(repetitions=3, sets=1)))


def test_a_kill_loses_no_repetition(left: Path) -> None:
    (record,) = left.rglob(RECORD_NAME)
    assert judged_in(record) == 2
    assert len(visit_in(record.parents[1]).judged) == 2


@pytest.mark.slow
def test_what_was_recorded_of_a_killed_visit_is_replayed(left: Path) -> None:
    (record,) = left.rglob(RECORD_NAME)
    outcome = replay(record)
    assert (outcome.is_same, outcome.is_whole) == (True, False)


@pytest.mark.slow
def test_the_video_of_a_killed_visit_can_be_played(left: Path) -> None:
    (film,) = left.rglob(FILM_NAME)
    assert sum(1 for _ in VideoFile(film).frames()) > 5 * SEEN_HZ


def test_a_killed_visit_is_offered_with_its_count(left: Path) -> None:
    controller = come_back(left).controller
    assert controller.interrupted is not None
    assert controller.interrupted.visit.good_in_set(1) == 2


@dataclass(frozen=True, slots=True)
class GoneOn:
    """A killed visit that was gone on with to its end.

    Parameters
    ----------
    patient : Patient
        Who went on.
    before : dict
        What every file but the log held before.
    count : object
        What was counted when the set began.
    """

    patient: Patient
    before: dict[Path, bytes]
    count: object


@pytest.fixture(scope="module")
def gone_on(killed: Path, tmp_path_factory: pytest.TempPathFactory) -> GoneOn:
    """Go on with the visit that was killed."""
    data = Path(shutil.copytree(killed, tmp_path_factory.mktemp("gone-on") / "visits"))
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and path.name != LOG_NAME}
    patient = come_back(data)
    patient.picture = grey(160, 120)
    patient.controller.resume()
    assert patient.stage is VisitStage.CAMERA
    count = patient.until(VisitStage.SET).view["count"]
    patient.until(VisitStage.AFTER)
    patient.finish().controller.close()
    return GoneOn(patient, before, count)


@pytest.mark.slow
def test_going_on_with_it_goes_on_with_its_count(gone_on: GoneOn) -> None:
    assert gone_on.count == {"good": 2, "target": 3}
    assert gone_on.patient.view["outcome"]["good"] == 3  # type: ignore[index]
    folder = folder_of(gone_on.patient)
    assert [(one.part, one.verdict) for one in visit_in(folder).judged] == [
        ("set-1-part-1", Verdict.GOOD), ("set-1-part-1", Verdict.GOOD), ("set-1-part-2", Verdict.GOOD),
    ]  # fmt: skip
    assert replay(folder / "set-1-part-2" / RECORD_NAME).is_same


@pytest.mark.slow
def test_a_set_that_was_cut_in_two_is_one_set_in_the_report(gone_on: GoneOn) -> None:
    outcome = replay(folder_of(gone_on.patient))
    assert (outcome.is_same, outcome.is_whole) == (True, False)  # the first part was not closed
    assert [(one.set_number, one.repetitions) for one in outcome.session.segments] == [(1, (1, 2, 3))]
    kinds = [one.kind for one in outcome.session.coverage.remarks]
    assert kinds.count(RemarkKind.CUT_AT_START) == 1  # it was so in both parts
    assert RemarkKind.PICTURES_MISSING not in kinds  # a pause is no fault of the camera


@pytest.mark.slow
def test_going_on_keeps_the_wish_for_the_video(gone_on: GoneOn) -> None:
    films = folder_of(gone_on.patient).rglob(FILM_NAME)
    assert {film.parent.name for film in films} == {"set-1-part-1", "set-1-part-2"}


def test_what_is_there_is_not_overwritten(gone_on: GoneOn) -> None:
    assert len(gone_on.before) >= 2
    assert {path: path.read_bytes() for path in gone_on.before} == gone_on.before


def test_a_new_visit_gives_the_killed_one_up(left: Path) -> None:
    patient = come_back(left).do(answers())
    assert patient.controller.interrupted is None
    assert come_back(left).controller.interrupted is not None  # the new one
    visits = [kept.visit for kept in patient.controller.setting.store.visits()]
    assert [visit.is_given_up for visit in sorted(visits, key=lambda visit: len(visit.judged))] == [False, True]


def test_going_on_is_possible_once_and_at_the_welcome(left: Path) -> None:
    patient = come_back(left).do(answers(pain=8))
    patient.controller.resume()
    assert patient.stage is VisitStage.REFERRAL


# The page goes away and comes back


def test_without_its_page_a_set_is_paused(patient: Patient) -> None:
    patient.do(answers()).until(VisitStage.SET).watch(1.0)
    patient.controller.leave()
    assert patient.stage is VisitStage.PAUSED
    patient.do("go_on").until(VisitStage.SET)


@pytest.mark.slow
def test_the_clock_of_another_page_may_begin_anywhere(patient: Patient) -> None:
    patient.do(answers()).until_judged(1)
    patient.controller.leave()
    patient.do("go_on")
    for number in range(10):
        patient.controller.see(Frame(1e6 + number / SEEN_HZ, number, patient.picture))
    patient.controller.leave()
    patient.controller.see(Frame(0.0, 0, patient.picture))


def test_a_picture_from_the_past_is_refused(patient: Patient) -> None:
    patient.do(answers()).watch(8.0)
    last_s = (patient.seen - 1) / SEEN_HZ
    for before_s in (0.0, 0.04, 5.0):
        with pytest.raises(FrameError, match="before the last one"):
            patient.controller.see(Frame(last_s - before_s, patient.seen, patient.picture))
    patient.until(VisitStage.SET)


@pytest.mark.parametrize("t_s", [1e8, 1e300])
def test_one_picture_from_the_far_future_is_not_the_last(patient: Patient, t_s: float) -> None:
    patient.do(answers()).watch(1.0)
    with suppress(FrameError):
        patient.controller.see(Frame(t_s, patient.seen, patient.picture))
    patient.until(VisitStage.SET)


@pytest.mark.parametrize(("leap_s", "taken_for_s"), [(59.0, 59.0), (61.0, 3.0), (-61.0, 3.0), (1e6, 3.0)])
def test_a_leap_of_the_clock_is_a_gap(patient: Patient, leap_s: float, taken_for_s: float) -> None:
    patient.do(answers())
    patient.controller.see(Frame(1000.0, 0, patient.picture))
    before_s = patient.controller.course.t_s
    patient.controller.see(Frame(1000.0 + leap_s, 1, patient.picture))
    assert patient.controller.course.t_s - before_s == pytest.approx(taken_for_s)


# Again


def test_another_visit_begins_at_the_welcome_and_knows_the_first(tmp_path: Path) -> None:
    clock = Clock()
    patient = Patient(make_controller(tmp_path, clock=clock))
    patient.do(answers()).until(VisitStage.SET).do("pause", "finish").finish()
    clock.forward(hours=3)
    patient.controller.again()
    assert patient.stage is VisitStage.WELCOME
    assert patient.controller.course.history.has_visit
    assert patient.controller.course.history.visits_today == 1
    patient.do(answers()).until(VisitStage.SET).do("pause", "finish").finish().controller.close()
    assert [kept.visit.finished is not None for kept in patient.controller.setting.store.visits()] == [True, True]


def test_another_visit_in_the_same_second_has_a_folder_of_its_own(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path))
    for _ in range(2):
        patient.do(answers(pain=8)).controller.again()
    assert len(list(tmp_path.iterdir())) == 2


def test_there_is_no_other_visit_before_the_end(patient: Patient) -> None:
    patient.do(answers()).until(VisitStage.SET)
    patient.controller.again()
    assert patient.stage is VisitStage.SET


# The pose model


def slow_controller(tmp_path: Path, *, model: str = "heavy", is_chosen: bool = True) -> VisitController:
    """Return a visit in the camera stage that has been seen for ten seconds, eight pictures a second."""
    controller = make_controller(tmp_path, live_pose=make_live_pose(model=model, is_chosen=is_chosen))
    controller.act(answers())
    see_slowly(controller, 10.0)
    return controller


def see_slowly(controller: VisitController, seconds: float, start_s: float = 0.0, rate_hz: float = 8.0) -> None:
    for number in range(round(seconds * rate_hz)):
        controller.see(Frame(start_s + number / rate_hz, round(number * RATE_HZ / rate_hz), grey(160, 120)))


def test_a_model_that_is_too_slow_gives_way_once(tmp_path: Path) -> None:
    controller = slow_controller(tmp_path)
    assert controller.take_quicker() == "full"
    assert controller.take_quicker() is None
    see_slowly(controller, 10.0, start_s=10.0)
    assert controller.take_quicker() is None


@pytest.mark.parametrize(("model", "is_chosen"), [("heavy", False), ("full", True)])
def test_the_model_that_was_asked_for_stays_and_so_does_the_quickest(
    tmp_path: Path, model: str, *, is_chosen: bool
) -> None:
    assert slow_controller(tmp_path, model=model, is_chosen=is_chosen).take_quicker() is None


def test_a_moment_of_slowness_is_no_reason(tmp_path: Path) -> None:
    controller = make_controller(tmp_path)
    controller.act(answers())
    see_slowly(controller, 6.0)
    assert controller.take_quicker() is None


def test_a_model_that_is_quick_enough_stays(patient: Patient) -> None:
    patient.controller.act(answers(side=Side.LEFT))  # the wrong one: the camera stage goes on
    patient.watch(20.0)
    assert patient.stage is VisitStage.CAMERA
    assert patient.controller.take_quicker() is None


def test_the_quicker_model_takes_over_and_the_other_is_released(tmp_path: Path) -> None:
    estimator = KeptLandmarks()
    controller = make_controller(tmp_path, live_pose=make_live_pose(estimator))
    controller.use_pose(make_live_pose(model="full"))
    assert estimator.is_closed
    assert controller.view()["debug"]["model"] == "full"  # type: ignore[index]


def test_without_a_model_the_page_says_that_it_waits(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path))
    patient.controller._live_pose = None
    patient.do(answers()).watch(1.0)
    assert patient.view["debug"] is None
    assert patient.view["cue"]["text"] == "Measuring the speed. One moment, please."  # type: ignore[index]
    assert patient.view["debug"] is None
    patient.controller.use_pose(make_live_pose())
    patient.until(VisitStage.SET)


def test_light_and_rate_are_minded_before_anything_begins(tmp_path: Path) -> None:
    patient = Patient(make_controller(tmp_path), picture=np.zeros((480, 640, 3), np.uint8)).do(answers()).watch(12.0)
    assert patient.stage is VisitStage.CAMERA
    assert {"key": "light", "state": "missing"} in patient.view["checks"]  # type: ignore[operator]
    assert patient.view["can_go_on_anyway"] is True
    assert patient.do("anyway").view["stage"] == "countdown"
