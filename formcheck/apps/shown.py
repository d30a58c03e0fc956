"""A result on the screen, as every command shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.events import Repetition, Verdict
from formcheck.outputs.session_json import dump_session
from formcheck.printable import printable
from formcheck.samples import Dof
from formcheck.session.means import measured_by
from formcheck.session.model import Session
from formcheck.session.segments import meant, summarise_repetitions
from formcheck.words.catalogue import Words, exercise_words
from formcheck.words.counts import count_words, remark_sentences, uncounted_lines
from formcheck.words.figures import number
from formcheck.words.names import leg_words, verdict_word
from formcheck.words.phrases import repetition_sentence
from formcheck.words.segments import has_parts, segment_heading, segment_sentences

_STYLES = {Verdict.GOOD: "green", Verdict.NOT_MEASURABLE: "dim"}
_JOINTS = {
    Dof.KNEE_FLEXION: "report-knee",
    Dof.ANKLE_DORSIFLEXION: "report-ankle",
    Dof.THIGH_ELEVATION: "report-thigh",
}
_ALWAYS = frozenset({Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION})


def show_session(words: Words, session: Session, folder: Path | None, *, as_json: bool, quiet: bool) -> None:
    """Print a result: a table of its repetitions, what there is to remark, and where its report is.

    Parameters
    ----------
    words : Words
        The language.
    session : Session
        The result.
    folder : Path or None
        Where its files are; None where none were written.
    as_json : bool
        Whether to print it as JSON on one line, in place of the table.
    quiet : bool
        Whether to print nothing, where it is not to be JSON.
    """
    if as_json:
        typer.echo(json.dumps(json.loads(dump_session(session))))
    elif not quiet:
        console = Console()
        if has_parts(session):
            console.print(f"[bold]{escape(_title(words, session))}[/bold]")
        for table in _tables(words, session):
            console.print(table)
        by = measured_by(session.instruments, session.prescription)
        for sentence in segment_sentences(words, session):
            console.print(f"[yellow]{escape(sentence)}[/yellow]")
        for sentence in remark_sentences(words, session.coverage.remarks, by):
            console.print(f"[dim]{escape(sentence)}[/dim]")
        _show_uncounted(console, words, session)
        if folder is not None:
            typer.echo(words("session-report", path=printable(str(folder / "report.html"))))


def _tables(words: Words, session: Session) -> Iterator[Table]:
    """Yield a table for each segment, or one for all repetitions where there is nothing to say of segments."""
    if not has_parts(session):
        yield _table(words, session, session.repetitions, _title(words, session))
        return
    for one in session.segments:
        repetitions = [rep for rep in session.repetitions if rep.index in one.repetitions]
        if repetitions:
            yield _table(words, session, repetitions, segment_heading(words, session, one))


def _table(words: Words, session: Session, repetitions: Sequence[Repetition], title: str) -> Table:
    by = measured_by(session.instruments, session.prescription)
    table = Table(title=escape(title), title_justify="left", box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("#", justify="right")
    table.add_column(words("column-from"), justify="right")
    table.add_column(words("column-to"), justify="right")
    table.add_column(words("column-verdict"))
    known = {dof for dof in _JOINTS if any(one.at_peak_deg(dof) is not None for one in session.repetitions)}
    shown = {dof: name for dof, name in _JOINTS.items() if by.measures(dof) and dof in known | _ALWAYS}
    for name in shown.values():
        table.add_column(words(name), justify="right")
    table.add_column(words("column-why"))
    for one in repetitions:
        style = _STYLES.get(one.verdict, "yellow")
        table.add_row(
            str(one.index),
            f"{number(one.start_s, 1, words.point)} s",
            f"{number(one.end_s, 1, words.point)} s",
            f"[{style}]{verdict_word(words, one.verdict)}[/{style}]",
            *(_degrees(one.at_peak_deg(dof)) for dof in shown),
            escape(repetition_sentence(words, one, by)),
        )
    return table


def _show_uncounted(console: Console, words: Words, session: Session) -> None:
    lines = uncounted_lines(words, session.uncounted, measured_by(session.instruments, session.prescription))
    for line in [words("report-uncounted"), *(f"  {line}" for line in lines)] if lines else []:
        console.print(f"[dim]{escape(line)}[/dim]")


def _title(words: Words, session: Session) -> str:
    by = measured_by(session.instruments, session.prescription)
    facts: dict[str, str | float] = {
        "name": printable(session.source.name),
        "count": count_words(words, summarise_repetitions(meant(session)), by),
        "exercise": exercise_words(words, session.prescription.exercise).title,
    }
    if session.side is None or any(one.side is not session.side for one in session.segments):
        return words("session-title", **facts)
    return words("session-title-leg", **facts, leg=leg_words(words, session.side))


def _degrees(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}°"
