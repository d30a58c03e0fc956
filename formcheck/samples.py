"""What flows through formcheck: frames, poses and angle samples.

All are frozen. Units are in the names. A missing measurement is NaN with quality 0: never zero, never a dropped row.
Directions and signs are those of ``docs/conventions.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

TIME_TOLERANCE_S = 1e-6
"""Spans of time are compared with this to spare, so that a session judged at another start time, whose times round
otherwise in the last digits, meets the same decisions."""


class Side(StrEnum):
    """A side of the patient's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Dof(StrEnum):
    """A degree of freedom: an angle in the sagittal plane, projected on the picture, in degrees.

    ``KNEE_FLEXION`` 0 straight, flexion +. ``ANKLE_DORSIFLEXION`` 0 with the sole square to the shank, dorsiflexion +.
    ``THIGH_ELEVATION`` 0 horizontal, knee above hip +. ``TRUNK_LEAN`` 0 upright, forward +. ``NECK_FLEXION`` chin to
    chest +; its zero differs between people, so only its change means anything.
    """

    KNEE_FLEXION = "knee_flexion"
    ANKLE_DORSIFLEXION = "ankle_dorsiflexion"
    THIGH_ELEVATION = "thigh_elevation"
    TRUNK_LEAN = "trunk_lean"
    NECK_FLEXION = "neck_flexion"


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source says of itself before the first frame.

    Parameters
    ----------
    name : str
        File name, without its folder.
    width_px, height_px : int
        Size of the upright picture.
    rotation_deg : int
        Rotation the file asked for, and that was applied.
    duration_s, fps : float or None
        As the container states them; None where it does not. Shown only, never used to measure.
    frames : int or None
        How many frames to expect; None where that is not known.
    """

    name: str
    width_px: int
    height_px: int
    rotation_deg: int = 0
    duration_s: float | None = None
    fps: float | None = None
    frames: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture with the time it was taken.

    Parameters
    ----------
    t_s : float
        Presentation time on the source's own clock, in seconds.
    index : int
        Number of the frame, from 0.
    image : ndarray of uint8, shape (height, width, 3)
        The picture as RGB, upright.
    """

    t_s: float
    index: int
    image: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Landmark:
    """One body point in the picture.

    Parameters
    ----------
    x_px, y_px : float
        Position from the top left corner, in pixels; may lie outside the picture.
    visibility : float
        The model's own belief that the point can be seen, 0 to 1. It stays high for points outside the picture.
    """

    x_px: float
    y_px: float
    visibility: float


@dataclass(frozen=True, slots=True)
class Pose:
    """The body points of one frame.

    Parameters
    ----------
    t_s : float
        Time of the frame, in seconds.
    index : int
        Number of the frame.
    width_px, height_px : int
        Size of the picture.
    landmarks : mapping of str to Landmark
        By name, such as ``left_knee``. Empty where nobody was found.
    """

    t_s: float
    index: int
    width_px: int
    height_px: int
    landmarks: Mapping[str, Landmark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AngleSample:
    """The joint angles of one leg at one time: the narrow waist that every source is brought to.

    Parameters
    ----------
    t_s : float
        Time, in seconds.
    side : Side
        The leg that was measured.
    deg : mapping of Dof to float
        Angles in degrees; NaN where not measured.
    quality : mapping of Dof to float
        0 (not measured) to 1 (as good as the source gets). The uncertainty of an angle grows as 1 / quality.
    """

    t_s: float
    side: Side
    deg: Mapping[Dof, float]
    quality: Mapping[Dof, float]
