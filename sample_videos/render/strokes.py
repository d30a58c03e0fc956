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
class Traced:
    """One joint's change out and back along a recorded movement.

    Attributes
    ----------
    dof : str
        Degree of freedom.
    start_s, arrive_s, leave_s, end_s : float
        When the movement sets off, is nearly there, sets off again, and is over.
    out_deg, back_deg : float
        Change on the way out and on the way back.
    way : tuple of float
        Progress at even times, from 0 over 1 back to 0.
    skew : float
        Warps progress: positive is ahead of the recorded movement. Between -0.9 and 0.9.
    """

    dof: str
    start_s: float
    arrive_s: float
    leave_s: float
    end_s: float
    out_deg: float
    back_deg: float
    way: tuple[float, ...]
    skew: float = 0.0

    def at(self, t_s: Floats) -> Floats:
        """Return what the movement has added at each time, shape (n,), in degrees."""
        progress = self._progress(t_s)
        progress = progress + self.skew * progress * (1.0 - progress)
        back = self.out_deg + self.back_deg * (1.0 - progress)
        return np.asarray(np.where(t_s <= (self.arrive_s + self.leave_s) / 2.0, self.out_deg * progress, back))

    def _progress(self, t_s: Floats) -> Floats:
        """Return the progress at each time: recorded on the way out and back, at rest at the far end.

        Squeezing a recorded stay of seconds into less would make a jerk of its small drifts.
        """
        way, last = np.array(self.way), len(self.way) - 1
        there = np.flatnonzero(way >= NEARLY_THERE)
        a, b = int(there[0]), int(there[-1])
        slope = np.gradient(way)
        out = smooth_between(way, np.interp(t_s, (self.start_s, self.arrive_s), (0.0, a)))
        back = smooth_between(way, np.interp(t_s, (self.leave_s, self.end_s), (b, last)))
        longest_s = (self.leave_s - self.arrive_s) / 2.0
        arriving = float(slope[a]) * a / (self.arrive_s - self.start_s)
        leaving = -float(slope[b]) * (last - b) / (self.end_s - self.leave_s)
        staying = np.minimum(
            _ease(t_s - self.arrive_s, float(way[a]), arriving, longest_s),
            _ease(self.leave_s - t_s, float(way[b]), leaving, longest_s),
        )
        progress = np.where(t_s < self.arrive_s, out, np.where(t_s > self.leave_s, back, staying))
        return np.asarray(np.clip(progress, 0.0, 1.0))


def _ease(since_s: Floats, level: float, speed: float, longest_s: float) -> Floats:
    """Return progress that goes on from ``level`` at a speed (per second) and slows down evenly until it is there."""
    lasts_s = min(2.0 * (1.0 - level) / max(speed, SLOWEST), longest_s)
    share = np.clip(since_s / max(lasts_s, SHORTEST_S), 0.0, 1.0)
    return np.asarray(level + (1.0 - level) * share * (2.0 - share))


SLOWEST, SHORTEST_S = 1e-3, 1e-6
NEARLY_THERE = 0.95
"""Progress from which a recorded movement counts as being at its far end."""


def smooth_between(values: Floats, place: Floats) -> Floats:
    """Return evenly spaced values at fractional places, by a cubic through the four about each (Catmull-Rom).

    Parameters
    ----------
    values : ndarray, shape (m,)
        At places 0, 1, 2, and so on; before the first and after the last they stay as they are.
    place : ndarray, shape (n,)
        Where to read them, 0 to m - 1.
    """
    padded = np.concatenate([values[:1], values, values[-1:], values[-1:]])
    before = np.clip(np.floor(place).astype(int), 0, len(values) - 1)
    u = place - before
    a, b, c, d = (padded[before + step] for step in range(4))
    return np.asarray(b + 0.5 * u * (c - a + u * (2.0 * a - 5.0 * b + 4.0 * c - d + u * (3.0 * (b - c) + d - a))))


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
