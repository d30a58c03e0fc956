"""``formcheck replay``: a record judged again, and whether that gives what it holds."""

from __future__ import annotations

from pathlib import Path

import typer

from formcheck.apps import exits
from formcheck.apps.recordings import Replay, replay
from formcheck.apps.shown import show_session
from formcheck.computer import language_settings
from formcheck.words.catalogue import Words, words_for


def run(
    record: Path,
    exercise: str | None,
    prescription: Path | None,
    out: Path | None,
    *,
    opensim: bool,
    language: str | None,
    as_json: bool,
    quiet: bool,
    person: str = "",
) -> None:
    """Judge a record again and show the result.

    Parameters
    ----------
    record : Path
        A ``record.jsonl``.
    exercise : str or None
        Another exercise to judge by, or ``auto``; None for the recorded one.
    prescription : Path or None
        Another exercise or prescription to judge by; None for the recorded one.
    out : Path or None
        Folder for the results; None to write nothing.
    opensim : bool
        Whether ``angles.mot`` is one of them, and ``orientations.sto`` where there were sensors.
    language : str or None
        The language of what people read, ``en`` or ``es``; None for that of this computer.
    as_json : bool
        Whether to print the session as JSON, in place of the table.
    quiet : bool
        Whether to print nothing, where it is not to be JSON.
    person : str
        Name or pseudonym for the head of the report.

    Raises
    ------
    FormcheckError
        It cannot be judged, as told of `formcheck.replay`; a file that cannot be read or written is an InputError.
    """
    words = words_for(language, language_settings())
    with exits.files_minded(), exits.broken_off(lambda: words("broken-off")):
        outcome = replay(
            record,
            exercise,
            prescription=prescription,
            out=out,
            opensim=opensim,
            language=words.language,
            person=person,
        )
    show_session(words, outcome.session, out, as_json=as_json, quiet=quiet)
    if not as_json and not quiet:
        typer.echo(_comparison(words, outcome, is_rescored=prescription is not None or exercise is not None))


def _comparison(words: Words, outcome: Replay, *, is_rescored: bool) -> str:
    other = "replay-by-prescription" if is_rescored else "replay-other-version"
    keys = ["replay-same" if outcome.is_same else other, *([] if outcome.is_whole else ["replay-broken-off"])]
    return " ".join(words(key) for key in keys)
