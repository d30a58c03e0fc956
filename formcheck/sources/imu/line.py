"""Our own format: one reading a line, as CSV or JSON, in a file or as it comes; a recording is the same file.

::

    t,sensor,ax,ay,az,gx,gy,gz
    12.340,right_shank,0.11,9.79,0.42,0.013,-0.002,1.204
    {"t": 12.35, "sensor": "right_thigh", "acc": [9.8, 0.1, 0.3], "gyr": [0, 0, 0.2]}
    # what begins so is passed over

Seconds on the sender's clock, m/s² (at rest 9.81 upwards), rad/s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from formcheck.errors import SensorError
from formcheck.parsing import parse_json
from formcheck.samples import ImuReading
from formcheck.sources.imu.building import make_label, measured_track
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files
from formcheck.sources.imu.tracks import SensorTrack

FIELDS = ("t", "sensor", "ax", "ay", "az", "gx", "gy", "gz")
HEADER = ",".join(FIELDS)

_WITH_QUATERNION = len(FIELDS) + 4
_NAME = re.compile(r"[^\s,;\"'{}#\x00-\x1f][^,;\"'{}#\x00-\x1f]*")
_ODD = re.compile(r"[,;\"'{}#\x00-\x1f\x7f\x85\u2028\u2029]")
_FORM = f"expected {HEADER}, or a JSON object with t, sensor, acc and gyr"
_REMEDY = "Write each reading as 12.34,right_shank,0.1,9.8,0.4,0.01,0.0,1.2 (s, m/s², rad/s)."


@dataclass(frozen=True, slots=True)
class SensorLine:
    """One reading as a line tells it.

    Parameters
    ----------
    t_s : float
        Seconds on the sender's clock.
    sensor : str
        What the sender calls the sensor, such as ``right_shank``.
    acc_mps2, gyr_radps : tuple of float
        As in `ImuReading`.
    """

    t_s: float
    sensor: str
    acc_mps2: tuple[float, float, float]
    gyr_radps: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Lines:
    """Files of our own lines.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`.
    """

    name: str = "formcheck's own lines (t,sensor,ax,…)"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a file that begins with our header or a reading."""
        return any(_is_ours(file) for file in files)

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each sensor of each file."""
        return tuple(track for file in files if _is_ours(file) for track in _tracks(file))


def parse_line(text: str, number: int = 0, where: str = "") -> SensorLine | None:
    """Return the reading that a line holds; None of an empty line, a comment or the header.

    Parameters
    ----------
    text : str
        The line.
    number : int
        Its number, from 1, for errors; 0 where it has none.
    where : str
        Where it comes from, for errors.

    Raises
    ------
    SensorError
        It is none of these, or a number in it is missing or none.

    Examples
    --------
    >>> parse_line("1.5,shank_r,0,9.81,0,0,0,0.1").sensor
    'shank_r'
    """
    line = text.strip().lstrip("\ufeff")
    if not line or line.startswith("#") or line.replace(" ", "").lower().startswith("t,sensor,"):
        _check_header(line, number, where)
        return None
    try:
        cells = _from_json(line) if line.startswith("{") else _from_csv(line)
        return _reading(cells)
    except ValueError as error:
        raise _fault(str(error), number, where) from error


def format_line(reading: SensorLine) -> str:
    """Return a reading as a line, without an end, that is read back as it was.

    Parameters
    ----------
    reading : SensorLine
        The reading; marks in the sensor's name that a line cannot hold become ``_``.
    """
    name = _ODD.sub("_", reading.sensor).strip() or "_"
    return ",".join([repr(reading.t_s), name, *map(repr, (*reading.acc_mps2, *reading.gyr_radps))])


def format_readings(readings: Iterable[ImuReading]) -> Iterator[str]:
    """Yield the lines of a recording, the header first.

    Parameters
    ----------
    readings : iterable of ImuReading
        In order of time for each sensor.
    """
    yield HEADER
    for one in readings:
        yield format_line(SensorLine(one.t_s, str(one.place), one.acc_mps2, one.gyr_radps))


def _check_header(line: str, number: int, where: str) -> None:
    if line and not line.startswith("#") and not line.replace(" ", "").lower().startswith(HEADER):
        raise _fault(f"found the header {line[:80]}", number, where)


def _from_csv(line: str) -> Mapping[str, object]:
    cells = [cell.strip() for cell in line.split(",")]
    if len(cells) not in {len(FIELDS), _WITH_QUATERNION}:
        raise ValueError(f"found {len(cells)} values in {line[:60]!r}")
    return dict(zip(FIELDS, cells, strict=False))


def _from_json(line: str) -> Mapping[str, object]:
    found = parse_json(line)
    if not isinstance(found, dict):
        raise ValueError(f"found {line[:60]!r}")  # noqa: TRY004 - a fault of the line, as all others
    for name, fields in (("acc", FIELDS[2:5]), ("gyr", FIELDS[5:])):
        if name in found:
            found |= zip(fields, _three(found[name], name), strict=True)
    return found


def _three(values: object, name: str) -> Sequence[object]:
    if not isinstance(values, list) or len(values) != 3:
        raise ValueError(f"found {name} {str(values)[:60]!r}, expected three numbers")
    return values


def _reading(cells: Mapping[str, object]) -> SensorLine:
    sensor = cells.get("sensor")
    if not isinstance(sensor, str) or not _NAME.fullmatch(sensor.strip()):
        raise ValueError(f"found the sensor {sensor!r}, expected a name such as right_shank")
    t_s, ax, ay, az, gx, gy, gz = (_number(cells, name) for name in FIELDS if name != "sensor")
    return SensorLine(t_s, sensor.strip(), (ax, ay, az), (gx, gy, gz))


def _number(cells: Mapping[str, object], name: str) -> float:
    value = cells.get(name)
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else np.nan
    except (ValueError, OverflowError):
        number = np.nan
    if not isfinite(number):
        found = "nothing" if value is None else repr(value)[:40]
        raise ValueError(f"found {found} as {name}, expected a number")
    return number


def _fault(found: str, number: int, where: str) -> SensorError:
    place = f"line {number}: " if number else ""
    expected = "" if "expected" in found else f"; {_FORM}"
    return SensorError(f"{place}{found}{expected}.", where=where, next_step=_REMEDY)


def _is_ours(file: SensorFile) -> bool:
    lines = (line.strip() for line in file.head.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if first.replace(" ", "").lower().startswith("t,sensor,"):
        return True
    try:
        return parse_line(first) is not None
    except SensorError:
        return first.startswith("{") and '"sensor"' in first


def _tracks(file: SensorFile) -> list[SensorTrack]:
    by_sensor: dict[str, list[tuple[float, ...]]] = {}
    for line in _whole_lines(file):
        by_sensor.setdefault(line.sensor, []).append((line.t_s, *line.acc_mps2, *line.gyr_radps))
    if not by_sensor:
        fault = "holds no reading, only comments or a header."
        raise SensorError(fault, where=file.where, next_step=_REMEDY)
    return [_track(file, sensor, rows) for sensor, rows in by_sensor.items()]


def _track(file: SensorFile, sensor: str, rows: Sequence[tuple[float, ...]]) -> SensorTrack:
    values = np.array(rows, dtype=np.float64)
    label = make_label(sensor, where=f"{file.where} ({sensor})", device="")
    return measured_track(label, values[:, 0], values[:, 1:4], values[:, 4:])


def _whole_lines(file: SensorFile) -> Iterator[SensorLine]:
    """Yield the readings; a last line without its end was cut off while it was written, and is left out if faulty."""
    text = file.text()
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            reading = parse_line(line, number, file.where)
        except SensorError:
            if number == len(lines) and number > 1 and not text.endswith("\n"):
                return
            raise
        if reading is not None:
            yield reading
