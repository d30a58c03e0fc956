"""The radio of this computer: who is near, and in plain words why nobody can be found."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from formcheck.errors import FormcheckError, InputError, SetupError
from formcheck.sources.imu.live.bluetooth.devices import MAKERS, guess_maker
from formcheck.sources.imu.live.bluetooth.gatt import (
    Advertised,
    Connection,
    MakeConnection,
    MakeScanner,
    Scanner,
    Seen,
)

WHERE: Final = "Bluetooth"
INSTALL: Final = "Install it: pip install 'formcheck[bluetooth]'"
CONNECT_S: Final = 15.0

_MOST_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class Nearby:
    """A sensor, or something else, that was seen.

    Parameters
    ----------
    name : str
        How it calls itself; empty where it does not.
    address : str
        Its address, or what this system gives in its stead.
    maker : str
        Its maker, as far as its name tells; empty where it is no known sensor.
    signal_dbm : int
        How strong its signal is: -40 is beside the computer, -90 at the edge.
    """

    name: str
    address: str
    maker: str
    signal_dbm: int

    def is_called(self, name: str) -> bool:
        """Tell whether it is what somebody calls by a name or an address.

        Parameters
        ----------
        name : str
            As it was typed.
        """
        return name.casefold() in {self.name.casefold(), self.address.casefold()}


@dataclass(frozen=True, slots=True)
class Radio:
    """Bluetooth of this computer.

    Parameters
    ----------
    scanner, connection : callable, optional
        Make what searches and what connects; those of the system unless given.
    """

    scanner: MakeScanner | None = None
    connection: MakeConnection | None = None

    async def look(
        self,
        within_s: float,
        is_enough: Callable[[Mapping[str, Nearby]], bool] = lambda _: False,
        *,
        linger_s: float = 0.0,
    ) -> dict[str, tuple[Nearby, Seen]]:
        """Return what is near, by address.

        Parameters
        ----------
        within_s : float
            How long to look, in seconds.
        is_enough : callable
            Tells of what was seen so far whether all that is wanted is there.
        linger_s : float
            How long to go on looking after that: others may have the same name.

        Raises
        ------
        SetupError
            There is no Bluetooth, it is off, or it may not be used.
        """
        found: dict[str, tuple[Nearby, Seen]] = {}
        enough = asyncio.Event()

        def see(device: Seen, told: Advertised) -> None:
            name = told.local_name or device.name or ""
            nearby = Nearby(name, device.address, guess_maker(name, told.service_uuids), told.rssi)
            found[device.address] = (nearby, device)
            if is_enough({address: one for address, (one, _) in found.items()}):
                enough.set()

        with _in_plain_words():
            async with (self.scanner or _system_scanner)(see):
                with suppress(TimeoutError):  # whoever asked tells what is missing
                    await asyncio.wait_for(enough.wait(), within_s)
                    await asyncio.sleep(linger_s)
        return found

    def connect_to(self, device: Seen, lost: Callable[[object], None]) -> Connection:
        """Return a connection to a device, still to be opened.

        Parameters
        ----------
        device : Seen
            As `look` found it.
        lost : callable
            Called when the connection is lost.
        """
        return (self.connection or _system_connection)(device, lost)


def _system_scanner(see: Callable[[Seen, Advertised], None]) -> Scanner:
    from bleak import BleakScanner  # noqa: PLC0415 - an extra

    return BleakScanner(see)


def _system_connection(device: Seen, lost: Callable[[object], None]) -> Connection:
    from bleak import BleakClient  # noqa: PLC0415 - an extra
    from bleak.backends.device import BLEDevice  # noqa: PLC0415 - as above

    if not isinstance(device, BLEDevice):
        raise TypeError("a device that the system's own scanner has seen is expected")
    return BleakClient(device, lost, timeout=CONNECT_S)


def check_package() -> None:
    """Check that the package that speaks Bluetooth is installed.

    Raises
    ------
    SetupError
        It is not.
    """
    if find_spec("bleak") is None:
        raise SetupError("needs the package bleak, which is not installed.", where=WHERE, next_step=INSTALL)


def not_found(missing: str, seen: Mapping[str, Nearby]) -> InputError:
    """Return the error of a sensor that is not near, with what was seen instead.

    Parameters
    ----------
    missing : str
        Its name or address, as it was typed.
    seen : mapping of str to Nearby
        What was seen, by address.
    """
    known = [one for one in seen.values() if one.maker] or [one for one in seen.values() if one.name]
    names = ", ".join(f"{one.name} ({one.address})" for one in known[:_MOST_NAMED])
    return InputError(
        f"no sensor called {missing!r} is near; seen: {names or f'none, of {len(seen)} things'}.",
        where=WHERE,
        next_step="Switch it on and bring it near, close the app on the phone that holds it, and check its name "
        "with: formcheck sensors nearby",
    )


def several(name: str, alike: Mapping[str, Nearby]) -> InputError:
    """Return the error of a name that more than one sensor has.

    Parameters
    ----------
    name : str
        The name.
    alike : mapping of str to Nearby
        Those that have it, by address.
    """
    return InputError(
        f"{len(alike)} sensors are called {name!r}: {', '.join(sorted(alike))}.",
        where=WHERE,
        next_step="Name each by its address, such as --place D4:22:CD:00:00:01=right_shank.",
    )


def unknown_kind(name: str) -> InputError:
    """Return the error of a device that is no known sensor.

    Parameters
    ----------
    name : str
        What it is called.
    """
    return InputError(
        f"is no sensor of a known kind; known are {' and '.join(MAKERS)}.",
        where=f"{WHERE}, {name}",
        next_step="Check the name with: formcheck sensors nearby",
    )


_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "NO_BLUETOOTH": ("this computer has no Bluetooth.", "Plug in a USB adapter for Bluetooth Low Energy."),
    "NO_BLE_CENTRAL_ROLE": (
        "the Bluetooth of this computer is too old for such sensors.",
        "Plug in a USB adapter for Bluetooth Low Energy.",
    ),
    "POWERED_OFF": ("Bluetooth is off.", "Switch it on in the settings of this computer."),
    "DENIED_BY_USER": (
        "this program may not use Bluetooth.",
        "Allow it in the privacy settings of this computer, for the terminal that formcheck runs in.",
    ),
    "DENIED_BY_SYSTEM": (
        "the system does not let this program use Bluetooth.",
        "Ask who looks after this computer; on Linux the account may have to be in the group bluetooth.",
    ),
}
_UNKNOWN: Final = ("Bluetooth cannot be used", "Check in the settings of this computer that it is on and allowed.")


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Raise what the radio lacks as an error that people understand."""
    check_package()
    from bleak.exc import BleakBluetoothNotAvailableError, BleakError  # noqa: PLC0415 - an extra

    try:
        yield
    except BleakBluetoothNotAvailableError as error:
        raise _lacking(error.reason.name, error) from error
    except FileNotFoundError as error:  # on Linux, no bus of the system through which to ask
        raise _lacking("NO_BLUETOOTH", error) from error
    except (BleakError, OSError) as error:
        raise _lacking("", error) from error


def _lacking(reason: str, error: Exception) -> FormcheckError:
    fault, next_step = _REASONS.get(reason, (f"{_UNKNOWN[0]} ({error}).", _UNKNOWN[1]))
    return SetupError(fault, where=WHERE, next_step=next_step)
