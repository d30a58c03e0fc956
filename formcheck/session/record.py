"""The record of a session: one JSON object a line, written as it happens, read back to replay.

============  =========================================================================================
first key     line
============  =========================================================================================
``header``    format version, names of the landmarks, and all that identifies the session
``pose``      one raw input of a camera: number, time, picture size and landmarks ``[x_px, y_px,
              visibility]``, null with nobody in it; and what was measured of the picture itself
``imu``       one raw input of sensors: time, and for each reading ``[segment, time, force along x, y, z
              in m/s², rotation about x, y, z in rad/s]``
``both``      one raw input of camera and sensors: ``pose`` and ``imu`` as above
``event``     one event, after the input that brought it about: kinds, joints and numbers, no sentence
``end``       how many inputs there were; missing where a run was broken off
============  =========================================================================================

Version 1, which called a pose ``frame`` and knew no identity, and version 2, which knew one error an angle, are read as
well: their instruments get the errors that are known of them today. So is version 3, which knew no sensors.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from math import isnan
from pathlib import Path

from pydantic import TypeAdapter

from formcheck.computer import free_memory
from formcheck.errors import RecordError
from formcheck.events import Event
from formcheck.given import given_lines, reason
from formcheck.parsing import MalformedError, parse_json
from formcheck.samples import ImuReadings, Picture, Pose, PoseWithReadings
from formcheck.session import codec
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, RawInput, Step
from formcheck.session.record_lines import (
    READABLE_VERSIONS,
    RECORD_VERSION,
    Content,
    LineError,
    VersionError,
    read_header,
)

__all__ = [
    "READABLE_VERSIONS",
    "RECORD_VERSION",
    "Record",
    "end_line",
    "header_line",
    "input_line",
    "parse_record",
    "read_record",
    "step_lines",
]

_MEMORY_SHARE = 12.0
"""How many times as much memory as room on the disk a record takes: 9 to be read, measured, and more to be judged."""

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_NEXT = "Review the video again to make a new record."
_OTHER_FILE = "Name a record.jsonl."


@dataclass(frozen=True, slots=True)
class Record:
    """A record read from a file.

    Parameters
    ----------
    header : Header
        What identifies the session.
    inputs : tuple of RawInput
        The raw inputs, in order of time.
    events : tuple of Event
        The events as they were recorded.
    is_whole : bool
        Whether the run it records came to its end.
    """

    header: Header
    inputs: tuple[RawInput, ...]
    events: tuple[Event, ...]
    is_whole: bool

    @property
    def poses(self) -> tuple[Pose, ...]:
        """The raw inputs of a camera, in order of time."""
        filmed = (raw.pose if isinstance(raw, PoseWithReadings) else raw for raw in self.inputs)
        return tuple(raw for raw in filmed if isinstance(raw, Pose))


def header_line(header: Header, landmark_names: tuple[str, ...]) -> str:
    """Return the first line of a record.

    Parameters
    ----------
    header : Header
        What identifies the session.
    landmark_names : tuple of str
        Names of the body points, in the order in which they are written.
    """
    identity = codec.to_document(Header, header)
    return json.dumps({"header": {"version": RECORD_VERSION, "landmarks": landmark_names, **identity}})


def input_line(raw: RawInput, landmark_names: tuple[str, ...]) -> str:
    """Return the line of one raw input, as it came.

    Parameters
    ----------
    raw : RawInput
        The input.
    landmark_names : tuple of str
        Names of the body points, in the order in which they are written.
    """
    return json.dumps(_input_document(raw, landmark_names), separators=(",", ":"))


def _input_document(raw: RawInput, landmark_names: tuple[str, ...]) -> dict[str, object]:
    match raw:
        case Pose():
            points = [[p.x_px, p.y_px, p.visibility] for name in landmark_names if (p := raw.landmarks.get(name))]
            pose = {"index": raw.index, "t_s": raw.t_s, "size": [raw.width_px, raw.height_px], "points": points or None}
            return {"pose": pose | _picture_document(raw.picture)}
        case ImuReadings():
            readings = [[str(one.place), one.t_s, *one.acc_mps2, *one.gyr_radps] for one in raw.readings]
            return {"imu": {"t_s": raw.t_s, "readings": readings}}
        case PoseWithReadings():
            return {"both": _input_document(raw.pose, landmark_names) | _input_document(raw.readings, landmark_names)}


def _picture_document(picture: Picture | None) -> dict[str, object]:
    """Return what is kept of a picture: of what is seldom measured nothing, where it was not."""
    if picture is None:
        return {}
    measured = {name: value for name, value in asdict(picture).items() if not isnan(value)}
    return {"picture": measured}


def step_lines(step: Step, landmark_names: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of one step: its input, then its events.

    Parameters
    ----------
    step : Step
        What became of one input.
    landmark_names : tuple of str
        Names of the body points, in the order in which they are written.
    """
    yield input_line(step.raw, landmark_names)
    for event in step.events:
        yield json.dumps({"event": _EVENT.dump_python(event, mode="json", exclude={"curves"})}, separators=(",", ":"))


def end_line(inputs: int) -> str:
    """Return the last line of a record.

    Parameters
    ----------
    inputs : int
        How many inputs there were.
    """
    return json.dumps({"end": {"inputs": inputs}})


def read_record(path: Path) -> Record:
    """Read a record from a file.

    A last line that was cut off, as happens when a run is killed, is left out.

    Parameters
    ----------
    path : Path
        The file; one whose name ends with ``.gz`` is unpacked.

    Raises
    ------
    RecordError
        The file is missing, too large for this computer's memory, no record, or a line in it is damaged.
    """
    try:
        _check_memory(path)
        return parse_record(given_lines(path), where=str(path))
    except (OSError, EOFError, zlib.error, MemoryError, ValueError) as error:
        raise RecordError(f"cannot be read: {reason(error)}.", where=str(path), next_step=_OTHER_FILE) from error


def _check_memory(path: Path) -> None:
    """Refuse what would take all memory there is: the system would end the program, and others, without a word."""
    size = path.stat().st_size
    needed, free = _MEMORY_SHARE * size, free_memory()
    if needed > free:
        found = f"it takes about {needed / 1e9:.1f} gigabytes of memory to judge, and {free / 1e9:.1f} are free"
        next_step = "Close other programs, or judge it on another computer."
        raise RecordError(f"cannot be read: {found}.", where=str(path), next_step=next_step)


def parse_record(lines: Iterable[bytes], where: str) -> Record:
    """Read a record from its lines.

    Parameters
    ----------
    lines : iterable of bytes
        All lines of it, without their ends.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    RecordError
        It is no record, or a line in it is damaged.
    """
    numbered = enumerate(lines, start=1)
    _, first = next(numbered, (0, b""))
    if not first:
        raise RecordError("is empty.", where=where, next_step=_NEXT)
    header, names = _read_header(first, where)
    content = Content(header.source, names)
    for (number, line), following in _with_next(numbered):
        try:
            content.take(parse_json(line.decode("utf-8")))
        except (MalformedError, UnicodeDecodeError) as error:
            if following:
                found = reason(error) if isinstance(error, UnicodeDecodeError) else str(error)
                raise _damaged(number, found, where) from error
        except LineError as error:
            raise _damaged(number, str(error), where) from error
    if content.sha256:
        header = replace(header, id=recording_id(content.sha256), source=replace(header.source, sha256=content.sha256))
    return Record(header, tuple(content.inputs), tuple(content.events), content.is_whole)


def _with_next(lines: Iterator[tuple[int, bytes]]) -> Iterator[tuple[tuple[int, bytes], bool]]:
    """Yield each line with whether another one follows: the last one may have been cut off while it was written."""
    held = next(lines, None)
    for line in lines:
        if held is not None:
            yield held, True
        held = line
    if held is not None:
        yield held, False


def _damaged(number: int, found: str, where: str) -> RecordError:
    return RecordError(f"line {number} is damaged ({found}).", where=where, next_step=_NEXT)


def _read_header(line: bytes, where: str) -> tuple[Header, tuple[str, ...]]:
    try:
        return read_header(parse_json(line.decode("utf-8-sig")), line)
    except VersionError as error:
        raise RecordError(str(error), where=where, next_step=_NEXT) from error
    except LineError as error:
        raise RecordError(f"has a damaged header ({error}).", where=where, next_step=_NEXT) from error
    except UnicodeDecodeError as error:
        raise RecordError(f"cannot be read: {reason(error)}.", where=where, next_step=_OTHER_FILE) from error
    except (MalformedError, KeyError) as error:
        fault = "does not begin with the header of a record."
        raise RecordError(fault, where=where, next_step=_OTHER_FILE) from error
