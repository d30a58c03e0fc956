"""How well angles are measured, frame by frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np

from formcheck.validation.angles.spread import Spread, spread_of
from formcheck.validation.model import Series, Trace

MOVES_DEG: Final = 2.0
"""Standard deviation of the truth below which the joint hardly moves: gain and lag mean nothing there."""

MAX_LAG_S: Final = 0.3
_LAG_STEP_S: Final = 0.01


@dataclass(frozen=True, slots=True)
class AngleScore:
    """How well one angle was measured, over all frames that have a truth.

    Parameters
    ----------
    error : Spread
        Errors in degrees, over the frames in which it was measured.
    lower, upper : float
        95 % limits of agreement, in degrees.
    gain : float
        Least-squares slope of the measured angle on the true one; NaN where the truth hardly moves.
    lag_s : float
        By how much the measured angle is late, in seconds; of several clips the median. NaN where the truth hardly
        moves.
    not_measured : float
        Share of the frames with a truth in which it was not measured; NaN without such frames.
    """

    error: Spread
    lower: float
    upper: float
    gain: float
    lag_s: float
    not_measured: float


def score_angle(traces: Sequence[Trace], *, is_relative: bool = False) -> AngleScore:
    """Return how well an angle was measured in clips.

    Parameters
    ----------
    traces : sequence of Trace
        The angle in each clip.
    is_relative : bool
        Whether its zero is arbitrary: then the median error of each clip is taken out first.
    """
    used = [_centred(trace) if is_relative else trace for trace in traces]
    true = np.concatenate([trace.true for trace in used]) if used else np.array([])
    measured = np.concatenate([trace.measured for trace in used]) if used else np.array([])
    asked = np.isfinite(true)
    error = spread_of(measured[asked] - true[asked])
    lower, upper = error.limits
    missing = float(np.mean(~np.isfinite(measured[asked]))) if asked.any() else nan
    lags = [lag for trace in used if np.isfinite(lag := lag_of(trace))]
    return AngleScore(error, lower, upper, gain_of(true, measured), float(np.median(lags)) if lags else nan, missing)


def gain_of(true: Series, measured: Series) -> float:
    """Return the least-squares slope of `measured` on `true`; NaN where `true` hardly moves.

    Parameters
    ----------
    true, measured : ndarray, shape (frames,)
        Angles of the same frames, in degrees; frames in which either is NaN are left out.
    """
    both = np.isfinite(true) & np.isfinite(measured)
    if both.sum() < 3 or float(np.std(true[both])) < MOVES_DEG:
        return nan
    deviation = true[both] - true[both].mean()
    return float(deviation @ (measured[both] - measured[both].mean()) / (deviation @ deviation))


def lag_of(trace: Trace) -> float:
    """Return by how much the measured angle is late, in seconds.

    It is the shift of the truth that leaves the smallest root mean square difference once offset and gain are taken
    out: that with the highest correlation. Searched to ±0.3 s; NaN where either hardly moves.

    Parameters
    ----------
    trace : Trace
        One angle of one clip.

    Returns
    -------
    float
        Late is +; to a hundredth of a second.
    """
    known = np.isfinite(trace.true)
    both = known & np.isfinite(trace.measured)
    if both.sum() < 3 or float(np.std(trace.true[both])) < MOVES_DEG:
        return nan
    times, measured = trace.t_s[both], trace.measured[both]
    inside = (times >= times[0] + MAX_LAG_S) & (times <= times[-1] - MAX_LAG_S)
    if inside.sum() < 3:
        return nan
    shifts = np.arange(-MAX_LAG_S, MAX_LAG_S + _LAG_STEP_S / 2, _LAG_STEP_S)
    shifted = [np.interp(times[inside] - shift, trace.t_s[known], trace.true[known]) for shift in shifts]
    if min(float(np.std(one)) for one in (measured[inside], *shifted)) < MOVES_DEG:
        return nan
    likeness = [float(np.corrcoef(measured[inside], one)[0, 1]) for one in shifted]
    return round(float(shifts[int(np.argmax(likeness))]), 3) or 0.0


def _centred(trace: Trace) -> Trace:
    """Return the trace without its median error."""
    errors = trace.measured - trace.true
    known = errors[np.isfinite(errors)]
    offset = float(np.median(known)) if len(known) else 0.0
    return Trace(trace.t_s, trace.measured - offset, trace.true)
