"""A glance at a store for whoever types a pseudonym: at once, without SQLAlchemy, and without changing anything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_AT_ONCE_S: Final = 0.2
"""Nobody who types waits for longer; then nothing is offered."""


def pseudonyms_beginning(place: Path, beginning: str, most: int = 200) -> list[str]:
    """Return pseudonyms that begin so, in their order; none where the file is no store, or cannot be read.

    Who was made up is not among them: nobody is to keep a real visit there.

    Parameters
    ----------
    place : Path
        The SQLite file.
    beginning : str
        What was typed, in small letters or capitals.
    most : int
        So many at most.
    """
    try:
        address = f"{place.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=_AT_ONCE_S)) as connection:
            rows = connection.execute(
                "SELECT pseudonym FROM person WHERE lower(substr(pseudonym, 1, ?)) = lower(?)"
                " AND is_sample IS NOT TRUE ORDER BY folded LIMIT ?",
                (len(beginning), beginning, most),
            )
            return [str(one) for (one,) in rows]
    except (sqlite3.Error, ValueError):
        return []
