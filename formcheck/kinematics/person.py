"""One person held: the skeleton may hop to somebody who walks by, and must not be believed until it is back.

The trunk tells: it cannot be elsewhere a frame later. After a leap the person is waited for where the trunk was; if
nobody has come back there after a while, whoever is in the picture is taken for the person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from formcheck.kinematics.angles import Point, length_px
from formcheck.kinematics.view import middle_of
from formcheck.samples import TIME_TOLERANCE_S, Pose

LEAP_TRUNKS = 0.4
"""Shoulders or hips this many trunk lengths from where they were a moment ago belong to somebody else ..."""

LEAP_SPEED = 1.0
"""... with so many more for every second gone by: somebody who sits down fast moves at about two, but is seen at least
ten times a second, and leaning over takes a fifth of that."""

BACK_TRUNKS = 0.2
"""Nearer than this to where the trunk was last trusted, it is the person again; further off it may be a mixture of two
people."""

MEMORY_S = 0.4
"""How far back the place is looked up to which the person will come back."""

PATIENCE_S = 5.0
"""How long the person is waited for. Walking past a seated person takes less."""


@dataclass(frozen=True, slots=True)
class Trunk:
    """Middle of the shoulders and of the hips, in pixels, and when they were there."""

    t_s: float
    shoulders: Point
    hips: Point


@dataclass(frozen=True, slots=True)
class PersonState:
    """What is remembered of the person.

    Parameters
    ----------
    recent : tuple of Trunk
        Where the trunk was lately, for `MEMORY_S`.
    waiting_for : Trunk or None
        Where the trunk was before the skeleton hopped to somebody else; None while it is on the person.
    given_up : Trunk or None
        Where the person was who was waited for in vain; a hop back there is no hop to somebody else.
    """

    recent: tuple[Trunk, ...] = ()
    waiting_for: Trunk | None = None
    given_up: Trunk | None = None


def step(state: PersonState, pose: Pose) -> tuple[PersonState, bool]:
    """Take one pose with a trunk in view.

    Parameters
    ----------
    state : PersonState
        Memory.
    pose : Pose
        The next pose.

    Returns
    -------
    PersonState, bool
        New memory, and whether this is the person.
    """
    trunk = Trunk(pose.t_s, middle_of(pose, "shoulder"), middle_of(pose, "hip"))
    if state.waiting_for is not None:
        has_waited = trunk.t_s - state.waiting_for.t_s >= PATIENCE_S - TIME_TOLERANCE_S
        if _moved(state.waiting_for, trunk) <= BACK_TRUNKS:
            return PersonState((trunk,)), True
        return (PersonState((trunk,), given_up=state.waiting_for), True) if has_waited else (state, False)
    if state.recent and _has_leapt(state.recent[-1], trunk):
        if state.given_up is not None and _moved(state.given_up, trunk) <= BACK_TRUNKS:
            return PersonState((trunk,)), True
        # The last poses before a hop are drawn towards the other body already.
        return replace(state, recent=(), waiting_for=replace(state.recent[0], t_s=trunk.t_s)), False
    kept = tuple(one for one in state.recent if trunk.t_s - one.t_s < MEMORY_S - TIME_TOLERANCE_S)
    return replace(state, recent=(*kept, trunk)), True


def _has_leapt(before: Trunk, after: Trunk) -> bool:
    return _moved(before, after) > LEAP_TRUNKS + LEAP_SPEED * (after.t_s - before.t_s)


def _moved(before: Trunk, after: Trunk) -> float:
    """Return how far shoulders or hips, whichever more, have moved, in trunk lengths."""
    trunk_px = length_px(before.shoulders, before.hips) or 1.0
    return max(length_px(before.shoulders, after.shoulders), length_px(before.hips, after.hips)) / trunk_px
