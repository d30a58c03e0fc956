"""What goes wrong with sensors: each takes a track and returns what is left of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from formcheck.kinematics.chain import minimum_jerk
from formcheck.sources.imu.tracks import SensorTrack
from formcheck.validation.simulated.sensor import random_direction

LONGEST_LOSS_S: Final = 0.11
"""Readings are lost in runs of up to this: what a radio link that is disturbed for a moment loses."""


def lose(track: SensorTrack, share: float, rng: np.random.Generator) -> SensorTrack:
    """Return a track of which readings were lost on the way, in runs of up to `LONGEST_LOSS_S`.

    Parameters
    ----------
    track : SensorTrack
        What was measured.
    share : float
        Share of the readings to lose, to the nearest whole reading.
    rng : numpy.random.Generator
        Which ones.

    Raises
    ------
    ValueError
        So many cannot be lost in runs that short.
    """
    count = track.t_s.size
    longest = max(1, int(LONGEST_LOSS_S * track.rate_hz + 1e-6))
    runs = _runs(round(share * count), longest, rng)
    spare = count - sum(runs) - max(0, len(runs) - 1)
    if spare < 0:
        raise ValueError(f"a share of {share} of {count} readings cannot be lost in runs of up to {longest}")
    # Between two runs at least one reading arrives; the others are shared out by cutting them at random.
    cuts = np.sort(rng.integers(0, spare + 1, len(runs)))
    kept = np.ones(count, dtype=bool)
    begin = 0
    for number, (cut, lost) in enumerate(zip(cuts, runs, strict=True)):
        kept[begin + cut + number : begin + cut + number + lost] = False
        begin += lost
    return _of(track, kept)


def die(track: SensorTrack, at_s: float) -> SensorTrack:
    """Return a track of a sensor that dies.

    Parameters
    ----------
    track : SensorTrack
        What it would have measured.
    at_s : float
        When, on the track's clock, in seconds; nothing is measured from then on.
    """
    return _of(track, track.t_s < at_s)


def slip(
    track: SensorTrack, at_s: float, rng: np.random.Generator, *, by_deg: float = 10.0, takes_s: float = 0.0
) -> SensorTrack:
    """Return a track of a sensor that slips on its segment: it is turned, about a random axis, and stays so.

    Parameters
    ----------
    track : SensorTrack
        What it would have measured.
    at_s : float
        When it begins to slip, on the track's clock, in seconds.
    rng : numpy.random.Generator
        About which axis.
    by_deg : float
        How far.
    takes_s : float
        How long that takes, in seconds. At 0 it happens between two readings, and the gyroscope tells nothing of it;
        else it tells the rotation as one of the segment.
    """
    axis = random_direction(rng)
    after_s = track.t_s - at_s
    if takes_s > 0.0:
        angle = np.deg2rad(by_deg) * minimum_jerk(after_s / takes_s)
        rate = np.gradient(angle, track.t_s)
    else:
        angle = np.deg2rad(by_deg) * (after_s >= 0.0)
        rate = np.zeros_like(angle)
    back = Rotation.from_rotvec(-angle[:, None] * axis)
    return replace(
        track,
        acc_mps2=np.asarray(back.apply(track.acc_mps2)),
        gyr_radps=np.asarray(back.apply(track.gyr_radps)) + rate[:, None] * axis,
    )


def delay(track: SensorTrack, by_s: float) -> SensorTrack:
    """Return a track that tells of everything too late: its clock was set wrongly, or its radio is slow.

    Parameters
    ----------
    track : SensorTrack
        What was measured.
    by_s : float
        By how much, in seconds.
    """
    return replace(track, t_s=track.t_s + by_s)


def _runs(total: int, longest: int, rng: np.random.Generator) -> list[int]:
    """Return random lengths, from 1 to the longest, that add up to a total."""
    lengths: list[int] = []
    while total > 0:
        length = min(int(rng.integers(1, longest + 1)), total)
        lengths.append(length)
        total -= length
    return lengths


def _of(track: SensorTrack, kept: NDArray[np.bool_]) -> SensorTrack:
    return replace(track, t_s=track.t_s[kept], acc_mps2=track.acc_mps2[kept], gyr_radps=track.gyr_radps[kept])
