"""What camera and sensors usually differ by in a posture, and whether that has changed.

How far the camera is off hangs on the posture and hardly changes in a session; so do the sensors while they sit still.
In one and the same posture the difference therefore stays, to within what either gets wrong from one repetition to the
next. Where it changes for a second, a strap has slipped, by less than the two may be apart for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan
from typing import Final

from formcheck.samples import has_passed

POSTURE_DEG: Final = 15.0
"""Postures are told apart by the joint and the knee as the camera reads them, in steps of so much."""

KNOWN_AFTER: Final = 15
REMEMBERED: Final = 60
"""So many samples make a posture known, and so many count in its mean: half a second, and two."""

DOUBTS: Final = 2.0
"""The difference has changed by more than so many standard errors within a session of the one and of the other."""

CHANGED_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class UsualState:
    """What is remembered of one joint.

    Parameters
    ----------
    means_deg : mapping of str to tuple of (float, int)
        For each posture, what camera minus sensors usually is, and of how many samples.
    since_s : float
        Since when it has been otherwise, or, once that is known, as before; NaN while neither.
    has_changed : bool
        Whether it is otherwise.
    """

    means_deg: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    since_s: float = nan
    has_changed: bool = False


def step(
    state: UsualState, t_s: float, apart_deg: float, posture_deg: tuple[float, float], doubt_deg: float
) -> UsualState:
    """Take what both differ by at one time.

    Parameters
    ----------
    state : UsualState
        Memory.
    t_s : float
        Time, in seconds.
    apart_deg : float
        Camera minus sensors; NaN where either does not measure, or the camera not well.
    posture_deg : tuple of float
        Joint and knee as the camera reads them.
    doubt_deg : float
        What both get wrong from one repetition to the next, added.
    """
    if isnan(apart_deg) or any(isnan(one) for one in posture_deg):
        return replace(state, since_s=nan)
    posture = " ".join(str(int(one // POSTURE_DEG)) for one in posture_deg)
    mean_deg, count = state.means_deg.get(posture, (apart_deg, 0))
    is_otherwise = count >= KNOWN_AFTER and abs(apart_deg - mean_deg) > DOUBTS * doubt_deg
    if not is_otherwise and not state.has_changed:
        share = 1.0 / min(count + 1, REMEMBERED)
        mean = (mean_deg + share * (apart_deg - mean_deg), min(count + 1, REMEMBERED))
        state = replace(state, means_deg={**state.means_deg, posture: mean})
    if state.has_changed and count < KNOWN_AFTER:
        return state
    return _timed(state, t_s, is_otherwise=is_otherwise)


def _timed(state: UsualState, t_s: float, *, is_otherwise: bool) -> UsualState:
    if is_otherwise is state.has_changed:
        return replace(state, since_s=nan)
    since_s = t_s if isnan(state.since_s) else state.since_s
    if not has_passed(t_s - since_s, CHANGED_S):
        return replace(state, since_s=since_s)
    return replace(state, since_s=nan, has_changed=is_otherwise)
