"""The keys of a page: one in the address, good for one use, and one that the browser then keeps."""

from __future__ import annotations

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
        # Cookies of other programs on this computer come along, some in forms that strict readers stop at.
        pairs = (part.strip().partition("=") for part in cookies_sent.split(";"))
        return any(name == self.cookie and _equal(value, self.secret) for name, _, value in pairs)


def _equal(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())
