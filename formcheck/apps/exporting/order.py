"""What somebody orders: which form, of whom, of which visits, and with which choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from formcheck.apps.exporting.asked import Asked
from formcheck.apps.exporting.forms import Form
from formcheck.apps.naming import portable_name
from formcheck.outputs.markers import USUAL_HEIGHT_M

_ENDINGS: Final = {
    Form.PDF: "record.pdf",
    Form.HTML: "record.html",
    Form.CSV: "tables-csv.zip",
    Form.XLSX: "tables.xlsx",
    Form.JSON: "course.json",
    Form.PARQUET: "tables-parquet.zip",
    Form.FHIR: "fhir-r4.json",
    Form.MOT: "angles-mot.zip",
    Form.TRC: "markers-trc.zip",
    Form.FILM: "overlay.zip",
    Form.ARCHIVE: "everything.zip",
}

OF_THE_RECORD: Final = frozenset({Form.PDF, Form.HTML, Form.CSV, Form.XLSX, Form.JSON, Form.PARQUET, Form.FHIR})
"""Forms of what is known; the others are made of what was recorded."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Parameters
    ----------
    form : Form
        In what.
    person : str
        The pseudonym.
    asked : Asked
        Which visits.
    has_decimal_comma : bool
        Of CSV: whether it is for a spreadsheet in a country with a decimal comma.
    height_m : float
        Of markers: how tall the person is taken to be.
    shows_faces : bool
        Of the film: whether the face is shown.
    has_films : bool
        Of everything: whether the films are in it, where they are.
    """

    form: Form
    person: str
    asked: Asked = field(default_factory=Asked)
    has_decimal_comma: bool = False
    height_m: float = USUAL_HEIGHT_M
    shows_faces: bool = False
    has_films: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What was made.

    Parameters
    ----------
    path : Path
        The file.
    notes : tuple of str
        What is not in it, and why; a sentence each.
    """

    path: Path
    notes: tuple[str, ...] = ()


def file_name(order: Order, person: str, days: Iterable[date | None]) -> str:
    """Return the name of a file: the pseudonym and the days, and nothing else of the person.

    Parameters
    ----------
    order : Order
        What is made.
    person : str
        The pseudonym as the store has it.
    days : iterable of date or None
        The days of the visits in it.
    """
    known = sorted({day for day in days if day is not None})
    ends = [str(day) for day in dict.fromkeys((known[0], known[-1]))] if known else []
    return portable_name("_".join((person, *ends, _ENDINGS[order.form])))
