"""A record as JSON, whole, with a schema; and several files as one, packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter

from formcheck.outputs.record.course import CourseReport
from formcheck.session.schema import DIALECT, Schema

_COURSE: Final = TypeAdapter(CourseReport)


def json_of(course: CourseReport) -> bytes:
    """Return a record as JSON in UTF-8; what is not known is null.

    Parameters
    ----------
    course : CourseReport
        The record.
    """
    return _COURSE.dump_json(course, indent=1) + b"\n"


def course_schema() -> Schema:
    """Return the JSON Schema of what `json_of` gives."""
    return {"$schema": DIALECT, **_COURSE.json_schema(mode="serialization"), "title": "formcheck course"}


def packed(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    """Return several files as one, a ZIP; the same files at the same time give the same bytes.

    Parameters
    ----------
    files : mapping of str to bytes
        Each by its name.
    made_at : datetime
        When it is made.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, held in files.items():
            pack.writestr(zipfile.ZipInfo(name, made_at.timetuple()[:6]), held, zipfile.ZIP_DEFLATED)
    return content.getvalue()
