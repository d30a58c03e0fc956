"""The page's application, with kept landmarks in place of the pose model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.own_camera import OwnFrames
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.server import LiveServer, make_app
from tests.support.live import Serve, Window, make_controller, make_live_pose, open_window


@pytest.fixture
def controller(tmp_path: Path) -> VisitController:
    """Return a visit that is yet without a pose model: two repetitions in one set."""
    controller = make_controller(tmp_path)
    controller._live_pose = None
    return controller


@pytest.fixture
def serve(controller: VisitController, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Return a function that serves the visit until the end of the test; no reports are written."""
    monkeypatch.setattr("formcheck.apps.live.recorder.replay", lambda *_, **__: None)
    with ExitStack() as stack:

        def open_one(load: Callable[[str | None], LivePose] | None = None, frames: OwnFrames | None = None) -> Window:
            server = LiveServer(controller, load or (lambda _: make_live_pose()), frames)
            return stack.enter_context(open_window(make_app(server)))

        yield open_one


@pytest.fixture
def window(serve: Serve) -> Window:
    """Return the window of the visit."""
    return serve()
