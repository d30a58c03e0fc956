"""Serving a page on this computer until Ctrl-C."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from formcheck.apps.web.guard import Guard
from formcheck.apps.web.port import BoundPort

_LARGEST_MESSAGE_BYTES: Final = 8 * 1024 * 1024
"""Longer messages end the connection; what is too long for a picture, but shorter, is refused and the page told."""


def serve(app: ASGIApp, port: BoundPort) -> None:
    """Serve until Ctrl-C.

    Parameters
    ----------
    app : ASGI application
        The page; it is guarded here.
    port : BoundPort
        Where.
    """
    config = uvicorn.Config(
        Guard(app, port.keys, port.is_own),
        ws="websockets-sansio",
        ws_max_size=_LARGEST_MESSAGE_BYTES,
        ws_per_message_deflate=False,  # pictures are packed already
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
    )
    with suppress(KeyboardInterrupt):  # uvicorn has closed everything by then
        uvicorn.Server(config).run(sockets=[port.listener])
