"""Sensors in place of the camera: the visit, the page and its link, and what the command asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from math import nan
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest
import typer

from formcheck.apps.live.controller import Setting, VisitController
from formcheck.apps.live.figure import asked_figure, stick_figure
from formcheck.apps.live.own_sensors import (
    OwnSensors,
    Tell,
    in_own_time,
    leg_of,
    open_sensors,
    play_recording,
    to_places,
)
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.apps.live.store import Store, read_visit
from formcheck.apps.live.trouble import Trouble
from formcheck.apps.live.view import cue_words
from formcheck.apps.recordings import replay
from formcheck.errors import SensorError
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.inertial.amiss import CalibrationFault, FaultKind
from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, ImuReading, ImuReadings, Origin, Place, Segment, Side, SourceInfo
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.visit.course import VisitStage
from formcheck.session.visit.entries import RangeFrom
from formcheck.sources.imu.line import format_readings
from formcheck.sources.imu.live.stream import LiveReadings
from formcheck.words.language import LANGUAGES
from tests.support.live import BEGIN, Clock, Message, Tab, answers, open_window, words
from tests.support.visits import dosed
from tests.support.wearing import FOOT, SHANK, THIGH, whole_visit

every_language = pytest.mark.parametrize("language", LANGUAGES)
PLACES = (SHANK, FOOT)


@dataclass(slots=True)
class Played:
    """A recording that is given as fast as it is taken."""

    groups: Sequence[ImuReadings]
    info: SourceInfo = field(default_factory=lambda: SourceInfo("sensors"))
    is_closed: bool = False

    def readings(self) -> Iterator[ImuReadings]:
        """Yield all of it."""
        yield from self.groups

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


def make_sensors(groups: Sequence[ImuReadings] = (), *, has_codes: bool = False) -> OwnSensors:
    codes = {place: f"http://192.0.2.2:8123/phone/KEY/{place}.phyphox" for place in PLACES} if has_codes else {}
    return OwnSensors(Played(groups), PLACES, "2 phones", codes, "Who sees what." if has_codes else "")


def make_strapped(data: Path, sensors: OwnSensors | None = None, language: str = "en") -> VisitController:
    prescription = Prescription(dosed(repetitions=2, sets=1), Side.RIGHT)
    store = Store(data, Clock())
    return VisitController(Setting(prescription, words(language), store, sensors=sensors or make_sensors()))


def hear(controller: VisitController, until: Callable[[], bool], groups: Iterable[ImuReadings] | None = None) -> None:
    for group in whole_visit() if groups is None else groups:
        controller.hear([group])
        if until():
            return
    raise AssertionError(f"still in {controller.course.stage}")


# The visit


@pytest.mark.slow
def test_a_visit_is_recorded_and_judged_again_alike(tmp_path: Path) -> None:
    controller = make_strapped(tmp_path)
    with closing(controller):
        controller.act(answers(range_from=RangeFrom.PRESCRIBED))
        hear(controller, lambda: controller.course.stage is VisitStage.AFTER)
    records = sorted(tmp_path.glob("*/*/record.jsonl"))
    assert [record.parent.name for record in records] == ["set-1-part-1"]
    header = json.loads(records[0].read_text(encoding="utf-8").splitlines()[0])["header"]
    assert {one["place"]["segment"] for one in header["mountings"]} == {"shank", "foot"}
    assert header["instruments"][0]["name"] == "2 phones"
    again = replay(records[0])
    assert again.is_same
    assert again.session.summary.good == 2
    kept = read_visit(next(tmp_path.glob("*/visit.jsonl")))
    assert kept is not None
    assert len(kept.visit.judged) == 2


@pytest.mark.slow
def test_the_view_shows_checks_then_steps_then_the_leg(tmp_path: Path) -> None:
    controller = make_strapped(tmp_path, make_sensors(has_codes=True))
    with closing(controller):
        controller.act(answers(range_from=RangeFrom.PRESCRIBED))
        view = controller.view()
        assert (view["stage"], view["scan"]) == ("sensors", "right_shank")
        only_shank = [
            replace(raw, readings=tuple(one for one in raw.readings if one.place == SHANK))
            for raw in whole_visit()
            if raw.t_s < 0.5
        ]
        controller.hear(only_shank)
        view = controller.view()
        checks = {str(one["key"]): one["state"] for one in view["checks"]}  # type: ignore[attr-defined]
        assert view["scan"] == "right_foot"
        assert (checks["right_shank-sensor_heard"], checks["right_foot-sensor_heard"]) == ("ok", "missing")
        assert view["cue"]["text"] == "I hear nothing from the right foot yet."  # type: ignore[index]
        rest = iter(whole_visit()[30:])
        hear(controller, lambda: controller.course.calibrating.task is Task.EXTEND, rest)
        view = controller.view()
        assert view["scan"] is None
        steps = [one["state"] for one in view["checks"]]  # type: ignore[attr-defined]
        assert (view["stage"], steps) == ("calibrate", ["ok", "ok", "now", "later"])
        assert "right_knee" in view["picture"]["points"]  # type: ignore[index]
        hear(controller, lambda: controller.course.stage is VisitStage.SET, rest)
        view = controller.view()
        points = view["picture"]["points"]  # type: ignore[index]
        assert {"right_hip", "right_knee", "right_ankle", "right_foot_index"} <= set(points)


def test_batteries_stand_beside_the_check_of_their_sensor(tmp_path: Path) -> None:
    live = LiveReadings()
    live.take([ImuReading(0.0, SHANK, (0.0, 0.0, 9.81), (0.0, 0.0, 0.0))], "bluetooth one")
    live.take_battery(SHANK, 0.43)
    controller = make_strapped(tmp_path, OwnSensors(live, PLACES, "2 sensors"))
    with closing(controller):
        controller.act(answers(range_from=RangeFrom.PRESCRIBED))
        assert controller.view()["batteries"] == {"right_shank-sensor_heard": "battery 43 %"}
    assert make_sensors().batteries() == {}


@pytest.mark.slow
def test_why_a_step_is_asked_for_again_is_on_the_screen(tmp_path: Path) -> None:
    controller = make_strapped(tmp_path)
    with closing(controller):
        controller.act(answers())
        hear(controller, lambda: controller.course.stage is VisitStage.CALIBRATE)
        fault = CalibrationFault(Task.TOES, FaultKind.TOO_SMALL, FOOT, 4.2, 10.0)
        calibrating = replace(controller.course.calibrating, task=Task.TOES, fault=fault)
        controller.course = replace(controller.course, calibrating=calibrating)
        note = str(controller.view()["note"])
        assert "right foot" in note
        assert "4.2" in note


def test_the_end_of_the_sensors_is_told_and_pauses(tmp_path: Path) -> None:
    controller = make_strapped(tmp_path)
    with closing(controller):
        controller.act(answers(range_from=RangeFrom.PRESCRIBED))
        hear(controller, lambda: controller.course.stage is VisitStage.SET)
        controller.go_without_camera(SensorError("has come to its end.", where="day.csv"))
        assert controller.course.stage is VisitStage.PAUSED
        trouble = controller.view()["trouble"]
        assert isinstance(trouble, dict)
        assert trouble["title"] == words("en")("trouble-sensors-title")
        assert "day.csv" in trouble["detail"]
        assert Trouble.CAMERA not in controller._troubles


@every_language
def test_what_sensors_do_not_tell_is_not_said_to_be_unseen(language: str) -> None:
    for key in ("lost-person", "lost-foot", "lost-knee", "lost-leg", "found", "not-seen-foot", "not-sure"):
        seen, heard = (
            cue_words(Cue(key, Tone.LOST), Side.RIGHT, words(language), origin)
            for origin in (Origin.CAMERA, Origin.SENSOR)
        )
        assert seen != heard
        assert all(heard)
    same = (cue_words(Cue("slower", Tone.FORM), Side.RIGHT, words(language), origin) for origin in Origin)
    assert len(set(same)) == 1


# The page and its link


def serve(controller: VisitController) -> LiveServer:
    def load(_: str | None) -> object:
        raise AssertionError("no pose model is needed")

    return LiveServer(controller, load)  # type: ignore[arg-type]


@every_language
def test_the_page_has_codes_and_rows_and_asks_for_no_camera(tmp_path: Path, language: str) -> None:
    controller = make_strapped(tmp_path, make_sensors(has_codes=True), language)
    with open_window(make_app(serve(controller))) as window:
        html = window.client.get("/").text
    assert 'data-camera="sensors"' in html
    assert html.count("data-code=") == 2
    assert html.count("<svg xmlns") == 2
    assert html.count('data-check="right_') == 6
    assert html.count('data-check="step-') == 4
    assert "Who sees what." in html
    assert "keep_video" not in html
    assert "8123" not in html.replace("Who sees what.", "")  # the key is in the code alone


@pytest.mark.slow
def test_a_whole_visit_over_the_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.apps.live.recorder.replay", lambda *_, **__: None)
    monkeypatch.setattr("formcheck.apps.live.own_sensors.in_own_time", watched_only)
    sensors = make_sensors(whole_visit())
    controller = make_strapped(tmp_path, sensors)
    with open_window(make_app(serve(controller))) as window, window.tab() as tab:
        tab.hear()
        tab.tell(**BEGIN)
        seen: list[object] = []
        for view in heard(tab):
            if view["stage"] not in seen:
                seen.append(view["stage"])
            if view["stage"] == "after":
                break
    # Readings come faster than they would: a stage of a moment may be over before it is shown.
    assert [stage for stage in seen if stage != "rest"][-5:] == ["sensors", "calibrate", "countdown", "set", "after"]
    assert isinstance(sensors.source, Played)
    assert sensors.source.is_closed


def watched_only(readings: Iterator[ImuReadings], watched: Event) -> Iterator[ImuReadings]:
    """Yield readings without waiting for their time."""
    for group in readings:
        watched.wait()
        sleep(0.0005)  # the page must come to a word
        yield group


def heard(tab: Tab) -> Iterator[Message]:
    """Yield what the page is told."""
    for _ in range(20_000):
        yield tab.hear()
    raise AssertionError("it did not come")


# Where the readings come from


@pytest.mark.slow
def test_a_recording_is_played_in_its_own_time_and_stands_still_where_nobody_looks() -> None:
    watched = Event()
    groups = [ImuReadings(100.0 + 0.05 * number) for number in range(20)]
    taken: list[ImuReadings] = []
    player = Thread(target=lambda: taken.extend(in_own_time(iter(groups), watched)), daemon=True)
    player.start()
    player.join(0.2)
    assert taken == []
    watched.set()
    player.join(0.5)
    assert player.is_alive()  # a second takes a second
    player.join(5.0)
    assert taken == groups


def test_what_came_meanwhile_comes_at_once_and_the_end_is_an_error() -> None:
    sensors = make_sensors([ImuReadings(0.001 * number) for number in range(50)])
    sensors.watched.set()
    batches, count = sensors.batches(), 0
    while count < 50:
        count += len(next(batches))
    with pytest.raises(SensorError, match="has come to its end"):
        next(batches)


def test_closing_ends_whoever_waits() -> None:
    live = LiveReadings()
    sensors = OwnSensors(live, PLACES, "2 phones")

    def take() -> None:
        with suppress(SensorError):
            for _ in sensors.batches():
                pass

    taker = Thread(target=take, daemon=True)
    taker.start()
    sensors.close()
    sensors.close()
    taker.join(2.0)
    assert not taker.is_alive()


# What the command asks for


def test_places_are_shin_and_foot_of_the_leg_or_as_told() -> None:
    assert to_places(None, Side.RIGHT) == PLACES
    assert to_places("left_shank, left_thigh", None) == tuple(
        Place(Side.LEFT, segment) for segment in (Segment.SHANK, Segment.THIGH)
    )
    with pytest.raises(typer.BadParameter, match="--side right"):
        to_places(None, None)
    with pytest.raises(typer.BadParameter, match="right_shin"):
        to_places("right_shin", None)


def test_the_leg_is_that_of_the_sensors_which_must_measure_what_drives_the_exercise() -> None:
    prescription = Prescription(load_exercise("tibial-slider-seated"))
    assert leg_of(prescription, PLACES).side is Side.RIGHT
    assert leg_of(prescription, (*PLACES, Place(Side.LEFT, Segment.SHANK))).side is None
    with pytest.raises(SensorError, match="knee flexion"):
        leg_of(prescription, (FOOT,))
    with pytest.raises(SensorError, match="prescribed leg"):
        leg_of(replace(prescription, side=Side.LEFT), PLACES)


def test_each_way_in_is_opened() -> None:
    tell = Tell(words("en"), Clock())
    phones = open_sensors("phone", PLACES, "127.0.0.1", tell)
    with closing(phones):
        assert set(phones.codes) == set(PLACES)
        assert phones.who_sees
        assert phones.devices == "2 phones"
    lines = open_sensors("udp:0", PLACES, None, tell)
    with closing(lines):
        assert (lines.codes, lines.who_sees) == ({}, "")
    with pytest.raises(typer.BadParameter, match="udp:5555"):
        open_sensors("udp:many", PLACES, None, tell)
    with pytest.raises(typer.BadParameter, match="phone, bluetooth, lsl"):
        open_sensors("day.csv", PLACES, None, tell)


@pytest.mark.slow
def test_of_a_recording_all_sensors_of_the_leg_are_taken_unless_some_are_named(tmp_path: Path) -> None:
    path = tmp_path / "day.csv"
    readings = (one for raw in whole_visit((THIGH, SHANK, FOOT))[:500] for one in raw.readings)
    path.write_text("\n".join(format_readings(readings)) + "\n")
    assert set(play_recording(path, None, Side.RIGHT).places) == {THIGH, SHANK, FOOT}
    assert play_recording(path, "right_shank", None).places == (SHANK,)
    with pytest.raises(SensorError, match="left_shank"):
        play_recording(path, "left_shank", None)
    with pytest.raises(SensorError, match="left leg"):
        play_recording(path, None, Side.LEFT)
    with pytest.raises(typer.BadParameter, match="right_knee"):
        play_recording(path, "right_knee", None)


# The figure


def test_the_figure_is_drawn_as_far_as_it_is_known() -> None:
    level = {Dof.KNEE_FLEXION: 90.0, Dof.ANKLE_DORSIFLEXION: 0.0, Dof.THIGH_ELEVATION: nan}
    points = stick_figure(level, Side.LEFT)
    assert points["left_knee"][1] == points["left_hip"][1]
    assert points["left_ankle"][0] == points["left_knee"][0]
    assert points["left_foot_index"][0] > points["left_ankle"][0] > points["left_heel"][0]
    assert points["left_shoulder"][0] == points["left_hip"][0]
    assert "left_foot_index" not in stick_figure({**level, Dof.ANKLE_DORSIFLEXION: nan}, Side.LEFT)
    assert "left_ankle" not in stick_figure({**level, Dof.KNEE_FLEXION: nan}, Side.LEFT)
    lying = stick_figure({**level, Dof.KNEE_FLEXION: 0.0}, Side.LEFT, is_lying=True)
    assert lying["left_shoulder"][1] == lying["left_hip"][1]
    assert lying["left_shoulder"][0] < lying["left_hip"][0]


@pytest.mark.parametrize("task", [Task.STAND, Task.SIT, Task.EXTEND, Task.TOES])
def test_what_is_asked_for_is_drawn_within_the_picture(task: Task) -> None:
    for t_s in (nan, 0.0, 1.0, 2.0):
        for x, y in asked_figure(task, Side.RIGHT, t_s).values():
            assert 0.0 < x < 1.0
            assert 0.0 < y < 1.0
