"""Landmarks of the clips of the population: several runs of the pose models over one clip, in one small file.

The file is compressed by xz. Unpacked it holds one line of JSON (`Header`), and then, without gaps, little-endian: the
times of the clip's pictures (float64); and for each run the numbers of the pictures it was given (uint16), whether
somebody was found in each (uint8), and of the pictures with somebody the positions (int16, tenths of a pixel, x then y
of every point) and the visibilities (uint8, hundredths). Positions and visibilities lie point by point, each the
difference to the picture before; of the positions come all low bytes before all high bytes. So they pack well.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from formcheck.errors import InputError, RecordError
from formcheck.given import MOST_RECORDING, MOST_TRUTH, read_given, reason, unpacked
from formcheck.parsing import parse_json
from formcheck.samples import Landmark, Pose

SUFFIX: Final = ".landmarks.xz"
RATES: Final = ("30", "15", "uneven")
"""Pictures per second: all, every second one, and unevenly about ten."""

FORMAT: Final = 1
STEP_PX: Final = 0.1
STEP_VISIBILITY: Final = 0.01
POINTS: Final = (
    "nose",
    *(
        f"{side}_{point}"
        for point in ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
        for side in ("left", "right")
    ),
)
"""The points that are kept: those that angles are measured between, and those that the body is drawn with."""

_NEXT: Final = "Draw the clip again (sample_videos/population/README.md)."
_FILTERS: Final = ({"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0},)
_FURTHEST: Final = 32_767


@dataclass(frozen=True, slots=True)
class RunHeader:
    """Which run of a pose model follows.

    Parameters
    ----------
    model : str
        Name of the pose model.
    rate : str
        One of `RATES`.
    pictures, found : int
        How many pictures it was given, and in how many it found somebody.
    """

    model: str
    rate: str
    pictures: int
    found: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a file of landmarks says of itself.

    Parameters
    ----------
    format : int
        `FORMAT`.
    width_px, height_px : int
        Size of the picture.
    pictures : int
        How many the clip has.
    points : tuple of str
        Names of the points.
    software : mapping of str to str
        What found them.
    runs : tuple of RunHeader
        In the order of the file.
    """

    format: int
    width_px: int
    height_px: int
    pictures: int
    points: tuple[str, ...]
    software: dict[str, str]
    runs: tuple[RunHeader, ...]


@dataclass(frozen=True, slots=True)
class LandmarkRun:
    """What a pose model found in some pictures of a clip.

    Parameters
    ----------
    model : str
        Name of the pose model.
    rate : str
        One of `RATES`.
    numbers : tuple of int
        Numbers of the pictures in the clip, from 0.
    poses : tuple of Pose
        One for each; counted from 0 within the run, as a recording at that rate would be.
    """

    model: str
    rate: str
    numbers: tuple[int, ...]
    poses: tuple[Pose, ...]


def load_landmarks(path: Path, model: str, rate: str) -> tuple[Pose, ...]:
    """Read what a pose model found in a clip of the population.

    Parameters
    ----------
    path : Path
        A file that ends in `SUFFIX`.
    model : str
        Name of the pose model: ``heavy`` or ``full``.
    rate : str
        One of `RATES`.

    Returns
    -------
    tuple of Pose
        With the points of `POINTS`; with none where nobody was found.

    Raises
    ------
    InputError
        The file cannot be read, or holds no such run.
    RecordError
        The file is damaged.
    """
    for run in _unpack(_read(path), str(path)):
        if (run.model, run.rate) == (model, rate):
            return run.poses
    raise InputError(f"holds no run of model {model} at rate {rate}.", where=str(path), next_step=_NEXT)


def load_runs(path: Path) -> tuple[LandmarkRun, ...]:
    """Read all runs of a clip of the population.

    Parameters
    ----------
    path : Path
        A file that ends in `SUFFIX`.

    Raises
    ------
    InputError
        The file cannot be read.
    RecordError
        The file is damaged.
    """
    return tuple(_unpack(_read(path), str(path)))


def pack(times_s: Sequence[float], runs: Sequence[LandmarkRun], software: dict[str, str]) -> bytes:
    """Return a file of landmarks; the same landmarks give the same bytes.

    Parameters
    ----------
    times_s : sequence of float
        The presentation times of the clip's pictures.
    runs : sequence of LandmarkRun
        At least one, all of pictures of one size with the points of `POINTS`. Positions are rounded to tenths of a
        pixel, visibilities to hundredths; what is further off than the format can say stays at its edge.
    software : dict of str to str
        What found them.
    """
    first = runs[0].poses[0]
    headers = tuple(RunHeader(run.model, run.rate, len(run.poses), len(_found(run))) for run in runs)
    header = Header(FORMAT, first.width_px, first.height_px, len(times_s), POINTS, software, headers)
    parts = [json.dumps(asdict(header)).encode() + b"\n", np.array(times_s, "<f8").tobytes()]
    for run in runs:
        parts += _pack_run(run)
    return lzma.compress(b"".join(parts), format=lzma.FORMAT_XZ, filters=list(_FILTERS))


def _found(run: LandmarkRun) -> list[Pose]:
    return [pose for pose in run.poses if pose.landmarks]


def _pack_run(run: LandmarkRun) -> list[bytes]:
    found = _found(run)
    points = [[pose.landmarks[name] for pose in found] for name in POINTS]
    places = np.array([[[one.x_px for one in track], [one.y_px for one in track]] for track in points])
    steps = np.clip(np.rint(places / STEP_PX), -_FURTHEST, _FURTHEST).astype("<i2").reshape(2 * len(POINTS), len(found))
    seen = np.array([[one.visibility for one in track] for track in points])
    hundredths = np.clip(np.rint(seen / STEP_VISIBILITY), 0, 100).astype(np.uint8)
    halves = _differences(steps).reshape(-1).view(np.uint8).reshape(-1, 2)
    return [
        np.array(run.numbers, "<u2").tobytes(),
        np.array([bool(pose.landmarks) for pose in run.poses], np.uint8).tobytes(),
        halves[:, 0].tobytes(),
        halves[:, 1].tobytes(),
        _differences(hundredths).tobytes(),
    ]


def _differences(table: NDArray[Any]) -> NDArray[Any]:
    """Return each row as its first value and the differences from one to the next, wrapped round at the type's ends."""
    return np.ascontiguousarray(np.diff(table, axis=1, prepend=np.zeros((len(table), 1), table.dtype)))


def _read(path: Path) -> bytes:
    try:
        return unpacked(read_given(path, MOST_TRUTH), MOST_RECORDING)
    except (lzma.LZMAError, EOFError) as error:
        raise RecordError(f"is no file of landmarks: {reason(error)}.", where=str(path), next_step=_NEXT) from error
    except OSError as error:
        raise InputError(f"cannot be read: {reason(error)}.", where=str(path), next_step=_NEXT) from error


def _unpack(content: bytes, where: str) -> Iterator[LandmarkRun]:
    try:
        line, _, rest = content.partition(b"\n")
        header = _header(parse_json(line.decode("utf-8")))
        reader = _Reader(rest)
        times_s = reader.take("<f8", header.pictures)
        for run in header.runs:
            yield _unpack_run(reader, header, run, times_s)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise RecordError("is no file of landmarks, or a damaged one.", where=where, next_step=_NEXT) from error


_HEADER: Final = TypeAdapter(Header)


def _header(document: object) -> Header:
    header = _HEADER.validate_python(document)
    counts = (header.pictures, *(one for run in header.runs for one in (run.pictures, run.found)))
    if header.format != FORMAT or min(counts) < 0:
        raise ValueError("another format, or counts below 0")
    return header


class _Reader:
    """Takes one array after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._place = 0

    def take(self, kind: str, count: int) -> NDArray[Any]:
        """Return the next ``count`` numbers."""
        array = np.frombuffer(self._content, dtype=kind, count=count, offset=self._place)
        self._place += array.nbytes
        return array


def _unpack_run(reader: _Reader, header: Header, run: RunHeader, times_s: NDArray[np.float64]) -> LandmarkRun:
    rows = len(header.points)
    numbers = reader.take("<u2", run.pictures)
    is_found = reader.take("u1", run.pictures).astype(bool)
    halves = np.stack([reader.take("u1", 2 * rows * run.found) for _ in range(2)], axis=1)
    steps = np.ascontiguousarray(halves).reshape(-1).view("<i2").reshape(2 * rows, run.found)
    hundredths = reader.take("u1", rows * run.found).reshape(rows, run.found)
    places = STEP_PX * np.cumsum(steps, axis=1, dtype=np.int16).reshape(rows, 2, run.found)
    seen = STEP_VISIBILITY * np.cumsum(hundredths, axis=1, dtype=np.uint8)
    columns = iter(range(run.found))
    poses = tuple(
        Pose(
            float(times_s[number]),
            index,
            header.width_px,
            header.height_px,
            _landmarks(header.points, places, seen, next(columns)) if found else {},
        )
        for index, (number, found) in enumerate(zip(numbers, is_found, strict=True))
    )
    return LandmarkRun(run.model, run.rate, tuple(numbers.tolist()), poses)


def _landmarks(
    points: tuple[str, ...], places: NDArray[np.floating], seen: NDArray[np.floating], column: int
) -> dict[str, Landmark]:
    return {
        name: Landmark(float(places[row, 0, column]), float(places[row, 1, column]), float(seen[row, column]))
        for row, name in enumerate(points)
    }
