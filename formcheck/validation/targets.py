"""What is promised, and whether it holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite, nan
from typing import Final

from formcheck.defaults import DEFAULT_MODEL
from formcheck.samples import Dof
from formcheck.validation.account import Account
from formcheck.validation.by_hand import HandRow
from formcheck.validation.model import ClipData
from formcheck.validation.outcomes import outcomes_of
from formcheck.validation.score import Score
from formcheck.validation.truth.folder import FolderKind
from formcheck.validation.truth.population import RATES

_ROUNDING: Final = 1e-9


class TargetKind(StrEnum):
    """What a target is about."""

    CLIPS_EXACT = "clips_exact"
    CLIPS_WITHIN_ONE = "clips_within_one"
    COUNTED_WITHOUT_ANY = "counted_without_any"
    VERDICTS_AGREE = "verdicts_agree"
    FLAGS_PRECISION = "flags_precision"
    FLAGS_RECALL = "flags_recall"
    KNEE = "knee"
    KNEE_RANGE = "knee_range"
    ANKLE = "ankle"
    ANKLE_CHANGE = "ankle_change"
    TIME_OF_START = "time_of_start"
    TIME_OF_PEAK = "time_of_peak"
    TIME_OF_END = "time_of_end"
    DERIVED_SAME = "derived_same"
    DERIVED_BLAMED = "derived_blamed"
    REPETITIONS_RIGHT = "repetitions_right"
    REPETITIONS_WRONG = "repetitions_wrong"
    REPETITIONS_WITHHELD = "repetitions_withheld"
    REPETITIONS_MADE_UP = "repetitions_made_up"
    FAULTS_TRUE = "faults_true"
    GOOD_BLAMED = "good_blamed"
    BY_HAND = "by_hand"
    EXTENSION_RIGHT = "extension_right"
    EXTENSION_SHANK_RIGHT = "extension_shank_right"
    RAISE_RIGHT = "raise_right"
    SHOWN_RIGHT = "shown_right"
    WRONG_BEYOND = "wrong_beyond"
    TROUBLE_SAID = "trouble_said"


class TargetState(StrEnum):
    """Whether a target holds."""

    NOT_MEASURED = "not_measured"
    MISSED = "missed"
    MET = "met"
    AIM_MET = "aim_met"


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that is promised.

    Parameters
    ----------
    kind : TargetKind
        What it is about.
    unit : str
        ``share``, ``deg``, ``s`` or ``count``.
    must, aim : float
        The figure that has to be reached, and the one aimed at.
    is_at_least : bool
        Whether larger is better.
    all, held_back : float
        What was measured over all clips, and over those held back; NaN where there was nothing to measure.
    """

    kind: TargetKind
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

    @property
    def state(self) -> TargetState:
        """How far it is reached."""
        if not self.is_measured:
            return TargetState.NOT_MEASURED
        if not self.is_met:
            return TargetState.MISSED
        return TargetState.AIM_MET if self.is_aim_met else TargetState.MET

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
        Target(TargetKind.CLIPS_EXACT, "share", 0.95, 1.0, True, *(one.exact for one in counting)),
        Target(TargetKind.CLIPS_WITHIN_ONE, "share", 1.0, 1.0, True, *(one.within_one for one in counting)),
        Target(
            TargetKind.COUNTED_WITHOUT_ANY,
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
    agreement = (one.ours.judging.agreement for one in both)
    return (
        Target(TargetKind.VERDICTS_AGREE, "share", 0.90, 0.97, True, *agreement),
        Target(TargetKind.FLAGS_PRECISION, "share", 0.85, 0.95, True, *(one.precision for one in naming)),
        Target(TargetKind.FLAGS_RECALL, "share", 0.85, 0.95, True, *(one.recall for one in naming)),
    )


def _angles(both: tuple[Score, Score]) -> tuple[Target, ...]:
    knee, ankle = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
    return (
        Target(TargetKind.KNEE, "deg", 3.5, 2.5, False, *(one.angles[knee].error.mae for one in both)),
        Target(TargetKind.KNEE_RANGE, "deg", 3.0, 2.0, False, *(one.changes_deg[knee].mae for one in both)),
        Target(TargetKind.ANKLE, "deg", 5.0, 4.0, False, *(one.angles[ankle].error.mae for one in both)),
        Target(TargetKind.ANKLE_CHANGE, "deg", 5.0, 3.0, False, *(one.changes_deg[ankle].mae for one in both)),
    )


def _times(both: tuple[Score, Score]) -> tuple[Target, ...]:
    return tuple(
        Target(TargetKind(f"time_of_{moment}"), "s", 0.20, 0.10, False, *(one.times_s[moment].mae for one in both))
        for moment in both[0].times_s
    )


def _derived(apart: Apart) -> tuple[Target, ...]:
    same = sum(apart.same) / len(apart.same) if apart.same else nan
    blamed = float(sum(apart.blamed)) if apart.blamed else nan
    return (
        Target(TargetKind.DERIVED_SAME, "share", 1.0, 1.0, True, same),
        Target(TargetKind.DERIVED_BLAMED, "count", 0.0, 0.0, False, blamed),
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """What has to be reached on a kind of folder: each a must and an aim; None where nothing is promised.

    Parameters
    ----------
    exact : tuple of float
        Share of the clips counted exactly.
    right, wrong, withheld : tuple of float or None
        Shares of the true repetitions.
    blamed : tuple of float or None
        Share of the truly good repetitions.
    by_hand : tuple of float or None
        Share of what people measured and wanted to be told.
    """

    exact: tuple[float, float]
    wrong: tuple[float, float]
    right: tuple[float, float] | None = None
    withheld: tuple[float, float] | None = None
    blamed: tuple[float, float] | None = None
    by_hand: tuple[float, float] | None = None


_CLIP_SET: Final = Reach((1.0, 1.0), (0.03, 0.01), (0.92, 0.97), (0.06, 0.03))
_POPULATION: Final = Reach((0.95, 0.98), (0.02, 0.01), (0.92, 0.96), (0.06, 0.03))
_UNEVEN: Final = Reach((0.95, 0.98), (0.02, 0.02), (0.88, 0.88))
_LIGHTER: Final = Reach((0.95, 0.98), (0.02, 0.01), blamed=(0.02, 0.0))
"""Of the lighter model less is promised: where its numbers are too wide it has to withhold."""
_REAL: Final = Reach((1.0, 1.0), (0.0, 0.0), withheld=(0.0, 0.0), by_hand=(1.0, 1.0))


def reach_of(kind: FolderKind, model: str, rate: str) -> Reach:
    """Return what has to be reached on a folder.

    Parameters
    ----------
    kind : FolderKind
        Any but the sample clips, whose targets are those of `hold_against`.
    model : str
        The pose model.
    rate : str
        Pictures a second of a population.
    """
    if kind is FolderKind.REAL:
        return _REAL
    if model != DEFAULT_MODEL:
        return _LIGHTER
    if kind is FolderKind.CLIP_SET:
        return _CLIP_SET
    return _UNEVEN if rate == RATES[-1] else _POPULATION


def hold_trials_against(clips: Sequence[ClipData], phantoms: int) -> tuple[Target, ...]:
    """Return every target of real people with sensors.

    Parameters
    ----------
    clips : sequence of ClipData
        Their trials, which tell as conditions what they were ``judged`` as and by which ``sensors``.
    phantoms : int
        Repetitions counted where nobody did what was judged.
    """
    kinds = (
        (TargetKind.EXTENSION_RIGHT, "extension", {"shank_thigh"}, (0.95, 0.98)),
        (TargetKind.EXTENSION_SHANK_RIGHT, "extension", {"shank"}, (0.90, 0.98)),
        (TargetKind.RAISE_RIGHT, "raise", {"shank_thigh", "shank"}, (0.90, 0.98)),
    )
    shares = [
        _target(kind, "share", limits, True, outcomes_of(_trials(clips, judged, sensors)).right.share, False)
        for kind, judged, sensors, limits in kinds
    ]
    every = outcomes_of(clips)
    return (
        _target(TargetKind.CLIPS_EXACT, "share", (1.0, 1.0), True, every.exact.share, False),
        *shares,
        _target(
            TargetKind.REPETITIONS_MADE_UP, "count", (0.0, 0.0), False, float(every.made_up.count + phantoms), False
        ),
    )


def _trials(clips: Sequence[ClipData], judged: str, sensors: Collection[str]) -> list[ClipData]:
    return [one for one in clips if one.conditions["judged"] == judged and one.conditions["sensors"] in sensors]


def hold_account_against(
    reach: Reach, account: Account, by_hand: Sequence[HandRow], *, is_held_back: bool
) -> tuple[Target, ...]:
    """Return every target of clips that were made by others, drawn at random, or are of real people.

    Parameters
    ----------
    reach : Reach
        What has to be reached.
    account : Account
        What became of the repetitions.
    by_hand : sequence of HandRow
        What people measured and wanted to be told.
    is_held_back : bool
        Whether these are the clips held back; else they are all.
    """
    outcomes = account.outcomes
    measured = (
        (TargetKind.CLIPS_EXACT, reach.exact, True, outcomes.exact.share),
        (TargetKind.REPETITIONS_RIGHT, reach.right, True, outcomes.right.share),
        (TargetKind.REPETITIONS_WRONG, reach.wrong, False, outcomes.wrong.share),
        (TargetKind.REPETITIONS_WITHHELD, reach.withheld, False, outcomes.withheld.share),
        (TargetKind.GOOD_BLAMED, reach.blamed, False, outcomes.good_blamed.share),
        (TargetKind.FAULTS_TRUE, (0.90, 0.95), True, account.calibration.faults.share),
        (
            TargetKind.BY_HAND,
            reach.by_hand,
            True,
            sum(row.is_met for row in by_hand) / len(by_hand) if by_hand else nan,
        ),
    )
    shares = [
        _target(kind, "share", limits, is_at_least, value, is_held_back)
        for kind, limits, is_at_least, value in measured
        if limits
    ]
    made_up = _target(
        TargetKind.REPETITIONS_MADE_UP, "count", (0.0, 0.0), False, float(outcomes.made_up.count), is_held_back
    )
    return (*shares, made_up)


def _target(
    kind: TargetKind, unit: str, limits: tuple[float, float], is_at_least: bool, value: float, is_held_back: bool
) -> Target:
    return Target(kind, unit, *limits, is_at_least, *((nan, value) if is_held_back else (value, nan)))
