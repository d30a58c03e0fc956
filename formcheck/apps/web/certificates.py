"""Certificates for pages that other computers ask for: those somebody has, or those of this program's own authority."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from formcheck.apps.web.tls import AUTHORITY, HOST, HOST_KEY, Tls
from formcheck.errors import InputError, LibraryError

_ANEW: Final = "Move the folder away: new ones are made, which other computers have to take in anew."


def default_folder() -> Path:
    """Return where this program keeps its certificates: where this computer keeps the person's data."""
    return user_data_path("formcheck", appauthor=False) / "certificates"


def given_tls(certificate: Path, key: Path) -> Tls:
    """Return a certificate that somebody has, once it is seen that it can be served with.

    Parameters
    ----------
    certificate, key : Path
        As of `Tls`.

    Raises
    ------
    InputError
        They cannot be read, or do not belong together.
    """
    for path in (certificate, key):
        if not path.is_file():
            raise InputError("is not there.", where=str(path), next_step="Name a file in PEM.")
    given = Tls(certificate, key)
    try:
        given.context()
    except (ssl.SSLError, OSError, ValueError) as error:
        raise InputError(
            "cannot be used: both must be in PEM and belong together, the key without a passphrase.",
            where=f"{certificate} with {key}",
            next_step="Leave both out, and this program makes a certificate of its own.",
        ) from error
    return given


def own_tls(folder: Path, names: Sequence[str], now: datetime) -> Tls:
    """Return a certificate of this computer below the authority of this program; what is missing or old is made.

    Parameters
    ----------
    folder : Path
        Where they are kept; keys for this account only.
    names : sequence of str
        Names and addresses under which the page is asked for.
    now : datetime
        The time of day, with its zone.

    Raises
    ------
    InputError
        Files there cannot be read or written.
    LibraryError
        The package that makes them is missing.
    """
    try:
        from formcheck.apps.web import authority  # noqa: PLC0415 - needs an extra
    except ImportError as error:
        raise missing("cryptography") from error
    try:
        fingerprint = authority.certify(folder, names, now)
    except (OSError, ValueError) as error:
        what = "holds certificates that cannot be read, or written."
        raise InputError(what, where=str(folder), next_step=_ANEW) from error
    return Tls(folder / HOST, folder / HOST_KEY, folder / AUTHORITY, fingerprint)


def missing(package: str) -> LibraryError:
    """Return the error that a package of the extra for a practice is missing.

    Parameters
    ----------
    package : str
        The package.
    """
    return LibraryError(
        f"needs the package {package}, which is not installed.",
        where="A practice with several computers",
        next_step='Install it with: pip install "formcheck[practice]"',
    )
