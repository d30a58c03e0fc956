"""The swinging leg (`tests.support.swings`) as it came in live: the same movement whatever way it came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from formcheck.samples import ImuReading
from formcheck.sources.imu.tracks import Floats, SensorTrack
from tests.support.swings import check_same, turning


def check_swing(readings: Sequence[ImuReading], least_s: float = 6.0) -> None:
    """Assert that readings are the swing, but for the time at which it began, and last so long.

    All formats of files are promised 0.5° of tilt; so is what comes live. Acceleration and rotation may differ by what
    a few milliseconds change in the middle of a swing.
    """
    t_s = np.array([one.t_s for one in readings])
    assert np.all(np.diff(t_s) > 0.0)
    assert t_s[-1] - t_s[0] >= least_s
    gyr = np.array([one.gyr_radps for one in readings])
    acc = np.array([one.acc_mps2 for one in readings])
    t_s = t_s - _began_s(t_s, gyr)
    kept = t_s > 1.0  # a clock that is not known yet settles in the first second
    check_same(SensorTrack("live", t_s[kept], acc[kept], gyr[kept]), most=(0.15, 0.06, 0.5))


def _began_s(t_s: Floats, gyr: Floats) -> float:
    """Return when the movement began, by the rotation that fits best."""
    low, high = t_s[0] - 3.0, t_s[0] + 3.0
    for step_s in (0.05, 0.002, 0.0001):
        begins = np.arange(low, high, step_s)
        errors = [float(np.abs(turning(t_s - begin).gyr_radps - gyr).sum()) for begin in begins]
        best = float(begins[int(np.argmin(errors))])
        low, high = best - 2 * step_s, best + 2 * step_s
    return best
