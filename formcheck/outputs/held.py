"""Angles held over a moment in which they were not measured: shown paler in the overlay, never measured with."""

from __future__ import annotations

import math
from collections.abc import Mapping

from formcheck.kinematics.smoothing import MAX_BRIDGED_S
from formcheck.samples import TIME_TOLERANCE_S, AngleSample, Dof, Side
from formcheck.session.model import Step


class HeldAngles:
    """Remembers the last measured value of each angle of the leg that is shown."""

    def __init__(self) -> None:
        self._side: Side | None = None
        self._last: dict[Dof, tuple[float, float]] = {}

    def take(self, step: Step) -> Mapping[Dof, float]:
        """Take the next step; return the angles that were measured a moment ago, but are not now.

        Nothing is held for somebody else, nor from one leg to the other.

        Parameters
        ----------
        step : Step
            The next step of the session.
        """
        angles = step.angles
        if angles.side is not self._side:
            self._side, self._last = angles.side, {}
        measured = {dof for dof, deg in angles.deg.items() if math.isfinite(deg)}
        self._last |= {dof: (angles.t_s, angles.deg[dof]) for dof in measured}
        if not step.is_present:
            return {}
        return {dof: deg for dof, (t_s, deg) in self._last.items() if dof not in measured and _is_recent(t_s, angles)}


def _is_recent(t_s: float, angles: AngleSample) -> bool:
    return angles.t_s - t_s <= MAX_BRIDGED_S + TIME_TOLERANCE_S
