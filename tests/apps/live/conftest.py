"""The page's application, with kept landmarks in place of the pose model."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from formcheck.apps.live import controller as rooms
from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.pose import LivePose
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.samples import Frame
from tests.support.live import Serve, Window, make_engine, make_room, open_window


@pytest.fixture
def room(tmp_path: Path) -> VisitController:
    """Return a room that is yet without a pose model: two repetitions in one set."""
    room = make_room(tmp_path)
    room._engine = None
    return room


@pytest.fixture
def serve(room: VisitController, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Return a function that serves the room until the end of the test; no reports are written."""
    monkeypatch.setattr(rooms, "replay", lambda *_, **__: None)
    with ExitStack() as stack:

        def open_one(
            load: Callable[[str | None], LivePose] | None = None, frames: Generator[Frame, None, None] | None = None
        ) -> Window:
            desk = LiveServer(room, load or (lambda _: make_engine()), frames)
            return stack.enter_context(open_window(make_app(desk)))

        yield open_one


@pytest.fixture
def window(serve: Serve) -> Window:
    """Return the window of the room."""
    return serve()
