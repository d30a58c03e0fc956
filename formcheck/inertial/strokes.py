"""Whether a sensor still sits as it did: how it feels one repetition against how it felt those before.

A slip that the gyroscope feels looks like a movement of the leg. But afterwards the sensor is turned for good, and with
it all that it feels of every repetition: up at rest, up at the far end, and the axis about which the segment turned on
the way are turned by the same rotation. A leg that rests or ends elsewhere than before, or is turned out at the hip,
does not do that: it changes some of the three and leaves the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import degrees, hypot, isnan, nan

import numpy as np

from formcheck.inertial.saved import SavedPlace
from formcheck.inertial.vectors import Triple, between_deg, unit
from formcheck.samples import Place

TURN_DEG = 25.0
"""A shank that comes back by this much has turned round: half of the smallest repetition that counts."""

HANGING_DEG = 45.0
"""A shank that is no further from upright at rest hangs from the knee, which turns about one axis; the whole leg that
somebody raises who lies turns in and out at the hip as well."""

LEAST_TURNED_DEG = 40.0
"""A segment that was turned by less on its way shows no axis."""

SLIPPED_DEG = 7.0
"""Repetitions of people whose sensors did not slip are alike to a rotation of 6 degrees (84 pairs of real seated
extensions, good ones, rushed ones and small ones) ..."""

UNALIKE_SHARE = 0.45
"""... and what is left of a difference that was a rotation is less than this share of it: it is more where rest and end
change by 10 and 20 degrees the same way."""

KEPT = 5
ENOUGH = 2
"""A repetition is held against the latest `KEPT`; it must be turned against `ENOUGH` of them, and against most."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one sensor felt at one time.

    Parameters
    ----------
    up : tuple of float
        What points upwards, a unit vector in its frame.
    turned : tuple of float
        What its gyroscope has felt until then, added up about each of its axes, in radians.
    """

    up: Triple
    turned: Triple


@dataclass(frozen=True, slots=True)
class Stroke:
    """What one sensor felt of a way out.

    Parameters
    ----------
    rest, end : tuple of float
        What pointed upwards before and at the far end.
    axis : tuple of float
        About which its segment turned in between.
    """

    rest: Triple
    end: Triple
    axis: Triple


@dataclass(frozen=True, slots=True)
class StrokesState:
    """What is remembered of the repetitions of one leg.

    Parameters
    ----------
    is_out : bool
        Whether the shank is on its way out.
    extreme_deg : float
        The pitch of the shank furthest back, or furthest out; NaN before the first.
    extreme : mapping of Place to Moment
        What the sensors felt there.
    rest : mapping of Place to Moment
        What they felt at the latest rest.
    known : mapping of Place to tuple of Stroke
        The latest ways out.
    """

    is_out: bool = False
    extreme_deg: float = nan
    extreme: Mapping[SavedPlace, Moment] = field(default_factory=dict)
    rest: Mapping[SavedPlace, Moment] = field(default_factory=dict)
    known: Mapping[SavedPlace, tuple[Stroke, ...]] = field(default_factory=dict)


def step(state: StrokesState, shank_deg: float, now: Mapping[Place, Moment]) -> tuple[StrokesState, frozenset[Place]]:
    """Take one moment.

    Parameters
    ----------
    state : StrokesState
        Memory.
    shank_deg : float
        Pitch of the shank; NaN where it is not known.
    now : mapping of Place to Moment
        What the sensors of the leg feel.

    Returns
    -------
    StrokesState, frozenset of Place
        New memory, and the sensors that sit otherwise than before.
    """
    if isnan(shank_deg):
        return state, frozenset()
    beyond_deg = (state.extreme_deg - shank_deg) * (1.0 if state.is_out else -1.0)
    if isnan(beyond_deg) or beyond_deg >= 0.0:
        return replace(state, extreme_deg=shank_deg, extreme=dict(now)), frozenset()
    if -beyond_deg <= TURN_DEG:
        return state, frozenset()
    turned = replace(state, is_out=not state.is_out, extreme_deg=shank_deg, extreme=dict(now))
    if not state.is_out:
        is_hanging = abs(state.extreme_deg) <= HANGING_DEG
        return replace(turned, rest=state.extreme if is_hanging else {}), frozenset()
    known, slipped = dict(state.known), set()
    for place, stroke in _strokes(state.rest, state.extreme).items():
        before = known.get(place, ())
        if _is_turned(stroke, before):
            slipped.add(place)
        known[place] = (*before, stroke)[-KEPT:]
    return replace(turned, known=known), frozenset(slipped)


def _strokes(rest: Mapping[Place, Moment], end: Mapping[Place, Moment]) -> dict[Place, Stroke]:
    """Return what the sensors felt of a way out, of those whose segments turned far enough."""
    found = {}
    for place in rest.keys() & end.keys():
        x, y, z = (after - before for before, after in zip(rest[place].turned, end[place].turned, strict=True))
        if degrees(hypot(x, y, z)) >= LEAST_TURNED_DEG:
            found[place] = Stroke(rest[place].up, end[place].up, unit((x, y, z)))
    return found


def _is_turned(stroke: Stroke, before: tuple[Stroke, ...]) -> bool:
    against = sum(_has_turned_between(one, stroke) for one in before)
    return against >= ENOUGH and 2 * against > len(before)


def _has_turned_between(one: Stroke, other: Stroke) -> bool:
    """Tell whether one and the same rotation makes of all that was felt of one repetition what was felt of another.

    The rotation is the best in the sense of least squares (Kabsch 1976).
    """
    first, second = (np.array([stroke.rest, stroke.end, stroke.axis]) for stroke in (one, other))
    left, _, right = np.linalg.svd(first.T @ second)
    is_mirrored = np.linalg.det(left @ right) < 0.0
    rotation = (left * (1.0, 1.0, -1.0 if is_mirrored else 1.0)) @ right
    turned_deg = degrees(float(np.arccos(np.clip((np.trace(rotation) - 1.0) / 2.0, -1.0, 1.0))))
    left_deg = hypot(*(between_deg(was, now) for was, now in zip(first @ rotation, second, strict=True)))
    return turned_deg > SLIPPED_DEG and left_deg < UNALIKE_SHARE * turned_deg
