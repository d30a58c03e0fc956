"""``formcheck accounts`` and ``formcheck audit``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import now, whoever
from formcheck.apps.web.passwords import MOST_LETTERS, Passwords, check_password
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.printable import printable
from formcheck.store.accounts import (
    Account,
    Role,
    add_account,
    check_account_name,
    find_account,
    known_account,
    list_accounts,
    set_disabled,
    set_password,
    unlock,
)
from formcheck.store.audit import Entry, keep_entries, log_since
from formcheck.store.database import Database
from formcheck.words.catalogue import Words, words_for

_LOGGED: Final = {
    "add": "account-added",
    "password": "password-changed",
    "disable": "account-disabled",
    "enable": "account-enabled",
    "unlock": "account-unlocked",
}


@dataclass(frozen=True, slots=True)
class AccountsOptions:
    """What a call of ``formcheck accounts`` asks for; see its options."""

    what: str
    name: str
    role: str
    store: str | None
    author: str | None
    language: str | None
    as_json: bool


def run(settings: AccountsOptions) -> int:
    """Do what is asked for, or list the accounts; return the exit code.

    Parameters
    ----------
    settings : AccountsOptions
        The options.

    Raises
    ------
    FormcheckError
        The store cannot be used, there is no such account, or what was typed is no password.
    """
    words = words_for(settings.language, language_settings())
    with opened(settings.store, is_made=settings.what == "add") as database:
        if settings.what:
            _do(database, settings, words)
        with database.reading() as connection:
            found = list_accounts(connection)
    if settings.as_json:
        typer.echo(json.dumps([_document(one) for one in found], ensure_ascii=False))
    elif not settings.what:
        _show(words, found)
    return exits.SUCCESS


def _do(database: Database, settings: AccountsOptions, words: Words) -> None:
    name, hashed, at = _checked(database, settings), "", now()
    if settings.what in {"add", "password"}:
        passwords = Passwords()
        hashed = passwords.hash(check_password(_asked(words, name), name))
    with database.writing() as connection:
        if settings.what == "add":
            add_account(connection, name, Role(settings.role), hashed, at)
        else:
            of = known_account(connection, name)
            if settings.what == "password":
                set_password(connection, of, hashed, at)
            elif settings.what == "unlock":
                unlock(connection, of)
            else:
                set_disabled(connection, of, at, is_disabled=settings.what == "disable")
        row = Entry(at, whoever(settings.author), "", _LOGGED[settings.what], exactly=name)
        keep_entries(connection, [row])
    if not settings.as_json:
        typer.echo(words(f"accounts-done-{settings.what}", name=printable(name)))


def _checked(database: Database, settings: AccountsOptions) -> str:
    """Return the name of the account, before anybody is asked for a password."""
    with database.reading() as connection:
        if settings.what != "add":
            return known_account(connection, settings.name).name
        name = check_account_name(settings.name)
        if find_account(connection, name) is not None:
            raise InputError("is an account already.", where=name, next_step="See: formcheck accounts")
    return name


def _asked(words: Words, name: str) -> str:
    """Return a password: asked for twice, without showing it, or a line of standard input."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline(MOST_LETTERS + 2)
        return line.rstrip("\r\n")
    first = typer.prompt(words("accounts-ask", name=name), hide_input=True)
    again = typer.prompt(words("accounts-ask-again"), hide_input=True)
    if first != again:
        raise InputError("was not the same both times.", where="the password", next_step="Give the command again.")
    return str(first)


def _document(one: Account) -> dict[str, object]:
    locked = None if one.locked_until is None else one.locked_until.isoformat()
    return {"name": one.name, "role": str(one.role), "is_disabled": one.is_disabled, "locked_until": locked}


def _show(words: Words, found: list[Account]) -> None:
    if not found:
        typer.echo(words("accounts-nobody"))
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("name", "role", "state"):
        table.add_column(words(f"accounts-column-{column}"))
    for one in found:
        table.add_row(escape(one.name), words(f"accounts-role-{one.role}"), _state(words, one))
    Console().print(table)


def _state(words: Words, one: Account) -> str:
    if one.is_disabled:
        return words("accounts-disabled")
    if one.locked_until is not None and one.locked_until > now():
        return words("accounts-locked", at=f"{one.locked_until.astimezone():%H:%M:%S}")
    return ""


def run_audit(since: datetime | None, store: str | None, language: str | None, *, is_json: bool) -> int:
    """Print the log, and return the exit code.

    Parameters
    ----------
    since : datetime or None
        Only from then on; in the time of this computer.
    store, language : str or None
        As given.
    is_json : bool
        Whether each row is a line of JSON.

    Raises
    ------
    FormcheckError
        The store cannot be used.
    """
    words = words_for(language, language_settings())
    with opened(store) as database, database.reading() as connection:
        found = log_since(connection, None if since is None else since.astimezone())
    for one in found:
        typer.echo(json.dumps(asdict(one) | {"at": one.at.isoformat()}) if is_json else _told(words, one))
    return exits.SUCCESS


def _told(words: Words, one: Entry) -> str:
    outcome = "" if one.is_allowed else words("log-refused")
    more = words("log-more", count=one.more) if one.more else ""
    what = words.starting_with("log-what-").get(f"log-what-{one.what}", one.what)
    parts = (
        f"{one.at.astimezone():%Y-%m-%d %H:%M:%S}",
        one.who,
        one.address,
        what,
        one.whose,
        one.exactly,
        outcome,
        more,
    )
    return printable("  ".join(part for part in parts if part))
