"""What an HTTP server lacks towards clients that are not trusted: patience with an end, a bound, and silence.

A connection costs a file handle, and a program has few (256 on macOS). So a connection that brings no request in time
is ended, and where there are too many the oldest that brings nothing gives way to the newest: whoever sends a whole
request at once is served, whatever others hold open.
"""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Callable, Mapping
from socket import socket
from time import monotonic
from typing import Any, Final

import uvicorn
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

_log: Final = logging.getLogger(__name__)

LONGEST_HEAD_BYTES: Final = 16_384

TAKEN_AT_ONCE: Final = 4
"""So many new connections are taken before those before are looked at: these are beyond the bound for a moment."""

_WAITING_TO_BE_TAKEN: Final = 128
"""So many may wait in the system, which costs no file handle of this program."""

_ANSWER_S: Final = 60.0
"""So long may an answer take, to be made and to be fetched."""

_STALLED_S: Final = 5.0
"""Who takes nothing of what is sent for so long has gone, or might as well have."""

_LINGER_S: Final = 12.0
"""So long may what was said last be fetched; the farewell of a link takes ten seconds at most."""

_NO_HANDLE: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class ImpatientProtocol(H11Protocol):
    """Ends a connection whose next request does not come whole in time, or is no HTTP; it says nothing of it.

    The server by itself would wait for ever, answer with a sentence, and log a line for whatever anybody sends.
    """

    patience_s = 5.0
    most = 32
    _look: asyncio.TimerHandle | None = None
    _since_s = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the base class has it
        """Begin to wait for the first request; where there are too many connections, end another one.

        Parameters
        ----------
        transport : Transport
            The connection.
        """
        self.access_log = False  # its lines hold the key
        self.logger = _nobody()
        self._since_s = self.loop.time()
        super().connection_made(transport)
        self._make_room()
        self._wait(self.patience_s)

    def data_received(self, data: bytes) -> None:
        """Take what came; from a whole request on the patience is for its answer.

        Parameters
        ----------
        data : bytes
            What came.
        """
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._wait(_ANSWER_S)

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the answer to it where it has come already."""
        before = self.cycle
        super().on_response_complete()
        self._wait(self.patience_s if self.cycle is before else _ANSWER_S)

    def handle_websocket_upgrade(self, event: Any) -> None:  # noqa: ANN401 - a type of a package below the server
        """Leave the connection to the link that it becomes.

        Parameters
        ----------
        event : Request
            The request.
        """
        self._stop_waiting()
        super().handle_websocket_upgrade(event)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - nothing is said
        """End the connection.

        Parameters
        ----------
        msg : str
            What the server would say.
        """
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more.

        Parameters
        ----------
        exc : Exception or None
            What ended the connection.
        """
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _make_room(self) -> None:
        """End one connection where there are too many: the oldest of those that have brought nothing yet, if any."""
        others = [one for one in self.connections if isinstance(one, ImpatientProtocol) and one is not self]
        others = [one for one in others if not one.transport.is_closing()]
        if len(others) >= self.most:
            min(others, key=ImpatientProtocol._precedence).transport.abort()

    def _precedence(self) -> tuple[bool, bool, float]:
        return self._is_answering(), self.cycle is not None, self._since_s

    def _wait(self, patience_s: float) -> None:
        self._stop_waiting()
        self._look = self.loop.call_later(patience_s, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None


class ImpatientLink(WebSocketsSansIOProtocol):
    """A link that ends where nobody is at its other end: no answer to a ping, or nothing taken of what is sent.

    The server by itself closes it in good order, which waits for ever for somebody who takes nothing more.
    """

    _stall: asyncio.TimerHandle | None = None

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.logger = self.conn.logger = _nobody()

    def data_received(self, data: bytes) -> None:
        """Take what came; the request for the link comes first, and as a whole.

        Parameters
        ----------
        data : bytes
            What came.
        """
        super().data_received(data)
        if not self.handshake_initiated:  # a head that is more than the link takes; nobody else would end it
            self.transport.abort()

    def pause_writing(self) -> None:
        """Wait, for a while, until something is taken of what was sent."""
        super().pause_writing()
        self._stall = self.loop.call_later(_STALLED_S, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        self._stop_waiting()

    def keepalive_timeout(self) -> None:
        """End the link: there was no answer to a ping."""
        super().keepalive_timeout()
        self.transport.abort()

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        """Leave a while for what was said last; whoever does not fetch it is not waited for.

        Parameters
        ----------
        task : Task
            What served the link.
        """
        super().on_task_complete(task)
        self.loop.call_later(_LINGER_S, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more.

        Parameters
        ----------
        exc : Exception or None
            What ended the connection.
        """
        self._stop_waiting()
        super().connection_lost(exc)

    def _stop_waiting(self) -> None:
        if self._stall is not None:
            self._stall.cancel()
            self._stall = None


class QuietServer(uvicorn.Server):
    """A server that takes connections a few at a time and whose clients leave no traces in the log."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Begin to serve.

        Parameters
        ----------
        sockets : list of socket
            The open ports.
        """
        asyncio.get_running_loop().set_exception_handler(_hear_of)
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(_WAITING_TO_BE_TAKEN)  # it was set to how many are taken at once


def impatient(patience_s: float, most: int) -> type[ImpatientProtocol]:
    """Return the protocol for the connections of one server.

    Parameters
    ----------
    patience_s : float
        How long a request may take to come whole, in seconds.
    most : int
        How many connections may be open at once, without the links that some become.
    """
    return type("Impatient", (ImpatientProtocol,), {"patience_s": patience_s, "most": most})


class Allowance:
    """So many a second, and no more than so many at once.

    Parameters
    ----------
    per_s : float
        How many a second.
    clock : callable
        Gives the time in seconds.
    at_once : float, optional
        How many at once; a second's, unless given.
    """

    def __init__(self, per_s: float, clock: Callable[[], float] = monotonic, at_once: float | None = None) -> None:
        self._per_s, self._clock = per_s, clock
        self._most = self._left = per_s if at_once is None else at_once
        self._asked_s = clock()

    def take(self) -> bool:
        """Take one, and tell whether there was one left."""
        now_s = self._clock()
        self._left = min(self._most, self._left + (now_s - self._asked_s) * self._per_s)
        self._asked_s = now_s
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


def _nobody() -> logging.Logger:
    """Return a logger that nobody hears."""
    return logging.Logger("connections", logging.CRITICAL + 1)  # noqa: LOG001 - no part of the tree of loggers


def _hear_of(_: asyncio.AbstractEventLoop, context: Mapping[str, object]) -> None:
    """Log what went wrong beside all tasks: in a line of our own where it matters, not at all where a client did it."""
    error = context.get("exception")
    if isinstance(error, OSError) and error.errno in _NO_HANDLE:
        _log.warning(
            "No further connection can be taken: too many files are open in this program, or on this computer. It is "
            "tried again in a second; close other programs if this goes on."
        )
    elif isinstance(error, OSError) or "transport" in context:
        _log.debug("a connection was ended: %s", context.get("message"), exc_info=_raised(error))
    else:
        _log.error("something beside the page ended by an error that nobody expected", exc_info=_raised(error))


def _raised(error: object) -> BaseException | None:
    return error if isinstance(error, BaseException) else None
