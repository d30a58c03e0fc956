"""MetaBase (MbientLab): accelerometer and gyroscope in a file each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from formcheck.sources.imu.building import join, make_label, measured_track
from formcheck.sources.imu.files import SensorFile, beside
from formcheck.sources.imu.format import Files, lacks, no_gravity, those_with
from formcheck.sources.imu.tables import Columns, parse_table
from formcheck.sources.imu.tracks import Floats, SensorTrack
from formcheck.sources.imu.units import Factor, acceleration_factor, rotation_factor

_QUANTITY = re.compile(r"[_ -]*(accelerometer|gyroscope|linear acceleration|gravity)(?![a-z]).*$", re.IGNORECASE)
_AXES = ("x_axis", "y_axis", "z_axis")


@dataclass(frozen=True, slots=True)
class MetaBase:
    """CSV files of MetaBase, in pairs: either one given finds the other.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; every file says when it was recorded.
    """

    name: str = "MetaBase (MetaMotion)"
    shares_clock: bool = False

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table of theirs."""
        return bool(those_with(files, _is_header))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each pair."""
        given = those_with(files, _is_header)
        own = given + [
            one
            for file in given
            for one in those_with(beside(file), _is_header)
            if _stem(one) in {_stem(file) for file in given} and one.path not in {file.path for file in given}
        ]
        accelerometers = _of(own, acceleration_factor)
        gyroscopes = _of(own, rotation_factor)
        return tuple(_track(acc, gyr) for acc, gyr in _pairs(accelerometers, gyroscopes))


def _is_header(columns: Columns) -> bool:
    names = [one.name for one in columns]
    return names[0] in {"epoc", "epoch"} and set(_AXES) <= set(names)


def _stem(file: SensorFile) -> str:
    """Return what the two files of a sensor share: folder, name, time and address."""
    return f"{file.folder}/{_QUANTITY.sub('', file.stem)}"


def _of(files: list[SensorFile], factor_of: Factor) -> dict[str, SensorFile]:
    found: dict[str, SensorFile] = {}
    for file in files:
        is_linear = "linear" in file.stem.lower() or "gravity" in file.stem.lower()
        if not is_linear and those_with([file], lambda columns: _is_header(columns) and _has(columns, factor_of)):
            found.setdefault(_stem(file), file)
    if not found and factor_of is acceleration_factor:
        for file in files:
            if "linear" in file.stem.lower():
                raise no_gravity(file.where, "linear acceleration")
    return found


def _has(columns: Columns, factor_of: Factor) -> bool:
    return any(one.name in _AXES and factor_of(one.unit) is not None for one in columns)


def _pairs(
    accelerometers: dict[str, SensorFile], gyroscopes: dict[str, SensorFile]
) -> list[tuple[SensorFile, SensorFile]]:
    if len(accelerometers) == len(gyroscopes) == 1:
        return list(zip(accelerometers.values(), gyroscopes.values(), strict=True))
    for stem, file in (accelerometers | gyroscopes).items():
        if stem not in gyroscopes or stem not in accelerometers:
            missing = "gyroscope" if stem in accelerometers else "accelerometer"
            next_step = f"Put its {missing} file into the same folder, with the same name up to the quantity."
            raise lacks(file.where, f"{missing} file beside it", next_step)
    return [(file, gyroscopes[stem]) for stem, file in accelerometers.items()]


def _track(acc: SensorFile, gyr: SensorFile) -> SensorTrack:
    (acc_s, acc_values), (gyr_s, gyr_values) = _read(acc, acceleration_factor), _read(gyr, rotation_factor)
    zero_s = float(np.floor(np.nanmin(gyr_s))) if np.isfinite(gyr_s).any() else 0.0
    t_s, acc_mps2, gyr_radps = join(gyr.where, (acc_s - zero_s, acc_values), (gyr_s - zero_s, gyr_values))
    name = _stem(gyr).rpartition("/")[2] or gyr.stem
    recorded_at = datetime.fromtimestamp(zero_s, UTC)
    label = make_label(name, gyr.folder, where=gyr.where, device="MetaMotion", recorded_at=recorded_at)
    return measured_track(label, t_s, acc_mps2, gyr_radps)


def _read(file: SensorFile, factor_of: Factor) -> tuple[Floats, Floats]:
    """Return times since 1970 and values in our units."""
    table = parse_table(file.text(), file.where, _is_header)
    columns = table.find_all(*_AXES)
    assert columns is not None
    values = table.numbers((0, *columns))
    return values[:, 0] * 1e-3, values[:, 1:] * (factor_of(table.columns[columns[0]].unit) or np.nan)
