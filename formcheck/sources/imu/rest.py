"""When a sensor rested, told by its accelerometer alone: in whatever unit, it then hardly changes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.sources.imu.tracks import Floats

REST_S = 0.4
"""A rest lasts this long or longer."""

STILL_SHARE = 0.012
"""At rest no axis scatters more than this share of the acceleration's usual length (0.12 m/s² of gravity)."""


def still_rows(t_s: Floats, acc: Floats) -> NDArray[np.bool_]:
    """Return which readings lie in a rest.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times, in seconds.
    acc : ndarray, shape (n, 3)
        Acceleration, in any unit.
    """
    ends = np.searchsorted(t_s, t_s + REST_S)
    counts = ends - np.arange(t_s.size)
    is_full = (ends < t_s.size) & (counts >= 5)
    centred = acc - acc.mean(axis=0)
    sums, squares = _summed(centred), _summed(centred**2)
    begins = np.arange(t_s.size)
    mean = (sums[ends] - sums[begins]) / counts[:, None]
    variance = (squares[ends] - squares[begins]) / counts[:, None] - mean**2
    usual = float(np.median(np.linalg.norm(acc, axis=1))) if t_s.size else 0.0
    begins_rest = is_full & (variance.max(axis=1) <= (STILL_SHARE * usual) ** 2)
    depth = np.zeros(t_s.size + 1)
    np.add.at(depth, begins[begins_rest], 1.0)
    np.add.at(depth, ends[begins_rest], -1.0)
    still: NDArray[np.bool_] = np.cumsum(depth)[:-1] > 0.5
    return still


def rests(still: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the first reading of each rest and that behind its last.

    Parameters
    ----------
    still : ndarray of bool
        Which readings lie in a rest.
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], still.astype(np.int8), [0]])))
    return [(int(begin), int(end)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


def _summed(values: Floats) -> Floats:
    return np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
