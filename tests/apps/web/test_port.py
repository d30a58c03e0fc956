"""Where a page is served: any free port of this computer only, and an address with a key."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace

import pytest

from formcheck.apps.web.port import EVERYWHERE, BoundPort, bind_port
from formcheck.errors import InputError

Open = Callable[..., BoundPort]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Return a function that takes ports; they are closed at the end."""
    with ExitStack() as stack:

        def open_one(*where: str | int) -> BoundPort:
            bound = bind_port(*where)  # type: ignore[arg-type]
            stack.enter_context(closing(bound.listener))
            return bound

        yield open_one


def test_any_free_port_is_taken(opened: Open) -> None:
    one, other = opened(), opened()
    assert one.port != other.port
    assert min(one.port, other.port) > 0


def test_only_this_computer_reaches_it(opened: Open) -> None:
    assert opened().listener.getsockname()[0] == "127.0.0.1"


def test_it_takes_connections_before_anybody_serves(opened: Open) -> None:
    bound = opened()
    with socket.create_connection(("127.0.0.1", bound.port), timeout=5.0):
        pass


def test_the_address_holds_the_port_and_the_key(opened: Open) -> None:
    bound = opened()
    assert bound.address == f"http://127.0.0.1:{bound.port}/?token={bound.keys.token}"
    assert bound.keys.secret not in bound.address


NAMES = ("127.0.0.1", "localhost", "192.0.2.7", "127.0.0.1.evil.example", "evil.example", "[::1]", "", "1", "0.0.0.0")  # noqa: S104
OWN = {
    "127.0.0.1": {"127.0.0.1", "localhost"},
    "localhost": {"localhost"},
    EVERYWHERE: {"127.0.0.1", "192.0.2.7", EVERYWHERE},  # any address in numbers, and no name
}


@pytest.mark.parametrize("host", OWN)
def test_it_may_be_asked_for_by_its_own_names_only(opened: Open, host: str) -> None:
    bound = opened(host)
    assert {name for name in NAMES if bound.is_own(f"{name}:{bound.port}")} == OWN[host]
    for name in OWN[host]:
        assert not bound.is_own(name)
        assert not bound.is_own(f"{name}:")
        assert not bound.is_own(f"{name}:{bound.port + 1}")
        assert not bound.is_own(f"{name}:{bound.port}.evil.example")


@pytest.mark.parametrize(("host", "name"), [("localhost", "localhost"), (EVERYWHERE, "127.0.0.1")])
def test_the_address_has_a_name_that_a_browser_can_open(opened: Open, host: str, name: str) -> None:
    bound = opened(host)
    assert bound.address.startswith(f"http://{name}:{bound.port}/")
    assert bound.is_own(f"{name}:{bound.port}")


def test_the_cookie_is_told_from_that_of_another_port(opened: Open) -> None:
    one, other = opened(), opened()
    assert one.keys.cookie == f"formcheck-{one.port}"
    assert one.keys.cookie != other.keys.cookie


def test_a_taken_port_is_told_with_a_remedy(opened: Open) -> None:
    taken = opened().port
    with pytest.raises(InputError) as caught:
        opened("127.0.0.1", taken)
    assert caught.value.where == f"127.0.0.1:{taken}"
    assert "another program uses it" in caught.value.what
    assert "a free port is found by itself" in caught.value.next_step


@pytest.mark.parametrize("host", ["192.0.2.1", "::1", "here..there", "a" * 64])
def test_what_is_no_address_of_this_computer_is_told(opened: Open, host: str) -> None:
    with pytest.raises(InputError, match="cannot be listened on") as caught:
        opened(host)
    assert caught.value.where == f"{host}:0"


# For other computers


@pytest.fixture
def secure() -> Iterator[BoundPort]:
    """Return a port that other computers ask for."""
    bound = bind_port()
    yield replace(bound, host=EVERYWHERE, names=("clinic.local",), is_secure=True)
    bound.listener.close()


def test_a_page_for_others_is_asked_for_under_its_names_and_addresses(secure: BoundPort) -> None:
    for name in ("clinic.local", "CLINIC.local", "192.168.1.20", "127.0.0.1"):
        assert secure.is_own(f"{name}:{secure.port}")
    for name in ("evil.example", "clinic.local.evil.example", "localhost", ""):
        assert not secure.is_own(f"{name}:{secure.port}")
    assert not secure.is_own("clinic.local")
    assert not secure.is_own("clinic.local:1")
    assert secure.address == f"https://clinic.local:{secure.port}/"
    assert secure.keys.token not in secure.address


def test_the_names_that_others_are_told_first(secure: BoundPort) -> None:
    assert secure.reached_as[0] == "clinic.local"
    assert all(not is_own.startswith("0.") for is_own in secure.reached_as)
    assert replace(secure, host="10.0.0.5").reached_as == ("clinic.local", "10.0.0.5")
