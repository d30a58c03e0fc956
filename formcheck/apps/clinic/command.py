"""``formcheck clinic``: the pages, served on this computer and opened in its browser."""

from __future__ import annotations

import sys
import webbrowser
from dataclasses import dataclass

import typer

from formcheck.apps.store.place import default_store, now, whoever
from formcheck.apps.web.port import LOOPBACK, bind_port
from formcheck.apps.web.terminal import show_log
from formcheck.computer import language_settings
from formcheck.words.language import language_for


@dataclass(frozen=True, slots=True)
class ClinicOptions:
    """What a call of ``formcheck clinic`` asks for; see its options."""

    store: str | None
    author: str | None
    language: str | None
    port: int
    is_opened: bool
    is_debugging: bool


def run(settings: ClinicOptions) -> None:
    """Serve the pages until Ctrl-C.

    Parameters
    ----------
    settings : ClinicOptions
        The options.

    Raises
    ------
    FormcheckError
        The store cannot be opened, or the port is taken.
    """
    from formcheck.apps.store.unlocking import SystemKeys  # noqa: PLC0415 - slow to import
    from formcheck.store.database import open_database  # noqa: PLC0415

    database = open_database(settings.store or default_store(), SystemKeys(settings.language))
    show_log(is_debugging=settings.is_debugging)
    port = bind_port(LOOPBACK, settings.port)
    typer.echo(f"formcheck clinic: {port.address}")
    typer.echo(f"Everything is kept in {database.place}. Stop with Ctrl-C.")
    sys.stdout.flush()
    if settings.is_opened:
        webbrowser.open(port.address)
    # The rest takes a moment to import: the browser starts meanwhile, and the port holds its request until then.
    from formcheck.apps.clinic.clinic import Clinic  # noqa: PLC0415
    from formcheck.apps.clinic.server import make_app  # noqa: PLC0415
    from formcheck.apps.web.serve import serve  # noqa: PLC0415
    from formcheck.words.catalogue import Words  # noqa: PLC0415

    words = Words(language_for(settings.language, language_settings()))
    clinic = Clinic(database, words, now, whoever(settings.author))
    try:
        serve(make_app(clinic), port, most_body_bytes=MOST_BODY_BYTES)
    finally:
        database.close()


MOST_BODY_BYTES = 1_000_000
"""Of a correction: a thousand points that were moved take a tenth of it."""
