"""What a person is asked to do so that the sensors learn how they sit, and what each sensor measured meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.samples import Segment

Floats = NDArray[np.float64]


class Task(StrEnum):
    """One thing to do."""

    STAND = "stand"  # upright and still
    SIT = "sit"  # upright and still, thigh level, shank hanging upright, sole square to it
    LIE = "lie"  # on the back and still, the leg straight and level
    EXTEND = "extend"  # seated: straighten the knee and lower it again, a few times
    TOES = "toes"  # seated: pull the toes up and lower them again, a few times
    LIFT = "lift"  # raise the thigh, or the straight leg, and lower it again, a few times


POSTURES: Final = (Task.STAND, Task.SIT, Task.LIE)
"""Tasks in which nothing moves, in the order in which they are believed."""

POSTURE_PITCH_DEG: Final[Mapping[Task, Mapping[Segment, float]]] = {
    Task.STAND: dict.fromkeys(Segment, 0.0),
    Task.SIT: {Segment.THIGH: -90.0, Segment.SHANK: 0.0, Segment.FOOT: 0.0},
    Task.LIE: dict.fromkeys(Segment, -90.0),
}
"""The pitch of each segment in each posture."""

MOVED_IN: Final[Mapping[Segment, tuple[Task, ...]]] = {
    Segment.THIGH: (Task.LIFT,),
    Segment.SHANK: (Task.EXTEND, Task.LIFT),
    Segment.FOOT: (Task.TOES, Task.EXTEND, Task.LIFT),
}
"""The movements that show a segment's axis, the best first. In each of them its pitch falls and rises again."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """What one sensor measured while something was done.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times, in seconds.
    acc_mps2, gyr_radps : ndarray, shape (n, 3)
        Specific force and angular velocity, in the sensor's frame.
    """

    t_s: Floats
    acc_mps2: Floats
    gyr_radps: Floats

    @property
    def up(self) -> Floats:
        """What points upwards while nothing moves: a unit vector in the sensor's frame, shape (3,)."""
        mean = self.acc_mps2.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return 0.0 if self.t_s.size < 2 else float(self.t_s[-1] - self.t_s[0])

    def turning(self, bias_radps: Floats) -> Floats:
        """Return how fast it turned, shape (n, 3), in rad/s.

        Parameters
        ----------
        bias_radps : ndarray, shape (3,)
            What the gyroscope reads while nothing turns.
        """
        return np.asarray(self.gyr_radps - bias_radps)

    def turned_rad(self, axis: Floats, bias_radps: Floats) -> Floats:
        """Return how far it has turned about an axis since the first reading, shape (n,), in radians.

        Parameters
        ----------
        axis : ndarray, shape (3,)
            A unit vector in the sensor's frame.
        bias_radps : ndarray, shape (3,)
            What the gyroscope reads while nothing turns.
        """
        rate = self.turning(bias_radps) @ axis
        return np.concatenate([[0.0], np.cumsum(rate[1:] * np.diff(self.t_s))])

    def between(self, start_s: float, end_s: float) -> Stretch:
        """Return a part of it.

        Parameters
        ----------
        start_s, end_s : float
            From when to when, in seconds.
        """
        is_in = (self.t_s >= start_s) & (self.t_s <= end_s)
        return Stretch(self.t_s[is_in], self.acc_mps2[is_in], self.gyr_radps[is_in])
