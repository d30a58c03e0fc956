"""What a measurement with a standard error says of a limit: how likely it was missed, and whether one could tell."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt

from formcheck.events import Flag, FlagKind, Severity, Unit
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Dof

CALLED_AT = 0.9
"""A fault is called where it is at least this likely."""

LEAST_POWER = 0.8
"""A measurement is sharp enough where a clear fault would have been called this often ..."""

MOST_MISSED = 0.1
"""... or where it lies so far inside the limit that a clear fault is less likely than this."""

_POWER_QUANTILE = 0.8416212335729143  # a normal variable is below it with a probability of `LEAST_POWER`

QUANTILE = 1.2815515655446004
"""A shortfall of so many standard errors is as likely as `CALLED_AT`."""


@dataclass(frozen=True, slots=True)
class Check:
    """One limit, and what was measured of it.

    Parameters
    ----------
    kind : FlagKind
        What is wrong where the limit is missed.
    dof : Dof or None
        The joint concerned; None for the whole movement.
    measured : Measured
        What was measured, with all that makes it uncertain.
    limit : float
        The limit, in the same unit.
    side : float
        +1 where more than the limit is wrong, -1 where less is.
    clear : float
        How far beyond the limit nobody would dispute the fault.
    unit : str
        What the numbers are in.
    severity : Severity
        How much it weighs.
    """

    kind: FlagKind
    dof: Dof | None
    measured: Measured
    limit: float
    side: float
    clear: float
    unit: Unit
    severity: Severity = Severity.FAULT

    @property
    def probability(self) -> float:
        """How likely the limit is missed; 0 where nothing was measured: then nothing can be said against anybody."""
        return self._beyond(0.0)

    @property
    def probability_clear(self) -> float:
        """How likely it is missed so far that nobody would dispute it."""
        return self._beyond(self.clear)

    @property
    def is_called(self) -> bool:
        """Whether the limit is missed beyond reasonable doubt."""
        return self.probability >= CALLED_AT

    @property
    def sharpness(self) -> float:
        """How many standard errors a clear fault is from the limit; 0 where nothing was measured."""
        return self.clear / self.measured.sd if self.measured.is_known else 0.0

    @property
    def is_sharp(self) -> bool:
        """Whether a clear fault would have been called, or cannot be."""
        if not self.measured.is_known:
            return False
        return _normal(self.sharpness - QUANTILE) >= LEAST_POWER or self._beyond(self.clear) < MOST_MISSED

    def flag(self) -> Flag:
        """Return the flag of a limit that was missed."""
        value = self.measured.value
        return Flag(
            kind=self.kind,
            severity=self.severity,
            dof=self.dof,
            measured=round(value, 2),
            required=round(self.limit, 2),
            shortfall=round(abs(value - self.limit), 2),
            uncertainty=round(self.measured.sd, 2),
            unit=self.unit,
            probability=round(self.probability, 3),
        )

    def withheld_flag(self) -> Flag:
        """Return the flag of a measurement that is not sharp: its standard error, and the widest that would do."""
        spread = self.measured.sd if self.measured.is_known else None
        widest = self.clear / (QUANTILE + _POWER_QUANTILE)
        return Flag(
            kind=FlagKind.NOT_MEASURABLE,
            severity=Severity.FAULT,
            dof=self.dof,
            measured=None if spread is None else round(spread, 2),
            required=round(widest, 2),
            shortfall=None if spread is None else round(spread - widest, 2),
            uncertainty=None,
            unit=self.unit,
        )

    def _beyond(self, margin: float) -> float:
        """Return the probability of having gone beyond the limit by a margin."""
        if not self.measured.is_known:
            return 0.0
        excess = self.side * (self.measured.value - self.limit) - margin
        return _normal(excess / self.measured.sd)


def _normal(deviation: float) -> float:
    """Return the probability of a normal variable below so many standard deviations."""
    return 0.5 * erfc(-deviation / sqrt(2.0))
