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

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from math import inf, isnan
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import ExerciseError, RecordError
from formcheck.events import Event
from formcheck.exercise.documents import prescription_document, prescription_from_document
from formcheck.given import MOST_RECORDING, read_given
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle
from formcheck.samples import (
    ImuReading,
    ImuReadings,
    Instrument,
    Landmark,
    Picture,
    Pose,
    PoseWithReadings,
    place_named,
)
from formcheck.session import codec
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, RawInput, Step

_FORGOTTEN = frozenset({"sides_swapped"})
"""Events of older records that are no more."""

RECORD_VERSION = 4
READABLE_VERSIONS = (1, 2, 3, RECORD_VERSION)

_KNOWS_INSTRUMENTS = 3  # the version from which on a header says what measured, with which errors

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
        The file.

    Raises
    ------
    RecordError
        The file is missing, is no record, or a line in it is damaged.
    """
    try:
        text = read_given(path, MOST_RECORDING).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordError(f"cannot be read ({error}).", where=str(path), next_step=_OTHER_FILE) from error
    return parse_record(text, where=str(path))


def parse_record(text: str, where: str) -> Record:
    """Read a record from its text.

    Parameters
    ----------
    text : str
        All lines of it.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    RecordError
        It is no record, or a line in it is damaged.
    """
    lines = text.splitlines()
    if not lines:
        raise RecordError("is empty.", where=where, next_step=_NEXT)
    header, names = _read_header(lines[0], where)
    content = _Content(names)
    for number, line in enumerate(lines[1:], start=2):
        try:
            content.take(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if number == len(lines):
                break
            raise RecordError(f"line {number} is damaged ({error}).", where=where, next_step=_NEXT) from error
    if content.sha256:
        header = replace(header, id=recording_id(content.sha256), source=replace(header.source, sha256=content.sha256))
    return Record(header, tuple(content.inputs), tuple(content.events), content.is_whole)


@dataclass(slots=True)
class _Content:
    """What the lines after the header hold; `sha256` stands at the end of kept landmarks of version 1."""

    names: Sequence[str]
    inputs: list[RawInput] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    is_whole: bool = False
    sha256: str = ""

    def take(self, line: str) -> None:
        ((kind, content),) = json.loads(line).items()
        match kind:
            case "pose" | "frame":
                self.inputs.append(_check_time(_read_pose(content, self.names), self.inputs))
            case "imu":
                self.inputs.append(_check_time(_read_readings(content), self.inputs))
            case "both":
                both = PoseWithReadings(_read_pose(content["pose"], self.names), _read_readings(content["imu"]))
                self.inputs.append(_check_time(both, self.inputs))
            case "event" if content.get("event") in _FORGOTTEN:
                pass
            case "event":
                self.events.append(_EVENT.validate_python(content))
            case "end":
                count = content["inputs"] if "inputs" in content else content["frames"]
                if count != len(self.inputs):
                    raise ValueError(f"found {len(self.inputs)} inputs, expected {count}")
                self.is_whole, self.sha256 = True, str(content.get("source_sha256", ""))
            case _:
                raise ValueError(f"found {kind}, expected pose, imu, both, event or end")


def _read_header(line: str, where: str) -> tuple[Header, tuple[str, ...]]:
    try:
        document = json.loads(line)["header"]
        version, names = document.pop("version"), tuple(document.pop("landmarks"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fault = "does not begin with the header of a record."
        raise RecordError(fault, where=where, next_step=_OTHER_FILE) from error
    if version not in READABLE_VERSIONS:
        fault = f"is of format version {version}; this formcheck reads {', '.join(map(str, READABLE_VERSIONS))}."
        raise RecordError(fault, where=where, next_step=_NEXT)
    try:
        header = codec.from_document(Header, _upgraded(document, version, line))
        # Types alone do not make an exercise: it is checked as its file would be.
        prescription_from_document(prescription_document(header.prescription))
    except (ValidationError, ExerciseError, KeyError, TypeError) as error:
        raise RecordError(f"has a damaged header ({error}).", where=where, next_step=_NEXT) from error
    return header, names


def _upgraded(document: dict[str, object], version: int, line: str) -> dict[str, object]:
    """Return the header of any version as one of today: older ones always had one camera."""
    if version >= _KNOWS_INSTRUMENTS:
        return document
    identity = {"id": recording_id(hashlib.sha256(line.encode()).hexdigest())} if version == 1 else {}
    document.pop("error_deg", None)
    software = document["software"]
    model = str(software["model"]) if isinstance(software, dict) else ""
    camera = codec.to_document(Instrument, camera_instrument(find_bundle(model)))
    return document | identity | {"instruments": [camera]}


def _read_pose(pose: dict[str, object], landmark_names: Sequence[str]) -> Pose:
    width_px, height_px = _PAIR.validate_python(pose["size"])
    points = _POINTS.validate_python(pose["points"] or [])
    landmarks = {name: Landmark(*point) for name, point in zip(landmark_names, points, strict=False)}
    picture = Picture(**_PICTURE.validate_python(pose["picture"])) if "picture" in pose else None
    return Pose(float(str(pose["t_s"])), int(str(pose["index"])), width_px, height_px, landmarks, picture)


def _read_readings(content: dict[str, object]) -> ImuReadings:
    readings = tuple(
        ImuReading(t_s, place_named(name), (ax, ay, az), (gx, gy, gz))
        for name, t_s, ax, ay, az, gx, gy, gz in _READINGS.validate_python(content["readings"])
    )
    return ImuReadings(float(str(content["t_s"])), readings)


def _check_time(raw: RawInput, before: Sequence[RawInput]) -> RawInput:
    after_s = before[-1].t_s if before else -inf
    if not raw.t_s > after_s:
        raise ValueError(f"time goes from {after_s} to {raw.t_s} s")
    return raw


_PICTURE = TypeAdapter(dict[str, float])
_PAIR = TypeAdapter(tuple[int, int])
_POINTS = TypeAdapter(list[tuple[float, float, float]])
_READINGS = TypeAdapter(list[tuple[str, float, float, float, float, float, float, float]])
