"""The outcomes by condition: where it is that repetitions are judged wrongly, withheld, missed or made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.validation.intervals import share_of_clips
from formcheck.validation.model import ClipData
from formcheck.validation.outcomes import Judged, Outcomes, judged_in, tally


@dataclass(frozen=True, slots=True)
class ConditionValue:
    """The repetitions under one value of a condition.

    Parameters
    ----------
    value : str
        Such as ``dark``.
    clips : int
        How many clips they are in.
    outcomes : Outcomes
        What became of them.
    """

    value: str
    clips: int
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with all its values.

    Parameters
    ----------
    name : str
        Such as ``skin``.
    values : tuple of ConditionValue
        The one with the smallest share of right verdicts first.
    telling : float
        How much more the shares of right verdicts differ between the values than by chance: chi-square over its
        degrees of freedom, 1 where chance alone would do.
    """

    name: str
    values: tuple[ConditionValue, ...]
    telling: float


def by_condition(clips: Sequence[ClipData]) -> tuple[Condition, ...]:
    """Return the outcomes for each value of each condition, the most telling condition first.

    Conditions with a single value tell nothing and are left out. A condition of single repetitions, such as what they
    deserve, has no made-up ones: nobody knows what those would have deserved.

    Parameters
    ----------
    clips : sequence of ClipData
        The clips.
    """
    repetitions = [one for clip in clips for one in judged_in(clip)]
    names = dict.fromkeys(name for one in repetitions for name in one.conditions)
    every = [_condition(name, repetitions) for name in names]
    return tuple(sorted((one for one in every if len(one.values) > 1), key=lambda one: -one.telling))


def _condition(name: str, repetitions: Sequence[Judged]) -> Condition:
    known = dict.fromkeys(one.conditions[name] for one in repetitions if name in one.conditions)
    values = [_value(value, [one for one in repetitions if one.conditions.get(name) == value]) for value in known]
    values = [value for value in values if value.outcomes.right.of]
    worst_first = sorted(values, key=lambda one: (one.outcomes.right.share, one.value))
    return Condition(name, tuple(worst_first), _telling([one.outcomes for one in values]))


def _value(value: str, repetitions: Sequence[Judged]) -> ConditionValue:
    clips = len({one.clip for one in repetitions})
    return ConditionValue(value, clips, tally(repetitions, share_of_clips(0, 0)))


def _telling(outcomes: Sequence[Outcomes]) -> float:
    """Return chi-square over degrees of freedom of right against not right."""
    rights = [one.right for one in outcomes]
    of = sum(one.of for one in rights)
    share = sum(one.count for one in rights) / of if of else 0.0
    if len(rights) < 2 or not 0.0 < share < 1.0:
        return 0.0
    spread = sum((one.count - share * one.of) ** 2 / one.of for one in rights)
    return spread / (share * (1.0 - share)) / (len(rights) - 1)
