"""How well repetitions are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from formcheck.validation.model import Paired


@dataclass(frozen=True, slots=True)
class Counting:
    """The counting of some clips.

    Parameters
    ----------
    clips : int
        How many clips.
    true, found : int
        Repetitions that happened, and that were counted.
    missed, phantoms : int
        Those that happened unnoticed, and those counted that never happened.
    exact, within_one : float
        Share of the clips counted exactly, and off by at most one (the literature's OBO accuracy); NaN without clips.
    mae : float
        Mean over the clips of ``|found - true|``.
    mae_relative : float
        Mean of ``|found - true| / true`` over the clips with any repetition (the literature's MAE).
    phantoms_without_any : int
        Repetitions counted in clips in which none happens.
    """

    clips: int
    true: int
    found: int
    missed: int
    phantoms: int
    exact: float
    within_one: float
    mae: float
    mae_relative: float
    phantoms_without_any: int


def score_counting(clips: Sequence[Paired]) -> Counting:
    """Return how well the repetitions of clips were counted.

    Parameters
    ----------
    clips : sequence of Paired
        The repetitions of each clip, true beside found.
    """
    true = [len(clip.pairs) + len(clip.missed) for clip in clips]
    found = [len(clip.pairs) + len(clip.phantoms) for clip in clips]
    errors = [abs(there - here) for here, there in zip(true, found, strict=True)]
    return Counting(
        clips=len(clips),
        true=sum(true),
        found=sum(found),
        missed=sum(len(clip.missed) for clip in clips),
        phantoms=sum(len(clip.phantoms) for clip in clips),
        exact=mean([float(error == 0) for error in errors]),
        within_one=mean([float(error <= 1) for error in errors]),
        mae=mean([float(error) for error in errors]),
        mae_relative=mean([error / count for error, count in zip(errors, true, strict=True) if count]),
        phantoms_without_any=sum(there for here, there in zip(true, found, strict=True) if not here),
    )


def mean(values: Sequence[float]) -> float:
    """Return the mean; NaN of nothing.

    Parameters
    ----------
    values : sequence of float
        In one unit.
    """
    return sum(values) / len(values) if values else nan
