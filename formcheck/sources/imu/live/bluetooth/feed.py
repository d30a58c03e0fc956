"""Readings of sensors over Bluetooth: found, connected one after the other, and again when a connection is lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Thread
from typing import Final, Protocol

from formcheck.errors import FormcheckError
from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.live.bluetooth.devices import Device, Taker, make_device
from formcheck.sources.imu.live.bluetooth.gatt import Connection, Seen
from formcheck.sources.imu.live.bluetooth.radio import Nearby, Radio, check_package, not_found, several, unknown_kind
from formcheck.sources.imu.live.feeds.sink import Sink

_log: Final = logging.getLogger(__name__)

SEARCH_S: Final = 12.0
"""A sensor that does not tell of itself within this is not there."""

AGAIN_S: Final = 2.0
"""So long after a connection was lost, or could not be made, it is tried again."""

REFUSED_AGAIN_S: Final = 10.0
"""The same of a sensor that sent what cannot be used: somebody may have mended it."""

ASK_EVERY_S: Final = 60.0

_LOOK_AGAIN_S: Final = 5.0
_LINGER_S: Final = 1.0
_END_S: Final = 3.0


class LinkState(StrEnum):
    """How the connection to a sensor stands."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LinkNews:
    """A connection that stands otherwise now.

    Parameters
    ----------
    place : Place
        Where the sensor is strapped to.
    name : str
        What it was called.
    state : LinkState
        How its connection stands.
    reason : str
        Why it was lost or refused; empty where nobody knows.
    """

    place: Place
    name: str
    state: LinkState
    reason: str = ""


class BatterySink(Sink, Protocol):
    """A taker of readings that also takes how full a battery is."""

    def take_battery(self, place: Place, share: float) -> None:
        """Take how full the battery of a sensor is.

        Parameters
        ----------
        place : Place
            Where it is strapped to.
        share : float
            From 0 to 1.
        """
        ...


@dataclass(slots=True)
class _Link:
    """One sensor and its connection."""

    name: str
    place: Place
    seen: Seen
    client: Connection | None = None
    device: Device | None = None
    state: LinkState | None = None
    reason: str = ""
    again_s: float = 0.0
    asked_s: float = 0.0


class BluetoothFeed:
    """Connects sensors, and keeps them connected.

    Parameters
    ----------
    wanted : mapping of str to Place
        Where each sensor is strapped to, by its name or address.
    sink : BatterySink
        Takes what they tell.
    told : callable, optional
        Takes how each connection stands, from another thread.
    radio : Radio, optional
        Bluetooth; that of this computer unless given.
    search_s : float
        How long to search at most before it begins, in seconds.
    """

    def __init__(
        self,
        wanted: Mapping[str, Place],
        sink: BatterySink,
        told: Callable[[LinkNews], None] | None = None,
        radio: Radio | None = None,
        *,
        search_s: float = SEARCH_S,
    ) -> None:
        self._wanted, self._sink, self._told = dict(wanted), sink, told
        self._radio, self._search_s = radio or Radio(), search_s
        self._links: list[_Link] = []
        self._error: BaseException | None = None
        self._found, self._closed = Event(), Event()
        self._thread = Thread(target=self._run, name="bluetooth", daemon=True)

    def start(self) -> None:
        """Search for the sensors, and return when all are found; they are connected from then on.

        Raises
        ------
        SetupError
            There is no Bluetooth, it is off, or it may not be used.
        InputError
            A sensor is not near, or two have the same name.
        """
        check_package()
        self._thread.start()
        self._found.wait()
        if self._error is not None:
            self._thread.join()
            raise self._error

    def close(self) -> None:
        """Let the sensors go; calling it twice does no harm."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except Exception as error:  # noqa: BLE001 - raised again by whoever started it
            self._error = error
            if self._found.is_set():
                _log.warning("Bluetooth: %s", error)
        finally:
            self._found.set()

    async def _main(self) -> None:
        self._links = [
            _Link(name, self._wanted[name], seen) for name, seen in (await self._search(self._wanted)).items()
        ]
        self._found.set()
        try:
            while not self._closed.is_set():
                for link in self._links:  # never two at once: radios do not bear that
                    if not self._closed.is_set():
                        await self._mind(link)
                await asyncio.sleep(0.1)
        finally:
            for link in self._links:
                await self._let_go(link)

    async def _search(self, names: Iterable[str]) -> dict[str, Seen]:
        """Return the devices that are called so.

        Raises
        ------
        InputError
            One is not near, or two have the same name.
        """

        def is_enough(seen: Mapping[str, Nearby]) -> bool:
            return all(any(one.is_called(name) for one in seen.values()) for name in names)

        if self._found.is_set():  # it is known by its address since
            found = await self._radio.look(_LOOK_AGAIN_S, is_enough)
        else:
            found = await self._radio.look(self._search_s, is_enough, linger_s=_LINGER_S)
        seen = {address: one for address, (one, _) in found.items()}
        chosen = {}
        for name in names:
            alike = {address: one for address, one in seen.items() if one.is_called(name)}
            if len(alike) != 1:
                raise several(name, alike) if alike else not_found(name, seen)
            chosen[name] = found[next(iter(alike))][1]
        return chosen

    async def _mind(self, link: _Link) -> None:
        """Connect a sensor that is not connected, and ask one that is how it does."""
        now_s = asyncio.get_running_loop().time()
        if link.client is None:
            if now_s >= link.again_s:
                await self._connect(link)
        elif link.state is LinkState.REFUSED:
            await self._let_go(link)
        elif link.device is not None and now_s - link.asked_s >= ASK_EVERY_S:
            link.asked_s = now_s
            with suppress(*_troubles()):  # a connection that is lost is told elsewhere
                await link.device.ask(link.client)

    async def _connect(self, link: _Link) -> None:
        try:
            if link.state is None:
                self._tell(link, LinkState.CONNECTING)
            else:  # some systems forget a device that was lost
                link.seen = (await self._search([link.seen.address]))[link.seen.address]
        except FormcheckError as error:
            self._tell(link, LinkState.LOST, str(error))
        else:
            await self._begin(link)
        self._try_again_later(link)

    def _try_again_later(self, link: _Link) -> None:
        pause_s = REFUSED_AGAIN_S if link.state is LinkState.REFUSED else AGAIN_S
        link.again_s = asyncio.get_running_loop().time() + pause_s

    async def _begin(self, link: _Link) -> None:
        try:
            await self._open(link)
        except FormcheckError as error:
            await self._let_go(link)
            self._tell(link, LinkState.REFUSED, str(error))
        except _troubles() as error:
            await self._let_go(link)
            self._tell(link, LinkState.LOST, str(error) or type(error).__name__)

    async def _open(self, link: _Link) -> None:
        loop = asyncio.get_running_loop()

        def lose(_: object) -> None:
            loop.call_soon_threadsafe(self._lose, link, client)

        client = self._radio.connect_to(link.seen, lose)
        await client.connect()
        link.client, link.asked_s = client, loop.time()
        link.device = make_device(client.services, link.place, self._taker(link))
        if link.device is None:
            raise unknown_kind(link.name)
        await link.device.begin(client)
        self._tell(link, LinkState.CONNECTED)

    def _taker(self, link: _Link) -> Taker:
        def take(readings: Sequence[ImuReading], arrived_s: float) -> None:
            self._sink.take(readings, f"bluetooth {link.name}", arrived_s)

        return Taker(
            self._sink.now_s,
            take,
            lambda share: self._sink.take_battery(link.place, share),
            lambda error: self._refuse(link, error),
        )

    def _refuse(self, link: _Link, error: FormcheckError) -> None:
        """Take nothing more of a sensor that sends something else."""
        self._tell(link, LinkState.REFUSED, str(error))

    def _lose(self, link: _Link, client: Connection) -> None:
        if link.client is not client:  # it was let go
            return
        link.client, link.device = None, None
        if link.state is not LinkState.REFUSED:
            self._tell(link, LinkState.LOST)
        self._try_again_later(link)

    async def _let_go(self, link: _Link) -> None:
        client, device, link.client, link.device = link.client, link.device, None, None
        if client is None:
            return
        with suppress(*_troubles()):
            async with asyncio.timeout(_END_S):
                if device is not None and client.is_connected:
                    await device.end(client)
                await client.disconnect()

    def _tell(self, link: _Link, state: LinkState, reason: str = "") -> None:
        is_news = (state, reason) != (link.state, link.reason)
        link.state, link.reason = state, reason
        if is_news and self._told is not None:
            self._told(LinkNews(link.place, link.name, state, reason))


def _troubles() -> tuple[type[Exception], ...]:
    """Return what a connection can fail with."""
    from bleak.exc import BleakError  # noqa: PLC0415 - an extra

    return (BleakError, OSError, TimeoutError, EOFError)
