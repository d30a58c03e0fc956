"""Which folder each recording's results go to: as it was before, else as wished, numbered where that is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.apps.batch.entries import Entry, Key
from formcheck.apps.batch.marks import ResultMark
from formcheck.apps.naming import folded, numbered, portable_name
from formcheck.apps.results import MARK

TABLE: Final = "repetitions.parquet"
RECORDINGS: Final = "recordings.parquet"
_ROOT: Final = PurePosixPath()


def name_folders(entries: Iterable[Entry], marks: Mapping[str, ResultMark], out: Path) -> dict[Key, str]:
    """Return the folder for each recording, below the folder of all results.

    A recording keeps the folder it has, so that others which come later never move or replace a result. No result
    stands within another, and nothing that is not of a batch is written over. New names are such that every system can
    hold them.

    Parameters
    ----------
    entries : iterable of Entry
        The recordings.
    marks : mapping of str to ResultMark
        The results that are there, by folder.
    out : Path
        The folder of all results.
    """
    kept = {mark.stamp.key: folder for folder, mark in marks.items()}
    new = [entry for entry in entries if entry.key not in kept]
    names = _Names(out, marks, new)
    folders = {entry.key: kept[entry.key] for entry in entries if entry.key in kept}
    return folders | {entry.key: names.take(entry.place) for entry in new}


class _Names:
    """The names that are taken, folded: what one system holds apart may be one to another."""

    def __init__(self, out: Path, marks: Mapping[str, ResultMark], new: Iterable[Entry]) -> None:
        self._out = out
        self._results = {_folded(PurePosixPath(name)) for name in (*marks, TABLE)}
        wished = (_folded(_portable(entry.place)) for entry in new)
        self._parents = {parent for place in (*self._results, *wished) for parent in place.parents}

    def take(self, wished: PurePosixPath) -> str:
        """Return the name nearest to the one wished that is free, and take it."""
        *above, last = _portable(wished).parts
        parent = _ROOT
        for part in above:
            parent = _free(parent / part, lambda one: _folded(one) in self._results)
        name = _free(parent / last, self._is_taken)
        self._results.add(_folded(name))
        self._parents.update(_folded(name).parents)
        return name.as_posix()

    def _is_taken(self, name: PurePosixPath) -> bool:
        place, known = self._out / name, _folded(name)
        is_foreign = place.exists() and not (place / MARK).exists()
        return known in self._results or known in self._parents or is_foreign


def _portable(place: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(*map(portable_name, place.parts))


def _folded(place: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(folded(place.as_posix()))


def _free(place: PurePosixPath, is_taken: Callable[[PurePosixPath], bool]) -> PurePosixPath:
    return place.with_name(numbered(place.name, lambda name: is_taken(place.with_name(name))))
