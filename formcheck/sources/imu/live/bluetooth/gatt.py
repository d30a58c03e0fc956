"""What is used of the package bleak: a device that is seen, a connection to it, and what it offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Seen(Protocol):
    """A device that was seen."""

    @property
    def address(self) -> str:
        """Its address, or what this system gives in its stead."""
        ...

    @property
    def name(self) -> str | None:
        """What this system calls it."""
        ...


class Advertised(Protocol):
    """What a device tells of itself before it is connected."""

    @property
    def local_name(self) -> str | None:
        """How it calls itself."""
        ...

    @property
    def service_uuids(self) -> Sequence[str]:
        """The services it tells of."""
        ...

    @property
    def rssi(self) -> int:
        """How strong its signal is, in dBm."""
        ...


class Characteristic(Protocol):
    """A value of a device that can be read, written or listened to."""

    @property
    def properties(self) -> Sequence[str]:
        """Which of these, such as ``write``."""
        ...


class Services(Protocol):
    """What a device offers."""

    def get_characteristic(self, specifier: str, /) -> Characteristic | None:
        """Return a characteristic by its UUID; None where there is none.

        Parameters
        ----------
        specifier : str
            The UUID.
        """
        ...


class Connection(Protocol):
    """A connection to a device."""

    @property
    def is_connected(self) -> bool:
        """Whether it stands."""
        ...

    @property
    def services(self) -> Services:
        """What the device offers; known once it is connected."""
        ...

    async def connect(self) -> None:
        """Connect, and ask what there is."""
        ...

    async def disconnect(self) -> None:
        """End the connection."""
        ...

    async def read_gatt_char(self, char_specifier: str, /) -> bytearray:
        """Return a value.

        Parameters
        ----------
        char_specifier : str
            The UUID of the characteristic.
        """
        ...

    async def write_gatt_char(self, char_specifier: str, /, data: bytes, response: bool) -> None:
        """Write a value.

        Parameters
        ----------
        char_specifier : str
            The UUID of the characteristic.
        data : bytes
            The value.
        response : bool
            Whether the device is to say that it has it.
        """
        ...

    async def start_notify(self, char_specifier: str, /, callback: Callable[[object, bytearray], None]) -> None:
        """Listen to a value.

        Parameters
        ----------
        char_specifier : str
            The UUID of the characteristic.
        callback : callable
            Takes each new value, behind the characteristic.
        """
        ...


Scanner = AbstractAsyncContextManager[object]
"""Searches while it is entered."""

MakeScanner = Callable[[Callable[[Seen, Advertised], None]], Scanner]
"""Makes a scanner that tells of each device."""

MakeConnection = Callable[[Seen, Callable[[object], None]], Connection]
"""Makes a connection, still to be opened, that tells when it is lost."""
