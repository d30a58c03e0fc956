"""The leg that an option names; imported where it is needed, so that ``--help`` answers at once."""

from __future__ import annotations

import typer

from formcheck.samples import Side


def to_side(word: str, option: str = "--side") -> Side | None:
    """Return the leg that an option names; None for ``auto``.

    Parameters
    ----------
    word : str
        What was given.
    option : str
        The option, for errors.

    Raises
    ------
    typer.BadParameter
        It is none.
    """
    if word == "auto":
        return None
    try:
        return Side(word)
    except ValueError as error:
        raise typer.BadParameter(f"{word!r} is none of auto, left, right", param_hint=option) from error
