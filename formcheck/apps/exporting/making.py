"""An order made: one file, which appears whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from formcheck.apps.exporting.agreed import agreed_here
from formcheck.apps.exporting.archive import write_archive
from formcheck.apps.exporting.films import write_films
from formcheck.apps.exporting.forms import Form
from formcheck.apps.exporting.movement import write_movement
from formcheck.apps.exporting.order import OF_THE_RECORD, Made, Order, file_name
from formcheck.apps.exporting.reading import Progress, chosen_visits, nobody_minds, read_course
from formcheck.kept import write_whole
from formcheck.outputs.fhir.bundle import fhir_json
from formcheck.outputs.record.comma_separated import FOR_DECIMAL_COMMA, FOR_PROGRAMS, csv_of
from formcheck.outputs.record.course import CourseReport, Maker
from formcheck.outputs.record.documents import json_of, packed
from formcheck.outputs.record.parquet import parquet_of
from formcheck.outputs.record.sheet import html_of, pdf_of
from formcheck.outputs.record.tables import tables_of
from formcheck.outputs.record.workbook import workbook_of
from formcheck.store.database import Database
from formcheck.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Source:
    """Where an order is made from, and by whom.

    Parameters
    ----------
    database : Database
        The store.
    words : Words
        The language.
    at : datetime
        When, with its zone.
    author : str
        Who asked for it.
    """

    database: Database
    words: Words
    at: datetime
    author: str


def make(order: Order, source: Source, folder: Path, progress: Progress = nobody_minds) -> Made:
    """Make what is ordered, as one file in a folder; whatever ends it early leaves nothing there.

    Parameters
    ----------
    order : Order
        What.
    source : Source
        From what.
    folder : Path
        Where.
    progress : callable
        Told how far it is; what it raises ends it.

    Raises
    ------
    FormcheckError
        There is no such person or visit, or a visit cannot be read: it is named.
    OSError
        The file cannot be written.
    """
    if order.form in OF_THE_RECORD:
        return _make_record(order, source, folder, progress)
    asked = None if order.form is Form.ARCHIVE else order.asked
    chosen = chosen_visits(source.database, order.person, asked, source.at.date())
    path = folder / file_name(order, chosen.person, (one.day for one in chosen.visits))
    if order.form is Form.ARCHIVE:
        return write_archive(order, chosen, source.database, source.words, path, progress)

    def page() -> str:
        return html_of(_course(order, source, nobody_minds), source.words)

    if order.form is Form.FILM:
        return write_films(order, chosen, source.database, source.words, page, path, progress)
    return write_movement(order, chosen, source.database, source.words, page, path, progress)


def _course(order: Order, source: Source, progress: Progress) -> CourseReport:
    maker = Maker("formcheck", version("formcheck"), source.at, source.author)
    notes = (agreed_here(source.database, source.words),)
    return read_course(source.database, order.person, order.asked, maker, notes, progress)


def _make_record(order: Order, source: Source, folder: Path, progress: Progress) -> Made:
    course = _course(order, source, progress)
    path = folder / file_name(order, course.person, (one.day for one in course.visits))
    write_whole(path, record_in(order, course, source.words))
    return Made(path)


def record_in(order: Order, course: CourseReport, words: Words) -> bytes:
    """Return a record in one of its forms.

    Parameters
    ----------
    order : Order
        Which form, and the choices.
    course : CourseReport
        The record.
    words : Words
        The language.
    """
    made_at = course.maker.made_at
    match order.form:
        case Form.PDF:
            made = pdf_of(course, words)
        case Form.HTML:
            made = html_of(course, words).encode()
        case Form.JSON:
            made = json_of(course)
        case Form.XLSX:
            made = workbook_of(tables_of(course, words), made_at)
        case Form.PARQUET:
            made = packed({f"{one.name}.parquet": parquet_of(one) for one in tables_of(course, words)}, made_at)
        case Form.FHIR:
            made = fhir_json(course, words, pdf_of(course, words))
        case _:
            dialect = FOR_DECIMAL_COMMA if order.has_decimal_comma else FOR_PROGRAMS
            made = packed({f"{one.name}.csv": csv_of(one, dialect) for one in tables_of(course, words)}, made_at)
    return made
