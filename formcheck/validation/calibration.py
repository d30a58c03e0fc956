"""Whether a probability means what it says: of faults called at 95 %, so many were there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from formcheck.events import Verdict
from formcheck.validation.intervals import Share, share_of_repetitions
from formcheck.validation.model import Called, ClipData, ScoredRepetition
from formcheck.validation.outcomes import FAULTS, Judged, judged_in
from formcheck.validation.verdicts.flags import compare

EDGES: Final = (0.0, 0.9, 0.95, 0.99, 1.0)
"""Bins of probability: from each edge to just below the next; the last one has both its edges."""


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """What was said with about the same probability.

    Parameters
    ----------
    low, high : float
        From this probability on, up to that one.
    stated : float
        Mean of the probabilities stated.
    true : Share
        How many were true.
    """

    low: float
    high: float
    stated: float
    true: Share


@dataclass(frozen=True, slots=True)
class Calibration:
    """Faults called, and repetitions called good, against the truth.

    Parameters
    ----------
    faults : Share
        Of all faults called, those that were there, or that a fair verdict would name. Faults of a made-up repetition
        were not.
    fault_bins : tuple of CalibrationBin
        The same by the probability of the fault; empty where none was stated.
    good : Share
        Of all repetitions called good, those that had no fault that a verdict would name. A made-up one had none to be
        called good for.
    good_bins : tuple of CalibrationBin
        The same by the certainty of the verdict.
    """

    faults: Share
    fault_bins: tuple[CalibrationBin, ...]
    good: Share
    good_bins: tuple[CalibrationBin, ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """Something that was said of a repetition: in which clip, how probable it was held to be, whether it is so."""

    clip: str
    probability: float | None
    is_true: bool


def calibration_of(clips: Sequence[ClipData]) -> Calibration:
    """Return how what was said compares with the truth.

    Parameters
    ----------
    clips : sequence of ClipData
        The clips.
    """
    repetitions = [one for clip in clips for one in judged_in(clip)]
    faults = [said for clip in clips for one in judged_in(clip) for said in _faults_of(one, clip.names_all_faults)]
    good = [
        _Statement(one.clip, one.found.certainty, one.true is not None and one.true.accepts(Verdict.GOOD))
        for one in repetitions
        if one.found is not None and one.found.verdict is Verdict.GOOD
    ]
    return Calibration(_share(faults), _bins(faults), _share(good), _bins(good))


def _faults_of(one: Judged, names_all: bool) -> list[_Statement]:
    """Return the faults called; where the truth names only what decides, only those that decided."""
    if one.found is None:
        return []
    deciding = one.found.verdict.value
    called = [call for call in one.found.called if names_all or call.fault[0].value == deciding]
    return [_Statement(one.clip, call.probability, _is_there(call, one.true)) for call in called]


def _is_there(call: Called, true: ScoredRepetition | None) -> bool:
    if true is None:
        return False
    is_fair = any(verdict in FAULTS and verdict.value == call.fault[0].value for verdict in true.accept_also)
    return is_fair or bool(compare(true.flags, [call.fault])[0])


def _bins(statements: Sequence[_Statement]) -> tuple[CalibrationBin, ...]:
    found = []
    for low, high in pairwise(EDGES):
        inside = [one for one in statements if one.probability is not None and _is_in(one.probability, low, high)]
        if inside:
            stated = sum(one.probability or 0.0 for one in inside) / len(inside)
            found.append(CalibrationBin(low, high, stated, _share(inside)))
    return tuple(found)


def _is_in(probability: float, low: float, high: float) -> bool:
    return low <= probability < high or probability == high == EDGES[-1]


def _share(statements: Sequence[_Statement]) -> Share:
    clips = dict.fromkeys(one.clip for one in statements)
    sizes = [[one.is_true for one in statements if one.clip == clip] for clip in clips]
    return share_of_repetitions([sum(one) for one in sizes], [len(one) for one in sizes])
