"""Serving a page on this computer until Ctrl-C."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from formcheck.apps.web.guard import Guard
from formcheck.apps.web.port import BoundPort
from formcheck.sources.connections import LONGEST_HEAD_BYTES, TAKEN_AT_ONCE, ImpatientLink, QuietServer, impatient

_LARGEST_MESSAGE_BYTES: Final = 8 * 1024 * 1024
"""Longer messages end the connection; what is too long for a picture, but shorter, is refused and the page told."""

_REQUEST_S: Final = 10.0
"""So long a request may take to come whole."""

_MOST_CONNECTIONS: Final = 32
"""Beside the links. A browser opens six; macOS gives a program 256 files, of which the visit wants its own."""

_PING_EVERY_S: Final = 10.0
_PONG_WITHIN_S: Final = 20.0


def serve(app: ASGIApp, port: BoundPort, most_body_bytes: int = 0) -> None:
    """Serve until Ctrl-C.

    Parameters
    ----------
    app : ASGI application
        The page; it is guarded here.
    port : BoundPort
        Where.
    most_body_bytes : int
        As of `Guard`.
    """
    config = uvicorn.Config(
        Guard(app, port.keys, port.is_own, most_body_bytes),
        http=impatient(_REQUEST_S, _MOST_CONNECTIONS),
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
        timeout_graceful_shutdown=2,
    )
    with suppress(KeyboardInterrupt):  # uvicorn has closed everything by then
        QuietServer(config).run(sockets=[port.listener])
