"""Databases of every revision there was, with rows in every table, whatever tables those are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from alembic.script import ScriptDirectory

from formcheck.store import database as databases
from formcheck.store.tables import VERSION_TABLE
from tests.support.locked import KnownKeys, new_key

ROWS = 3
Rows = dict[str, list[dict[str, object]]]


def revisions() -> list[str]:
    """Return all revisions, the oldest first."""
    scripts = ScriptDirectory(str(Path(databases.__file__).parent / "migrations"))
    return [script.revision for script in scripts.walk_revisions()][::-1]


@contextmanager
def engine_of(place: str) -> Iterator[sa.Engine]:
    """Give an engine to a database, without bringing it up to date."""
    made = (
        databases._server(place)
        if databases.is_url(place)
        else databases._file(Path(place), KnownKeys(), new_key(place))
    )
    try:
        yield made
    finally:
        made.dispose()


def make_at(place: str, revision: str) -> None:
    """Make a database as an earlier version of the program left it, with rows in every table."""
    with engine_of(place) as engine:
        databases.upgrade(engine, place, revision)
        with engine.begin() as connection:
            tables = sa.MetaData()
            tables.reflect(connection)
            for table in tables.sorted_tables:
                if table.name != VERSION_TABLE:
                    connection.execute(sa.insert(table), [_row(table, number) for number in range(1, ROWS + 1)])


def rows_in(place: str) -> Rows:
    """Return all rows of all tables."""
    with engine_of(place) as engine, engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        return {
            table.name: [dict(row) for row in connection.execute(_in_order(table)).mappings()]
            for table in tables.sorted_tables
            if table.name != VERSION_TABLE
        }


def assert_kept(before: Rows, after: Rows) -> None:
    """Check that all rows of all tables are still there, whatever columns and tables an upgrade has added."""
    for name, rows in before.items():
        columns = rows[0] if rows else {}
        assert [{key: value for key, value in row.items() if key in columns} for row in after[name]] == rows


def schema_of(place: str) -> dict[str, list[str]]:
    """Return all tables with their columns, and how far they have come."""
    with engine_of(place) as engine, engine.begin() as connection:
        looked = sa.inspect(connection)
        found = {
            name: sorted(f"{one['name']} {one['type']}" for one in looked.get_columns(name))
            for name in looked.get_table_names()
        }
        version = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars()  # noqa: S608
        return found | {"version": [str(one) for one in version]}


def _in_order(table: sa.Table) -> sa.Select[tuple[object, ...]]:
    return sa.select(table).order_by(*_keys(table))


def _keys(table: sa.Table) -> Sequence[sa.Column[object]]:
    return list(table.primary_key.columns)


def _row(table: sa.Table, number: int) -> dict[str, object]:
    return {column.name: _value(table.name, column, number) for column in table.columns}


def _value(table: str, column: sa.Column[object], number: int) -> object:
    """Return a value that fits a column, and is another one in each row."""
    values: tuple[tuple[type, object], ...] = (
        (sa.Boolean, number % 2 == 0),
        (sa.Integer, number),
        (sa.Float, number / 4),
        (sa.LargeBinary, bytes(range(256)) * number),
        (sa.DateTime, datetime(2026, 11, 29, 14, 5, 7, 250_000, tzinfo=UTC).replace(tzinfo=None) + timedelta(number)),
        (sa.Date, date(2026, 11, number)),
        (sa.String, f"{number}{table}{column.name}é"[: getattr(column.type, "length", None) or 60]),
    )
    return next(value for kind, value in values if isinstance(column.type, kind))
