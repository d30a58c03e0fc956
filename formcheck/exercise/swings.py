"""How fast the driving joint swings out and back, whatever is counted: whether a video can be true in time.

Attempts are no measure of that: their trajectory is no faster than people are, and what is much too fast or too slow is
no attempt at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan, nan
from typing import Final

from formcheck.exercise.plan import MIN_ATTEMPT_DEG, Plan
from formcheck.samples import AngleSample, Dof

LOW, HALF, HIGH = 0.25, 0.5, 0.7
"""Shares of the way: a swing begins and ends below the first and comes to the last."""

FLANK_SHARE: Final = 0.25
"""From `LOW` to `HIGH`, a smooth stroke takes this share of its time (minimum jerk, Flash & Hogan 1985)."""

MIN_WIDTH_S: Final = 0.15
"""What is out for less is a leap of the points and no movement, as is what has no sample on its way."""


@dataclass(frozen=True, slots=True)
class Course:
    """The way that is prescribed.

    Parameters
    ----------
    driver : Dof
        The joint whose movement makes a repetition.
    rest_deg, end_deg : float
        From where to where: the middles of its windows, or the person's own end.
    """

    driver: Dof
    rest_deg: float
    end_deg: float

    @property
    def range_deg(self) -> float:
        """How long the way is."""
        return abs(self.end_deg - self.rest_deg)

    def share(self, deg: float) -> float:
        """Return how much of the way is done at an angle; NaN where it was not measured.

        Parameters
        ----------
        deg : float
            An angle, in degrees.
        """
        return (deg - self.rest_deg) / (self.end_deg - self.rest_deg)


@dataclass(frozen=True, slots=True)
class Swing:
    """Once out and back.

    Parameters
    ----------
    width_s : float
        How long it was beyond half of the way.
    rise_s, fall_s : float
        How long it took from `LOW` to `HIGH`, and back.
    """

    width_s: float
    rise_s: float
    fall_s: float


@dataclass(frozen=True, slots=True)
class SwingState:
    """Memory: when the shares of the way were crossed.

    Parameters
    ----------
    t_s, share : float
        The last sample that was measured.
    left_s, half_s, high_s : float
        When, on the way out, each share was crossed: `LOW` and `HIGH`, and `HALF` for the first time; NaN before.
    down_s, half_down_s : float
        When `HIGH` and `HALF` were crossed downwards for the last time.
    between : int
        Samples on the way between `LOW` and `HIGH`, since it was beyond either.
    least_between : int
        The fewest of them on a way so far.
    """

    t_s: float = nan
    share: float = nan
    left_s: float = nan
    half_s: float = nan
    high_s: float = nan
    down_s: float = nan
    half_down_s: float = nan
    between: int = 0
    least_between: int = 0


def course_of(plan: Plan) -> Course:
    """Return the way that a prescription asks for.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    """
    exercise, own_deg = plan.prescription.exercise, plan.prescription.personal.driver_end_deg
    rest, end = exercise.rest.window(exercise.driver), exercise.end.window(exercise.driver)
    if rest is None or end is None:
        raise ValueError(f"{exercise.id} says nothing of its driver")
    rest_deg, end_deg = (rest.min + rest.max) / 2.0, (end.min + end.max) / 2.0
    if own_deg is not None and plan.sign * (own_deg - rest_deg) >= MIN_ATTEMPT_DEG:
        end_deg = own_deg
    return Course(exercise.driver, rest_deg, end_deg)


def step(course: Course, state: SwingState, sample: AngleSample) -> tuple[SwingState, Swing | None]:
    """Take one sample.

    Parameters
    ----------
    course : Course
        The way.
    state : SwingState
        Memory.
    sample : AngleSample
        The next one of the working leg.

    Returns
    -------
    SwingState, Swing or None
        New memory, and the swing that came to its end.
    """
    share = course.share(sample.deg[course.driver])
    if isnan(share):
        return state, None
    if isnan(state.share):
        return SwingState(sample.t_s, share), None
    if share <= LOW:
        swing = _closed(state, sample.t_s, share)
        return SwingState(sample.t_s, share), swing
    return replace(_crossed(state, sample.t_s, share), t_s=sample.t_s, share=share), None


def _crossed(state: SwingState, t_s: float, share: float) -> SwingState:
    """Return the memory with what a sample beyond `LOW` crossed."""
    if state.share <= LOW < share:
        state = replace(state, left_s=_when(state, t_s, share, LOW))
    if state.share <= HALF < share and isnan(state.half_s):
        state = replace(state, half_s=_when(state, t_s, share, HALF))
    if share <= HALF < state.share:
        state = replace(state, half_down_s=_when(state, t_s, share, HALF))
    if share <= HIGH < state.share:
        state = replace(state, down_s=_when(state, t_s, share, HIGH), between=0)
    if share > HIGH and isnan(state.high_s):
        state = replace(state, high_s=_when(state, t_s, share, HIGH), least_between=state.between)
    return replace(state, between=state.between + 1) if share <= HIGH else state


def _closed(state: SwingState, t_s: float, share: float) -> Swing | None:
    """Return the swing that ends with a sample below `LOW`, if there was one."""
    half_s = _when(state, t_s, share, HALF) if state.share > HALF else state.half_down_s
    down_s = _when(state, t_s, share, HIGH) if state.share > HIGH else state.down_s
    between = 0 if state.share > HIGH else state.between
    swing = Swing(half_s - state.half_s, state.high_s - state.left_s, _when(state, t_s, share, LOW) - down_s)
    is_seen = min(between, state.least_between) > 0 and swing.width_s >= MIN_WIDTH_S
    return swing if is_seen and swing.rise_s > 0.0 and swing.fall_s > 0.0 else None


def _when(state: SwingState, t_s: float, share: float, level: float) -> float:
    """Return when a level between the last sample and this one was crossed."""
    if share == state.share:
        return t_s
    return state.t_s + (level - state.share) / (share - state.share) * (t_s - state.t_s)
