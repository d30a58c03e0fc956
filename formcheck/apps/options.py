"""Options that commands of several files share. Imports only light modules, so that ``--help`` answers at once."""

from __future__ import annotations

from math import inf
from typing import Annotated

import typer

from formcheck.apps import completing

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        "-l",
        help="Language of what is said; that of this computer.",
        metavar="en|es",
        autocompletion=completing.languages,
    ),
]

Store = Annotated[
    str | None,
    typer.Option(
        help="Where people and visits are kept: a file, or the URL of a PostgreSQL database; a file where this "
        "computer keeps your data.",
        envvar=completing.STORE_VARIABLE,
        metavar="FILE|URL",
        show_envvar=True,
    ),
]
Author = Annotated[
    str | None, typer.Option(help="Who does it: a short name, kept beside it; that of your account.", metavar="NAME")
]


def to_interval(text: str, option: str) -> tuple[float, float]:
    """Return the stretch of time that an option names, in seconds.

    Parameters
    ----------
    text : str
        What was given, such as ``1.0-2.5``.
    option : str
        The option, for errors.

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    try:
        start_s, end_s = (float(part) for part in text.split("-"))
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not like 1.0-2.5 (seconds)", param_hint=option) from error
    if not 0.0 <= start_s < end_s < inf:
        raise typer.BadParameter(f"{text!r} does not go from an earlier to a later time", param_hint=option)
    return start_s, end_s
