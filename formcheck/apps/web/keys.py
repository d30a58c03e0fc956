"""The keys of a page: one in the address, good for one use, and one that the browser then keeps."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_urlsafe
from typing import Final


class Keys:
    """The key of the address, good for one use, and the one the browser then keeps.

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

    def spend(self, token: str) -> bool:
        """Tell whether a token is the one of the address, used for the first time."""
        is_right = compare_digest(token.encode(), self.token.encode()) and not self._is_spent
        self._is_spent = self._is_spent or is_right
        return is_right

    def are_held(self, cookies_sent: str) -> bool:
        """Tell whether the cookies of a request hold the key that the browser was given."""
        try:
            cookies = SimpleCookie(cookies_sent)
        except CookieError:
            return False
        kept = cookies.get(self.cookie)
        return kept is not None and compare_digest(kept.value.encode(), self.secret.encode())
