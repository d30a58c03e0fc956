"""The address under which a phone on the same network reaches this computer."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, ip_address
from typing import Final, Protocol

from formcheck.errors import InputError

_OF_MACHINES_WITHIN: Final = ("docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "vEthernet", "utun", "tun", "tap")
"""How networks are called that lead to no phone: those of virtual machines, and tunnels."""


class Card(Protocol):
    """What is used of an address of a network card."""

    @property
    def family(self) -> int:
        """The kind of address, as the module socket numbers them."""
        ...

    @property
    def address(self) -> str:
        """The address, in numbers."""
        ...


def phone_address() -> str:
    """Return the address of this computer on the network at home or in the practice.

    Raises
    ------
    InputError
        There is none.
    """
    import psutil  # noqa: PLC0415 - slow to import

    stats = psutil.net_if_stats()
    working = {name: cards for name, cards in psutil.net_if_addrs().items() if name in stats and stats[name].isup}
    return choose_address(working)


def choose_address(cards: Mapping[str, Sequence[Card]]) -> str:
    """Return the address that a phone most likely reaches: a private one first.

    Parameters
    ----------
    cards : mapping of str to sequence of Card
        The network cards that work, by name.

    Raises
    ------
    InputError
        None has an address that others can reach.
    """
    usable = [
        address
        for name, addresses in cards.items()
        if not name.startswith(_OF_MACHINES_WITHIN)
        for address in (_usable(card) for card in addresses)
        if address is not None
    ]
    if not usable:
        raise InputError(
            "is in no network that a phone could reach it by.",
            where="this computer",
            next_step="Join the Wi-Fi that the phone is in, or name the address yourself with --sensors-host.",
        )
    return str(min(usable, key=lambda one: not one.is_private))


def _usable(card: Card) -> IPv4Address | None:
    if card.family != socket.AF_INET:
        return None
    address = ip_address(card.address)
    is_usable = isinstance(address, IPv4Address) and not address.is_loopback and not address.is_link_local
    return address if is_usable and isinstance(address, IPv4Address) else None
