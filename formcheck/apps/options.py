"""Options that commands of several files share. Imports only light modules, so that ``--help`` answers at once."""

from __future__ import annotations

from typing import Annotated

import typer

Language = Annotated[
    str | None,
    typer.Option("--language", "-l", help="Language of what is said; that of this computer.", metavar="en|es"),
]
