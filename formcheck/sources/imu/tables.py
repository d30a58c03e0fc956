"""Tables as text: comma, semicolon or tab, with or without lines before the header, columns by name and unit."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.errors import SensorError
from formcheck.sources.imu.tracks import Floats
from formcheck.sources.imu.units import Factor

_FIRST_LINES = 60
"""The header stands within these."""

_UNIT = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_INDEX = re.compile(r"\[\d+\]\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    name : str
        Its name in small letters without its unit, words parted by ``_``: ``Gyroscope X (deg/s)`` is ``gyroscope_x``.
    unit : str
        What stands in brackets behind the name; empty where nothing does.
    """

    name: str
    unit: str


Columns = tuple[Column, ...]
IsHeader = Callable[[Columns], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table, its cells still text.

    Parameters
    ----------
    where : str
        Where it comes from, for errors.
    before : tuple of str
        The lines before the header.
    columns : tuple of Column
        From the header.
    delimiter : str
        What parts the cells.
    lines : sequence of str
        The lines after the header, without empty ones.
    """

    where: str
    before: tuple[str, ...]
    columns: Columns
    delimiter: str
    lines: Sequence[str]

    def find(self, *names: str) -> int | None:
        """Return the first column that has one of some names; None where there is none.

        Parameters
        ----------
        *names : str
            Names as in `Column`, the best first.
        """
        return next((at for name in names for at, one in enumerate(self.columns) if one.name == name), None)

    def find_all(self, *names: str) -> tuple[int, ...] | None:
        """Return the columns of some names; None where one is missing.

        Parameters
        ----------
        *names : str
            Names as in `Column`.
        """
        found = [at for name in names if (at := self.find(name)) is not None]
        return tuple(found) if len(found) == len(names) else None

    def find_units(self, factor_of: Factor) -> tuple[tuple[int, ...], float] | None:
        """Return the first three columns of a quantity, told by their units, and what makes them ours.

        Parameters
        ----------
        factor_of : callable
            The factor of a unit, or None.
        """
        found = [(at, factor) for at, one in enumerate(self.columns) if (factor := factor_of(one.unit)) is not None]
        return (tuple(at for at, _ in found[:3]), found[0][1]) if len(found) >= 3 else None

    def numbers(self, columns: Sequence[int]) -> Floats:
        """Return some columns as numbers, NaN where a cell is blank, missing or no number.

        Parameters
        ----------
        columns : sequence of int
            Which, in the order wanted.
        """
        if not self.lines:
            return np.empty((0, len(columns)))
        try:
            return np.loadtxt(
                self.lines, delimiter=self.delimiter, usecols=columns, ndmin=2, comments=None, quotechar='"'
            )
        except ValueError:
            rows = [
                [_number(row[at], self.delimiter) if at < len(row) else np.nan for at in columns]
                for row in self._rows()
            ]
            return np.array(rows, dtype=np.float64)

    def texts(self, column: int) -> list[str]:
        """Return a column as text, empty where a line is too short.

        Parameters
        ----------
        column : int
            Which.
        """
        return [row[column].strip() if column < len(row) else "" for row in self._rows()]

    def _rows(self) -> list[list[str]]:
        try:
            return list(csv.reader(self.lines, delimiter=self.delimiter))
        except csv.Error as error:
            fault = "cannot be read as a table: a cell in it has no end, or is too long."
            raise SensorError(fault, where=self.where, next_step="Export the recording again.") from error


def parse_table(text: str, where: str, is_header: IsHeader) -> Table:
    """Read a table from its text.

    Parameters
    ----------
    text : str
        All of it.
    where : str
        Where it comes from, for errors.
    is_header : callable
        Whether a line's cells are the header that is looked for.

    Raises
    ------
    SensorError
        It has no such header.
    """
    lines = text.splitlines()
    for number, line in enumerate(lines[:_FIRST_LINES]):
        delimiter = _delimiter_of(line)
        columns = split_header(line, delimiter)
        if columns and is_header(columns):
            rows = [one for one in lines[number + 1 :] if one.strip()]
            return Table(where, tuple(lines[:number]), columns, delimiter, rows)
    fault = f"has no line that names the columns in its first {_FIRST_LINES}."
    raise SensorError(fault, where=where, next_step="Export the recording again, as the maker's software writes it.")


def has_header(head: str, is_header: IsHeader) -> bool:
    """Tell whether a file begins with a table of a kind.

    Parameters
    ----------
    head : str
        What it begins with.
    is_header : callable
        Whether a line's cells are the header that is looked for.
    """
    headers = (split_header(line, _delimiter_of(line)) for line in head.splitlines()[:_FIRST_LINES])
    return any(columns and is_header(columns) for columns in headers)


def split_header(line: str, delimiter: str) -> Columns:
    """Return the columns that a line names.

    Parameters
    ----------
    line : str
        The line.
    delimiter : str
        What parts its cells.

    Examples
    --------
    >>> split_header("Time (s),Mat[1][1]", ",")
    (Column(name='time', unit='s'), Column(name='mat_1_1', unit=''))
    """
    try:
        cells = next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:  # a file of something else, with zero bytes or endless lines
        return ()
    return tuple(_column(cell) for cell in cells)


def plain_name(text: str) -> str:
    """Return a name as columns are compared by: small letters, words parted by ``_``.

    Parameters
    ----------
    text : str
        The name.
    """
    return re.sub(r"[\W_]+", "_", text.lower()).strip("_")


def _column(cell: str) -> Column:
    match = None if _INDEX.search(cell) else _UNIT.match(cell)
    return Column(plain_name(match[1]), match[2].strip()) if match else Column(plain_name(cell), "")


def _delimiter_of(line: str) -> str:
    return max("\t;,", key=line.count) if any(mark in line for mark in "\t;,") else ","


def _number(cell: str, delimiter: str) -> float:
    try:
        return float(cell if delimiter == "," else cell.replace(",", "."))
    except ValueError:
        return np.nan
