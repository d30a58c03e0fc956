"""The link of the page: every picture is answered, nothing that is sent can break a visit, one tab is served."""

from __future__ import annotations

import json
import os
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf, nan

import pytest
from starlette.websockets import WebSocketDisconnect

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.apps.live.store import RECORD_NAME
from formcheck.apps.live.view import LINES
from formcheck.apps.recordings import replay
from formcheck.errors import ModelError
from formcheck.session.visit.course import VisitStage
from formcheck.sources.browser import MAX_FRAME_BYTES
from tests.support.live import (
    BEGIN,
    EVERY,
    RATE_HZ,
    SMALL_JPEG,
    KeptLandmarks,
    Serve,
    Tab,
    Window,
    frame_message,
    grey,
    jpeg,
    make_live_pose,
    open_window,
)


@contextmanager
def ready(window: Window) -> Iterator[Tab]:
    """Open the first tab, and wait for the pose model."""
    with window.tab() as tab:
        tab.hear_ready()
        yield tab


@pytest.fixture
def tab(window: Window) -> Iterator[Tab]:
    """Return the only tab, with the pose model ready."""
    with ready(window) as one:
        yield one


def in_set(tab: Tab) -> Tab:
    """Bring the visit into its set."""
    tab.begin()
    assert tab.watch(20.0, until={"set"})["stage"] == "set"
    return tab


# What is sent first, and what answers


def test_the_first_view_has_the_lines_of_the_body(window: Window) -> None:
    with window.tab() as tab:
        first = tab.hear()
        assert first["lines"] == [list(line) for line in LINES]
        assert (first["stage"], first["seq"], first["picture"]) == ("welcome", None, None)
        assert "lines" not in tab.hear_ready()
        assert "lines" not in tab.watch(0.2)


def test_the_model_is_loaded_while_the_person_reads_and_only_once(serve: Serve, controller: VisitController) -> None:
    asked: list[str | None] = []
    may_load = threading.Event()

    def load(model: str | None) -> LivePose:
        asked.append(model)
        assert may_load.wait(10.0)
        return make_live_pose()

    window = serve(load)
    assert window.client.get("/").status_code == 200
    assert asked == []
    with window.tab() as tab:
        assert tab.hear()["debug"] is None
        cue = tab.begin()["cue"]
        assert isinstance(cue, dict)
        assert cue["text"] == "Measuring the speed. One moment, please."
        may_load.set()
        assert tab.hear()["debug"] is not None
    with window.tab() as tab:
        assert tab.hear()["debug"] is not None
    assert asked == [None]
    assert controller.view()["debug"] is not None


def test_every_picture_is_answered_with_its_number(tab: Tab) -> None:
    for t_s, number in enumerate((7, 8, 4_000_000_000)):
        assert tab.show(frame_message(number, t_s))["seq"] == number


def test_an_action_is_answered_with_a_view_of_its_own(tab: Tab) -> None:
    view = tab.begin()
    assert (view["stage"], view["seq"]) == ("camera", None)
    assert tab.say(do="finish")["stage"] == "after"


def test_what_only_the_log_wants_is_not_answered(tab: Tab, controller: VisitController) -> None:
    tab.tell(do="latency", ms=80.0)
    assert tab.say(do="camera", state="open", label="Webcam C270")["seq"] is None
    assert controller._camera == "Webcam C270"


# What cannot be used


BROKEN = {
    "nothing": b"",
    "short": b"\x00" * 12,
    "no JPEG": frame_message(1, picture=b"GIF89a" * 20),
    "cut": frame_message(1)[:300],
    "too long": frame_message(1, picture=SMALL_JPEG + b"\x00" * MAX_FRAME_BYTES),
    "too large": frame_message(1, picture=jpeg(grey(2000, 80))),
    "too small": frame_message(1, picture=jpeg(grey(32, 32))),
    "no time": struct.pack(">dI", nan, 1) + SMALL_JPEG,
    "endless time": struct.pack(">dI", inf, 1) + SMALL_JPEG,
    "time before the beginning": struct.pack(">dI", -1.0, 1) + SMALL_JPEG,
    "time that no page reaches": frame_message(1, t_s=1.01e8),
    "noise": os.urandom(500),
}


def test_a_picture_that_cannot_be_used_is_refused_and_the_visit_goes_on(
    tab: Tab, caplog: pytest.LogCaptureFixture
) -> None:
    tab.begin()
    tab.watch(0.2)
    for what, data in BROKEN.items():
        caplog.clear()
        view = tab.show(data)
        assert (view["stage"], view["seq"]) == ("camera", None), what
        assert str(view["refused"]).startswith("a picture from the page: "), what
        assert caplog.messages == [f"refused: {view['refused']}"]
        assert "refused" not in tab.watch(0.2), what
    assert tab.watch(20.0, until={"set"})["stage"] == "set"


def test_a_picture_from_the_past_is_refused_and_the_visit_goes_on(tab: Tab, caplog: pytest.LogCaptureFixture) -> None:
    tab.begin()
    tab.watch(1.0)
    for t_s in (0.0, (tab.number - EVERY) / RATE_HZ):
        view = tab.show(frame_message(30, t_s=t_s))
        assert "before the last one" in str(view["refused"])
    assert len(caplog.messages) == 2
    assert tab.watch(20.0, until={"set"})["stage"] == "set"


UNSAID = (
    "", "nonsense", "{}", "[]", '{"do":"dance"}', '{"do":"pause","now":true}', " " * 5000,
    json.dumps(BEGIN | {"pain": 11}), json.dumps(BEGIN | {"side": "../../etc"}),
)  # fmt: skip


def test_what_the_page_would_not_say_is_refused_and_the_visit_goes_on(
    tab: Tab, caplog: pytest.LogCaptureFixture
) -> None:
    for text in UNSAID:
        caplog.clear()
        tab.socket.send_text(text)
        view = tab.hear()
        assert view["stage"] == "welcome", text
        assert str(view["refused"]).startswith("a message from the page: "), text
        assert caplog.messages == [f"refused: {view['refused']}"]
    assert tab.begin()["stage"] == "camera"


def test_an_action_without_meaning_here_changes_nothing(tab: Tab) -> None:
    for do in ("pause", "go_on", "skip", "anyway", "resume", "again"):
        assert tab.say(do=do)["stage"] == "welcome"
    assert tab.say(do="after", pain=1, is_numb=False)["stage"] == "welcome"
    assert tab.say(do="stop", pain=9, is_numb=True)["stage"] == "welcome"


# Two tabs


def test_the_second_tab_is_told_that_there_is_another(window: Window, tab: Tab) -> None:
    tab.begin()
    with window.tab() as second:
        assert second.hear() == {"stage": "elsewhere"}
    assert tab.watch(0.2)["stage"] == "camera"


def test_the_second_tab_can_do_nothing_but_take_over(window: Window, tab: Tab, controller: VisitController) -> None:
    with window.tab() as second:
        second.hear()
        second.tell(**BEGIN)
        second.socket.send_bytes(frame_message(0))
        second.socket.send_text("nonsense")
        assert tab.say(do="pause")["stage"] == "welcome"
        assert second.say(do="take_over")["stage"] == "welcome"
    assert controller.course.stage is VisitStage.WELCOME


def test_taking_over_moves_the_visit_pauses_it_and_tells_the_first(window: Window, tab: Tab) -> None:
    in_set(tab)
    with window.tab() as second:
        second.hear()
        view = second.say(do="take_over")
        assert view["stage"] == "paused"
        assert view["lines"] == [list(line) for line in LINES]
        assert tab.hear() == {"stage": "elsewhere"}
        second.say(do="go_on")
        assert second.watch(10.0, until={"set"})["stage"] == "set"


def test_the_first_tab_can_take_it_back(window: Window, tab: Tab) -> None:
    with window.tab() as second:
        second.hear()
        second.say(do="take_over")
        assert tab.hear() == {"stage": "elsewhere"}
        assert tab.say(do="take_over")["stage"] == "welcome"
        assert second.hear() == {"stage": "elsewhere"}


def test_a_tab_that_is_not_served_may_go_away(window: Window, tab: Tab) -> None:
    in_set(tab)
    with window.tab() as second:
        second.hear()
    assert tab.watch(0.2)["stage"] == "set"


def test_a_tab_that_waited_is_served_after_the_first_went_away(window: Window) -> None:
    with ready(window) as first, window.tab() as second:
        second.hear()
        first.begin()
        first.socket.close()
        assert second.say(do="take_over")["stage"] == "camera"


def test_taking_over_twice_is_as_good_as_once(window: Window, tab: Tab) -> None:
    with window.tab() as second:
        second.hear()
        assert second.say(do="take_over")["stage"] == "welcome"
        assert tab.hear() == {"stage": "elsewhere"}
        assert second.say(do="take_over")["stage"] == "welcome"


class GoneTab:
    """A tab that has gone, as the server does not know yet."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def send_text(self, _: str) -> None:
        """Find that nobody is there."""
        raise self._error


@pytest.mark.parametrize("error", [WebSocketDisconnect(1006), RuntimeError("the link is closed")])
def test_a_tab_that_takes_over_from_one_that_has_gone_is_served(controller: VisitController, error: Exception) -> None:
    server = LiveServer(controller, lambda _: make_live_pose())
    with open_window(make_app(server)) as window:
        server._tab = GoneTab(error)  # type: ignore[assignment]
        with window.tab() as tab:
            assert tab.hear() == {"stage": "elsewhere"}
            assert tab.say(do="take_over")["stage"] == "welcome"
            tab.hear_ready()
            assert tab.begin()["stage"] == "camera"


# The tab goes away


def test_a_tab_that_goes_away_pauses_the_set(window: Window, controller: VisitController) -> None:
    with ready(window) as tab:
        in_set(tab)
    with window.tab() as tab:
        assert tab.hear()["stage"] == "paused"
        assert tab.say(do="go_on")["stage"] == "countdown"
        assert tab.watch(20.0, until={"set"})["stage"] == "set"
    assert controller.course.visit.began is not None


def test_a_reload_loses_nothing(window: Window) -> None:
    with ready(window) as tab:
        in_set(tab)
        while tab.watch(0.2)["count"] == {"good": 0, "target": 2}:
            pass
    with window.tab() as tab:
        view = tab.hear()
        assert (view["stage"], view["count"]) == ("paused", {"good": 1, "target": 2})


def test_the_end_of_the_program_closes_everything(controller: VisitController) -> None:
    estimator = KeptLandmarks()
    server = LiveServer(controller, lambda _: make_live_pose(estimator))
    with open_window(make_app(server)) as window, ready(window) as tab:
        in_set(tab)
        tab.watch(0.2)
    assert estimator.is_closed
    (kept,) = controller.setting.store.visits()
    assert kept.visit.is_open
    assert replay(kept.folder / "set-1-part-1" / RECORD_NAME).is_whole


# The pose model


def test_a_quicker_model_is_loaded_while_the_camera_is_set_up(serve: Serve) -> None:
    asked: list[str | None] = []

    def load(model: str | None) -> LivePose:
        asked.append(model)
        return make_live_pose(model=model or "heavy")

    with ready(serve(load)) as tab:
        tab.begin()
        assert list(dict.fromkeys(models_until(tab, lambda model: model == "full"))) == ["heavy", "full"]
        assert asked == [None, "full"]


def models_until(tab: Tab, is_enough: Callable[[str], bool]) -> Iterator[str]:
    """Yield which pose model looks at each of the pictures, which come too slowly."""
    for number in range(2000):
        debug = tab.show(frame_message(number, t_s=number / 8.0))["debug"]
        assert isinstance(debug, dict)
        yield debug["model"]
        if is_enough(debug["model"]):
            return


ALTERED = ModelError("the pose model is altered.", next_step="Install formcheck again.")


def test_a_model_that_cannot_be_loaded_is_told(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    may_fail = threading.Event()

    def load(_: str | None) -> LivePose:
        assert may_fail.wait(10.0)
        raise ALTERED

    with serve(load).tab() as tab:
        tab.hear()
        waiting = tab.begin()
        may_fail.set()
        told = tab.hear()
    assert (waiting["stage"], told["stage"]) == ("camera", "camera")
    cue = told["cue"]
    assert isinstance(cue, dict)
    assert cue["text"] == "The pose model cannot be loaded. Please run: formcheck doctor."
    assert (cue["speech"], cue["tone"]) == ("Please ask for help.", "lost")
    assert caplog.messages == [str(ALTERED)]


def test_where_the_quicker_model_cannot_be_loaded_the_other_goes_on(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    def load(model: str | None) -> LivePose:
        if model is not None:
            raise ALTERED
        return make_live_pose()

    with ready(serve(load)) as tab:
        tab.begin()
        assert set(models_until(tab, lambda _: bool(caplog.messages))) == {"heavy"}
        assert tab.say(do="camera", state="open")["debug"]["model"] == "heavy"  # type: ignore[index]
    assert caplog.messages == [str(ALTERED)]
