"""By what a session was measured: by a camera, by sensors, or by both; and what of the exercise nothing measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from formcheck.exercise.definition import Prescription
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof, Instrument, Origin, combine_accuracies


class Means(StrEnum):
    """What measures."""

    CAMERA = "camera"
    SENSORS = "sensors"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class MeasuredBy:
    """By what a session was measured; without instruments, by a camera that measures everything.

    Parameters
    ----------
    instruments : tuple of Instrument
        All that measured it.
    unmeasured : tuple of Dof
        What the exercise asks for, or is marred by, and no instrument can measure: it is judged in no repetition.
    """

    instruments: tuple[Instrument, ...] = ()
    unmeasured: tuple[Dof, ...] = ()

    @property
    def means(self) -> Means:
        """What measured the session as a whole."""
        return _means(self.instruments)

    @property
    def has_camera(self) -> bool:
        """Whether a camera looked."""
        return self.means is not Means.SENSORS

    @property
    def has_sensors(self) -> bool:
        """Whether sensors were worn."""
        return self.means is not Means.CAMERA

    def of(self, dof: Dof | None) -> Means:
        """Return what measures an angle; where nothing does, what measured the session.

        Parameters
        ----------
        dof : Dof or None
            The angle; None for the session as a whole.
        """
        measuring = [one for one in self.instruments if dof is not None and one.accuracy.measures(dof)]
        return _means(measuring or self.instruments)

    def measures(self, dof: Dof) -> bool:
        """Tell whether an angle can be measured; a camera sees all of them, though not each equally well.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        return self.has_camera or any(one.accuracy.measures(dof) for one in self.instruments)


BY_CAMERA = MeasuredBy()
"""What is taken for granted where nothing else is told."""


def measured_by(instruments: Sequence[Instrument], prescription: Prescription) -> MeasuredBy:
    """Return by what a session was measured.

    Parameters
    ----------
    instruments : sequence of Instrument
        All that measured it.
    prescription : Prescription
        What it is judged by.
    """
    known = combine_accuracies([one.accuracy for one in instruments])
    is_filmed = _means(instruments) is not Means.SENSORS
    asked = () if is_filmed else tuple(dof for dof in _asked(prescription) if not known.measures(dof))
    return MeasuredBy(tuple(instruments), asked)


def _means(instruments: Sequence[Instrument]) -> Means:
    kinds = {one.kind for one in instruments} or {Origin.CAMERA}
    if len(kinds) > 1:
        return Means.BOTH
    return Means.CAMERA if Origin.CAMERA in kinds else Means.SENSORS


def _asked(prescription: Prescription) -> tuple[Dof, ...]:
    """Return the angles that are judged: of what is prescribed, and of where the body helps itself."""
    plan = make_plan(prescription)
    neck = (Dof.NECK_FLEXION,) if plan.neck_direction is not None else ()
    return tuple(dict.fromkeys((*plan.scored, *neck, Dof.THIGH_ELEVATION, Dof.TRUNK_LEAN)))
