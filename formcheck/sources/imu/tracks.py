"""What one sensor recorded, and what several recorded, brought together on one clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from formcheck.samples import ImuReading, ImuReadings, Place, Segment, Side

TICK_S = 0.02
"""Readings are handed on this often: no floss needs more, and a reading is shifted by less than it to one time."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SensorTrack:
    """What one sensor recorded.

    Parameters
    ----------
    name : str
        What the file calls the sensor, or the file's own name.
    t_s : ndarray, shape (n,)
        Times, strictly increasing, in seconds on a clock that all tracks of a recording share.
    acc_mps2, gyr_radps : ndarray, shape (n, 3)
        Specific force (at rest 9.81 m/s² upwards) and angular velocity, in the sensor's own frame; never NaN.
    segment : Segment or None
        Where it was strapped to, as far as the name tells.
    side : Side or None
        The leg, as far as the name tells.
    device : str
        Maker and kind, for people, such as ``Movella DOT``.
    recorded_at : datetime or None
        The time of day, with its zone, at which the clock read zero; None where the file does not say.
    is_orientation : bool
        Whether the file held orientations only, of which acceleration and rotation were made.
    """

    name: str
    t_s: Floats
    acc_mps2: Floats
    gyr_radps: Floats
    segment: Segment | None = None
    side: Side | None = None
    device: str = ""
    recorded_at: datetime | None = field(default=None)
    is_orientation: bool = False

    @property
    def rate_hz(self) -> float:
        """How often it measured, gaps apart; 0 of fewer than two readings."""
        return 0.0 if self.t_s.size < 2 else float(1.0 / np.median(np.diff(self.t_s)))


def together(tracks: Sequence[tuple[Place, SensorTrack]]) -> Iterator[ImuReadings]:
    """Yield the readings of all sensors in order of time: those of one moment at once.

    Parameters
    ----------
    tracks : sequence of (Place, SensorTrack)
        Each sensor with where it is strapped to.
    """
    filled = [(place, track) for place, track in tracks if track.t_s.size]
    if not filled:
        return
    begin_s = min(float(track.t_s[0]) for _, track in filled)
    # A quarter of a tick later: readings at 50 or 100 a second stay clear of the borders, whatever their last digits.
    ticks = [np.floor((track.t_s - begin_s) / TICK_S + 0.25).astype(np.int64) for _, track in filled]
    next_index = [0] * len(filled)
    for tick in np.unique(np.concatenate(ticks)):
        readings: list[ImuReading] = []
        for number, (place, track) in enumerate(filled):
            begin, end = next_index[number], int(np.searchsorted(ticks[number], tick, side="right"))
            readings += (_reading(place, track, row) for row in range(begin, end))
            next_index[number] = end
        yield ImuReadings(max(one.t_s for one in readings), tuple(readings))


def _reading(place: Place, track: SensorTrack, row: int) -> ImuReading:
    ax, ay, az = track.acc_mps2[row].tolist()
    gx, gy, gz = track.gyr_radps[row].tolist()
    return ImuReading(float(track.t_s[row]), place, (ax, ay, az), (gx, gy, gz))
