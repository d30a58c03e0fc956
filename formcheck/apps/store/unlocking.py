"""The passphrase of an encrypted store: from a file that a service names, the system's keyring, or whoever is asked.

It is never an option nor a plain variable: those can be seen by other programs and stay in histories.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from formcheck.computer import language_settings
from formcheck.errors import InputError, LibraryError
from formcheck.given import read_given, reason
from formcheck.store.cipher import Key, check_library, derive, opens, salt_of
from formcheck.words.catalogue import Words, words_for

PASSPHRASE_FILE: Final = "FORMCHECK_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable
"""The variable that names a file with the passphrase in its first line, for programs that run by themselves."""

SHORTEST: Final = 12
"""Letters of a passphrase that people choose."""

_SERVICE: Final = "formcheck"
_LONGEST: Final = 1024
_TRIES: Final = 3
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike on paper."""
_GROUPS: Final = 6
_GROUP_LETTERS: Final = 5
"""Thirty letters of 31: 148 bits."""


class SystemKeys:
    """Finds the key of an encrypted store as this computer and the person before it know it.

    Parameters
    ----------
    language : str or None
        Of questions at the terminal; None for that of this computer.
    """

    def __init__(self, language: str | None = None) -> None:
        self._language = language
        self._known: dict[bytes, Key] = {}
        self._is_asking = True

    def stop_asking(self) -> None:
        """Ask nobody from now on: what is known by now has to do."""
        self._is_asking = False

    def key_of(self, path: Path) -> Key:
        """Return the key of an encrypted file; see `formcheck.store.cipher.Keys`.

        Raises
        ------
        InputError
            No passphrase is known, or none of those that are opens it.
        LibraryError
            The library is missing.
        """
        check_library()
        salt = salt_of(path)
        if salt in self._known:
            return self._known[salt]
        is_tried = False
        for passphrase in self._passphrases(path, salt):
            key = derive(passphrase, salt)
            if opens(path, key):
                self._known[salt] = key
                return key
            is_tried = True
        what = "is opened by none of the passphrases given, or is no store of formcheck."
        next_step = (
            f"Type its passphrase at a terminal, or name a file with it by the variable {PASSPHRASE_FILE}. Nobody can "
            "open a store whose passphrase is lost."
        )
        raise InputError(what if is_tried else "is encrypted.", where=str(path), next_step=next_step)

    def _passphrases(self, path: Path, salt: bytes) -> Iterator[str]:
        named = os.environ.get(PASSPHRASE_FILE)
        if named:
            yield read_passphrase(Path(named))
            return
        remembered = remembered_passphrase(salt)
        if remembered is not None:
            yield remembered
        if not self._is_asking or not sys.stdin.isatty():
            return
        words = words_for(self._language, language_settings())
        for number in range(_TRIES):
            key = "passphrase-asked" if number == 0 else "passphrase-again"
            yield typer.prompt(words(key, path=str(path)), hide_input=True, err=True)


def read_passphrase(path: Path) -> str:
    """Return the passphrase in a file: its first line.

    Parameters
    ----------
    path : Path
        The file, which only this account may read.

    Raises
    ------
    InputError
        It cannot be read, others may read it, or it is empty.
    """
    next_step = f"The variable {PASSPHRASE_FILE} names a file with the passphrase in its first line; chmod 600 it."
    try:
        if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise InputError("may be read by others.", where=str(path), next_step=next_step)
        passphrase = read_given(path, _LONGEST).decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {reason(error)}.", where=str(path), next_step=next_step) from error
    if not passphrase or not passphrase[0]:
        raise InputError("holds no passphrase.", where=str(path), next_step=next_step)
    return passphrase[0]


def new_passphrase(words: Words) -> str:
    """Return the passphrase that somebody chooses: from the file that a service names, or asked for twice.

    Parameters
    ----------
    words : Words
        The language.

    Raises
    ------
    InputError
        It is too short, or nobody can be asked.
    """
    named = os.environ.get(PASSPHRASE_FILE)
    if named:
        chosen = read_passphrase(Path(named))
    elif sys.stdin.isatty():
        chosen = typer.prompt(
            words("passphrase-new"), hide_input=True, confirmation_prompt=words("passphrase-repeat"), err=True
        )
    else:
        next_step = f"Run it at a terminal, add --make-up, or name a file by the variable {PASSPHRASE_FILE}."
        raise InputError("cannot be asked for.", where="the passphrase", next_step=next_step)
    if len(chosen) < SHORTEST:
        next_step = "Take several words that belong to nobody, or let one be made up with --make-up."
        raise InputError(f"has fewer than {SHORTEST} letters.", where="the passphrase", next_step=next_step)
    return chosen


def made_up_passphrase() -> str:
    """Return a passphrase made up, to be written down."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LETTERS)) for _ in range(_GROUPS))
    return "-".join(groups)


def remembered_passphrase(salt: bytes) -> str | None:
    """Return the passphrase that the system's keyring has of a store; None where it has none, or there is no keyring.

    Parameters
    ----------
    salt : bytes
        Of the store's file.
    """
    try:
        import keyring  # noqa: PLC0415 - of an extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return keyring.get_password(_SERVICE, salt.hex())
    except KeyringError:
        return None


def check_keyring() -> None:
    """Refuse where this computer has no keyring, before anything rests on it.

    Raises
    ------
    LibraryError
        The package is missing.
    InputError
        There is no keyring, or it is locked.
    """
    next_step = "Leave --remember out, and type the passphrase, or give it in a file."
    try:
        import keyring  # noqa: PLC0415 - of an extra
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError as error:
        raise LibraryError(
            "needs the package keyring, which is not installed.",
            where="--remember",
            next_step='Install it with: pip install "formcheck[encrypted]"',
        ) from error
    try:
        keyring.get_password(_SERVICE, "is there a keyring?")
    except KeyringError as error:
        raise InputError(
            "this computer has no keyring, or it is locked.", where="--remember", next_step=next_step
        ) from error


def remember(salt: bytes, passphrase: str) -> None:
    """Put the passphrase of a store into the system's keyring.

    Parameters
    ----------
    salt : bytes
        Of the store's file: its copies have the same.
    passphrase : str
        The passphrase.

    Raises
    ------
    InputError
        The keyring does not take it.
    """
    import keyring  # noqa: PLC0415 - of an extra
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(_SERVICE, salt.hex(), passphrase)
    except KeyringError as error:
        next_step = "The store is as it was. Leave --remember out."
        raise InputError("did not take the passphrase.", where="the keyring", next_step=next_step) from error
