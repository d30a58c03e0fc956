"""WitMotion: text files of its software, several sensors in one, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from formcheck.errors import SensorError
from formcheck.sources.imu.building import AGAIN, make_label, measured_track, spread_repeats
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files, lacks, those_with
from formcheck.sources.imu.tables import Columns, Table, parse_table
from formcheck.sources.imu.tracks import Floats, SensorTrack
from formcheck.sources.imu.units import acceleration_factor, rotation_factor

_TIME = ("time", "时间")
_CHIP_TIME = ("chiptime", "片上时间")
_DEVICE = ("devicename", "设备名称")
_ACC = tuple(tuple(f"{word}{axis}" for axis in "xyz") for word in ("acc", "加速度"))
_GYR = tuple(tuple(f"{word}{axis}" for axis in "xyz") for word in ("as", "gyro", "角速度", "陀螺仪"))
_MOMENT = re.compile(r"(?:(\d{4})[-/](\d+)[-/](\d+)[ T])?(\d+):(\d+):(\d+)(?:([.:])(\d+))?")
_DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class WitMotion:
    """Tables of WitMotion's software: g and °/s, the name of the sensor in every row.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; all are stamped by one computer.
    """

    name: str = "WitMotion"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table of theirs."""
        return bool(those_with(files, _is_header))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each sensor of each file."""
        return tuple(track for file in those_with(files, _is_header) for track in _tracks(file))


def _is_header(columns: Columns) -> bool:
    names = {one.name for one in columns}
    has_both = any(set(acc) <= names for acc in _ACC) and any(set(gyr) <= names for gyr in _GYR)
    return bool(names & set(_TIME)) and (
        has_both or (bool(names & set(_DEVICE)) and any(set(a) <= names for a in _ACC))
    )


def _tracks(file: SensorFile) -> list[SensorTrack]:
    table = parse_table(file.text(), file.where, _is_header)
    arrived_s = _seconds(table, _TIME)
    if not np.isfinite(arrived_s).any():
        raise SensorError("holds no time of the form 2026-11-29 09:16:27.123.", where=file.where, next_step=AGAIN)
    chip_s = _seconds(table, _CHIP_TIME)
    acc, gyr = _triad(table, _ACC, acceleration_factor("g")), _triad(table, _GYR, rotation_factor("°/s"))
    names = _names(table)
    is_whole = np.isfinite(arrived_s) & np.isfinite(acc).all(axis=1) & np.isfinite(gyr).all(axis=1)
    zero_s = float(np.min(arrived_s[np.isfinite(arrived_s)]))
    tracks = []
    for name in dict.fromkeys(names[is_whole].tolist()):
        rows = np.flatnonzero(is_whole & (names == name))
        label = make_label(name or file.stem, file.stem, where=file.where, device="WitMotion")
        tracks.append(measured_track(label, _times(arrived_s[rows] - zero_s, chip_s[rows]), acc[rows], gyr[rows]))
    if not tracks:
        raise SensorError("holds no whole row.", where=file.where, next_step=AGAIN)
    return tracks


def _triad(table: Table, names: Sequence[Sequence[str]], usual_factor: float | None) -> Floats:
    columns = next((found for one in names if (found := table.find_all(*one))), None)
    if columns is None:
        raise lacks(table.where, "angular velocity (AsX)", "Switch it on in the sensor's settings, and record again.")
    unit = table.columns[columns[0]].unit
    factor = acceleration_factor(unit) or rotation_factor(unit) or usual_factor
    return table.numbers(columns) * (factor or np.nan)


def _names(table: Table) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    column = table.find(*_DEVICE)
    return np.array(table.texts(column) if column is not None else [""] * len(table.lines), dtype=np.str_)


def _seconds(table: Table, names: Sequence[str]) -> Floats:
    column = table.find(*names)
    texts = table.texts(column) if column is not None else [""] * len(table.lines)
    return np.array([_moment_s(text) for text in texts])


def _moment_s(text: str) -> float:
    """Return a time of day with its date in seconds; NaN of anything else, such as ``null``."""
    match = _MOMENT.search(text)
    if match is None:
        return np.nan
    year, month, day, hours, minutes, seconds, mark, fraction = match.groups()
    try:
        days = date(int(year), int(month), int(day)).toordinal() if year else 0
    except ValueError:
        return np.nan
    part_s = 0.0 if not fraction else int(fraction) / (1000.0 if mark == ":" else 10.0 ** len(fraction))
    return days * _DAY_S + int(hours) * 3600.0 + int(minutes) * 60.0 + int(seconds) + part_s


def _times(arrived_s: Floats, chip_s: Floats) -> Floats:
    """Return times by the sensor's own clock where it has one, moved to the computer's; else those of arrival."""
    if np.isfinite(chip_s).all() and chip_s.size > 1 and (np.diff(chip_s) >= 0).all() and np.ptp(chip_s) > 0:
        return spread_repeats(chip_s - chip_s[0]) + float(np.min(arrived_s - (chip_s - chip_s[0])))
    return spread_repeats(arrived_s) if (np.diff(arrived_s) >= 0).all() else arrived_s
