"""A prescription made ready for counting and judging: direction of the drive, required ranges, thresholds.

The *drive* is the driving joint's angle with its sign chosen so that it grows towards the end of the movement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import copysign

from formcheck.exercise.definition import Exercise, Neck, Personal, Prescription, Window
from formcheck.samples import Dof

JOINTS = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)

DRIVER_TOLERANCE_DEG = 10.0
"""Complete is within this of the person's own end range: the minimal detectable change of 7 to 8 degrees plus camera
error (clinical reference 2.4)."""

OWN_WAY_SHARE = 0.25
"""It is no more than this share of the person's own way, so that a small way cannot be half left out: of a leg that is
raised by 25 degrees, ten are a clear shortfall."""

ANKLE_TOLERANCE_DEG = 7.0
"""Complete is within this of the person's own ankle target (clinical reference 2.4)."""

REST_TOLERANCE_DEG = 5.0
"""A return this far short of the rest window still counts as regained: the table says 75, the rule 70 degrees."""

ATTEMPT_SHARE = 0.4
"""Share of the prescribed range that makes a movement an attempt rather than a fidget."""

MIN_ATTEMPT_DEG = 9.0
"""An attempt is at least this large, whatever the prescribed range."""

LEAVE_SHARE = 0.15
"""Share of the prescribed range after which rest counts as left."""

MIN_LEAVE_DEG = 4.0

MIN_SHIFT_DEG = 10.0
"""Windows whose middles differ by no more than this ask a joint to stay, not to move."""

REST_ZONE_DEG = 8.0
"""A repetition can start at least this far outside the rest window; within half the way to the end, though."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A prescription with all that follows from it.

    Parameters
    ----------
    prescription : Prescription
        What it was made from.
    sign : float
        +1 where the driver's angle grows towards the end, -1 where it falls (a straightening knee).
    range_deg : float
        The least driver range that is complete: between the near edges of the rest and end windows.
    required : mapping of Dof to float
        For each joint that must move: the angle at the end that is complete.
    directions : mapping of Dof to float
        For each joint that must move: +1 where its angle must grow from rest to end, -1 where it must fall.
    held : mapping of Dof to Window
        For each joint that must stay: where.
    neck_direction : float or None
        +1 where the neck flexes from rest to end, -1 where it extends, 0 where it stays; None where it does not matter.
    """

    prescription: Prescription
    sign: float
    range_deg: float
    required: Mapping[Dof, float]
    directions: Mapping[Dof, float]
    held: Mapping[Dof, Window]
    neck_direction: float | None

    @property
    def exercise(self) -> Exercise:
        """The exercise with all its numbers."""
        return self.prescription.exercise

    @property
    def driver(self) -> Dof:
        """The joint whose movement makes a repetition."""
        return self.exercise.driver

    @property
    def scored(self) -> tuple[Dof, ...]:
        """The joints without which nothing can be judged."""
        return tuple(dof for dof in JOINTS if dof in self.required or dof in self.held)

    @property
    def targets(self) -> Mapping[Dof, Window]:
        """For each scored joint: the angles that are complete at the end, in degrees; the judge's own near edge."""
        return {dof: self._target(dof) for dof in self.scored}

    def _target(self, dof: Dof) -> Window:
        if dof in self.held:
            return self.held[dof]
        window, required = _window(self.exercise.end.window(dof)), self.required[dof]
        if self.directions[dof] > 0:
            return Window(required, max(window.max, required))
        return Window(min(window.min, required), required)

    @property
    def ankle_direction(self) -> float | None:
        """The way the ankle must go along with the driver: +1 up, -1 down; None where it drives or need not move."""
        return None if self.driver is Dof.ANKLE_DORSIFLEXION else self.directions.get(Dof.ANKLE_DORSIFLEXION)

    def is_own(self, dof: Dof) -> bool:
        """Tell whether a joint is held against the person's own range.

        Parameters
        ----------
        dof : Dof
            Any joint.
        """
        return _own_end_deg(self.exercise, self.prescription.personal, dof) is not None

    def far_end_deg(self, dof: Dof) -> float:
        """Return the person's own end of a joint that must move, or the far edge of its window, in degrees.

        Parameters
        ----------
        dof : Dof
            A joint that must move.
        """
        own_deg = _own_end_deg(self.exercise, self.prescription.personal, dof)
        window = self.exercise.end.window(dof)
        if own_deg is not None:
            return own_deg
        return self.required[dof] if window is None else window.max if self.directions[dof] > 0 else window.min

    @property
    def attempt_deg(self) -> float:
        """The least excursion from rest that makes an attempt, in degrees."""
        return max(MIN_ATTEMPT_DEG, ATTEMPT_SHARE * self.range_deg)

    @property
    def leave_deg(self) -> float:
        """The excursion after which rest counts as left, in degrees, before jitter is allowed for."""
        return max(MIN_LEAVE_DEG, LEAVE_SHARE * self.range_deg)

    @property
    def rest_required_deg(self) -> float:
        """The driver angle at which rest counts as regained."""
        window = _window(self.exercise.rest.window(self.driver))
        edge = window.min if self.sign < 0 else window.max
        return edge + self.sign * REST_TOLERANCE_DEG

    def is_near_rest(self, drive_deg: float) -> bool:
        """Tell whether a drive is close enough to the rest window for a repetition to start there.

        Short of the end, a third of the way that is asked for; beyond rest (a foot tucked under the chair), the whole
        range.

        Parameters
        ----------
        drive_deg : float
            The driver's angle, signed to grow towards the end, in degrees; NaN is not near.
        """
        window = _window(self.exercise.rest.window(self.driver))
        far, near = sorted((self.sign * window.min, self.sign * window.max))
        way_deg = self.sign * self.required[self.driver] - near
        zone_deg = min(max(REST_ZONE_DEG, way_deg / 3), max(way_deg / 2, MIN_LEAVE_DEG))
        return far - max(REST_ZONE_DEG, self.range_deg) <= drive_deg <= near + zone_deg

    def is_at_rest(self, drive_deg: float) -> bool:
        """Tell whether a drive is where the exercise has it at rest, or beyond.

        Parameters
        ----------
        drive_deg : float
            The driver's angle, signed to grow towards the end, in degrees; NaN is not.
        """
        return self.is_near_rest(drive_deg) and drive_deg <= self.sign * self.rest_required_deg

    def is_far_out(self, drive_deg: float) -> bool:
        """Tell whether a drive is so far from rest that it must have been taken there.

        Parameters
        ----------
        drive_deg : float
            The driver's angle, signed to grow towards the end, in degrees; NaN is not.
        """
        return drive_deg >= self.sign * self.rest_required_deg + self.attempt_deg


def make_plan(prescription: Prescription) -> Plan:
    """Return the plan of a prescription.

    Parameters
    ----------
    prescription : Prescription
        An exercise with the person's own numbers; free of contradictions, as `loader` gives it.

    Raises
    ------
    ValueError
        The driver's windows call for no movement; `loader` refuses such a file.
    """
    exercise = prescription.exercise
    directions = {dof: sign for dof in JOINTS if (sign := _direction(exercise, dof))}
    if exercise.driver not in directions:
        raise ValueError(f"{exercise.id}: the driver {exercise.driver} has nowhere to go")
    rest, end = (_window(phase.window(exercise.driver)) for phase in (exercise.rest, exercise.end))
    range_deg = rest.min - end.max if directions[exercise.driver] < 0 else end.min - rest.max
    return Plan(
        prescription=prescription,
        sign=directions[exercise.driver],
        range_deg=range_deg,
        required={dof: _required_deg(exercise, prescription.personal, dof, sign) for dof, sign in directions.items()},
        directions=directions,
        held={
            dof: window
            for dof in JOINTS
            if dof not in directions and (window := exercise.end.window(dof)) and exercise.rest.window(dof)
        },
        neck_direction=_neck_direction(exercise),
    )


def _window(window: Window | None) -> Window:
    if window is None:
        raise ValueError("the driver has no window")
    return window


def _direction(exercise: Exercise, dof: Dof) -> float:
    """Return +1 or -1 where the windows call for movement of a joint, 0 where they do not or are missing."""
    rest, end = exercise.rest.window(dof), exercise.end.window(dof)
    if rest is None or end is None:
        return 0.0
    shift = _middle(end) - _middle(rest)
    return 0.0 if abs(shift) <= MIN_SHIFT_DEG else copysign(1.0, shift)


def _middle(window: Window) -> float:
    return (window.min + window.max) / 2


def own_end_asking(required_deg: float, exercise: Exercise, dof: Dof) -> float:
    """Return the own end range with which a joint is complete at an angle: the inverse of what a plan does.

    Parameters
    ----------
    required_deg : float
        The angle at the end that is to be complete, in degrees.
    exercise : Exercise
        With windows for the joint.
    dof : Dof
        The driver, or the ankle that moves along.
    """
    if dof is not exercise.driver:
        return required_deg + _direction(exercise, dof) * ANKLE_TOLERANCE_DEG
    rest_deg = _middle(_window(exercise.rest.window(dof)))
    way_deg = required_deg - rest_deg
    most_deg = rest_deg + way_deg / (1.0 - OWN_WAY_SHARE)
    return min(required_deg + copysign(DRIVER_TOLERANCE_DEG, way_deg), most_deg, key=lambda deg: abs(deg - rest_deg))


def _own_end_deg(exercise: Exercise, personal: Personal, dof: Dof) -> float | None:
    if dof is exercise.driver:
        return personal.driver_end_deg
    return personal.ankle_end_deg if dof is Dof.ANKLE_DORSIFLEXION else None


def _required_deg(exercise: Exercise, personal: Personal, dof: Dof, sign: float) -> float:
    window, own_deg = _window(exercise.end.window(dof)), _own_end_deg(exercise, personal, dof)
    if own_deg is None:
        return window.min if sign > 0 else window.max
    return own_deg - sign * _tolerance_deg(exercise, dof, own_deg)


def _tolerance_deg(exercise: Exercise, dof: Dof, own_deg: float) -> float:
    """Return how far short of the own end is complete."""
    if dof is not exercise.driver:
        return ANKLE_TOLERANCE_DEG
    way_deg = abs(own_deg - _middle(_window(exercise.rest.window(dof))))
    return min(DRIVER_TOLERANCE_DEG, OWN_WAY_SHARE * way_deg)


def _neck_direction(exercise: Exercise) -> float | None:
    rest, end = exercise.rest.neck, exercise.end.neck
    if end in (Neck.ANY, Neck.NEUTRAL):
        return None
    if rest is end:
        return 0.0
    return 1.0 if end is Neck.FLEXED else -1.0
