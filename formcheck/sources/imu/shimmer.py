"""Shimmer: tables of Consensys, whose units stand in a line of their own below the names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from formcheck.sources.imu.building import make_label, measured_track
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files, lacks, those_with
from formcheck.sources.imu.tables import Columns, Table, parse_table
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.sources.imu.units import acceleration_factor, rotation_factor, time_factor

_CALIBRATED = re.compile(
    r"^(?P<device>.*?)_?(?P<what>accel_ln|accel_wr|gyro|timestamp_unix|timestamp)(?:_(?P<axis>[xyz]))?_cal$"
)
_SINCE_1970_S = 1e8
"""A clock that reads more was set."""


@dataclass(frozen=True, slots=True)
class Shimmer:
    """Calibrated tables of Shimmer Consensys.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; Consensys sets the clocks of all sensors.
    """

    name: str = "Shimmer Consensys"
    shares_clock: bool = False

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table of theirs."""
        return bool(those_with(files, _is_header))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each sensor of each file."""
        return tuple(track for file in those_with(files, _is_header) for track in _tracks(file))


def _is_header(columns: Columns) -> bool:
    told = {match["what"] for one in columns if (match := _CALIBRATED.match(one.name))}
    return bool(told & {"timestamp", "timestamp_unix"}) and bool(told & {"accel_ln", "accel_wr", "gyro"})


def _tracks(file: SensorFile) -> list[SensorTrack]:
    table = parse_table(file.text(), file.where, _is_header)
    devices = dict.fromkeys(match["device"] for one in table.columns if (match := _CALIBRATED.match(one.name)))
    return [_track(file, table, device) for device in devices]


def _track(file: SensorFile, table: Table, device: str) -> SensorTrack:
    begin = f"{device}_" if device else ""
    time = table.find(f"{begin}timestamp_unix_cal", f"{begin}timestamp_cal")
    acc = _triad(table, f"{begin}accel_ln") or _triad(table, f"{begin}accel_wr")
    gyr = _triad(table, f"{begin}gyro")
    if time is None or acc is None or gyr is None:
        missing = "time" if time is None else "accelerometer" if acc is None else "gyroscope"
        raise lacks(file.where, f"calibrated {missing}", "In Consensys, export calibrated data of both sensors.")
    units = [cell.strip(' "') for cell in table.lines[0].split(table.delimiter)] if table.lines else []
    units += [""] * (len(table.columns) - len(units))
    values = table.numbers((time, *acc, *gyr))
    t_s = values[:, 0] * (time_factor(units[time]) or 1e-3)
    zero_s = float(np.floor(np.nanmin(t_s))) if np.isfinite(t_s).any() else 0.0
    recorded_at = datetime.fromtimestamp(zero_s, UTC) if zero_s > _SINCE_1970_S else None
    label = make_label(device or file.stem, file.stem, where=file.where, device="Shimmer", recorded_at=recorded_at)
    acc_factor, gyr_factor = acceleration_factor(units[acc[0]]) or 1.0, rotation_factor(units[gyr[0]]) or np.pi / 180.0
    return measured_track(label, t_s - zero_s, values[:, 1:4] * acc_factor, values[:, 4:] * gyr_factor)


def _triad(table: Table, begin: str) -> tuple[int, ...] | None:
    return table.find_all(*(f"{begin}_{axis}_cal" for axis in "xyz"))
