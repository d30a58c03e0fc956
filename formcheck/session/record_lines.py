"""The lines of a record, read without trust: whatever is not as formcheck wrote it is told, with what was expected.

A record is judged as a whole, so one whose middle is missing, or whose numbers no camera and no sensor gives, is not
judged at all: what came of it would look like a result.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Annotated, ClassVar, Final, TypeVar

from annotated_types import Ge, Le, Len
from pydantic import AllowInfNan, Strict, TypeAdapter, ValidationError

from formcheck.errors import ExerciseError, ModelError
from formcheck.events import Event
from formcheck.exercise.documents import prescription_document, prescription_from_document
from formcheck.exercise.faults import one_of, shown, type_faults
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import (
    ImuReading,
    ImuReadings,
    Instrument,
    Landmark,
    Picture,
    Place,
    Pose,
    PoseWithReadings,
    Segment,
    Side,
    SourceInfo,
    place_named,
)
from formcheck.session import codec
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, RawInput

RECORD_VERSION: Final = 4
READABLE_VERSIONS: Final = (1, 2, 3, RECORD_VERSION)

LONGEST_GAP_S: Final = 3600.0
"""Between two inputs: who pauses for an hour begins a new session."""

_KNOWS_INSTRUMENTS: Final = 3  # the version from which on a header says what measured, with which errors
_FORGOTTEN: Final = frozenset({"sides_swapped"})
"""Events of older records that are no more."""

_PLACES: Final = tuple(str(Place(side, segment)) for side in Side for segment in Segment)
_BEYOND_S: Final = 60.0
"""By how much the times of a video may go on after twice the length that its header states: files state it badly."""

_Number = Annotated[float, Strict(), AllowInfNan(allow_inf_nan=False)]
_Time = Annotated[_Number, Ge(-1e12), Le(1e12)]
_Pixels = Annotated[_Number, Ge(-1e6), Le(1e6)]
_Share = Annotated[_Number, Ge(0.0), Le(1.0)]
_Level = Annotated[_Number, Ge(-1e6), Le(1e6)]
_Force = Annotated[_Number, Ge(-1e5), Le(1e5)]
_Size = Annotated[int, Strict(), Ge(1), Le(32_768)]
_Count = Annotated[int, Strict(), Ge(0), Le(1_000_000_000)]
_Word = Annotated[str, Strict(), Len(1, 100)]
_Names = Annotated[tuple[_Word, ...], Len(1, 500)]
_NO_OTHER_KEYS: Final = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class _PoseLine:
    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    index: _Count
    t_s: _Time
    size: tuple[_Size, _Size]
    points: list[tuple[_Pixels, _Pixels, _Share]] | None
    picture: dict[Annotated[str, Strict()], _Level] | None = None


@dataclass(frozen=True, slots=True)
class _ReadingsLine:
    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    t_s: _Time
    readings: list[tuple[_Word, _Time, _Force, _Force, _Force, _Force, _Force, _Force]]


@dataclass(frozen=True, slots=True)
class _BothLine:
    __pydantic_config__: ClassVar = _NO_OTHER_KEYS

    pose: _PoseLine
    imu: _ReadingsLine


@dataclass(frozen=True, slots=True)
class _EndLine:
    inputs: _Count | None = None
    frames: _Count | None = None
    source_sha256: str = ""


_POSE: Final = TypeAdapter(_PoseLine)
_READINGS: Final = TypeAdapter(_ReadingsLine)
_BOTH: Final = TypeAdapter(_BothLine)
_END: Final = TypeAdapter(_EndLine)
_NAMES: Final = TypeAdapter(_Names)
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_PICTURE: Final = frozenset(one.name for one in fields(Picture))

_T = TypeVar("_T")


class LineError(ValueError):
    """A line that is not as formcheck wrote it; its text says in our words what was found and expected."""


def read_header(document: object, line: bytes) -> tuple[Header, tuple[str, ...]]:
    """Return the identity of a session, and the names of its body points, from the first line of its record.

    Parameters
    ----------
    document : object
        What the line says, whatever it is.
    line : bytes
        The line itself: records of version 1 are known by it.

    Raises
    ------
    VersionError
        It is a header of a version that is not read.
    LineError
        It has faults, the first of them in the text.
    KeyError
        It is no header at all.
    """
    table = dict(_table(_table(document)["header"]))
    version, names = table.pop("version"), table.pop("landmarks")
    if isinstance(version, bool) or version not in READABLE_VERSIONS:
        raise VersionError(version)
    known = _validated(_NAMES, names, "landmarks")
    if len(set(known)) < len(known):
        raise LineError("landmarks: found a name twice, expected each once")
    if known and (missing := sorted(set(BLAZEPOSE_33) - set(known))):
        raise LineError(f"landmarks: found no {missing[0]}, expected each body point that is known")
    header = _header(_upgraded(table, int(str(version)), line))
    return header, known


class VersionError(ValueError):
    """A record of a version that this formcheck does not read.

    Parameters
    ----------
    version : object
        What its header says.
    """

    def __init__(self, version: object) -> None:
        super().__init__(f"is of format version {shown(version)}; this formcheck reads {one_of_versions()}.")


def one_of_versions() -> str:
    """Return the versions that are read, in words."""
    return one_of([str(version) for version in READABLE_VERSIONS]).replace(" or ", " and ")


@dataclass(slots=True)
class Content:
    """What the lines after the header hold.

    Parameters
    ----------
    source : SourceInfo
        The recording, as the header says.
    names : sequence of str
        Names of the body points.
    inputs, events, is_whole
        As in `Record`; filled line by line.
    sha256 : str
        What stands at the end of kept landmarks of version 1; else empty.
    """

    source: SourceInfo
    names: Sequence[str]
    inputs: list[RawInput] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    is_whole: bool = False
    sha256: str = ""

    def take(self, document: object) -> None:
        """Take one line.

        Parameters
        ----------
        document : object
            What it says, whatever it is.

        Raises
        ------
        LineError
            It is no line of a record, or does not go with those before.
        """
        if self.is_whole:
            raise LineError("found a line after the end, expected none")
        if not isinstance(document, Mapping) or len(document) != 1:
            raise LineError(f"found {shown(document)}, expected one of pose, imu, both, event or end")
        ((kind, content),) = document.items()
        match kind:
            case "pose" | "frame":
                self._add(self._pose(_validated(_POSE, content, kind)))
            case "imu":
                self._add(_readings(_validated(_READINGS, content, kind)))
            case "both":
                both = _validated(_BOTH, content, kind)
                self._add(PoseWithReadings(self._pose(both.pose), _readings(both.imu)))
            case "event":
                if not isinstance(content, Mapping) or content.get("event") not in _FORGOTTEN:
                    self.events.append(_validated(_EVENT, content, kind))
            case "end":
                self._end(_validated(_END, content, kind))
            case _:
                raise LineError(f"found {shown(kind)}, expected pose, imu, both, event or end")

    def _pose(self, line: _PoseLine) -> Pose:
        width_px, height_px = line.size
        if line.points and len(line.points) != len(self.names):
            raise LineError(f"points: found {len(line.points)}, expected {len(self.names)} as the header names")
        landmarks = {name: Landmark(*point) for name, point in zip(self.names, line.points or (), strict=False)}
        if landmarks and not any(_is_near(one, width_px, height_px) for one in landmarks.values()):
            raise LineError(f"points: found none near a picture of {width_px} by {height_px} pixels")
        if line.picture and not line.picture.keys() <= _PICTURE:
            raise LineError(f"picture: found {shown(min(line.picture.keys() - _PICTURE))}, an unknown key")
        picture = None if line.picture is None else Picture(**line.picture)
        return Pose(line.t_s, line.index, width_px, height_px, landmarks, picture)

    def _add(self, raw: RawInput) -> None:
        self._check_time(raw.t_s)
        if isinstance(raw, Pose | PoseWithReadings) and _is_file(self.source):
            self._check_picture(raw.pose if isinstance(raw, PoseWithReadings) else raw)
        self.inputs.append(raw)

    def _check_time(self, t_s: float) -> None:
        after_s = self.inputs[-1].t_s if self.inputs else -math.inf
        if not t_s > after_s:
            raise LineError(f"t_s: found {t_s:g} s after {after_s:g} s, expected a later time")
        if self.inputs and t_s - after_s > LONGEST_GAP_S:
            raise LineError(f"t_s: found {t_s:g} s after {after_s:g} s, expected no gap of more than an hour")

    def _check_picture(self, pose: Pose) -> None:
        """Check what holds of a file, of which every picture is looked at in turn; a live source drops some."""
        last = self.inputs[-1] if self.inputs else None
        before = last.pose if isinstance(last, PoseWithReadings) else last
        if isinstance(before, Pose) and pose.index != before.index + 1:
            missing = f"found picture {pose.index} after picture {before.index}"
            raise LineError(f"index: {missing}, expected {before.index + 1}: what lies between is missing")
        if not 0.0 <= pose.t_s <= _longest_s(self.source):
            length = f" to {self.source.duration_s:g}" if self.source.duration_s else ""
            raise LineError(f"t_s: found {pose.t_s:g} s, expected a time of the video, 0{length} s")
        size, own = (pose.width_px, pose.height_px), (self.source.width_px, self.source.height_px)
        if before is None and None not in own and size != own:
            raise LineError(f"size: found {size[0]} by {size[1]}, expected {own[0]} by {own[1]} as the header says")

    def _end(self, line: _EndLine) -> None:
        count = line.frames if line.inputs is None else line.inputs
        if count is None:
            raise LineError("found an end without a number, expected inputs")
        if count != len(self.inputs):
            raise LineError(f"found {len(self.inputs)} inputs, expected {count}: the others are missing")
        self.is_whole, self.sha256 = True, line.source_sha256


def _readings(line: _ReadingsLine) -> ImuReadings:
    wrong = next((name for name, *_ in line.readings if name not in _PLACES), None)
    if wrong is not None:
        raise LineError(f"readings: found {shown(wrong)}, expected {one_of(_PLACES)}")
    readings = tuple(
        ImuReading(t_s, place_named(name), (ax, ay, az), (gx, gy, gz))
        for name, t_s, ax, ay, az, gx, gy, gz in line.readings
    )
    return ImuReadings(line.t_s, readings)


def _is_near(point: Landmark, width_px: int, height_px: int) -> bool:
    """Tell whether a body point is in the picture, or no further beside it than it is large."""
    return -width_px <= point.x_px <= 2 * width_px and -height_px <= point.y_px <= 2 * height_px


def _is_file(source: SourceInfo) -> bool:
    return source.duration_s is not None and source.recorded_by != "clock"


def _longest_s(source: SourceInfo) -> float:
    """Return how long a video can be, going by what its header says in two ways."""
    by_count = (source.frames or 0) / source.fps / source.speed if source.fps else 0.0
    return 2.0 * max(source.duration_s or 0.0, by_count) + _BEYOND_S


def _header(document: Mapping[str, object]) -> Header:
    header = _validated(TypeAdapter(Header), document, "")
    for key, number in _numbers(document):
        if not math.isfinite(number):
            raise LineError(f"{key}: found {shown(number)}, expected a number")
    if not header.instruments:
        raise LineError("instruments: found none, expected at least one")
    for key, number in _errors(header):
        if not 0.0 <= number <= 180.0:
            raise LineError(f"{key}: found {shown(number)}, expected degrees from 0 to 180")
    if not header.source.speed > 0.0:
        raise LineError(f"source.speed: found {shown(header.source.speed)}, expected a number over 0")
    _check_prescriptions(header)
    return header


def _check_prescriptions(header: Header) -> None:
    """Check each exercise as its file would be: types alone do not make one."""
    try:
        for one in (header.prescription, *(later.prescription for later in header.later)):
            prescription_from_document(prescription_document(one))
    except ExerciseError as error:
        raise LineError(f"prescription.{error.faults[0]}") from error


def _errors(header: Header) -> Iterator[tuple[str, float]]:
    for instrument in header.instruments:
        for errors in (instrument.accuracy.bent, instrument.accuracy.straight):
            for dof, error in errors.items():
                yield f"the error of {dof}", error.between_deg
                yield f"the error of {dof}", error.within_deg


def _numbers(value: object, key: str = "") -> Iterator[tuple[str, float]]:
    match value:
        case float():
            yield key, value
        case Mapping():
            for name, inner in value.items():
                yield from _numbers(inner, f"{key}.{name}".removeprefix("."))
        case list() | tuple():
            for inner in value:
                yield from _numbers(inner, key)


def _upgraded(document: dict[str, object], version: int, line: bytes) -> dict[str, object]:
    """Return the header of any version as one of today: older ones always had one camera."""
    if version >= _KNOWS_INSTRUMENTS:
        return document
    identity = {"id": recording_id(hashlib.sha256(line).hexdigest())} if version == 1 else {}
    document.pop("error_deg", None)
    model = str(_table(document["software"]).get("model", ""))
    try:
        camera = codec.to_document(Instrument, camera_instrument(find_bundle(model)))
    except ModelError as error:
        raise LineError(f"software.model: found {shown(model)}, a pose model that is not here") from error
    return document | identity | {"instruments": [camera]}


def _validated(adapter: TypeAdapter[_T], document: object, key: str) -> _T:
    """Return what a document describes; the first fault of it is told in our words."""
    try:
        return adapter.validate_python(document)
    except ValidationError as error:
        fault = type_faults(error, adapter.json_schema(mode="validation"))[0]
        place = f"{key}.{fault.key}".strip(".")
        raise LineError(f"{place}: found {fault.found}, expected {fault.allowed}") from None


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise KeyError("a table")
    return value
