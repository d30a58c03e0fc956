"""A port of this computer, and the address with a key under which a page is found there."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

from formcheck.apps.web.keys import Keys
from formcheck.errors import InputError
from formcheck.given import reason

LOOPBACK: Final = "127.0.0.1"
HTTPS: Final = 443
"""The port of pages over TLS that goes without saying."""

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - only where the person asks for it

# On Windows, SO_REUSEADDR would let another program take the port while it is served.
if sys.platform == "win32":
    _OPTION: Final = socket.SO_EXCLUSIVEADDRUSE
else:
    _OPTION: Final = socket.SO_REUSEADDR


@dataclass(frozen=True, slots=True)
class BoundPort:
    """Where a page is served.

    Parameters
    ----------
    listener : socket
        The open port.
    host : str
        The name in the address.
    keys : Keys
        Who may see it, where it is for this computer.
    names : tuple of str
        Further names under which it may be asked for, in small letters.
    is_secure : bool
        Whether it is served over TLS, for those who sign in.
    """

    listener: socket.socket
    host: str
    keys: Keys
    names: tuple[str, ...] = ()
    is_secure: bool = False

    @property
    def port(self) -> int:
        """The number of the port."""
        return int(self.listener.getsockname()[1])

    @property
    def address(self) -> str:
        """The address to open; of a page for this computer, with the key that is good for one use."""
        if self.is_secure:
            return f"https://{self.reached_as[0]}{'' if self.port == HTTPS else f':{self.port}'}/"
        name = LOOPBACK if self.host == EVERYWHERE else self.host
        return f"http://{name}:{self.port}/?token={self.keys.token}"

    @property
    def reached_as(self) -> tuple[str, ...]:
        """The names and addresses under which others ask for the page, the one to tell them first."""
        own = addresses_here() if self.host == EVERYWHERE else (self.host,)
        return (*self.names, *own)

    def is_own(self, host: str) -> bool:
        """Tell whether the page may be asked for under this name and port.

        Where it is served on every address of this computer, under any address in numbers: a name could have been made
        to point here by somebody else.

        Parameters
        ----------
        host : str
            The header ``Host`` as it came, such as ``localhost:8123``; without a port it is refused.
        """
        if self.is_secure and self.port == HTTPS and ":" not in host:
            host = f"{host}:{HTTPS}"  # browsers leave out the port that goes without saying
        name, _, port = host.lower().rpartition(":")
        if name in self.names:
            return port == str(self.port)
        names = {self.host, "localhost"} if self.host == LOOPBACK else {self.host}
        return port == str(self.port) and (name in names or (self.host == EVERYWHERE and _is_address(name)))


def addresses_here() -> tuple[str, ...]:
    """Return the addresses of this computer in its network; the loopback where it has none."""
    try:
        found = socket.gethostbyname_ex(socket.gethostname())[2]
    except OSError:
        found = []
    routed = _address_towards_network()
    told = [one for one in (*((routed,) if routed else ()), *found) if not ip_address(one).is_loopback]
    return tuple(dict.fromkeys(told)) or (LOOPBACK,)


def _address_towards_network() -> str:
    """Return the address from which this computer would speak to others; empty where it has no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked, suppress(OSError):
        asked.connect(("192.0.2.1", 9))  # RFC 5737: an address that nobody has; of a datagram nothing is sent
        return str(asked.getsockname()[0])
    return ""


def bind_port(host: str = LOOPBACK, port: int = 0) -> BoundPort:
    """Take a port.

    Parameters
    ----------
    host : str
        The address to listen on; the loopback, which only this computer reaches, unless told otherwise.
    port : int
        The port; 0 for any that is free.

    Raises
    ------
    InputError
        The port is taken, or the address is not one of this computer.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, _OPTION, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise InputError(
            f"cannot be listened on: {reason(error)}.",
            where=f"{host}:{port}",
            next_step="Leave --port and --host out: a free port is found by itself.",
        ) from error
    listener.listen()
    return BoundPort(listener, host, Keys(f"formcheck-{listener.getsockname()[1]}"))


def _is_address(name: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(name))
    return False
