"""Our own lines in datagrams from another program on this computer."""

from __future__ import annotations

import socket
from threading import Thread
from typing import Final

from formcheck.errors import InputError
from formcheck.given import reason
from formcheck.sources.imu.live.feeds.lines import LineParser, LineReader
from formcheck.sources.imu.live.feeds.sink import Sink

LOOPBACK: Final = "127.0.0.1"

_LARGEST_BYTES: Final = 65_535
_LOOK_EVERY_S: Final = 0.2


class UdpFeed:
    """Reads lines that come in datagrams, one or more in each; from this computer alone.

    Parameters
    ----------
    port : int
        The port on 127.0.0.1; 0 for any that is free.
    parse : callable
        Reads one line.
    sink : Sink
        Takes the readings.

    Attributes
    ----------
    lines : LineReader
        What has been read.

    Raises
    ------
    InputError
        The port is taken.
    """

    def __init__(self, port: int, parse: LineParser, sink: Sink) -> None:
        self.lines = LineReader(parse)
        self._sink = sink
        self._socket = _bind(port)
        self._is_closed = False
        self._thread = Thread(target=self._run, name="udp", daemon=True)

    @property
    def port(self) -> int:
        """The number of the port."""
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def _run(self) -> None:
        while not self._is_closed:
            try:
                datagram, (_, port) = self._socket.recvfrom(_LARGEST_BYTES)
            except TimeoutError:
                continue
            except OSError:  # such as one that Windows reports of a program that has gone
                continue
            arrived_s = self._sink.now_s()
            self._sink.take(self.lines.read(datagram), f"udp {port}", arrived_s)

    def close(self) -> None:
        """Read no more; calling it twice does no harm."""
        self._is_closed = True
        if self._thread.is_alive():
            self._thread.join()
        self._socket.close()


def _bind(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.settimeout(_LOOK_EVERY_S)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise InputError(
            f"cannot be listened on: {reason(error)}.",
            where=f"udp {LOOPBACK}:{port}",
            next_step="Another program listens there: end it, or name another port here and where the lines are sent.",
        ) from error
    return listener
