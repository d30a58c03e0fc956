"""Tables as CSV, two ways: for programs, and for a spreadsheet in a country with a decimal comma."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from formcheck.outputs.record.tables import Cell, Kind, Table


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells and numbers are written.

    Parameters
    ----------
    separator : str
        Between two cells.
    point : str
        Before the decimals.
    has_mark : bool
        Whether the file begins with a byte order mark, by which Excel knows that it is UTF-8.
    """

    separator: str = ","
    point: str = "."
    has_mark: bool = False


FOR_PROGRAMS: Final = Dialect()
FOR_DECIMAL_COMMA: Final = Dialect(";", ",", has_mark=True)
"""What Excel opens by double-click where decimals have a comma, as in Spain."""

_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(table: Table, dialect: Dialect = FOR_PROGRAMS) -> bytes:
    """Return a table as CSV (RFC 4180), in UTF-8.

    A text that a spreadsheet would take for a formula has an apostrophe before it; numbers have none.

    Parameters
    ----------
    table : Table
        The table.
    dialect : Dialect
        How it is written.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=dialect.separator, lineterminator="\r\n")
    writer.writerow([name for name, _ in table.columns])
    kinds = [kind for _, kind in table.columns]
    for row in table.rows:
        writer.writerow([_told(cell, kind, dialect) for cell, kind in zip(row, kinds, strict=True)])
    return text.getvalue().encode("utf-8-sig" if dialect.has_mark else "utf-8")


def _told(cell: Cell, kind: Kind, dialect: Dialect) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat(timespec="seconds")
        case float() if kind is Kind.NUMBER:
            return f"{cell:.3f}".rstrip("0").rstrip(".").replace(".", dialect.point)
        case _:
            told = str(cell)
            return f"'{told}" if kind is Kind.TEXT and told.startswith(_BEGINS_FORMULA) else told
