"""Serving a page on this computer until Ctrl-C."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from formcheck.apps.web.guard import Gate, Guard, Heard
from formcheck.apps.web.port import BoundPort
from formcheck.apps.web.tls import Tls
from formcheck.sources.connections import LONGEST_HEAD_BYTES, TAKEN_AT_ONCE, ImpatientLink, QuietServer, impatient

_LARGEST_MESSAGE_BYTES: Final = 8 * 1024 * 1024
"""Longer messages end the connection; what is too long for a picture, but shorter, is refused and the page told."""

_REQUEST_S: Final = 10.0
"""So long a request may take to come whole."""

_MOST_CONNECTIONS: Final = 32
"""Beside the links. A browser opens six; macOS gives a program 256 files, of which the visit wants its own."""

_MOST_OF_A_PRACTICE: Final = 128
"""Where several computers ask."""

_PING_EVERY_S: Final = 10.0
_PONG_WITHIN_S: Final = 20.0


def serve(
    app: ASGIApp,
    port: BoundPort,
    most_body_bytes: int = 0,
    *,
    heard: Heard | None = None,
    gate: Gate | None = None,
    tls: Tls | None = None,
) -> None:
    """Serve until Ctrl-C.

    Parameters
    ----------
    app : ASGI application
        The page; it is guarded here.
    port : BoundPort
        Where.
    most_body_bytes : int
        As of `Guard`.
    heard : callable, optional
        As of `Guard`.
    gate : Gate, optional
        Who may pass; without it whoever holds the port's key.
    tls : Tls, optional
        What the page is served with, where others ask for it.
    """
    config = uvicorn.Config(
        Guard(app, gate or port.keys, port.is_own, most_body_bytes, heard),
        http=impatient(_REQUEST_S, _MOST_CONNECTIONS if tls is None else _MOST_OF_A_PRACTICE),
        h11_max_incomplete_event_size=LONGEST_HEAD_BYTES,
        loop="asyncio",
        backlog=TAKEN_AT_ONCE,
        ws=ImpatientLink,
        ws_ping_interval=_PING_EVERY_S,
        ws_ping_timeout=_PONG_WITHIN_S,
        ws_max_size=_LARGEST_MESSAGE_BYTES,
        ws_per_message_deflate=False,  # pictures are packed already
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,  # anybody may write them: whoever asks is whoever is connected
        ssl_certfile=None if tls is None else tls.certificate,
        ssl_keyfile=None if tls is None else tls.key,
        timeout_graceful_shutdown=2,
    )
    if tls is not None:
        config.load()
        config.ssl = tls.context()
    with suppress(KeyboardInterrupt):  # uvicorn has closed everything by then
        QuietServer(config).run(sockets=[port.listener])
