"""Whether somebody walks, by the shank alone: without a thigh it is all that tells sitting from standing.

A stride carries the shank from far behind upright to a little before it and back, once a second or two. Somebody who
sits cannot bend the knee so far, and who straightens it brings the shank much further up. Who stands still on a shank
that is upright cannot be told from somebody who sits, nor can who shuffles along.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

BEHIND_DEG: Final = 35.0
"""A shank that trails when its foot leaves the ground is beyond this (70 degrees in a brisk walk); under a chair none
gets there ..."""

BEFORE_DEG: Final = -5.0
HIGHEST_DEG: Final = -50.0
"""... and where the foot is set down it lies between these (-30)."""

STRIDE_S: Final = 2.5
"""No stride that is walked takes longer."""

STRIDES: Final = 2
"""So many on end are a walk."""

OVER_S: Final = 3.0
"""It is over when there was no stride for so long."""


@dataclass(frozen=True, slots=True)
class WalkState:
    """What is remembered of one shank.

    Parameters
    ----------
    behind_s : float
        When it last trailed; NaN before.
    least_deg : float
        Its lowest pitch since.
    strides : int
        Strides on end.
    stride_s : float
        When the latest was over; NaN before.
    is_walking : bool
        Whether somebody walks.
    """

    behind_s: float = nan
    least_deg: float = 0.0
    strides: int = 0
    stride_s: float = nan
    is_walking: bool = False


def step(state: WalkState, t_s: float, pitch_deg: float) -> WalkState:
    """Take how a shank lies.

    Parameters
    ----------
    state : WalkState
        Memory.
    t_s : float
        Time, in seconds; later than before.
    pitch_deg : float
        Its pitch; NaN where it is not known.

    Returns
    -------
    WalkState
        New memory.
    """
    if pitch_deg >= BEHIND_DEG:
        state = _behind(state, t_s)
    elif not isnan(pitch_deg):
        state = replace(state, least_deg=min(state.least_deg, pitch_deg))
    if t_s - state.stride_s > OVER_S:
        state = replace(state, strides=0, stride_s=nan)
    is_walking = state.strides >= STRIDES or (state.is_walking and not isnan(state.stride_s))
    return replace(state, is_walking=is_walking)


def _behind(state: WalkState, t_s: float) -> WalkState:
    """Return the memory of a shank that trails, by which a stride may be over."""
    after = replace(state, behind_s=t_s, least_deg=0.0)
    if state.least_deg > BEFORE_DEG:
        return after
    is_stride = state.least_deg >= HIGHEST_DEG and t_s - state.behind_s <= STRIDE_S
    if not is_stride:
        return replace(after, strides=0)
    return replace(after, strides=state.strides + 1, stride_s=t_s)
