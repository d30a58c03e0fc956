"""Xsens: what MT Manager exports in its three shapes, and MTx units exported with semicolons and without a counter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from scipy.spatial.transform import Rotation

from formcheck.errors import SensorError
from formcheck.samples import Segment, Side
from formcheck.sources.imu.building import Label, make_label, measured_track, on_one_round, oriented_track, unwrapped
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files, lacks, no_gravity, those_with
from formcheck.sources.imu.tables import Columns, Table, parse_table
from formcheck.sources.imu.tracks import Floats, SensorTrack

COUNTER_WRAP = 65536
"""The counter has 16 bits."""

_ACC = ("acc_x", "acc_y", "acc_z")
_GYR = ("gyr_x", "gyr_y", "gyr_z")
_FREE = ("freeacc_x", "freeacc_y", "freeacc_z")
_QUATERNIONS = (("quat_q0", "quat_q1", "quat_q2", "quat_q3"), ("quat_w", "quat_x", "quat_y", "quat_z"))
_MATRIX = tuple(f"mat_{row}_{column}" for row in (1, 2, 3) for column in (1, 2, 3))
_RATE = re.compile(r"//\s*(?:Update|Sample) rate:\s*([\d.]+)\s*Hz", re.IGNORECASE)
_EXPORT = "In MT Manager, export acceleration and rate of turn, or orientation."


@dataclass(frozen=True, slots=True)
class XsensMtManager:
    """Text files of Xsens MT Manager: a counter, m/s² and rad/s, or orientations.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; the counters of one recording are of one clock.
    """

    name: str = "Xsens MT Manager"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table with a counter below comments."""
        return bool(_of_mt_manager(files))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each file; missing counters are gaps in time."""
        tables = [(file, parse_table(file.text(), file.where, _is_counted)) for file in _of_mt_manager(files)]
        counts = on_one_round([_counts(table) for _, table in tables], COUNTER_WRAP)
        return tuple(
            self._track(file, table, one / _rate_hz(table)) for (file, table), one in zip(tables, counts, strict=True)
        )

    def _track(self, file: SensorFile, table: Table, t_s: Floats) -> SensorTrack:
        label = make_label(file.stem, file.folder, where=file.where, device="Xsens")
        acc, gyr = table.find_all(*_ACC), table.find_all(*_GYR)
        if acc and gyr:
            return measured_track(label, t_s, table.numbers(acc), table.numbers(gyr))
        orientations = _orientations(table)
        if orientations is not None:
            return oriented_track(label, t_s, orientations)
        if table.find_all(*_FREE):
            raise no_gravity(file.where, "free acceleration (FreeAcc)")
        raise lacks(file.where, "rate of turn (Gyr_X) and no orientation (Quat_q0, Mat[1][1])", _EXPORT)


@dataclass(frozen=True, slots=True)
class XsensMtx:
    """MTx units as the physical therapy exercises data set has them: semicolons, 25 Hz, a folder for each unit.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; all units were sampled at once.
    """

    name: str = "Xsens MTx (time index;acc_x;…)"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table that begins with a time index."""
        return bool(those_with(files, _is_indexed))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each unit."""
        own = those_with(files, _is_indexed)
        stems = sorted({file.stem for file in own})
        if len(stems) > 1 and len({file.folder for file in own}) < len(own):
            fault = f"holds several recordings: {', '.join(stems)}."
            raise SensorError(fault, where=str(own[0].path.parent), next_step="Give the files of one of them.")
        return tuple(self._track(file) for file in own)

    def _track(self, file: SensorFile) -> SensorTrack:
        table = parse_table(file.text(), file.where, _is_indexed)
        values = table.numbers((0, 1, 2, 3, 4, 5, 6))
        return measured_track(_mtx_label(file), (values[:, 0] - 1.0) / MTX_RATE_HZ, values[:, 1:4], values[:, 4:7])


MTX_RATE_HZ = 25.0

_UNITS = {
    "u1": (Segment.SHANK, Side.LEFT),
    "u2": (Segment.SHANK, Side.RIGHT),
    "u3": (Segment.THIGH, Side.RIGHT),
    "u4": (Segment.THIGH, Side.LEFT),
}
"""Where the data set had its units; the fifth is on the chest."""


def _mtx_label(file: SensorFile) -> Label:
    folder = PurePosixPath(file.folder).name or file.path.absolute().parent.name
    segment, side = _UNITS.get(folder, (None, None))
    return Label(f"{folder}/{file.stem}", file.where, "Xsens MTx", segment, side)


def _of_mt_manager(files: Files) -> list[SensorFile]:
    return [file for file in those_with(files, _is_counted) if file.head.lstrip().startswith("//")]


def _is_counted(columns: Columns) -> bool:
    names = {one.name for one in columns}
    return bool(names & {"packetcounter", "counter"}) and len(names) > 3


def _is_indexed(columns: Columns) -> bool:
    return tuple(one.name for one in columns[:7]) == ("time_index", *_ACC, *_GYR)


def _counts(table: Table) -> Floats:
    column = table.find("packetcounter", "counter")
    assert column is not None
    return unwrapped(table.numbers((column,))[:, 0], COUNTER_WRAP)


def _rate_hz(table: Table) -> float:
    rates = [float(match[1]) for line in table.before if (match := _RATE.search(line))]
    if not rates or rates[0] <= 0:
        fault = "does not say how often it measured: found no line '// Update Rate: … Hz' above the columns."
        raise SensorError(fault, where=table.where, next_step="Export it again with its header.")
    return rates[0]


def _orientations(table: Table) -> Floats | None:
    """Return quaternions from the sensor to the world, w first; None where the file has no orientation."""
    quaternion = next((found for names in _QUATERNIONS if (found := table.find_all(*names))), None)
    if quaternion:
        return table.numbers(quaternion)
    columns = table.find_all(*_MATRIX)
    if columns is None:
        return None
    matrices = table.numbers(columns).reshape(-1, 3, 3)
    whole = np.isfinite(matrices).all(axis=(1, 2)) & (np.abs(np.linalg.det(np.nan_to_num(matrices)) - 1.0) < 0.1)
    quaternions: Floats = np.full((len(matrices), 4), np.nan)
    if whole.any():
        quaternions[whole] = Rotation.from_matrix(matrices[whole]).as_quat()[:, [3, 0, 1, 2]]
    return quaternions
