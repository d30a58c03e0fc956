"""``formcheck encrypt`` and ``decrypt``: the store's file on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from formcheck.apps import exits
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import default_store
from formcheck.apps.store.unlocking import SystemKeys, check_keyring, made_up_passphrase, new_passphrase, remember
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.printable import printable
from formcheck.store.cipher import Key, check_library, derive, new_salt
from formcheck.store.database import is_url
from formcheck.store.sealing import reseal
from formcheck.words.catalogue import words_for


@dataclass(frozen=True, slots=True)
class EncryptOptions:
    """What a call of ``formcheck encrypt`` asks for; see its options."""

    is_made_up: bool
    is_remembered: bool
    store: str | None
    language: str | None


def run_encrypt(settings: EncryptOptions) -> int:
    """Encrypt the store, or encrypt it by another passphrase, and return the exit code.

    Parameters
    ----------
    settings : EncryptOptions
        The options.

    Raises
    ------
    FormcheckError
        The store cannot be used, or is on a server; the passphrase cannot be had; something is not installed.
    """
    words = words_for(settings.language, language_settings())
    check_library()
    if settings.is_remembered:
        check_keyring()
    path, before = _examined(settings.store, settings.language)
    passphrase = made_up_passphrase() if settings.is_made_up else new_passphrase(words)
    after = derive(passphrase, new_salt())
    if settings.is_remembered:  # before the store rests on it
        remember(after.salt, passphrase)
    if settings.is_made_up:
        typer.echo(words("encrypt-made-up", passphrase=passphrase))
    with exits.files_minded(), exits.broken_off(lambda: words("broken-off")):
        reseal(path, before, after)
    key = "encrypt-done" if before is None else "encrypt-again"
    typer.echo(words(key, path=printable(str(path))))
    if settings.is_remembered:
        typer.echo(words("encrypt-remembered"))
    return exits.SUCCESS


def run_decrypt(store: str | None, language: str | None, *, is_sure: bool) -> int:
    """Make an encrypted store plain, and return the exit code.

    Parameters
    ----------
    store, language : str or None
        As given.
    is_sure : bool
        Whether nobody is to be asked.

    Raises
    ------
    FormcheckError
        The store cannot be used, is on a server, or is not encrypted.
    """
    words = words_for(language, language_settings())
    path, before = _examined(store, language)
    if before is None:
        raise InputError("is not encrypted.", where=str(path), next_step="Nothing was done.")
    if not is_sure:
        typer.confirm(words("decrypt-sure", path=printable(str(path))), abort=True, err=True)
    with exits.files_minded(), exits.broken_off(lambda: words("broken-off")):
        reseal(path, before, None)
    typer.echo(words("decrypt-done", path=printable(str(path))))
    return exits.SUCCESS


def _examined(store: str | None, language: str | None) -> tuple[Path, Key | None]:
    """Return where the store is and what opens it: it is brought up to date, and known to be one."""
    told = store or default_store()
    if is_url(told):
        raise InputError(
            "is on a server, which keeps its files itself.",
            where=told.rpartition("@")[2],
            next_step="Encrypt the disk of the server.",
        )
    with opened(told, keys=SystemKeys(language)) as database:
        return Path(database.place), database.key
