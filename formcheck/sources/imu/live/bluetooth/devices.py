"""The kinds of sensors that can be connected: one small class each, that starts a sensor and takes what it sends.

Nothing else speaks to a real sensor. What the bytes mean stands beside, in modules without a radio.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from formcheck.errors import FormcheckError
from formcheck.samples import ImuReading, Place
from formcheck.sources.imu.live.bluetooth import dot, witmotion
from formcheck.sources.imu.live.bluetooth.gatt import Connection, Services


@dataclass(frozen=True, slots=True)
class Taker:
    """What takes what a sensor tells.

    Parameters
    ----------
    now_s : callable
        Gives the time on the session's clock, in seconds.
    readings : callable
        Takes readings, and when they came.
    battery : callable
        Takes how full the battery is, from 0 to 1.
    refuse : callable
        Takes why what the sensor sends cannot be used.
    """

    now_s: Callable[[], float]
    readings: Callable[[Sequence[ImuReading], float], None]
    battery: Callable[[float], None]
    refuse: Callable[[FormcheckError], None]


class Device(Protocol):
    """A sensor that is connected."""

    async def begin(self, client: Connection) -> None:
        """Let it measure.

        Parameters
        ----------
        client : Connection
            The connection.

        Raises
        ------
        SensorError
            It measures something else.
        """
        ...

    async def ask(self, client: Connection) -> None:
        """Ask for what it does not tell by itself; now and then.

        Parameters
        ----------
        client : Connection
            The connection.
        """
        ...

    async def end(self, client: Connection) -> None:
        """Let it measure no more.

        Parameters
        ----------
        client : Connection
            The connection.
        """
        ...


class DotDevice:
    """A Movella DOT.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    taker : Taker
        Takes what it tells.
    """

    def __init__(self, place: Place, taker: Taker) -> None:
        self._place, self._taker = place, taker
        self._reader = dot.DotReader(place)

    async def begin(self, client: Connection) -> None:
        """Ask how full the battery is, and start it; notifications first, as its maker says."""
        if client.services.get_characteristic(dot.BATTERY) is not None:
            self._take_battery(await client.read_gatt_char(dot.BATTERY))
            await client.start_notify(dot.BATTERY, lambda _, value: self._take_battery(value))
        await client.start_notify(dot.MEDIUM, self._hear)
        await client.write_gatt_char(dot.CONTROL, dot.START, response=True)
        dot.check_mode(bytes(await client.read_gatt_char(dot.CONTROL)), self._place)

    async def ask(self, client: Connection) -> None:
        """Ask for nothing: it tells of its battery by itself."""

    async def end(self, client: Connection) -> None:
        """Stop it, or it would go on until its battery is empty."""
        await client.write_gatt_char(dot.CONTROL, dot.STOP, response=True)

    def _hear(self, _: object, value: bytearray) -> None:
        arrived_s = self._taker.now_s()
        try:
            readings = self._reader.read(bytes(value))
        except FormcheckError as error:
            self._taker.refuse(error)
            return
        self._taker.readings(readings, arrived_s)

    def _take_battery(self, value: bytearray) -> None:
        share = dot.battery_share(bytes(value))
        if share is not None:
            self._taker.battery(share)


class WitDevice:
    """A WT901BLE or BWT901BLE5 of WitMotion.

    Parameters
    ----------
    place : Place
        Where it is strapped to.
    taker : Taker
        Takes what it tells.
    """

    def __init__(self, place: Place, taker: Taker) -> None:
        self._taker = taker
        self._reader = witmotion.WitReader(place)

    async def begin(self, client: Connection) -> None:
        """Let it measure 100 times a second; it sends by itself."""
        await client.start_notify(witmotion.NOTIFY, self._hear)
        for command in (witmotion.UNLOCK, witmotion.RATE_100_HZ):
            await self._write(client, command)
        await self.ask(client)

    async def ask(self, client: Connection) -> None:
        """Ask how full the battery is; the answer comes among the readings."""
        await self._write(client, witmotion.ASK_BATTERY)

    async def end(self, client: Connection) -> None:
        """Do nothing: it sends whether anybody listens or not."""

    async def _write(self, client: Connection, command: bytes) -> None:
        characteristic = client.services.get_characteristic(witmotion.WRITE)
        if characteristic is not None:
            await client.write_gatt_char(witmotion.WRITE, command, response="write" in characteristic.properties)

    def _hear(self, _: object, value: bytearray) -> None:
        arrived_s, before = self._taker.now_s(), self._reader.battery
        self._taker.readings(self._reader.read(bytes(value), arrived_s), arrived_s)
        if self._reader.battery is not None and self._reader.battery != before:
            self._taker.battery(self._reader.battery)


MAKERS: Final = (dot.MAKER, witmotion.MAKER)


def make_device(services: Services, place: Place, taker: Taker) -> Device | None:
    """Return a sensor that is connected, its kind told by what it offers; None where it is of no known kind.

    Parameters
    ----------
    services : Services
        What it offers.
    place : Place
        Where it is strapped to.
    taker : Taker
        Takes what it tells.
    """
    if services.get_characteristic(dot.MEDIUM) is not None:
        return DotDevice(place, taker)
    if services.get_characteristic(witmotion.NOTIFY) is not None:
        return WitDevice(place, taker)
    return None


def guess_maker(name: str, services: Sequence[str]) -> str:
    """Return the maker of a sensor that was seen but not connected; empty where it is of no known kind.

    Parameters
    ----------
    name : str
        How it calls itself.
    services : sequence of str
        The services that it tells of.
    """
    called = name.casefold()
    if called.startswith(dot.NAMES):
        return dot.MAKER
    if called.startswith(witmotion.NAMES) or witmotion.SERVICE in services:
        return witmotion.MAKER
    return ""
