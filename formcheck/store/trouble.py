"""What is told of a database that cannot be used: in our words, whichever database it is."""

from __future__ import annotations

from typing import Final

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from formcheck.errors import InputError

WAIT_S: Final = 30.0
"""So long a writer waits for another one: an import holds the file for no longer than one visit takes."""

FOREIGN: Final = "Name another place; a file that is not there is made, and of a server an empty database is taken."
_REASONS: Final = (
    ("not a database", "is no store of formcheck.", FOREIGN),
    ("database is locked", f"is being written by another program, and has been for {WAIT_S:.0f} s.", "Try again."),
    ("lock timeout", f"is being written by another program, and has been for {WAIT_S:.0f} s.", "Try again."),
    ("disk is full", "cannot be written: the disk is full.", "Free some space. What was kept before is as it was."),
    ("readonly database", "may only be read.", "Check its permissions and those of its folder."),
    ("unable to open", "cannot be opened.", "Check its permissions and those of its folder."),
    ("malformed", "is damaged.", "Restore a back-up into a new store: formcheck restore FILE --store NEW"),
    ("disk I/O", "cannot be read or written: the disk fails, or is full.", "Check the disk."),
)
"""What SQLite and PostgreSQL say, and what is told of it."""

_ON_SERVER: Final = "Check its name and password, and whether it is running, can be reached and has room."


def cannot_be_used(place: str, error: Exception) -> InputError:
    """Return what is told of a database that cannot be opened, read or written.

    Parameters
    ----------
    place : str
        Where it is, without a password.
    error : Exception
        What SQLAlchemy, the driver or Alembic raised.
    """
    if isinstance(error, CommandError):
        return InputError(
            "was made by a newer formcheck, whose tables this one does not know.",
            where=place,
            next_step="Update formcheck, or name another store.",
        )
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    for sign, what, next_step in _REASONS:
        if sign in said:
            return InputError(what, where=place, next_step=next_step)
    first = said.splitlines()[0] if said else "no reason was given"
    return InputError(f"cannot be used: {first}.", where=place, next_step=_ON_SERVER)
