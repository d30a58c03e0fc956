"""``formcheck bench``: progress, tables, the page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.bench import rows
from formcheck.apps.bench.model import Benchmark
from formcheck.apps.bench.page import render_document
from formcheck.apps.bench.run import Work, bench
from formcheck.computer import language_settings
from formcheck.kept import write_whole
from formcheck.words.catalogue import Words, words_for

_STYLES = {"aim-met": "green", "met": "green", "missed": "yellow"}


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """What a call of ``formcheck bench`` asks for; see its options."""

    model: str
    threads: int | None
    rounds: int
    is_long: bool
    document: Path | None
    language: str | None
    as_json: bool
    quiet: bool


def run(video: Path, settings: BenchOptions) -> int:
    """Measure, show and write the result, and return the exit code.

    Parameters
    ----------
    video : Path
        A video of somebody.
    settings : BenchOptions
        The other options. The tables go to standard output, the page to the file `document`, where that is not None;
        the folders above it are made.

    Raises
    ------
    FormcheckError
        The video cannot be measured with, as told of `bench`; a page that cannot be written is an InputError.
    """
    words = words_for(settings.language, language_settings())
    console = Console(stderr=True)
    is_silent = settings.quiet or settings.as_json
    with exits.files_minded(), console.status("") as status:

        def tell(work: Work, number: int) -> None:
            if not is_silent:
                status.update(_doing(words, work, number, settings.rounds))

        result = bench(
            video,
            model=settings.model,
            threads=settings.threads,
            rounds=settings.rounds,
            is_long=settings.is_long,
            tell=tell,
        )
        if settings.document is not None:
            write_whole(settings.document, render_document(result))
    _show(words, result, settings)
    return exits.SUCCESS


def _doing(words: Words, work: Work, number: int, rounds: int) -> str:
    """Return what is being done now; rounds count from 1, 0 belongs to none."""
    what = words(f"bench-doing-{work.replace('_', '-')}")
    return f"{words('bench-round', number=str(number), rounds=str(rounds), what=what) if number else what} …"


def _show(words: Words, result: Benchmark, settings: BenchOptions) -> None:
    if settings.as_json:
        figures = [asdict(figure) for figure in result.figures]
        typer.echo(json.dumps({**asdict(result), "figures": figures}, ensure_ascii=False))
        return
    if settings.quiet:
        return
    console = Console()
    machine = result.machine
    processor = rows.processor_text(words, result)
    console.print(words("bench-machine", processor=processor, cores=machine.cores, system=machine.system))
    video = rows.video_text(words, result)
    console.print(words("bench-work", video=video, model=result.model, threads=result.threads) + "\n")
    console.print(_figures(words, result), "")
    for title, table in (
        ("bench-speed", rows.speed_rows(words, result)),
        ("bench-stages", rows.stage_rows(words, result)),
        ("bench-live", rows.live_rows(words, result)),
        ("bench-memory", rows.memory_rows(words, result)),
    ):
        console.print(_table(words, title, table), "")
    if settings.document is not None:
        typer.echo(words("bench-page", path=str(settings.document)))


def _figures(words: Words, result: Benchmark) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(words("heading-figure"))
    for header in ("measured", "must", "aim"):
        table.add_column(words(f"heading-{header}"), justify="right")
    table.add_column()
    for figure in result.figures:
        *cells, state = rows.figure_cells(words, figure)
        style = _STYLES[rows.state_of(figure)]
        table.add_row(*cells, f"[{style}]{state}[/{style}]")
    return table


def _table(words: Words, title: str, found: list[rows.BenchRow]) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(words(title))
    table.add_column(words("bench-middle"), justify="right")
    table.add_column(words("bench-all-rounds"))
    for row in found:
        table.add_row(*row)
    return table
