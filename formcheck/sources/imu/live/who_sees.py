"""Who on the network could see what while readings are listened for: facts, for which words are found elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address


class Reach(StrEnum):
    """Who can reach a port."""

    COMPUTER = "computer"
    """Programs on this computer only."""
    NETWORK = "network"
    """Whoever shares a network with this computer."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """What listening shows to others.

    Nothing is ever given out but the experiment file of the phone, to who has the key. What is sent here travels in
    plain HTTP: on a network, those who can listen in to it see the readings and the key, and could then send readings
    of their own.

    Parameters
    ----------
    reach : Reach
        Who can reach the port.
    host : str
        The address that is listened on.
    port : int
        The port.
    sensors : int
        How many sensors may send.
    """

    reach: Reach
    host: str
    port: int
    sensors: int


def exposure(host: str, port: int, sensors: int) -> Exposure:
    """Return what listening on an address shows to others.

    Parameters
    ----------
    host : str
        The address that is listened on, in numbers or ``localhost``.
    port : int
        The port.
    sensors : int
        How many sensors may send.
    """
    is_own = host == "localhost" or ip_address(host).is_loopback
    return Exposure(Reach.COMPUTER if is_own else Reach.NETWORK, host, port, sensors)
