"""What the driver does where no repetition can start: movements out and back that nobody else tells of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import isnan
from typing import Final

from formcheck.exercise.plan import Plan
from formcheck.exercise.posture import find_obstacles
from formcheck.kinematics.smoothing import CausalState, causal_step
from formcheck.kinematics.tally import CauseTally, add, find_largest
from formcheck.samples import AngleSample
from formcheck.session.model import Uncounted

TAKEN_BACK: Final = 0.6
"""A movement is over where this share of it was taken back."""

STAYS_S: Final = 10.0
"""Who stays so long at the far end has taken another posture, and moves from there."""

ABOUT_DEG: Final = 3.0
"""What moves no further than this is still where it was."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the driver was furthest to one side.

    Parameters
    ----------
    t_s : float
        When.
    deg : float
        Its angle.
    """

    t_s: float
    deg: float


@dataclass(frozen=True, slots=True)
class Swing:
    """The movement under way.

    Parameters
    ----------
    filter : CausalState
        The causal filter of the driver.
    sign : float
        +1 where movements go towards larger angles, -1 where towards smaller ones, as somebody on the floor bends the
        knee first; 0 while nothing has moved far.
    home, other, far : Turn or None
        Where it began, as near as it came to that; while the direction is not known, also the other side; and the
        furthest it has gone, None while it has not gone far.
    why : CauseTally
        What has kept a repetition from starting since it began.
    """

    filter: CausalState = field(default_factory=CausalState)
    sign: float = 0.0
    home: Turn | None = None
    other: Turn | None = None
    far: Turn | None = None
    why: CauseTally = field(default_factory=CauseTally)


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
    now = Turn(sample.t_s, causal.value)
    swing = replace(swing, filter=causal, why=add(swing.why, now.t_s, find_obstacles(plan, sample)))
    if swing.far is not None:
        return _go_on(swing, swing.far, now)
    return _set_off(plan, swing, now), None


def _set_off(plan: Plan, swing: Swing, now: Turn) -> Swing:
    """Follow the driver near where it began, until it has gone far enough to one side."""
    if swing.sign == 0.0:
        low, high = _nearest(swing.home, now, 1.0), _nearest(swing.other, now, -1.0)
        if now.deg - low.deg >= plan.attempt_deg:
            return replace(swing, sign=1.0, home=low, other=None, far=now)
        if high.deg - now.deg >= plan.attempt_deg:
            return replace(swing, sign=-1.0, home=high, other=None, far=now)
        return replace(swing, home=low, other=high)
    home = _nearest(swing.home, now, swing.sign)
    if home.t_s == now.t_s:
        return replace(swing, home=home, why=CauseTally())
    is_far = swing.sign * (now.deg - home.deg) >= plan.attempt_deg
    return replace(swing, home=home, far=now if is_far else None)


def _nearest(known: Turn | None, now: Turn, sign: float) -> Turn:
    """Return where the driver was lowest, or highest, and when it was last about there."""
    if known is None or sign * (now.deg - known.deg) <= 0.0:
        return now
    return Turn(now.t_s, known.deg) if abs(now.deg - known.deg) <= ABOUT_DEG else known


def _go_on(swing: Swing, far: Turn, now: Turn) -> tuple[Swing, Uncounted | None]:
    """Follow a movement that has gone far, until it was taken back or has become another posture."""
    home = swing.home or now
    far = now if swing.sign * (now.deg - far.deg) >= 0.0 else far
    if abs(far.deg - now.deg) >= TAKEN_BACK * abs(far.deg - home.deg):
        told = Uncounted(round(home.t_s, 3), round(now.t_s, 3), "out_of_position", find_largest(swing.why))
        return replace(swing, home=now, far=None, why=CauseTally()), told
    if now.t_s - far.t_s > STAYS_S:
        return Swing(swing.filter, home=now, other=now), None
    return replace(swing, far=far), None
