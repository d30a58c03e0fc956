"""What became of every repetition: right, wrong, withheld, missed or made up, each by itself.

A wrong verdict does harm, a withheld one does not, and a share of right ones alone does not tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.events import Verdict
from formcheck.session.matching import match
from formcheck.validation.intervals import Share, share_of_clips, share_of_repetitions
from formcheck.validation.model import ClipData, ScoredRepetition

FAULTS: Final = frozenset(Verdict) - {Verdict.GOOD, Verdict.NOT_MEASURABLE}
"""The verdicts that blame."""


class Fate(StrEnum):
    """What became of a repetition."""

    RIGHT = "right"  # the verdict it deserves, or another fair one
    WRONG = "wrong"  # another verdict
    WITHHELD = "withheld"  # called not measurable, though it deserves a verdict
    MISSED = "missed"  # not counted
    MADE_UP = "made_up"  # counted, and never happened


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of the repetitions of some clips.

    Parameters
    ----------
    exact : Share
        Clips in which as many were counted as happened.
    right, wrong, withheld, missed : Share
        Of the true repetitions; together they are all of them.
    made_up : Share
        Of the repetitions counted.
    good_blamed : Share
        Of those that are truly good: blamed for a fault.
    faulty_praised : Share
        Of those that truly have a fault: called good.
    """

    exact: Share
    right: Share
    wrong: Share
    withheld: Share
    missed: Share
    made_up: Share
    good_blamed: Share
    faulty_praised: Share

    @property
    def five(self) -> dict[str, Share]:
        """The five fates by name."""
        return {fate.value: getattr(self, fate.value) for fate in Fate}


@dataclass(frozen=True, slots=True)
class Judged:
    """A repetition with what became of it.

    Parameters
    ----------
    clip : str
        The clip it is in, or whose it is where several are of one person: repetitions of the same hang together.
    true, found : ScoredRepetition or None
        As it was, and as it was judged; None where the other has no match.
    conditions : mapping of str to str
        Those of its clip, and its own.
    """

    clip: str
    true: ScoredRepetition | None
    found: ScoredRepetition | None
    conditions: Mapping[str, str]

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.true is None:
            return Fate.MADE_UP
        if self.found is None:
            return Fate.MISSED
        if self.true.accepts(self.found.verdict):
            return Fate.RIGHT
        return Fate.WITHHELD if self.found.verdict is Verdict.NOT_MEASURABLE else Fate.WRONG

    @property
    def is_good_blamed(self) -> bool:
        """Whether it is truly good and was blamed for a fault."""
        return self.fate is Fate.WRONG and self.is_truly_good

    @property
    def is_faulty_praised(self) -> bool:
        """Whether it truly has a fault and was called good."""
        return self.fate is Fate.WRONG and self.found is not None and self.found.verdict is Verdict.GOOD

    @property
    def is_truly_good(self) -> bool:
        """Whether it happened and deserves to be called good."""
        return self.true is not None and self.true.verdict is Verdict.GOOD

    @property
    def is_truly_faulty(self) -> bool:
        """Whether it happened and deserves to be blamed."""
        return self.true is not None and self.true.verdict in FAULTS


def judged_in(clip: ClipData) -> list[Judged]:
    """Return every repetition of a clip, true or only found, in order of time.

    Parameters
    ----------
    clip : ClipData
        True repetitions and found ones.
    """
    return [
        Judged(clip.person or clip.file, true, found, {**clip.conditions, **(_own_conditions(true) if true else {})})
        for true, found in match(clip.true, clip.found).rows
    ]


def outcomes_of(clips: Sequence[ClipData]) -> Outcomes:
    """Return what became of the repetitions of some clips.

    Parameters
    ----------
    clips : sequence of ClipData
        The clips; of none come shares without a value.
    """
    exact = sum(len(clip.true) == len(clip.found) for clip in clips)
    return tally([one for clip in clips for one in judged_in(clip)], share_of_clips(exact, len(clips)))


def tally(repetitions: Sequence[Judged], exact: Share) -> Outcomes:
    """Return the outcomes of some repetitions, of whatever clips.

    Parameters
    ----------
    repetitions : sequence of Judged
        True and made-up ones.
    exact : Share
        Clips counted exactly, which single repetitions do not tell.
    """
    happened = [one for one in repetitions if one.true is not None]
    counted = [one for one in repetitions if one.found is not None]

    def share(among: Iterable[Judged], fate: Fate) -> Share:
        return _share(among, lambda one: one.fate is fate)

    return Outcomes(
        exact,
        share(happened, Fate.RIGHT),
        share(happened, Fate.WRONG),
        share(happened, Fate.WITHHELD),
        share(happened, Fate.MISSED),
        share(counted, Fate.MADE_UP),
        _share((one for one in happened if one.is_truly_good), lambda one: one.is_good_blamed),
        _share((one for one in happened if one.is_truly_faulty), lambda one: one.is_faulty_praised),
    )


def _share(among: Iterable[Judged], is_hit: Callable[[Judged], bool]) -> Share:
    """Return how many of some repetitions are such; they hang together by their clips."""
    hits: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for one in among:
        sizes[one.clip] += 1
        hits[one.clip] += is_hit(one)
    return share_of_repetitions([hits[clip] for clip in sizes], list(sizes.values()))


def _own_conditions(true: ScoredRepetition) -> Mapping[str, str]:
    return {"deserved": true.verdict.value, **true.conditions}
