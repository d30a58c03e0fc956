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
        Who may see it.
    """

    listener: socket.socket
    host: str
    keys: Keys

    @property
    def port(self) -> int:
        """The number of the port."""
        return int(self.listener.getsockname()[1])

    @property
    def address(self) -> str:
        """The address to open, with the key that is good for one use."""
        name = LOOPBACK if self.host == EVERYWHERE else self.host
        return f"http://{name}:{self.port}/?token={self.keys.token}"

    def is_own(self, host: str) -> bool:
        """Tell whether the page may be asked for under this name and port.

        Where it is served on every address of this computer, under any address in numbers: a name could have been made
        to point here by somebody else.

        Parameters
        ----------
        host : str
            The header ``Host`` as it came, such as ``localhost:8123``; without a port it is refused.
        """
        name, _, port = host.rpartition(":")
        names = {self.host, "localhost"} if self.host == LOOPBACK else {self.host}
        return port == str(self.port) and (name in names or (self.host == EVERYWHERE and _is_address(name)))


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
