"""How well times and ranges of matched repetitions are measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import copysign, nan
from typing import Final

from formcheck.samples import Dof
from formcheck.validation.angles.spread import Spread, spread_of
from formcheck.validation.model import JOINTS, Paired, ScoredRepetition

MOMENTS: Final = ("start", "peak", "end")


def score_times(clips: Sequence[Paired]) -> Mapping[str, Spread]:
    """Return the errors of start, peak and end, in seconds.

    Parameters
    ----------
    clips : sequence of Paired
        The repetitions of each clip, true beside found; only the matched ones count.

    Returns
    -------
    mapping of str to Spread
        By `MOMENTS`; late is +.
    """
    pairs = [pair for clip in clips for pair in clip.pairs]
    errors = {moment: [_time(found, moment) - _time(true, moment) for true, found in pairs] for moment in MOMENTS}
    return {moment: spread_of(values) for moment, values in errors.items()}


def score_ends(clips: Sequence[Paired]) -> Mapping[Dof, Spread]:
    """Return the errors of knee and ankle at the furthest point, in degrees.

    Parameters
    ----------
    clips : sequence of Paired
        The repetitions of each clip, true beside found; only the matched ones count.
    """
    pairs = [pair for clip in clips for pair in clip.pairs]
    return {dof: spread_of([_end(found, dof) - _end(true, dof) for true, found in pairs]) for dof in JOINTS}


def score_changes(clips: Sequence[Paired]) -> Mapping[Dof, Spread]:
    """Return the errors of the change of knee and ankle from rest to the furthest point, in degrees.

    They are taken along the true movement, so that + is a movement read too large, whichever way it goes.

    Parameters
    ----------
    clips : sequence of Paired
        The repetitions of each clip, true beside found; only the matched ones count.
    """
    pairs = [pair for clip in clips for pair in clip.pairs]
    return {dof: spread_of([change_error(pair, dof) for pair in pairs]) for dof in JOINTS}


def change_error(pair: tuple[ScoredRepetition, ScoredRepetition], dof: Dof) -> float:
    """Return by how much too large a change was measured, in degrees; NaN where it was not.

    Parameters
    ----------
    pair : tuple of ScoredRepetition
        True and found.
    dof : Dof
        Knee or ankle.
    """
    true, found = (one.end_deg.get(dof, nan) - one.rest_deg.get(dof, nan) for one in pair)
    return copysign(1.0, true) * (found - true)


def _time(one: ScoredRepetition, moment: str) -> float:
    value: float = getattr(one, f"{moment}_s")
    return value


def _end(one: ScoredRepetition, dof: Dof) -> float:
    return one.end_deg.get(dof, nan)
