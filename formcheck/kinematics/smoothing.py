"""Smoothing: a causal filter for phases and cues, a zero-phase one for measuring.

The causal filter (median of three, then One-Euro) blunts peaks, so nothing is measured with it. A closed attempt is
measured from its raw samples: outliers out (Hampel), resampled to uniform time, low-passed forwards and backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, pi
from statistics import median

import numpy as np
from numpy.typing import NDArray

from formcheck.samples import TIME_TOLERANCE_S

Array = NDArray[np.float64]

GRID_HZ = 60.0
"""Rate of the uniform time grid that attempts are measured on."""

CUTOFF_HZ = 5.0
"""Low-pass for slow exercise (3 to 6 Hz is advised for slow movement: Pose2Sim documentation)."""

MAX_BRIDGED_S = 0.25
"""Gaps up to this long hide nothing that a slow movement could do: they are bridged when times are found, and for the
eye."""

_HAMPEL_HALF_WIDTH = 3  # seven samples, the window Sports2D uses
_HAMPEL_SIGMAS = 3.0
_MAD_TO_SD = 1.4826  # for a normal distribution
_HAMPEL_FLOOR_DEG = 3.0  # on a still joint the spread is near zero, and a ripple is no outlier

# One-Euro (Casiez 2012): the cut-off rises with speed, from MIN_CUTOFF_HZ at rest by BETA per degree a second.
_MIN_CUTOFF_HZ = 1.5
_BETA = 0.02
_SPEED_CUTOFF_HZ = 1.0


@dataclass(frozen=True, slots=True)
class CausalState:
    """Memory of the causal filter: the last raw values, and the last output with its speed and time."""

    raw: tuple[float, ...] = ()
    t_s: float = 0.0
    value: float = float("nan")
    speed: float = 0.0


def causal_step(state: CausalState, t_s: float, raw: float) -> CausalState:
    """Take one sample into the causal filter; the new state's ``value`` is the output.

    A NaN sample leaves the filter as it is.

    Parameters
    ----------
    state : CausalState
        Memory.
    t_s : float
        Time of the sample, in seconds; later than that of the last one.
    raw : float
        The sample, in degrees.
    """
    if isnan(raw):
        return state
    recent = (*state.raw, raw)[-3:]
    middle = median(recent)
    if isnan(state.value):
        return CausalState(recent, t_s, middle, 0.0)
    elapsed_s = t_s - state.t_s
    speed = _low_pass(state.speed, (middle - state.value) / elapsed_s, _SPEED_CUTOFF_HZ, elapsed_s)
    value = _low_pass(state.value, middle, _MIN_CUTOFF_HZ + _BETA * abs(speed), elapsed_s)
    return CausalState(recent, t_s, value, speed)


def _low_pass(previous: float, new: float, cutoff_hz: float, elapsed_s: float) -> float:
    weight = 1.0 / (1.0 + 1.0 / (2.0 * pi * cutoff_hz * elapsed_s))
    return previous + weight * (new - previous)


def reject_outliers(values: Array) -> Array:
    """Return `values` with Hampel outliers set to NaN.

    A sample further than three robust standard deviations from the median of the seven around it is an outlier.

    Parameters
    ----------
    values : ndarray, shape (n,)
        Samples in order; none may be NaN.
    """
    if len(values) < 2 * _HAMPEL_HALF_WIDTH + 1:
        return values.copy()
    padded = np.pad(values, _HAMPEL_HALF_WIDTH, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _HAMPEL_HALF_WIDTH + 1)
    middle = np.median(windows, axis=1)
    spread = _MAD_TO_SD * np.median(np.abs(windows - middle[:, None]), axis=1)
    limit = np.maximum(_HAMPEL_SIGMAS * spread, _HAMPEL_FLOOR_DEG)
    return np.where(np.abs(values - middle) > limit, np.nan, values)


def uniform_grid(start_s: float, end_s: float) -> Array:
    """Return times from `start_s` to at most `end_s`, evenly spaced at `GRID_HZ`, in seconds; at least two.

    Parameters
    ----------
    start_s, end_s : float
        First time, and the one not to be passed, in seconds.

    Returns
    -------
    ndarray, shape (n,)
        `start_s` itself, and what follows it.
    """
    count = max(2, int((end_s - start_s + TIME_TOLERANCE_S) * GRID_HZ) + 1)
    return start_s + np.arange(count, dtype=np.float64) / GRID_HZ


def smooth_zero_phase(t_s: Array, values: Array, grid_s: Array, max_reach_s: float) -> Array:
    """Return the signal on a uniform grid, without outliers, low-passed with zero phase.

    Parameters
    ----------
    t_s, values : ndarray, shape (n,)
        Sample times in seconds, strictly increasing, and samples; NaN where not measured.
    grid_s : ndarray, shape (m,)
        Uniform times at `GRID_HZ`.
    max_reach_s : float
        How far from a measured sample the signal is read, in seconds.

    Returns
    -------
    ndarray, shape (m,)
        The smoothed signal; NaN further than `max_reach_s` from any measured sample.
    """
    measured = ~np.isnan(values)
    if np.count_nonzero(measured) < 2:
        return np.full(len(grid_s), np.nan)
    clean = reject_outliers(values[measured])
    kept = ~np.isnan(clean)
    times, clean = t_s[measured][kept], clean[kept]
    if len(clean) < 2:
        return np.full(len(grid_s), np.nan)
    on_grid = np.interp(grid_s, times, clean)
    smooth = _butterworth(on_grid)
    return np.where(_distance_s(grid_s, times) <= max_reach_s, smooth, np.nan)


def prepare() -> None:
    """Load now what the first smoothing would otherwise load while somebody moves."""
    grid_s = uniform_grid(0.0, 1.0)
    smooth_zero_phase(grid_s, np.zeros_like(grid_s), grid_s, max_reach_s=1.0)


def find_covered(t_s: Array, grid_s: Array) -> NDArray[np.bool_]:
    """Return which grid times have measured samples around them, no more than `MAX_BRIDGED_S` apart.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times of the measured samples, in seconds, strictly increasing.
    grid_s : ndarray, shape (m,)
        Times in question; those before the first and after the last sample are not covered.
    """
    bounds = np.concatenate([[-np.inf], t_s, [np.inf]])
    before = bounds[np.searchsorted(bounds, grid_s + TIME_TOLERANCE_S) - 1]
    after = bounds[np.searchsorted(bounds, grid_s - TIME_TOLERANCE_S)]
    return np.asarray(after - before <= MAX_BRIDGED_S + TIME_TOLERANCE_S, dtype=np.bool_)


def _butterworth(values: Array) -> Array:
    """Low-pass forwards and backwards: a second-order filter run twice makes the fourth order of gait analysis."""
    from scipy.signal import butter, sosfiltfilt  # noqa: PLC0415 - slow to import, and not needed before an attempt ends

    sections = butter(2, CUTOFF_HZ, fs=GRID_HZ, output="sos")
    padding = min(len(values) - 1, int(GRID_HZ / 2))
    return np.asarray(sosfiltfilt(sections, values, padlen=padding), dtype=np.float64)


def _distance_s(grid_s: Array, times: Array) -> Array:
    """Return how far each grid time is from the nearest sample, in seconds."""
    after = np.clip(np.searchsorted(times, grid_s), 0, len(times) - 1)
    before = np.clip(after - 1, 0, len(times) - 1)
    return np.minimum(np.abs(times[after] - grid_s), np.abs(grid_s - times[before]))
