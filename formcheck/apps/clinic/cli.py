"""The command line of the clinic: ``formcheck clinic``, and what brings people's data in, hands it out, removes it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from formcheck.apps import exits
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


def clinic(
    store: Store = None,
    author: Author = None,
    language: Language = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 is any that is free.")] = 0,
) -> None:
    """Look after people who practise: who does, how well, and every repetition against its picture.

    The page can be reached from this computer only. Bring visits in first: formcheck import FOLDER --person anna-04
    """
    from formcheck.apps.clinic import command  # noqa: PLC0415 - slow to import

    command.run(
        command.ClinicOptions(store, author, language, port, is_opened=open_page, is_debugging="--debug" in sys.argv)
    )
