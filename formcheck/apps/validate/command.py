"""``formcheck validate``: progress, tables, files, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typer
from rich.console import Console

from formcheck.apps import exits
from formcheck.apps.progress import quiet_libraries
from formcheck.apps.store.corrected import write_folder
from formcheck.apps.store.opening import opened
from formcheck.apps.validate.progress import ProgressDisplay
from formcheck.apps.validate.sensors import validate_simulated
from formcheck.apps.validate.validate import validate
from formcheck.computer import language_settings
from formcheck.errors import InputError
from formcheck.kept import write_whole
from formcheck.printable import printable, printable_lines
from formcheck.validation.pages import tables, wording
from formcheck.validation.pages.document import document, dump, dump_set_ups
from formcheck.validation.pages.page import render_document, render_page, render_sensors
from formcheck.validation.pages.sensors import set_up_word
from formcheck.validation.results import Validation
from formcheck.validation.runs import Failure
from formcheck.validation.simulated.setups import SETUPS
from formcheck.validation.targets import Target
from formcheck.validation.truth.corrected import CORRECTED
from formcheck.validation.truth.folder import FolderKind, recognise
from formcheck.words.catalogue import Words, words_for

_SENSORS: Final = "sensors"
_TABLE_WIDTH: Final = 120
"""A table of eleven columns says nothing in less."""


@dataclass(frozen=True, slots=True)
class ValidateOptions:
    """What a call of ``formcheck validate`` asks for; see its options."""

    model: str
    estimator: str
    jobs: int | None
    out: Path
    records: Path | None
    negatives: tuple[Path, ...]
    document: Path | None
    check: bool
    only: tuple[str, ...]
    rate: str | None
    simulate: str | None
    language: str | None
    as_json: bool
    quiet: bool


def run(folder: Path, settings: ValidateOptions) -> int:
    """Validate, show and write the result, and return the exit code.

    Parameters
    ----------
    folder : Path
        Folder of clips with a known answer, as told of `validate`.
    settings : ValidateOptions
        The other options. ``validation.json`` and ``validation.html`` are written into `out`, and the page for the docs
        to `document`, where that is not None; clips that failed and, with `check`, figures that were missed are told on
        standard error.

    Raises
    ------
    FormcheckError
        Nothing can be validated, as told of `validate`; files that cannot be written are an InputError.
    """
    words = words_for(settings.language, language_settings())
    if settings.simulate is not None:
        return _run_simulated(words, folder, settings)
    with exits.files_minded(), exits.broken_off(lambda: words("validate-broken-off")):
        result = _validate(words, folder, settings)
        _write(words, result, settings)
    if result.unknown:
        sys.stderr.write(f"formcheck: {words('validate-unknown', files=printable(', '.join(result.unknown)))}\n")
    _show(words, result, settings)
    missed = [_complaint(words, target) for target in result.missed] if settings.check else []
    return _end(words, result.failures, missed)


def run_corrections(folder: Path | None, store: str | None, settings: ValidateOptions) -> int:
    """Hold the engine against what clinicians said, and return the exit code.

    Parameters
    ----------
    folder : Path or None
        As ``formcheck corrections`` makes it; None for the sessions of the store.
    store : str or None
        The store, as given.
    settings : ValidateOptions
        The other options, as of `run`.

    Raises
    ------
    FormcheckError
        As of `run`; or the folder or the store holds no such sessions.
    """
    if settings.rate is not None or settings.negatives or settings.records is not None or settings.simulate is not None:
        told = "is of body points that are kept: it needs no --rate, --negatives, --records or --simulate"
        raise typer.BadParameter(told, param_hint="--corrections")
    if folder is not None:
        if recognise(folder) is not FolderKind.CORRECTED:
            raise InputError(
                f"holds no {CORRECTED}.",
                where=str(folder),
                next_step="Make one with: formcheck corrections --out FOLDER",
            )
        return run(folder, settings)
    with TemporaryDirectory(prefix="formcheck-") as room:
        made = Path(room) / "store"
        with opened(store) as database, exits.files_minded():
            write_folder(database, made)
        return run(made, settings)


def _end(words: Words, failures: Sequence[Failure], missed: Sequence[str]) -> int:
    """Tell what failed and what was missed, and return the exit code."""
    for failure in failures:
        sys.stderr.write(f"formcheck: {printable_lines(failure.reason)}\n")
    for complaint in missed:
        sys.stderr.write(f"formcheck: {words('target-missed', complaint=complaint)}\n")
    codes = [failure.code for failure in failures]
    return exits.worst(codes) if codes else exits.FAILURE if missed else exits.SUCCESS


def _run_simulated(words: Words, folder: Path, settings: ValidateOptions) -> int:
    """Validate clips as sensors would have measured them."""
    set_ups = _set_ups(settings)
    with exits.files_minded(), exits.broken_off(lambda: words("validate-broken-off")):
        with _watched(words, settings) as watcher:
            results = validate_simulated(
                folder, set_ups=set_ups, jobs=settings.jobs, only=settings.only, watcher=watcher
            )
        write_whole(settings.out / "validation.json", dump_set_ups(results))
        if settings.document is not None:
            write_whole(settings.document, render_sensors([results], []))
    if settings.as_json:
        typer.echo(dump_set_ups(results))
    elif not settings.quiet:
        Console(width=max(Console().width, _TABLE_WIDTH)).print(tables.set_ups(words, results))
    missed = [
        f"{set_up_word(words, one.set_up.name)}: {_complaint(words, target)}"
        for one in results
        for target in one.targets
        if settings.check and not target.is_met
    ]
    return _end(words, [failure for one in results for failure in one.validation.failures], missed)


def _set_ups(settings: ValidateOptions) -> tuple[str, ...]:
    """Return the set-ups that are asked for; one with a fault comes with the same without it."""
    asked = str(settings.simulate)
    if asked != _SENSORS and asked not in SETUPS:
        known = ", ".join((_SENSORS, *SETUPS))
        raise typer.BadParameter(f"{asked!r} is none of {known}", param_hint="--simulate")
    if settings.rate is not None or settings.negatives or settings.records is not None:
        raise typer.BadParameter("sensors need no --rate, --negatives or --records", param_hint="--simulate")
    return tuple(SETUPS) if asked == _SENSORS else tuple(filter(None, (SETUPS[asked].without, asked)))


@contextmanager
def _watched(words: Words, settings: ValidateOptions) -> Iterator[ProgressDisplay | None]:
    """Yield what shows how far it is; None where nothing is to be shown."""
    with quiet_libraries(is_quiet="--debug" not in sys.argv) as console, ExitStack() as stack:
        is_silent = settings.quiet or settings.as_json
        yield None if is_silent else stack.enter_context(ProgressDisplay(console, words))


def _validate(words: Words, folder: Path, settings: ValidateOptions) -> Validation:
    with _watched(words, settings) as watcher:
        return validate(
            folder,
            model=settings.model,
            estimator=settings.estimator,
            jobs=settings.jobs,
            records=settings.records,
            negatives=settings.negatives,
            only=settings.only,
            rate=settings.rate,
            watcher=watcher,
        )


def _write(words: Words, result: Validation, settings: ValidateOptions) -> None:
    write_whole(settings.out / "validation.json", dump(result))
    write_whole(settings.out / "validation.html", render_page(words, result))
    if settings.document is not None:
        write_whole(settings.document, render_document(result))


def _show(words: Words, result: Validation, settings: ValidateOptions) -> None:
    if settings.as_json:
        typer.echo(json.dumps(document(result), ensure_ascii=False, allow_nan=False))
    elif not settings.quiet:
        console = Console()
        for part in tables.summary(words, result):
            console.print(part, "")
        typer.echo(words("validate-page", path=printable(str(settings.out / "validation.html"))))


def _complaint(words: Words, target: Target) -> str:
    values = {"all-clips": target.all, "held-back": target.held_back}
    bad = [
        words("target-found", value=wording.amount(words, value, target.unit), clips=words(f"group-{group}"))
        for group, value in values.items()
        if not target.reaches(value, target.must)
    ]
    return words(
        "target-complaint",
        target=wording.target_word(words, target),
        compared=wording.compared(words, target),
        found=", ".join(bad),
        limit=wording.limit(words, target, target.must),
    )
