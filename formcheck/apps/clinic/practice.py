"""The clinic for a practice: over TLS, for whoever has an account."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import typer
from starlette.applications import Starlette

from formcheck.apps.clinic import account_pages
from formcheck.apps.clinic.clinic import Clinic
from formcheck.apps.clinic.gate import STRICT_TRANSPORT, SignInGate, cookie_of
from formcheck.apps.clinic.logbook import Logbook
from formcheck.apps.clinic.options import MOST_BODY_BYTES, ClinicOptions
from formcheck.apps.clinic.server import make_app
from formcheck.apps.clinic.signing import Bounds, SignIns
from formcheck.apps.clinic.watching import Watched, heard_by
from formcheck.apps.store.place import now
from formcheck.apps.web.certificates import default_folder, given_tls, own_tls
from formcheck.apps.web.passwords import Passwords
from formcheck.apps.web.port import HTTPS, BoundPort, bind_port
from formcheck.apps.web.serve import serve
from formcheck.apps.web.tls import Tls
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.store.accounts import Role, list_accounts
from formcheck.store.database import Database
from formcheck.words.catalogue import Words, words_for

DEFAULT_PORT: Final = 8443
"""Others keep the address: it must be the same every time."""

_TAKEN_IN_BY: Final = (
    ("Windows", "certutil -user -addstore Root {}"),
    ("macOS", "security add-trusted-cert -k ~/Library/Keychains/login.keychain-db {}"),
    ("Linux", "sudo cp {} /usr/local/share/ca-certificates/ && sudo update-ca-certificates"),
)
"""The commands with which each system takes in a certificate; Firefox keeps its own."""

_NAME: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
_LONGEST_NAME: Final = 253


@dataclass(frozen=True, slots=True)
class Practice:
    """The pages with the gate before them.

    Parameters
    ----------
    clinic : Clinic
        What the pages have at hand.
    app : Starlette
        The pages, with those of accounts.
    gate : SignInGate
        Who may pass.
    logbook : Logbook
        Writes the log.
    """

    clinic: Clinic
    app: Starlette
    gate: SignInGate
    logbook: Logbook

    @property
    def watched(self) -> Watched:
        """The pages, watched: to be served behind the gate."""
        return Watched(self.app, self.clinic, self.logbook)


def make_practice(
    clinic: Clinic, logbook: Logbook, passwords: Passwords, port: int, headers: Mapping[str, str]
) -> Practice:
    """Return the pages of a practice.

    Parameters
    ----------
    clinic : Clinic
        What they have at hand.
    logbook : Logbook
        Writes the log.
    passwords : Passwords
        Hashes.
    port : int
        Under which they are served.
    headers : mapping of str to str
        As of `SignInGate`.

    Raises
    ------
    LibraryError
        A package is missing.
    """
    sign_ins, cookie = SignIns(clinic.database, clinic.clock, logbook, passwords, Bounds()), cookie_of(port)
    app = make_app(clinic, account_pages.routes(clinic, sign_ins, cookie))
    return Practice(clinic, app, SignInGate(sign_ins, clinic.words, cookie, headers), logbook)


def serve_practice(settings: ClinicOptions, database: Database) -> None:
    """Serve the pages to other computers until Ctrl-C.

    Parameters
    ----------
    settings : ClinicOptions
        The options.
    database : Database
        The store.

    Raises
    ------
    FormcheckError
        Nobody could sign in, there is no certificate, the port is taken, or this installation lacks something.
    """
    passwords, words = Passwords(), words_for(settings.language, language_settings())
    check_somebody_may(database)
    names = tuple(map(check_name, settings.names))
    port = replace(_bound(settings), names=names, is_secure=True)
    logbook = Logbook(database, now)
    try:
        tls = _tls(settings, port)
        practice = make_practice(Clinic(database, words, now, ""), logbook, passwords, port.port, _headers(port, tls))
        _tell(words, port, tls, database.place)
        heard = heard_by(practice.clinic, logbook)
        serve(practice.watched, port, MOST_BODY_BYTES, heard=heard, gate=practice.gate, tls=tls)
    finally:
        port.listener.close()
        logbook.close()


def _bound(settings: ClinicOptions) -> BoundPort:
    try:
        return bind_port(settings.host, settings.port or DEFAULT_PORT)
    except InputError as error:
        next_step = "Name another one with --port; --host is an address of this computer, or 0.0.0.0 for all of them."
        raise InputError(error.what, where=error.where, next_step=next_step) from error


def check_somebody_may(database: Database) -> None:
    """Refuse where nobody could sign in who may keep anything.

    Parameters
    ----------
    database : Database
        The store.

    Raises
    ------
    InputError
        There is no clinician's account.
    """
    with database.reading() as connection:
        accounts = list_accounts(connection)
    if not any(one.role is Role.CLINICIAN and not one.is_disabled for one in accounts):
        raise InputError(
            "are served only where somebody can sign in, and no clinician has an account yet.",
            where="Pages for other computers",
            next_step="Make one first, here: formcheck accounts --add NAME --role clinician",
        )


def check_name(name: str) -> str:
    """Return a name of this computer in small letters.

    Parameters
    ----------
    name : str
        As given.

    Raises
    ------
    InputError
        It is none.
    """
    told = name.strip().lower().rstrip(".")
    if len(told) > _LONGEST_NAME or not _NAME.fullmatch(told):
        raise InputError("is no name of a computer.", where=name[:80], next_step="Such as clinic.local")
    return told


def _tls(settings: ClinicOptions, port: BoundPort) -> Tls:
    if settings.tls_certificate is not None and settings.tls_key is not None:
        return given_tls(settings.tls_certificate, settings.tls_key)
    return own_tls(default_folder(), port.reached_as, now())


def _headers(port: BoundPort, tls: Tls) -> Mapping[str, str]:
    """Return what makes a browser insist on TLS: with somebody's own certificate, on the usual port alone."""
    return STRICT_TRANSPORT if tls.authority is None and port.port == HTTPS else {}


def _tell(words: Words, port: BoundPort, tls: Tls, place: str) -> None:
    """Say where the pages are, and what other computers need to trust them."""
    typer.echo(f"formcheck clinic: {port.address}")
    typer.echo(words("practice-kept-in", place=place))
    if tls.authority is not None:
        typer.echo(words("practice-authority", path=str(tls.authority), fingerprint=tls.fingerprint))
        for system, command in _TAKEN_IN_BY:
            typer.echo(f"{system + ':':<9} {command.format(tls.authority.name)}")
        typer.echo(words("practice-install-firefox", name=tls.authority.name))
    sys.stdout.flush()
