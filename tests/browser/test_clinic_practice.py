"""A practice over TLS: two clinicians and a reader, each in a browser of their own, with the real program."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from formcheck.store.archive import VisitKey
from formcheck.store.audit import log_since
from formcheck.store.correcting import see_session
from formcheck.store.database import open_database
from formcheck.store.database_archive import DatabaseArchive
from tests.support.accessibility import find_faults
from tests.support.browser import NoCamera, launched
from tests.support.practice import PASSWORD, PracticeProgram, expire_sign_ins
from tests.support.processes import wait_until
from tests.support.stored import AUTHOR, NOW, recording

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ANNA: Final = "anna-04"
PATIENCE_MS: Final = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser."""
    with launched(NoCamera.ABSENT) as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a store with one session."""
    path = tmp_path / "clinic.sqlite"
    opened = open_database(path)
    DatabaseArchive(opened).keep(ANNA, recording(), NOW, AUTHOR)
    opened.close()
    return path


@pytest.fixture
def program(tmp_path: Path, place: Path) -> Iterator[PracticeProgram]:
    """Return the program, serving."""
    started = PracticeProgram(tmp_path, place)
    yield started
    started.kill()


@pytest.fixture
def visit(place: Path) -> VisitKey:
    """Return the one visit."""
    opened = open_database(place)
    (only,) = DatabaseArchive(opened).visits(ANNA)
    opened.close()
    return only


def entered(browser: Browser, program: PracticeProgram, name: str, path: str = "") -> Page:
    """Return a page for which somebody has signed in; it came to where they wanted to go."""
    context = browser.new_context(ignore_https_errors=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{program.address}{path}")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{program.address}{path}")
    return page


def comment(page: Page, text: str) -> None:
    """Say something of the session, by keys."""
    page.wait_for_selector("body[data-correcting='ready']")
    page.locator("#tool-comment").click()
    page.locator("#comment-text").fill(text)
    page.locator("#comment-text").press("Enter")


def said(place: Path, visit: VisitKey) -> list[tuple[str, str]]:
    """Return who said what of the session."""
    opened = open_database(place)
    found = see_session(opened, visit, "").corrections
    opened.close()
    return [(one.author, str(getattr(one.what, "text", ""))) for one in found]


def test_two_clinicians_and_a_reader(browser: Browser, program: PracticeProgram, place: Path, visit: VisitKey) -> None:
    room = f"person/{ANNA}/visit/{visit.key}/whole"
    julia = entered(browser, program, "jm", room)
    comment(julia, "from Julia")
    julia.get_by_text("by jm").first.wait_for()
    ana = entered(browser, program, "ana", room)
    ana.locator("#log summary").click()
    ana.get_by_text("from Julia").first.wait_for()
    comment(ana, "from Ana")
    ana.get_by_text("by ana").first.wait_for()
    comment(julia, "Julia once more")  # Ana has said something since: that is told, and the text stays
    julia.get_by_text("ana").first.wait_for()
    assert julia.locator("#comment-text").input_value() == "Julia once more"
    julia.locator("#comment-text").press("Enter")
    wait_until(lambda: len(said(place, visit)) == 3, 30.0)
    assert said(place, visit) == [("jm", "from Julia"), ("ana", "from Ana"), ("jm", "Julia once more")]
    reader = entered(browser, program, "rita", room)
    reader.wait_for_selector("body[data-correcting='ready']")
    reader.locator("#log summary").click()
    for text in ("from Julia", "from Ana", "Julia once more"):
        assert reader.get_by_text(text).first.is_visible()
    for gone in ("#tool-overrule", "#tool-comment", "#tool-points", "#tool-undo", "[data-undo]", "#locate-form"):
        assert reader.locator(gone).count() == 0
    assert reader.get_by_text("reads only").is_visible()
    sent = reader.evaluate(
        """async (path) => (await fetch(path, { method: 'POST', body: JSON.stringify({}) })).status""",
        f"/{room}/corrections",
    )
    assert sent == 403
    assert len(said(place, visit)) == 3


def test_typed_text_outlives_the_sign_in(
    browser: Browser, program: PracticeProgram, place: Path, visit: VisitKey
) -> None:
    page = entered(browser, program, "jm", f"person/{ANNA}/visit/{visit.key}/whole")
    page.wait_for_selector("body[data-correcting='ready']")
    expire_sign_ins(place, timedelta(hours=1))
    comment(page, "typed before it ended")
    dialog = page.locator("#sign-in-again")
    dialog.get_by_label("Password").fill("these are not the words")
    dialog.get_by_role("button", name="Sign in").click()
    dialog.get_by_text("Name or password is not right.").wait_for()
    assert find_faults(page, "sign in again") == []
    assert page.locator("#comment-text").input_value() == "typed before it ended"
    assert said(place, visit) == []
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    page.get_by_text("by jm").first.wait_for()
    assert not dialog.is_visible()
    assert said(place, visit) == [("jm", "typed before it ended")]


def test_who_leaves_it_keeps_the_text(browser: Browser, program: PracticeProgram, place: Path, visit: VisitKey) -> None:
    page = entered(browser, program, "jm", f"person/{ANNA}/visit/{visit.key}/whole")
    page.wait_for_selector("body[data-correcting='ready']")
    expire_sign_ins(place, timedelta(hours=1))
    comment(page, "not now")
    page.get_by_role("button", name="Not now").click()
    page.get_by_text("You are not signed in any more").wait_for()
    assert page.locator("#comment-text").input_value() == "not now"
    assert said(place, visit) == []


def test_signing_out_and_the_way_back(browser: Browser, program: PracticeProgram) -> None:
    page = entered(browser, program, "jm", f"person/{ANNA}")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.go_back()
    page.wait_for_url("**/sign-in?to=/person/anna-04")
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_pages_shut_nobody_out(browser: Browser, program: PracticeProgram, visit: VisitKey) -> None:
    context = browser.new_context(ignore_https_errors=True)
    stranger = context.new_page()
    stranger.goto(f"{program.address}sign-in?to=/log&lost=yes")
    assert find_faults(stranger, "sign in") == []
    page = entered(browser, program, "jm")
    for path in ("log", "account", f"person/{ANNA}", f"person/{ANNA}/visit/{visit.key}/whole", "log?person=anna-04"):
        page.goto(f"{program.address}{path}")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            assert find_faults(page, f"{path} {width}") == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_log_shows_what_was_done(browser: Browser, program: PracticeProgram, place: Path) -> None:
    page = entered(browser, program, "ana", f"person/{ANNA}")
    page.get_by_role("link", name="Log").click()
    row = page.locator("tr", has_text="person").filter(has_text=ANNA)
    assert row.first.is_visible()
    opened = open_database(place)
    with opened.reading() as connection:
        whats = [(one.who, one.what) for one in log_since(connection) if one.who == "ana"]
    opened.close()
    assert whats[:2] == [("ana", "sign-in"), ("ana", "person")]


def test_whoever_took_in_the_authority_is_served_over_tls_alone(program: PracticeProgram) -> None:
    port = urlsplit(program.address).port
    assert port is not None
    trusting = ssl.create_default_context(cafile=program.authority)
    asked = f"GET / HTTP/1.1\r\nHost: clinic.localhost:{port}\r\nAccept: text/html\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), timeout=30.0) as plain:
        with trusting.wrap_socket(plain, server_hostname="clinic.localhost") as secured:
            assert secured.version() in {"TLSv1.2", "TLSv1.3"}
            secured.sendall(asked)
            answer = secured.recv(10_000)
        assert answer.startswith(b"HTTP/1.1 303")
        assert b"/sign-in?to=/" in answer
    with socket.create_connection(("127.0.0.1", port), timeout=30.0) as plain:
        plain.sendall(asked)
        assert not plain.recv(10_000).startswith(b"HTTP")
