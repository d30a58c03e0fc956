"""The guard: only the window that was opened with the key sees a page, and nothing of the page can be misused."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from formcheck.apps.web.guard import Guard
from formcheck.apps.web.keys import Keys
from tests.support.live import HOST, ORIGIN, Browser, is_own_host

NAME = "formcheck-8000"
LINK = f"ws://{HOST}/link"


async def _secret(_: Request) -> Response:
    return PlainTextResponse("the page")


async def _echo(link: WebSocket) -> None:
    await link.accept()
    await link.send_text(await link.receive_text())
    await link.close()


APP = Starlette(
    routes=[Route("/", _secret), Route("/static/page.css", _secret), WebSocketRoute("/link", _echo)],
)


@pytest.fixture
def keys() -> Keys:
    """Return the keys of a page that nobody has opened yet."""
    return Keys(NAME)


@pytest.fixture
def stranger(keys: Keys) -> Iterator[Browser]:
    """Return a browser that does not hold the key."""
    with Browser(Guard(APP, keys, is_own_host), base_url=ORIGIN, follow_redirects=False) as client:
        yield client


@pytest.fixture
def window(stranger: Browser, keys: Keys) -> Browser:
    """Return the browser that was opened with the key."""
    stranger.get(f"/?token={keys.token}")
    return stranger


def refused_link(client: Browser, **headers: str) -> bool:
    """Tell whether a link is refused before it is open."""
    try:
        with client.websocket_connect(LINK, headers=headers) as link:
            link.send_text("hello")
            assert link.receive_text() == "hello"
    except WebSocketDisconnect:
        return True
    return False


# The key


def test_the_window_that_was_opened_with_the_key_sees_the_page(window: Browser) -> None:
    answer = window.get("/")
    assert (answer.status_code, answer.text) == (200, "the page")
    assert not refused_link(window, origin=ORIGIN)


def test_the_key_leaves_the_address_at_once(stranger: Browser, keys: Keys) -> None:
    answer = stranger.get(f"/?token={keys.token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert "the page" not in answer.text


@pytest.mark.parametrize(("others", "page"), [("debug", "/?debug="), ("a=1%262&b=%C3%A1", "/?a=1%262&b=%C3%A1")])
def test_what_else_the_address_asks_for_stays(stranger: Browser, keys: Keys, others: str, page: str) -> None:
    for address in (f"/?token={keys.token}&{others}", f"/?{others}&token={keys.token}"):  # the second time by a click
        answer = stranger.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_scripts_cannot_read_the_cookie_and_other_sites_cannot_have_it_sent(stranger: Browser, keys: Keys) -> None:
    cookie = stranger.get(f"/?token={keys.token}").headers["set-cookie"]
    assert cookie.startswith(f"{NAME}={keys.secret};")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "path=/" in cookie.lower()
    assert "domain" not in cookie.lower()


def test_the_key_of_the_address_opens_nothing_a_second_time(window: Browser, keys: Keys) -> None:
    window.cookies.clear()
    answer = window.get(f"/?token={keys.token}")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_same_window_may_go_back_to_the_address_with_the_key(window: Browser, keys: Keys) -> None:
    answer = window.get(f"/?token={keys.token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_wrong_key_does_not_use_up_the_right_one(stranger: Browser, keys: Keys) -> None:
    assert stranger.get("/?token=guessed").status_code == 403
    assert stranger.get(f"/?token={keys.token}").status_code == 303


def test_without_the_key_there_is_nothing(stranger: Browser) -> None:
    for path in ("/", "/static/page.css", "/absent"):
        answer = stranger.get(path)
        assert answer.status_code == 403
        assert "the page" not in answer.text
    assert refused_link(stranger, origin=ORIGIN)


def test_a_refusal_says_what_to_do(stranger: Browser) -> None:
    assert "Open the address that formcheck printed" in stranger.get("/").text


@pytest.mark.parametrize("cookie", [f"{NAME}=guessed", f"{NAME}=", "formcheck-8001={secret}", NAME, ";;;=;"])
def test_another_cookie_is_no_key(stranger: Browser, keys: Keys, cookie: str) -> None:
    assert stranger.get("/", headers={"cookie": cookie.format(secret=keys.secret)}).status_code == 403


@pytest.mark.parametrize(
    "others",
    [
        "theme=dark",
        "empty=",
        'settings={"zoom": 1}',
        "name=Ana María",
        f"{NAME}=guessed",
    ],
)
def test_cookies_of_other_programs_on_this_computer_do_not_lock_out(stranger: Browser, keys: Keys, others: str) -> None:
    cookies = f"{others}; {NAME}={keys.secret}".encode("latin-1")
    assert stranger.get("/", headers={b"cookie": cookies}).status_code == 200


@given(cookies=st.text(max_size=80), token=st.text(max_size=40))
def test_no_text_is_a_key_or_raises(cookies: str, token: str) -> None:
    keys = Keys(NAME)
    assert not keys.are_held(cookies)
    assert not keys.spend(token)
    assert keys.spend(keys.token)


def test_every_page_has_keys_of_its_own() -> None:
    one, other = Keys(NAME), Keys(NAME)
    assert len({one.token, one.secret, other.token, other.secret}) == 4
    assert min(map(len, (one.token, one.secret))) >= 32


# The name asked for, and who asks


@pytest.mark.parametrize("host", [HOST, "localhost:8000"])
def test_both_names_of_this_computer_are_good(window: Browser, keys: Keys, host: str) -> None:
    held = {"host": host, "cookie": f"{NAME}={keys.secret}"}
    assert window.get("/", headers=held).status_code == 200
    assert not refused_link(window, origin=f"http://{host}", **held)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1:8000.evil.example", ""]
)
def test_a_foreign_name_that_points_here_is_refused(window: Browser, keys: Keys, host: str) -> None:
    held = {"host": host, "cookie": f"{NAME}={keys.secret}"}
    assert window.get("/", headers=held).status_code == 403
    assert window.get(f"/?token={keys.token}", headers=held).status_code == 403
    assert refused_link(window, origin=ORIGIN, **held)


@pytest.mark.parametrize("origin", ["http://evil.example", f"https://{HOST}", "http://127.0.0.1:8001", "null", ""])
def test_a_page_from_elsewhere_is_refused(window: Browser, origin: str) -> None:
    assert window.get("/", headers={"origin": origin}).status_code == 403
    assert refused_link(window, origin=origin)


def test_a_link_says_which_page_it_comes_from(window: Browser) -> None:
    assert refused_link(window)
    assert not refused_link(window, origin=ORIGIN)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_fetches_is_refused(window: Browser, site: str) -> None:
    assert window.get("/", headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_what_the_page_or_the_person_asks_for_is_given(window: Browser, site: str) -> None:
    assert window.get("/", headers={"sec-fetch-site": site}).status_code == 200


def test_a_refused_request_does_not_use_up_the_key(stranger: Browser, keys: Keys) -> None:
    address = f"/?token={keys.token}"
    assert stranger.get(address, headers={"host": "evil.example"}).status_code == 403
    assert stranger.get(address, headers={"origin": "http://evil.example"}).status_code == 403
    assert stranger.get(address, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert stranger.get(address).status_code == 303


@pytest.mark.parametrize(
    ("path", "headers", "why"),
    [
        ("/", {"host": "evil.example"}, "asks for the host 'evil.example'"),
        ("/", {"origin": "http://evil.example"}, "comes from http://evil.example"),
        ("/static/page.css", {"sec-fetch-site": "cross-site"}, "comes from another site"),
        ("/", {"cookie": "other=1"}, "does not hold the key"),
        ("/?token=guessed", {"cookie": "other=1"}, "holds no key that is good"),
    ],
)
def test_what_is_refused_is_logged_with_the_reason(
    window: Browser, caplog: pytest.LogCaptureFixture, path: str, headers: dict[str, str], why: str
) -> None:
    window.cookies.clear()
    with caplog.at_level(logging.WARNING, "formcheck"):
        assert window.get(path, headers=headers).status_code == 403
    assert caplog.messages == [f"refused: http {path.partition('?')[0]}: {why}"]


def test_a_refused_link_is_logged_and_no_key_is(
    stranger: Browser, keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "formcheck"):
        assert refused_link(stranger)
        stranger.get(f"/?token={keys.token[:-1]}")
    assert caplog.messages[0] == "refused: websocket /link: comes from no page at all"
    assert keys.token[:-1] not in caplog.text


# What the browser must mind


@pytest.mark.parametrize("path", ["/", "/static/page.css", "/absent"])
def test_every_answer_forbids_what_is_not_the_pages_own(window: Browser, path: str) -> None:
    policy = directives(window.get(path).headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["connect-src"] == ["'self'", f"ws://{HOST}"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(chain.from_iterable(policy.values()))


def test_a_page_that_may_send_something_sends_its_forms_to_itself_only(keys: Keys) -> None:
    with Browser(Guard(APP, keys, is_own_host, 1000), base_url=ORIGIN) as client:
        policy = directives(client.get(f"/?token={keys.token}").headers["content-security-policy"])
    assert policy["form-action"] == ["'self'"]


@pytest.mark.parametrize("path", ["/", "/?token=guessed", "/static/page.css"])
def test_a_refusal_forbids_everything(stranger: Browser, path: str) -> None:
    assert stranger.get(path).headers["content-security-policy"] == "default-src 'none'"


def test_the_redirect_forbids_everything(stranger: Browser, keys: Keys) -> None:
    assert stranger.get(f"/?token={keys.token}").headers["content-security-policy"] == "default-src 'none'"


def test_nothing_is_kept_told_or_framed(window: Browser, keys: Keys) -> None:
    for answer in (window.get("/"), window.get("/absent"), window.get(f"/?token={keys.token}")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "microphone=()" in answer.headers["permissions-policy"]


def directives(policy: str) -> dict[str, list[str]]:
    """Return what a policy says of each kind of thing."""
    parts = (part.split() for part in policy.split(";"))
    return {name: values for name, *values in parts}
