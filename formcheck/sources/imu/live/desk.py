"""Takes the requests of phones: samples come in, and nothing goes out but the experiment file of the phone itself.

What is refused is answered alike whatever the reason, without a word, and at a bounded rate. Contents, keys and paths
are never logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from formcheck.errors import InputError
from formcheck.samples import Place
from formcheck.sources.connections import Allowance
from formcheck.sources.imu.live.door import Door, Wanted, Way
from formcheck.sources.imu.live.experiment import MEDIA_TYPE
from formcheck.sources.imu.live.feeds.lines import LineParser
from formcheck.sources.imu.live.feeds.phyphox import PhyphoxPhone
from formcheck.sources.imu.live.feeds.posted import Body, PostedLines
from formcheck.sources.imu.live.feeds.sensor_logger import SensorLoggerPhone
from formcheck.sources.imu.live.feeds.sink import Sink

_log: Final = logging.getLogger(__name__)

_MOST_SENDERS: Final = 16
_QUIET: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_LAST: Final = {**_QUIET, "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may take at most.

    Parameters
    ----------
    body_bytes : int
        Longest body.
    head_s, body_s : float
        How long its head and its body may take to arrive, in seconds.
    connections : int
        How many may be open at once.
    refusals_per_s : float
        How many are refused with an answer; those beyond are told to come later, and told nothing else.
    """

    body_bytes: int = 1_000_000
    head_s: float = 5.0
    body_s: float = 5.0
    connections: int = 32
    refusals_per_s: float = 10.0


class Desk:
    """Takes requests; an ASGI application.

    Parameters
    ----------
    door : Door
        Tells what a request is for.
    sink : Sink
        Takes the readings.
    parse : callable
        Reads one of our own lines.
    experiment : callable
        Gives the experiment file of a place.
    limits : Limits
        What a request may take.
    is_standardised : bool
        Whether "Standardise Units & Frames" is on in Sensor Logger.
    """

    def __init__(
        self,
        door: Door,
        sink: Sink,
        parse: LineParser,
        experiment: Callable[[Place], bytes],
        limits: Limits,
        *,
        is_standardised: bool = False,
    ) -> None:
        self._door, self._sink, self._parse, self._experiment = door, sink, parse, experiment
        self._limits, self._is_standardised = limits, is_standardised
        self._refusals = Allowance(limits.refusals_per_s)
        self._bodies: OrderedDict[tuple[Wanted, str], Body] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        if scope["type"] != "http":
            return
        raw = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
        wanted = self._door.admit(scope["method"], raw.decode("latin-1"))
        response = self._refuse() if wanted is None else await self._serve(wanted, scope, receive)
        await response(scope, receive, send)

    def _refuse(self) -> Response:
        if not self._refusals.take():
            return Response(status_code=429, headers=_LAST)
        _log.info("a request was refused")
        return Response(status_code=404, headers=_LAST)

    async def _serve(self, wanted: Wanted, scope: Scope, receive: Receive) -> Response:
        if wanted.way is Way.PHONE and wanted.place is not None:
            return Response(self._experiment(wanted.place), headers=_QUIET, media_type=MEDIA_TYPE)
        try:
            body = await asyncio.wait_for(self._body(receive), self._limits.body_s)
        except TimeoutError:
            return Response(status_code=408, headers=_LAST)
        if body is None:
            return Response(status_code=413, headers=_LAST)
        arrived_s = self._sink.now_s()
        peer = scope["client"][0] if scope.get("client") else ""
        try:
            readings = self._reader(wanted, peer).read(body)
        except InputError:
            return Response(status_code=400, headers=_QUIET)
        self._sink.take(readings, f"{wanted.way} {peer}", arrived_s)
        return Response(b"{}", headers=_QUIET, media_type="application/json")

    async def _body(self, receive: Receive) -> bytes | None:
        """Return the body; None as soon as it is too long."""
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":  # whoever sent it has gone
                return None
            body += message.get("body", b"")
            if len(body) > self._limits.body_bytes:
                return None
            if not message.get("more_body", False):
                return bytes(body)

    def _reader(self, wanted: Wanted, peer: str) -> Body:
        """Return what reads the bodies of a sender, which may complete each other."""
        sender = (wanted, peer)
        body = self._bodies.pop(sender, None) or self._make_body(wanted)
        self._bodies[sender] = body
        if len(self._bodies) > _MOST_SENDERS:
            self._bodies.popitem(last=False)
        return body

    def _make_body(self, wanted: Wanted) -> Body:
        match wanted:
            case Wanted(Way.PHYPHOX, Place() as place):
                return PhyphoxPhone(place)
            case Wanted(Way.SENSOR_LOGGER, Place() as place):
                return SensorLoggerPhone(place, is_standardised=self._is_standardised)
            case _:
                return PostedLines(self._parse)
