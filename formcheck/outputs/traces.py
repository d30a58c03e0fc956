"""The angles and phases of a whole session, kept small while it runs, for the report's chart."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from formcheck.events import AttemptDropped, TrackingFound, TrackingLost
from formcheck.kinematics.smoothing import MAX_BRIDGED_S
from formcheck.samples import TIME_TOLERANCE_S, Dof
from formcheck.session.model import Step

TRACED: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION, Dof.NECK_FLEXION)
"""The angles the chart may show."""


@dataclass(slots=True)
class Span:
    """A stretch of time with a name.

    Parameters
    ----------
    name : str
        A phase, or what was out of sight.
    start_s, end_s : float
        From when to when.
    """

    name: str
    start_s: float
    end_s: float


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


class Traces:
    """Collects times, angles, qualities and phases, as 4-byte numbers: ten minutes take about a megabyte."""

    def __init__(self) -> None:
        self.t_s = array("d")
        self.deg = {dof: array("f") for dof in TRACED}
        self.quality = {dof: array("f") for dof in TRACED}
        self.phases: list[Span] = []
        self.lost: list[Span] = []
        self.dropped: Counter[str] = Counter()
        self._is_lost = False

    def add(self, step: Step) -> None:
        """Take what `step` measured, and what happened at it."""
        t_s = step.angles.t_s
        self.t_s.append(t_s)
        for dof in TRACED:
            self.deg[dof].append(step.angles.deg.get(dof, math.nan))
            self.quality[dof].append(step.angles.quality.get(dof, 0.0))
        self._add_phase(step.phase, t_s)
        self._add_events(step)

    def has(self, dof: Dof) -> bool:
        """Tell whether `dof` was measured at least once."""
        return any(map(math.isfinite, self.deg[dof]))

    def gaps(self, dof: Dof) -> list[Gap]:
        """Return where `dof` was not measured between two samples in which it was."""
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
        for event in step.events:
            if isinstance(event, TrackingLost):
                self.lost.append(Span(", ".join(dof.value.partition("_")[0] for dof in event.dofs), t_s, t_s))
                self._is_lost = True
            elif isinstance(event, TrackingFound):
                self._is_lost = False
            elif isinstance(event, AttemptDropped):
                self.dropped[event.reason.replace("_", " ")] += 1
