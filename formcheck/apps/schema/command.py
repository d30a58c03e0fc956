"""``formcheck schema``: JSON Schemas of the files that formcheck reads and writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

import typer

from formcheck.apps.batch.marks import mark_schema
from formcheck.exercise.schema import exercise_schema, prescription_schema
from formcheck.outputs.record.documents import course_schema
from formcheck.session.schema import record_schema, session_schema

SCHEMAS: Final[Mapping[str, Callable[[], dict[str, object]]]] = {
    "exercise": exercise_schema,
    "prescription": prescription_schema,
    "session": session_schema,
    "record": record_schema,
    "batch": mark_schema,
    "course": course_schema,
}
"""What has a schema, and what makes it."""


def run(name: str) -> None:
    """Print one schema.

    Parameters
    ----------
    name : str
        One of `SCHEMAS`.

    Raises
    ------
    typer.BadParameter
        There is no schema of that name.
    """
    if name not in SCHEMAS:
        raise typer.BadParameter(f"found '{name}', expected one of {', '.join(SCHEMAS)}", param_hint="NAME")
    typer.echo(json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False))
