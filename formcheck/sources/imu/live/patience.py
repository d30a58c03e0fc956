"""What the HTTP server lacks towards a network that is not trusted: patience with an end, and silence."""

from __future__ import annotations

import asyncio
import logging

from uvicorn.protocols.http.h11_impl import H11Protocol


class ImpatientProtocol(H11Protocol):
    """Ends a connection whose next request does not come whole in time, or is no HTTP; it says nothing of it.

    The server by itself would wait for ever, answer with a sentence, and log a line for whatever anybody sends.
    """

    patience_s = 5.0
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the base class has it
        """Begin to wait for the first request.

        Parameters
        ----------
        transport : Transport
            The connection.
        """
        self.access_log = False  # its lines hold the key
        self.logger = logging.Logger("listener", logging.CRITICAL + 1)  # noqa: LOG001 - nobody is to hear it
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; with its first part the patience for a request begins.

        Parameters
        ----------
        data : bytes
            What came.
        """
        super().data_received(data)
        if self._is_answering():
            self._stop_waiting()
        elif self._look is None:
            self._wait()

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

    def _wait(self) -> None:
        self._look = self.loop.call_later(self.patience_s, self._lose_patience)

    def _stop_waiting(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _lose_patience(self) -> None:
        self._look = None
        if not self._is_answering():
            self.transport.abort()
