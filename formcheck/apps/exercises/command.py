"""What ``formcheck exercises`` does: show the library in the terminal, check exercise and prescription files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from formcheck.apps.exercises import page as exercise_page
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.errors import Fault
from formcheck.exercise import schema as schemas
from formcheck.exercise.definition import Exercise
from formcheck.exercise.loader import (
    check_file,
    exercise_ids,
    load_exercise,
    load_prescription,
    prescription_document,
)
from formcheck.words.catalogue import Words, exercise_words, words_for

_ROOM_FOR_TITLES = 112  # columns, for the library's longest words
_SCHEMAS = {"exercise": schemas.exercise_schema, "prescription": schemas.prescription_schema}


def list_library(*, language: str | None, as_json: bool) -> None:
    """Print the library."""
    words = words_for(language, os.environ)
    exercises = [load_exercise(name) for name in exercise_ids()]
    if as_json:
        _print_json([_brief(exercise) for exercise in exercises])
        return
    console = Console()
    console.print(_library_table(words, exercises, console.width))
    console.print(words("library-about-moves", exercise=DEFAULT_EXERCISE))
    console.print(words("library-about-grades", grades=words("library-grades")))
    console.print(words("library-explain", command="[bold]formcheck exercises show NAME[/bold]"))


def show(exercise: str, *, language: str | None, as_json: bool) -> None:
    """Print an exercise, or a prescription with its own numbers."""
    words = words_for(language, os.environ)
    prescription = load_prescription(exercise)
    if as_json:
        _print_json(prescription_document(prescription))
        return
    console = Console()
    for part in exercise_page.page(words, prescription, console.width):
        console.print(part)


def check(file: Path, *, language: str | None, as_json: bool) -> bool:
    """Print every fault of a file, and return whether it has none."""
    words = words_for(language, os.environ)
    faults = check_file(file)
    if as_json:
        found = [{"key": fault.key, "found": fault.found, "allowed": fault.allowed} for fault in faults]
        _print_json({"file": str(file), "faults": found})
    else:
        _print_faults(words, file, faults)
    return not faults


def print_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file."""
    if kind not in _SCHEMAS:
        raise typer.BadParameter(f"{kind!r} is neither {' nor '.join(_SCHEMAS)}", param_hint="KIND")
    _print_json(_SCHEMAS[kind]())


def _brief(exercise: Exercise) -> dict[str, object]:
    """Return what the list says of an exercise."""
    return {
        "id": exercise.id,
        "title": exercise.title,
        "summary": exercise.summary,
        "nerve": exercise.nerve.value,
        "kind": exercise.kind.value,
        "driver": exercise.driver.value,
        "evidence_grade": exercise.evidence.grade,
        "default": exercise.id == DEFAULT_EXERCISE,
    }


def _library_table(words: Words, exercises: list[Exercise], width: int) -> Table:
    """Return the list; on a narrow terminal the title stands below the name."""
    stacked = width < _ROOM_FOR_TITLES
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for header in ("name", *(() if stacked else ("title",)), "nerve", "kind", "moves", "grade"):
        table.add_column(words(f"library-{header}"), no_wrap=True)
    for exercise in exercises:
        title = exercise_words(words, exercise).title
        name = [f"{exercise.id}\n  {title}"] if stacked else [exercise.id, title]
        table.add_row(*name, *exercise_page.words_of(words, exercise), exercise.evidence.grade)
    return table


def _print_faults(words: Words, file: Path, faults: tuple[Fault, ...]) -> None:
    """Print every fault as a block of three lines: keys are too long for columns."""
    console = Console()
    count = words("check-count", count=len(faults))
    console.print(Text(f"{file}: {count}", style="bold" if faults else ""), soft_wrap=True)
    for fault in faults:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_row(words("check-found"), Text(fault.found))
        block.add_row(words("check-allowed"), Text(fault.allowed))
        console.print(Text(f"\n{fault.key}"), soft_wrap=True)
        console.print(Padding(block, (0, 0, 0, 2)))


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
