"""Spreadsheets: numbers are numbers wherever they are opened, and text is text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from formcheck.outputs.spreadsheet import Cell, RepetitionSheet, write_sheet
from formcheck.outputs.table import REPETITION_COLUMNS, RepetitionTable
from formcheck.words.catalogue import Words
from tests.outputs.test_tables import rows

if TYPE_CHECKING:
    from tests.outputs.conftest import FakeRun

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells_of(path: Path) -> dict[str, str | float]:
    """Return what stands where in the only sheet of a spreadsheet; text as text, numbers as numbers."""
    with ZipFile(path) as file:
        assert file.testzip() is None
        for name in file.namelist():
            ET.fromstring(file.read(name))  # noqa: S314 - it was written here
        sheet = ET.fromstring(file.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - as above
    found: dict[str, str | float] = {}
    for cell in sheet.iter(f"{MAIN}c"):
        text, number = cell.find(f"{MAIN}is/{MAIN}t"), cell.find(f"{MAIN}v")
        assert (text is None) is (cell.get("t") is None)
        found[cell.attrib["r"]] = (
            float(number.text or "") if number is not None else str(text.text if text is not None else "")
        )
    return found


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
        assert isinstance(found["start_s"], float)
        assert isinstance(found["message"], str)


def test_an_empty_session_has_only_a_head_there_too(empty_run: FakeRun, tmp_path: Path, spanish: Words) -> None:
    empty_run.play(RepetitionSheet(tmp_path / "new" / "repetitions.xlsx", spanish))
    assert tuple(cells_of(tmp_path / "new" / "repetitions.xlsx").values()) == REPETITION_COLUMNS


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("=1+1", "=1+1"),
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
