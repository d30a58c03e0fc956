"""Our own lines, one reading each, from standard input."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Thread
from typing import Final, Protocol

from formcheck.errors import FormcheckError
from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.live.feeds.sink import Sink

LineParser = Callable[[str], ImuReading | None]
"""Reads one line; None where it holds no reading, such as a heading. May raise `FormcheckError` for a faulty one."""


class NamedLine(Protocol):
    """What a line tells of a sensor that it calls by any name."""

    @property
    def t_s(self) -> float:
        """Seconds on the sender's clock."""
        ...

    @property
    def sensor(self) -> str:
        """What the sender calls the sensor."""
        ...

    @property
    def acc_mps2(self) -> tuple[float, float, float]:
        """As in `ImuReading`."""
        ...

    @property
    def gyr_radps(self) -> tuple[float, float, float]:
        """As in `ImuReading`."""
        ...


def placed(parse: Callable[[str], NamedLine | None], place_of: Callable[[str], Place | None]) -> LineParser:
    """Return a reader of lines that knows where each sensor is strapped to.

    Parameters
    ----------
    parse : callable
        Reads one line, with the sensor's name.
    place_of : callable
        Tells the place of a sensor by its name; None where it is none of ours: its lines are passed over.
    """

    def read(text: str) -> ImuReading | None:
        line = parse(text)
        place = None if line is None else place_of(line.sensor)
        return None if line is None or place is None else ImuReading(line.t_s, place, line.acc_mps2, line.gyr_radps)

    return read


MAX_LINE_BYTES: Final = 1000

_AT_ONCE_BYTES: Final = 1 << 20


class LineReader:
    """Reads lines, and counts those that hold no reading.

    Parameters
    ----------
    parse : callable
        Reads one line.

    Attributes
    ----------
    unread : int
        Lines that held no reading, headings among them.
    """

    def __init__(self, parse: LineParser) -> None:
        self._parse = parse
        self.unread = 0

    def read(self, lines: bytes) -> list[ImuReading]:
        """Return the readings in some lines; empty lines are passed over.

        Parameters
        ----------
        lines : bytes
            One or more whole lines in UTF-8.
        """
        found = (self._read_one(line) for line in lines.splitlines() if line.strip())
        return [reading for reading in found if reading is not None]

    def _read_one(self, line: bytes) -> ImuReading | None:
        try:
            reading = None if len(line) > MAX_LINE_BYTES else self._parse(line.decode("utf-8").strip())
        except (FormcheckError, ValueError):  # no UTF-8 is a ValueError, too
            reading = None
        self.unread += reading is None
        return reading


class _Cutter:
    """Cuts what comes in pieces after its last whole line, and keeps what follows until it is whole."""

    def __init__(self) -> None:
        self._begun = b""

    def cut(self, came: bytes) -> bytes:
        whole, end, self._begun = (self._begun + came).rpartition(b"\n")
        self._begun = self._begun[: MAX_LINE_BYTES + 1]  # enough to tell that it is too long
        return whole + end

    def rest(self) -> bytes:
        rest, self._begun = self._begun, b""
        return rest


class StreamFeed:
    """Reads lines as another program writes them, such as from standard input.

    Parameters
    ----------
    file : int
        The open file's number, as ``sys.stdin.fileno()`` tells; read until it ends. Its Python object must not be read
        beside: a thread that waits within one ends the program with a crash.
    parse : callable
        Reads one line.
    sink : Sink
        Takes the readings.
    name : str
        Who sends.

    Attributes
    ----------
    lines : LineReader
        What has been read.
    has_ended : Event
        Set when the stream has come to its end.
    """

    def __init__(self, file: int, parse: LineParser, sink: Sink, name: str = "stdin") -> None:
        self.lines = LineReader(parse)
        self.has_ended = Event()
        self._file, self._sink, self._name = file, sink, name
        self._cutter = _Cutter()
        self._is_closed = False

    def start(self) -> None:
        """Begin to read, in a thread that does not keep the program alive: it may wait for a line for ever."""
        Thread(target=self._run, name="lines", daemon=True).start()

    def _run(self) -> None:
        try:
            while not self._is_closed and (came := os.read(self._file, _AT_ONCE_BYTES)):
                arrived_s = self._sink.now_s()
                self._take(self._cutter.cut(came), arrived_s)
            self._take(self._cutter.rest(), self._sink.now_s())
        except OSError:  # it was closed elsewhere
            pass
        finally:
            self.has_ended.set()

    def _take(self, lines: bytes, arrived_s: float) -> None:
        if not self._is_closed:
            self._sink.take(self.lines.read(lines), self._name, arrived_s)

    def close(self) -> None:
        """Take no more lines; calling it twice does no harm."""
        self._is_closed = True
