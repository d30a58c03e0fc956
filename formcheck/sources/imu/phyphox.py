"""phyphox: what a phone measured, as a zip or folder of CSV files with their units in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from formcheck.sources.imu.building import join, make_label, measured_track
from formcheck.sources.imu.files import SensorFile, beside
from formcheck.sources.imu.format import Files, by_folder, folder_name, lacks, no_gravity, those_with
from formcheck.sources.imu.tables import Column, Columns, Table, has_header, parse_table
from formcheck.sources.imu.tracks import Floats, SensorTrack
from formcheck.sources.imu.units import Factor, acceleration_factor, rotation_factor, time_factor

_WITHOUT_GRAVITY = re.compile(r"line[aá]r|lin[eé]aire|without g", re.IGNORECASE)
_RECORD = "In phyphox, record with an experiment that has both 'Accelerometer' and 'Gyroscope', not the linear one."


@dataclass(frozen=True, slots=True)
class Phyphox:
    """Files of phyphox in any language: columns are told by their units, seconds first.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; every phone counts from its own start.
    """

    name: str = "phyphox"
    shares_clock: bool = False

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table with seconds, and m/s² or rad/s."""
        return bool(those_with(files, _is_header))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each phone."""
        return tuple(_track(group, files) for _, group in by_folder(those_with(files, _is_header)))


def _is_header(columns: Columns) -> bool:
    is_timed = time_factor(columns[0].unit) == 1.0 and len(columns) >= 4
    return is_timed and (_has(columns, _as_mps2) or _has(columns, _as_radps)) and not _is_ours(columns)


def _is_ours(columns: Columns) -> bool:
    """Tell whether a sensor's maker wrote it, who has g or °/s in the same table."""
    factors = [factor_of(one.unit) for one in columns for factor_of in (acceleration_factor, rotation_factor)]
    return any(factor not in {None, 1.0} for factor in factors)


def _as_mps2(unit: str) -> float | None:
    return 1.0 if acceleration_factor(unit) == 1.0 else None


def _as_radps(unit: str) -> float | None:
    return 1.0 if rotation_factor(unit) == 1.0 else None


def _has(columns: Columns, factor_of: Factor) -> bool:
    return sum(factor_of(one.unit) is not None for one in columns) >= 3


def _track(group: list[SensorFile], files: Files) -> SensorTrack:
    if len(group) == 1:
        group = [*group, *those_with(beside(group[0]), _is_header)]
    first = group[0]
    acc_file, gyr_file = _find(group, _as_mps2), _find(group, _as_radps)
    if acc_file is None and any(_is_linear(file) for file in group):
        raise no_gravity(first.where, "linear acceleration")
    if acc_file is None or gyr_file is None:
        raise lacks(first.where, "gyroscope (rad/s)" if acc_file else "accelerometer (m/s^2)", _RECORD)
    t_s, acc, gyr = join(first.where, _read(acc_file, _as_mps2), _read(gyr_file, _as_radps))
    recorded_at = _recorded_at(first, files)
    label = make_label(folder_name(first), where=first.where, device="phyphox", recorded_at=recorded_at)
    return measured_track(label, t_s, acc, gyr)


def _find(group: list[SensorFile], factor_of: Factor) -> SensorFile | None:
    def belongs(columns: Columns) -> bool:
        return _is_header(columns) and _has(columns, factor_of)

    found = [file for file in group if has_header(file.head, belongs)]
    return next((file for file in found if factor_of is not _as_mps2 or not _is_linear(file)), None)


def _is_linear(file: SensorFile) -> bool:
    header = next((line for line in file.head.splitlines() if line.strip()), "")
    return bool(_WITHOUT_GRAVITY.search(file.stem) or _WITHOUT_GRAVITY.search(header))


def _read(file: SensorFile, factor_of: Factor) -> tuple[Floats, Floats]:
    table = parse_table(file.text(), file.where, _is_header)
    found = table.find_units(factor_of)
    assert found is not None
    values = table.numbers((0, *_in_order_of_axes(table, found[0])))
    return values[:, 0], values[:, 1:]


def _in_order_of_axes(table: Table, columns: tuple[int, ...]) -> tuple[int, ...]:
    """Return columns as x, y, z where their names tell."""

    def axis(column: Column) -> str:
        words = [word for word in column.name.split("_") if word in {"x", "y", "z"}]
        return words[-1] if words else ""

    axes = {axis(table.columns[at]): at for at in columns}
    return (axes["x"], axes["y"], axes["z"]) if set(axes) == {"x", "y", "z"} else columns


def _recorded_at(file: SensorFile, files: Files) -> datetime | None:
    """Return when the phone's clock read zero, as ``meta/time.csv`` tells of the start; None without it."""
    meta = next((one for one in files if one.folder == f"{file.folder}/meta" and one.stem == "time"), None)
    if meta is None or not has_header(meta.head, _is_time):
        return None
    table = parse_table(meta.head, meta.where, _is_time)
    times = table.numbers((1, 2))
    starts = [row for event, row in zip(table.texts(0), times, strict=True) if event.strip('"').upper() == "START"]
    if not starts or not np.isfinite(starts[0]).all():
        return None
    return datetime.fromtimestamp(float(starts[0][1] - starts[0][0]), UTC)


def _is_time(columns: Columns) -> bool:
    return len(columns) >= 3 and columns[0].name == "event" and columns[2].name.startswith("system_time")
