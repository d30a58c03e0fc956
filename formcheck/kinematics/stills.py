"""Readings that stood still while the leg did not: the picture froze, and then jumped on.

No leg is elsewhere from one picture to the next. Where the readings of a joint leap, and stay where they leapt to, the
still stretch before the leap tells nothing of when the movement happened.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.kinematics.estimate import Array

LEAP_DEG = 25.0
"""Readings that change by more than this from one sample to the next ..."""

LEAP_DEGPS = 600.0
"""... and faster than this have leapt: a stroke of 90 degrees in half a second has its peak at 340 (minimum jerk; Flash
& Hogan 1985)."""

STAY_S = 0.4
"""What leaps back within this time was a burst of wrong readings, and falls out by itself."""

STILL_DEG = 5.0
"""Readings no further than this from the last one before a leap stood still."""

LONGEST_S = 1.5
"""No more than this before a leap is doubted: somebody may have rested before."""

Mask = NDArray[np.bool_]


REPEATED_DEG = 5.0
"""After pictures that were one and the same, so much is a leap already ..."""

REPEATED_SAMPLES = 3
"""... where the next so many samples are all further off than that."""

ENCODED_DEG = 2.0
"""A picture that an encoder began anew with reads the same but for so much."""


def find_stills(t_s: Array, deg: Array, is_repeated: Mask | None = None) -> Mask:
    """Return which samples belong to a still stretch that ended in a leap.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times, in seconds, strictly increasing.
    deg : ndarray, shape (n,)
        The readings of one joint; NaN where there is none.
    is_repeated : ndarray of bool, shape (n,), optional
        Which samples are of a picture that was the one before once more.

    Returns
    -------
    ndarray of bool, shape (n,)
        True for the samples that tell nothing.
    """
    doubted = np.zeros(len(t_s), dtype=np.bool_)
    known = np.flatnonzero(~np.isnan(deg))
    times, values = t_s[known], deg[known]
    way, elapsed = np.abs(np.diff(values)), np.diff(times)
    for leap in np.flatnonzero((way > LEAP_DEG) & (way > LEAP_DEGPS * elapsed)):
        if _stays(times, values, int(leap)):
            moving = np.flatnonzero(np.abs(values[: leap + 1] - values[leap]) > STILL_DEG)
            first = int(moving[-1]) + 1 if len(moving) else 0
            still = np.arange(first, leap + 1)
            doubted[known[still[times[still] >= times[leap] - LONGEST_S]]] = True
    if is_repeated is not None:
        doubted[known[_unanswered(times, values, is_repeated[known])]] = True
    return doubted


def _unanswered(times: Array, values: Array, is_repeated: Mask) -> NDArray[np.intp]:
    """Return which repeated readings the next pictures that differ do not bear out."""
    ends = np.flatnonzero(is_repeated[:-1] & ~is_repeated[1:])
    found = [_run_before(times, values, is_repeated, int(end)) for end in ends if _leaps_after(values, int(end))]
    return np.concatenate(found) if found else np.empty(0, np.intp)


def _leaps_after(values: Array, end: int) -> bool:
    way = values[end + 1 : end + 1 + REPEATED_SAMPLES] - values[end]
    return bool(np.all(way > REPEATED_DEG) or np.all(way < -REPEATED_DEG))


def _run_before(times: Array, values: Array, is_repeated: Mask, end: int) -> NDArray[np.intp]:
    """Return the repeated readings up to one, with the pictures between that an encoder began anew with."""
    first = end
    while first > 0 and abs(values[first - 1] - values[end]) <= STILL_DEG:
        if not is_repeated[first - 1] and not _is_begun_anew(values, is_repeated, first - 1):
            break
        first -= 1
    first = max(first, int(np.searchsorted(times, times[end] - LONGEST_S)))
    return np.arange(first, end + 1)


def _is_begun_anew(values: Array, is_repeated: Mask, at: int) -> bool:
    """Tell whether a picture differs only as it was encoded, between two that stand still."""
    return at > 0 and bool(is_repeated[at - 1]) and abs(values[at] - values[at - 1]) <= ENCODED_DEG


def _stays(times: Array, values: Array, leap: int) -> bool:
    """Tell whether the readings were on one side of a leap for a while, and are on the other for a while."""
    middle = (values[leap] + values[leap + 1]) / 2.0
    side = np.sign(values[leap + 1] - values[leap])
    before = (times >= times[leap] - STAY_S) & (times <= times[leap])
    after = (times > times[leap]) & (times <= times[leap + 1] + STAY_S)
    return bool(np.all(side * (values[before] - middle) < 0.0) and np.all(side * (values[after] - middle) > 0.0))
