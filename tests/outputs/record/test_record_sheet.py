"""The page for the record: one, whatever is in it; what people wrote is text; nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from typing import get_args

import pypdfium2
import pytest

from formcheck.events import Verdict
from formcheck.outputs.record.course import CorrectionEntry, CourseReport
from formcheck.outputs.record.figures import figures_of
from formcheck.outputs.record.page import page_of
from formcheck.outputs.record.sheet import html_of, pdf_of
from formcheck.session.corrections import Correction
from formcheck.words.catalogue import Words
from formcheck.words.figures import MISSING
from formcheck.words.language import LANGUAGES
from tests.support.courses import HOSTILE, MADE_AT, corrected_visit, course, movement, repetition, session, visit

MARKED = "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"

every_language = pytest.mark.parametrize("language", LANGUAGES)


def read(content: bytes) -> tuple[int, str]:
    """Return how many pages a PDF has, and what stands on the first, in one line."""
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    return len(document), " ".join(text.split())


def long_visit(count: int) -> CourseReport:
    found = [movement(repetition(number + 1, Verdict.GOOD, 10.0 + number % 7)) for number in range(count)]
    return course([visit(0, [session(found)])], one=True)


@every_language
@pytest.mark.parametrize("count", [1, 12, 13, 200])
def test_a_course_is_one_page_however_many_visits(count: int, language: str) -> None:
    of = course([visit(number, [session([])], knee=30.0 - number / 10) for number in range(count)])
    pages, text = read(pdf_of(of, Words(language)))
    assert pages == 1
    assert "anna-04" in text
    assert page_of(of, Words(language)).trust[-1][:20] in text


@every_language
@pytest.mark.parametrize("count", [1, 20, 300])
def test_a_visit_is_one_page_however_many_repetitions(count: int, language: str) -> None:
    pages, _ = read(pdf_of(long_visit(count), Words(language)))
    assert pages == 1


def test_the_counts_are_those_of_all_visits() -> None:
    of = course([visit(number) for number in range(3)])
    page = page_of(of, Words("en"))
    assert [one.short for one in page.answers] == ["3 of 6 visits", "21 of 27 good", "Knee 20° → 20°", "3 → 1 of 10"]
    assert page.answers[1].more[0] == "3 not seen"
    _, text = read(pdf_of(of, Words("en")))
    assert "21 of 27 good" in text


def test_a_change_beyond_noise_is_told_against_the_persons_own_start() -> None:
    of = course([visit(number, knee=knee) for number, knee in enumerate((30.0, 32.0, 28.0, 21.0))])
    answer = page_of(of, Words("en")).answers[2]
    assert (answer.short, answer.more[0]) == ("Knee 30° → 21°", "further, beyond noise")


def test_a_visit_shows_machine_and_clinician_side_by_side() -> None:
    page = page_of(course([corrected_visit()], one=True), Words("en"))
    assert [row[1:3] for row in page.rows] == [
        ("good 0.90", ""),
        ("rushed 0.90", "good"),
        ("not measurable 0.90", ""),
        ("incomplete range 0.90", "not a repetition"),
    ]
    assert page.rows[2][3] == MISSING  # not seen is no 0
    assert page.corrections[-1] == "One was taken back since."
    assert page.answers[1].short == "2 of 2 good"
    assert page.answers[1].more[0] == "1 not seen"
    assert page.answers[1].more[1].endswith("corrections; the machine: 1 of 3")


@every_language
def test_each_kind_of_correction_has_words(language: str) -> None:
    union, _ = get_args(Correction)
    for number, kind in enumerate(get_args(union), 1):
        (name,) = (field.default for field in fields(kind) if field.name == "correction")
        said = CorrectionEntry(number, MADE_AT, "jm", str(name))
        page = page_of(course([visit(0, [session([], [said])])]), Words(language))
        assert len(page.corrections) == (name != "undone")  # to take something back is no line of its own


def test_sessions_looked_through_whole_are_one_line_and_no_correction() -> None:
    said = [CorrectionEntry(number, MADE_AT, "jm", "looked_through") for number in (1, 2)]
    comment = CorrectionEntry(3, MADE_AT, "jm", "commented", "Sits further back.")
    visits = [visit(0, [session([], said[:1])]), visit(1, [session([], [*said[1:], comment])])]
    page = page_of(course(visits), Words("en"))
    assert page.corrections[0] == "2 sessions were looked through whole: what nobody changed is right."
    assert len(page.corrections) == 2
    assert page.corrections_title == "What clinicians said (1)"
    assert page.answers[1].more[-1].endswith("nothing corrected")


def test_it_says_program_model_exercise_and_how_far_to_trust_it() -> None:
    of = replace(course([corrected_visit()]), notes=("Here the machine agreed in 41 of 50.",))
    page = page_of(of, Words("en"))
    assert page.foot[0] == "formcheck 0.2.0"
    assert "heavy (sha256 abababababab)" in page.foot[1]
    assert page.foot[2].startswith("tibial-slider-seated (sha256 ")
    assert page.trust[-1] == "Here the machine agreed in 41 of 50."
    assert page.trust[1].startswith("1 of 4 repetitions (25 %) could not be seen")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_wrote_is_text_and_nothing_else(text: str) -> None:
    for one in (True, False):
        of = course([corrected_visit(text)], one=one)
        pages, shown = read(pdf_of(of, Words("en")))
        assert pages == 1
        assert "root:" not in shown
        page = html_of(of, Words("en"))
        looked = Fetched()
        looked.feed(page)
        assert not looked.found
    if text.startswith("#image"):
        assert '#image("/etc/passwd")' in read(pdf_of(course([corrected_visit(text)]), Words("en")))[1]


def test_letters_that_the_font_has_not_are_marked_in_the_pdf() -> None:
    pages, shown = read(pdf_of(course([corrected_visit("Well \x00\x1b\U0001f44d\u5f88 done")], one=True), Words("en")))
    assert pages == 1
    assert f"{MARKED} done" in shown


class Fetched(HTMLParser):
    """Finds whatever a page would fetch, and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what refers to something else."""
        if tag in {"script", "iframe", "object", "embed", "base", "form"}:
            self.found.append(tag)
        links = [value or "" for name, value in attrs if name in {"src", "href", "action", "poster", "xlink:href"}]
        self.found += [link for link in links if link != "data:,"]


@every_language
def test_the_page_for_a_browser_needs_nothing_but_itself(language: str) -> None:
    page = html_of(course([corrected_visit(), visit(1)]), Words(language))
    looked = Fetched()
    looked.feed(page)
    assert not looked.found
    assert not re.search(r"url\(|@import", page)
    assert f'<html lang="{language}">' in page


@every_language
def test_it_can_be_read_aloud(language: str) -> None:
    content = pdf_of(course([visit(number) for number in range(5)]), Words(language))
    assert b"pdfuaid:part" in content
    assert f"/Lang ({language})".encode() in content or b"/Lang" in content


def test_the_same_record_gives_the_same_page() -> None:
    of = course([corrected_visit()])
    assert pdf_of(of, Words("en")) == pdf_of(of, Words("en"))


def test_it_holds_no_more_than_the_pseudonym() -> None:
    of = course([visit()], person="ana ñ-04")
    assert "ana ñ-04" in read(pdf_of(of, Words("es")))[1]


def test_what_was_not_asked_or_measured_is_a_gap_in_the_line() -> None:
    visits = [visit(number) for number in range(4)]
    visits[2] = replace(visits[2], pain_after=None, knee=None)
    svgs = {one.name: one.svg for one in figures_of(course(visits), Words("en"))}
    for name in ("pain", "knee"):
        assert svgs[name].count("<polyline") == 1  # of the first two; the fourth stands alone
    assert svgs["ankle"].count("<polyline") == 1


def test_another_model_begins_a_line_of_its_own() -> None:
    visits = [replace(visit(number), instrument="heavy" if number < 2 else "full") for number in range(4)]
    (knee,) = [one for one in figures_of(course(visits), Words("en")) if one.name == "knee"]
    assert knee.svg.count("<polyline") == 2
