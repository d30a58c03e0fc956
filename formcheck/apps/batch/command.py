"""``formcheck batch``: progress, the table at the end, failures with their reasons, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.batch.keeping import Keeping
from formcheck.apps.batch.marks import ResultMark
from formcheck.apps.batch.progress import BatchBar
from formcheck.apps.batch.run import Batch, batch
from formcheck.apps.progress import quiet_libraries
from formcheck.apps.sensors.command import to_places
from formcheck.apps.store.keeps import keeping_for
from formcheck.computer import language_settings
from formcheck.printable import printable, printable_lines
from formcheck.samples import Side
from formcheck.sources.viewing import Viewing
from formcheck.words.catalogue import Words, words_for


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What a call of ``formcheck batch`` asks for; see its options."""

    exercise: str
    prescription: Path | None
    side: Side | None
    calibration: Path | None
    places: Sequence[str]
    model: str
    estimator: str
    viewing: Viewing
    overlay: bool
    faces: bool
    out: Path
    jobs: int | None
    scheduler: str | None
    retry: bool
    language: str | None
    as_json: bool
    quiet: bool
    person: str | None
    store: str | None


def run(given: Path, settings: BatchOptions) -> int:
    """Review the recordings, show what became of them, and return the exit code.

    Parameters
    ----------
    given : Path
        A folder, searched with all folders in it, or a list.
    settings : BatchOptions
        The other options. The table goes to standard output, failures with their reasons to standard error.

    Raises
    ------
    FormcheckError
        The batch as a whole cannot be done, as told of `batch`; a full disk, or a folder that may not be used, is an
        InputError. What fails a single recording is in the exit code.
    """
    words = words_for(settings.language, language_settings())
    kept = keeping_for(settings.person, settings.store)
    with exits.files_minded(), exits.broken_off(lambda: words("batch-broken-off")), kept as keeper:
        keeping = None if keeper is None else Keeping(keeper)
        result = _batch(words, given, settings, keeping)
    _show(words, result, settings)
    unkept = [] if keeping is None else keeping.codes
    if keeper is not None and not (unkept or settings.quiet or settings.as_json):
        typer.echo(words("store-kept", person=keeper.person, path=printable(keeper.place)))
    for mark in result.failed.values():
        sys.stderr.write(f"formcheck: {printable_lines(mark.reason)}\n")
    for folder in result.damaged:
        sys.stderr.write(f"formcheck: {words('batch-damaged', folder=printable(str(result.out / folder)))}\n")
    codes = [mark.code for mark in result.failed.values()]
    return exits.worst([*unkept, *codes, *([exits.BAD_INPUT] if result.damaged else [])])


def _batch(words: Words, given: Path, settings: BatchOptions, keeping: Keeping | None) -> Batch:
    is_silent = settings.quiet or settings.as_json
    with quiet_libraries(is_quiet="--debug" not in sys.argv) as console, ExitStack() as stack:
        is_watched = console.is_interactive and not is_silent
        watcher = stack.enter_context(BatchBar(console, words)) if is_watched else None
        return batch(
            given,
            settings.exercise,
            prescription=settings.prescription,
            side=settings.side,
            calibration=settings.calibration,
            places=to_places(settings.places),
            model=settings.model,
            estimator=settings.estimator,
            viewing=settings.viewing,
            overlay=settings.overlay,
            faces=settings.faces,
            out=settings.out,
            jobs=settings.jobs,
            scheduler=settings.scheduler,
            retry=settings.retry,
            language=words.language,
            watcher=watcher,
            done=None if keeping is None else keeping.keep,
        )


def _show(words: Words, result: Batch, settings: BatchOptions) -> None:
    if settings.as_json:
        typer.echo(json.dumps(document(result), ensure_ascii=False, allow_nan=False))
    elif not settings.quiet:
        Console().print(_table(words, result), "")
        typer.echo(words("batch-table", path=printable(str(settings.out / result.table.name))))
        typer.echo(words("batch-recordings", path=printable(str(settings.out / result.recordings.name))))


def document(result: Batch) -> dict[str, object]:
    """Return what a batch did as a document for programs.

    Parameters
    ----------
    result : Batch
        What it did.

    Returns
    -------
    dict
        Fit for JSON: paths as text, every recording as an object.
    """
    return {
        "out": str(result.out),
        "table": str(result.table),
        "recordings": str(result.recordings),
        "repetitions": result.repetitions,
        "done": _listed(result.done),
        "skipped": _listed(result.skipped),
        "failed": [
            {**_named(mark), "folder": folder, "code": mark.code, "reason": mark.reason}
            for folder, mark in result.failed.items()
        ],
        "damaged": list(result.damaged),
    }


def _listed(marks: Mapping[str, ResultMark]) -> list[dict[str, object]]:
    return [
        {**_named(mark), "folder": folder, "frames": mark.frames, "seconds": mark.seconds}
        for folder, mark in marks.items()
    ]


def _named(mark: ResultMark) -> dict[str, object]:
    return {"video": mark.stamp.video, "sensors": list(mark.stamp.sensors)}


def _table(words: Words, result: Batch) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    table.add_row(str(len(result.done)), words("batch-done"), style="green" if result.done else None)
    table.add_row(str(len(result.skipped)), words("batch-skipped"))
    table.add_row(str(len(result.failed)), words("batch-failed"), style="yellow" if result.failed else None)
    table.add_row(str(result.repetitions), words("batch-repetitions"))
    return table
