"""The record of a session: one JSON object a line, written as it happens, read back to replay.

============  =========================================================================================
first key     line
============  =========================================================================================
``header``    format version, names of the landmarks, and all that identifies the session
``frame``     number, time, picture size and landmarks ``[x_px, y_px, visibility]``; null with nobody in it
``event``     one event, after the frame that brought it about
``end``       how many frames there were; missing where a run was broken off
============  =========================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import NoReturn

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import ExerciseError, RecordError
from formcheck.events import Event
from formcheck.exercise.documents import prescription_document, prescription_from_document
from formcheck.samples import Landmark, Pose
from formcheck.session import codec
from formcheck.session.model import Header, Step

RECORD_VERSION = 1

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_NEXT = "Review the video again to make a new record."


@dataclass(frozen=True, slots=True)
class Record:
    """A record read from a file.

    Parameters
    ----------
    header : Header
        What identifies the session.
    poses : tuple of Pose
        The poses, in order.
    events : tuple of Event
        The events as they were recorded.
    is_whole : bool
        Whether the run it records came to its end.
    """

    header: Header
    poses: tuple[Pose, ...]
    events: tuple[Event, ...]
    is_whole: bool


def header_line(header: Header, landmark_names: tuple[str, ...]) -> str:
    """Return the first line of a record."""
    identity = codec.to_document(Header, header)
    return json.dumps({"header": {"version": RECORD_VERSION, "landmarks": landmark_names, **identity}})


def frame_line(pose: Pose, landmark_names: tuple[str, ...]) -> str:
    """Return the line of one pose, as it was estimated."""
    points = [[p.x_px, p.y_px, p.visibility] for name in landmark_names if (p := pose.landmarks.get(name))]
    frame = {"index": pose.index, "t_s": pose.t_s, "size": [pose.width_px, pose.height_px], "points": points or None}
    return json.dumps({"frame": frame}, separators=(",", ":"))


def step_lines(step: Step, landmark_names: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of one step: its frame, then its events."""
    yield frame_line(step.estimated, landmark_names)
    for event in step.events:
        yield json.dumps({"event": _EVENT.dump_python(event, mode="json")}, separators=(",", ":"))


def end_line(frames: int) -> str:
    """Return the last line of a record."""
    return json.dumps({"end": {"frames": frames}})


def read_record(path: Path) -> Record:
    """Read a record.

    A last line that was cut off, as happens when a run is killed, is left out.

    Raises
    ------
    RecordError
        The file is missing, is no record, or a line in it is damaged.
    """
    lines = _read_lines(path)
    header, names = _read_header(lines[0], path)
    poses: list[Pose] = []
    events: list[Event] = []
    is_whole = False
    for number, line in enumerate(lines[1:], start=2):
        try:
            ((kind, content),) = json.loads(line).items()
            match kind:
                case "frame":
                    poses.append(_check_time(read_pose(content, names), after_s=poses[-1].t_s if poses else -inf))
                case "event":
                    events.append(_EVENT.validate_python(content))
                case "end":
                    is_whole = True
                case _:
                    _refuse(kind)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if number == len(lines):
                break
            raise RecordError(f"line {number} is damaged ({error}).", where=str(path), next_step=_NEXT) from error
    return Record(header, tuple(poses), tuple(events), is_whole)


def _refuse(kind: str) -> NoReturn:
    raise ValueError(f"found {kind}, expected frame, event or end")


def _read_lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"cannot be read ({error}).", where=str(path), next_step="Name a record.jsonl.") from error
    if not lines:
        raise RecordError("is empty.", where=str(path), next_step=_NEXT)
    return lines


def _read_header(line: str, path: Path) -> tuple[Header, tuple[str, ...]]:
    try:
        document = json.loads(line)["header"]
        version, names = document.pop("version"), tuple(document.pop("landmarks"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(
            "does not begin with the header of a record.", where=str(path), next_step="Name a record.jsonl."
        ) from error
    if version != RECORD_VERSION:
        raise RecordError(
            f"is of format version {version}; this formcheck reads {RECORD_VERSION}.", where=str(path), next_step=_NEXT
        )
    try:
        header = codec.from_document(Header, document)
        # Types alone do not make an exercise: it is checked as its file would be.
        prescription_from_document(prescription_document(header.prescription))
    except (ValidationError, ExerciseError) as error:
        raise RecordError(f"has a damaged header ({error}).", where=str(path), next_step=_NEXT) from error
    return header, names


def read_pose(frame: dict[str, object], landmark_names: tuple[str, ...]) -> Pose:
    """Return the pose of a frame, as `frame_line` wrote it.

    Raises
    ------
    ValueError, KeyError, TypeError
        It is no frame.
    """
    width_px, height_px = _PAIR.validate_python(frame["size"])
    points = _POINTS.validate_python(frame["points"] or [])
    landmarks = {name: Landmark(*point) for name, point in zip(landmark_names, points, strict=False)}
    return Pose(float(str(frame["t_s"])), int(str(frame["index"])), width_px, height_px, landmarks)


def _check_time(pose: Pose, after_s: float) -> Pose:
    if not pose.t_s > after_s:
        raise ValueError(f"time goes from {after_s} to {pose.t_s} s")
    return pose


_PAIR = TypeAdapter(tuple[int, int])
_POINTS = TypeAdapter(list[tuple[float, float, float]])
