"""What a batch is asked to do: the recordings of a folder, or of a list, and what each is judged by."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.apps.batch.sensors import bare_path, find_recordings, with_files
from formcheck.apps.worn import Worn
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.errors import InputError
from formcheck.exercise.loader import exercise_ids
from formcheck.given import readable
from formcheck.samples import Side
from formcheck.sources.video import VIDEO_SUFFIXES
from formcheck.sources.viewing import AS_IT_IS, Viewing

_RESULTS: Final = frozenset({"overlay.mp4", "orientations.sto"})
_BESIDE_RESULTS: Final = "record.jsonl"

Key = tuple[Path, ...]
"""What tells an entry from all others: its video, or the files of its sensors where there is no video."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What a recording is judged by, and how it is looked at.

    Parameters
    ----------
    exercise : str
        Id of an exercise of the library, or absolute path of an exercise file.
    prescription : Path or None
        Absolute path of a prescription; it names the exercise itself.
    side : Side or None
        The working leg; None for the prescription's, or the leg that moves.
    viewing : Viewing
        How a video is looked at.
    """

    exercise: str = DEFAULT_EXERCISE
    prescription: Path | None = None
    side: Side | None = None
    viewing: Viewing = AS_IT_IS


@dataclass(frozen=True, slots=True)
class Entry:
    """One recording of a batch: a video, sensors on the leg, or both together.

    Parameters
    ----------
    video : Path or None
        Absolute path of the video; None of sensors alone.
    place : PurePosixPath
        Where its results are wished, below the folder for all results.
    standard : Standard
        What it is judged by.
    worn : Worn or None
        The sensors, with absolute paths; None of a video alone.
    """

    video: Path | None
    place: PurePosixPath
    standard: Standard
    worn: Worn | None = None

    @property
    def key(self) -> Key:
        """What tells it from all others, as paths that can be written down."""
        files = (self.video,) if self.video is not None else () if self.worn is None else self.worn.files
        return tuple(Path(readable(str(one))) for one in files)


def make_standard(
    exercise: str | Path,
    prescription: str | Path | None,
    side: Side | None,
    base: Path,
    viewing: Viewing = AS_IT_IS,
) -> Standard:
    """Return what to judge by, with paths made absolute: a worker may stand in another folder.

    Parameters
    ----------
    exercise : str or Path
        Id or path of an exercise.
    prescription : str or Path or None
        Path of a prescription.
    side : Side or None
        The working leg.
    base : Path
        The folder that relative paths start from.
    viewing : Viewing
        How a video is looked at.
    """
    word = str(exercise)
    looks_like_path = "/" in word or "\\" in word or bool(Path(word).suffix)
    is_file = isinstance(exercise, Path) or (word not in exercise_ids() and looks_like_path)
    return Standard(
        exercise=str(located(base, word)) if is_file else word,
        prescription=located(base, prescription) if prescription is not None else None,
        side=side,
        viewing=viewing,
    )


def located(base: Path, written: str | Path) -> Path:
    r"""Return the absolute path that is meant by one in a list, which may have been written on another system.

    Parameters
    ----------
    base : Path
        The folder that relative paths start from.
    written : str or Path
        The path; where there is none of this name, each ``\`` in it stands for ``/``.
    """
    path = absolute(base / written)
    if "\\" in str(written) and not path.exists():
        return absolute(base / str(written).replace("\\", "/"))
    return path


def absolute(path: Path) -> Path:
    """Return an absolute path without ``..``; links stay, as another machine may see only them.

    Parameters
    ----------
    path : Path
        There or not; ``~`` stands for the person's folder, and a relative one starts where this process is.
    """
    return Path(os.path.normpath(path.expanduser().absolute()))


def find_entries(folder: Path, standard: Standard, out: Path, worn: Worn | None = None) -> list[Entry]:
    """Return the recordings of a folder and all folders in it, in order; results are wished in folders like theirs.

    A video and a recording of sensors that lie side by side and bear the same name are of one session. Hidden files and
    folders, the folder for results and the results of earlier reviews are passed over.

    Parameters
    ----------
    folder : Path
        The folder, absolute.
    standard : Standard
        What all are judged by.
    out : Path
        The folder for results, absolute.
    worn : Worn, optional
        What is known of all sensors.

    Raises
    ------
    InputError
        There is neither a video nor a recording of sensors in it.
    OSError
        A folder in it cannot be read: to pass it over would lose its recordings.
    """
    files = list(_files_in(folder, out))
    videos = [file for file in files if file.suffix.lower() in VIDEO_SUFFIXES]
    recordings = find_recordings(files, folder)
    if not videos and not recordings:
        raise InputError(
            f"holds no video (looked for {', '.join(sorted(VIDEO_SUFFIXES))}, in all folders in it) and no recording "
            "of sensors.",
            where=str(folder),
            next_step="Name another folder, or a list of videos.",
        )
    together = _together(videos, recordings)
    sensors = {one: with_files(worn or Worn(), (one,)) for one in recordings}
    filmed = [
        Entry(video, _place(video, folder), standard, sensors.pop(together[video]) if video in together else None)
        for video in videos
    ]
    return [*filmed, *(Entry(None, _place(one, folder), standard, told) for one, told in sensors.items())]


def _files_in(folder: Path, out: Path) -> Iterator[Path]:
    for here, inner, files in os.walk(folder, onerror=_refuse):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and Path(here, name) != out)
        yield from (Path(here, name) for name in sorted(files) if not _is_passed_over(Path(here, name)))


def _refuse(error: OSError) -> None:
    raise error


def _is_passed_over(path: Path) -> bool:
    is_result = path.name in _RESULTS and (path.parent / _BESIDE_RESULTS).exists()
    return path.name.startswith(".") or is_result


def _together(videos: Iterable[Path], recordings: Iterable[Path]) -> dict[Path, Path]:
    """Return the recording of sensors that goes with each video: the only one of its name, and it the only video."""
    named: dict[Path, tuple[list[Path], list[Path]]] = {}
    for video in videos:
        named.setdefault(bare_path(video), ([], []))[0].append(video)
    for recording in recordings:
        named.setdefault(bare_path(recording), ([], []))[1].append(recording)
    return {filmed[0]: sensed[0] for filmed, sensed in named.values() if len(filmed) == 1 and len(sensed) == 1}


def _place(recording: Path, folder: Path) -> PurePosixPath:
    if recording == folder:
        return PurePosixPath(folder.name)
    return PurePosixPath(bare_path(recording).relative_to(folder).as_posix())
