"""Somebody else in the picture."""

from __future__ import annotations

from math import sin, tau
from typing import Final

from formcheck.samples import Dof, Pose
from tests.support.edits import transform
from tests.support.people import REST, Angles, Person

STANDING: Final[Angles] = REST | {
    Dof.KNEE_FLEXION: 5.0, Dof.ANKLE_DORSIFLEXION: 0.0, Dof.THIGH_ELEVATION: -90.0, Dof.TRUNK_LEAN: 0.0,
}  # fmt: skip


def passer_by(pose: Pose) -> Pose:
    """Return the pose of somebody taller who walks to and fro beside the person, in the same picture."""
    walking = STANDING | {Dof.KNEE_FLEXION: 30.0 + 30.0 * sin(tau * pose.t_s)}
    other = Person(shank_px=110.0, hip_height=0.5).pose(pose.t_s, pose.index, walking)
    return transform(dx_px=150.0 + 40.0 * sin(tau * pose.t_s / 2))(other)
