"""Tables of a record, read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

import jsonschema
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from formcheck.outputs.record.comma_separated import FOR_DECIMAL_COMMA, csv_of
from formcheck.outputs.record.course import CourseReport
from formcheck.outputs.record.documents import course_schema, json_of, packed
from formcheck.outputs.record.parquet import parquet_of
from formcheck.outputs.record.tables import Table, tables_of
from formcheck.outputs.record.workbook import workbook_of
from formcheck.words.catalogue import Words
from tests.support.courses import HOSTILE, MADE_AT, corrected_visit, course, visit

WORDS = Words("en")


def tables(of: CourseReport) -> dict[str, Table]:
    return {one.name: one for one in tables_of(of, WORDS)}


def rows(table: Table) -> list[dict[str, str]]:
    """Return the rows as a program reads them from CSV."""
    return list(csv.DictReader(io.StringIO(csv_of(table).decode(), newline="")))


def test_machine_and_clinician_are_two_columns_and_what_was_not_seen_is_apart() -> None:
    found = rows(tables(course([corrected_visit()]))["repetitions"])
    told = [(one["verdict_machine"], one["verdict_clinician"], one["verdict_holding"], one["is_seen"]) for one in found]
    assert told == [
        ("good", "", "good", "true"),
        ("rushed", "good", "good", "true"),
        ("not_measurable", "", "not_measurable", "false"),
        ("incomplete_range", "not_a_repetition", "not_a_repetition", ""),
    ]
    assert (found[1]["clinician"], found[1]["because"], found[1]["reason"]) == ("jm", "camera", "the foot was hidden")
    assert found[2]["knee_at_peak_deg"] == ""  # not seen is no 0
    assert (found[0]["knee_at_peak_deg"], found[0]["knee_at_peak_se_deg"]) == ("10", "6")


def test_visits_have_the_counts_of_both() -> None:
    (one,) = rows(tables(course([corrected_visit()]))["visits"])
    machine = [one[f"{name}_machine"] for name in ("attempts", "judged", "good", "not_seen")]
    both = [one[f"{name}_with_corrections"] for name in ("attempts", "judged", "good", "not_seen")]
    assert (machine, both) == (["4", "3", "1", "1"], ["3", "2", "2", "1"])
    assert one["pain_during"] == ""
    assert one["view_angle_deg"] == "5"


def test_corrections_are_all_there_with_those_that_were_taken_back() -> None:
    found = rows(tables(course([corrected_visit()]))["corrections"])
    assert [(one["kind"], one["is_taken_back"]) for one in found] == [
        ("overruled", "false"),
        ("struck", "false"),
        ("commented", "false"),
        ("commented", "true"),
    ]


def test_what_the_numbers_rest_on_is_told() -> None:
    about = [(one["what"], one["value"]) for one in rows(tables(course([corrected_visit()]))["about"])]
    assert ("measured_by", f"formcheck 0.2.0, litert 2.3.0, heavy (sha256 {('ab' * 32)[:12]})") in about
    assert any(what == "exercise" and value.startswith("tibial-slider-seated (sha256 ") for what, value in about)
    assert any(what == "prescription" and "10 x 2, 2 a day" in value for what, value in about)
    assert sum(what == "how_far_to_trust" for what, _ in about) >= 5


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    for dialect in (None, FOR_DECIMAL_COMMA):
        table = tables(course([corrected_visit(text)]))["corrections"]
        content = (csv_of(table) if dialect is None else csv_of(table, dialect)).decode("utf-8-sig")
        found = csv.DictReader(io.StringIO(content, newline=""), delimiter="," if dialect is None else ";")
        told = next(found)["text"]
        assert told.removeprefix("'") == text
        assert not told.startswith(("=", "+", "-", "@", "\t"))


def test_for_a_decimal_comma_numbers_have_one_and_texts_stay() -> None:
    content = csv_of(tables(course([visit(knee=20.5)]))["visits"], FOR_DECIMAL_COMMA)
    assert content.startswith(b"\xef\xbb\xbf")
    (one,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert one["knee_flexion_at_end_deg"] == "20,5"
    assert one["began_at"] == "2026-11-03T14:05:00+00:00"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_spreadsheet_holds_texts_and_numbers_and_no_formula(text: str) -> None:
    book = load_workbook(io.BytesIO(workbook_of(tables_of(course([corrected_visit(text)]), WORDS), MADE_AT)))
    assert book.sheetnames == ["visits", "repetitions", "corrections", "about"]
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink]
    sheet = book["corrections"]
    column = [cell.value for cell in sheet[1]].index("text")
    assert sheet[2][column].value == text
    visits = book["visits"]
    heads = [cell.value for cell in visits[1]]
    assert visits[2][heads.index("knee_flexion_at_end_deg")].value == 20.0
    assert visits[2][heads.index("pain_during")].value is None


def test_parquet_is_typed_and_what_is_not_known_is_null() -> None:
    of = tables(course([corrected_visit()]))
    found = pq.read_table(io.BytesIO(parquet_of(of["repetitions"]))).to_pylist()
    assert [one["verdict_machine"] for one in found] == ["good", "rushed", "not_measurable", "incomplete_range"]
    assert [one["knee_at_peak_deg"] for one in found] == [10.0, 14.0, None, 30.0]
    (one,) = pq.read_table(io.BytesIO(parquet_of(of["visits"]))).to_pylist()
    assert one["day"] == date(2026, 11, 3)
    assert one["pain_after"] == 1


def test_an_empty_table_has_its_columns() -> None:
    table = tables(course([visit()]))["corrections"]
    assert pq.read_table(io.BytesIO(parquet_of(table))).column_names == [name for name, _ in table.columns]


def test_json_is_as_its_schema_says() -> None:
    told = json.loads(json_of(course([corrected_visit()])))
    jsonschema.validate(told, course_schema())
    second = told["visits"][0]["sessions"][0]["movements"][1]
    assert (second["machine"]["verdict"], second["said"]["verdict"], second["holds"]) == ("rushed", "good", "good")


def test_the_same_record_gives_the_same_bytes() -> None:
    of = course([corrected_visit()])
    assert workbook_of(tables_of(of, WORDS), MADE_AT) == workbook_of(tables_of(of, WORDS), MADE_AT)
    files = {one.name: parquet_of(one) for one in tables_of(of, WORDS)}
    assert packed(files, MADE_AT) == packed(files, MADE_AT)
    assert zipfile.ZipFile(io.BytesIO(packed(files, MADE_AT))).namelist() == list(files)
