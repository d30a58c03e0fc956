"""What ``formcheck exercises`` does: show the library in the terminal, check exercise and prescription files."""

from __future__ import annotations

import json
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

_ROOM_FOR_TITLES = 112  # columns, for the library's longest words
_SCHEMAS = {"exercise": schemas.exercise_schema, "prescription": schemas.prescription_schema}


def list_library(*, as_json: bool) -> None:
    """Print the library."""
    exercises = [load_exercise(name) for name in exercise_ids()]
    if as_json:
        _print_json([_brief(exercise) for exercise in exercises])
        return
    console = Console()
    console.print(_library_table(exercises, console.width))
    console.print(f"Moves: the joint whose movement makes a repetition. Default: {DEFAULT_EXERCISE}.")
    console.print(f"Grade of the evidence: {exercise_page.GRADES}")
    console.print("[bold]formcheck exercises show NAME[/bold] explains one.")


def show(exercise: str, *, as_json: bool) -> None:
    """Print an exercise, or a prescription with its own numbers."""
    prescription = load_prescription(exercise)
    if as_json:
        _print_json(prescription_document(prescription))
        return
    console = Console()
    for part in exercise_page.page(prescription, console.width):
        console.print(part)


def check(file: Path, *, as_json: bool) -> bool:
    """Print every fault of a file, and return whether it has none."""
    faults = check_file(file)
    if as_json:
        found = [{"key": fault.key, "found": fault.found, "allowed": fault.allowed} for fault in faults]
        _print_json({"file": str(file), "faults": found})
    else:
        _print_faults(file, faults)
    return not faults


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


def _library_table(exercises: list[Exercise], width: int) -> Table:
    """Return the list; on a narrow terminal the title stands below the name."""
    stacked = width < _ROOM_FOR_TITLES
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    headers = ["Name", *([] if stacked else ["Title"]), "Nerve", "Kind", "Moves", "Grade"]
    for header in headers:
        table.add_column(header, no_wrap=True)
    for exercise in exercises:
        name = [f"{exercise.id}\n  {exercise.title}"] if stacked else [exercise.id, exercise.title]
        table.add_row(*name, *exercise_page.words_of(exercise), exercise.evidence.grade)
    return table


def _print_faults(file: Path, faults: tuple[Fault, ...]) -> None:
    """Print every fault as a block of three lines: keys are too long for columns."""
    console = Console()
    count = "1 fault" if len(faults) == 1 else f"{len(faults) or 'no'} faults"
    console.print(Text(f"{file}: {count}", style="bold" if faults else ""), soft_wrap=True)
    for fault in faults:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_row("found", Text(fault.found))
        block.add_row("allowed", Text(fault.allowed))
        console.print(Text(f"\n{fault.key}"), soft_wrap=True)
        console.print(Padding(block, (0, 0, 0, 2)))


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
