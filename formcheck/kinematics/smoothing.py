"""The causal filter of phases and cues: the median of a moment, then One-Euro.

It blunts peaks, so nothing is measured with it: a closed attempt is measured by `formcheck.kinematics.estimate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan, pi
from statistics import median

from formcheck.samples import TIME_TOLERANCE_S

MAX_BRIDGED_S = 0.25
"""Gaps up to this long hide nothing that a slow movement could do: they are bridged for the eye."""

BURST_S = 0.4
"""The median is over so long, and over three samples at least: wrong readings that last half as long go by unnoticed.
What is told comes half as long after what happened."""

# One-Euro (Casiez 2012): the cut-off rises with speed, from MIN_CUTOFF_HZ at rest by BETA per degree a second.
_MIN_CUTOFF_HZ = 1.5
_BETA = 0.02
_SPEED_CUTOFF_HZ = 1.0


@dataclass(frozen=True, slots=True)
class CausalState:
    """Memory of the causal filter: times and raw values of the last moment, and the last output with its speed."""

    raw: tuple[tuple[float, float], ...] = ()
    t_s: float = 0.0
    value: float = nan
    speed: float = 0.0


def causal_step(state: CausalState, t_s: float, raw: float) -> CausalState:
    """Take one sample into the causal filter; the new state's ``value`` is the output.

    A NaN sample leaves the filter as it is.

    Parameters
    ----------
    state : CausalState
        Memory.
    t_s : float
        Time of the sample, in seconds; later than that of the last one.
    raw : float
        The sample, in degrees.
    """
    if isnan(raw):
        return state
    moment = [one for one in state.raw if t_s - one[0] < BURST_S - TIME_TOLERANCE_S]
    recent = (*(moment if len(moment) > 1 else state.raw[-2:]), (t_s, raw))
    middle = median(value for _, value in recent)
    if isnan(state.value):
        return CausalState(recent, t_s, middle, 0.0)
    elapsed_s = t_s - state.t_s
    speed = _low_pass(state.speed, (middle - state.value) / elapsed_s, _SPEED_CUTOFF_HZ, elapsed_s)
    value = _low_pass(state.value, middle, _MIN_CUTOFF_HZ + _BETA * abs(speed), elapsed_s)
    return CausalState(recent, t_s, value, speed)


def _low_pass(previous: float, new: float, cutoff_hz: float, elapsed_s: float) -> float:
    weight = 1.0 / (1.0 + 1.0 / (2.0 * pi * cutoff_hz * elapsed_s))
    return previous + weight * (new - previous)
