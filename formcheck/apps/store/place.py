"""Where things are if nobody says otherwise, whoever it is, and when. Imports only light modules."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path

from platformdirs import user_data_path


def default_store() -> str:
    """Return where the store is if nobody says otherwise: a file where this computer keeps the person's data."""
    return str(user_data_path("formcheck", appauthor=False) / "clinic.sqlite")


def default_visits() -> Path:
    """Return where ``formcheck live`` keeps visits if nobody says otherwise."""
    return user_data_path("formcheck", appauthor=False) / "visits"


def whoever(author: str | None) -> str:
    """Return who does something: as given, or by the name of the account.

    Parameters
    ----------
    author : str or None
        As given.
    """
    return " ".join((author or getpass.getuser()).split())[:80]


def now() -> datetime:
    """Return the time of day, with its zone."""
    return datetime.now().astimezone()
