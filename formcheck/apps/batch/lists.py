"""Lists of videos that people write: a text file with one video a line, or a CSV table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.apps.batch.entries import Entry, Standard, located, make_standard
from formcheck.errors import ExerciseError, Fault, FaultyFileError, InputError
from formcheck.exercise.documents import prefixed
from formcheck.exercise.faults import cut, did_you_mean
from formcheck.samples import Side
from formcheck.session.run import prescribe
from formcheck.sources.video import VIDEO_SUFFIXES

_COLUMNS: Final = ("video", "exercise", "prescription", "side")
_SIDES: Final[dict[str, Side | None]] = {"auto": None, "left": Side.LEFT, "right": Side.RIGHT}
_NEXT_STEP: Final = "Mend the list; nothing was done."


@dataclass(frozen=True, slots=True)
class _Row:
    """One line that names a video.

    Parameters
    ----------
    line : int
        Its number in the file, from 1.
    cells : mapping of str to str
        What it says, by column; columns that are left blank are not in it.
    """

    line: int
    cells: Mapping[str, str]


def load_list(path: Path, standard: Standard) -> list[Entry]:
    r"""Return the videos a list names, in order and each once.

    Parameters
    ----------
    path : Path
        The list, absolute. In a ``.csv`` the header has a column ``video``, and ``exercise``, ``prescription`` and
        ``side`` where wanted; any other file has one video a line, and comments on lines that begin with ``#``.
        Relative paths start from the folder of the list, with ``/`` or ``\`` between their parts.
    standard : Standard
        What is judged by where the list does not say.

    Raises
    ------
    FaultyFileError
        With every fault of the list. A video that is missing is none: it costs only itself.
    InputError
        The list cannot be read as text.
    """
    text = _read(path)
    faults: list[Fault] = []
    rows = _table_rows(text, faults) if path.suffix.lower() == ".csv" else _text_rows(text)
    entries: dict[Path, Entry] = {}
    judge = cache(_prescription_faults)  # for this list only: files may have changed when the next one is read
    for row in rows:
        entry = _entry(row, path.parent, standard, faults)
        faults += prefixed(f"line {row.line}, ", judge(entry.standard))
        if entries.setdefault(entry.video, entry) != entry:
            allowed = "each video once, or the same for both"
            faults.append(Fault(f"line {row.line}, video", f"{cut(row.cells['video'])} again", allowed))
    if not entries and not faults:
        faults.append(Fault("file", "no video", "at least one line that names a video"))
    if faults:
        raise FaultyFileError(str(path), tuple(faults), next_step=_NEXT_STEP)
    return list(entries.values())


def _read(path: Path) -> str:
    if path.suffix.lower() in VIDEO_SUFFIXES:
        next_step = f"Name a folder or a list of videos, or `formcheck review {path.name}`."
        raise InputError("is one video, expected a folder or a list.", where=str(path), next_step=next_step)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        next_step = "Name a folder, a list with one video a line, or a CSV table with a column `video`."
        raise InputError("is not a text in UTF-8.", where=str(path), next_step=next_step) from error


def _text_rows(text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        video = line.strip()
        if video and not video.startswith("#"):
            yield _Row(number, {"video": video})


def _table_rows(text: str, faults: list[Fault]) -> Iterator[_Row]:
    lines = text.splitlines()
    head = next(iter(lines), "")
    # Spreadsheets set to a language with decimal commas write semicolons.
    reader = csv.reader(lines, delimiter=";" if ";" in head and "," not in head else ",")
    names = [name.strip().lower() for name in next(reader, [])]
    faults += _head_faults(names)
    if "video" not in names:
        return
    for values in reader:
        cells = {name: value.strip() for name, value in zip(names, values, strict=False) if value.strip()}
        if "video" in cells:
            yield _Row(reader.line_num, cells)
        elif cells:
            faults.append(Fault(f"line {reader.line_num}, video", "nothing", "the path of a video"))


def _head_faults(names: list[str]) -> Iterator[Fault]:
    """Yield the faults of a header. Columns of other names are the person's own, but for those near to ours."""
    if "video" not in names:
        yield Fault("line 1", cut(", ".join(names)) or "nothing", "a header with a column `video`")
    for name in names:
        hint = did_you_mean(name, _COLUMNS)
        if name not in _COLUMNS and hint:
            yield Fault("line 1", f"column {cut(name)}", f"{', '.join(_COLUMNS)}{hint}")
    for name in _COLUMNS:
        if names.count(name) > 1:
            yield Fault("line 1", f"column {name} {names.count(name)} times", "each column once")


def _entry(row: _Row, base: Path, standard: Standard, faults: list[Fault]) -> Entry:
    video = located(base, row.cells["video"])
    side = row.cells.get("side", "").lower()
    if side and side not in _SIDES:
        faults.append(Fault(f"line {row.line}, side", cut(side), "auto, left or right"))
    own = _standard(row, base, standard)
    return Entry(video, PurePosixPath(video.stem), replace(own, side=_SIDES[side]) if side in _SIDES else own)


def _standard(row: _Row, base: Path, standard: Standard) -> Standard:
    """Return what a line is judged by; an exercise of its own does away with the prescription for all."""
    exercise, prescription = row.cells.get("exercise"), row.cells.get("prescription")
    if exercise is None and prescription is None:
        return standard
    return make_standard(exercise or standard.exercise, prescription, standard.side, base)


def _prescription_faults(standard: Standard) -> tuple[Fault, ...]:
    try:
        prescribe(standard.exercise, standard.prescription, standard.side)
    except ExerciseError as error:
        if standard.prescription is None:
            return error.faults
        return prefixed(f"prescription ({standard.prescription.name}): ", error.faults)
    return ()
