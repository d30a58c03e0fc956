"""A table as a spreadsheet, ``.xlsx``: whoever opens it, by whatever settings, sees numbers as numbers, in columns.

A ``.csv`` means something else in every country: where decimals have a comma, spreadsheets take ``2.283`` for 2283 and
look for semicolons. No cell is ever a formula or a link, whatever its text looks like.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from formcheck.outputs.table import REPETITION_COLUMNS, RepetitionTable

_TEXTS: Final = frozenset({"verdict", "message", "flags", "side", "exercise", "looks_like"})
_LONGEST_TEXT: Final = 32_767  # what a cell holds
PLAIN: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
"""Nothing that is written becomes anything but what it is."""
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - no time at all: the same table gives the same bytes

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
    with Workbook(str(path), PLAIN) as book:
        book.set_properties({"created": _MADE})
        head = book.add_format({"bold": True})
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, None, head)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str):
                    sheet.write_string(number, column, printable_cell(cell))
                else:
                    sheet.write_number(number, column, cell)
        sheet.autofit()


def printable_cell(text: str) -> str:
    """Return a text as a cell can hold it: not longer, and without letters that no file of this kind may have.

    Parameters
    ----------
    text : str
        Any text.
    """
    return "".join(letter for letter in text[:_LONGEST_TEXT] if letter >= " " or letter in "\n\t")


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
