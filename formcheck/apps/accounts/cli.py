"""The command line of accounts. Only light modules are imported here, so that ``--help`` answers at once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from formcheck.apps.options import Author, Language, Store
from formcheck.apps.store.cli import EPILOG, AsJson


def register(app: typer.Typer, panel: str) -> None:
    """Add the commands of accounts to the program's.

    Parameters
    ----------
    app : Typer
        The program.
    panel : str
        The heading in the help under which they stand.
    """
    app.command(epilog=EPILOG, rich_help_panel=panel)(accounts)
    app.command(epilog=EPILOG, rich_help_panel=panel)(audit)


def accounts(
    add: Annotated[
        str | None, typer.Option(help="Make an account; its name stands with what it keeps.", metavar="NAME")
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(
            help="With --add: clinician does everything; reader sees everything, and keeps nothing.",
            metavar="clinician|reader",
        ),
    ] = None,
    password: Annotated[
        str | None,
        typer.Option(
            help="Give an account another password; whoever is signed in with it is so no more.", metavar="NAME"
        ),
    ] = None,
    disable: Annotated[
        str | None, typer.Option(help="Let nobody sign in with an account, from this moment on.", metavar="NAME")
    ] = None,
    enable: Annotated[str | None, typer.Option(help="Let people sign in with it again.", metavar="NAME")] = None,
    unlock: Annotated[
        str | None, typer.Option(help="Forget the wrong passwords of an account: no wait any more.", metavar="NAME")
    ] = None,
    store: Store = None,
    author: Author = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """List the accounts of a practice, make them, change passwords, disable, enable and unlock them.

    Accounts are for `formcheck clinic --host`; on this computer alone nobody signs in. Passwords are asked for twice,
    or read from standard input, one line, where nobody can be asked. They have 12 letters at least; a few words do.

    Such as: formcheck accounts --add jm --role clinician
    """
    from formcheck.apps.accounts import command  # noqa: PLC0415 - slow to import

    asked = {"add": add, "password": password, "disable": disable, "enable": enable, "unlock": unlock}
    given = [(what, name) for what, name in asked.items() if name is not None]
    if len(given) > 1:
        raise typer.BadParameter("one thing at a time", param_hint=" ".join(f"--{what}" for what, _ in given))
    if (add is None) != (role is None):
        told = "--add and --role belong together: a clinician does everything, a reader keeps nothing"
        raise typer.BadParameter(told, param_hint="--role")
    if role not in {None, "clinician", "reader"}:
        raise typer.BadParameter(f"found {role!r}, expected clinician or reader", param_hint="--role")
    what, name = given[0] if given else ("", "")
    raise typer.Exit(command.run(command.AccountsOptions(what, name, role or "", store, author, language, as_json)))


def audit(
    since: Annotated[
        datetime | None,
        typer.Option(help="Only what happened from then on.", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
    ] = None,
    store: Store = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Print the log of `formcheck clinic`: who looked at what, kept what, and what was refused.

    The oldest row first. With --json each row is a line, for programs that watch over it.
    """
    from formcheck.apps.accounts import command  # noqa: PLC0415 - slow to import

    raise typer.Exit(command.run_audit(since, store, language, is_json=as_json))
