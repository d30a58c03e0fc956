"""A counter with two thresholds on the knee, as peers have it, to see what the state machine is worth.

Ultralytics' AIGym, for one, counts by an angle above 145° and below 90° (its defaults), and judges nothing. Here bent
is a knee flexion above 70° and straight one below 35°, which in AIGym's measure is below 110° and above 145°. Every way
from bent to straight is one repetition, and each is good.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Final

from formcheck.events import Verdict
from formcheck.validation.model import ScoredRepetition, Series

BENT_DEG: Final = 70.0
STRAIGHT_DEG: Final = 35.0


@dataclass(slots=True)
class _Count:
    """A repetition being followed: when bent last, when straight first, and when seen last."""

    bent_s: float | None = None
    straight_s: float | None = None
    last_s: float = 0.0


def count_naively(t_s: Series, knee_deg: Series) -> tuple[ScoredRepetition, ...]:
    """Return the repetitions that two thresholds count.

    Parameters
    ----------
    t_s : ndarray, shape (frames,)
        Times.
    knee_deg : ndarray, shape (frames,)
        Knee flexion as measured; frames with NaN are passed over.

    Returns
    -------
    tuple of ScoredRepetition
        From last bent before to first bent after, so that they can be matched in time; all good, without flags.
    """
    counted: list[ScoredRepetition] = []
    now = _Count()
    for time, deg in zip(t_s.tolist(), knee_deg.tolist(), strict=True):
        if isnan(deg):
            continue
        if deg > BENT_DEG:
            if now.straight_s is not None:
                counted.append(_repetition(now, time))
            now = _Count(bent_s=time)
        elif deg < STRAIGHT_DEG and now.bent_s is not None and now.straight_s is None:
            now.straight_s = time
        now.last_s = time
    return (*counted, _repetition(now, now.last_s)) if now.straight_s is not None else tuple(counted)


def _repetition(count: _Count, end_s: float) -> ScoredRepetition:
    start_s, straight_s = count.bent_s or 0.0, count.straight_s or 0.0
    return ScoredRepetition(start_s, straight_s, end_s, Verdict.GOOD)
