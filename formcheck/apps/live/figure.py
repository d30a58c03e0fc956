"""A leg drawn from its angles, where there is no picture: a stick figure that sits, stands or lies as measured."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, isnan, radians, sin
from typing import Final

from formcheck.inertial.tasks import Task
from formcheck.samples import Dof, Side

ASPECT: Final = 4.0 / 3.0
"""Width of the drawing over its height."""

_WIDTH, _HEIGHT = 4.0, 3.0
_THIGH, _SHANK, _TOES, _HEEL, _SOLE, _TRUNK, _NECK = 0.72, 0.68, 0.30, 0.10, 0.08, 0.78, 0.24
_HIP: Final = (1.45, 1.72)  # of somebody who sits; who stands is taller by the thigh and ...
_STANDS_HIGHER: Final = 0.42

Point = tuple[float, float]

ASKED_DEG: Final[Mapping[Task, tuple[tuple[float, float, float], tuple[float, float, float]]]] = {
    Task.STAND: ((0.0, 0.0, -90.0), (0.0, 0.0, -90.0)),
    Task.SIT: ((90.0, 0.0, 0.0), (90.0, 0.0, 0.0)),
    Task.EXTEND: ((90.0, 0.0, 0.0), (10.0, 0.0, 0.0)),
    Task.TOES: ((90.0, 0.0, 0.0), (90.0, 20.0, 0.0)),
}
"""Knee, ankle and thigh of what is asked for, at both of its ends."""

STROKE_S: Final = 2.0
"""How long the figure takes from one end to the other."""


def asked_figure(task: Task, side: Side, t_s: float) -> dict[str, list[float]]:
    """Return the figure that shows what is to be done.

    Parameters
    ----------
    task : Task
        A step of the calibration.
    side : Side
        The leg.
    t_s : float
        The time, by which it moves, in seconds.
    """
    begin, end = ASKED_DEG[task]
    share = 0.0 if isnan(t_s) else (1.0 - cos(radians(180.0 * t_s / STROKE_S))) / 2.0
    knee, ankle, thigh = (one + share * (other - one) for one, other in zip(begin, end, strict=True))
    deg = {Dof.KNEE_FLEXION: knee, Dof.ANKLE_DORSIFLEXION: ankle, Dof.THIGH_ELEVATION: thigh}
    return stick_figure(deg, side)


def stick_figure(deg: Mapping[Dof, float], side: Side, *, is_lying: bool = False) -> dict[str, list[float]]:
    """Return the body points of a leg, as shares of the drawing's width and height; without what is not known.

    Parameters
    ----------
    deg : mapping of Dof to float
        Angles in degrees; NaN where not measured. A thigh that is not is drawn level.
    side : Side
        The leg.
    is_lying : bool
        Whether the trunk is drawn level, too.
    """
    knee_deg, ankle_deg = (deg.get(dof, float("nan")) for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION))
    thigh_deg = deg.get(Dof.THIGH_ELEVATION, float("nan"))
    thigh_deg = 0.0 if isnan(thigh_deg) else thigh_deg
    hip = (_HIP[0], _HIP[1] - (0.0 if is_lying else _STANDS_HIGHER * max(0.0, sin(radians(-thigh_deg)))))
    up_deg = 180.0 if is_lying else 90.0
    points = {"hip": hip, "shoulder": _from(hip, up_deg, _TRUNK), "ear": _from(hip, up_deg, _TRUNK + _NECK)}
    points["knee"] = _from(hip, thigh_deg, _THIGH)
    if not isnan(knee_deg):
        points |= _lower_leg(points["knee"], thigh_deg - knee_deg, ankle_deg)
    return {f"{side}_{name}": [round(x / _WIDTH, 4), round(y / _HEIGHT, 4)] for name, (x, y) in points.items()}


def _lower_leg(knee: Point, shank_deg: float, ankle_deg: float) -> dict[str, Point]:
    ankle = _from(knee, shank_deg, _SHANK)
    if isnan(ankle_deg):
        return {"ankle": ankle}
    toes_deg = shank_deg + 90.0 + ankle_deg
    sole = _from(ankle, toes_deg - 90.0, _SOLE)
    return {
        "ankle": ankle,
        "heel": _from(sole, toes_deg + 180.0, _HEEL),
        "foot_index": _from(sole, toes_deg, _TOES),
    }


def _from(point: Point, direction_deg: float, length: float) -> Point:
    """Return the point so far from another one; 0 degrees is forwards, 90 upwards."""
    x, y = point
    return x + length * cos(radians(direction_deg)), y - length * sin(radians(direction_deg))
