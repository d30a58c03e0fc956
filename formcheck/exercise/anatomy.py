"""What a joint can do, and what angles may mean that it cannot: most likely they are counted another way.

Ranges are those of healthy adults (American Academy of Orthopaedic Surgeons: knee to 135°, ankle 20° up and 50° down)
with room for the supple and for the error of a camera. Only what is wholly beyond them is a fault: a window may end
anywhere where its end is not meant to bind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from formcheck.errors import Fault
from formcheck.exercise.definition import Exercise, Prescription, Window
from formcheck.samples import Dof


@dataclass(frozen=True, slots=True)
class JointRange:
    """What a joint can do, and how else its angle is counted.

    Parameters
    ----------
    name : str
        The joint.
    min_deg, max_deg : float
        From where to where it goes.
    counted : str
        How its angle is counted here.
    elsewhere : str
        How else it is counted.
    other_zero_deg, other_sign : float
        What that convention says where this one says 0, and +1 where both grow together.
    """

    name: str
    min_deg: float
    max_deg: float
    counted: str
    elsewhere: str
    other_zero_deg: float
    other_sign: float

    def reaches(self, low_deg: float, high_deg: float) -> bool:
        """Tell whether any of a window is within reach; NaN, which means that there is none, counts as that.

        Parameters
        ----------
        low_deg, high_deg : float
            The edges of a window, in degrees.
        """
        return not (low_deg > self.max_deg or high_deg < self.min_deg)

    def from_other(self, deg: float) -> float:
        """Return what an angle of the other convention is in this one.

        Parameters
        ----------
        deg : float
            An angle as another convention counts it, in degrees.
        """
        return self.other_sign * (deg - self.other_zero_deg) or 0.0  # no minus before a zero


JOINTS: Final[Mapping[Dof, JointRange]] = {
    Dof.KNEE_FLEXION: JointRange(
        "knee", -20.0, 155.0, "0 is straight, bending counts up", "straight is 180", 180.0, -1.0
    ),
    Dof.ANKLE_DORSIFLEXION: JointRange(
        "ankle", -75.0, 45.0, "0 is square to the shank, toes up counts up", "square is 90", 90.0, 1.0
    ),
}
"""By the angle; thigh, trunk and neck are told against the upright and may be anywhere."""


def reach_faults(key: str, dof: Dof, low_deg: float, high_deg: float) -> Iterator[Fault]:
    """Yield the fault of angles that no joint reaches, with what they are in the convention they may be from.

    Parameters
    ----------
    key : str
        Dotted path of the entry.
    dof : Dof
        The angle.
    low_deg, high_deg : float
        From where to where; twice the same of a single angle. NaN where there is none.
    """
    joint = JOINTS.get(dof)
    if joint is None or joint.reaches(low_deg, high_deg):
        return
    allowed = f"what the {joint.name} does, {joint.min_deg:g} to {joint.max_deg:g} ({joint.counted})"
    other = sorted(joint.from_other(deg) for deg in (low_deg, high_deg))
    if joint.reaches(*other):
        allowed += f"; another convention? Where {joint.elsewhere}, this is {_words(*other)} here"
    yield Fault(key, _words(low_deg, high_deg), allowed)


def personal_faults(prescription: Prescription) -> Iterator[Fault]:
    """Yield what is wrong with a person's own ranges: beyond reach, where the movement starts, or on its other side.

    Parameters
    ----------
    prescription : Prescription
        Any prescription.
    """
    personal, exercise = prescription.personal, prescription.exercise
    for key, dof, deg in (
        ("driver_end_deg", exercise.driver, personal.driver_end_deg),
        ("ankle_end_deg", Dof.ANKLE_DORSIFLEXION, personal.ankle_end_deg),
        ("ankle_neutral_deg", Dof.ANKLE_DORSIFLEXION, personal.ankle_neutral_deg),
    ):
        if deg is not None:
            yield from reach_faults(f"personal.{key}", dof, deg, deg)
    if personal.driver_end_deg is not None:
        yield from _end_faults(exercise, personal.driver_end_deg)


def _end_faults(exercise: Exercise, end_deg: float) -> Iterator[Fault]:
    """Yield the fault of an own end that the movement does not lead to."""
    rest, sign = exercise.rest.window(exercise.driver), _direction(exercise)
    if rest is None or sign is None:
        return
    key, name = "personal.driver_end_deg", exercise.phase_names[0]
    if rest.min <= end_deg <= rest.max:
        allowed = f"outside {rest.min:g} to {rest.max:g}, where {exercise.driver} rests in {name}"
        yield Fault(key, f"{end_deg:g}", allowed)
    elif sign * (end_deg - rest.min) < 0.0:
        yield Fault(key, f"{end_deg:g}", _other_side(rest, sign, name))


def turned_faults(exercise: Exercise, base: Exercise) -> Iterator[Fault]:
    """Yield the fault of a prescription that turns the movement of its exercise round.

    Parameters
    ----------
    exercise : Exercise
        With the prescription's numbers.
    base : Exercise
        As it is without them.
    """
    sign, meant = _direction(exercise), _direction(base)
    rest, end = exercise.rest.window(exercise.driver), exercise.end.window(exercise.driver)
    if sign is None or meant is None or sign == meant or rest is None or end is None:
        return
    start, reached, _ = exercise.phase_names
    yield Fault(f"phases.{reached}.{exercise.driver}", _words(end.min, end.max), _other_side(rest, meant, start))


def _direction(exercise: Exercise) -> float | None:
    """Return whether the driver's angle grows (+1) or falls (-1) from rest to end; None where that is not said."""
    rest, end = exercise.rest.window(exercise.driver), exercise.end.window(exercise.driver)
    if rest is None or end is None or rest.min + rest.max == end.min + end.max:
        return None
    return 1.0 if end.min + end.max > rest.min + rest.max else -1.0


def _other_side(rest: Window, sign: float, name: str) -> str:
    near, edge = ("above", rest.max) if sign > 0.0 else ("below", rest.min)
    return f"{near} {edge:g}, on the other side of rest ({_words(rest.min, rest.max)} in {name})"


def _words(low_deg: float, high_deg: float) -> str:
    return f"{low_deg:g}" if low_deg == high_deg else f"{low_deg:g} to {high_deg:g}"
