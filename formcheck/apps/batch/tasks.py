"""What a batch has to do, and what is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from formcheck.apps.batch.entries import Entry, Standard
from formcheck.apps.batch.marks import SCHEMA_VERSION, Procedure, Recipe, ResultMark, Stamp
from formcheck.apps.batch.naming import name_folders
from formcheck.exercise.loader import prescription_document
from formcheck.session.run import prescribe

_SESSION = "session.json"


@dataclass(frozen=True, slots=True)
class Task:
    """One video to be reviewed; all that a process, or another computer, needs to know.

    Parameters
    ----------
    video : Path
        Its absolute path.
    standard : Standard
        What it is judged by.
    stamp : Stamp
        What the result is made of.
    recipe : Recipe
        The same without the video, to be looked up in the results.
    final : Path
        The folder for its results.
    language : str
        The language of what people read. It is no part of what the result is made of.
    """

    video: Path
    standard: Standard
    stamp: Stamp
    recipe: Recipe
    final: Path
    language: str

    @property
    def size_bytes(self) -> int:
        """Size of the video; 0 where there is no such file."""
        return self.stamp.size_bytes or 0

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
        By the folder for its results; the largest video first, so that all processes end together.
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
        Whether failed videos are tried again.
    """
    recipe_of = cache(partial(_recipe, way))
    folders = name_folders(entries, marks, out)
    todo: list[tuple[str, Task]] = []
    skipped: dict[str, ResultMark] = {}
    failed: dict[str, ResultMark] = {}
    for entry in entries:
        folder = folders[entry.video]
        task, mark = _task(entry, recipe_of(entry.standard), out / folder, language), marks.get(folder)
        # The folder is this video's own, however its path was spelt then: Windows knows c:/ and C:/.
        if mark is None or replace(mark.stamp, video=task.stamp.video) != task.stamp:
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
    prescription = prescribe(standard.exercise, standard.prescription, standard.side)
    return Recipe(way, prescription_document(prescription))


def _task(entry: Entry, recipe: Recipe, final: Path, language: str) -> Task:
    size_bytes, mtime_ns = _state(entry.video)
    stamp = Stamp(entry.video.as_posix(), size_bytes, mtime_ns, recipe.fingerprint)
    return Task(entry.video, entry.standard, stamp, recipe, final, language)


def _state(video: Path) -> tuple[int, int] | tuple[None, None]:
    """Return size and time of the last change; none for a missing file, which a review tells in its own words."""
    try:
        state = video.stat()
    except OSError:
        return None, None
    return state.st_size, state.st_mtime_ns
