"""What the driver does where no repetition can start: movements out and back that nobody else tells of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isnan, nan
from typing import Final

from formcheck.causes import Causes
from formcheck.exercise.plan import Plan
from formcheck.exercise.posture import find_obstacles
from formcheck.kinematics.smoothing import CausalState, causal_step
from formcheck.kinematics.tally import CauseTally, add, find_largest
from formcheck.samples import AngleSample
from formcheck.session.model import Uncounted

TAKEN_BACK: Final = 0.6
"""A movement is over where this share of it was taken back."""


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of the driver, in which it may go out and back.

    Parameters
    ----------
    low, high : float
        How far it was where it turned last, and the furthest since, in degrees; NaN before.
    from_s : float
        When it turned.
    why : CauseTally
        What has kept a repetition from starting since then.
    """

    low: float = nan
    high: float = nan
    from_s: float = nan
    why: CauseTally = field(default_factory=CauseTally)


@dataclass(frozen=True, slots=True)
class Swing:
    """The driver in both directions: somebody on the floor may bend the knee first.

    Parameters
    ----------
    filter : CausalState
        The causal filter of the driver.
    ways : tuple of Way
        Towards larger and towards smaller angles.
    """

    filter: CausalState = field(default_factory=CausalState)
    ways: tuple[Way, Way] = (Way(), Way())


def step(plan: Plan, swing: Swing, sample: AngleSample) -> tuple[Swing, Uncounted | None]:
    """Take one sample from where no repetition can start.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    swing : Swing
        Memory.
    sample : AngleSample
        Angles of the working leg; where the driver is NaN, nothing is known.

    Returns
    -------
    Swing, Uncounted or None
        New memory, and a movement that would have been large enough to count, once it is over.
    """
    if isnan(sample.deg[plan.driver]):
        return swing, None
    causal = causal_step(swing.filter, sample.t_s, sample.deg[plan.driver])
    obstacles = find_obstacles(plan, sample)
    up, down = (
        _follow(plan, way, sample.t_s, sign * causal.value, obstacles)
        for way, sign in zip(swing.ways, (1.0, -1.0), strict=True)
    )
    over = next((way for way, value in ((up, causal.value), (down, -causal.value)) if _is_over(plan, way, value)), None)
    if over is None:
        return Swing(causal, (up, down)), None
    told = Uncounted(round(over.from_s, 3), round(sample.t_s, 3), "out_of_position", find_largest(over.why))
    return Swing(causal), told


def _follow(plan: Plan, way: Way, t_s: float, value: float, obstacles: Causes) -> Way:
    """Follow one direction; while it has not gone far, whatever is lower is where it turned."""
    is_far = way.high - way.low >= plan.attempt_deg
    if not way.low < value and not is_far:
        return Way(value, value, t_s)
    return replace(way, high=max(way.high, value), why=add(way.why, t_s, obstacles))


def _is_over(plan: Plan, way: Way, value: float) -> bool:
    way_deg = way.high - way.low
    return way_deg >= plan.attempt_deg and way.high - value >= TAKEN_BACK * way_deg
