"""The command line of the clinic: ``formcheck clinic``, and what brings people's data in, hands it out, removes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from formcheck.apps import exits
from formcheck.apps.accounts.cli import register as register_accounts
from formcheck.apps.clinic.options import ClinicOptions
from formcheck.apps.options import Author, Language, Store
from formcheck.apps.store.cli import register as register_store

PANEL = "The clinic"


def register(app: typer.Typer) -> None:
    """Add the commands of the clinic to the program's.

    Parameters
    ----------
    app : Typer
        The program.
    """
    app.command(epilog=exits.EPILOG, rich_help_panel=PANEL)(clinic)
    register_store(app, PANEL)
    register_accounts(app, PANEL)


def clinic(
    store: Store = None,
    author: Author = None,
    language: Language = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the page; any that is free, or with --host 8443.")
    ] = 0,
    host: Annotated[
        str,
        typer.Option(
            help="Address to serve on. The default can be reached from this computer only; of any other one, such as "
            "0.0.0.0 for all of them, the pages are served over TLS, and to accounts only.",
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(
            help="With --host: a name under which others reach it, such as clinic.local; may be given again.",
            metavar="NAME",
        ),
    ] = None,
    tls_cert: Annotated[
        Path | None,
        typer.Option(help="With --host: a certificate in PEM; without it one is made.", dir_okay=False),
    ] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its key in PEM, without a passphrase.", dir_okay=False)] = None,
) -> None:
    """Look after people who practise: who does, how well, and every repetition against its picture.

    The page can be reached from this computer only. Bring visits in first: `formcheck import FOLDER --person anna-04`.
    Where nobody is there yet, the page offers sample people to try it with.

    For a practice with several computers, make an account for each person first, and then, on the computer that
    serves, open the pages to the others:

        formcheck accounts --add jm --role clinician
        formcheck clinic --host 0.0.0.0 --name clinic.local
    """
    from formcheck.apps.clinic import command  # noqa: PLC0415 - slow to import

    if (tls_cert is None) != (tls_key is None):
        raise typer.BadParameter("a certificate and its key belong together", param_hint="--tls-cert, --tls-key")
    if (name or tls_cert) and host in {"127.0.0.1", "localhost"}:
        raise typer.BadParameter(
            "is for pages that other computers ask for: add --host 0.0.0.0, or leave it out",
            param_hint="--name, --tls-cert",
        )
    if author and host not in {"127.0.0.1", "localhost"}:
        raise typer.BadParameter("is for this computer alone; in a practice it is the account", param_hint="--author")
    command.run(
        ClinicOptions(
            store,
            author,
            language,
            port,
            is_opened=open_page,
            is_debugging="--debug" in sys.argv,
            host=host,
            names=tuple(name or ()),
            tls_certificate=tls_cert,
            tls_key=tls_key,
        )
    )
