"""One person held: the skeleton may hop to somebody who walks by, and must not be believed until it is back.

A body cannot be elsewhere a frame later. Where it is, either the skeleton hopped to somebody else, and the person is
waited for where the trunk was; or the camera was moved or zoomed, and the body in the new place has the shape of the
old one; or the film was cut, and somebody stays in the new place. Who walks past does not stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median

from formcheck.kinematics.angles import Point, length_px
from formcheck.kinematics.view import middle_of
from formcheck.samples import Pose, Side, has_passed

LEAP_TRUNKS = 0.15
"""A body most points of which are this many trunk lengths from where they were a moment ago has leapt ..."""

LEAP_SPEED = 1.5
"""... with so many more for every second gone by. On 40 rendered people the median point moves by 0.06 at most from
picture to picture at 30 a second and by 0.11 at 10; where two of their clips are joined, by 0.2 and more in 99 of
100. Somebody who sits down fast moves at about two trunk lengths a second, but is seen at least ten times in it."""

HOP_TRUNKS = 0.4
"""Shoulders or hips this much further off belong to somebody else, whatever the other points do."""

BACK_TRUNKS = 0.2
"""Nearer than this to where the trunk was last trusted, it is the person again; further off it may be a mixture of two
people."""

MEMORY_S = 0.4
"""How far back the place is looked up to which the person will come back."""

SAME_SHAPE = 0.1
"""Points that lie, about the hips and in trunk lengths, no further than this from where they lay before, those of the
legs for themselves and all together (medians): the same body in the same posture, seen by a camera that was moved or
zoomed. Between two poses of somebody at rest it is 0.06, between two people in the same posture 0.1 to 0.35, and
between a person and the mixtures with a passer-by that the model gives 0.11 and more."""

ALIKE_SHAPE = 0.35
"""Legs no further off than this are in the same posture: three of four of any two people who sit at rest."""

STAYS_ALIKE_S = 0.3
"""Who stays so long in the same posture elsewhere, seen also from the other side, is the person from now on ..."""

STAYS_S = 1.5
"""... and whoever stays so long, in whatever posture. Walking past takes less than a second at one place."""

PATIENCE_S = 5.0
"""How long the person is waited for at most. Walking past a seated person takes less."""

Body = Mapping[str, Point]
"""Where the points of a body are, in pixels."""

_LEGS = tuple(f"{side}_{name}" for side in Side for name in ("knee", "ankle", "heel", "foot_index"))


class Presence(StrEnum):
    """Who is seen."""

    SAME = "same"  # the person
    NOBODY = "nobody"  # not the person, who is waited for
    NEW = "new"  # from here on somebody else, or the person after a cut
    BACK = "back"  # the person who was waited for in vain, and for whom somebody else was taken


@dataclass(frozen=True, slots=True)
class Trunk:
    """Middle of the shoulders and of the hips, and all points, in pixels, and when they were there."""

    t_s: float
    shoulders: Point
    hips: Point
    body: Body


@dataclass(frozen=True, slots=True)
class PersonState:
    """What is remembered of the person.

    Parameters
    ----------
    recent : tuple of Trunk
        Where the trunk was lately, for `MEMORY_S`.
    waiting_for : Trunk or None
        Where the trunk was before the skeleton hopped to somebody else; None while it is on the person.
    staying : Trunk or None
        Since when, and where, whoever is seen meanwhile has stayed; None while nobody is waited for.
    given_up : Trunk or None
        Where the person was who was waited for in vain; a hop back there is no hop to somebody else.
    """

    recent: tuple[Trunk, ...] = ()
    waiting_for: Trunk | None = None
    staying: Trunk | None = None
    given_up: Trunk | None = None


def step(state: PersonState, pose: Pose) -> tuple[PersonState, Presence]:
    """Take one pose with a trunk in view.

    Parameters
    ----------
    state : PersonState
        Memory.
    pose : Pose
        The next pose.

    Returns
    -------
    PersonState, Presence
        New memory, and who this is.
    """
    body = {name: (one.x_px, one.y_px) for name, one in pose.landmarks.items()}
    trunk = Trunk(pose.t_s, middle_of(pose, "shoulder"), middle_of(pose, "hip"), body)
    if state.waiting_for is not None:
        return _wait(state, state.waiting_for, trunk)
    if not state.recent or not _has_leapt(state.recent[-1], trunk):
        kept = tuple(one for one in state.recent if not has_passed(trunk.t_s - one.t_s, MEMORY_S))
        return replace(state, recent=(*kept, trunk)), Presence.SAME
    if state.given_up is not None and _moved(state.given_up, trunk) <= BACK_TRUNKS:
        return PersonState((trunk,)), Presence.BACK
    if _shape_change(state.recent[-1].body, body) <= SAME_SHAPE:
        return PersonState((trunk,), given_up=state.given_up), Presence.SAME
    # The last poses before a hop are drawn towards the other body already.
    waiting_for = replace(state.recent[0], t_s=trunk.t_s)
    return replace(state, recent=(), waiting_for=waiting_for, staying=trunk), Presence.NOBODY


def _wait(state: PersonState, waiting_for: Trunk, trunk: Trunk) -> tuple[PersonState, Presence]:
    """Wait for the person; whoever stays meanwhile is taken for the person from then on."""
    if _moved(waiting_for, trunk) <= BACK_TRUNKS:
        return PersonState((trunk,), given_up=state.given_up), Presence.SAME
    staying = state.staying or trunk
    if _moved(staying, trunk) > BACK_TRUNKS:
        staying = trunk
    needed_s = STAYS_ALIKE_S if _legs_change(waiting_for.body, trunk.body) <= ALIKE_SHAPE else STAYS_S
    stays = has_passed(trunk.t_s - staying.t_s, needed_s)
    if stays or has_passed(trunk.t_s - waiting_for.t_s, PATIENCE_S):
        return PersonState((trunk,), given_up=waiting_for), Presence.NEW
    return replace(state, staying=staying), Presence.NOBODY


def _has_leapt(before: Trunk, trunk: Trunk) -> bool:
    allowed = LEAP_SPEED * (trunk.t_s - before.t_s)
    if _moved(before, trunk) > HOP_TRUNKS + allowed:
        return True
    trunk_px = length_px(before.shoulders, before.hips) or 1.0
    moved = median(length_px(before.body[name], place) for name, place in trunk.body.items() if name in before.body)
    return moved / trunk_px > LEAP_TRUNKS + allowed


def _moved(before: Trunk, after: Trunk) -> float:
    """Return how far shoulders or hips, whichever more, have moved, in trunk lengths."""
    trunk_px = length_px(before.shoulders, before.hips) or 1.0
    return max(length_px(before.shoulders, after.shoulders), length_px(before.hips, after.hips)) / trunk_px


def _shape_change(before: Body, after: Body) -> float:
    """Return how much the shape of the body has changed: of all points or of the legs, whichever more (median)."""
    one, two = _shape(before), _shape(after)
    changes = {name: length_px(one[name], two[name]) for name in one if name in two}
    return max(median(changes.values()), median(changes[name] for name in _LEGS))


def _legs_change(before: Body, after: Body) -> float:
    """Return the same of the legs alone, seen also from the other side."""
    one, two = _shape(before), _shape(after)
    seen = [length_px(one[name], two[name]) for name in _LEGS]
    mirrored = [length_px((-one[_opposite(name)][0], one[_opposite(name)][1]), two[name]) for name in _LEGS]
    return min(median(seen), median(mirrored))


def _shape(body: Body) -> dict[str, Point]:
    """Return the points about the middle of the hips, in trunk lengths."""
    shoulders, hips = _middle(body, "shoulder"), _middle(body, "hip")
    trunk_px = length_px(shoulders, hips) or 1.0
    return {name: ((x - hips[0]) / trunk_px, (y - hips[1]) / trunk_px) for name, (x, y) in body.items()}


def _middle(body: Body, name: str) -> Point:
    (left_x, left_y), (right_x, right_y) = body[f"{Side.LEFT}_{name}"], body[f"{Side.RIGHT}_{name}"]
    return (left_x + right_x) / 2, (left_y + right_y) / 2


def _opposite(name: str) -> str:
    side, _, point = name.partition("_")
    return f"{Side(side).other}_{point}"
