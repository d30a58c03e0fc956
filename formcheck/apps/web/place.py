"""A port of this computer, and the address with a key under which a page is found there."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Final

from formcheck.apps.web.keys import Keys
from formcheck.errors import InputError

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Place:
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
        return f"http://{self.host}:{self.port}/?token={self.keys.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """The names under which the page may be asked for."""
        names = {self.host, "localhost"} if self.host == LOOPBACK else {self.host}
        return frozenset(f"{name}:{self.port}" for name in names)


def open_place(host: str = LOOPBACK, port: int = 0) -> Place:
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
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise InputError(
            f"cannot be listened on ({error.strerror or error}).",
            where=f"{host}:{port}",
            next_step="Leave --port and --host out: a free port is found by itself.",
        ) from error
    listener.listen()
    return Place(listener, host, Keys(f"formcheck-{listener.getsockname()[1]}"))
