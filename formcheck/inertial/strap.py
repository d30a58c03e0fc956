"""Whether a sensor still sits as it did: up by the gyroscope against up by the accelerometer, from rest to rest.

Between two moments without movement the gyroscope alone tells how the sensor turned. Where the accelerometer then finds
another direction upwards, the sensor turned without its gyroscope: it slipped on its strap. One that slips slowly is
felt by the gyroscope as well, and cannot be told from a leg that moves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import degrees, hypot, isnan, nan

from formcheck.inertial.vectors import Triple, between_deg, total, turned, unit
from formcheck.samples import GRAVITY_MPS2, ImuReading

SLIP_DEG = 5.5
"""Up by both differs by more than this where the sensor slipped: more than between the rests of real people whose
sensors did not (5.5 degrees, 25 readings a second), less than a strap that slips by 10 degrees makes of it ..."""

SLIP_SHARE = 0.04
"""... and by more than this share of what was turned since the rest before: gyroscopes are that inexact."""

STILL_S = 0.3
STILL_RADPS = 0.35
STILL_MPS2 = 0.5
"""Nothing moves where for `STILL_S` the rotation is slower and the force nearer to gravity than these ..."""

SWAYED_DEG = 1.5
"""... and where all that was turned in it comes to no more than this: trembling turns back and forth."""

CONFIRM_S = 0.4
"""A difference must be there again after this long: a leg that is about to move is pushed sideways before it turns."""

ANCHOR_S = 1.0
"""While nothing moves, up is taken anew from the accelerometer this often, before the gyroscope drifts."""


@dataclass(frozen=True, slots=True)
class StrapState:
    """What is remembered of one sensor.

    Parameters
    ----------
    up : tuple of float or None
        What pointed upwards when nothing moved, turned on by the gyroscope since; None before.
    anchored_s : float
        When that was.
    turned_deg : float
        How much was turned since, all rotation added up.
    still : tuple of (float, Triple, Triple)
        Times, directions of force, and what was turned since the reading before, in radians, of the latest readings
        without movement, back to `STILL_S`.
    since_s : float
        Since when nothing has moved; NaN while something does.
    suspect_s : float
        Since when up by both has differed too much; NaN where it does not.
    last_s : float
        Time of the latest reading; NaN before.
    """

    up: Triple | None = None
    anchored_s: float = nan
    turned_deg: float = 0.0
    still: tuple[tuple[float, Triple, Triple], ...] = ()
    since_s: float = nan
    suspect_s: float = nan
    last_s: float = nan


def is_still(reading: ImuReading) -> bool:
    """Tell whether nothing moves in a reading: it turns slowly, and the force on it is gravity's.

    Parameters
    ----------
    reading : ImuReading
        Any reading.
    """
    return hypot(*reading.gyr_radps) <= STILL_RADPS and abs(hypot(*reading.acc_mps2) - GRAVITY_MPS2) <= STILL_MPS2


def step(state: StrapState, reading: ImuReading, bias_radps: Triple) -> tuple[StrapState, bool]:
    """Take one reading.

    Parameters
    ----------
    state : StrapState
        Memory.
    reading : ImuReading
        The next reading.
    bias_radps : tuple of float
        What the gyroscope reads while nothing turns.

    Returns
    -------
    StrapState, bool
        New memory, and whether the sensor sits otherwise than at the rest before.
    """
    turn = _turn(state, reading, bias_radps)
    state = _turned_on(state, reading, turn)
    if not is_still(reading):
        return replace(state, still=(), since_s=nan), False
    state = _rested(state, reading, turn)
    swayed_deg = degrees(hypot(*total([swayed for _, _, swayed in state.still])))
    if reading.t_s - state.since_s < STILL_S or swayed_deg > SWAYED_DEG:
        return state, False
    up = unit(total([force for _, force, _ in state.still]))
    if state.up is None:
        return _anchored(state, up), False
    apart_deg = between_deg(up, state.up)
    if apart_deg > SLIP_DEG + SLIP_SHARE * state.turned_deg:
        since_s = state.last_s if isnan(state.suspect_s) else state.suspect_s
        has_slipped = state.last_s - since_s >= CONFIRM_S
        return (_anchored(state, up) if has_slipped else replace(state, suspect_s=since_s)), has_slipped
    is_due = state.last_s - state.anchored_s >= ANCHOR_S
    return (_anchored(state, up) if is_due else replace(state, suspect_s=nan)), False


def _turn(state: StrapState, reading: ImuReading, bias_radps: Triple) -> Triple:
    """Return what was turned since the reading before, in radians about each axis."""
    elapsed_s = 0.0 if isnan(state.last_s) else reading.t_s - state.last_s
    x, y, z = (rate - bias for rate, bias in zip(reading.gyr_radps, bias_radps, strict=True))
    return x * elapsed_s, y * elapsed_s, z * elapsed_s


def _turned_on(state: StrapState, reading: ImuReading, turn: Triple) -> StrapState:
    """Return the memory with up turned on by what the gyroscope says."""
    if state.up is None:
        return replace(state, last_s=reading.t_s)
    done_deg = state.turned_deg + degrees(hypot(*turn))
    return replace(state, up=turned(state.up, turn), turned_deg=done_deg, last_s=reading.t_s)


def _rested(state: StrapState, reading: ImuReading, turn: Triple) -> StrapState:
    recent = (*state.still, (reading.t_s, unit(reading.acc_mps2), turn))
    kept = tuple(one for one in recent if reading.t_s - one[0] <= STILL_S)
    return replace(state, still=kept, since_s=reading.t_s if isnan(state.since_s) else state.since_s)


def _anchored(state: StrapState, up: Triple) -> StrapState:
    return replace(state, up=up, anchored_s=state.last_s, turned_deg=0.0, suspect_s=nan)
