"""Lists that people write: a text file with one video or recording of sensors a line, or a CSV table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import isfinite, nan
from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.apps import viewings
from formcheck.apps.batch.entries import Entry, Key, Standard, located, make_standard
from formcheck.apps.batch.sensors import is_recording, name_of, with_files
from formcheck.apps.worn import Worn
from formcheck.errors import ExerciseError, Fault, FaultyFileError, InputError
from formcheck.exercise.documents import prefixed
from formcheck.exercise.faults import did_you_mean
from formcheck.given import read_given
from formcheck.printable import cut
from formcheck.samples import Place, Side, place_named
from formcheck.session.recognition import prescribe_first
from formcheck.sources.video import VIDEO_SUFFIXES
from formcheck.sources.viewing import Viewing

_COLUMNS: Final = (
    *("video", "exercise", "prescription", "side", "sensors", "calibration", "place", "sensor_offset"),
    *viewings.COLUMNS,
)
_RECORDED: Final = ("video", "sensors")
_OF_SENSORS: Final = ("calibration", "place", "sensor_offset")
_BETWEEN: Final = ";"
_SIDES: Final[dict[str, Side | None]] = {"auto": None, "left": Side.LEFT, "right": Side.RIGHT}
_NEXT_STEP: Final = "Mend the list; nothing was done."


@dataclass(frozen=True, slots=True)
class _Row:
    """One line that names a video, a recording of sensors, or both.

    Parameters
    ----------
    line : int
        Its number in the file, from 1.
    cells : mapping of str to str
        What it says, by column; columns that are left blank are not in it.
    """

    line: int
    cells: Mapping[str, str]


def load_list(path: Path, standard: Standard, worn: Worn | None = None) -> list[Entry]:
    r"""Return the recordings a list names, in order and each once.

    Parameters
    ----------
    path : Path
        The list, absolute. In a ``.csv`` the header has a column ``video`` or ``sensors`` or both, and ``exercise``,
        ``prescription`` and ``side`` where wanted, how to look at a video (`formcheck.apps.viewings.COLUMNS`), as well
        as ``calibration``, ``place`` (NAME=right_shank) and
        ``sensor_offset``; several files or places in a cell are parted by ``;``. Any other file has one video or
        recording of sensors a line, and comments on lines that begin with ``#``. Relative paths start from the folder
        of the list, with ``/`` or ``\`` between their parts.
    standard : Standard
        What is judged by where the list does not say.
    worn : Worn, optional
        What is known of all sensors, where the list does not say.

    Raises
    ------
    FaultyFileError
        With every fault of the list. A recording that is missing is none: it costs only itself.
    InputError
        The list cannot be read as text.
    """
    text = _read(path)
    faults: list[Fault] = []
    rows = _table_rows(text, faults) if path.suffix.lower() == ".csv" else _text_rows(text, path.parent)
    entries: dict[Key, Entry] = {}
    judge = cache(_prescription_faults)  # for this list only: files may have changed when the next one is read
    for row in rows:
        entry = _entry(row, path.parent, standard, worn or Worn(), faults)
        faults += prefixed(f"line {row.line}, ", judge(entry.standard))
        faults += _name_faults(row, entry)
        if entries.setdefault(entry.key, entry) != entry:
            column = "sensors" if entry.video is None else "video"
            allowed = f"each {'recording' if entry.video is None else 'video'} once, or the same for both"
            faults.append(Fault(f"line {row.line}, {column}", f"{cut(row.cells[column])} again", allowed))
    if not entries and not faults:
        faults.append(Fault("file", "no video", "at least one line that names a video, or sensors"))
    if faults:
        raise FaultyFileError(str(path), tuple(faults), next_step=_NEXT_STEP)
    return list(entries.values())


def _read(path: Path) -> str:
    if path.suffix.lower() in VIDEO_SUFFIXES:
        next_step = f"Name a folder or a list of videos, or `formcheck review {path.name}`."
        raise InputError("is one video, expected a folder or a list.", where=str(path), next_step=next_step)
    text = read_given(path).decode("utf-8-sig", "surrogateescape")  # names need not be UTF-8
    if "\x00" in text:
        next_step = "Name a folder, a list with one video a line, or a CSV table with a column `video`."
        raise InputError("is not a text.", where=str(path), next_step=next_step)
    return text


def _text_rows(text: str, base: Path) -> Iterator[_Row]:
    for number, line in enumerate(text.splitlines(), start=1):
        named = line.strip()
        if named and not named.startswith("#"):
            files = _paths(named, base)
            is_sensed = bool(files) and all(map(is_recording, files))
            yield _Row(number, {"sensors" if is_sensed else "video": named})


def _table_rows(text: str, faults: list[Fault]) -> Iterator[_Row]:
    lines = text.splitlines()
    head = next(iter(lines), "")
    # Spreadsheets set to a language with decimal commas write semicolons.
    reader = csv.reader(lines, delimiter=";" if ";" in head and "," not in head else ",")
    names = [name.strip().lower() for name in next(reader, [])]
    faults += _head_faults(names)
    if not set(_RECORDED) & set(names):
        return
    for values in reader:
        cells = {name: value.strip() for name, value in zip(names, values, strict=False) if value.strip()}
        if set(_RECORDED) & set(cells):
            yield _Row(reader.line_num, cells)
        elif cells:
            faults.append(Fault(f"line {reader.line_num}, video", "nothing", "the path of a video, or sensors"))


def _head_faults(names: list[str]) -> Iterator[Fault]:
    """Yield the faults of a header. Columns of other names are the person's own, but for those near to ours."""
    if not set(_RECORDED) & set(names):
        yield Fault("line 1", cut(", ".join(names)) or "nothing", "a header with a column `video` or `sensors`")
    for name in names:
        hint = did_you_mean(name, [one for one in _COLUMNS if one not in viewings.COLUMNS])  # words too plain to tell
        if name not in _COLUMNS and hint:
            yield Fault("line 1", f"column {cut(name)}", f"{', '.join(_COLUMNS)}{hint}")
    for name in _COLUMNS:
        if names.count(name) > 1:
            yield Fault("line 1", f"column {name} {names.count(name)} times", "each column once")


def _entry(row: _Row, base: Path, standard: Standard, worn: Worn, faults: list[Fault]) -> Entry:
    video = located(base, row.cells["video"]) if "video" in row.cells else None
    viewing = _viewing(row, standard, faults)
    own = replace(_standard(row, base, standard), side=_side(row, standard, faults), viewing=viewing)
    sensed = _worn(row, base, worn, faults)
    name = name_of(sensed.files) if video is None and sensed is not None else "" if video is None else video.stem
    return Entry(video, PurePosixPath(name), own, sensed)


def _name_faults(row: _Row, entry: Entry) -> Iterator[Fault]:
    """Yield the names that are no UTF-8 and none of a file either: the list was saved in another code."""
    files = {"video": () if entry.video is None else (entry.video,), "sensors": entry.worn.files if entry.worn else ()}
    for column, named in files.items():
        for file in named:
            if not _is_text(str(file)) and not file.exists():
                allowed = "the path of a file that is there; save the list as UTF-8"
                yield Fault(f"line {row.line}, {column}", cut(file.name), allowed)


def _is_text(name: str) -> bool:
    return name.encode("utf-8", "ignore").decode("utf-8") == name


def _side(row: _Row, standard: Standard, faults: list[Fault]) -> Side | None:
    side = row.cells.get("side", "").lower()
    if side and side not in _SIDES:
        faults.append(Fault(f"line {row.line}, side", cut(side), "auto, left or right"))
    return _SIDES.get(side, standard.side)


def _viewing(row: _Row, standard: Standard, faults: list[Fault]) -> Viewing:
    """Return how the video of a line is looked at."""
    told = {name: cell for name, cell in row.cells.items() if name in viewings.COLUMNS}
    if told and "video" not in row.cells:
        faults += [
            Fault(f"line {row.line}, {name}", cut(cell), "nothing, where the line names no video")
            for name, cell in told.items()
        ]
        return standard.viewing
    viewing, found = viewings.read_viewing(told, standard.viewing)
    faults += prefixed(f"line {row.line}, ", found)
    return viewing


def _worn(row: _Row, base: Path, worn: Worn, faults: list[Fault]) -> Worn | None:
    """Return the sensors of a line; None where it names none."""
    if "sensors" not in row.cells:
        faults += [
            Fault(f"line {row.line}, {name}", cut(row.cells[name]), "nothing, where the line names no sensors")
            for name in _OF_SENSORS
            if name in row.cells
        ]
        return None
    told = with_files(worn, _paths(row.cells["sensors"], base))
    if "calibration" in row.cells:
        told = replace(told, calibration=located(base, row.cells["calibration"]))
    places = _places(row, faults)
    return replace(told, places=places or worn.places, offset_s=_offset_s(row, faults))


def _paths(cell: str, base: Path) -> tuple[Path, ...]:
    return tuple(located(base, part.strip()) for part in cell.split(_BETWEEN) if part.strip())


def _places(row: _Row, faults: list[Fault]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for part in row.cells.get("place", "").split(_BETWEEN):
        name, _, place = part.strip().rpartition("=")
        try:
            places |= {name: place_named(place)} if part.strip() else {}
        except ValueError:
            faults.append(Fault(f"line {row.line}, place", cut(part), "NAME=right_shank, with left_, thigh or foot"))
    return places


def _offset_s(row: _Row, faults: list[Fault]) -> float | None:
    cell = row.cells.get("sensor_offset")
    if cell is None:
        return None
    try:
        offset_s = float(cell)
    except ValueError:
        offset_s = nan
    if not isfinite(offset_s) or "video" not in row.cells:
        faults.append(Fault(f"line {row.line}, sensor_offset", cut(cell), "seconds, where the line names a video too"))
    return offset_s


def _standard(row: _Row, base: Path, standard: Standard) -> Standard:
    """Return what a line is judged by; an exercise of its own does away with the prescription for all."""
    exercise, prescription = row.cells.get("exercise"), row.cells.get("prescription")
    if exercise is None and prescription is None:
        return standard
    return make_standard(exercise or standard.exercise, prescription, standard.side, base)


def _prescription_faults(standard: Standard) -> tuple[Fault, ...]:
    try:
        prescribe_first(standard.exercise, standard.prescription, standard.side)
    except ExerciseError as error:
        if standard.prescription is None:
            return error.faults
        return prefixed(f"prescription ({standard.prescription.name}): ", error.faults)
    return ()
