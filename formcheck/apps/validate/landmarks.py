"""Landmarks of a clip, kept in a file so that a change of the engine is validated without the pose model.

The file is a record (`formcheck.session.record`) without events, packed by gzip: unpacked, ``formcheck replay`` reads
it. Only programs, source and landmarks are read back; exercise and errors are always today's.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import RecordError
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Pose, SourceInfo
from formcheck.session import codec
from formcheck.session.model import Header, Software, Step
from formcheck.session.output import BlankOutput
from formcheck.session.record import RECORD_VERSION, frame_line, header_line, read_pose

SUFFIX: Final = ".record.jsonl.gz"
_NEXT: Final = "Delete it: the next run with the video makes a new one."
_NAMES: Final = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What a pose model found in a clip.

    Parameters
    ----------
    software : Software
        The programs that found it.
    source : SourceInfo
        The clip.
    poses : tuple of Pose
        In order.
    sha256 : str
        Hash of the video; empty in records that do not hold it.
    is_smoothed : bool
        Whether the estimator smoothed the poses over time; so it did where a record does not say.
    """

    software: Software
    source: SourceInfo
    poses: tuple[Pose, ...]
    sha256: str = ""
    is_smoothed: bool = True


class Collector(BlankOutput):
    """Gathers the landmarks of a review."""

    def __init__(self) -> None:
        self._header: Header | None = None
        self._poses: list[Pose] = []

    def begin(self, header: Header) -> None:
        """Keep what the session is."""
        self._header = header

    def write(self, step: Step) -> None:
        """Keep a pose; the events are left to the engine of the day."""
        self._poses.append(step.estimated)

    @property
    def header(self) -> Header:
        """What the session is; there once a review has begun."""
        if self._header is None:
            raise RuntimeError("landmarks are there once a review has begun")
        return self._header

    def landmarks(self, sha256: str) -> Landmarks:
        """Return what was gathered."""
        header = self.header
        return Landmarks(header.software, header.source, tuple(self._poses), sha256, header.is_smoothed)

    def save(self, path: Path, sha256: str) -> None:
        """Write the record; the same landmarks give the same bytes."""
        end = json.dumps({"end": {"frames": len(self._poses), "source_sha256": sha256}})
        frames = (frame_line(pose, BLAZEPOSE_33) for pose in self._poses)
        text = "".join(f"{line}\n" for line in (header_line(self.header, BLAZEPOSE_33), *frames, end))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")  # a run that is killed leaves no half a record
        part.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
        part.replace(path)


def record_path(folder: Path, file: str) -> Path:
    """Return where the landmarks of a clip are kept.

    Examples
    --------
    >>> record_path(Path("kept"), "derived/good-mirrored.mp4").as_posix()
    'kept/derived__good-mirrored.record.jsonl.gz'
    """
    stem = file.rpartition(".")[0] or file
    return folder / (stem.replace("/", "__") + SUFFIX)


def hash_of(video: Path) -> str:
    """Return the SHA-256 of a video, as hexadecimal digits."""
    with video.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_landmarks(path: Path) -> Landmarks:
    """Read kept landmarks.

    Raises
    ------
    RecordError
        The file cannot be read, is no record, or is cut short.
    """
    try:
        header, *rest = map(json.loads, gzip.decompress(path.read_bytes()).decode().splitlines())
        return _decode(header["header"], rest)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, ValidationError) as error:
        raise RecordError(f"is no record of landmarks ({error}).", where=str(path), next_step=_NEXT) from error


def _decode(header: dict[str, object], lines: list[dict[str, dict[str, object]]]) -> Landmarks:
    if header["version"] != RECORD_VERSION:
        raise ValueError(f"format version {header['version']}, expected {RECORD_VERSION}")
    names = _NAMES.validate_python(header["landmarks"])
    end = lines[-1]["end"]
    poses = tuple(read_pose(line["frame"], names) for line in lines if "frame" in line)
    if end["frames"] != len(poses):
        raise ValueError(f"found {len(poses)} frames, expected {end['frames']}")
    software = codec.from_document(Software, header["software"])
    source = codec.from_document(SourceInfo, header["source"])
    return Landmarks(software, source, poses, str(end.get("source_sha256", "")), bool(header.get("is_smoothed", True)))
