"""Tables as a spreadsheet, ``.xlsx``: a sheet each. No cell is ever a formula or a link, whatever its text is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from formcheck.outputs.record.tables import Cell, Kind, Table
from formcheck.outputs.spreadsheet import PLAIN, printable_cell


def workbook_of(tables: Sequence[Table], made_at: datetime) -> bytes:
    """Return a workbook; the same tables at the same time give the same bytes.

    Parameters
    ----------
    tables : sequence of Table
        The sheets.
    made_at : datetime
        When it is made.
    """
    content = BytesIO()
    with Workbook(content, PLAIN | {"remove_timezone": True}) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None, microsecond=0)})
        head = book.add_format({"bold": True})
        dates = {
            Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
            Kind.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        for table in tables:
            _write(book.add_worksheet(table.name), table, head, dates)
    return content.getvalue()


def _write(sheet: Worksheet, table: Table, head: Format, dates: dict[Kind, Format]) -> None:
    sheet.freeze_panes(1, 0)
    for column, (name, _) in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
    for number, row in enumerate(table.rows, start=1):
        for column, (cell, (_, kind)) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, number, column, cell, dates.get(kind))
    sheet.autofit(400)


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, form: Format | None) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case int() | float():
            sheet.write_number(row, column, cell)
        case datetime():  # a spreadsheet knows no zones: the time of day where this program ran
            sheet.write_datetime(row, column, cell.astimezone().replace(tzinfo=None), form)
        case date():
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), form)  # noqa: DTZ001 - a day
        case _:
            sheet.write_string(row, column, printable_cell(str(cell)))
