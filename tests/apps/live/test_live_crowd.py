"""Nobody who holds connections open, whole or in halves, keeps the person from a visit: with 256 file handles, too."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from formcheck.apps.web.guard import MOST_LINKS
from tests.support.live import EVERY, SMALL_JPEG
from tests.support.processes import wait_until
from tests.support.serving import ServedVisit, begin, exercise, hear, served, show, tell

resource = pytest.importorskip("resource", reason="handles are bounded otherwise on Windows")
pytestmark = pytest.mark.slow

HANDLES = 256  # as many as macOS gives a program
CROWD = 400


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVisit]:
    """Serve a visit with few file handles."""
    with served(tmp_path_factory.mktemp("crowd"), HANDLES, repetitions=20) as one:
        yield one


def opened(visit: ServedVisit, sent: bytes = b"") -> socket.socket:
    """Open a connection, and send something."""
    one = socket.create_connection(("127.0.0.1", visit.port), timeout=30.0)
    with suppress(OSError):  # it was ended meanwhile
        one.sendall(sent)
    return one


def is_ended(one: socket.socket) -> bool:
    """Wait for the other side to end a connection."""
    with suppress(OSError):
        while one.recv(65_536):
            pass
    return True


def is_answered_or_ended(one: socket.socket) -> bool:
    """Wait for the other side to say something, or to end a connection."""
    with suppress(OSError):
        one.recv(1)
    return True


def upgrade(visit: ServedVisit, cookie: str) -> bytes:
    """Return a request for a link."""
    host = f"127.0.0.1:{visit.port}"
    return (
        f"GET /link HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


HALF_A_FRAME = struct.pack(">BBQ", 0x82, 0xFF, 100_000) + b"\x00\x00\x00\x00" + SMALL_JPEG
HALVES = {
    "nothing": b"",
    "half a request line": b"GET /sta",
    "half a head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: a",
    "half a body": b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na",
    "half a body in chunks": b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\na",
    "many requests, no answer taken": b"GET /absent HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 500,
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500,
}


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
def test_half_open_connections_keep_nobody_from_the_visit(visit: ServedVisit, sent: bytes) -> None:
    with visit.open_link() as link, ExitStack() as crowd:
        hear(link)
        for _ in range(CROWD):
            crowd.enter_context(opened(visit, sent))
        assert tell(link, do="camera", state="open")["stage"] == "welcome"
        visit.get("/")
        visit.get("/static/page.css")
        assert visit.handles < HANDLES / 2


def test_a_visit_goes_on_through_all_of_them(tmp_path: Path) -> None:
    with served(tmp_path / "whole", HANDLES) as visit, visit.open_link() as link, ExitStack() as crowd:
        begin(link)
        kinds = [*HALVES.values(), upgrade(visit, ""), upgrade(visit, visit.cookie)]
        for count, _ in enumerate(exercise(link)):
            for _ in range(2):
                crowd.enter_context(opened(visit, kinds[count % len(kinds)]))
        view = tell(link, do="after", pain=1, is_numb=False)
        outcome = view["outcome"]
        assert isinstance(outcome, dict)
        assert (outcome["good"], outcome["of"]) == (2, 2)
        # What is refused is told, in lines of our own, and not a line for each.
        assert "Traceback" not in visit.said
        assert len(visit.said.splitlines()) < 100


def test_a_head_that_comes_byte_by_byte_is_not_waited_for(visit: ServedVisit) -> None:
    with opened(visit, b"GET / HTTP/1.1\r\nX: ") as one:
        one.settimeout(0.5)
        for _ in range(200):
            try:
                one.sendall(b"a")
                if one.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            pytest.fail("the server still waits")


def test_links_are_bounded_and_those_that_are_silent_end(visit: ServedVisit) -> None:
    with ExitStack() as crowd:
        silent = [crowd.enter_context(opened(visit, upgrade(visit, visit.cookie))) for _ in range(40)]
        taken = [one for one in silent if one.recv(12) == b"HTTP/1.1 101"]
        assert len(taken) == MOST_LINKS
        for one in taken:
            one.sendall(HALF_A_FRAME)
        with pytest.raises(InvalidStatus):
            visit.open_link()
        visit.get("/")
        assert all(is_ended(one) for one in silent)  # they answer no ping
    with visit.open_link() as link:
        assert hear(link)["stage"] == "welcome"


@pytest.mark.parametrize("page", ["one", ""], ids=["the same page", "another window"])
def test_a_page_whose_link_broke_off_unheard_goes_on_at_once(tmp_path: Path, page: str) -> None:
    with served(tmp_path / "broken", repetitions=20) as visit, visit.open_link(page) as lost:
        begin(lost)
        for view in exercise(lost):
            if view["stage"] == "set":
                break
        # The peer has gone without a word: nothing is read, nothing answered; the connection stays as it is.
        with visit.open_link(page) as link:
            view = hear(link)
            if not page:
                assert view == {"stage": "elsewhere"}
                view = tell(link, do="take_over")
            assert view["stage"] == "paused"
            assert tell(link, do="go_on")["stage"] == "countdown"
            assert show(link, 100_000 + EVERY)["stage"] == "countdown"


BROKEN = {
    "a line that is too long": b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a head that is too long": b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
    "an endless body": b"POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n" + b"2\r\naa\r\n" * 9999,
    "two lengths": b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
    "no HTTP": b"\x00\xff" * 1000 + b"\r\n\r\n",
    "a link with a long header": b"{link}X: " + b"a" * 9000 + b"\r\n\r\n",
    "a link with a very long header": b"{link}X: " + b"a" * 15_000 + b"\r\n\r\n",
    "a link with many headers": b"{link}" + b"X: a\r\n" * 200 + b"\r\n",
    "a link with a key that is none": b"{link}Sec-WebSocket-Key: \xe9\r\n\r\n",
    "a link with a letter outside ASCII": b"{link}X: \xe9\r\n\r\n",
    "a link asked for with POST": b"POST{post}\r\n",
    "another protocol": b"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    "control characters": b"GET /%1b[2J%07 HTTP/1.1\r\nHost: \x1b[31mred\r\n\r\n",
    "a target that is none": b"GET http://[ HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a target outside ASCII": b"GET /\xc3\xa9?\xff HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "control characters in a path": b"GET /%1b[2J%07%0a HTTP/1.1\r\nHost: {host}\r\n\r\n",
}


FRAMES = (b"\xff" * 50, b"\x81\x82\x00\x00\x00\x00\xff\xff", b"\x83\x80\x00\x00\x00\x00", b"\x01\x00")
"""Nonsense; a text that is no UTF-8; an unknown kind; one that is not masked."""


def test_whatever_is_sent_is_no_news_but_a_line_of_our_own(tmp_path: Path) -> None:
    with served(tmp_path / "broken", HANDLES) as visit:
        host, link = f"127.0.0.1:{visit.port}".encode(), upgrade(visit, visit.cookie)[:-2]
        for what, sent in BROKEN.items():
            made = sent.replace(b"{link}", link).replace(b"{host}", host).replace(b"{post}", link[3:])
            with opened(visit, made) as one:
                assert is_answered_or_ended(one), what
            visit.get("/")
        with visit.open_link() as link_of_page:
            for frame in FRAMES:
                with opened(visit, upgrade(visit, visit.cookie)) as one:
                    assert one.recv(12) == b"HTTP/1.1 101"
                    one.sendall(frame)
                    assert is_ended(one)
            hear(link_of_page)
            while tell(link_of_page, do="take_over")["stage"] != "welcome":
                pass  # what it heard before
        assert "Traceback" not in visit.said
        assert "\x1b" not in visit.said
        assert not [name for name in ("uvicorn", "websockets", "asyncio", "h11") if name in visit.said]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files by /proc")
def test_without_a_free_handle_it_waits_and_goes_on(tmp_path: Path) -> None:
    with served(tmp_path / "few") as visit, visit.open_link() as link:
        hear(link)
        before = resource.prlimit(visit.process.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(visit.process.pid, resource.RLIMIT_NOFILE, (visit.handles, before[1]))
        with ExitStack() as crowd:
            for _ in range(20):
                crowd.enter_context(opened(visit))
            wait_until(lambda: "too many files are open" in " ".join(visit.said.split()))
            assert tell(link, do="camera", state="open")["stage"] == "welcome"
        resource.prlimit(visit.process.pid, resource.RLIMIT_NOFILE, before)
        visit.get("/")
        assert "Traceback" not in visit.said
