"""A set of clips made by others: the truth of all of them in ``truth.json``, the angles of their frames beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from formcheck.errors import Fault, FaultyFileError
from formcheck.events import FlagKind, Verdict
from formcheck.samples import Dof, Side
from formcheck.validation.model import ScoredRepetition, Series
from formcheck.validation.truth.clip import Truth
from formcheck.validation.truth.faults import faults_of, read_json
from formcheck.validation.truth.manifest import Camera, ClipScene, Described, FileName

CLIP_SET: Final = "truth.json"

_NEXT: Final = "The text `about` in truth.json says what its entries mean; mend the entry, or ask who made the clips."
_ANGLES: Final = {
    Dof.KNEE_FLEXION: "knee",
    Dof.ANKLE_DORSIFLEXION: "ankle",
    Dof.THIGH_ELEVATION: "thigh",
    Dof.TRUNK_LEAN: "trunk",
    Dof.NECK_FLEXION: "neck",
}


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Repetition(_Table):
    label: Verdict
    accept_also: tuple[Verdict, ...] = ()
    start_s: float
    peak_s: float
    end_s: float
    knee_rest: float | None = None
    knee_peak: float | None = None
    ankle_rest: float | None = None
    ankle_peak: float | None = None


class _Clip(_Table):
    file: FileName
    frames: FileName | None = None
    exercise: str
    exercise_done: str | None = None
    side: Side
    camera_yaw_deg: float | None = None
    camera_distance_m: float | None = None
    repetitions: tuple[_Repetition, ...]


class _ClipSet(_Table):
    clips: tuple[_Clip, ...]


class _Frame(_Table):
    t: float
    knee: float | None = None
    ankle: float | None = None
    thigh: float | None = None
    trunk: float | None = None
    neck: float | None = None


class _Frames(_Table):
    frames: tuple[_Frame, ...]


@dataclass(frozen=True, slots=True)
class ClipSet:
    """The clips of a folder and where their truth is.

    Parameters
    ----------
    folder : Path
        Where they are.
    clips : tuple of Described
        The clips.
    entries : mapping of str to _Clip
        Their entries in the file, by the names of the clips.
    """

    folder: Path
    clips: tuple[Described, ...]
    entries: Mapping[str, _Clip]

    def truth_of(self, clip: Described) -> Truth:
        """Return the truth of a clip.

        Parameters
        ----------
        clip : Described
            One of this set.

        Raises
        ------
        InputError
            The angles of its frames are missing or have faults.
        """
        entry = self.entries[clip.file]
        frames = _load_frames(self.folder / entry.frames) if entry.frames else ()
        times = np.array([frame.t for frame in frames], dtype=np.float64)
        deg = {dof: _angles(frames, name) for dof, name in _ANGLES.items()}
        return Truth(
            entry.side, None, times, deg, tuple(_scored(one) for one in entry.repetitions), names_all_faults=False
        )


def load_clip_set(folder: Path) -> ClipSet:
    """Read the truth of a set of clips.

    Parameters
    ----------
    folder : Path
        Where `CLIP_SET` and the clips are.

    Raises
    ------
    InputError
        It has faults: all of them in one message.
    """
    path = folder / CLIP_SET
    try:
        document = _ClipSet.model_validate(read_json(path, "the truth of the clips", _NEXT))
    except ValidationError as error:
        raise FaultyFileError(str(path), faults_of(error, _ClipSet.model_json_schema()), next_step=_NEXT) from error
    entries = {clip.file: clip for clip in document.clips}
    if len(entries) < len(document.clips):
        fault = Fault("clips", f"{len(document.clips)} clips of {len(entries)} files", "each file once")
        raise FaultyFileError(str(path), (fault,), next_step=_NEXT)
    return ClipSet(folder, tuple(_described(clip) for clip in document.clips), entries)


def _described(clip: _Clip) -> Described:
    done = clip.exercise_done or clip.exercise
    return Described(
        file=clip.file,
        title=Path(clip.file).stem.replace("_", " "),
        exercise=clip.exercise,
        side=clip.side,
        scene=ClipScene(camera=Camera(yaw_deg=clip.camera_yaw_deg, distance_m=clip.camera_distance_m)),
        conditions={} if done == clip.exercise else {"done": done},
    )


def _load_frames(path: Path) -> tuple[_Frame, ...]:
    try:
        frames = _Frames.model_validate(read_json(path, "the angles of the frames", _NEXT)).frames
    except ValidationError as error:
        raise FaultyFileError(str(path), faults_of(error, _Frames.model_json_schema()), next_step=_NEXT) from error
    if np.any(np.diff([frame.t for frame in frames]) <= 0.0):
        fault = Fault("frames", "times that do not increase", "increasing times")
        raise FaultyFileError(str(path), (fault,), next_step=_NEXT)
    return frames


def _angles(frames: Sequence[_Frame], name: str) -> Series:
    values: list[float | None] = [getattr(frame, name) for frame in frames]
    return np.array([nan if value is None else value for value in values], dtype=np.float64)


def _scored(one: _Repetition) -> ScoredRepetition:
    """Return a repetition; of its faults the file names only the one that decides, and not the joint."""
    fault = () if one.label in {Verdict.GOOD, Verdict.NOT_MEASURABLE} else ((FlagKind(one.label.value), None),)
    return ScoredRepetition(
        one.start_s,
        one.peak_s,
        one.end_s,
        one.label,
        fault,
        _joints(one.knee_rest, one.ankle_rest),
        _joints(one.knee_peak, one.ankle_peak),
        one.accept_also,
    )


def _joints(knee: float | None, ankle: float | None) -> dict[Dof, float]:
    known = {Dof.KNEE_FLEXION: knee, Dof.ANKLE_DORSIFLEXION: ankle}
    return {dof: nan if deg is None else deg for dof, deg in known.items()}
