"""Listens for the readings of phones and programs, on a port of its own that is open only while it is asked for."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable
from math import ceil
from threading import Thread
from time import monotonic, sleep
from typing import Final

import uvicorn

from formcheck.errors import InputError, SetupError
from formcheck.given import reason
from formcheck.samples import ImuReading, Place
from formcheck.sources.connections import LONGEST_HEAD_BYTES, TAKEN_AT_ONCE, QuietServer, impatient
from formcheck.sources.imu.live.desk import Desk, Limits
from formcheck.sources.imu.live.door import Door, Way, make_key, make_path
from formcheck.sources.imu.live.experiment import ExperimentTexts, make_experiment
from formcheck.sources.imu.live.feeds.lines import LineParser
from formcheck.sources.imu.live.feeds.sink import Sink
from formcheck.sources.imu.live.who_sees import Exposure, exposure

LOOPBACK: Final = "127.0.0.1"

_UP_WITHIN_S: Final = 5.0

# On Windows, SO_REUSEADDR would let another program take the port while it is listened on.
if sys.platform == "win32":
    _OPTION: Final = socket.SO_EXCLUSIVEADDRUSE
else:
    _OPTION: Final = socket.SO_REUSEADDR


class Listener:
    """Takes readings over HTTP from those who hold the session's key; a feed.

    The port is taken when this is made, and answers from `start` to `close`. It gives out nothing but the experiment
    file for a phone, and that only to who has the key.

    Parameters
    ----------
    sink : Sink
        Takes the readings.
    places : iterable of Place
        The sensors that may be.
    texts : callable
        Gives what the app on the phone shows, for a place.
    parse : callable, optional
        Reads one of our own lines; without it these are refused.
    host : str
        The address of this computer to listen on: that of one network, so that others do not reach it.
    port : int
        The port; 0 for any that is free.
    key : str, optional
        The session's key; a new one unless given.
    ways : iterable of Way
        What may be asked for.
    limits : Limits
        What a request may take at most.
    is_standardised : bool
        Whether "Standardise Units & Frames" is on in Sensor Logger.

    Raises
    ------
    InputError
        The port is taken, or the address is not one of this computer.
    """

    def __init__(
        self,
        sink: Sink,
        places: Iterable[Place],
        texts: Callable[[Place], ExperimentTexts],
        parse: LineParser | None = None,
        *,
        host: str = LOOPBACK,
        port: int = 0,
        key: str | None = None,
        ways: Iterable[Way] = Way,
        limits: Limits | None = None,
        is_standardised: bool = False,
    ) -> None:
        self._places, self._texts, self._host = frozenset(places), texts, host
        self._key = make_key() if key is None else key
        self._socket = _bind(host, port)
        self._port = int(self._socket.getsockname()[1])
        limits = limits or Limits()
        door = Door(self._key, frozenset(ways) - (set() if parse else {Way.READINGS}), self._places)
        desk = Desk(door, sink, parse or _no_line, self.experiment, limits, is_standardised=is_standardised)
        self._server = QuietServer(_config(desk, limits))
        self._thread = Thread(target=self._run, name="listener", daemon=True)

    @property
    def port(self) -> int:
        """The number of the port."""
        return self._port

    @property
    def exposure(self) -> Exposure:
        """Who on the network could see what."""
        return exposure(self._host, self._port, len(self._places))

    def address(self, way: Way, place: Place | None = None) -> str:
        """Return the address to send to, or to load the experiment from, with the key.

        Parameters
        ----------
        way : Way
            What for.
        place : Place, optional
            The sensor; for all ways but `Way.READINGS`.
        """
        return f"http://{self._host}:{self._port}{make_path(way, self._key, place)}"

    def experiment(self, place: Place) -> bytes:
        """Return the experiment file that makes phyphox send here.

        Parameters
        ----------
        place : Place
            Where the phone is strapped to.
        """
        return make_experiment(self._texts(place), self.address(Way.PHYPHOX, place))

    def start(self) -> None:
        """Begin to answer; returns when it does.

        Raises
        ------
        SetupError
            It did not come up.
        """
        self._thread.start()
        until_s = monotonic() + _UP_WITHIN_S
        while not self._server.started:
            if monotonic() > until_s or not self._thread.is_alive():
                self.close()
                raise SetupError(
                    "did not begin to answer.",
                    where=f"http://{self._host}:{self._port}",
                    next_step="Start formcheck again; it may help to close other programs.",
                )
            sleep(0.005)

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def close(self) -> None:
        """Answer no more and give the port back; calling it twice does no harm."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join()
        self._socket.close()


def _config(desk: Desk, limits: Limits) -> uvicorn.Config:
    return uvicorn.Config(
        desk,
        http=impatient(limits.head_s, limits.connections),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        loop="asyncio",
        backlog=TAKEN_AT_ONCE,
        h11_max_incomplete_event_size=LONGEST_HEAD_BYTES,
        timeout_keep_alive=ceil(limits.head_s),
        timeout_graceful_shutdown=1,
    )


def _bind(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, _OPTION, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise InputError(
            f"cannot be listened on: {reason(error)}.",
            where=f"{host}:{port}",
            next_step="End the program that listens there, leave the port out so that a free one is found, "
            "or name an address of this computer.",
        ) from error
    return listener


def _no_line(_line: str) -> ImuReading | None:
    return None
