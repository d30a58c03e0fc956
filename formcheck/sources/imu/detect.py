"""Recordings of any known format, recognised by what is in them, on one clock that begins at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from formcheck.errors import SensorError
from formcheck.sources.imu.files import find_files
from formcheck.sources.imu.format import Files, SensorFormat
from formcheck.sources.imu.line import Lines
from formcheck.sources.imu.metabase import MetaBase
from formcheck.sources.imu.movella import MovellaDot
from formcheck.sources.imu.opensense import OpenSense
from formcheck.sources.imu.phyphox import Phyphox
from formcheck.sources.imu.sensorlogger import SensorLogger
from formcheck.sources.imu.shimmer import Shimmer
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.sources.imu.witmotion import WitMotion
from formcheck.sources.imu.xdf import Xdf
from formcheck.sources.imu.xio import Xio
from formcheck.sources.imu.xsens import XsensMtManager, XsensMtx

FORMATS: Final[tuple[SensorFormat, ...]] = (
    Lines(),
    XsensMtManager(),
    XsensMtx(),
    MovellaDot(),
    OpenSense(),
    Xio(),
    MetaBase(),
    Phyphox(),
    SensorLogger(),
    WitMotion(),
    Shimmer(),
    Xdf(),
)
"""All that can be read; no file is of two of them."""


def read_sensors(*paths: Path) -> tuple[SensorTrack, ...]:
    """Return what the sensors of one recording measured, on one clock that reads zero at the first reading.

    Parameters
    ----------
    *paths : Path
        Its files, folders or archives.

    Raises
    ------
    SensorError
        One is missing or damaged, none is of a known format, or they were not recorded at the same time.
    """
    files = find_files(*paths)
    groups = [group for one in FORMATS if one.recognises(files) for group in _clocks(one, files)]
    if not groups:
        fault = "is no recording of inertial sensors of a known kind."
        known = "; ".join(one.name for one in FORMATS)
        raise SensorError(fault, where=_named(paths), next_step=f"Known are: {known}.")
    tracks = [track for group in _on_one_clock(groups) for track in group]
    _check_together(tracks, _named(paths))
    return tuple(_later(track, -min(float(one.t_s[0]) for one in tracks)) for track in tracks)


Group = Sequence[SensorTrack]
"""Tracks that count on one clock."""


def _clocks(kind: SensorFormat, files: Files) -> list[Group]:
    tracks = kind.read(files)
    return [tracks] if kind.shares_clock else [(track,) for track in tracks]


def _on_one_clock(groups: Sequence[Group]) -> list[Group]:
    """Move groups to where their times of day put them; those of which one is not known all begin at once."""
    if len(groups) == 1:
        return list(groups)
    zeros = [next((one.recorded_at for one in group if one.recorded_at is not None), None) for group in groups]
    known = [zero for zero in zeros if zero is not None]
    if len(known) < len(groups):
        return [[_later(one, -min(float(t.t_s[0]) for t in group)) for one in group] for group in groups]
    shifts_s = [(zero - min(known)).total_seconds() for zero in known]
    return [[_later(one, shift_s) for one in group] for group, shift_s in zip(groups, shifts_s, strict=True)]


def _later(track: SensorTrack, shift_s: float) -> SensorTrack:
    zero = track.recorded_at
    return replace(
        track,
        t_s=track.t_s + shift_s,
        recorded_at=None if zero is None else zero - timedelta(seconds=shift_s),
    )


def _check_together(tracks: Sequence[SensorTrack], where: str) -> None:
    begins = max(tracks, key=lambda one: float(one.t_s[0]))
    ends = min(tracks, key=lambda one: float(one.t_s[-1]))
    if begins.t_s[0] > ends.t_s[-1]:
        late_s = float(begins.t_s[0] - ends.t_s[-1])
        fault = (
            f"{begins.name} begins {late_s:.1f} s after {ends.name} has ended; expected sensors that recorded at once."
        )
        raise SensorError(fault, where=where, next_step="Give the files of one recording.")


def _named(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))
