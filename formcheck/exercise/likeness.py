"""How much a measured attempt looks like an exercise, be it the prescribed one or not.

Each exercise says where knee, foot and head are before and at the end of a movement, and how the body lies. The score
is the logarithm of how probable what was measured is if that exercise was meant: windows count as evenly filled and are
blurred by how people miss them and by what the measurement leaves open; what an exercise leaves free may be anywhere.
So an exercise that asks for much, and gets it, beats one that asks for little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import erf, hypot, log, sqrt
from typing import Final

from formcheck.exercise.definition import Window
from formcheck.exercise.measure import Attempt
from formcheck.exercise.plan import Plan
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Dof

ANYWHERE: Final[Mapping[Dof, Window]] = {
    Dof.KNEE_FLEXION: Window(-5.0, 135.0),
    Dof.ANKLE_DORSIFLEXION: Window(-70.0, 45.0),
    Dof.THIGH_ELEVATION: Window(-90.0, 130.0),
    Dof.TRUNK_LEAN: Window(-130.0, 90.0),
}
"""What a joint can do at all, in degrees."""

MISSED_DEG = 8.0
"""By so much people miss a posture who mean it, as a standard deviation ..."""

SHORT_DEG = 15.0
"""... and the end of the movement: who cannot straighten the knee yet still means to."""

CHANGE_DEG = 6.0
"""A change of foot or head is missed by so much."""

MOVES = Window(10.0, 60.0)
STAYS = Window(-12.0, 12.0)
ANY_CHANGE = Window(-70.0, 70.0)
"""How far a foot or a head goes, in the direction asked for, that is to move; that is to stay; and any."""

STAYS_IF_FREE = 0.6
"""Where nothing is said of it, foot or head stays as it is in so many cases."""

BLUNDER = 0.05
"""In so many cases a feature tells nothing: a wrong reading, or a fault."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that was measured, and how an exercise would have it.

    Parameters
    ----------
    value : Measured
        What was measured, in degrees.
    expected : tuple of (Window, float)
        Where the exercise has it, each window with its share of the cases.
    missed_deg : float
        How far people miss it, as a standard deviation.
    anywhere : Window
        Where it can be at all.
    """

    value: Measured
    expected: tuple[tuple[Window, float], ...]
    missed_deg: float
    anywhere: Window


def score_likeness(plan: Plan, attempt: Attempt) -> float:
    """Return how much an attempt looks like an exercise: a logarithm of a density, to be compared between exercises.

    Parameters
    ----------
    plan : Plan
        The exercise, prescribed or not, with the driver the attempt was found by.
    attempt : Attempt
        What was measured; joints that were not seen tell nothing.
    """
    return sum(log(_density(feature)) for feature in _features(plan, attempt) if feature.value.is_known)


def _density(feature: Feature) -> float:
    spread = hypot(feature.missed_deg, feature.value.sd)
    value = feature.value.value
    expected = sum(share * _blurred(window, value, spread) for window, share in feature.expected)
    return (1.0 - BLUNDER) * expected + BLUNDER * _even(feature.anywhere)


def _blurred(window: Window, value: float, spread: float) -> float:
    """Return the density of an even distribution over a window, blurred."""
    upper, lower = ((edge - value) / (spread * sqrt(2.0)) for edge in (window.max, window.min))
    return 0.5 * (erf(upper) - erf(lower)) * _even(window)


def _even(window: Window) -> float:
    return 1.0 / max(1.0, window.max - window.min)


def _features(plan: Plan, attempt: Attempt) -> Iterator[Feature]:
    exercise, knee, ankle = plan.exercise, Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
    yield _place(exercise.rest.window(knee), knee, attempt.rest[knee], MISSED_DEG)
    yield _place(exercise.end.window(knee), knee, attempt.end[knee], SHORT_DEG)
    yield _place(exercise.end.window(ankle), ankle, attempt.end[ankle], MISSED_DEG)
    yield _place(exercise.rest.window(ankle), ankle, attempt.rest[ankle], MISSED_DEG)
    yield _place(exercise.posture.thigh_elevation, Dof.THIGH_ELEVATION, attempt.rest[Dof.THIGH_ELEVATION], MISSED_DEG)
    yield _place(exercise.posture.trunk_lean, Dof.TRUNK_LEAN, attempt.rest[Dof.TRUNK_LEAN], MISSED_DEG)
    yield _change(plan.directions.get(ankle, 0.0 if ankle in plan.held else None), attempt, ankle)
    yield _change(plan.neck_direction, attempt, Dof.NECK_FLEXION)


def _place(window: Window | None, dof: Dof, value: Measured, missed_deg: float) -> Feature:
    anywhere = ANYWHERE[dof]
    return Feature(value, ((window or anywhere, 1.0),), missed_deg, anywhere)


def _change(direction: float | None, attempt: Attempt, dof: Dof) -> Feature:
    """Return how a joint changed from rest to end, and how it is to: 0 to stay, None as it likes."""
    return Feature(attempt.change(dof), _expected(direction), CHANGE_DEG, ANY_CHANGE)


def _expected(direction: float | None) -> tuple[tuple[Window, float], ...]:
    if direction is None:
        return (STAYS, STAYS_IF_FREE), (ANY_CHANGE, 1.0 - STAYS_IF_FREE)
    if direction == 0.0:
        return ((STAYS, 1.0),)
    low, high = sorted((direction * MOVES.min, direction * MOVES.max))
    return ((Window(low, high), 1.0),)
