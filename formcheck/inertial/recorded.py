"""What every sensor measured in every step of a calibration, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.inertial.axis import Axis, axis_between, axis_of_lift, axis_of_movement
from formcheck.inertial.tasks import MOVED_IN, POSTURES, Stretch, Task
from formcheck.inertial.vectors import between_deg
from formcheck.samples import Place

LEAST_APART_DEG = 45.0
"""Two postures nearer to one another show no axis."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What every sensor measured in every step.

    Parameters
    ----------
    stretches : mapping of Task to mapping of Place to Stretch
        By what was done, and by sensor.
    """

    stretches: Mapping[Task, Mapping[Place, Stretch]]

    @property
    def places(self) -> tuple[Place, ...]:
        """All segments that bore a sensor."""
        return tuple(sorted({place for by_place in self.stretches.values() for place in by_place}, key=str))

    def has(self, task: Task, place: Place) -> bool:
        """Tell whether a sensor measured a step.

        Parameters
        ----------
        task : Task
            The step.
        place : Place
            The sensor.
        """
        return place in self.stretches.get(task, {})

    def of(self, task: Task, place: Place) -> Stretch:
        """Return what a sensor measured in a step; it must have.

        Parameters
        ----------
        task : Task
            The step.
        place : Place
            The sensor.
        """
        return self.stretches[task][place]

    def postures(self, place: Place) -> tuple[Task, ...]:
        """Return the postures that a sensor measured, the one that is believed first.

        Parameters
        ----------
        place : Place
            The sensor.
        """
        return tuple(task for task in POSTURES if self.has(task, place))

    def movement(self, place: Place) -> Task | None:
        """Return the movement that shows a sensor's axis best; None where it measured none that does.

        Parameters
        ----------
        place : Place
            The sensor.
        """
        return next((task for task in MOVED_IN[place.segment] if self.has(task, place)), None)

    def bias_radps(self, place: Place) -> NDArray[np.float64]:
        """Return what a sensor's gyroscope reads while nothing turns, shape (3,).

        Parameters
        ----------
        place : Place
            A sensor that measured a posture.
        """
        still = [self.of(task, place).gyr_radps for task in self.postures(place)]
        return np.asarray(np.concatenate(still).mean(axis=0))

    def axis_of(self, task: Task, place: Place) -> Axis:
        """Return the axis about which a segment was turned in a movement.

        Parameters
        ----------
        task : Task
            The movement.
        place : Place
            A sensor that measured it, and a posture.
        """
        moved, bias = self.of(task, place), self.bias_radps(place)
        lifted = None
        if task is Task.LIFT:
            resting = next(one for one in (Task.LIE, Task.SIT, Task.STAND) if self.has(one, place))
            lifted = axis_of_lift(self.of(resting, place).up, moved, bias)
        return axis_of_movement(moved, bias) if lifted is None else lifted

    def axis_between_postures(self, place: Place) -> Axis | None:
        """Return the axis about which sitting down turns a segment; None where it hardly turns it.

        Parameters
        ----------
        place : Place
            The sensor.
        """
        if not (self.has(Task.STAND, place) and self.has(Task.SIT, place)):
            return None
        standing, seated = self.of(Task.STAND, place).up, self.of(Task.SIT, place).up
        return axis_between(standing, seated) if between_deg(standing, seated) >= LEAST_APART_DEG else None
