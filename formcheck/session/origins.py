"""What each angle was measured by, over a session: kept as its changes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from math import isfinite, nan

from formcheck.samples import Dof, Origin
from formcheck.session.model import Step


class Origins:
    """Collects what each angle was measured by."""

    def __init__(self) -> None:
        self._times_s: list[float] = []
        self._changes: list[Mapping[Dof, Origin]] = []
        self._counts = {dof: Counter[Origin]() for dof in Dof}

    def add(self, step: Step) -> None:
        """Take what the angles of a step were measured by.

        Parameters
        ----------
        step : Step
            The next step of the session.
        """
        angles = step.angles
        origin = {dof: kind for dof, kind in angles.origin.items() if isfinite(angles.deg.get(dof, nan))}
        for dof, kind in origin.items():
            self._counts[dof][kind] += 1
        if not self._changes or self._changes[-1] != origin:
            self._times_s.append(step.t_s)
            self._changes.append(origin)

    def at(self, t_s: float, dof: Dof) -> Origin | None:
        """Return what an angle was measured by at a time; None where it was not measured, or nobody said by what.

        Parameters
        ----------
        t_s : float
            Time, in seconds.
        dof : Dof
            The angle.
        """
        number = bisect_right(self._times_s, t_s)
        return self._changes[number - 1].get(dof) if number else None

    def shares(self, dof: Dof) -> dict[Origin, float]:
        """Return what share of its samples each kind of source gave of an angle, 0 to 1; empty where none did.

        Parameters
        ----------
        dof : Dof
            The angle.
        """
        found = self._counts[dof]
        return {kind: count / found.total() for kind, count in found.items()}
