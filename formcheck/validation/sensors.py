"""What simulated sensors made of clips, set-up by set-up, and what is promised of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.events import Verdict
from formcheck.samples import Dof
from formcheck.validation.conditions import by_condition
from formcheck.validation.intervals import Share, share_of_clips
from formcheck.validation.model import ClipData, ScoredRepetition
from formcheck.validation.outcomes import Fate, Judged, Outcomes, judged_in, outcomes_of, tally
from formcheck.validation.results import Validation
from formcheck.validation.simulated.setups import SetUp
from formcheck.validation.targets import Target, TargetKind
from formcheck.validation.truth.clip import Truth

SHOWN: Final = "shown_by_sensors"
"""The condition of a repetition: whether the sensors can show what decides its verdict."""

YES: Final = "yes"
NO: Final = "no"

BEGINS_S: Final = 0.5
"""A repetition may be found to start this much before it does."""


@dataclass(frozen=True, slots=True)
class SetUpResult:
    """What the sensors of one set-up made of all clips.

    Parameters
    ----------
    set_up : SetUp
        The sensors.
    validation : Validation
        All scores; a clip that could not be calibrated is among its failures.
    outcomes : Outcomes
        What became of all repetitions.
    shown : Outcomes
        The same of those whose fault these sensors can show, good ones included.
    beyond : tuple of str
        Repetitions that got a wrong verdict, or were made up, and were not so without the fault of the set-up: clip and
        second. One that was under way when its sensor failed, and was told as not measurable, is neither.
    said : Share
        Clips in which what goes wrong was said; of none where nothing does.
    targets : tuple of Target
        What is promised, and whether it holds.
    """

    set_up: SetUp
    validation: Validation
    outcomes: Outcomes
    shown: Outcomes
    beyond: tuple[str, ...]
    said: Share
    targets: tuple[Target, ...]


def marked(truth: Truth, shows: frozenset[Dof]) -> Truth:
    """Return a truth whose repetitions tell, as a condition, whether sensors can show what decides their verdict.

    Parameters
    ----------
    truth : Truth
        Of a clip.
    shows : frozenset of Dof
        The joints that the sensors can show.
    """
    repetitions = tuple(
        replace(one, conditions={**one.conditions, SHOWN: YES if is_shown(one, shows) else NO})
        for one in truth.repetitions
    )
    return replace(truth, repetitions=repetitions)


def is_shown(true: ScoredRepetition, shows: frozenset[Dof]) -> bool:
    """Tell whether sensors can show what decides the verdict of a repetition: a good one hides nothing.

    Parameters
    ----------
    true : ScoredRepetition
        A true one, all of whose faults are known.
    shows : frozenset of Dof
        The joints that the sensors can show.
    """
    deciding = [dof for kind, dof in true.flags if kind.value == true.verdict.value]
    return not deciding or any(dof is None or dof in shows for dof in deciding)


def result_of(
    set_up: SetUp, validation: Validation, said: Mapping[str, frozenset[str]], without: Validation | None
) -> SetUpResult:
    """Return the result of a set-up.

    Parameters
    ----------
    set_up : SetUp
        The sensors.
    validation : Validation
        Of all clips.
    said : mapping of str to frozenset of str
        What was said in each clip; see `formcheck.validation.runs.Run`.
    without : Validation or None
        Of the same sensors when nothing goes wrong.
    """
    clips = list(validation.data.values())
    beyond = () if without is None else tuple(sorted(wrong_in(clips) - wrong_in(list(without.data.values()))))
    result = SetUpResult(set_up, validation, outcomes_of(clips), _shown(clips), beyond, _said(set_up, said), targets=())
    return replace(result, targets=tuple(_targets(result)))


def _shown(clips: Sequence[ClipData]) -> Outcomes:
    """Return the outcomes of what sensors can show; what was made up belongs to it."""
    condition = next((one for one in by_condition(clips) if one.name == SHOWN), None)
    if condition is not None:
        return next(one.outcomes for one in condition.values if one.value == YES)
    return tally([one for clip in clips for one in judged_in(clip)], share_of_clips(0, 0))


def wrong_in(clips: Sequence[ClipData]) -> set[str]:
    """Return the repetitions that got a wrong verdict or were made up: clip and second; see `SetUpResult.beyond`.

    Parameters
    ----------
    clips : sequence of ClipData
        Any clips.
    """
    return {
        f"{clip.file} {_start_s(one):.1f} s"
        for clip in clips
        for one in judged_in(clip)
        if one.fate in {Fate.WRONG, Fate.MADE_UP} and not _is_cut_short(one, clip)
    }


def _is_cut_short(one: Judged, clip: ClipData) -> bool:
    """Tell whether it is what was seen of a true repetition until it could not be measured any more.

    It is too short to be paired with the true one, and says nothing wrong of it.
    """
    found = one.found
    if one.true is not None or found is None or found.verdict is not Verdict.NOT_MEASURABLE:
        return False
    return any(true.start_s - BEGINS_S <= found.start_s and found.end_s <= true.end_s for true in clip.true)


def _start_s(one: Judged) -> float:
    known = one.true or one.found
    return known.start_s if known is not None else 0.0


def _said(set_up: SetUp, said: Mapping[str, frozenset[str]]) -> Share:
    """Return the clips in which the trouble was said, be it by the calibration."""
    if not set_up.trouble:
        return share_of_clips(0, 0)
    ways = {set_up.trouble, f"calibration:{set_up.trouble.partition(':')[2]}"}
    return share_of_clips(sum(bool(ways & words) for words in said.values()), len(said))


def _targets(result: SetUpResult) -> list[Target]:
    must, promised = result.set_up.right, []
    if must is not None:
        promised.append(Target(TargetKind.SHOWN_RIGHT, "share", must, must, True, result.shown.right.share))
    if result.set_up.without:
        promised.append(Target(TargetKind.WRONG_BEYOND, "count", 0.0, 0.0, False, float(len(result.beyond))))
    if result.set_up.trouble:
        promised.append(Target(TargetKind.TROUBLE_SAID, "share", 1.0, 1.0, True, result.said.share))
    return promised
