"""How well faults are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

from formcheck.events import FlagKind
from formcheck.validation.model import FlagId, Paired, ScoredRepetition


@dataclass(frozen=True, slots=True)
class FlagCount:
    """Flags counted.

    Parameters
    ----------
    right : int
        Flags that are true and were found.
    wrong : int
        Flags that were found and are not true.
    missed : int
        Flags that are true and were not found.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the found flags that are true; NaN where none was found."""
        found = self.right + self.wrong
        return self.right / found if found else nan

    @property
    def recall(self) -> float:
        """Share of the true flags that were found; NaN where there is none."""
        true = self.right + self.missed
        return self.right / true if true else nan


@dataclass(frozen=True, slots=True)
class Naming:
    """The flags of some clips, together and by kind."""

    together: FlagCount
    by_kind: Mapping[FlagKind, FlagCount]


def score_flags(clips: Sequence[Paired]) -> Naming:
    """Return how well the faults in clips were named; flags of missed repetitions are missed, of phantoms wrong.

    Parameters
    ----------
    clips : sequence of Paired
        The repetitions of each clip, true beside found.
    """
    compared = [compare_fairly(*row) for clip in clips for row in clip.rows]
    right = [flag for one in compared for flag in one[0]]
    wrong = [flag for one in compared for flag in one[1]]
    missed = [flag for one in compared for flag in one[2]]
    kinds = {kind: FlagCount(*(_of_kind(flags, kind) for flags in (right, wrong, missed))) for kind in FlagKind}
    return Naming(
        FlagCount(len(right), len(wrong), len(missed)),
        {kind: tally for kind, tally in kinds.items() if tally != FlagCount()},
    )


def compare(true: Sequence[FlagId], found: Sequence[FlagId]) -> tuple[list[FlagId], list[FlagId], list[FlagId]]:
    """Return the flags that are right, wrong and missed; a true flag without a joint fits any joint.

    Parameters
    ----------
    true, found : sequence of FlagId
        The flags of one repetition: those it deserves, and those it was given.

    Returns
    -------
    list of FlagId, list of FlagId, list of FlagId
        The right ones with the joint at which they were found.

    Examples
    --------
    >>> from formcheck.samples import Dof
    >>> compare([(FlagKind.RUSHED, None)], [(FlagKind.RUSHED, Dof.KNEE_FLEXION)])[0]
    [(<FlagKind.RUSHED: 'rushed'>, <Dof.KNEE_FLEXION: 'knee_flexion'>)]
    """
    right: list[FlagId] = []
    wrong = list(found)
    missed: list[FlagId] = []
    for kind, dof in sorted(true, key=lambda flag: flag[1] is None):  # the choosy ones first
        fit = next((flag for flag in wrong if flag[0] is kind and dof in {None, flag[1]}), None)
        if fit is None:
            missed.append((kind, dof))
        else:
            wrong.remove(fit)
            right.append(fit)
    return right, wrong, missed


def compare_fairly(
    true: ScoredRepetition | None, found: ScoredRepetition | None
) -> tuple[list[FlagId], list[FlagId], list[FlagId]]:
    """Return the flags of a repetition that are right, wrong and missed, as `compare` does.

    Where several verdicts are fair, the faults they are about may be named and may be left out.

    Parameters
    ----------
    true, found : ScoredRepetition or None
        None where the other has no match.
    """
    right, wrong, missed = compare(true.flags if true else (), found.flags if found else ())
    if true is None or found is None or not true.accept_also:
        return right, wrong, missed
    fair = {verdict.value for verdict in (true.verdict, *true.accept_also)}
    wrong, missed = ([flag for flag in flags if flag[0].value not in fair] for flags in (wrong, missed))
    return right, wrong, missed


def _of_kind(flags: Sequence[FlagId], kind: FlagKind) -> int:
    return sum(flag[0] is kind for flag in flags)
