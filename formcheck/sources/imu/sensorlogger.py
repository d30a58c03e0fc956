"""Sensor Logger: what a phone measured, as a zip or folder of CSV files whose axes stand as z, y, x."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from formcheck.errors import SensorError
from formcheck.sources.imu.building import join, make_label, measured_track
from formcheck.sources.imu.files import SensorFile, beside
from formcheck.sources.imu.format import Files, by_folder, folder_name, lacks, no_gravity, those_with
from formcheck.sources.imu.tables import Columns, parse_table
from formcheck.sources.imu.tracks import Floats, SensorTrack

_TOTAL, _USER, _GRAVITY, _GYROSCOPE = "TotalAcceleration", "Accelerometer", "Gravity", "Gyroscope"
_METADATA = "Metadata"
_RECORD = "In Sensor Logger, switch on Accelerometer, Gravity and Gyroscope, and record again."


@dataclass(frozen=True, slots=True)
class SensorLogger:
    """Files of Sensor Logger; what an iPhone measured with the other sign is turned round.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; every phone counts from its own start.
    """

    name: str = "Sensor Logger"
    shares_clock: bool = False

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table of theirs that has to do with movement."""
        return bool(_own(files))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each phone."""
        return tuple(_track(group, files) for _, group in by_folder(_own(files)))


def _own(files: Files) -> list[SensorFile]:
    wanted = {_TOTAL, _USER, _GRAVITY, _GYROSCOPE}
    return [file for file in those_with(files, _is_header) if file.stem in wanted]


def _is_header(columns: Columns) -> bool:
    names = [one.name for one in columns]
    return names[:2] == ["time", "seconds_elapsed"] and {"x", "y", "z"} <= set(names)


def _track(group: list[SensorFile], files: Files) -> SensorTrack:
    first = group[0]
    neighbours = beside(first) if len(group) == 1 else ()
    found = {file.stem: file for file in (*_own(neighbours), *group)}
    facts = _facts(first, (*neighbours, *files))
    if _GYROSCOPE not in found:
        raise lacks(first.where, "Gyroscope.csv", _RECORD)
    gyr_s, gyr, zero_s = _read(found[_GYROSCOPE])
    acc_s, acc = _acceleration(found, facts, first.where)
    t_s, acc_mps2, gyr_radps = join(first.where, (acc_s, acc), (gyr_s, gyr))
    label = make_label(
        folder_name(first),
        facts.get("device name", ""),
        where=first.where,
        device="Sensor Logger",
        recorded_at=datetime.fromtimestamp(zero_s, UTC) if np.isfinite(zero_s) else None,
    )
    return measured_track(label, t_s, acc_mps2, gyr_radps)


def _acceleration(found: Mapping[str, SensorFile], facts: Mapping[str, str], where: str) -> tuple[Floats, Floats]:
    """Return acceleration with gravity: as it is, or its two parts together."""
    if _TOTAL in found:
        return _read(found[_TOTAL])[:2]
    if _USER not in found:
        raise lacks(where, "accelerometer", _RECORD)
    if _GRAVITY not in found:
        raise no_gravity(where, "Accelerometer.csv alone")
    user, gravity = _read(found[_USER]), _read(found[_GRAVITY])
    t_s, gravity_mps2, user_mps2 = join(where, gravity[:2], user[:2])
    return t_s, _sign(facts, where) * (gravity_mps2 + user_mps2)


def _sign(facts: Mapping[str, str], where: str) -> float:
    """Return -1 where the phone counts gravity downwards, as an iPhone does unless it was told to standardise."""
    platform = facts.get("platform", "").lower()
    if not platform:
        fault = "does not say what kind of phone recorded it: found no platform in a Metadata.csv beside it."
        raise SensorError(fault, where=where, next_step="Give the whole zip that Sensor Logger exports.")
    return -1.0 if platform == "ios" and facts.get("standardisation", "").lower() != "true" else 1.0


def _facts(file: SensorFile, files: Files) -> dict[str, str]:
    """Return what Metadata.csv of the same folder says, by its columns."""
    given_alone = "" if file.folder else file.path.name
    metadata = next(
        (one for one in files if one.stem == _METADATA and one.folder == file.folder and one.name != given_alone), None
    )
    rows = list(csv.reader(metadata.head.splitlines())) if metadata else []
    return (
        {name.strip().lower(): value.strip() for name, value in zip(*rows[:2], strict=False)} if len(rows) > 1 else {}
    )


def _read(file: SensorFile) -> tuple[Floats, Floats, float]:
    """Return seconds, values as x, y, z, and the time of day at which the seconds were zero, since 1970."""
    table = parse_table(file.text(), file.where, _is_header)
    columns = table.find_all("time", "seconds_elapsed", "x", "y", "z")
    assert columns is not None
    values = table.numbers(columns)
    zeros = values[:, 0] * 1e-9 - values[:, 1]
    known = zeros[np.isfinite(zeros)]
    return values[:, 1], values[:, 2:], float(known[0]) if known.size else np.nan
