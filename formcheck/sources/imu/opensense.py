"""OpenSense: orientations of many sensors in one storage file of OpenSim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from formcheck.errors import SensorError
from formcheck.sources.imu.building import AGAIN, make_label, oriented_track
from formcheck.sources.imu.files import SensorFile
from formcheck.sources.imu.format import Files
from formcheck.sources.imu.tracks import Floats, SensorTrack

_END = "endheader"


@dataclass(frozen=True, slots=True)
class OpenSense:
    """Storage files (.sto) of quaternions: one column for each sensor, cells ``w,x,y,z``.

    Parameters
    ----------
    name, shares_clock
        As in `SensorFormat`.
    """

    name: str = "OpenSense (.sto)"
    shares_clock: bool = True

    def recognises(self, files: Files) -> bool:
        """Tell whether there is a storage file of quaternions."""
        return bool(_own(files))

    def read(self, files: Files) -> tuple[SensorTrack, ...]:
        """Return a track of each column."""
        return tuple(track for file in _own(files) for track in _tracks(file))


def _own(files: Files) -> list[SensorFile]:
    return [file for file in files if _END in file.head and "datatype=quaternion" in file.head.lower()]


def _tracks(file: SensorFile) -> list[SensorTrack]:
    lines = [line.strip() for line in file.text().splitlines() if line.strip()]
    at = lines.index(_END) if _END in lines else len(lines)
    if at + 2 >= len(lines):
        raise SensorError("ends before its first row.", where=file.where, next_step=AGAIN)
    names, rows = lines[at + 1].split("\t")[1:], [line.split("\t") for line in lines[at + 2 :]]
    t_s = np.array([_numbers(row[0], 1)[0] for row in rows])
    return [_track(file, name, t_s, [row[number] if number < len(row) else "" for row in rows])
            for number, name in enumerate(names, start=1)]  # fmt: skip


def _track(file: SensorFile, name: str, t_s: Floats, cells: list[str]) -> SensorTrack:
    label = make_label(name.strip(), where=f"{file.where} ({name.strip()})", device="OpenSense")
    return oriented_track(label, t_s, np.array([_numbers(cell, 4) for cell in cells]))


def _numbers(cell: str, count: int) -> list[float]:
    try:
        numbers = [float(part) for part in cell.split(",")]
    except ValueError:
        numbers = []
    return numbers if len(numbers) == count else [np.nan] * count
