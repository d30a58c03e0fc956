"""Whether the readings of one sensor come later than those of the segment beside it.

While the knee is straightened with the foot relaxed, shank and foot turn as one: what their gyroscopes tell must be the
same at the same time. A radio that buffers, or a clock that was set wrongly, shows as a shift between the two.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial.tasks import Stretch

RATE_HZ = 200.0
MOST_S = 0.4
"""No sensor that is of use is later than this."""

LEAST_S = 0.04
"""A shift below this costs less than a degree and a half of an ankle in a calm floss."""

LEAST_CORRELATION = 0.9
"""Below this the two did not turn as one, and nothing can be said."""

Floats = NDArray[np.float64]


def lateness_s(reference: Stretch, other: Stretch) -> float:
    """Return by how much one sensor is later than another that turned with it.

    The shift at which the speeds of rotation correlate best, with a parabola through the peak.

    Parameters
    ----------
    reference, other : Stretch
        What both measured while their segments turned as one.

    Returns
    -------
    float
        Seconds; positive where `other` is late, negative where `reference` is. 0 where the shift is too small to
        matter, or cannot be told.
    """
    start_s = max(float(reference.t_s[0]), float(other.t_s[0])) + MOST_S
    end_s = min(float(reference.t_s[-1]), float(other.t_s[-1])) - MOST_S
    if end_s - start_s < 2.0 * MOST_S:
        return 0.0
    grid = np.arange(start_s, end_s, 1.0 / RATE_HZ)
    shifts = np.arange(-round(MOST_S * RATE_HZ), round(MOST_S * RATE_HZ) + 1) / RATE_HZ
    fixed = _speed(reference, grid)
    found = np.array([_correlation(fixed, _speed(other, grid + shift)) for shift in shifts])
    best = int(np.argmax(found))
    if found[best] < LEAST_CORRELATION or best in {0, len(shifts) - 1}:
        return 0.0
    late = float(shifts[best]) + summit(found[best - 1 : best + 2]) / RATE_HZ
    return late if abs(late) >= LEAST_S else 0.0


def summit(around: Floats) -> float:
    """Return where a parabola through three values is highest, counted from the middle one.

    Parameters
    ----------
    around : ndarray, shape (3,)
        The highest of some values and its neighbours.
    """
    before, middle, after = (float(value) for value in around)
    bend = before - 2.0 * middle + after
    return 0.0 if bend >= 0.0 else 0.5 * (before - after) / bend


def _speed(stretch: Stretch, t_s: Floats) -> Floats:
    return np.asarray(np.interp(t_s, stretch.t_s, np.linalg.norm(stretch.gyr_radps, axis=1)))


def _correlation(one: Floats, other: Floats) -> float:
    spread = float(one.std() * other.std())
    return float(np.mean((one - one.mean()) * (other - other.mean()))) / spread if spread > 0.0 else 0.0
