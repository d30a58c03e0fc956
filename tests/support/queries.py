"""Counts the questions that are put to a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

_QUESTIONS = ("SELECT", "WITH")


@contextmanager
def counted_questions() -> Iterator[list[str]]:
    """Give a list to which every question is added that any database is asked meanwhile."""
    asked: list[str] = []

    def note(_: Connection, __: object, statement: str, *___: object) -> None:
        if statement.lstrip().upper().startswith(_QUESTIONS):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)
