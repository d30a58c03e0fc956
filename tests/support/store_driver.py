"""Writes to a store as a program of its own, to be killed: says of each correction, once it is kept, its number.

python -m tests.support.store_driver corrections STORE PERSON KEY | upgrade STORE
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from uuid import uuid4

from formcheck.session.corrections import Commented
from formcheck.store.archive import VisitKey
from formcheck.store.corrections import Said, add_correction
from formcheck.store.database import open_database
from formcheck.store.database_archive import find_visit, refresh_visit


def say(text: object) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def correct(place: str, person: str, key: str) -> None:
    """Add corrections for as long as nobody ends it."""
    database = open_database(place)
    say("begun")
    while True:
        with database.writing() as connection:
            visit = find_visit(connection, VisitKey(person, key))
            said = Said("", Commented("looked at"), str(uuid4()), "jm")
            kept = add_correction(connection, visit, said, datetime.now(UTC))
            refresh_visit(connection, visit)
        say(kept.number)


def bring_up_to_date(place: str) -> None:
    """Open a store, which brings it up to date."""
    say("begun")
    open_database(place).close()
    say("done")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["corrections", place, person, key]:
            correct(place, person, key)
        case ["upgrade", place]:
            bring_up_to_date(place)
