"""Spreadsheets: numbers are numbers wherever they are opened, and text is text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from formcheck.outputs.spreadsheet import Cell, RepetitionSheet, write_sheet
from formcheck.outputs.table import REPETITION_COLUMNS, RepetitionTable
from formcheck.words.catalogue import Words
from tests.outputs.test_tables import rows

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun


def cells_of(path: Path) -> dict[str, str | float]:
    """Return what stands where in the only sheet of a spreadsheet; text as text, numbers as numbers."""
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}  # and no formula
    return {cell.coordinate: cell.value for cell in cells if isinstance(cell.value, str | float | int)}


def table_of(path: Path) -> list[dict[str, str | float]]:
    """Return the rows below the first, which names the columns."""
    grid: dict[int, dict[str, str | float]] = {}
    for place, cell in cells_of(path).items():
        letters, number = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()  # type: ignore[union-attr]
        grid.setdefault(int(number), {})[letters] = cell
    head = grid.pop(1)
    return [{str(head[letters]): cell for letters, cell in row.items()} for _, row in sorted(grid.items())]


def test_repetitions_are_those_of_the_table_with_numbers_as_numbers(
    fake_run: FakeRun, tmp_path: Path, english: Words
) -> None:
    fake_run.play(RepetitionTable(tmp_path / "repetitions.csv", english))
    fake_run.play(RepetitionSheet(tmp_path / "repetitions.xlsx", english))
    sheet = table_of(tmp_path / "repetitions.xlsx")
    plain = rows(tmp_path / "repetitions.csv")
    assert len(sheet) == len(plain) > 3
    for found, row in zip(sheet, plain, strict=True):
        assert set(found) == {name for name, cell in row.items() if cell}
        for name, cell in found.items():
            assert row[name] == cell if isinstance(cell, str) else float(row[name]) == cell
        assert isinstance(found["start_s"], float | int)
        assert isinstance(found["message"], str)


def test_an_empty_session_has_only_a_head_there_too(empty_run: FakeRun, tmp_path: Path, spanish: Words) -> None:
    empty_run.play(RepetitionSheet(tmp_path / "new" / "repetitions.xlsx", spanish))
    assert tuple(cells_of(tmp_path / "new" / "repetitions.xlsx").values()) == REPETITION_COLUMNS


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("=1+1", "=1+1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("https://example.org", "https://example.org"),
        ("2.283", "2.283"),
        ('<b> & "c"', '<b> & "c"'),
        ("12° \N{MINUS SIGN}3", "12° \N{MINUS SIGN}3"),
        ("a\x00b", "ab"),
        (2.283, 2.283),
        (-0.5, -0.5),
        (1e-9, 1e-9),
    ],
)
def test_every_cell_is_what_it_was(tmp_path: Path, cell: Cell, found: str | float) -> None:
    write_sheet(tmp_path / "a.xlsx", "one & all", [["head"], [None, cell]])
    assert cells_of(tmp_path / "a.xlsx") == {"A1": "head", "B2": found}


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_sheet(tmp_path / name, "one", [["t_s"] * 30, [0.1] * 30])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert "AD2" in cells_of(tmp_path / "a.xlsx")
