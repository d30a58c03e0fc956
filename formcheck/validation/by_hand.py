"""What people measured by hand, and what they wanted to be told, beside what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from formcheck.samples import Dof
from formcheck.session.matching import match
from formcheck.validation.model import ClipData, HandFigure, ScoredRepetition

SAID = "said"
"""The name of a row about what was said."""


@dataclass(frozen=True, slots=True)
class HandRow:
    """One figure or word that a person expects of a recording.

    Parameters
    ----------
    clip : str
        The recording.
    name : str
        What it is: the name of a `HandFigure`, or `SAID`.
    expected : float or str
        What a person measured, in seconds or degrees; or what has to be said.
    within : float
        How far from it a right reading may be; NaN of words.
    found : float
        What was found; NaN where nothing was, and of words.
    is_met : bool
        Whether it is as expected.
    """

    clip: str
    name: str
    expected: float | str
    within: float
    found: float
    is_met: bool


def hand_rows(clips: Sequence[ClipData]) -> tuple[HandRow, ...]:
    """Return what people measured in clips and wanted to be told, beside what was found.

    Repetitions that were missed have no rows: they are told as missed.

    Parameters
    ----------
    clips : sequence of ClipData
        The clips.
    """
    return tuple(row for clip in clips for row in (*_figures(clip), *_words(clip)))


def _figures(clip: ClipData) -> list[HandRow]:
    pairs = match(clip.true, clip.found).pairs
    return [_row(clip.file, figure, _read(found, figure.name)) for true, found in pairs for figure in true.by_hand]


def _row(file: str, figure: HandFigure, found: float) -> HandRow:
    is_met = abs(found - figure.value) <= figure.within  # NaN is not
    return HandRow(file, figure.name, figure.value, figure.within, found, is_met)


def _words(clip: ClipData) -> list[HandRow]:
    return [HandRow(clip.file, SAID, what, nan, nan, is_met) for what, is_met in clip.said.items()]


def _read(found: ScoredRepetition, name: str) -> float:
    """Return a figure of a repetition by its name; NaN where it was not measured."""
    times = {"start_s": found.start_s, "peak_s": found.peak_s, "end_s": found.end_s}
    if name in times:
        return times[name]
    joint = Dof.KNEE_FLEXION if name.startswith("knee") else Dof.ANKLE_DORSIFLEXION
    return (found.rest_deg if name.endswith("at_rest_deg") else found.end_deg).get(joint, nan)
