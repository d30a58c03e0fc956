"""The movements by which sensors are calibrated, before the exercise: standing, sitting down, and what shows the axes.

The person stands still, sits down, sits still, straightens the knee four times, lifts the toes four times with the heel
on the floor, lifts the thigh three times with the shank hanging, and sits still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.kinematics.chain import minimum_jerk
from formcheck.validation.model import Series
from formcheck.validation.simulated.angles import GRID_HZ, LegAngles, leg_angles

STAND_S: Final = 3.0
SIT_DOWN_S: Final = 2.0
SIT_S: Final = 3.0
PAUSE_S: Final = 0.5
"""Rest between two repetitions, and before and after what has a label."""

STANDING_ERROR_DEG: Final = 3.0
"""Nobody stands with straight knees and square ankles: each is off by up to this."""

EXTENSIONS: Final = 4
TOE_LIFTS: Final = 4
THIGH_LIFTS: Final = 3
_EXTENDED_DEG: Final = (5.0, 20.0)
_TOES_DEG: Final = (15.0, 22.0)
_THIGH_DEG: Final = (15.0, 25.0)
_STROKE_S: Final = (1.2, 1.8)
_HOLD_S: Final = (0.2, 0.6)


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What is done before the exercise.

    Parameters
    ----------
    angles : LegAngles
        Over time, from 0 on; they begin and end at rest.
    labels : mapping of str to tuple of float
        First and last second of ``stand`` and ``sit`` (at rest), ``extend``, ``toes`` and, where it is done, ``lift``
        (movements, with the rest between them).
    seated_s : float
        From when on the person sits.
    """

    angles: LegAngles
    labels: Mapping[str, tuple[float, float]]
    seated_s: float


def perform_calibration(rng: np.random.Generator, *, thigh_deg: float = 0.0, is_lifting: bool = True) -> Calibration:
    """Return the movements of a calibration, as one person does them.

    Parameters
    ----------
    rng : numpy.random.Generator
        What differs between people: how they stand, how far and how fast they move.
    thigh_deg : float
        Elevation of the thigh while seated. The shank is then upright and the foot flat.
    is_lifting : bool
        Whether the thigh is lifted, too.
    """
    knee_off, ankle_off = rng.uniform(-STANDING_ERROR_DEG, STANDING_ERROR_DEG, 2)
    # The foot is flat on the floor, so the ankle's error leans the shank, and both errors the thigh.
    standing = np.array((knee_off, ankle_off, -90.0 + knee_off - ankle_off))
    seated = np.array((90.0 + thigh_deg, 0.0, thigh_deg))
    course = _Course(standing)
    labels = {"stand": course.rest(STAND_S)}
    course.go(seated, SIT_DOWN_S)
    seated_s = course.now_s + PAUSE_S
    course.rest(PAUSE_S)
    labels["sit"] = course.rest(SIT_S)
    labels["extend"] = course.repeat(EXTENSIONS, np.array((-1.0, 0.0, 0.0)), _reach(_EXTENDED_DEG, seated[0]), rng)
    labels["toes"] = course.repeat(TOE_LIFTS, np.array((0.0, 1.0, 0.0)), _TOES_DEG, rng)
    if is_lifting:
        labels["lift"] = course.repeat(THIGH_LIFTS, np.array((1.0, 0.0, 1.0)), _THIGH_DEG, rng)
    course.rest(SIT_S)
    return Calibration(course.angles(), labels, seated_s)


def _reach(end_deg: tuple[float, float], rest_deg: float) -> tuple[float, float]:
    """Return by how much a joint moves from its rest to between two ends."""
    return rest_deg - end_deg[1], rest_deg - end_deg[0]


class _Course:
    """Angles that grow from rest to rest, movement by movement."""

    def __init__(self, pose: Series) -> None:
        self._poses = [pose]

    @property
    def now_s(self) -> float:
        """Time of the last pose."""
        return (len(self._poses) - 1) / GRID_HZ

    def go(self, pose: Series, takes_s: float) -> tuple[float, float]:
        """Go to a pose, and return from when to when that was."""
        begin_s, before = self.now_s, self._poses[-1]
        count = round(takes_s * GRID_HZ)
        done = minimum_jerk(np.arange(1, count + 1) / count)
        self._poses.extend(before + share * (pose - before) for share in done)
        return begin_s, self.now_s

    def rest(self, takes_s: float) -> tuple[float, float]:
        """Stay, and return from when to when that was."""
        return self.go(self._poses[-1], takes_s)

    def repeat(
        self, times: int, way: Series, reach_deg: tuple[float, float], rng: np.random.Generator
    ) -> tuple[float, float]:
        """Go along a way and back, several times, and return from when to when that was."""
        self.rest(PAUSE_S)
        begin_s, rest = self.now_s, self._poses[-1]
        for number in range(times):
            if number:
                self.rest(PAUSE_S)
            self.go(rest + rng.uniform(*reach_deg) * way, rng.uniform(*_STROKE_S))
            self.rest(rng.uniform(*_HOLD_S))
            self.go(rest, rng.uniform(*_STROKE_S))
        end_s = self.now_s
        self.rest(PAUSE_S)
        return begin_s, end_s

    def angles(self) -> LegAngles:
        """Return all of it."""
        return leg_angles(np.arange(len(self._poses)) / GRID_HZ, np.array(self._poses))
