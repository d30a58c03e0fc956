"""The mark in the folder of every recording: what was made there, of what, and how it ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from formcheck.apps import exits
from formcheck.apps.batch.entries import Key
from formcheck.apps.results import MARK
from formcheck.session.schema import DIALECT

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Procedure:
    """How all recordings of a batch are reviewed.

    Parameters
    ----------
    version : str
        Version of formcheck.
    model, model_sha256 : str
        The pose model and the hash of its file; empty where there is no video, as is the next one.
    estimator : str
        What runs the model.
    overlay : bool
        Whether ``overlay.mp4`` is written.
    faces : bool
        Whether pictures show the face.
    """

    version: str
    model: str
    model_sha256: str
    estimator: str
    overlay: bool
    faces: bool = False


@dataclass(frozen=True, slots=True)
class Recipe:
    """All but the recording that a result depends on.

    Parameters
    ----------
    way : Procedure
        How it is reviewed.
    prescription : mapping of str to object
        What it is judged by, with all numbers.
    sensors : mapping of str to object, or None
        What is known of the sensors: their calibration, their places, their clock; None without sensors.
    viewing : mapping of str to str, or None
        How the video is looked at, as a list says it; None for as it is.
    """

    way: Procedure
    prescription: Mapping[str, object]
    sensors: Mapping[str, object] | None = None
    viewing: Mapping[str, str] | None = None

    @property
    def fingerprint(self) -> str:
        """The same for the same recipe; the order of the entries counts, as it does in an exercise."""
        known = [one for one in (self.sensors, self.viewing) if one is not None]
        text = json.dumps([asdict(self.way), self.prescription, *known])
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file was like.

    Parameters
    ----------
    name : str
        Its name, with those of the folders above it up to the one that was named.
    size_bytes, mtime_ns : int
        Its size and the time of its last change.
    """

    name: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a result is made of. As long as it is the same, nothing is done twice.

    Parameters
    ----------
    video : str or None
        Absolute path of the video, with ``/`` between its parts on every system; None of sensors alone.
    size_bytes, mtime_ns : int or None
        Its size and the time of its last change; None where there is no such file.
    fingerprint : str
        Of its recipe.
    sensors : tuple of str
        Absolute paths of the recording of sensors, files or folders, likewise; empty of a video alone.
    sensor_files : tuple of FileState
        All files at these paths that are there.
    """

    video: str | None
    size_bytes: int | None
    mtime_ns: int | None
    fingerprint: str
    sensors: tuple[str, ...] = ()
    sensor_files: tuple[FileState, ...] = ()

    @property
    def key(self) -> Key:
        """What tells the recording from all others."""
        return tuple(map(Path, self.sensors)) if self.video is None else (Path(self.video),)

    @property
    def name(self) -> str:
        """What was reviewed, for people: the video, or all files of the sensors."""
        return ", ".join(self.sensors) if self.video is None else self.video

    def is_of(self, other: Stamp) -> bool:
        """Tell whether it is the same as another of the same folder, however paths were spelt then.

        Windows knows c:/ and C:/.

        Parameters
        ----------
        other : Stamp
            The other one.
        """
        return replace(self, video=other.video, sensors=other.sensors) == other


@dataclass(frozen=True, slots=True)
class ResultMark:
    """What became of a recording, as written to ``batch.json``.

    Parameters
    ----------
    schema_version : int
        Version of this structure.
    stamp : Stamp
        What it was made of.
    recipe : Recipe
        The recipe, for people to read.
    code : int
        Exit code of the recording: 0 where it is done.
    reason : str
        Why it failed; empty where it is done.
    frames : int
        How many frames were judged; of sensors alone, at how many times they were read.
    seconds : float
        How long it took.
    """

    schema_version: int
    stamp: Stamp
    recipe: Recipe
    code: int
    reason: str
    frames: int
    seconds: float

    @property
    def is_done(self) -> bool:
        """Whether the recording was reviewed to its end."""
        return self.code == exits.SUCCESS


_MARK: Final = TypeAdapter(ResultMark)


def mark_schema() -> dict[str, object]:
    """Return the JSON Schema of ``batch.json``.

    Returns
    -------
    dict
        A JSON Schema, draft 2020-12.
    """
    return {"$schema": DIALECT, **_MARK.json_schema(mode="serialization")}


def write_mark(folder: Path, mark: ResultMark) -> None:
    """Write a mark into a folder, as the last of its files.

    Parameters
    ----------
    folder : Path
        The folder of one result, which is there.
    mark : ResultMark
        What became of the recording; ``batch.json`` there is replaced.
    """
    (folder / MARK).write_bytes(_MARK.dump_json(mark, indent=2) + b"\n")


def read_mark(folder: Path) -> ResultMark | None:
    """Return the mark of a folder; None where there is none, or none that can be understood.

    Parameters
    ----------
    folder : Path
        The folder of one result.
    """
    try:
        mark = _MARK.validate_json((folder / MARK).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None
    return mark if mark.schema_version == SCHEMA_VERSION else None
