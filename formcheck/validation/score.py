"""All scores of a group of clips; a single clip is a group of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formcheck.samples import Dof
from formcheck.session.matching import match
from formcheck.validation.angles.frames import AngleScore, score_angle
from formcheck.validation.angles.repetitions import score_changes, score_ends, score_times
from formcheck.validation.angles.spread import Spread
from formcheck.validation.model import ANGLES, ClipData, Paired
from formcheck.validation.pairing.counting import Counting, score_counting
from formcheck.validation.verdicts.agreement import Judging, score_judging
from formcheck.validation.verdicts.flags import Naming, score_flags


@dataclass(frozen=True, slots=True)
class CounterScore:
    """What can be said of anything that counts: the counting, the judging, the naming of faults."""

    counting: Counting
    judging: Judging
    naming: Naming


@dataclass(frozen=True, slots=True)
class Score:
    """All scores of a group of clips.

    Parameters
    ----------
    clips : int
        How many.
    ours, naive : CounterScore
        Formcheck, and beside it the counter with two thresholds.
    times_s : mapping of str to Spread
        Errors of start, peak and end of the matched repetitions.
    ends_deg, changes_deg : mapping of Dof to Spread
        Errors of knee and ankle at the furthest point, and of their change from rest to there.
    angles : mapping of Dof to AngleScore
        Errors frame by frame.
    """

    clips: int
    ours: CounterScore
    naive: CounterScore
    times_s: Mapping[str, Spread]
    ends_deg: Mapping[Dof, Spread]
    changes_deg: Mapping[Dof, Spread]
    angles: Mapping[Dof, AngleScore]


def score(clips: Sequence[ClipData]) -> Score:
    """Return all scores of some clips.

    Parameters
    ----------
    clips : sequence of ClipData
        The group; of none come counts of 0, and NaN.
    """
    found = [match(clip.true, clip.found) for clip in clips]
    return Score(
        clips=len(clips),
        ours=_score_counter(found),
        naive=_score_counter([match(clip.true, clip.naive) for clip in clips]),
        times_s=score_times([pairs for clip, pairs in zip(clips, found, strict=True) if clip.has_times]),
        ends_deg=score_ends(found),
        changes_deg=score_changes(found),
        angles={
            dof: score_angle([clip.traces[dof] for clip in clips], is_relative=dof is Dof.NECK_FLEXION)
            for dof in ANGLES
        },
    )


def _score_counter(clips: Sequence[Paired]) -> CounterScore:
    return CounterScore(score_counting(clips), score_judging(clips), score_flags(clips))
