"""What is promised, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Final

from formcheck.samples import Dof
from formcheck.validation.score import Score

_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that is promised.

    Parameters
    ----------
    name : str
        What it is about.
    compared : str
        What exactly was compared with the limits.
    unit : str
        ``share``, ``deg``, ``s`` or ``count``.
    must, aim : float
        The figure that has to be reached, and the one aimed at.
    is_at_least : bool
        Whether larger is better.
    all, held_back : float
        What was measured over all clips, and over those held back; NaN where there was nothing to measure.
    """

    name: str
    compared: str
    unit: str
    must: float
    aim: float
    is_at_least: bool
    all: float
    held_back: float = nan

    @property
    def is_met(self) -> bool:
        """Whether the must is reached, over all clips and over those held back; what was not measured is not missed."""
        return all(self.reaches(value, self.must) for value in (self.all, self.held_back))

    @property
    def is_aim_met(self) -> bool:
        """Whether the aim is reached too."""
        return all(self.reaches(value, self.aim) for value in (self.all, self.held_back))

    @property
    def is_measured(self) -> bool:
        """Whether there was anything to measure."""
        return isfinite(self.all) or isfinite(self.held_back)

    def reaches(self, value: float, limit: float) -> bool:
        """Return whether a measured value is as good as a limit; NaN is.

        Parameters
        ----------
        value, limit : float
            What was measured, and what it is held against, in the target's unit.
        """
        if not isfinite(value):
            return True
        return value >= limit - _ROUNDING if self.is_at_least else value <= limit + _ROUNDING


@dataclass(frozen=True, slots=True)
class Apart:
    """What is counted apart from the groups.

    Parameters
    ----------
    phantoms : int
        Repetitions counted in the clips in which nobody exercises.
    same : tuple of bool
        Of each derived clip whose joints can be seen, whether it gave what its original gave.
    blamed : tuple of bool
        Of each derived clip that cannot be measured, whether somebody was blamed for it.
    """

    phantoms: int = 0
    same: Sequence[bool] = ()
    blamed: Sequence[bool] = ()


def hold_against(everything: Score, held_back: Score, apart: Apart) -> tuple[Target, ...]:
    """Return every target with what was measured.

    Parameters
    ----------
    everything, held_back : Score
        The scores of all clips, and of those held back.
    apart : Apart
        What derived clips and negatives gave.
    """
    both = (everything, held_back)
    return (
        *_counting(both, apart),
        *_judging(both),
        *_angles(both),
        *_times(both),
        *_derived(apart),
    )


def _counting(both: tuple[Score, Score], apart: Apart) -> tuple[Target, ...]:
    counting = [one.ours.counting for one in both]
    return (
        Target("Clips counted exactly", "share of the clips", "share", 0.95, 1.0, True, *(c.exact for c in counting)),
        Target(
            "Clips counted within one", "share of the clips", "share", 1.0, 1.0, True, *(c.within_one for c in counting)
        ),
        Target(
            "Repetitions counted where there are none",
            "in clips without any, and in the negatives",
            "count",
            0.0,
            0.0,
            False,
            counting[0].phantoms_without_any + apart.phantoms,
            counting[1].phantoms_without_any if both[1].clips else nan,
        ),
    )


def _judging(both: tuple[Score, Score]) -> tuple[Target, ...]:
    naming = [one.ours.naming.together for one in both]
    return (
        Target(
            "Verdicts agree",
            "agreeing pairs over true repetitions and phantoms",
            "share",
            0.90,
            0.97,
            True,
            *(one.ours.judging.agreement for one in both),
        ),
        Target(
            "Flags: precision", "faults and compensations", "share", 0.85, 0.95, True, *(n.precision for n in naming)
        ),
        Target("Flags: recall", "faults and compensations", "share", 0.85, 0.95, True, *(n.recall for n in naming)),
    )


def _angles(both: tuple[Score, Score]) -> tuple[Target, ...]:
    knee, ankle = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
    frames, changes = "mean absolute error over frames", "mean absolute error over repetitions, rest to end"
    return (
        Target("Knee", frames, "deg", 3.5, 2.5, False, *(one.angles[knee].error.mae for one in both)),
        Target("Knee range per repetition", changes, "deg", 3.0, 2.0, False, *(s.changes_deg[knee].mae for s in both)),
        Target("Ankle", frames, "deg", 5.0, 4.0, False, *(one.angles[ankle].error.mae for one in both)),
        Target(
            "Ankle change per repetition", changes, "deg", 5.0, 3.0, False, *(s.changes_deg[ankle].mae for s in both)
        ),
    )


def _times(both: tuple[Score, Score]) -> tuple[Target, ...]:
    compared = "mean absolute error over repetitions"
    return tuple(
        Target(f"Time of the {moment}", compared, "s", 0.20, 0.10, False, *(one.times_s[moment].mae for one in both))
        for moment in both[0].times_s
    )


def _derived(apart: Apart) -> tuple[Target, ...]:
    same = sum(apart.same) / len(apart.same) if apart.same else nan
    blamed = float(sum(apart.blamed)) if apart.blamed else nan
    return (
        Target("Derived clips: counts and verdicts of the original", "share of those whose joints can be seen", "share",
               1.0, 1.0, True, same),
        Target("Derived clips that cannot be measured: a fault found", "clips", "count", 0.0, 0.0, False, blamed),
    )  # fmt: skip
