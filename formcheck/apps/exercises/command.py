"""What ``formcheck exercises`` does: show the library in the terminal, check exercise and prescription files.

Parameters
----------
language : str or None
    The language of what is printed, ``en`` or ``es``; None for that of this computer.
as_json : bool
    Whether to print JSON, for programs, in place of text.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from formcheck.apps.exercises import page as exercise_page
from formcheck.computer import language_settings
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
from formcheck.printable import printable
from formcheck.words.catalogue import Words, exercise_words, words_for

_GAP = 2  # between two columns
_SCHEMAS = {"exercise": schemas.exercise_schema, "prescription": schemas.prescription_schema}


def list_library(*, language: str | None, as_json: bool) -> None:
    """Print the library."""
    words = words_for(language, language_settings())
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
    """Print an exercise, or a prescription with its own numbers.

    Parameters
    ----------
    exercise : str
        Id of an exercise of the library, or path of an exercise or prescription file.
    """
    words = words_for(language, language_settings())
    prescription = load_prescription(exercise)
    if as_json:
        _print_json(prescription_document(prescription))
        return
    console = Console()
    for part in exercise_page.page(words, prescription, console.width):
        console.print(part)


def check(files: Sequence[Path], *, language: str | None, as_json: bool) -> bool:
    """Print every fault of files, and return whether they have none.

    Parameters
    ----------
    files : sequence of Path
        Exercise or prescription files; one that cannot be read has that as its fault.
    """
    words = words_for(language, language_settings())
    found = {file: check_file(file) for file in files}
    if as_json:
        documents = [_faults_document(file, faults) for file, faults in found.items()]
        _print_json(documents[0] if len(files) == 1 else documents)
    else:
        for file, faults in found.items():
            _print_faults(words, file, faults)
    return not any(found.values())


def _faults_document(file: Path, faults: Sequence[Fault]) -> dict[str, object]:
    told = [{"key": fault.key, "found": fault.found, "allowed": fault.allowed} for fault in faults]
    return {"file": str(file), "faults": told}


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
    names = [(exercise.id, exercise_words(words, exercise).title) for exercise in exercises]
    facts = [(*exercise_page.words_of(words, exercise), exercise.evidence.grade) for exercise in exercises]
    headers = [words(f"library-{header}") for header in ("nerve", "kind", "moves", "grade")]
    room = width - sum(max(map(len, column)) + _GAP for column in zip(headers, *facts, strict=True)) - _GAP
    longest, longest_title = (max(map(len, column)) for column in zip(*names, strict=True))
    is_stacked = longest + _GAP + longest_title > room
    table = Table(box=None, header_style="bold", padding=(0, _GAP, 0, 0))
    for header in [words("library-name"), *([] if is_stacked else [words("library-title")]), *headers]:
        table.add_column(header, no_wrap=header != headers[0])
    for name, fact in zip(names, facts, strict=True):
        table.add_row(*([_stacked(*name, max(room, longest))] if is_stacked else name), *fact)
    return table


def _stacked(name: str, title: str, width: int) -> str:
    """Return a name with its title below, broken where the width is too little for it."""
    return "\n".join([name, *wrap(title, width, initial_indent="  ", subsequent_indent="  ")])


def _print_faults(words: Words, file: Path, faults: Sequence[Fault]) -> None:
    """Print every fault as a block of three lines: keys are too long for columns."""
    console = Console()
    count = words("check-count", count=len(faults))
    console.print(Text(printable(f"{file}: {count}"), style="bold" if faults else ""), soft_wrap=True)
    for fault in faults:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_row(words("check-found"), Text(printable(fault.found)))
        block.add_row(words("check-allowed"), Text(printable(fault.allowed)))
        console.print(Text(f"\n{printable(fault.key)}"), soft_wrap=True)
        console.print(Padding(block, (0, 0, 0, 2)))


def _print_json(document: object) -> None:
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
