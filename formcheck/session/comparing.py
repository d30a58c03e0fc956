"""Two sessions held against each other: whether their numbers may be, and what a difference means.

What differs by less than the minimal detectable change may be nothing but the noise of measuring twice. Numbers of
different instruments, views or legs are not held against each other at all: what differs may be how they were measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from formcheck.samples import Dof

DETECTABLE_DEG: Final = MappingProxyType({Dof.KNEE_FLEXION: 8.0, Dof.ANKLE_DORSIFLEXION: 6.0})
"""The minimal detectable change of an angle between two sessions, in degrees (clinical reference 2.4)."""

EDGE_DEG: Final = 1.0
"""Within this of the minimal detectable change a difference is at its edge."""

MOST_TURNED_DEG: Final = 15.0
"""Views may differ by this much: up to it an angle loses nothing (``docs/conventions.md``)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a session was measured.

    Parameters
    ----------
    exercise, side, instrument : str
        As of `formcheck.store.model.SessionSums`: empty where not known.
    view_angle_deg : float or None
        Angle between the camera and an exact side view; None where not known, or without a camera.
    has_camera : bool
        Whether a camera measured it.
    """

    exercise: str
    side: str
    instrument: str
    view_angle_deg: float | None
    has_camera: bool = True


class Refusal(StrEnum):
    """Why numbers of two sessions are not held against each other."""

    INSTRUMENT = "instrument"
    SIDE = "side"
    VIEW = "view"
    VIEW_UNKNOWN = "view_unknown"
    EXERCISE = "exercise"


def refusals(one: Measured, other: Measured, *, are_legs_compared: bool = False) -> tuple[Refusal, ...]:
    """Return everything that forbids to hold numbers of two sessions against each other; empty where nothing does.

    Parameters
    ----------
    one, other : Measured
        How each of them was measured; which is the first makes no difference.
    are_legs_compared : bool
        Whether it is left and right that are to be compared.
    """
    found = []
    if one.instrument != other.instrument or one.has_camera is not other.has_camera:
        found.append(Refusal.INSTRUMENT)
    if (one.side != other.side and not are_legs_compared) or "" in {one.side, other.side}:
        found.append(Refusal.SIDE)
    if one.has_camera and other.has_camera:
        found += _views(one.view_angle_deg, other.view_angle_deg)
    if one.exercise != other.exercise:
        found.append(Refusal.EXERCISE)
    return tuple(found)


def _views(one_deg: float | None, other_deg: float | None) -> list[Refusal]:
    if one_deg is None or other_deg is None:
        return [Refusal.VIEW_UNKNOWN]
    return [Refusal.VIEW] if abs(one_deg - other_deg) > MOST_TURNED_DEG else []


class Weight(StrEnum):
    """What a difference means."""

    WITHIN = "within"  # noise may explain it
    EDGE = "edge"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Difference:
    """How much an angle differs between two sessions.

    Parameters
    ----------
    dof : Dof
        The angle.
    deg : float
        The second less the first, in degrees.
    detectable_deg : float
        The minimal detectable change.
    """

    dof: Dof
    deg: float
    detectable_deg: float

    @property
    def weight(self) -> Weight:
        """What it means."""
        over_deg = abs(self.deg) - self.detectable_deg
        if abs(over_deg) <= EDGE_DEG:
            return Weight.EDGE
        return Weight.BEYOND if over_deg > 0.0 else Weight.WITHIN


def difference(dof: Dof, one_deg: float | None, other_deg: float | None) -> Difference | None:
    """Return how much an angle differs; None where either was not measured, or nothing is known of its noise.

    Parameters
    ----------
    dof : Dof
        The angle.
    one_deg, other_deg : float or None
        It in the first and in the second session, in degrees.
    """
    detectable_deg = DETECTABLE_DEG.get(dof)
    if one_deg is None or other_deg is None or detectable_deg is None:
        return None
    return Difference(dof, other_deg - one_deg, detectable_deg)
