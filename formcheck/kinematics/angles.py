"""Joint angles from body points, in square pixels.

All are projections on the picture of angles between estimated joint centres; the camera is taken to look at the
person from the side. A point is a pair (x, y) in pixels, x to the right and y down.
"""

from __future__ import annotations

from math import acos, atan2, degrees, hypot, nan

from formcheck.samples import Side

Point = tuple[float, float]


def length_px(a: Point, b: Point) -> float:
    """Return the distance between two points, in pixels.

    Parameters
    ----------
    a, b : tuple of float
        Two points (x, y) in pixels.
    """
    return hypot(b[0] - a[0], b[1] - a[1])


def angle_between_deg(u: Point, v: Point) -> float:
    """Return the angle between two vectors, 0 to 180 degrees; NaN where one has no length.

    Parameters
    ----------
    u, v : tuple of float
        Two vectors (x, y), in one unit.

    Examples
    --------
    >>> angle_between_deg((1.0, 0.0), (0.0, 2.0))
    90.0
    """
    lengths = hypot(*u) * hypot(*v)
    if lengths == 0.0:
        return nan
    cosine = (u[0] * v[0] + u[1] * v[1]) / lengths
    return degrees(acos(max(-1.0, min(1.0, cosine))))


def measure_knee_flexion(hip: Point, knee: Point, ankle: Point) -> float:
    """Return knee flexion in degrees: 180 minus the angle hip, knee, ankle. Hyperextension reads as flexion.

    Parameters
    ----------
    hip, knee, ankle : tuple of float
        Joint centres (x, y) of one leg, in pixels.

    Returns
    -------
    float
        0 (straight) to 180; NaN where the knee falls on one of the others.

    Examples
    --------
    >>> measure_knee_flexion((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    90.0
    """
    return 180.0 - angle_between_deg(_vector(knee, hip), _vector(knee, ankle))


def measure_ankle_dorsiflexion(knee: Point, ankle: Point, heel: Point, toe: Point) -> float:
    """Return ankle dorsiflexion in degrees: 90 minus the angle between shank (upwards) and sole (heel to toe).

    The line from heel to foot index lies along the sole; the line from the ankle to the foot index is about 24 degrees
    off it and is not used.

    Parameters
    ----------
    knee, ankle : tuple of float
        The ends of the shank (x, y), in pixels.
    heel, toe : tuple of float
        The ends of the sole: heel and foot index, in pixels.

    Returns
    -------
    float
        -90 to 90, toes up is +; NaN where shank or sole has no length.

    Examples
    --------
    >>> measure_ankle_dorsiflexion((0.0, 0.0), (0.0, 4.0), (-1.0, 5.0), (2.0, 5.0))
    0.0
    """
    return 90.0 - angle_between_deg(_vector(ankle, knee), _vector(heel, toe))


def measure_thigh_elevation(hip: Point, knee: Point, facing: Side) -> float:
    """Return the elevation of the thigh over the horizontal, in degrees; knee above hip is +.

    Parameters
    ----------
    hip, knee : tuple of float
        Joint centres (x, y) of one leg, in pixels.
    facing : Side
        The side of the picture that the person faces (or, lying, that the feet are on).

    Returns
    -------
    float
        -180 to 180; past the vertical it goes on beyond 90. NaN where the thigh has no length.
    """
    across, down = _vector(hip, knee)
    return _angle_deg(_forward(across, facing), -down)


def measure_trunk_lean(hip: Point, shoulder: Point, facing: Side) -> float:
    """Return the lean of the trunk from upright, in degrees; forward is +, lying on the back is -90.

    Parameters
    ----------
    hip, shoulder : tuple of float
        Points (x, y) of one side, in pixels.
    facing : Side
        The side of the picture that the person faces (or, lying, that the feet are on).

    Returns
    -------
    float
        -180 to 180; NaN where the trunk has no length.
    """
    across, down = _vector(hip, shoulder)
    return _angle_deg(-down, _forward(across, facing))


HEAD_SHARE, NOSE_SHARE = 0.6, 1.0
"""Flexion of the neck turns the line from ear to nose, and takes the nose forward and down as seen from the shoulder.
Their sum in these shares reads a change nearly in full, and tells it better than either alone: off by 4.3 degrees (rms)
instead of 5.0, and by 3.1 instead of 6.0 where the neck hardly moved (docs/decisions/0022)."""


def measure_neck_flexion(hip: Point, shoulder: Point, ear: Point, nose: Point, facing: Side) -> float:
    """Return how far the head is bent on the trunk, in degrees; chin to chest is +.

    Its zero depends on the shape of face and neck: only changes within one person mean anything.

    Parameters
    ----------
    hip, shoulder, ear, nose : tuple of float
        Points (x, y) in pixels; all but the nose of one side.
    facing : Side
        The side of the picture that the person faces (or, lying, that the feet are on).

    Returns
    -------
    float
        -180 to 180; NaN where head, neck or trunk has no length.
    """
    across, down = _vector(ear, nose)
    trunk_deg = measure_trunk_lean(hip, shoulder, facing)
    pitch_deg = _wrap_deg(_angle_deg(_forward(across, facing), down) - trunk_deg)
    nose_deg = _wrap_deg(measure_trunk_lean(shoulder, nose, facing) - trunk_deg)
    return _wrap_deg(HEAD_SHARE * pitch_deg + NOSE_SHARE * nose_deg)


def _vector(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]


def _forward(across: float, facing: Side) -> float:
    return across if facing is Side.RIGHT else -across


def _angle_deg(x: float, y: float) -> float:
    return nan if x == 0.0 and y == 0.0 else degrees(atan2(y, x))


def _wrap_deg(angle: float) -> float:
    return (angle + 180.0) % 360.0 - 180.0
