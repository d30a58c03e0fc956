"""A prescription as the file that ``formcheck live --prescription`` reads: what differs from its exercise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import tomlkit
from tomlkit.items import Table

from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.overlay import faithful_overlay
from formcheck.exercise.tables import Document
from formcheck.printable import printable
from formcheck.words.catalogue import Words, exercise_words

_TABLES: Final = ("personal", "dose", "tempo", "phases", "posture", "clear")


def write_prescription(words: Words, prescription: Prescription, head: Sequence[str] = ()) -> str:
    """Return a prescription as TOML; `formcheck.exercise.loader.load_prescription` gives the same one again.

    Parameters
    ----------
    words : Words
        In which language it explains itself.
    prescription : Prescription
        Of an exercise of the library.
    head : sequence of str
        Lines that stand at its top, such as who gave it and when.

    Raises
    ------
    ExerciseError
        The library has no such exercise.
    InputError
        The exercise has become another one since it was prescribed.
    """
    base = load_exercise(prescription.exercise.id)
    said = faithful_overlay(prescription, base)
    document = tomlkit.document()
    for line in (*head, words("file-about"), words("file-check")):
        document.add(tomlkit.comment(printable(" ".join(line.split()))))
    document.add(tomlkit.nl())
    for key, value in said.items():
        if key not in _TABLES:
            item = tomlkit.item(value)
            document.add(key, item.comment(exercise_words(words, base).title) if key == "exercise" else item)
    for key in _TABLES:
        if key in said:
            table = _table(said[key])
            if key != "phases":
                table.comment(words(f"file-{key}"))
            document.add(tomlkit.nl())
            document.add(key, table)
    return tomlkit.dumps(document)


def _table(told: object) -> Table:
    assert isinstance(told, dict)
    names = [name for name, value in told.items() if isinstance(value, dict) and not _is_window(value)]
    table = tomlkit.table(is_super_table=len(names) == len(told))
    for name, value in told.items():
        table.add(name, _table(value) if name in names else tomlkit.item(_inline(value)))
    return table


def _inline(value: object) -> object:
    if not isinstance(value, dict):
        return _short(value)
    window = tomlkit.inline_table()
    window.update({name: _short(edge) for name, edge in value.items()})
    return window


def _short(value: object) -> object:
    """Return a whole number without a point, as people write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_window(told: Document) -> bool:
    return told.keys() == {"min", "max"}
