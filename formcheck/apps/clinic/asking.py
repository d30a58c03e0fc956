"""Who asks: known of every request before it reaches a page."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from starlette.types import Scope

_KEY: Final = "formcheck.asking"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks.

    Parameters
    ----------
    who : str
        Whose name stands with what is kept.
    address : str
        The address in the network.
    is_signed_in : bool
        Whether it is an account; otherwise somebody before this computer, or nobody known.
    may_keep : bool
        Whether anything is kept of what is sent.
    """

    who: str
    address: str = ""
    is_signed_in: bool = False
    may_keep: bool = True


_shown_to: ContextVar[Asking | None] = ContextVar("formcheck-shown-to", default=None)
"""Whom the page is made for that is being made: a page says who is signed in, and offers what they may do."""


def remember(scope: Scope, asking: Asking) -> None:
    """Say of a request who asks.

    Parameters
    ----------
    scope : dict
        The request, as ASGI has it.
    asking : Asking
        Who.
    """
    scope[_KEY] = asking
    _shown_to.set(asking)


def asking_in(scope: Scope) -> Asking | None:
    """Return who asks; None where that is not known yet.

    Parameters
    ----------
    scope : dict
        The request, as ASGI has it.
    """
    found = scope.get(_KEY)
    return found if isinstance(found, Asking) else None


def address_in(scope: Scope) -> str:
    """Return the address in the network that asks; empty where there is none.

    Parameters
    ----------
    scope : dict
        The request, as ASGI has it.
    """
    client = scope.get("client")
    return str(client[0]) if client else ""


def shown_to() -> Asking | None:
    """Return whom the page is made for that is being made; None where no guard stands before the pages."""
    return _shown_to.get()
