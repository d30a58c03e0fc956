"""What readers may send. They see everything and keep nothing: all else that changes something is refused to them."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import Scope

from formcheck.apps.clinic.places import AGREEMENT, EXPORT, PLACE, PRESCRIBE
from formcheck.apps.web.guard import SAFE_METHODS

SIGN_IN: Final = "/sign-in"
SIGN_OUT: Final = "/sign-out"
ACCOUNT: Final = "/account"
LOG: Final = "/log"

KEEPS_NOTHING: Final = frozenset(
    {
        ("POST", f"{PLACE}/points"),  # what would be judged with points moved
        ("POST", f"{PLACE}/rescore"),  # what other limits would say
        ("DELETE", f"{PLACE}/rescore/run/{{run}}"),
        ("POST", PRESCRIBE),  # what a prescription would come to
        ("POST", EXPORT),  # what may be looked at may be taken along; it is in the log
        ("POST", f"{EXPORT}/orders/{{order}}/leave"),
        ("POST", f"{AGREEMENT}/export"),
        ("POST", SIGN_IN),
        ("POST", SIGN_OUT),
        ("POST", ACCOUNT),  # their own password
    }
)
"""Methods and addresses, as their routes have them, that change nothing in what is known of anybody."""


def may_ask(method: str, path: str, *, may_keep: bool) -> bool:
    """Tell whether somebody may send something.

    Parameters
    ----------
    method : str
        The method.
    path : str
        The address as its route has it, such as ``/person/{pseudonym}``; empty where there is none.
    may_keep : bool
        Whether it is somebody of whom something is kept; these alone see the log.
    """
    return may_keep or (method in SAFE_METHODS and path != LOG) or (method, path) in KEEPS_NOTHING


def route_of(routes: list[BaseRoute], scope: Scope) -> tuple[str, dict[str, str]]:
    """Return the address as its route has it, and what stands in its places; empty where there is no such page.

    Parameters
    ----------
    routes : list of BaseRoute
        Of the application.
    scope : dict
        The request, as ASGI has it.
    """
    partly = ("", dict[str, str]())
    for route in routes:
        match, found = route.matches(scope)
        if match is Match.NONE:
            continue
        path = route.path if isinstance(route, Route | Mount) else ""
        named = {name: str(value) for name, value in found.get("path_params", {}).items()}
        if match is Match.FULL:
            return path, named
        partly = partly if partly[0] else (path, named)
    return partly
