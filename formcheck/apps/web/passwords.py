"""Passwords: hashed by Argon2id, compared in constant time, with as much work for a name that nobody has."""

from __future__ import annotations

import unicodedata
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from formcheck.apps.web.certificates import missing
from formcheck.errors import InputError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST_LETTERS: Final = 12
"""Length is what counts; no kinds of letters are asked for: NIST SP 800-63B, 5.1.1.2."""

MOST_LETTERS: Final = 200


def check_password(password: str, name: str) -> str:
    """Return a password as it is hashed.

    Parameters
    ----------
    password : str
        As somebody typed it.
    name : str
        Of the account.

    Raises
    ------
    InputError
        It is too short or too long, or no more than the name.
    """
    told = unicodedata.normalize("NFKC", password)
    if not LEAST_LETTERS <= len(told) <= MOST_LETTERS:
        raise InputError(
            f"has {len(told)} letters; {LEAST_LETTERS} to {MOST_LETTERS} make one.",
            where="the password",
            next_step="A few words in a row are easy to keep in mind. No kinds of letters are asked for.",
        )
    left = told.casefold().replace(name.casefold(), "").strip()
    if len(left) < LEAST_LETTERS // 2:
        raise InputError("is little more than the account's name.", where="the password", next_step="Take another one.")
    if len(set(told)) < LEAST_LETTERS // 3:
        raise InputError("is the same few letters over and over.", where="the password", next_step="Take another one.")
    return told


class Passwords:
    """Hashes passwords, and tells whether one is right. Each takes a good part of a second, on purpose.

    Parameters
    ----------
    hasher : PasswordHasher, optional
        How; as the package recommends (RFC 9106, 4), unless given.

    Raises
    ------
    LibraryError
        The package is missing.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        try:
            from argon2 import PasswordHasher  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise missing("argon2-cffi") from error
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(token_urlsafe())

    def hash(self, password: str) -> str:
        """Return the hash of a password, with a salt of its own.

        Parameters
        ----------
        password : str
            As of `check_password`.
        """
        return self._hasher.hash(password)

    def is_right(self, password: str, kept: str | None) -> bool:
        """Tell whether a password is the one that was hashed; for nobody it takes as long.

        Parameters
        ----------
        password : str
            As somebody typed it.
        kept : str or None
            The hash; None where there is no such account.
        """
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - an extra

        told = unicodedata.normalize("NFKC", password)[:MOST_LETTERS]
        try:
            return self._hasher.verify(self._nobody if kept is None else kept, told) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_weak(self, kept: str) -> bool:
        """Tell whether a hash was made with less work than hashes are now.

        Parameters
        ----------
        kept : str
            The hash.
        """
        return self._hasher.check_needs_rehash(kept)
