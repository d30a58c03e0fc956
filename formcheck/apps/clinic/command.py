"""``formcheck clinic``: the pages, served on this computer and opened in its browser, or to a practice."""

from __future__ import annotations

import sys
import webbrowser
from typing import TYPE_CHECKING

import typer

from formcheck.apps.clinic.options import MOST_BODY_BYTES, ClinicOptions
from formcheck.apps.store.place import default_store, now, whoever
from formcheck.apps.web.port import LOOPBACK, bind_port
from formcheck.apps.web.terminal import show_log
from formcheck.computer import language_settings
from formcheck.words.language import language_for

if TYPE_CHECKING:
    from formcheck.store.database import Database


def run(settings: ClinicOptions) -> None:
    """Serve the pages until Ctrl-C.

    Parameters
    ----------
    settings : ClinicOptions
        The options.

    Raises
    ------
    FormcheckError
        The store cannot be opened, or the port is taken; of a practice: nobody could sign in, there is no certificate,
        or this installation lacks something.
    """
    from formcheck.apps.store.unlocking import SystemKeys  # noqa: PLC0415 - slow to import
    from formcheck.store.database import open_database  # noqa: PLC0415

    database = open_database(settings.store or default_store(), SystemKeys(settings.language))
    show_log(is_debugging=settings.is_debugging)
    try:
        if settings.host in {LOOPBACK, "localhost"}:
            _serve_here(settings, database)
        else:
            from formcheck.apps.clinic.practice import serve_practice  # noqa: PLC0415 - slow to import

            serve_practice(settings, database)
    finally:
        database.close()


def _serve_here(settings: ClinicOptions, database: Database) -> None:
    """Serve to the browser of this computer, without a login."""
    port = bind_port(LOOPBACK, settings.port)
    typer.echo(f"formcheck clinic: {port.address}")
    typer.echo(f"Everything is kept in {database.place}. Stop with Ctrl-C.")
    sys.stdout.flush()
    if settings.is_opened:
        webbrowser.open(port.address)
    # The rest takes a moment to import: the browser starts meanwhile, and the port holds its request until then.
    from formcheck.apps.clinic.clinic import Clinic  # noqa: PLC0415
    from formcheck.apps.clinic.logbook import Logbook  # noqa: PLC0415
    from formcheck.apps.clinic.server import make_app  # noqa: PLC0415
    from formcheck.apps.clinic.watching import Watched, heard_by  # noqa: PLC0415
    from formcheck.apps.web.serve import serve  # noqa: PLC0415
    from formcheck.words.catalogue import Words  # noqa: PLC0415

    words = Words(language_for(settings.language, language_settings()))
    clinic = Clinic(database, words, now, whoever(settings.author))
    logbook = Logbook(database, now)
    try:
        watched = Watched(make_app(clinic), clinic, logbook)
        serve(watched, port, most_body_bytes=MOST_BODY_BYTES, heard=heard_by(clinic, logbook))
    finally:
        logbook.close()
