"""When a repetition starts, peaks and ends, read from the smoothed drive of one attempt.

The drive is the driving joint's angle, signed to grow towards the end, on the uniform grid of
`formcheck.kinematics.estimate`. Positions are grid positions. The definitions stand in ``docs/conventions.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from formcheck.kinematics.estimate import GRID_HZ, Array

STROKE_EDGE = 0.1
"""Share of a stroke's way at either end that its middle leaves out."""

END_ZONE_DEG = 5.0
"""Within this of the furthest point the joint is at its end: the time there is the hold."""

PEAK_ZONE_DEG = 1.0
"""The peak is the middle of the time spent within this of the furthest point."""

QUIET_SPEED_SHARE = 0.05
"""A joint slower than this share of the stroke's peak speed has not left rest yet."""

QUIET_LEAD_S = 0.15
"""A smooth movement is under way for up to this long before it is that fast."""

# Level crossings from which the onset is extrapolated, and the share of a stroke's duration at which a minimum-jerk
# movement (Flash & Hogan 1985, J Neurosci 5:1688) passes them.
_LOW_LEVEL, _HIGH_LEVEL = 0.05, 0.20
_LOW_TIME, _HIGH_TIME = 0.1893, 0.3266

_REST_LEVEL = 0.10  # a pause further up than this share of the way is a pause on the way, or the model's, but not rest

_BOUNCE_DEG = 5.0  # a reversal larger than this near the end is a bounce (clinical reference 3.1)


@dataclass(frozen=True, slots=True)
class GridSpan:
    """Grid positions of one attempt.

    Parameters
    ----------
    start, end : int
        Where rest is left, and reached again.
    first, last : int
        First and last position in the end zone.
    peak : int
        The furthest point.
    """

    start: int
    first: int
    peak: int
    last: int
    end: int


def find_span(drive: Array, left: int, stop: int) -> GridSpan:
    """Find the times of one attempt.

    Parameters
    ----------
    drive : ndarray, shape (n,)
        The smoothed drive, degrees, without NaN.
    left : int
        Position at which the causal filter saw rest being left.
    stop : int
        Position at which the attempt was known to be over.
    """
    top = float(drive[left:stop].max())
    inside = np.flatnonzero(drive[left:stop] >= top - END_ZONE_DEG) + left
    first, last = int(inside[0]), int(inside[-1])
    at_top = np.flatnonzero(drive[first : last + 1] >= top - PEAK_ZONE_DEG) + first
    return GridSpan(
        start=find_onset(drive[: first + 1]),
        first=first,
        peak=int(at_top[len(at_top) // 2]),
        last=last,
        end=stop - 1 - find_onset(drive[last:stop][::-1]),
    )


def find_onset(rising: Array) -> int:
    """Return where the last rise of a signal began.

    The onset is extrapolated from two level crossings as if the movement had minimum jerk, because the first degrees
    of a smooth start drown in the jitter of the landmarks. A start that is more sudden than that is bounded by the
    speed.

    Parameters
    ----------
    rising : ndarray, shape (n,)
        The signal up to the top of the rise.
    """
    if len(rising) < 3:
        return 0
    low, way = float(rising.min()), float(rising[-1] - rising.min())
    if way <= 0.0:
        return 0
    speed = np.gradient(rising) * GRID_HZ
    slow = np.flatnonzero((speed <= QUIET_SPEED_SHARE * float(speed.max())) & (rising <= low + _REST_LEVEL * way))
    quiet = int(slow[-1]) if len(slow) else 0
    start_at, end_at = (_last_at_or_below(rising, low + level * way) for level in (_LOW_LEVEL, _HIGH_LEVEL))
    extrapolated = start_at - (end_at - start_at) * _LOW_TIME / (_HIGH_TIME - _LOW_TIME)
    return max(0, min(quiet, max(round(extrapolated), quiet - round(QUIET_LEAD_S * GRID_HZ))))


def middle_s(rising: Array, edge: float = STROKE_EDGE) -> float:
    """Return the time a rise takes from its last crossing of 10 % to its first of 90 % of its way, in seconds.

    NaN where the signal does not rise.

    Parameters
    ----------
    rising : ndarray, shape (n,)
        The signal up to the top of the rise, degrees on the uniform grid, without NaN.
    edge : float
        Share of the way that is left out at either end, if not 10 %.
    """
    low, way = float(rising.min()), float(rising[-1] - rising.min())
    if way <= 0.0:
        return nan
    high_at = int(np.flatnonzero(rising >= low + (1.0 - edge) * way)[0])
    below = np.flatnonzero(rising[: high_at + 1] <= low + edge * way)
    return float(high_at - below[-1]) / GRID_HZ if len(below) else nan


def passing_s(way_deg: float, middle_s: float) -> float:
    """Return how long a smooth stroke of some pace is within `END_ZONE_DEG` of its end without staying there.

    Read off a minimum-jerk stroke (Flash & Hogan 1985) that takes as long for 10 to 90 % of its way.

    Parameters
    ----------
    way_deg : float
        How far the stroke goes, in degrees; above 0.
    middle_s : float
        Time for 10 to 90 % of it, in seconds; NaN makes 0.
    """
    if isnan(middle_s):
        return 0.0
    time = np.linspace(0.0, 1.0, 201)
    way = time**3 * (10.0 - 15.0 * time + 6.0 * time**2)
    low, high, near_end = np.interp([0.1, 0.9, max(0.0, 1.0 - END_ZONE_DEG / way_deg)], way, time)
    return float(middle_s / (high - low) * (1.0 - near_end))


def count_bounces(near_end: Array, doubt_deg: float) -> int:
    """Return how often the drive turns back and forth by more than 5 degrees while near its end.

    Parameters
    ----------
    near_end : ndarray, shape (n,)
        The drive from its first to its last moment in the end zone, degrees, without NaN; at least one.
    doubt_deg : float
        How much more it must be, lest trembling readings make a bounce.
    """
    depth_deg = _BOUNCE_DEG + doubt_deg
    turns, reference, direction = 0, float(near_end[0]), 1.0
    for value in near_end:
        ahead = direction * (float(value) - reference)
        if ahead >= 0.0:
            reference = float(value)
        elif ahead < -depth_deg:
            turns, reference, direction = turns + 1, float(value), -direction
    return turns // 2


def _last_at_or_below(rising: Array, level: float) -> int:
    """Return the last position at or below a level: before it, landmarks may have jumped across and back."""
    return int(np.flatnonzero(rising <= level)[-1])
