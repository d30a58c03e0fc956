"""Documents in the database: packed, never changed but for a log that has grown."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from formcheck.store.merging import hash_of, what_is_new
from formcheck.store.names import RECORD_DOCUMENT, TRACES_DOCUMENT, is_opinion, kind_of, named, part_of
from formcheck.store.tables import document

_QUICK: Final = 1
"""As tight as zlib packs in a tenth of the time it could take: records are two thirds smaller still."""


def read_documents(connection: Connection, visit: int, kinds: Collection[str] = ()) -> dict[str, bytes]:
    """Return the documents of a visit by their names.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    kinds : collection of str
        Only those of these kinds, without further opinions; all where there are none.
    """
    asked = select(document.c.name, document.c.body).where(document.c.visit_id == visit).order_by(document.c.name)
    if kinds:
        here = connection.scalars(select(document.c.name).where(document.c.visit_id == visit))
        asked = asked.where(document.c.name.in_([one for one in here if kind_of(one) in kinds and not is_opinion(one)]))
    rows = connection.execute(asked)
    return {row.name: zlib.decompress(row.body) for row in rows}


def read_document(connection: Connection, visit: int, name: str) -> bytes | None:
    """Return one document; None where there is none of that name.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    name : str
        Name of the document.
    """
    return read_named(connection, visit, (name,)).get(name)


def hash_kept(connection: Connection, visit: int, name: str) -> str | None:
    """Return what tells a document from every other one, as of `formcheck.store.merging.hash_of`; None without one.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    name : str
        Name of the document.
    """
    return connection.scalar(select(document.c.sha256).where(document.c.visit_id == visit, document.c.name == name))


def read_named(connection: Connection, visit: int, names: Iterable[str]) -> dict[str, bytes]:
    """Return some documents of a visit by their names, with one question; those that are not there are left out.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    names : iterable of str
        Their names.
    """
    asked = select(document.c.name, document.c.body).where(document.c.visit_id == visit, document.c.name.in_([*names]))
    return {row.name: zlib.decompress(row.body) for row in connection.execute(asked)}


def add_documents(
    connection: Connection, visit: int, documents: Mapping[str, bytes], at: datetime, author: str
) -> bool:
    """Add what is not there yet, and tell whether anything was; what was made of a record that has grown goes.

    See `formcheck.store.merging`.

    Parameters
    ----------
    connection : Connection
        To the database.
    visit : int
        Id of the visit.
    documents : mapping of str to bytes
        The documents by their names.
    at : datetime
        When, with its zone.
    author : str
        Who brings them in.
    """
    known = select(document.c.name, document.c.sha256).where(document.c.visit_id == visit)
    held = {row.name: row.sha256 for row in connection.execute(known)}
    new = what_is_new(documents, held, lambda name: read_document(connection, visit, name) or b"")
    outdated = [name for name in held if kind_of(name) == TRACES_DOCUMENT and _recorded_in(name) in new]
    if outdated:
        connection.execute(delete(document).where(document.c.visit_id == visit, document.c.name.in_(outdated)))
    for name, content in new.items():
        _write(connection, visit, name, content, at, author, is_new=name not in held)
    return bool(new)


def _recorded_in(traces: str) -> str:
    """Return the name of the record of the session that traces are of, whichever of its results they are by."""
    folder = part_of(traces)
    return named(part_of(folder) if is_opinion(traces) else folder, RECORD_DOCUMENT)


def replace_document(connection: Connection, visit: int, name: str, content: bytes, at: datetime, author: str) -> None:
    """Keep a document in place of an earlier one: one that is made of others, or that says where something is.

    Parameters
    ----------
    connection : Connection
        To the database; for writing.
    visit : int
        Id of the visit.
    name : str
        Name of the document.
    content : bytes
        The document.
    at : datetime
        When, with its zone.
    author : str
        Who asked for it.
    """
    here = (document.c.visit_id == visit, document.c.name == name)
    is_new = connection.scalar(select(document.c.id).where(*here)) is None
    _write(connection, visit, name, content, at, author, is_new=is_new)


def _write(
    connection: Connection, visit: int, name: str, content: bytes, at: datetime, author: str, *, is_new: bool
) -> None:
    row = {
        "at": at,
        "author": author,
        "sha256": hash_of(content),
        "size": len(content),
        "body": zlib.compress(content, _QUICK),
    }
    if is_new:
        connection.execute(insert(document).values(visit_id=visit, name=name, **row))
    else:
        here = (document.c.visit_id == visit, document.c.name == name)
        connection.execute(update(document).where(*here).values(**row))
