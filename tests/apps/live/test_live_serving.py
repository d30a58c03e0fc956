"""The page on a real port, by the server it is really served with: one program, one window, one visit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from formcheck.apps.live.controller import VisitController
from formcheck.apps.live.server import LiveServer, make_app
from formcheck.apps.live.store import RECORD_NAME
from formcheck.apps.recordings import replay
from formcheck.apps.web import serve as serving
from formcheck.apps.web.port import BoundPort, bind_port
from formcheck.sources.connections import QuietServer
from tests.support.live import BEGIN, EVERY, RATE_HZ, Message, frame_message, make_controller, make_live_pose
from tests.support.processes import wait_until

PATIENCE_S = 20.0


@dataclass(slots=True)
class Program:
    """The program while it serves, and the window that was opened with its key."""

    bound: BoundPort
    controller: VisitController
    server: uvicorn.Server
    thread: Thread
    cookie: str = ""

    def get(self, path: str, **headers: str) -> HTTPResponse:
        """Ask for a path."""
        connection = HTTPConnection(self.bound.host, self.bound.port, timeout=PATIENCE_S)
        with closing(connection):
            connection.request("GET", path, headers={"Cookie": self.cookie} | headers)
            answer = connection.getresponse()
            answer.body = answer.read()  # type: ignore[attr-defined]
            return answer

    def open_link(self, origin: str | None = None) -> ClientConnection:
        """Open the link as the page does."""
        host = f"{self.bound.host}:{self.bound.port}"
        return connect(
            f"ws://{host}/link",
            origin=Origin(origin or f"http://{host}"),
            additional_headers={"Cookie": self.cookie},
            open_timeout=PATIENCE_S,
            proxy=None,
        )

    def stop(self) -> None:
        """End it, as Ctrl-C does."""
        self.server.should_exit = True
        self.thread.join(PATIENCE_S)
        assert not self.thread.is_alive()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """Serve a visit on a free port, and open its page with the key."""
    servers: list[uvicorn.Server] = []

    class Kept(QuietServer):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            servers.append(self)

    monkeypatch.setattr(serving, "QuietServer", Kept)
    monkeypatch.setattr("formcheck.apps.live.recorder.replay", lambda *_, **__: None)
    bound, controller = bind_port(), make_controller(tmp_path)
    controller._live_pose = None
    app = make_app(LiveServer(controller, lambda _: make_live_pose()))
    thread = Thread(target=serving.serve, args=(app, bound), daemon=True)
    thread.start()
    wait_until(lambda: bool(servers) and servers[0].started)
    one = Program(bound, controller, servers[0], thread)
    answer = one.get(bound.address.partition(str(bound.port))[2])
    one.cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
    yield one
    one.stop()
    bound.listener.close()


def hear(link: ClientConnection) -> Message:
    view: Message = json.loads(link.recv(PATIENCE_S))
    return view


def hear_ready(link: ClientConnection) -> None:
    while hear(link)["debug"] is None:
        pass


def send_and_hear(link: ClientConnection, data: bytes) -> None:
    """Send something, and hear what comes until the end of the link."""
    link.send(data)
    while True:
        link.recv(PATIENCE_S)


def test_the_page_is_served_behind_its_guard(program: Program) -> None:
    answer = program.get("/")
    assert answer.status == 200
    assert b"<!doctype html>" in answer.body  # type: ignore[attr-defined]
    policy = answer.getheader("content-security-policy") or ""
    assert f"connect-src 'self' ws://{program.bound.host}:{program.bound.port};" in policy
    assert answer.getheader("server") is None
    assert program.get("/", Cookie="").status == 403
    assert program.get("/", Host="evil.example").status == 403


@pytest.mark.slow
def test_a_whole_visit_over_the_real_link(program: Program) -> None:
    with program.open_link() as link:
        hear_ready(link)
        link.send(json.dumps(BEGIN))
        assert hear(link)["stage"] == "camera"
        view: Message = {"stage": "camera"}
        number = 0
        while view["stage"] != "after":
            link.send(frame_message(number))
            view = hear(link)
            assert view["seq"] == number
            number += EVERY
            assert number < 60 * RATE_HZ
        link.send(json.dumps({"do": "after", "pain": 1, "is_numb": False}))
        view = hear(link)
        link.send(json.dumps({"do": "again"}))
        assert hear(link)["stage"] == "welcome"
    outcome = view["outcome"]
    assert isinstance(outcome, dict)
    assert (view["stage"], outcome["good"], outcome["of"]) == ("summary", 2, 2)
    (record,) = Path(outcome["folder"]).rglob(RECORD_NAME)
    assert replay(record).is_same


def test_a_link_of_another_page_is_refused(program: Program) -> None:
    with pytest.raises(InvalidStatus) as caught:
        program.open_link(origin="http://evil.example")
    assert caught.value.response.status_code == 403
    program.cookie = ""
    with pytest.raises(InvalidStatus):
        program.open_link()


def test_what_is_far_too_long_ends_the_link_and_not_the_program(program: Program) -> None:
    with program.open_link() as link:
        hear(link)
        with pytest.raises(ConnectionClosed) as caught:
            send_and_hear(link, b"\x00" * (9 * 1024 * 1024))
        assert caught.value.rcvd is None or caught.value.rcvd.code == 1009
    with program.open_link() as link:
        assert hear(link)["stage"] == "welcome"


def test_the_end_of_the_program_closes_the_link_and_keeps_the_visit(program: Program) -> None:
    with program.open_link() as link:
        hear_ready(link)
        link.send(json.dumps(BEGIN))
        hear(link)
        view: Message = {"stage": "camera"}
        for number in range(0, round(12 * RATE_HZ), EVERY):
            link.send(frame_message(number))
            view = hear(link)
        assert view["stage"] == "set"
        program.stop()
        with pytest.raises(ConnectionClosed):
            link.recv(PATIENCE_S)
    (kept,) = program.controller.setting.store.visits()
    assert kept.visit.is_open
    outcome = replay(kept.folder / "set-1-part-1" / RECORD_NAME)
    assert (outcome.is_same, outcome.is_whole) == (True, True)
