"""The swinging leg (`tests.support.swings`) as it came in live: the same movement whatever way it came."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from formcheck.samples import ImuReading
from formcheck.sources.imu.tracks import Floats
from tests.support.swings import between_deg, turning


def check_swing(readings: Sequence[ImuReading], least_s: float = 6.0) -> None:
    """Assert that readings are the swing, but for the time at which it began, and last so long.

    Of files 0.5° of tilt are promised at every reading. So is what comes live, but for two in a hundred: a time that is
    off by 5 ms is as much in the middle of this swing, and the machine that tests may stand still meanwhile.
    """
    t_s = np.array([one.t_s for one in readings])
    assert np.all(np.diff(t_s) > 0.0)
    assert t_s[-1] - t_s[0] >= least_s
    gyr = np.array([one.gyr_radps for one in readings])
    acc = np.array([one.acc_mps2 for one in readings])
    t_s = t_s - _began_s(t_s, gyr)
    kept = t_s > 1.0  # a clock that is not known yet settles in the first second
    apart_deg = between_deg(acc[kept], turning(t_s[kept]).acc_mps2)
    assert float(np.percentile(apart_deg, 98)) < 0.5
    assert apart_deg.max() < 2.0
    assert float(np.percentile(np.abs(gyr[kept] - turning(t_s[kept]).gyr_radps), 98)) < 0.05


def _began_s(t_s: Floats, gyr: Floats) -> float:
    """Return when the movement began, by the rotation that fits best."""
    low, high = t_s[0] - 3.0, t_s[0] + 6.0
    for step_s in (0.05, 0.002, 0.0001):
        begins = np.arange(low, high, step_s)
        errors = [float(np.abs(turning(t_s - begin).gyr_radps - gyr).sum()) for begin in begins]
        best = float(begins[int(np.argmin(errors))])
        low, high = best - 2 * step_s, best + 2 * step_s
    return best
