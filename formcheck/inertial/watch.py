"""What is the matter with a sensor, noticed from its own readings while they come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isnan, nan

from formcheck.events import SensorNoticed, SensorTrouble
from formcheck.inertial import strap, walking
from formcheck.inertial.leg import Posed
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.strap import StrapState
from formcheck.inertial.walking import WalkState
from formcheck.samples import ImuReading, Place, Segment

UPRIGHT_S = 1.0
"""An axis may stand upright for this long, as a leg that is swung aside does, before the posture is not known."""

LOST_FOR_S = 0.5
"""A sensor that was silent for this long is told as lost."""


@dataclass(frozen=True, slots=True)
class WatchState:
    """What was noticed of one sensor.

    Parameters
    ----------
    heard_s : float
        When it was last heard; NaN before.
    is_lost : bool
        Whether it is told as lost.
    strap : StrapState
        Memory of how it sits.
    has_slipped : bool
        Whether it sits otherwise than when it was calibrated. It stays so: only a new calibration helps.
    upright_s : float
        Since when its axis has stood upright; NaN while it does not.
    is_upright : bool
        Whether that is told.
    walk : WalkState
        Memory of a shank above which no thigh is told of.
    """

    heard_s: float = nan
    is_lost: bool = False
    strap: StrapState = field(default_factory=StrapState)
    has_slipped: bool = False
    upright_s: float = nan
    is_upright: bool = False
    walk: WalkState = field(default_factory=WalkState)


def step_all(
    states: Mapping[Place, WatchState],
    t_s: float,
    told: Mapping[Place, Sequence[ImuReading]],
    mountings: Sequence[Mounting],
    posed: Mapping[Place, Posed],
) -> tuple[dict[Place, WatchState], tuple[SensorNoticed, ...]]:
    """Watch all sensors.

    Parameters
    ----------
    states : mapping of Place to WatchState
        Memory.
    t_s : float
        Time, in seconds.
    told : mapping of Place to sequence of ImuReading
        What they measured since the last time.
    mountings : sequence of Mounting
        How they sit.
    posed : mapping of Place to Posed
        How the segments lie whose sensors tell.

    Returns
    -------
    mapping of Place to WatchState, tuple of SensorNoticed
        New memory, and what there is to tell.
    """
    noticed: list[SensorNoticed] = []
    after = {}
    for mounting in mountings:
        place = mounting.place
        state, troubles = _step(states[place], t_s, told.get(place, ()), mounting, posed.get(place))
        after[place], gait = _watch_walk(state, t_s, posed, place)
        noticed += [SensorNoticed(t_s, place, trouble) for trouble in (*troubles, *gait)]
    return after, tuple(noticed)


def _step(
    state: WatchState, t_s: float, readings: Sequence[ImuReading], mounting: Mounting, posed: Posed | None
) -> tuple[WatchState, list[SensorTrouble]]:
    troubles = [SensorTrouble.LATE] if isnan(state.heard_s) and mounting.late_s > 0.0 else []  # once, at the beginning
    state, heard = _hear(state, t_s, is_heard=bool(readings))
    troubles += heard
    state, slip = _watch_strap(state, readings, mounting)
    if posed is None:
        return state, [*troubles, *slip]
    state, upright = _watch_axis(state, t_s, is_upright=isnan(posed.pitch_deg))
    return state, [*troubles, *slip, *upright]


def _hear(state: WatchState, t_s: float, *, is_heard: bool) -> tuple[WatchState, list[SensorTrouble]]:
    if is_heard:
        return replace(state, heard_s=t_s, is_lost=False), [SensorTrouble.FOUND] if state.is_lost else []
    if isnan(state.heard_s):
        return replace(state, heard_s=t_s), []
    if state.is_lost or t_s - state.heard_s <= LOST_FOR_S:
        return state, []
    return replace(state, is_lost=True), [SensorTrouble.LOST]


def _watch_axis(state: WatchState, t_s: float, *, is_upright: bool) -> tuple[WatchState, list[SensorTrouble]]:
    if not is_upright:
        return replace(state, upright_s=nan, is_upright=False), []
    since_s = t_s if isnan(state.upright_s) else state.upright_s
    is_told = t_s - since_s >= UPRIGHT_S
    news = [SensorTrouble.UPRIGHT_AXIS] if is_told and not state.is_upright else []
    return replace(state, upright_s=since_s, is_upright=is_told), news


def _watch_walk(
    state: WatchState, t_s: float, posed: Mapping[Place, Posed], place: Place
) -> tuple[WatchState, list[SensorTrouble]]:
    """Watch whether somebody walks where only the shank can tell: a thigh tells itself whether it is level."""
    is_alone = place.segment is Segment.SHANK and Place(place.side, Segment.THIGH) not in posed
    if not is_alone or place not in posed:
        return replace(state, walk=WalkState()), []
    walk = walking.step(state.walk, t_s, posed[place].pitch_deg)
    news = [SensorTrouble.NOT_SEATED] if walk.is_walking and not state.walk.is_walking else []
    return replace(state, walk=walk), news


def _watch_strap(
    state: WatchState, readings: Sequence[ImuReading], mounting: Mounting
) -> tuple[WatchState, list[SensorTrouble]]:
    memory, has_slipped = state.strap, state.has_slipped
    for reading in readings:
        memory, apart = strap.step(memory, reading, mounting.bias_radps)
        has_slipped = has_slipped or strap.has_slipped(apart, mounting.usual_apart)
    news = [SensorTrouble.SLIPPED] if has_slipped and not state.has_slipped else []
    return replace(state, strap=memory, has_slipped=has_slipped), news
