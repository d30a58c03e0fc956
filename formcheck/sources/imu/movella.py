"""Movella (Xsens) DOT: CSV files of its app."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import numpy as np

from formcheck.sources.imu.building import make_label, measured_track, on_one_round, oriented_track, unwrapped
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files, lacks, no_gravity, those_with
from formcheck.sources.imu.tables import Columns, Table, parse_table
from formcheck.sources.imu.tracks import Floats, SensorTrack

CLOCK_WRAP_US = 2.0**32
"""The clock has 32 bits: it begins again after 71.6 minutes."""

_START = re.compile(r"(\d{4}-\d\d-\d\d)_(\d\d:\d\d:\d\d)_(\d{1,3})\s*(?:GMT|UTC)\s*([+-]\d{1,2})?(?::?(\d\d))?")


@dataclass(frozen=True, slots=True)
class MovellaDot:
    """CSV files of the Movella DOT app: microseconds, m/s² and °/s, or orientations.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`; the sensors of one recording are synchronised.
    """

    name: str = "Movella DOT"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a table with the DOT's counter and clock, not below comments as MT Manager's."""
        return bool(_own(files))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each file; what the radio lost are gaps in time."""
        tables = [(file, parse_table(file.text(), file.where, _is_header)) for file in _own(files)]
        clocks = on_one_round([_clock_us(table) for _, table in tables], CLOCK_WRAP_US)
        return tuple(_track(file, table, one * 1e-6) for (file, table), one in zip(tables, clocks, strict=True))


def _own(files: Files) -> list[SensorFile]:
    return [file for file in those_with(files, _is_header) if not file.head.lstrip().startswith("//")]


def _is_header(columns: Columns) -> bool:
    return {"packetcounter", "sampletimefine"} <= {one.name for one in columns}


def _clock_us(table: Table) -> Floats:
    column = table.find("sampletimefine")
    assert column is not None
    return unwrapped(table.numbers((column,))[:, 0], CLOCK_WRAP_US)


def _track(file: SensorFile, table: Table, t_s: Floats) -> SensorTrack:
    facts = _facts(table)
    label = make_label(
        file.stem,
        facts.get("devicetag", ""),
        where=file.where,
        device="Movella DOT",
        recorded_at=_recorded_at(facts.get("starttime", ""), t_s),
    )
    acc, gyr = table.find_all("acc_x", "acc_y", "acc_z"), table.find_all("gyr_x", "gyr_y", "gyr_z")
    if acc and gyr:
        return measured_track(label, t_s, table.numbers(acc), np.radians(table.numbers(gyr)))
    if quaternion := table.find_all("quat_w", "quat_x", "quat_y", "quat_z"):
        return oriented_track(label, t_s, table.numbers(quaternion))
    if table.find("freeacc_x") is not None:
        raise no_gravity(file.where, "free acceleration (FreeAcc)")
    raise lacks(
        file.where,
        "acceleration and angular velocity (Acc_X, Gyr_X), and no orientation (Quat_W)",
        "In the app, choose a mode such as 'Rate quantities' or 'Custom mode 5'.",
    )


def _facts(table: Table) -> dict[str, str]:
    """Return what stands above the columns, as ``DeviceTag:,name``."""
    pairs = (re.split(r":\s*[,;\t]", line, maxsplit=1) for line in table.before)
    return {pair[0].strip().lower(): pair[1].strip() for pair in pairs if len(pair) == 2}


def _recorded_at(text: str, t_s: Floats) -> datetime | None:
    """Return when the sensors' clock read zero: the app states when the first packet came."""
    match = _START.search(text)
    if match is None or not np.isfinite(t_s).any():
        return None
    day, time, milliseconds, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0) * (-1 if (hours or "").startswith("-") else 1))
    try:
        start = datetime.fromisoformat(f"{day}T{time}.{milliseconds:0>3}").replace(tzinfo=timezone(offset))
    except ValueError:
        return None
    return start - timedelta(seconds=float(np.nanmin(t_s)))
