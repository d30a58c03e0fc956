"""A camera that the program opens itself: the page is shown its pictures, and sends none."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from time import sleep

import pytest
from PIL import Image

from formcheck.apps.live import server
from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.errors import CameraError, VideoError
from formcheck.samples import Frame
from tests.support.live import (
    BEGIN,
    EVERY,
    SEEN_HZ,
    Message,
    Serve,
    Tab,
    grey,
    make_controller,
    make_live_pose,
    open_window,
)
from tests.support.videos import Picture

PATIENCE = 5_000
PICTURE = grey(160, 120)


@pytest.fixture(autouse=True)
def every_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at every picture, however quickly they come: what is dropped is a matter of `sources.buffering`."""
    monkeypatch.setattr(server, "newest", lambda frames: frames)


@pytest.fixture
def controller(tmp_path: Path) -> VisitController:
    """Return a visit before the program's camera, without a pose model."""
    controller = make_controller(tmp_path, is_program_camera=True)
    controller._live_pose = None
    return controller


def frames(rate_hz: float = SEEN_HZ) -> Iterator[Frame]:
    """Yield the pictures of a camera, as fast as they are taken."""
    for number in count():
        sleep(0.0005)  # the page must come to a word
        yield Frame(number / rate_hz, number * EVERY, PICTURE)


def forever() -> Generator[Frame, None, None]:
    yield from frames()


def hear(tab: Tab, is_wanted: Callable[[Message], bool] = lambda _: True) -> Message:
    """Return the next view that is wanted, or the very next; pictures and what else comes between is passed over."""
    for _ in range(PATIENCE):
        message = tab.socket.receive()
        if message["type"] == "websocket.send" and message.get("text"):
            view: Message = json.loads(message["text"])
            if is_wanted(view):
                return view
    raise AssertionError("it did not come")


def detail_of(view: Message) -> str:
    """Return what the program itself says of its trouble."""
    trouble = view["trouble"]
    assert isinstance(trouble, dict)
    return str(trouble["detail"])


def test_every_picture_is_sent_and_then_what_is_made_of_it(serve: Serve) -> None:
    with serve(frames=forever).tab() as tab:
        hear(tab)
        seen: list[object] = []
        while len(seen) < 5:
            message = tab.socket.receive()
            if message.get("bytes"):
                with Image.open(BytesIO(message["bytes"])) as picture:
                    assert (picture.format, picture.size) == ("JPEG", (160, 120))
                view = hear(tab)
                seen.append(view["seq"])
        assert len(set(seen)) == 5


@pytest.mark.slow
def test_a_whole_visit_without_a_picture_from_the_page(serve: Serve, controller: VisitController) -> None:
    with serve(frames=forever).tab() as tab:
        hear(tab, lambda view: view["debug"] is not None)
        tab.tell(**BEGIN)
        for stage in ("countdown", "set", "after"):
            hear(tab, lambda view, stage=stage: view["stage"] == stage)  # type: ignore[misc]
        tab.tell(do="after", pain=1, is_numb=False)
        view = hear(tab, lambda view: view["stage"] == "summary")
    outcome = view["outcome"]
    assert isinstance(outcome, dict)
    assert outcome["of"] == 2
    assert controller.course.visit.finished is not None


def test_no_picture_takes_the_page_back(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    is_at_work, may_go_on = threading.Event(), threading.Event()
    make_preview = server._preview

    def make_slowly(image: Picture) -> bytes:
        is_at_work.set()
        assert may_go_on.wait(10.0)
        return make_preview(image)

    monkeypatch.setattr(server, "_preview", make_slowly)
    with serve(frames=forever).tab() as tab:
        assert is_at_work.wait(10.0)
        tab.tell(**BEGIN)
        hear(tab, lambda view: view["stage"] == "camera")
        may_go_on.set()
        stages = {hear(tab)["stage"] for _ in range(5)}
    assert stages == {"camera"}


def test_the_camera_goes_on_for_the_next_tab(serve: Serve) -> None:
    window = serve(frames=forever)
    for _ in range(2):
        with window.tab() as tab:
            assert hear(tab, lambda view: view.get("seq") is not None)["stage"] == "welcome"


@pytest.mark.slow
def test_a_camera_that_is_unplugged_is_told_and_goes_on_when_it_is_there_again(
    serve: Serve, controller: VisitController, caplog: pytest.LogCaptureFixture
) -> None:
    is_plugged_in = threading.Event()
    is_plugged_in.set()
    taken = frames()

    def unless_unplugged() -> Generator[Frame, None, None]:
        while is_plugged_in.wait(0.05):
            yield next(taken)
        raise CameraError("has given no picture for 5 s.", where="camera 0", next_step="Is it plugged in?")

    with caplog.at_level(logging.ERROR, "formcheck"), serve(frames=unless_unplugged).tab() as tab:
        tab.tell(**BEGIN)
        hear(tab, lambda view: view["stage"] == "set")
        is_plugged_in.clear()
        gone = hear(tab, lambda view: view["trouble"] is not None)
        assert detail_of(gone) == "camera 0: has given no picture for 5 s. Is it plugged in?"
        assert gone["stage"] == "paused"
        sleep(0.2)
        is_plugged_in.set()
        hear(tab, lambda view: view["stage"] == "paused" and view["trouble"] is None)
        tab.tell(do="go_on")
        hear(tab, lambda view: view["stage"] == "set")
    assert caplog.messages == [detail_of(gone)]
    assert controller.course.visit.finished is None


def until_damaged(may_end: threading.Event) -> Generator[Frame, None, None]:
    """Yield the pictures of a video up to a place where it is damaged."""
    for frame in frames():
        if may_end.is_set():
            raise VideoError("is damaged.", where="anna.mp4")
        yield frame


def test_the_page_is_told_what_became_of_the_video(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    may_end = threading.Event()
    with serve(frames=lambda: until_damaged(may_end)).tab() as tab:
        hear(tab)
        may_end.set()
        view = hear(tab, lambda view: view["trouble"] is not None)
    assert detail_of(view).startswith("anna.mp4: is damaged.")
    assert caplog.messages == [detail_of(view)]


def test_the_next_tab_is_told_too_that_there_is_no_camera(serve: Serve) -> None:
    may_end = threading.Event()
    window = serve(frames=lambda: until_damaged(may_end))
    with window.tab() as tab:
        hear(tab)
        may_end.set()
        hear(tab, lambda view: view["trouble"] is not None)
    with window.tab() as tab:
        views = [hear(tab), tab.begin()]
    assert all("is damaged" in detail_of(view) for view in views)


def test_a_quicker_model_is_loaded_as_with_the_browsers_camera(serve: Serve) -> None:
    asked: list[str | None] = []

    def load(model: str | None) -> LivePose:
        asked.append(model)
        return make_live_pose(model=model or "heavy")

    def slow() -> Generator[Frame, None, None]:
        yield from frames(rate_hz=8.0)

    with serve(load, slow).tab() as tab:
        hear(tab, lambda view: view["debug"] is not None)
        tab.tell(**BEGIN)
        hear(tab, lambda view: isinstance(view["debug"], dict) and view["debug"]["model"] == "full")
    assert asked == [None, "full"]


def test_the_camera_is_let_go_of_at_the_end(controller: VisitController) -> None:
    is_closed = threading.Event()

    def one() -> Generator[Frame, None, None]:
        try:
            yield from frames()
        finally:
            is_closed.set()

    live_server = LiveServer(controller, lambda _: make_live_pose(), one)
    with open_window(make_app(live_server)) as window, window.tab() as tab:
        hear(tab)
    assert is_closed.is_set()
