"""What a batch has to do, and what is there already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from formcheck.apps.batch.entries import Entry, Standard
from formcheck.apps.batch.marks import SCHEMA_VERSION, FileState, Procedure, Recipe, ResultMark, Stamp
from formcheck.apps.batch.naming import name_folders
from formcheck.apps.viewings import viewing_document
from formcheck.apps.worn import Worn
from formcheck.defaults import AUTO
from formcheck.exercise.loader import prescription_document
from formcheck.given import readable
from formcheck.session.recognition import is_recognised, prescribe_first

_SESSION = "session.json"


@dataclass(frozen=True, slots=True)
class Task:
    """One recording to be reviewed; all that a process, or another computer, needs to know.

    Parameters
    ----------
    video : Path or None
        Absolute path of the video; None of sensors alone.
    worn : Worn or None
        The sensors; None of a video alone.
    standard : Standard
        What it is judged by.
    stamp : Stamp
        What the result is made of.
    recipe : Recipe
        The same without the recording, to be looked up in the results.
    final : Path
        The folder for its results.
    language : str
        The language of what people read. It is no part of what the result is made of.
    """

    video: Path | None
    worn: Worn | None
    standard: Standard
    stamp: Stamp
    recipe: Recipe
    final: Path
    language: str

    @property
    def size_bytes(self) -> int:
        """Size of all its files; 0 where there are none."""
        return (self.stamp.size_bytes or 0) + sum(file.size_bytes for file in self.stamp.sensor_files)

    @property
    def files(self) -> tuple[Path, ...]:
        """All files and folders that it is made of."""
        return (*(() if self.video is None else (self.video,)), *(() if self.worn is None else self.worn.files))

    def mark(self, code: int, reason: str = "", frames: int = 0, seconds: float = 0.0) -> ResultMark:
        """Return the mark that says what became of it.

        Parameters
        ----------
        code : int
            Its exit code: 0 where it is done.
        reason : str
            Why it failed; empty where it is done.
        frames : int
            How many frames were judged.
        seconds : float
            How long it took; kept to a millisecond.
        """
        return ResultMark(SCHEMA_VERSION, self.stamp, self.recipe, code, reason, frames, round(seconds, 3))


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is to be done, and what need not be.

    Parameters
    ----------
    todo : dict of str to Task
        By the folder for its results; the largest one first, so that all processes end together.
    skipped : dict of str to ResultMark
        Done before.
    failed : dict of str to ResultMark
        Failed before, and not to be tried again.
    """

    todo: dict[str, Task]
    skipped: dict[str, ResultMark]
    failed: dict[str, ResultMark]


def make_worklist(
    entries: Sequence[Entry],
    out: Path,
    way: Procedure,
    marks: Mapping[str, ResultMark],
    language: str,
    *,
    is_retrying: bool,
) -> Worklist:
    """Return what is to be done.

    Parameters
    ----------
    entries : sequence of Entry
        What is asked.
    out : Path
        The folder of all results.
    way : Procedure
        How all are reviewed.
    marks : mapping of str to ResultMark
        What is there, by folder.
    language : str
        The language of what people read.
    is_retrying : bool
        Whether failed ones are tried again.
    """
    recipe_of = cache(partial(_recipe, way))
    folders = name_folders(entries, marks, out)
    todo: list[tuple[str, Task]] = []
    skipped: dict[str, ResultMark] = {}
    failed: dict[str, ResultMark] = {}
    for entry in entries:
        folder = folders[entry.key]
        task, mark = _task(entry, recipe_of(entry.standard), out / folder, language), marks.get(folder)
        if mark is None or not mark.stamp.is_of(task.stamp):
            todo.append((folder, task))
        elif mark.is_done and (task.final / _SESSION).exists():
            skipped[folder] = mark
        elif mark.is_done or is_retrying:
            todo.append((folder, task))
        else:
            failed[folder] = mark
    todo.sort(key=lambda item: -item[1].size_bytes)
    return Worklist(dict(todo), skipped, failed)


def _recipe(way: Procedure, standard: Standard) -> Recipe:
    prescription = prescribe_first(standard.exercise, standard.prescription, standard.side)
    document = prescription_document(prescription)
    if is_recognised(standard.exercise, standard.prescription):
        document = {"exercise": AUTO, "side": standard.side}
    return Recipe(way, document, viewing=viewing_document(standard.viewing) or None)


def _task(entry: Entry, recipe: Recipe, final: Path, language: str) -> Task:
    if entry.worn is not None:
        recipe = _with_sensors(recipe, entry.worn, is_filmed=entry.video is not None)
    return Task(entry.video, entry.worn, entry.standard, _stamp(entry, recipe), recipe, final, language)


def _with_sensors(recipe: Recipe, worn: Worn, *, is_filmed: bool) -> Recipe:
    """Return a recipe with what is known of the sensors; where nothing was filmed, no pose model has a part in it."""
    known: dict[str, object] = {
        "calibration": _document(worn.calibration),
        "places": {name: str(place) for name, place in worn.places.items()},
        "offset_s": worn.offset_s,
    }
    way = recipe.way if is_filmed else Procedure(recipe.way.version, "", "", "", overlay=False)
    return replace(recipe, way=way, sensors=known, viewing=recipe.viewing if is_filmed else None)


def _document(calibration: Path | None) -> object:
    """Return what stands in a calibration; None where it cannot be read, which a review tells in its own words."""
    try:
        return None if calibration is None else json.loads(calibration.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _stamp(entry: Entry, recipe: Recipe) -> Stamp:
    state = None if entry.video is None else _state(entry.video, entry.video.name)
    given = () if entry.worn is None else entry.worn.files
    return Stamp(
        video=None if entry.video is None else readable(entry.video.as_posix()),
        size_bytes=None if state is None else state.size_bytes,
        mtime_ns=None if state is None else state.mtime_ns,
        fingerprint=recipe.fingerprint,
        sensors=tuple(readable(path.as_posix()) for path in given),
        sensor_files=tuple(one for path in given for one in _states(path)),
    )


def _states(given: Path) -> Iterator[FileState]:
    """Yield the state of a file, or of all files of a folder."""
    for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
        if path.is_file() and (state := _state(path, path.relative_to(given.parent).as_posix())) is not None:
            yield state


def _state(path: Path, name: str) -> FileState | None:
    """Return what a file is like; None where it is missing, which a review tells in its own words."""
    try:
        state = path.stat()
    except OSError:
        return None
    return FileState(readable(name), state.st_size, state.st_mtime_ns)
