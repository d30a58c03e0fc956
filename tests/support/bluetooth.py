"""Bluetooth without a radio: sensors as virtual peripherals of bumble, and bleak's own client over a virtual link.

Advertising, connections, discovery, notifications and writes are real; only the air between two controllers is not.
All of it lives in the event loop of whoever searches first.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable, Coroutine
from typing import Any

import numpy as np
from bleak import BleakClient, BleakScanner
from bleak.args import SizedBuffer
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, AdvertisementDataCallback, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakDeviceNotFoundError, BleakError
from bumble.controller import Controller
from bumble.core import UUID, AdvertisingData
from bumble.device import Advertisement, Connection, Device, Peer
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.gatt_client import CharacteristicProxy
from bumble.hci import Address
from bumble.host import Host
from bumble.link import LocalLink
from bumble.transport.common import AsyncPipeSink

from formcheck.samples import GRAVITY_MPS2
from formcheck.sources.imu.live.bluetooth import dot, witmotion
from formcheck.sources.imu.live.bluetooth.gatt import Advertised, Seen
from formcheck.sources.imu.live.bluetooth.radio import Radio
from tests.support.swings import turning

READ, WRITE, NOTIFY = (Characteristic.Properties[name] for name in ("READ", "WRITE", "NOTIFY"))
ALLOWED = Characteristic.Permissions.READABLE | Characteristic.Permissions.WRITEABLE
QUICKLY = Characteristic.Properties.WRITE_WITHOUT_RESPONSE


class Peripheral:
    """A sensor that swings (`tests.support.swings`) from when it is started."""

    rate_hz = 60.0

    def __init__(self, name: str, address: str, begin_s: float = 0.0) -> None:
        self.name, self.address, self.begin_s = name, address, begin_s
        self.is_on, self.connections = True, 0
        self.written: list[bytes] = []
        self.device: Device | None = None
        self._sending: asyncio.Task[None] | None = None

    def services(self) -> list[Service]:
        """Return what it offers."""
        raise NotImplementedError

    async def send(self, t_s: float) -> None:
        """Send what is measured at a time of the movement."""
        raise NotImplementedError

    async def switch_on(self, link: LocalLink) -> None:
        """Advertise, and take connections."""
        controller = Controller(self.name, link=link)
        self.device = Device(
            name=self.name, address=Address(self.address), host=Host(controller, AsyncPipeSink(controller))
        )
        for service in self.services():
            self.device.add_service(service)
        name = (AdvertisingData.Type.COMPLETE_LOCAL_NAME, self.name.encode())
        self.device.advertising_data = bytes(AdvertisingData([name]))
        self.device.on("connection", self._count)
        await self.device.power_on()
        await self.device.start_advertising(auto_restart=True, advertising_interval_min=50.0)

    def _count(self, _: Connection) -> None:
        self.connections += 1

    def start(self) -> None:
        """Begin to measure."""
        if self._sending is None or self._sending.done():
            self._sending = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        began_s, number = loop.time(), 0
        while self.device is not None and self.device.connections:
            await asyncio.sleep(began_s + number / self.rate_hz - loop.time())
            await self.send(self.begin_s + number / self.rate_hz)
            number += 1

    async def drop(self) -> None:
        """Lose the connection."""
        assert self.device is not None
        for connection in list(self.device.connections.values()):
            await connection.disconnect()

    async def go_away(self) -> None:
        """Lose the connection, and tell of itself no more."""
        assert self.device is not None
        await self.device.stop_advertising()
        for connection in list(self.device.connections.values()):
            await connection.disconnect()
        await self.device.stop_advertising()


class DotPeripheral(Peripheral):
    """A Movella DOT, as its maker's document has it."""

    def __init__(self, name: str, address: str, begin_s: float = 0.0) -> None:
        super().__init__(name, address, begin_s)
        self.battery, self.is_charging = 43, 0
        self.own_mode: int | None = None  # what it measures in, whatever it is asked for
        self.tells_mode, self.has_gravity, self.padding = True, True, 0
        self.clock_us = 2**32 - 2_000_000  # begins again after two seconds
        self._control = bytes((1, 0, 0))
        self._medium = Characteristic(dot.MEDIUM, NOTIFY, ALLOWED, b"")
        self._battery: Characteristic[bytes] = Characteristic(
            dot.BATTERY, READ | NOTIFY, ALLOWED, CharacteristicValue(read=lambda _: bytes((self.battery, 0)))
        )

    def services(self) -> list[Service]:
        """Return the services of measuring and of the battery."""
        value = CharacteristicValue(read=lambda _: self._control, write=self._write)
        control: Characteristic[bytes] = Characteristic(dot.CONTROL, READ | WRITE, ALLOWED, value)
        return [
            Service("15172000-4947-11e9-8646-d663bd873d93", [control, self._medium]),
            Service("15173000-4947-11e9-8646-d663bd873d93", [self._battery]),
        ]

    def _write(self, _: object, value: bytes) -> None:
        self.written.append(value)
        mode = value[2] if self.own_mode is None or not self.tells_mode else self.own_mode
        self._control = bytes((1, value[1], mode))
        if value[1]:
            self.start()

    async def send(self, t_s: float) -> None:
        """Send rate quantities, or what another mode sends."""
        assert self.device is not None
        if self._control[1] == 0:
            return
        clock_us = (self.clock_us + round(t_s * 1e6)) % 2**32
        track = turning(np.array([t_s]))
        acc = track.acc_mps2[0] * (1.0 if self.has_gravity else 0.01)
        payload = struct.pack("<I6f", clock_us, *acc, *np.degrees(track.gyr_radps[0])) + bytes(self.padding)
        if self.own_mode == 22:
            payload = struct.pack("<I9f", clock_us, 1.0, 2.0, 3.0, 0.1, 0.2, 0.3, 4.0, 5.0, 6.0)
        await self.device.notify_subscribers(self._medium, payload)

    async def run_down(self, percent: int) -> None:
        """Tell that the battery holds less."""
        assert self.device is not None
        await self.device.notify_subscribers(self._battery, bytes((percent, 0)))


class WitPeripheral(Peripheral):
    """A WT901BLE: sends from when somebody listens, three frames in pieces of any length."""

    rate_hz = 100.0

    def __init__(self, name: str, address: str, begin_s: float = 0.0) -> None:
        super().__init__(name, address, begin_s)
        self.volts = 3.80
        self.pieces = (7, 30, 23)
        self._waiting = b""
        self._piece = 0
        self._notify = Characteristic(witmotion.NOTIFY, NOTIFY, ALLOWED, b"")

    def services(self) -> list[Service]:
        """Return its one service."""
        write: Characteristic[bytes] = Characteristic(
            witmotion.WRITE, QUICKLY | WRITE, ALLOWED, CharacteristicValue(write=self._write)
        )
        return [Service(witmotion.SERVICE, [self._notify, write])]

    def _write(self, _: object, value: bytes) -> None:
        self.written.append(value)
        if value == witmotion.ASK_BATTERY:
            self._waiting += b"\x55\x71\x64\x00" + round(self.volts * 100).to_bytes(2, "little") + bytes(14)
        self.start()

    async def send(self, t_s: float) -> None:
        """Send what is due, cut and joined without regard for frames."""
        assert self.device is not None
        track = turning(np.array([t_s]))
        acc = np.round(track.acc_mps2[0] / GRAVITY_MPS2 / 16.0 * 32768.0).astype(int)
        gyr = np.round(np.degrees(track.gyr_radps[0]) / 2000.0 * 32768.0).astype(int)
        self._waiting += struct.pack("<2B9h", 0x55, 0x61, *acc, *gyr, 0, 0, 0)
        while len(self._waiting) >= self.pieces[self._piece]:
            piece, self._waiting = self._waiting[: self.pieces[self._piece]], self._waiting[self.pieces[self._piece] :]
            self._piece = (self._piece + 1) % len(self.pieces)
            await self.device.notify_subscribers(self._notify, piece)


class Air:
    """The air between this computer and some peripherals."""

    def __init__(self, *peripherals: Peripheral) -> None:
        self.peripherals = peripherals
        self.opening = self.most_opening = 0
        self._link: LocalLink | None = None
        self._central: Device | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    @property
    def radio(self) -> Radio:
        """The radio of a computer in this air."""

        class Scanner(_Scanner):
            air = self

        class Client(_Client):
            air = self

        def scan(see: Callable[[Seen, Advertised], None]) -> BleakScanner:
            return BleakScanner(see, backend=Scanner)

        def connect(device: Seen, lost: Callable[[object], None]) -> BleakClient:
            assert isinstance(device, BLEDevice)
            return BleakClient(device, lost, backend=Client)

        return Radio(scan, connect)

    async def central(self) -> Device:
        """Return the computer's own device; everything is switched on with it."""
        if self._central is None:
            self.loop = asyncio.get_running_loop()
            link = self._link = LocalLink()
            for one in self.peripherals:
                if one.is_on:
                    await one.switch_on(link)
            controller = Controller("computer", link=link)
            host = Host(controller, AsyncPipeSink(controller))
            self._central = Device(name="computer", address=Address("F0:F1:F2:F3:F4:00"), host=host)
            await self._central.power_on()
        return self._central

    def do(self, what: Callable[[], Coroutine[object, object, None]]) -> None:
        """Let something happen in the loop of the air, from another thread."""
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(what(), self.loop).result(5.0)


class _Scanner(BaseBleakScanner):
    air: Air

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        *_: object,
        **__: object,
    ) -> None:
        super().__init__(detection_callback, service_uuids)

    async def start(self) -> None:
        """Begin to search."""
        central = await self.air.central()
        self.seen_devices = {}
        central.on("advertisement", self._see)
        await central.start_scanning()

    async def stop(self) -> None:
        """Search no more."""
        central = await self.air.central()
        central.remove_listener("advertisement", self._see)
        await central.stop_scanning()

    def _see(self, told: Advertisement) -> None:
        name = told.data.get(AdvertisingData.Type.COMPLETE_LOCAL_NAME)
        data = AdvertisementData(None if name is None else str(name), {}, {}, [], None, told.rssi, ())
        address = str(told.address).partition("/")[0]
        device = self.create_or_update_device(address, address, None if name is None else str(name), told.address, data)
        self.call_detection_callbacks(device, data)


class _Client(BaseBleakClient):
    air: Air

    def __init__(self, address_or_ble_device: BLEDevice | str, *_: object, **more: Any) -> None:  # noqa: ANN401 - as bleak calls it
        super().__init__(
            address_or_ble_device,
            disconnected_callback=more.get("disconnected_callback"),
            timeout=more.get("timeout", 10.0),
        )
        self._connection: Connection | None = None
        self._peer: Peer | None = None
        self._subscribed: dict[int, Callable[[bytes], None]] = {}

    @property
    def mtu_size(self) -> int:
        """How much fits into one packet."""
        return 185

    @property
    def is_connected(self) -> bool:
        """Whether the connection stands."""
        return self._connection is not None

    async def connect(self, pair: bool, **_: object) -> None:  # noqa: ARG002 - as bleak calls it
        """Connect, and discover what there is."""
        central = await self.air.central()
        self.air.opening += 1
        self.air.most_opening = max(self.air.opening, self.air.most_opening)
        try:
            connection = await central.connect_le(Address(self.address), timeout=2.0)
        except Exception as error:
            raise BleakDeviceNotFoundError(self.address) from error
        finally:
            self.air.opening -= 1
        self._connection, self._peer = connection, Peer(connection)
        connection.on("disconnection", self._lose)
        await self._peer.request_mtu(185)
        await self._discover(self._peer)

    async def _discover(self, peer: Peer) -> None:
        services = BleakGATTServiceCollection()
        await peer.discover_services()
        for service in peer.services:
            known = BleakGATTService(service, service.handle, _text(service.uuid))
            services.add_service(known)
            for one in await service.discover_characteristics():
                await one.discover_descriptors()
                names = [(READ, "read"), (WRITE, "write"), (QUICKLY, "write-without-response"), (NOTIFY, "notify")]
                properties: Any = [name for flag, name in names if one.properties & flag]
                services.add_characteristic(
                    BleakGATTCharacteristic(one, one.handle, _text(one.uuid), properties, lambda: 182, known)
                )
        self.services = services

    def _lose(self, *_: object) -> None:
        self._connection = None
        if self._disconnected_callback is not None:
            self._disconnected_callback()

    async def disconnect(self) -> None:
        """End the connection."""
        if self._connection is not None:
            await self._connection.disconnect()

    async def pair(self, *_: object, **__: object) -> None:
        """Do nothing."""

    async def unpair(self) -> None:
        """Do nothing."""

    def _proxy(self, characteristic: BleakGATTCharacteristic) -> CharacteristicProxy[bytes]:
        if self._connection is None:
            raise BleakError("Not connected")
        proxy: CharacteristicProxy[bytes] = characteristic.obj
        return proxy

    async def read_gatt_char(
        self,
        characteristic: BleakGATTCharacteristic,
        *,
        use_cached: bool = False,  # noqa: ARG002
        **_: object,
    ) -> bytearray:
        """Read a value."""
        return bytearray(await self._proxy(characteristic).read_value())

    async def read_gatt_descriptor(
        self,
        descriptor: BleakGATTDescriptor,  # noqa: ARG002
        *,
        use_cached: bool = False,  # noqa: ARG002
        **_: object,
    ) -> bytearray:
        """Read nothing."""
        raise BleakError("Not offered")

    async def write_gatt_char(self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool) -> None:
        """Write a value."""
        await self._proxy(characteristic).write_value(bytes(data), with_response=response)

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:  # noqa: ARG002
        """Write nothing."""
        raise BleakError("Not offered")

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **_: object
    ) -> None:
        """Hand on what is notified."""

        def take(value: bytes) -> None:
            callback(bytearray(value))

        self._subscribed[characteristic.handle] = take
        await self._proxy(characteristic).subscribe(take)

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Hand on nothing more."""
        await self._proxy(characteristic).unsubscribe(self._subscribed.pop(characteristic.handle))


def _text(uuid: UUID) -> str:
    """Return a UUID as bleak writes it."""
    short = str(uuid.to_hex_str("-")).lower()
    return short if len(short) > 8 else f"{short:0>8}-0000-1000-8000-00805f9b34fb"
