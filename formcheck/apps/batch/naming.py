"""Which folder each video's results go to: as it was before, else as wished, numbered where that is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.apps.batch.entries import Entry
from formcheck.apps.batch.marks import MARK, ResultMark

TABLE: Final = "repetitions.parquet"
_ROOT: Final = PurePosixPath()


def name_folders(entries: Iterable[Entry], marks: Mapping[str, ResultMark], out: Path) -> dict[Path, str]:
    """Return the folder for each video, below the folder of all results.

    A video keeps the folder it has, so that videos which come later never move or replace a result. No result stands
    within another, and nothing that is not of a batch is written over.

    Parameters
    ----------
    entries : iterable of Entry
        The videos.
    marks : mapping of str to ResultMark
        The results that are there, by folder.
    out : Path
        The folder of all results.
    """
    kept = {Path(mark.stamp.video): folder for folder, mark in marks.items()}
    new = [entry for entry in entries if entry.video not in kept]
    names = _Names(out, marks, new)
    folders = {entry.video: kept[entry.video] for entry in entries if entry.video in kept}
    return folders | {entry.video: names.take(entry.place) for entry in new}


class _Names:
    """The names that are taken."""

    def __init__(self, out: Path, marks: Mapping[str, ResultMark], new: Iterable[Entry]) -> None:
        self._out = out
        self._results = {PurePosixPath(folder) for folder in marks} | {PurePosixPath(TABLE)}
        places = (*self._results, *(entry.place for entry in new))
        self._parents = {parent for place in places for parent in place.parents}

    def take(self, wished: PurePosixPath) -> str:
        """Return the name nearest to the one wished that is free, and take it."""
        parent = _ROOT
        for part in wished.parent.parts:
            parent = _numbered(parent / part, self._results.__contains__)
        name = _numbered(parent / wished.name, self._is_taken)
        self._results.add(name)
        self._parents.update(name.parents)
        return name.as_posix()

    def _is_taken(self, name: PurePosixPath) -> bool:
        place = self._out / name
        is_foreign = place.exists() and not (place / MARK).exists()
        return name in self._results or name in self._parents or is_foreign


def _numbered(name: PurePosixPath, is_taken: Callable[[PurePosixPath], bool]) -> PurePosixPath:
    number, free = 1, name
    while is_taken(free):
        number += 1
        free = name.with_name(f"{name.name}-{number}")
    return free
