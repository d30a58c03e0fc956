"""An angle read by hand: a hinge and two arms laid on a picture, with the sign of the joint it is held against."""

from __future__ import annotations

from formcheck.kinematics.angles import Point, angle_between_deg
from formcheck.samples import Dof

READABLE = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION)
"""Joints whose angle two arms tell; of thigh, trunk and neck one arm would be the horizontal, or the trunk."""


def read_goniometer(dof: Dof | None, axis: Point, still: Point, moving: Point) -> float:
    """Return the angle between two arms, in degrees, as it is told of a joint (``docs/conventions.md``).

    Parameters
    ----------
    dof : Dof or None
        The joint: the knee reads 180 minus the angle, the ankle 90 minus it; None for the angle itself.
    axis, still, moving : tuple of float
        The hinge, and a point on each arm (x, y), in pixels. At the knee the arms lie along thigh and shank; at the
        ankle along the shank, and along the sole as it goes from the hinge towards the toes.

    Returns
    -------
    float
        NaN where an arm has no length.

    Examples
    --------
    >>> read_goniometer(Dof.KNEE_FLEXION, (0.0, 0.0), (0.0, -4.0), (3.0, 0.0))
    90.0
    >>> read_goniometer(Dof.ANKLE_DORSIFLEXION, (0.0, 0.0), (0.0, -4.0), (3.0, 0.0))
    0.0
    """
    between = angle_between_deg(_arm(axis, still), _arm(axis, moving))
    match dof:
        case Dof.KNEE_FLEXION:
            return 180.0 - between
        case Dof.ANKLE_DORSIFLEXION:
            return 90.0 - between
        case _:
            return between


def _arm(axis: Point, end: Point) -> Point:
    return end[0] - axis[0], end[1] - axis[1]
