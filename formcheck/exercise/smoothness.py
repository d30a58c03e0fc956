"""Smoothness of a movement from its speed profile."""

from __future__ import annotations

import numpy as np

from formcheck.kinematics.estimate import Array

_PADDING = 4  # zero-padding levels, cut-off and threshold as in the paper
_MAX_HZ = 10.0
_AMPLITUDE_THRESHOLD = 0.05


def measure_sparc(speed: Array, rate_hz: float) -> float:
    """Return the spectral arc length of a speed profile: nearer 0 is smoother.

    Balasubramanian et al. 2015, J NeuroEng Rehabil 12:112. Healthy reaching gives about -1.4 to -1.6; the value
    depends on duration and noise, so compare a person with themselves only.

    Parameters
    ----------
    speed : ndarray, shape (n,)
        Speed of one movement, in any unit.
    rate_hz : float
        Samples per second.

    Returns
    -------
    float
        The arc length, negative; NaN where nothing moved or a sample is missing.
    """
    if len(speed) < 4 or np.isnan(speed).any() or not speed.any():
        return float("nan")
    count = int(2 ** (np.ceil(np.log2(len(speed))) + _PADDING))
    frequency = np.arange(0, rate_hz, rate_hz / count)
    magnitude = np.abs(np.fft.fft(speed, count))
    magnitude /= magnitude.max()
    inside = frequency <= _MAX_HZ
    frequency, magnitude = frequency[inside], magnitude[inside]
    loud = np.flatnonzero(magnitude >= _AMPLITUDE_THRESHOLD)
    frequency, magnitude = frequency[loud[0] : loud[-1] + 1], magnitude[loud[0] : loud[-1] + 1]
    steps = np.hypot(np.diff(frequency) / (frequency[-1] - frequency[0]), np.diff(magnitude))
    return -float(steps.sum())
