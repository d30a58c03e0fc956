"""Single movements of one joint, as functions of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def min_jerk(share: Floats, skew: float = 0.0) -> Floats:
    """Return the minimum-jerk progress (0 to 1) of a stroke; speed and acceleration are zero at both ends.

    Parameters
    ----------
    share : ndarray, shape (n,)
        Share of the stroke's time gone by, 0 to 1.
    skew : float
        Warps time within the stroke: positive is faster at first. Between -0.9 and 0.9.
    """
    warped = share + skew * share * (1.0 - share)
    return np.asarray(warped**3 * (10.0 - 15.0 * warped + 6.0 * warped**2))


@dataclass(frozen=True, slots=True)
class Stroke:
    """One minimum-jerk change of one joint: adds ``change_deg`` between ``start_s`` and ``end_s``."""

    dof: str
    start_s: float
    end_s: float
    change_deg: float
    skew: float = 0.0

    def at(self, t_s: Floats) -> Floats:
        """Return what the stroke has added at each time, shape (n,), in degrees."""
        share = np.clip((t_s - self.start_s) / (self.end_s - self.start_s), 0.0, 1.0)
        return self.change_deg * min_jerk(share, self.skew)


@dataclass(frozen=True, slots=True)
class Bounce:
    """Small knee dips at the far end: ``count`` of them between ``start_s`` and ``end_s``, ``depth_deg`` deep."""

    start_s: float
    end_s: float
    count: int
    depth_deg: float

    def at(self, t_s: Floats) -> Floats:
        """Return the added knee flexion at each time, shape (n,), in degrees."""
        share = np.clip((t_s - self.start_s) / (self.end_s - self.start_s), 0.0, 1.0)
        return self.depth_deg * np.sin(np.pi * self.count * share) ** 2
