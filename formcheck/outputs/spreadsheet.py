"""A table as a spreadsheet, ``.xlsx``: whoever opens it, by whatever settings, sees numbers as numbers, in columns.

A ``.csv`` means something else in every country: where decimals have a comma, spreadsheets take ``2.283`` for 2283 and
look for semicolons. This is the smallest part of Office Open XML (ECMA-376) that holds one sheet of text and numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from formcheck.outputs.table import REPETITION_COLUMNS, RepetitionTable

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_OOXML}/spreadsheetml/2006/main"
_OFFICE: Final = f"{_OOXML}/officeDocument/2006/relationships"
_PACKAGE: Final = f"{_OOXML}/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TEXTS: Final = frozenset({"verdict", "message", "flags"})
_LONGEST_TEXT: Final = 32_767  # what a cell holds
_MADE: Final = (1980, 1, 1, 0, 0, 0)  # the same table gives the same bytes
_FRAME: Final = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

Cell = str | float | None
"""What stands in a cell; None for nothing."""


def write_sheet(path: Path, name: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Write a spreadsheet of one sheet, its first row kept in sight.

    Parameters
    ----------
    path : Path
        The file; an older one is replaced.
    name : str
        Name of the sheet, at most 31 letters.
    rows : iterable of sequence of (str, float or None)
        The cells.
    """
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<sheetData>{''.join(_row(number, row) for number, row in enumerate(rows, start=1))}</sheetData></worksheet>"
    )
    parts = {**_FRAME, "xl/workbook.xml": workbook, "xl/worksheets/sheet1.xml": sheet}
    with ZipFile(path, "w") as file:
        for part, content in parts.items():
            file.writestr(ZipInfo(part, _MADE), _HEAD + content, compress_type=ZIP_DEFLATED)


def _row(number: int, cells: Sequence[Cell]) -> str:
    inside = "".join(_cell(f"{_letters(column)}{number}", cell) for column, cell in enumerate(cells))
    return f'<row r="{number}">{inside}</row>'


def _cell(place: str, cell: Cell) -> str:
    match cell:
        case None | "":
            return ""
        case str():
            text = "".join(letter for letter in cell[:_LONGEST_TEXT] if letter >= " " or letter in "\n\t")
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        case _:
            return f'<c r="{place}"><v>{cell!r}</v></c>'


def _letters(column: int) -> str:
    """Return the letters of a column, from 0: A to Z, then AA.

    Examples
    --------
    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


class RepetitionSheet(RepetitionTable):
    """Writes ``repetitions.xlsx`` when the session is done: the columns of ``repetitions.csv``, for people.

    Parameters
    ----------
    path : Path
        The file to write.
    words : Words
        The language of messages and flags.
    """

    def write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        """Write the file."""
        numbers = [not (name in _TEXTS or name.endswith("_origin")) for name in REPETITION_COLUMNS]
        cells = ([_value(cell, is_number=one) for cell, one in zip(row, numbers, strict=True)] for row in rows)
        write_sheet(self.path, "repetitions", (REPETITION_COLUMNS, *cells))


def _value(cell: str, *, is_number: bool) -> Cell:
    if not cell:
        return None
    return float(cell) if is_number else cell
