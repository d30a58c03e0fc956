"""What a batch is asked to do: the videos of a folder, or of a list, and what each is judged by."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.errors import InputError
from formcheck.exercise.loader import exercise_ids
from formcheck.samples import Side
from formcheck.sources.video import VIDEO_SUFFIXES

_OVERLAY: Final = "overlay.mp4"
_BESIDE_OVERLAY: Final = "record.jsonl"


@dataclass(frozen=True, slots=True)
class Standard:
    """What a video is judged by.

    Parameters
    ----------
    exercise : str
        Id of an exercise of the library, or absolute path of an exercise file.
    prescription : Path or None
        Absolute path of a prescription; it names the exercise itself.
    side : Side or None
        The working leg; None for the prescription's, or the leg that moves.
    """

    exercise: str = DEFAULT_EXERCISE
    prescription: Path | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One video of a batch.

    Parameters
    ----------
    video : Path
        Its absolute path.
    place : PurePosixPath
        Where its results are wished, below the folder for all results.
    standard : Standard
        What it is judged by.
    """

    video: Path
    place: PurePosixPath
    standard: Standard


def make_standard(exercise: str | Path, prescription: str | Path | None, side: Side | None, base: Path) -> Standard:
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
    """
    word = str(exercise)
    looks_like_path = "/" in word or "\\" in word or bool(Path(word).suffix)
    is_file = isinstance(exercise, Path) or (word not in exercise_ids() and looks_like_path)
    return Standard(
        exercise=str(located(base, word)) if is_file else word,
        prescription=located(base, prescription) if prescription is not None else None,
        side=side,
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


def find_entries(folder: Path, standard: Standard, out: Path) -> list[Entry]:
    """Return the videos of a folder and all folders in it, in order; results are wished in folders like theirs.

    Hidden files and folders, the folder for results and the overlays of earlier reviews are passed over.

    Parameters
    ----------
    folder : Path
        The folder, absolute.
    standard : Standard
        What all are judged by.
    out : Path
        The folder for results, absolute.

    Raises
    ------
    InputError
        There is no video in it.
    OSError
        A folder in it cannot be read: to pass it over would lose its videos.
    """
    found = []
    for here, inner, files in os.walk(folder, onerror=_refuse):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and Path(here, name) != out)
        found += [Path(here, name) for name in sorted(files) if _is_video(Path(here, name))]
    if not found:
        raise InputError(
            f"holds no video (looked for {', '.join(sorted(VIDEO_SUFFIXES))}, in all folders in it).",
            where=str(folder),
            next_step="Name another folder, or a list of videos.",
        )
    return [Entry(video, _place(video.relative_to(folder)), standard) for video in found]


def _refuse(error: OSError) -> None:
    raise error


def _is_video(path: Path) -> bool:
    is_overlay = path.name == _OVERLAY and (path.parent / _BESIDE_OVERLAY).exists()
    return path.suffix.lower() in VIDEO_SUFFIXES and not path.name.startswith(".") and not is_overlay


def _place(relative: Path) -> PurePosixPath:
    return PurePosixPath(relative.with_suffix("").as_posix())
