"""The movement as two hands of one gauge: the driving joint, and the foot that should travel with it.

Both hands go from 0 (rest) by way of `ZONE` (complete) to 1 (the person's own end, or the far edge of the exercise's
window): a foot that travels with the knee keeps its hand beside the other one, whatever the angles of either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan

from formcheck.exercise.plan import Plan
from formcheck.kinematics.view import leak
from formcheck.samples import Dof
from formcheck.session.model import Step

ZONE = 0.8
"""Where on the gauge a movement is complete."""

MOST = 1.15
"""How far beyond its end a hand can go."""

_LEAST_WAY_DEG = 5.0  # ways shorter than this are shown as this long: a hand must not flutter
_LEAST_ZONE_DEG = 3.0
_REST_TIME_CONSTANT_S = 0.7
_HAND_TIME_CONSTANT_S = 0.06


@dataclass(frozen=True, slots=True)
class Gauge:
    """What the gauge shows.

    Parameters
    ----------
    driver, foot : float
        Where the hands stand, 0 to `MOST`; NaN where the joint is not seen, or the exercise asks nothing of the foot.
    driver_deg : float
        The driver's angle, signed to grow towards the end, as the hand shows it; NaN where not seen.
    """

    driver: float = nan
    foot: float = nan
    driver_deg: float = nan


@dataclass(frozen=True, slots=True)
class GaugeState:
    """What is remembered: angles at rest, and the hands, steadied.

    Parameters
    ----------
    rest_deg : mapping of Dof to float
        Where each joint rests, as seen so far.
    hand_deg : mapping of Dof to float
        Where each hand stands.
    t_s : float
        Time of the last step; NaN before.
    """

    rest_deg: Mapping[Dof, float] = field(default_factory=dict)
    hand_deg: Mapping[Dof, float] = field(default_factory=dict)
    t_s: float = nan


def step(plan: Plan, state: GaugeState, news: Step) -> tuple[GaugeState, Gauge]:
    """Take one step of the session.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : GaugeState
        Memory.
    news : Step
        The next step of the session, later than the last one; a joint that is NaN in it has no hand.

    Returns
    -------
    GaugeState, Gauge
        New memory, and what the gauge shows.
    """
    t_s = news.angles.t_s
    elapsed_s = 0.0 if isnan(state.t_s) else t_s - state.t_s
    is_rest = news.phase == plan.exercise.phase_names[0]
    rest, hands = dict(state.rest_deg), dict(state.hand_deg)
    for dof in shown(plan):
        deg = news.angles.deg[dof]
        if isnan(deg):
            hands.pop(dof, None)
            continue
        hands[dof] = leak(hands.get(dof, deg), deg, elapsed_s, _HAND_TIME_CONSTANT_S)
        if is_rest:
            rest[dof] = leak(rest.get(dof, deg), deg, elapsed_s, _REST_TIME_CONSTANT_S)
    state = replace(state, rest_deg=rest, hand_deg=hands, t_s=t_s)
    shares = {dof: share(plan, dof, rest.get(dof, nan), deg) for dof, deg in hands.items()}
    foot = nan if plan.driver is Dof.ANKLE_DORSIFLEXION else shares.get(Dof.ANKLE_DORSIFLEXION, nan)
    return state, Gauge(shares.get(plan.driver, nan), foot, plan.sign * hands.get(plan.driver, nan))


def shown(plan: Plan) -> tuple[Dof, ...]:
    """Return the joints that have a hand: the driver, and the ankle where it must move along.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    """
    return tuple(dict.fromkeys(dof for dof in (plan.driver, Dof.ANKLE_DORSIFLEXION) if dof in plan.required))


def share(plan: Plan, dof: Dof, rest_deg: float, deg: float) -> float:
    """Return where a joint stands on the gauge.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    dof : Dof
        A joint that must move.
    rest_deg : float
        Where it rests; the middle of the window for rest where NaN.
    deg : float
        Where it is.
    """
    sign = plan.directions[dof]
    required = plan.required[dof]
    window = plan.exercise.rest.window(dof)
    if isnan(rest_deg) and window is not None:
        rest_deg = (window.min + window.max) / 2
    way = max(_LEAST_WAY_DEG, sign * (required - rest_deg))
    short = sign * (required - deg)
    if short >= 0.0:
        return max(0.0, ZONE * (1.0 - short / way))
    beyond = -short / max(_LEAST_ZONE_DEG, sign * (plan.far_end_deg(dof) - required))
    return min(MOST, ZONE + (1.0 - ZONE) * beyond)


def way_deg(plan: Plan, dof: Dof) -> float:
    """Return the whole way of a joint, from the middle of its rest to its end, in degrees.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    dof : Dof
        A joint that must move.
    """
    window = plan.exercise.rest.window(dof)
    rest_deg = plan.required[dof] if window is None else (window.min + window.max) / 2
    return abs(plan.far_end_deg(dof) - rest_deg)
