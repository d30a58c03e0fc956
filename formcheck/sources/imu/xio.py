"""x-io Technologies: x-IMU3 and NGIMU, a folder for each sensor."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import numpy as np

from formcheck.sources.imu.building import make_label, measured_track, oriented_track
from formcheck.sources.imu.files import SensorFile, beside
from formcheck.sources.imu.format import Files, by_folder, folder_name, those_with
from formcheck.sources.imu.tables import Columns, Table, parse_table
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.sources.imu.units import acceleration_factor, rotation_factor, time_factor

_AXES = ("x", "y", "z")
_X_IMU3, _NGIMU = "x-IMU3", "NGIMU"
_SIGNS = {_X_IMU3: (1.0, 1.0, 1.0, 1.0), _NGIMU: (1.0, -1.0, -1.0, -1.0)}
"""An NGIMU tells how the earth is turned before the sensor, the other way round: measured against its gyroscope."""

_NGIMU_NAME = re.compile(r'/name,\s*"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Xio:
    """Folders of x-IMU3 (``Inertial.csv``) and NGIMU (``sensors.csv``), or these files; else their quaternions.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; sensors of one network are synchronised.
    """

    name: str = "x-IMU3 or NGIMU"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table of theirs."""
        return bool(those_with(files, _is_header))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each folder."""
        return tuple(_track(group, files) for _, group in by_folder(those_with(files, _is_header)))


def _is_header(columns: Columns) -> bool:
    return _is_inertial(columns) or _is_quaternion(columns)


def _is_inertial(columns: Columns) -> bool:
    names = {one.name for one in columns}
    wanted = {f"{kind}_{axis}" for kind in ("gyroscope", "accelerometer") for axis in _AXES}
    return columns[0].name in {"time", "timestamp"} and wanted <= names and not _is_si(columns)


def _is_si(columns: Columns) -> bool:
    """Tell whether the units are those of phones: these makers write g and °/s."""
    return any(acceleration_factor(one.unit) == 1.0 for one in columns)


def _is_quaternion(columns: Columns) -> bool:
    names = [one.name.removesuffix("_element") for one in columns]
    return names[0] in {"time", "timestamp"} and names[1:] == ["w", "x", "y", "z"]


def _track(group: list[SensorFile], files: Files) -> SensorTrack:
    file = next(iter(those_with(group, _is_inertial)), group[0])
    table = parse_table(file.text(), file.where, _is_header)
    name = folder_name(file)
    label = make_label(name, _device_name(file, files), where=file.where, device=_device(table))
    t_s = table.numbers((0,))[:, 0] * (time_factor(table.columns[0].unit) or 1.0)
    if _is_quaternion(table.columns):
        return oriented_track(label, t_s, table.numbers((1, 2, 3, 4)) * _SIGNS[label.device])
    acc = table.find_all(*(f"accelerometer_{axis}" for axis in _AXES))
    gyr = table.find_all(*(f"gyroscope_{axis}" for axis in _AXES))
    assert acc
    assert gyr
    acc_factor = acceleration_factor(table.columns[acc[0]].unit or "g") or np.nan
    gyr_factor = rotation_factor(table.columns[gyr[0]].unit or "deg/s") or np.nan
    return measured_track(label, t_s, table.numbers(acc) * acc_factor, table.numbers(gyr) * gyr_factor)


def _device(table: Table) -> str:
    return _X_IMU3 if table.columns[0].name == "timestamp" else _NGIMU


def _device_name(file: SensorFile, files: Files) -> str:
    """Return what the sensor calls itself, as another file of its folder says; empty where none does."""
    neighbours = [one for one in files if one.folder == file.folder and one is not file] or list(beside(file))
    for one in neighbours:
        if one.stem == "Command" and (told := re.search(r'"deviceName":\s*("(?:[^"\\]|\\.)*")', one.head)):
            return str(json.loads(told[1]))
        if one.stem == "Settings" and (told := _NGIMU_NAME.search(one.head)):
            return told[1]
    return ""
