"""Who may see a page that this program serves: whom its gate lets through, and nobody else.

A page of another site in the same browser can send requests here, and a name that points to this computer can make
them look like its own: so the name asked for, the page that asks, and what the gate wants are all checked, for every
request. The gate of a page for this computer is a key (`formcheck.apps.web.keys`), that of a practice a sign-in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from formcheck.sources.connections import LONGEST_HEAD_BYTES

_log: Final = logging.getLogger(__name__)

_POLICY_VIOLATION: Final = 1008  # RFC 6455, 7.4.1

MOST_LINKS: Final = 8
"""Windows of the page that may be open at once; each has a link."""

_LONGEST_TOLD: Final = 80
"""Letters of what a client sent that are logged at most."""
_MOST_DIGITS: Final = 20
"""Of a length that a client says."""

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

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""With these nothing is changed: RFC 9110, 9.2.1."""

_OWN_SITES: Final = frozenset({"same-origin", "none"})


class Why(StrEnum):
    """Why a request is refused."""

    HOST = "unknown-host"  # it asks for another name than the page's
    SITE = "cross-site"  # another page sends it
    SIZE = "too-large"
    GATE = "no-key"
    CROWD = "too-many-windows"


class Gate(Protocol):
    """Tells who may pass, of those who ask for the right name from the right page."""

    @property
    def scheme(self) -> str:
        """Return ``http`` or ``https``: how the page is served."""
        ...

    @property
    def is_for_others(self) -> bool:
        """Whether other computers ask: what changes something must then say which page it comes from.

        Links to the page that stand elsewhere may be followed then; the gate lets them in as strangers.
        """
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """Return what else every answer says to the browser."""
        ...

    async def admit(self, scope: Scope, headers: Headers) -> str | Response | None:
        """Return why a request is refused, or what is answered in its place; None where it may pass.

        Parameters
        ----------
        scope : dict
            The request, as ASGI has it.
        headers : Headers
            Its head.
        """
        ...


Heard = Callable[[Scope, Why], None]


class Guard:
    """Lets through what comes from the page itself; all else is refused and logged.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    gate : Gate
        Who may pass.
    is_own_host : callable
        Tells whether the page may be asked for under a name with its port.
    most_body_bytes : int
        So much a request may bring along, and must say beforehand; 0 where the page sends nothing.
    heard : callable, optional
        Told of every request that is refused, and why.
    """

    def __init__(
        self,
        app: ASGIApp,
        gate: Gate,
        is_own_host: Callable[[str], bool],
        most_body_bytes: int = 0,
        heard: Heard | None = None,
    ) -> None:
        self._app, self._gate, self._is_own_host = app, gate, is_own_host
        self._most_body_bytes, self._heard = most_body_bytes, heard
        self._links = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        why, refusal = await self._refusal(scope, headers)
        if refusal is None:
            await self._pass(scope, receive, _with_headers(send, self._own_headers(headers)))
            return
        if why is not None and self._heard is not None:
            self._heard(scope, why)
        if isinstance(refusal, str):
            _log.warning("refused: %s %s: %s", scope["type"], told(scope["path"]), refusal)
        own = {"Content-Security-Policy": "default-src 'none'"} | dict(self._gate.headers)
        await _refuse(scope, receive, _with_headers(send, own), refusal)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; what ends it by an error is logged here, the server being silent."""
        is_link = scope["type"] == "websocket"
        self._links += is_link
        try:
            await self._app(scope, receive, send)
        except OSError as error:
            _log.debug("whoever asked has gone: %s", error)
        except Exception:
            _log.exception("%s %s ended by an error that nobody expected", scope["type"], told(scope["path"]))
            raise
        finally:
            self._links -= is_link

    async def _refusal(self, scope: Scope, headers: Headers) -> tuple[Why | None, str | Response | None]:
        """Return why a request is refused, and what is said or answered; nothing of both where it may pass."""
        excess = _excess(scope, headers, self._most_body_bytes)
        if excess is not None:
            return Why.SIZE, excess
        if not self._is_own_host(headers.get("host", "")):
            return Why.HOST, f"asks for the host {told(headers.get('host', ''))!r}"
        elsewhere = self._from_elsewhere(scope, headers)
        if elsewhere is not None:
            return Why.SITE, elsewhere
        refused = await self._gate.admit(scope, headers)
        if refused is not None:  # what the gate answers itself it knows of
            return (Why.GATE if isinstance(refused, str) else None), refused
        crowd = self._crowd(scope)
        return (None, None) if crowd is None else (Why.CROWD, crowd)

    def _from_elsewhere(self, scope: Scope, headers: Headers) -> str | None:
        """Return that a request comes from another page than this one; None where it does not."""
        origin = headers.get("origin")
        is_link = scope["type"] == "websocket"
        if origin is None and self._gate.is_for_others and not is_link and scope["method"] not in SAFE_METHODS:
            origin = _origin_of(headers.get("referer", ""))
        is_own = origin == f"{self._gate.scheme}://{headers['host']}"
        if not is_own and (origin is not None or is_link):
            return f"comes from {told(origin) if origin else 'no page at all'}"
        if headers.get("sec-fetch-site", "none") in _OWN_SITES:
            return None
        is_followed = self._gate.is_for_others and _is_followed(scope, headers)
        return None if is_followed else "comes from another site"

    def _crowd(self, scope: Scope) -> str | None:
        """Return that there are too many links, where a further one is asked for; None where there are not."""
        is_one_too_many = scope["type"] == "websocket" and self._links >= MOST_LINKS
        return f"{self._links} windows are open already" if is_one_too_many else None

    def _own_headers(self, headers: Headers) -> dict[str, str]:
        forms = "'self'" if self._most_body_bytes else "'none'"
        link = "wss" if self._gate.scheme == "https" else "ws"
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
            f"media-src 'self' blob:; connect-src 'self' {link}://{headers['host']}; base-uri 'none'; "
            f"form-action {forms}; frame-ancestors 'none'"
        )
        return {"Content-Security-Policy": policy} | dict(self._gate.headers)


def _origin_of(address: str) -> str:
    """Return the origin of an address; empty where it is none."""
    try:
        told = urlsplit(address)
    except ValueError:
        return ""
    return f"{told.scheme}://{told.netloc}"


def comes_from_here(headers: Headers) -> bool:
    """Tell whether a request comes from a page of this program, or was typed; not by a link that stands elsewhere.

    Parameters
    ----------
    headers : Headers
        Its head.
    """
    return headers.get("sec-fetch-site", "none") in _OWN_SITES


def _is_followed(scope: Scope, headers: Headers) -> bool:
    """Tell whether somebody follows a link that stands elsewhere, in a window of its own."""
    is_window = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return is_window and scope["type"] == "http" and scope["method"] == "GET"


def _excess(scope: Scope, headers: Headers, most_body_bytes: int) -> str | Response | None:
    """Return why a request is more than any of this page's; None where it is not."""
    if sum(len(name) + len(value) for name, value in headers.raw) + len(scope["query_string"]) > LONGEST_HEAD_BYTES:
        # Refused without a word: whoever sends this has not asked for the page.
        return (
            "has a head that is too long" if scope["type"] == "websocket" else Response(status_code=431, headers=_LAST)
        )
    said = headers.get("content-length", "0")
    is_bounded = said.isdecimal() and len(said) <= _MOST_DIGITS and int(said) <= most_body_bytes
    if scope["type"] == "http" and (not is_bounded or "transfer-encoding" in headers):
        return Response(status_code=413, headers=_LAST)
    return None


def told(sent: str) -> str:
    """Return something that a client sent for the log: no line breaks, no control characters, and not all of it.

    Parameters
    ----------
    sent : str
        What it sent.
    """
    start = sent if len(sent) <= _LONGEST_TOLD else f"{sent[:_LONGEST_TOLD]}…"
    return start if start.isprintable() else ascii(start)


def _with_headers(send: Send, own: Mapping[str, str]) -> Send:
    """Return a sender that adds to every answer what the browser must mind."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in (_HEADERS | dict(own)).items():
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
    await answer(scope, receive, send)
