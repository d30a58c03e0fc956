"""Two clocks brought together: how much later one of them shows what both saw, by the speed of the knee.

Both instruments read the same knee. Whatever each gets wrong about how bent it is, how fast it turns is the same at the
same moment, so the speeds are laid over one another (cross-correlation) and the best place is found between two samples
by a parabola.

Two people who do the same routine at the same pace fit one another nearly as well. What tells them apart is posture:
whatever the sensors read of one and the same knee, the camera reads the same each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan
from typing import Final

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import NDArray

from formcheck.inertial.late import summit

Array = NDArray[np.float64]

LEAST_CORRELATION: Final = 0.9
"""Below this the two did not see the same movement, or not well enough."""

GRID_HZ: Final = 100.0

SMOOTHING_S: Final = 0.1
"""Standard deviation of the bell by which both are smoothed: a stroke takes a second or more, and 4 degrees of scatter
at 30 pictures a second would else shake the speed by 170 degrees a second."""

BURST_S: Final = 0.25
"""The median of so long comes first: a pose model takes one leg for the other for some pictures."""

LONGEST_GAP_S: Final = 0.5
"""Over a longer gap nothing is known of the speed; it is taken for none."""

LEAST_SHARED: Final = 0.5
"""So much of the movement that the one with less of it saw must be seen by the other, too ..."""

LEAST_RANGE_DEG: Final = 25.0
"""... and the knee must have moved by so much."""

RIVAL_SHARE: Final = 0.95
RIVAL_S: Final = 0.5
"""A second place, further off than this, that fits nearly as well leaves it open which is right: repetitions that are
all alike fit one later, too."""

MOST_MISFIT: Final = 0.055
MISFIT_DEGREE: Final = 3
"""What the camera reads, less what a curve of this degree makes of what the sensors read, has a standard deviation of
at most so much of the camera's range. The curve takes out what the camera gets wrong in each posture."""


@dataclass(frozen=True, slots=True)
class Knee:
    """A knee over time, as one instrument read it.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times on the instrument's clock, strictly increasing, in seconds.
    deg : ndarray, shape (n,)
        Flexion; NaN where not measured.
    """

    t_s: Array
    deg: Array


@dataclass(frozen=True, slots=True)
class Offset:
    """How two clocks go together.

    Parameters
    ----------
    seconds : float
        What is taken from the times of the second clock to have those of the first; NaN where nothing fits.
    correlation : float
        How well the speeds fit there, up to 1.
    misfit : float
        How far the camera is there from what the sensors' posture makes it read, as a share of its range; see
        `MOST_MISFIT`.
    is_rivalled : bool
        Whether another place fits nearly as well.
    """

    seconds: float
    correlation: float
    misfit: float
    is_rivalled: bool = False

    @property
    def is_alike(self) -> bool:
        """Whether the knee moves at the same times in both."""
        return self.correlation >= LEAST_CORRELATION

    @property
    def is_accepted(self) -> bool:
        """Whether it may be used."""
        return self.is_alike and not self.is_rivalled and self.misfit <= MOST_MISFIT


NO_OFFSET: Final = Offset(nan, 0.0, inf)


def clock_offset(camera: Knee, sensors: Knee) -> Offset:
    """Return how two clocks go together.

    Parameters
    ----------
    camera, sensors : Knee
        The same knee by both, with some strokes that both saw; neither need begin or end with the other.

    Returns
    -------
    Offset
        Of the sensors' clock against the camera's.
    """
    first, second = _course(camera), _course(sensors)
    if first is None or second is None:
        return NO_OFFSET
    one, other = first.speed, second.speed
    shared = _correlate(other, one)
    energies = _correlate(other**2, np.ones_like(one)), _correlate(np.ones_like(other), one**2)
    least = LEAST_SHARED * min(float(np.sum(one**2)), float(np.sum(other**2)))
    is_enough = np.minimum(*energies) >= least
    fit = np.where(is_enough, shared, -np.inf)
    best = int(np.argmax(fit))
    if not 0 < best < len(fit) - 1 or not np.isfinite(fit[best]) or fit[best] <= 0.0:
        return NO_OFFSET
    correlation = float(shared[best] / np.sqrt(energies[0][best] * energies[1][best]))
    lag = best - (len(one) - 1)
    seconds = second.begin_s - first.begin_s + (lag + summit(shared[best - 1 : best + 2])) / GRID_HZ
    return Offset(seconds, correlation, _misfit(first, second, lag), _is_rivalled(fit, best))


@dataclass(frozen=True, slots=True, eq=False)
class _Course:
    """A knee on a grid: from when on, how far it is bent, how fast it turns, and whether that is known."""

    begin_s: float
    deg: Array
    speed: Array
    is_known: NDArray[np.bool_]


def _course(knee: Knee) -> _Course | None:
    """Return a knee on a grid, smooth; None where it hardly moved."""
    from scipy.ndimage import gaussian_filter1d  # noqa: PLC0415 - slow to import

    known = np.isfinite(knee.deg)
    if np.count_nonzero(known) < 3:
        return None
    t_s, deg = knee.t_s[known], _without_bursts(knee.t_s[known], knee.deg[known])
    grid_s = np.arange(t_s[0], t_s[-1], 1.0 / GRID_HZ)
    smooth = gaussian_filter1d(np.interp(grid_s, t_s, deg), SMOOTHING_S * GRID_HZ, mode="nearest")
    if grid_s.size < 3 or float(np.ptp(smooth)) < LEAST_RANGE_DEG:
        return None
    after = np.clip(np.searchsorted(t_s, grid_s, side="right"), 1, len(t_s) - 1)
    is_known = t_s[after] - t_s[after - 1] <= LONGEST_GAP_S
    speed = np.where(is_known, np.gradient(smooth, 1.0 / GRID_HZ), 0.0)
    return _Course(float(t_s[0]), np.asarray(smooth), np.asarray(speed), np.asarray(is_known))


def _without_bursts(t_s: Array, deg: Array) -> Array:
    from scipy.ndimage import median_filter  # noqa: PLC0415 - slow to import

    samples = round(BURST_S / float(np.median(np.diff(t_s)))) // 2 * 2 + 1
    return np.asarray(median_filter(deg, samples, mode="nearest"), dtype=np.float64)


def _correlate(longer: Array, shorter: Array) -> Array:
    from scipy.signal import correlate  # noqa: PLC0415 - slow to import

    return np.asarray(correlate(longer, shorter, mode="full", method="fft"), dtype=np.float64)


def _is_rivalled(fit: Array, best: int) -> bool:
    """Tell whether another summit, beyond `RIVAL_S`, is nearly as high."""
    far = round(RIVAL_S * GRID_HZ)
    others = np.concatenate((fit[: max(0, best - far)], fit[best + far + 1 :]))
    return others.size > 0 and float(others.max()) >= RIVAL_SHARE * float(fit[best])


def _misfit(camera: _Course, sensors: _Course, lag: int) -> float:
    """Return how far the camera is from what the sensors' posture makes it read, where they are laid so many apart."""
    begin, end = max(0, lag), min(len(sensors.deg), lag + len(camera.deg))
    is_known = camera.is_known[begin - lag : end - lag] & sensors.is_known[begin:end]
    by_camera, by_sensors = camera.deg[begin - lag : end - lag][is_known], sensors.deg[begin:end][is_known]
    expected = Polynomial.fit(by_sensors, by_camera, MISFIT_DEGREE)(by_sensors)
    return float(np.std(by_camera - expected) / np.ptp(by_camera))
