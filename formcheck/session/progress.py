"""Progress: whether a number has moved further than it wavers by itself, against the person's own start.

Numbers are compared only where they can be: of the same leg, in the same exercise, read by the same instrument.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import fmean
from typing import Final

from formcheck.exercise.definition import Exercise
from formcheck.samples import Dof

LEAST_DEG: Final = {Dof.KNEE_FLEXION: 8.0, Dof.ANKLE_DORSIFLEXION: 6.0}
"""The minimal detectable change of the end position, averaged over a session, in degrees.

Knee: 7 to 8 degrees in the active knee extension test of people with tight hamstrings. Ankle: 3.7 to 7.7 degrees of
dorsiflexion, by inclinometer and goniometer. The clinical reference, section 2.4, proposes these two from them.
"""

FIRST_VISITS: Final = 3
"""The mean of so many visits is a person's own start."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What two numbers must have in common to be compared.

    Parameters
    ----------
    exercise : str
        Id of the exercise.
    side : str
        The leg, as a word; empty where not known.
    instrument : str
        What measured: the pose model, or ``sensors``.
    """

    exercise: str
    side: str
    instrument: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A number of one visit.

    Parameters
    ----------
    at : datetime
        When the visit began.
    value : float
        The number.
    kind : Kind
        What it can be compared with.
    """

    at: datetime
    value: float
    kind: Kind


class Outcome(StrEnum):
    """What can be said of a change."""

    TOO_FEW = "too-few"  # there is no start yet to compare with
    START = "start"  # the start is known, and nothing came after it
    WITHIN = "within"  # as much as the number wavers by itself
    FURTHER = "further"  # beyond that, in the direction of the exercise
    LESS = "less"  # beyond that, in the other direction
    OTHER = "other"  # beyond that; the exercise has no direction here


@dataclass(frozen=True, slots=True)
class Course:
    """All numbers that can be compared with one another, in order of time.

    Parameters
    ----------
    kind : Kind
        What they have in common.
    readings : tuple of Reading
        At least one.
    """

    kind: Kind
    readings: tuple[Reading, ...]

    @property
    def start(self) -> float | None:
        """The person's own start: the mean of the first three visits; None where there are fewer."""
        first = self.readings[:FIRST_VISITS]
        return fmean(one.value for one in first) if len(first) == FIRST_VISITS else None

    @property
    def latest(self) -> Reading:
        """The newest number."""
        return self.readings[-1]

    @property
    def change(self) -> float | None:
        """How far the newest number is from the start; None where nothing came after the start."""
        start = self.start
        return None if start is None or len(self.readings) == FIRST_VISITS else self.latest.value - start

    def outcome(self, least: float, further: int) -> Outcome:
        """Return what can be said of the change.

        Parameters
        ----------
        least : float
            The minimal detectable change, in the unit of the numbers.
        further : int
            The direction of the exercise: 1 where greater is further, -1 where smaller is, 0 where there is none.
        """
        if self.start is None:
            return Outcome.TOO_FEW
        change = self.change
        if change is None:
            return Outcome.START
        if abs(change) < least:
            return Outcome.WITHIN
        if not further:
            return Outcome.OTHER
        return Outcome.FURTHER if change * further > 0 else Outcome.LESS


def courses(readings: Iterable[Reading]) -> tuple[Course, ...]:
    """Return the numbers, put together by what can be compared, the kind that was measured last at the end.

    Parameters
    ----------
    readings : iterable of Reading
        In any order.
    """
    found: dict[Kind, list[Reading]] = {}
    for one in sorted(readings, key=lambda reading: reading.at):
        found.setdefault(one.kind, []).append(one)
    made = [Course(kind, tuple(theirs)) for kind, theirs in found.items()]
    return tuple(sorted(made, key=lambda course: course.latest.at))


def direction(exercise: Exercise, dof: Dof) -> int:
    """Return which way of an angle leads further in an exercise: 1 up, -1 down, 0 where it does not move the joint.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    dof : Dof
        The angle.
    """
    rest, end = exercise.rest.window(dof), exercise.end.window(dof)
    if rest is None or end is None:
        return 0
    way = (end.min + end.max) - (rest.min + rest.max)
    return (way > 0) - (way < 0)


def newest(of: Sequence[Course]) -> Course | None:
    """Return the numbers of the kind that was measured last; None where there are none.

    Parameters
    ----------
    of : sequence of Course
        As `courses` gives them.
    """
    return of[-1] if of else None
