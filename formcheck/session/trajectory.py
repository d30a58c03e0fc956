"""A whole session as arrays, kept small while it runs: times, angles, phases, events, to be drawn or jumped in."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from itertools import pairwise

from formcheck.events import Event, SensorNoticed, SensorTrouble, TrackingFound, TrackingLost
from formcheck.kinematics.smoothing import MAX_BRIDGED_S
from formcheck.samples import TIME_TOLERANCE_S, Dof, Place
from formcheck.session.model import Step
from formcheck.session.origins import Origins


@dataclass(slots=True)
class Span:
    """A stretch of time with a name.

    Parameters
    ----------
    name : str
        A phase of the exercise.
    start_s, end_s : float
        From when to when.
    """

    name: str
    start_s: float
    end_s: float


@dataclass(slots=True)
class Loss:
    """A stretch of time in which joints that matter were out of sight.

    Parameters
    ----------
    dofs : tuple of Dof
        The angles missing.
    start_s, end_s : float
        From when to when.
    """

    dofs: tuple[Dof, ...]
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Ailing:
    """A stretch of time in which something was the matter with a sensor.

    Parameters
    ----------
    place : Place
        The sensor.
    trouble : SensorTrouble
        What was the matter.
    start_s, end_s : float
        From when to when; the same where only the moment is known at which it was noticed.
    """

    place: Place
    trouble: SensorTrouble
    start_s: float
    end_s: float


_STAYS = frozenset({SensorTrouble.SLIPPED, SensorTrouble.LATE})
"""What is not mended before the next calibration."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which an angle was not measured.

    Parameters
    ----------
    before, after : int
        Numbers of the last sample before and the first after it in which it was.
    duration_s : float
        Time between the two.
    """

    before: int
    after: int
    duration_s: float

    @property
    def is_short(self) -> bool:
        """Whether a line may be drawn across, as one is when an attempt is measured."""
        return self.duration_s <= MAX_BRIDGED_S + TIME_TOLERANCE_S


class Trajectory:
    """Collects times, angles, qualities, phases and events; ten minutes at 30 pictures a second take a megabyte.

    Attributes
    ----------
    t_s : array of float, shape (n,)
        Times of the samples, increasing, in seconds.
    deg : mapping of Dof to array of float, shape (n,)
        Angles of the leg that was followed, in degrees; NaN where not measured.
    quality : mapping of Dof to array of float, shape (n,)
        Quality of each angle, 0 to 1.
    phases : list of Span
        The phases of the exercise, without gaps; the empty name where nothing could start.
    lost : list of Loss
        When joints were out of sight, and which.
    events : list of Event
        All that was said, in order.
    origins : Origins
        What each angle was measured by.
    """

    def __init__(self) -> None:
        self.t_s = array("d")
        self.deg = {dof: array("f") for dof in Dof}
        self.quality = {dof: array("f") for dof in Dof}
        self.phases: list[Span] = []
        self.lost: list[Loss] = []
        self.events: list[Event] = []
        self.origins = Origins()
        self._is_lost = False

    def add(self, step: Step) -> None:
        """Take what `step` measured, and what happened at it.

        Parameters
        ----------
        step : Step
            The next step of the session, later than the last one.
        """
        t_s = step.angles.t_s
        self.t_s.append(t_s)
        for dof in Dof:
            self.deg[dof].append(step.angles.deg.get(dof, math.nan))
            self.quality[dof].append(step.angles.quality.get(dof, 0.0))
        self.origins.add(step)
        self._add_phase(step.phase, t_s)
        self._add_events(step)

    @property
    def ailing(self) -> list[Ailing]:
        """When something was the matter with a sensor, in the order in which it was noticed."""
        noticed = [event for event in self.events if isinstance(event, SensorNoticed)]
        return [
            Ailing(one.place, one.trouble, one.t_s, self._ends_s(one, noticed[number:]))
            for number, one in enumerate(noticed, 1)
            if one.trouble is not SensorTrouble.FOUND
        ]

    def _ends_s(self, noticed: SensorNoticed, after: list[SensorNoticed]) -> float:
        """Return until when it was so: a lost sensor until it is found, a slipped one until the end."""
        if noticed.trouble is SensorTrouble.LOST:
            found = (one.t_s for one in after if one.place == noticed.place and one.trouble is SensorTrouble.FOUND)
            return next(found, self.t_s[-1])
        return self.t_s[-1] if noticed.trouble in _STAYS else noticed.t_s

    def has(self, dof: Dof) -> bool:
        """Tell whether `dof` was measured at least once.

        Parameters
        ----------
        dof : Dof
            Any joint.
        """
        return any(map(math.isfinite, self.deg[dof]))

    def gaps(self, dof: Dof) -> list[Gap]:
        """Return where `dof` was not measured between two samples in which it was.

        Parameters
        ----------
        dof : Dof
            Any joint.

        Returns
        -------
        list of Gap
            In order of time; what lies before its first and after its last measured sample is no gap.
        """
        measured = [index for index, deg in enumerate(self.deg[dof]) if math.isfinite(deg)]
        gaps = (Gap(one, two, self.t_s[two] - self.t_s[one]) for one, two in pairwise(measured))
        return [gap for gap in gaps if gap.after > gap.before + 1 or not gap.is_short]

    def _add_phase(self, phase: str, t_s: float) -> None:
        """Draw the running phase out to `t_s`, and start another where it changes."""
        if self.phases:
            self.phases[-1].end_s = t_s
        if not self.phases or self.phases[-1].name != phase:
            self.phases.append(Span(phase, t_s, t_s))

    def _add_events(self, step: Step) -> None:
        """Note when joints were out of sight, and which movements were not counted."""
        t_s = step.angles.t_s
        if self._is_lost:
            self.lost[-1].end_s = t_s
        self.events += step.events
        for event in step.events:
            if isinstance(event, TrackingLost):
                self.lost.append(Loss(event.dofs, t_s, t_s))
                self._is_lost = True
            elif isinstance(event, TrackingFound):
                self._is_lost = False
