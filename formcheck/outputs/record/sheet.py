"""The page of a record laid out: as a PDF of one page, and as a page for a browser that needs nothing but itself."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from formcheck.outputs.record.course import CourseReport
from formcheck.outputs.record.page import RecordPage, page_of
from formcheck.outputs.typeset import typeset
from formcheck.words.catalogue import Words

_OF_VISITS: Final = (0, 0, 0, 0, 0, 0, 0, 1)
_OF_REPETITIONS: Final = (0, 0, 0, 0, 0, 0, 1)
"""How wide the columns are: 0 as wide as what stands there, else shares of what is left."""


def pdf_of(course: CourseReport, words: Words) -> bytes:
    """Return a record as a PDF of one page, tagged to be read aloud; the same record gives the same bytes.

    Parameters
    ----------
    course : CourseReport
        The record; of one visit at least.
    words : Words
        The language.
    """
    page = page_of(course, words)
    data = asdict(page) | {
        "language": words.language,
        "figures": [{"title": one.title, "told": one.told, "file": f"{one.name}.svg"} for one in page.figures],
        "key": _key(course, words),
        "widths": _OF_REPETITIONS if course.is_of_one_visit else _OF_VISITS,
        "prescribed_title": words("record-prescribed"),
        "trust_title": words("record-trust"),
    }
    pictures = {f"{one.name}.svg": one.svg.encode() for one in page.figures}
    return typeset("record.typ", data, course.maker.made_at, pictures)


def html_of(course: CourseReport, words: Words) -> str:
    """Return a record as a page for a browser, whole in one file: no script, and nothing is fetched.

    Parameters
    ----------
    course : CourseReport
        The record; of one visit at least.
    words : Words
        The language.
    """
    page: RecordPage = page_of(course, words)
    style = (files("formcheck.outputs") / "templates" / "record.css").read_text(encoding="utf-8")
    template = _templates().get_template("record.html.jinja")
    return template.render(page=page, key=_key(course, words), style=style, t=words, language=words.language) + "\n"


def _key(course: CourseReport, words: Words) -> str:
    return words("record-chart-key-visit" if course.is_of_one_visit else "record-chart-key")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("formcheck.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
