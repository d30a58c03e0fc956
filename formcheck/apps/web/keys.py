"""The keys of a page: one in the address, good for one use, and one that the browser then keeps."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest, token_urlsafe
from typing import Final
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope


class Keys:
    """The key of the address, good for one use, and the one the browser then keeps; the gate of a page for one window.

    Parameters
    ----------
    name : str
        Name of the cookie; it must tell this program from others on the same computer.
    """

    def __init__(self, name: str) -> None:
        self.cookie: Final = name
        self.token: Final = token_urlsafe(24)
        self.secret: Final = token_urlsafe(24)
        self._is_spent = False

    scheme = "http"
    is_for_others = False
    headers: Mapping[str, str] = {}

    async def admit(self, scope: Scope, headers: Headers) -> str | Response | None:
        """Return why a request is refused, or where it is sent instead; None where it holds the key.

        Parameters
        ----------
        scope : dict
            The request, as ASGI has it.
        headers : Headers
            Its head.
        """
        cookies = headers.get("cookie", "")
        asked = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
        token = asked.pop("token", "")
        if scope["type"] == "http" and token and scope["path"] == "/":
            return self._exchange(token, cookies, f"/?{urlencode(asked)}" if asked else "/")
        return None if self.are_held(cookies) else "does not hold the key"

    def _exchange(self, token: str, cookies: str, page: str) -> str | Response:
        """Give the browser its key for the token of the address, and take the token out of the address."""
        if self.spend(token):
            response = RedirectResponse(page, status_code=303)
            response.set_cookie(self.cookie, self.secret, httponly=True, samesite="strict", path="/")
            return response
        # The same window once more, by its history or a second click.
        return RedirectResponse(page, status_code=303) if self.are_held(cookies) else "holds no key that is good"

    def spend(self, token: str) -> bool:
        """Tell whether a token is the one of the address, used for the first time.

        Parameters
        ----------
        token : str
            As the address asked for has it.
        """
        is_right = _equal(token, self.token) and not self._is_spent
        self._is_spent = self._is_spent or is_right
        return is_right

    def are_held(self, cookies_sent: str) -> bool:
        """Tell whether the cookies of a request hold the key that the browser was given.

        Parameters
        ----------
        cookies_sent : str
            The header ``Cookie`` as it came; empty where there was none.
        """
        return any(_equal(value, self.secret) for value in cookies_named(self.cookie, cookies_sent))


def cookies_named(name: str, cookies_sent: str) -> list[str]:
    """Return all values of a cookie.

    Parameters
    ----------
    name : str
        Its name.
    cookies_sent : str
        The header ``Cookie`` as it came; empty where there was none.
    """
    # Cookies of other programs on the same computer come along, some in forms that strict readers stop at.
    pairs = (part.strip().partition("=") for part in cookies_sent.split(";"))
    return [value for found, _, value in pairs if found == name]


def _equal(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())
