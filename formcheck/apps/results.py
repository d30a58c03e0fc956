"""The results of one recording: which files they are, and how they get into their folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from formcheck.apps.naming import folded, numbered, portable_name
from formcheck.errors import NoPersonError, RecordError
from formcheck.given import reason
from formcheck.kept import part_in, put, put_where_free, whole_folder
from formcheck.session.model import Session
from formcheck.session.output import Output
from formcheck.words.catalogue import Words

MARK: Final = "batch.json"
"""What a batch writes beside the results of a recording."""

_OF: Final = ".formcheck-recording"

RESULT_NAMES: Final = frozenset(
    {
        "record.jsonl",
        "session.json",
        "angles.csv",
        "repetitions.csv",
        "repetitions.xlsx",
        "report.html",
        "angles.mot",
        "orientations.sto",
        "overlay.mp4",
        MARK,
        _OF,
    }
)
"""The files that results consist of: new ones take the place of all of them, whatever else lies beside."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the results of a review.

    Parameters
    ----------
    overlay : bool
        Whether ``overlay.mp4`` is one of them.
    opensim : bool
        Whether ``angles.mot`` is one of them, and ``orientations.sto`` where there are sensors.
    person : str
        Name or pseudonym for the head of the report; empty for none.
    faces : bool
        Whether pictures show the face.
    is_recorded : bool
        Whether ``record.jsonl`` is one of them.
    """

    overlay: bool = False
    opensim: bool = False
    person: str = ""
    faces: bool = False
    is_recorded: bool = True


@contextmanager
def results_in(out: str | Path | None, words: Words, asked: Asked) -> Iterator[tuple[Output, ...]]:
    """Give the outputs of a review; what they wrote takes its place when the block ends without an error.

    Parameters
    ----------
    out : str, Path or None
        The folder for the results; None to write nothing.
    words : Words
        The language of what people read.
    asked : Asked
        What is asked of them.

    Raises
    ------
    InputError
        `out` is a folder that results cannot take the place of.
    """
    if out is None:
        yield ()
        return
    with whole_folder(Path(out).resolve(), RESULT_NAMES) as folder:
        yield result_files(folder, words, asked)


def put_result(new: Path, out: Path, given: Path) -> Path:
    """Put the results of a recording into a folder that bears its name, and return that folder.

    Results of the same recording, unchanged and where it was, are replaced. Those of another one, and whatever else has
    that name, stay: the folder then gets a number. Its name may differ from the recording's where not every system
    could hold it; see `formcheck.apps.naming`.

    Parameters
    ----------
    new : Path
        The results, in a folder of `formcheck.kept.part_in`; it is moved.
    out : Path
        The folder for all results.
    given : Path
        The recording.
    """
    key = _key(given, new)
    (new / _OF).write_text(key, encoding="ascii")

    def is_taken(candidate: str) -> bool:
        final = out / candidate
        if any(one.name != candidate and folded(one.name) == folded(candidate) for one in out.iterdir()):
            return True  # to another system they are one
        if put_where_free(new, final):
            return False
        if _key_in(final) != key:
            return True
        put(new, final, RESULT_NAMES)
        return False

    return out / numbered(portable_name(given.name if given.is_dir() else given.stem), is_taken)


def keep(out: Path, given: Path, work: Callable[[Path], Session]) -> tuple[Session, Path]:
    """Review a recording into a folder that bears its name; return the session and the folder.

    Parameters
    ----------
    out, given : Path
        As for `put_result`.
    work : callable
        Reviews it, and writes the results into the folder it is given.

    Raises
    ------
    NoPersonError
        As `work` raises it; what there is to see is kept.
    """
    with part_in(out) as new:
        try:
            session = work(new)
        except NoPersonError:
            put_result(new, out, given)
            raise
        return session, put_result(new, out, given)


class _Source(BaseModel):
    sha256: str


class _Result(BaseModel):
    source: _Source


def source_hash(results: Path) -> str:
    """Return the hash of the recording that results are of.

    Parameters
    ----------
    results : Path
        Their folder.

    Raises
    ------
    RecordError
        They cannot be read, or are no results.
    """
    try:
        return _Result.model_validate_json((results / "session.json").read_bytes()).source.sha256
    except (OSError, ValidationError) as error:
        told = reason(error) if isinstance(error, OSError) else "it is no result"
        raise RecordError(f"session.json cannot be read ({told}).", where=str(results)) from error


def _key(given: Path, results: Path) -> str:
    """Return what tells a recording from all others, and tells nothing of where it lies."""
    content = source_hash(results)
    place = os.path.normcase(given.resolve())
    return sha256(os.fsencode(place) + content.encode()).hexdigest()


def _key_in(folder: Path) -> str | None:
    """Return of which recording the results in a folder are; None where they are not of a review, or it is a link."""
    try:
        return None if folder.is_symlink() else (folder / _OF).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None


def result_files(folder: Path, words: Words, asked: Asked) -> tuple[Output, ...]:
    """Return the outputs of a review; the record comes first, so that it holds what a later one fails on.

    Parameters
    ----------
    folder : Path
        Where to write them.
    words : Words
        The language of what people read.
    asked : Asked
        What is asked of them.
    """
    from formcheck.outputs.jsonl import RecordFile  # noqa: PLC0415 - drawing and plotting are slow to import
    from formcheck.outputs.opensense import OpenSenseOrientations  # noqa: PLC0415
    from formcheck.outputs.opensim import OpenSimMotion  # noqa: PLC0415
    from formcheck.outputs.overlay import OverlayVideo  # noqa: PLC0415
    from formcheck.outputs.report import Report  # noqa: PLC0415
    from formcheck.outputs.session_json import SessionFile  # noqa: PLC0415
    from formcheck.outputs.spreadsheet import RepetitionSheet  # noqa: PLC0415
    from formcheck.outputs.table import AngleTable, RepetitionTable  # noqa: PLC0415

    records = (RecordFile(folder / "record.jsonl"),) if asked.is_recorded else ()
    outputs: tuple[Output, ...] = (
        *records,
        SessionFile(folder / "session.json"),
        AngleTable(folder / "angles.csv"),
        RepetitionTable(folder / "repetitions.csv", words),
        RepetitionSheet(folder / "repetitions.xlsx", words),
        Report(folder / "report.html", words, asked.person, faces=asked.faces),
    )
    if asked.opensim:
        angles, orientations = folder / "angles.mot", folder / "orientations.sto"
        outputs = (*outputs, OpenSimMotion(angles), OpenSenseOrientations(orientations))
    if asked.overlay:
        outputs = (*outputs, OverlayVideo(folder / "overlay.mp4", words, faces=asked.faces))
    return outputs
