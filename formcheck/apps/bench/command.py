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
from formcheck.apps.bench.run import bench

_STYLES = {"aim met": "green", "met": "green", "missed": "yellow"}


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """What a call of ``formcheck bench`` asks for; see its options."""

    model: str
    threads: int | None
    rounds: int
    is_long: bool
    document: Path | None
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
    console = Console(stderr=True)
    is_silent = settings.quiet or settings.as_json
    with exits.files_minded(), console.status("") as status:

        def tell(what: str) -> None:
            if not is_silent:
                status.update(f"{what} …")

        result = bench(
            video,
            model=settings.model,
            threads=settings.threads,
            rounds=settings.rounds,
            is_long=settings.is_long,
            tell=tell,
        )
        if settings.document is not None:
            settings.document.parent.mkdir(parents=True, exist_ok=True)
            settings.document.write_text(render_document(result), encoding="utf-8", newline="\n")
    _show(result, settings)
    return exits.SUCCESS


def _show(result: Benchmark, settings: BenchOptions) -> None:
    if settings.as_json:
        figures = [asdict(figure) for figure in result.figures]
        typer.echo(json.dumps({**asdict(result), "figures": figures}, ensure_ascii=False))
        return
    if settings.quiet:
        return
    console = Console()
    machine = result.machine
    console.print(f"{machine.processor}, {machine.cores} cores, {machine.system}")
    console.print(f"{result.video}; model {result.model}, litert on {result.threads} threads\n")
    console.print(_figures(result), "")
    for title, table in (
        ("Pictures a second", rows.speed_rows(result)),
        ("Milliseconds for one picture", rows.stage_rows(result)),
        ("Live, thirty pictures a second", rows.live_rows(result)),
        ("Peak memory in megabytes", rows.memory_rows(result)),
    ):
        console.print(_table(title, table), "")
    if settings.document is not None:
        typer.echo(f"Page: {settings.document}")


def _figures(result: Benchmark) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for header in ("Figure", "Measured", "Must", "Aim", ""):
        table.add_column(header, justify="left" if header in {"Figure", ""} else "right")
    for figure in result.figures:
        *cells, state = rows.figure_cells(figure)
        table.add_row(*cells, f"[{_STYLES[state]}]{state}[/{_STYLES[state]}]")
    return table


def _table(title: str, found: list[rows.BenchRow]) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(title)
    table.add_column("middle", justify="right")
    table.add_column("all rounds")
    for row in found:
        table.add_row(*row)
    return table
