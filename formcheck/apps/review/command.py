"""``formcheck review`` and ``formcheck replay``: many videos, progress, tables, exit codes."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from formcheck.apps import exits
from formcheck.apps.estimators import check_estimator
from formcheck.apps.naming import folded, numbered, portable_name
from formcheck.apps.progress import ProgressBar, quiet_libraries
from formcheck.apps.recordings import Replay, review
from formcheck.apps.recordings import replay as replay_record
from formcheck.errors import FormcheckError, InputError, SetupError
from formcheck.events import Verdict
from formcheck.outputs.session_json import dump_session
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Side
from formcheck.session.model import Session
from formcheck.session.run import prescribe
from formcheck.sources.video import VIDEO_SUFFIXES
from formcheck.words.catalogue import Words, exercise_words, words_for
from formcheck.words.figures import number
from formcheck.words.names import leg_words, verdict_word
from formcheck.words.phrases import remark_sentence, repetition_sentence

_STYLES = {Verdict.GOOD: "green", Verdict.NOT_MEASURABLE: "dim"}


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """What a call of ``formcheck review`` asks for; see its options."""

    exercise: str
    prescription: Path | None
    side: Side | None
    model: str
    estimator: str
    threads: int | None
    neutral_s: tuple[float, float] | None
    overlay: bool
    open_report: bool
    language: str | None
    as_json: bool
    quiet: bool


def run(given: list[Path], out: Path, settings: ReviewOptions) -> int:
    """Review every video and return the exit code.

    Parameters
    ----------
    given : list of Path
        Videos, and folders of videos.
    out : Path
        The folder in which each video gets a folder for its results.
    settings : ReviewOptions
        The other options. Results are shown on standard output, a video that fails on standard error.

    Raises
    ------
    ExerciseError, ModelError, InputError
        Before the first video: every video would fail for the same reason.
    """
    words = words_for(settings.language, os.environ)
    prescribe(settings.exercise, settings.prescription, settings.side)
    find_bundle(settings.model)
    check_estimator(settings.estimator)
    with exits.files_minded():
        videos = find_videos(given)
    folders = name_folders(videos, out)
    codes = [_review_one(words, video, folders[video], settings, len(videos)) for video in videos]
    failed = sum(code != exits.SUCCESS for code in codes)
    if failed and len(videos) > 1 and not settings.as_json:
        told = words("videos-reviewed", done=len(videos) - failed, all=len(videos), failed=failed)
        sys.stderr.write(f"formcheck: {told}\n")
    return exits.worst(codes)


def find_videos(given: list[Path]) -> list[Path]:
    """Return the videos named, with those of the folders named, in order and each once.

    A folder without a video stands for itself, to be refused in its turn.

    Parameters
    ----------
    given : list of Path
        Videos, there or not, and folders; folders within these are not searched.
    """
    found: dict[Path, None] = {}
    for path in given:
        inside = _videos_in(path) if path.is_dir() else []
        found.update(dict.fromkeys(inside or [path]))
    return list(found)


def name_folders(videos: list[Path], out: Path) -> dict[Path, Path]:
    """Return the folder for each video's results: its name without ending, numbered where two share it.

    It may differ from the video's where not every system could hold it; see `formcheck.apps.naming`.

    Parameters
    ----------
    videos : list of Path
        The videos, each once.
    out : Path
        The folder for all results.
    """
    taken: set[str] = set()
    folders = {}
    for video in videos:
        name = numbered(portable_name(video.stem), lambda one: folded(one) in taken)
        taken.add(folded(name))
        folders[video] = out / name
    return folders


def replay(
    record: Path, prescription: Path | None, out: Path | None, *, language: str | None, as_json: bool, quiet: bool
) -> None:
    """Judge a record again and show the result.

    Parameters
    ----------
    record : Path
        A ``record.jsonl``.
    prescription : Path or None
        Another exercise or prescription to judge by; None for the recorded one.
    out : Path or None
        Folder for the results; None to write nothing.
    language : str or None
        The language of what people read, ``en`` or ``es``; None for that of this computer.
    as_json : bool
        Whether to print the session as JSON, in place of the table.
    quiet : bool
        Whether to print nothing, where it is not to be JSON.

    Raises
    ------
    FormcheckError
        It cannot be judged, as told of `formcheck.replay`; a file that cannot be read or written is an InputError.
    """
    words = words_for(language, os.environ)
    with exits.files_minded():
        outcome = replay_record(record, prescription=prescription, out=out, language=words.language)
    _show(words, outcome.session, out, as_json=as_json, quiet=quiet)
    if not as_json and not quiet:
        typer.echo(_comparison(words, outcome, is_rescored=prescription is not None))


def _comparison(words: Words, outcome: Replay, *, is_rescored: bool) -> str:
    other = "replay-by-prescription" if is_rescored else "replay-other-version"
    keys = ["replay-same" if outcome.is_same else other, *([] if outcome.is_whole else ["replay-broken-off"])]
    return " ".join(words(key) for key in keys)


def _videos_in(folder: Path) -> list[Path]:
    """Return the videos of a folder; hidden files beside them, as memory sticks have, are none."""
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in VIDEO_SUFFIXES and not path.name.startswith(".")
    )


def _review_one(words: Words, video: Path, folder: Path, settings: ReviewOptions, count: int) -> int:
    """Review one video, show its result or its error, and return its exit code."""
    is_debugging = "--debug" in sys.argv
    try:
        if video.is_dir():
            raise InputError(
                f"holds no video (looked for {', '.join(sorted(VIDEO_SUFFIXES))}).",
                where=str(video),
                next_step="Name another folder, or the video itself.",
            )
        with exits.files_minded(), quiet_libraries(is_quiet=not is_debugging) as console:
            is_silent = settings.quiet or settings.as_json
            session = review(
                video,
                settings.exercise,
                prescription=settings.prescription,
                side=settings.side,
                model=settings.model,
                estimator=settings.estimator,
                threads=settings.threads,
                neutral_s=settings.neutral_s,
                out=folder,
                overlay=settings.overlay,
                language=words.language,
                outputs=() if is_silent else (ProgressBar(console, words),),
            )
    except SetupError:
        raise
    except FormcheckError as error:
        if is_debugging and count == 1:
            raise
        exits.complain(error)
        return exits.code_of(error)
    _show(words, session, folder, as_json=settings.as_json, quiet=settings.quiet)
    if settings.open_report:
        webbrowser.open((folder / "report.html").resolve().as_uri())
    return exits.SUCCESS


def _show(words: Words, session: Session, folder: Path | None, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        typer.echo(json.dumps(json.loads(dump_session(session))))
    elif not quiet:
        console = Console()
        console.print(_table(words, session))
        for remark in session.coverage.remarks:
            console.print(f"[dim]{escape(remark_sentence(words, remark))}[/dim]")
        if folder is not None:
            typer.echo(words("session-report", path=str(folder / "report.html")))


def _table(words: Words, session: Session) -> Table:
    title = escape(_title(words, session))
    table = Table(title=title, title_justify="left", box=None, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("#", justify="right")
    table.add_column(words("column-from"), justify="right")
    table.add_column(words("column-to"), justify="right")
    table.add_column(words("column-verdict"))
    table.add_column(words("report-knee"), justify="right")
    table.add_column(words("report-ankle"), justify="right")
    table.add_column(words("column-why"))
    for one in session.repetitions:
        style = _STYLES.get(one.verdict, "yellow")
        table.add_row(
            str(one.index),
            f"{number(one.start_s, 1, words.point)} s",
            f"{number(one.end_s, 1, words.point)} s",
            f"[{style}]{verdict_word(words, one.verdict)}[/{style}]",
            _degrees(one.knee_at_peak_deg),
            _degrees(one.ankle_at_peak_deg),
            escape(repetition_sentence(words, one)),
        )
    return table


def _title(words: Words, session: Session) -> str:
    facts: dict[str, str | float] = {
        "name": session.source.name,
        "good": session.summary.good,
        "attempts": session.summary.attempts,
        "exercise": exercise_words(words, session.prescription.exercise).title,
    }
    if session.side is None:
        return words("session-title", **facts)
    return words("session-title-leg", **facts, leg=leg_words(words, session.side))


def _degrees(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}°"
