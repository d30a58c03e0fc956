"""``formcheck export --as``: a report or the data of a person in one file."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

from formcheck.apps import exits
from formcheck.apps.exporting.making import Source, make
from formcheck.apps.exporting.order import Order
from formcheck.apps.exporting.reading import nobody_minds
from formcheck.apps.progress import LiveBar
from formcheck.apps.store.opening import opened
from formcheck.apps.store.place import now, whoever
from formcheck.computer import language_settings
from formcheck.printable import printable
from formcheck.words.catalogue import words_for


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What a call of ``formcheck export --as`` asks for beside the order; see its options."""

    out: Path
    store: str | None
    language: str | None
    as_json: bool
    quiet: bool


class _Bar(LiveBar):
    """Shows how many visits are done, or pictures of a film."""

    def __init__(self, order: Order) -> None:
        super().__init__(Console(stderr=True), (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()))
        self._task = self._progress.add_task(escape(printable(f"{order.person}: {order.form}")), total=None)

    def move(self, done: int, of: int) -> None:
        """Move on."""
        self._progress.update(self._task, completed=done, total=of)


def run(order: Order, settings: FileOptions) -> int:
    """Make what is ordered, show where it is, and return the exit code.

    Parameters
    ----------
    order : Order
        What.
    settings : FileOptions
        The other options.

    Raises
    ------
    FormcheckError
        There is no such person or visit, or one cannot be read; nothing is left of the file then.
    """
    words = words_for(settings.language, language_settings())
    with opened(settings.store) as database, exits.files_minded(), exits.broken_off(lambda: words("broken-off")):
        source = Source(database, words, now(), whoever(None))
        with ExitStack() as stack:
            progress = nobody_minds if settings.quiet or settings.as_json else stack.enter_context(_Bar(order)).move
            made = make(order, source, settings.out.absolute(), progress)
    if settings.as_json:
        typer.echo(json.dumps({"file": str(made.path), "notes": list(made.notes)}, ensure_ascii=False))
    elif not settings.quiet:
        typer.echo(words("exporting-done", path=printable(str(made.path))))
    for note in made.notes:
        sys.stderr.write(f"formcheck: {printable(note)}\n")
    return exits.SUCCESS
