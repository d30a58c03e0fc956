"""Who may see a page that this program serves: the browser window that was opened with its key, and nobody else.

A page of another site in the same browser can send requests here, and a name that points to this computer can make
them look like its own: so the name asked for, the page that asks, and the key are all checked, for every request.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from formcheck.apps.web.keys import Keys
from formcheck.sources.connections import LONGEST_HEAD_BYTES

_log: Final = logging.getLogger(__name__)

_POLICY_VIOLATION: Final = 1008  # RFC 6455, 7.4.1

MOST_LINKS: Final = 8
"""Windows of the page that may be open at once; each has a link."""

_LONGEST_TOLD: Final = 80
"""Letters of what a client sent that are logged at most."""
_HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_LAST: Final = {"Connection": "close"}


class Guard:
    """Lets through what comes from the page itself; all else is refused and logged.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    keys : Keys
        The keys.
    is_own_host : callable
        Tells whether the page may be asked for under a name with its port.
    most_body_bytes : int
        So much a request may bring along, and must say beforehand; 0 where the page sends nothing.
    """

    def __init__(self, app: ASGIApp, keys: Keys, is_own_host: Callable[[str], bool], most_body_bytes: int = 0) -> None:
        self._app, self._keys, self._is_own_host = app, keys, is_own_host
        self._most_body_bytes = most_body_bytes
        self._links = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _excess(scope, headers, self._most_body_bytes) or self._refusal(scope, headers) or self._crowd(scope)
        if refusal is None:
            await self._pass(scope, receive, _with_headers(send, self._policy(headers)))
            return
        if isinstance(refusal, str):
            _log.warning("refused: %s %s: %s", scope["type"], _told(scope["path"]), refusal)
        await _refuse(scope, receive, send, refusal)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; what ends it by an error is logged here, the server being silent."""
        is_link = scope["type"] == "websocket"
        self._links += is_link
        try:
            await self._app(scope, receive, send)
        except OSError as error:
            _log.debug("whoever asked has gone: %s", error)
        except Exception:
            _log.exception("%s %s ended by an error that nobody expected", scope["type"], _told(scope["path"]))
            raise
        finally:
            self._links -= is_link

    def _refusal(self, scope: Scope, headers: Headers) -> str | Response | None:
        """Return why a request is refused, or where it is sent instead; None where it may pass."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._is_own_host(host):
            return f"asks for the host {_told(host)!r}"
        is_own = origin == f"http://{host}"
        if not is_own and (origin is not None or scope["type"] == "websocket"):
            return f"comes from {_told(origin) if origin else 'no page at all'}"
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return "comes from another site"
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        token = asked.pop("token", "")
        if scope["type"] == "http" and token and scope["path"] == "/":
            return self._exchange(token, headers, f"/?{urlencode(asked)}" if asked else "/")
        return None if self._keys.are_held(headers.get("cookie", "")) else "does not hold the key"

    def _crowd(self, scope: Scope) -> str | None:
        """Return that there are too many links, where a further one is asked for; None where there are not."""
        is_one_too_many = scope["type"] == "websocket" and self._links >= MOST_LINKS
        return f"{self._links} windows are open already" if is_one_too_many else None

    def _exchange(self, token: str, headers: Headers, page: str) -> str | Response:
        """Give the browser its key for the token of the address, and take the token out of the address."""
        if self._keys.spend(token):
            response = RedirectResponse(page, status_code=303)
            response.set_cookie(self._keys.cookie, self._keys.secret, httponly=True, samesite="strict", path="/")
            return response
        # The same window once more, by its history or a second click.
        return (
            RedirectResponse(page, status_code=303)
            if self._keys.are_held(headers.get("cookie", ""))
            else "holds no key that is good"
        )

    def _policy(self, headers: Headers) -> str:
        forms = "'self'" if self._most_body_bytes else "'none'"
        return (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            f"media-src 'self' blob:; connect-src 'self' ws://{headers['host']}; base-uri 'none'; "
            f"form-action {forms}; frame-ancestors 'none'"
        )


def _excess(scope: Scope, headers: Headers, most_body_bytes: int) -> str | Response | None:
    """Return why a request is more than any of this page's; None where it is not."""
    if sum(len(name) + len(value) for name, value in headers.raw) + len(scope["query_string"]) > LONGEST_HEAD_BYTES:
        # Refused without a word: whoever sends this has not asked for the page.
        return (
            "has a head that is too long" if scope["type"] == "websocket" else Response(status_code=431, headers=_LAST)
        )
    said = headers.get("content-length", "0")
    is_bounded = said.isdecimal() and int(said) <= most_body_bytes
    if scope["type"] == "http" and (not is_bounded or "transfer-encoding" in headers):
        return Response(status_code=413, headers=_LAST)
    return None


def _told(sent: str) -> str:
    """Return something that a client sent for the log: no line breaks, no control characters, and not all of it."""
    start = sent if len(sent) <= _LONGEST_TOLD else f"{sent[:_LONGEST_TOLD]}…"
    return start if start.isprintable() else ascii(start)


def _with_headers(send: Send, policy: str) -> Send:
    """Return a sender that adds to every answer what the browser must mind."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: str | Response) -> None:
    if scope["type"] == "websocket":
        await receive()  # the request to connect
        await WebSocketClose(code=_POLICY_VIOLATION)(scope, receive, send)
        return
    answer = (
        refusal
        if isinstance(refusal, Response)
        else PlainTextResponse(
            "formcheck shows this page only in the window it opened itself.\n"
            "Open the address that formcheck printed when it was started. It is good for one window: for another one, "
            "start formcheck again.\n",
            status_code=403,
        )
    )
    await answer(scope, receive, _with_headers(send, "default-src 'none'"))
