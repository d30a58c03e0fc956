"""Nothing waits for ever: whatever ends by an error is logged, told on the page, and leaves a way to go on."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from starlette.websockets import WebSocketDisconnect

from formcheck.apps.live import server as live_server
from formcheck.apps.live.background import Background
from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.apps.live.store import RECORD_NAME
from formcheck.apps.live.trouble import Trouble
from formcheck.apps.recordings import replay
from formcheck.errors import ModelError, RecordError
from formcheck.samples import Frame, Pose
from formcheck.session.visit.course import VisitStage
from formcheck.words.language import LANGUAGES
from tests.support.cases import few
from tests.support.live import (
    BEGIN,
    EVERY,
    SEEN_HZ,
    KeptLandmarks,
    Message,
    Patient,
    Serve,
    Tab,
    answers,
    frame_message,
    grey,
    make_controller,
    make_live_pose,
    open_window,
    words,
)

ERRORS = [RuntimeError("the interpreter broke"), OSError("no such file"), MemoryError(), ModelError("is altered.")]
any_error = pytest.mark.parametrize("error", few(ERRORS), ids=lambda error: type(error).__name__)

MODEL, SLOW = "The pose model cannot be loaded", "Loading the pose model takes unusually long"
CAMERA, PROGRAM = "The camera cannot be used", "Something unexpected happened in formcheck"
DISK, REPORT = "The session cannot be written down", "A report could not be written"


class Moody(KeptLandmarks):
    """Kept landmarks from a pose model that breaks down when it is told to."""

    error: Exception | None = None
    asked = 0

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose of a frame, or break down."""
        self.asked += 1
        if self.error is not None:
            raise self.error
        return super().estimate(frame)


@pytest.fixture
def moody() -> Moody:
    """Return a pose model that breaks down when it is told to."""
    return Moody()


@pytest.fixture
def patient(tmp_path: Path, moody: Moody) -> Iterator[Patient]:
    """Return a patient before the welcome, looked at by the model that may break down."""
    controller = make_controller(tmp_path, live_pose=make_live_pose(moody))
    yield Patient(controller)
    controller.close()


def trouble_of(view: Message) -> str:
    """Return the title of what is shown as trouble; nothing where there is none."""
    trouble = view["trouble"]
    if trouble is None:
        return ""
    assert isinstance(trouble, dict)
    assert set(trouble) == {"title", "text", "detail", "can_try_again"}
    assert trouble["text"]
    return str(trouble["title"])


def detail_of(view: Message) -> str:
    trouble = view["trouble"]
    assert isinstance(trouble, dict)
    return str(trouble["detail"])


def can_try_again(view: Message) -> bool:
    trouble = view["trouble"]
    assert isinstance(trouble, dict)
    return bool(trouble["can_try_again"])


def hear_until(tab: Tab, is_wanted: Callable[[Message], bool]) -> Message:
    """Return the first view that is wanted; pictures between are passed over."""
    for _ in range(2000):
        message = tab.socket.receive()
        assert message["type"] == "websocket.send", message
        if message.get("text"):
            view: Message = json.loads(message["text"])
            if is_wanted(view):
                return view
    raise AssertionError("it did not come")


def errors_in(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno == logging.ERROR]


def was_told_with_its_trace(caplog: pytest.LogCaptureFixture, error: Exception) -> bool:
    """Tell whether an error was logged: with its trace, but for those that explain themselves."""
    if isinstance(error, ModelError):
        return [record.getMessage() for record in errors_in(caplog)] == [str(error)]
    return [record.exc_info[1] for record in errors_in(caplog) if record.exc_info] == [error]


# The pose model


@any_error
def test_a_model_that_cannot_be_loaded_is_told_and_can_be_tried_again(
    serve: Serve, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    outcomes: list[Exception | None] = [error, None]

    def load(model: str | None) -> LivePose:
        assert model is None
        outcome = outcomes.pop(0)
        if outcome is not None:
            raise outcome
        return make_live_pose()

    with serve(load).tab() as tab:
        hear_until(tab, lambda view: trouble_of(view) == MODEL)
        view = tab.begin()
        assert (view["stage"], trouble_of(view), can_try_again(view)) == ("camera", MODEL, True)
        assert detail_of(view) == (str(error) if isinstance(error, OSError | ModelError) else "")
        assert was_told_with_its_trace(caplog, error)
        tab.tell(do="try_again")
        view = hear_until(tab, lambda view: view["debug"] is not None)
        assert trouble_of(view) == ""
        assert tab.watch(20.0, until={"set"})["stage"] == "set"


def test_trying_again_loads_once(serve: Serve) -> None:
    may_fail, asked = threading.Event(), 0

    def load(_: str | None) -> LivePose:
        nonlocal asked
        asked += 1
        if asked > 1:
            assert may_fail.wait(10.0)
        raise RuntimeError("broken for good")

    with serve(load).tab() as tab:
        hear_until(tab, lambda view: trouble_of(view) == MODEL)
        tab.begin()
        for _ in range(3):
            view = tab.say(do="try_again")
            assert trouble_of(view) == ""
        cue = view["cue"]
        assert isinstance(cue, dict)
        assert cue["text"] == "Measuring the speed. One moment, please."
        may_fail.set()
        assert can_try_again(hear_until(tab, lambda view: trouble_of(view) == MODEL))
        assert asked == 2


def test_what_is_said_of_the_model_is_said_anew(serve: Serve) -> None:
    """The page speaks a cue whose number it does not know: waiting and the end of it are two cues."""
    may_fail = threading.Event()

    def load(_: str | None) -> LivePose:
        assert may_fail.wait(10.0)
        raise RuntimeError("broken")

    with serve(load).tab() as tab:
        tab.hear()
        waiting = tab.begin()["cue"]
        may_fail.set()
        told = hear_until(tab, lambda view: trouble_of(view) == MODEL)["cue"]
    assert isinstance(waiting, dict)
    assert isinstance(told, dict)
    assert waiting["number"] != told["number"]


def test_a_model_that_takes_unusually_long_is_told_and_waited_for(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_server, "LONG_LOAD_S", 0.05)
    may_load = threading.Event()

    def load(_: str | None) -> LivePose:
        assert may_load.wait(10.0)
        return make_live_pose()

    with serve(load).tab() as tab:
        tab.hear()
        tab.begin()
        view = hear_until(tab, lambda view: trouble_of(view) == SLOW)
        assert not can_try_again(view)
        may_load.set()
        assert trouble_of(hear_until(tab, lambda view: view["debug"] is not None)) == ""


def test_a_model_that_never_comes_does_not_hold_up_the_end(
    controller: VisitController, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_asked, is_over = threading.Event(), threading.Event()

    def load(_: str | None) -> LivePose:
        is_asked.set()
        assert is_over.wait(30.0)
        raise RuntimeError("too late")

    monkeypatch.setattr("formcheck.apps.live.background.LONGEST_END_S", 20.0)
    with open_window(make_app(LiveServer(controller, load))) as window, window.tab() as tab:
        tab.hear()
        assert is_asked.wait(10.0)
        begun_s = monotonic()
    assert monotonic() - begun_s < 5.0
    is_over.set()


def test_a_quicker_model_that_cannot_be_loaded_is_told_and_the_other_goes_on(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    broken = RuntimeError("broken")

    def load(model: str | None) -> LivePose:
        if model is not None:
            raise broken
        return make_live_pose()

    with serve(load).tab() as tab:
        tab.hear_ready()
        tab.begin()
        for number in range(2000):
            view = tab.show(frame_message(number, t_s=number / 8.0))
            if view["note"]:
                break
    assert view["note"] == ["A quicker pose model could not be loaded. Close other programs if the picture is jerky."]
    assert (trouble_of(view), view["debug"]["model"]) == ("", "heavy")  # type: ignore[index]
    assert was_told_with_its_trace(caplog, broken)


# The program's camera


def until(may_end: threading.Event, error: Exception | None) -> Generator[Frame, None, None]:
    """Yield the pictures of a camera until it breaks down, or just ends."""
    number = 0
    while not may_end.is_set():
        sleep(0.0005)  # the page must come to a word
        yield Frame(number / SEEN_HZ, number * EVERY, grey(160, 120))
        number += 1
    if error is not None:
        raise error


@pytest.mark.parametrize("error", few([RuntimeError("driver"), OSError("gone"), MemoryError(), None]), ids=str)
def test_a_camera_that_ends_is_told_to_every_tab_and_pauses_the_set(
    serve: Serve,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception | None,
) -> None:
    monkeypatch.setattr(live_server, "newest", lambda frames: frames)
    may_end = threading.Event()
    window = serve(frames=lambda: until(may_end, error))
    with window.tab() as tab:
        tab.tell(**BEGIN)
        hear_until(tab, lambda view: view["stage"] == "set")
        may_end.set()
        view = hear_until(tab, lambda view: trouble_of(view) == CAMERA)
        assert (view["stage"], can_try_again(view)) == ("paused", False)
    with window.tab() as tab:
        assert trouble_of(tab.hear()) == CAMERA
    if error is None:
        assert "no more pictures" in detail_of(view)
    else:
        assert was_told_with_its_trace(caplog, error)


def test_a_picture_of_the_programs_camera_that_cannot_be_written_down_is_not_its_end(
    serve: Serve, controller: VisitController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_server, "newest", lambda frames: frames)
    may_end = threading.Event()
    with serve(frames=lambda: until(may_end, None)).tab() as tab:
        tab.tell(**BEGIN)
        hear_until(tab, lambda view: view["stage"] == "set")
        with pytest.MonkeyPatch.context() as patch:
            fill_disk(controller, patch)
            assert hear_until(tab, lambda view: trouble_of(view) == DISK)["stage"] == "set"
        hear_until(tab, lambda view: trouble_of(view) == "" and view["seq"] is not None)
        may_end.set()


# A picture that cannot be judged


@pytest.mark.parametrize("error", few([RuntimeError("broken"), MemoryError(), ValueError("math domain")]), ids=str)
def test_what_breaks_while_a_picture_is_judged_pauses_the_set_and_is_told(
    patient: Patient, moody: Moody, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    patient.do(answers()).until_judged(1)
    moody.error = error
    patient.watch(0.5)
    assert (patient.stage, trouble_of(patient.view)) == (VisitStage.PAUSED, PROGRAM)
    assert was_told_with_its_trace(caplog, error)
    moody.error = None
    patient.do("go_on")
    assert trouble_of(patient.view) == ""
    patient.until_judged(2)
    (first, _) = sorted(patient.controller.setting.store.folder.rglob(RECORD_NAME))
    assert replay(first).is_whole


@pytest.mark.slow
def test_a_broken_picture_does_not_cut_the_link(serve: Serve, moody: Moody) -> None:
    with serve(lambda _: make_live_pose(moody)).tab() as tab:
        tab.hear_ready()
        tab.begin()
        assert tab.watch(20.0, until={"set"})["stage"] == "set"
        moody.error = RuntimeError("broken")
        view = tab.watch(0.2, until={"paused"})
        assert (view["stage"], trouble_of(view)) == ("paused", PROGRAM)
        moody.error = None
        assert trouble_of(tab.say(do="go_on")) == ""
        assert tab.watch(20.0, until={"set"})["stage"] == "set"


def test_before_the_exercise_nothing_is_judged_until_the_person_tries_again(patient: Patient, moody: Moody) -> None:
    patient.do(answers())
    moody.error = RuntimeError("broken")
    patient.watch(2.0)
    assert moody.asked == 1
    view = patient.view
    assert (view["stage"], trouble_of(view), can_try_again(view)) == ("camera", PROGRAM, True)
    moody.error = None
    assert patient.controller.try_again() is False
    assert trouble_of(patient.view) == ""
    patient.until(VisitStage.SET)


@pytest.mark.slow
def test_it_pauses_even_where_the_part_cannot_be_closed(
    patient: Patient, moody: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient.do(answers()).until_judged(1)
    moody.error = RuntimeError("broken")
    with monkeypatch.context() as patch:
        patch.setattr("formcheck.session.visit.stretch.summary.summarise", refuse)
        patient.watch(0.2)
    assert (patient.stage, trouble_of(patient.view)) == (VisitStage.PAUSED, PROGRAM)
    moody.error = None
    patient.do("go_on").until_judged(2)


def refuse(*_: object, **__: object) -> None:
    raise ZeroDivisionError("refused")


def test_an_action_that_breaks_is_told_and_can_be_done_again(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with serve().tab() as tab:
        tab.hear_ready()
        with monkeypatch.context() as patch:
            patch.setattr("formcheck.session.visit.acting.why_not_begin", refuse)
            view = tab.begin()
        assert (view["stage"], trouble_of(view)) == ("welcome", PROGRAM)
        assert errors_in(caplog)[0].exc_info
        view = tab.begin()
        assert (view["stage"], trouble_of(view)) == ("camera", "")


def test_where_not_even_a_view_can_be_made_the_page_is_told_and_the_next_one_served(
    serve: Serve, controller: VisitController, caplog: pytest.LogCaptureFixture
) -> None:
    window = serve()
    with window.tab() as tab:
        tab.hear_ready()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(controller, "view", refuse)
            assert tab.begin() == {"stage": "failed"}
            with pytest.raises(WebSocketDisconnect) as caught:
                tab.hear()
        assert caught.value.code == 1011
        assert any(record.exc_info for record in errors_in(caplog))
        with window.tab() as second:
            assert second.hear()["stage"] == "camera"


# The disk


def fill_disk(controller: VisitController, patch: pytest.MonkeyPatch) -> None:
    def no_space(_: object) -> None:
        raise OSError(28, "No space left on device")

    patch.setattr(controller._recorder, "do", no_space)


def test_a_full_disk_is_told_for_as_long_as_it_is_full(serve: Serve, controller: VisitController) -> None:
    with serve().tab() as tab:
        tab.hear_ready()
        tab.begin()
        tab.watch(20.0, until={"set"})
        with pytest.MonkeyPatch.context() as patch:
            fill_disk(controller, patch)
            view = tab.show(frame_message(tab.number))
            assert "the disk is full" in str(view["refused"])
            assert (view["stage"], trouble_of(view)) == ("set", DISK)
            assert "the disk is full" in detail_of(view)
        tab.number += EVERY
        assert trouble_of(tab.watch(0.5)) == ""


# The reports


def finish(tab: Tab) -> Message:
    """Do a set, and say how it was; return what is shown then."""
    tab.hear_ready()
    tab.begin()
    tab.watch(60.0, until={"after"})
    return tab.say(do="after", pain=1, is_numb=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "error", few([OSError("no space"), RuntimeError("broken"), RecordError("is cut short.")]), ids=str
)
def test_a_report_that_cannot_be_written_is_told_with_the_place_of_the_record(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    window = serve()

    def broken(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("formcheck.apps.live.recorder.replay", broken)
    with window.tab() as tab:
        view = finish(tab)
        folder = view["outcome"]["folder"]  # type: ignore[index]
        view = hear_until(tab, lambda view: trouble_of(view) == REPORT)
        assert folder in view["trouble"]["text"]  # type: ignore[index]
        assert (view["stage"], can_try_again(view)) == ("summary", False)
        assert errors_in(caplog)
        assert trouble_of(tab.say(do="again")) == ""


@pytest.mark.slow
def test_a_report_that_cannot_be_written_is_told_and_the_visit_is_complete(
    controller: VisitController, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def write(visit: Path, **_: object) -> None:
        asked.append(visit)
        raise RuntimeError("broken")

    window = serve()
    monkeypatch.setattr("formcheck.apps.live.recorder.replay", write)
    with window.tab() as tab:
        tab.hear_ready()
        tab.begin()
        tab.watch(20.0, until={"set"})
        tab.watch(1.0)
        tab.say(do="pause")
        tab.say(do="go_on")
        tab.watch(60.0, until={"after"})
        tab.say(do="after", pain=1, is_numb=False)
        hear_until(tab, lambda view: trouble_of(view) == REPORT)
    assert asked == [controller._log.folder]
    assert controller.course.visit.finished is not None


# The end of the program


def test_what_breaks_at_the_end_is_logged_and_the_rest_is_closed_all_the_same(
    controller: VisitController, caplog: pytest.LogCaptureFixture
) -> None:
    estimator = KeptLandmarks()
    server = LiveServer(controller, lambda _: make_live_pose(estimator))
    with pytest.MonkeyPatch.context() as patch, open_window(make_app(server)) as window, window.tab() as tab:
        tab.hear_ready()
        patch.setattr(controller, "_take", refuse)
        patch.setattr(controller._recorder, "close", refuse)
    assert estimator.is_closed
    assert len(errors_in(caplog)) >= 2


def test_a_folder_that_is_gone_at_the_end_is_logged(patient: Patient, caplog: pytest.LogCaptureFixture) -> None:
    patient.do(answers()).until(VisitStage.SET).watch(0.5)
    folder = patient.controller.setting.store.folder
    shutil.rmtree(folder)
    folder.touch()  # so that it cannot be made again
    patient.controller.close()
    assert errors_in(caplog)


def test_work_that_does_not_end_is_left_and_told(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def untold(_: Exception) -> None:
        raise AssertionError

    async def run() -> None:
        background = Background()
        background.start("counting sheep", asyncio.sleep(60.0), untold, is_awaited=True)
        await background.finish()

    monkeypatch.setattr("formcheck.apps.live.background.LONGEST_END_S", 0.05)
    asyncio.run(run())
    assert "counting sheep" in caplog.messages[0]


# Words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_words(language: str, trouble: Trouble) -> None:
    for part in ("title", "text"):
        assert words(language).has(f"trouble-{trouble}-{part}")
