"""Body points as they would be, were the picture turned by quarters."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from formcheck.samples import Landmark, Pose, QuarterTurn

QUARTER_TURNS: Final[tuple[QuarterTurn, ...]] = (0, 90, 180, 270)


def turn(pose: Pose, clockwise_deg: QuarterTurn) -> Pose:
    """Return the body points in the picture turned.

    Parameters
    ----------
    pose : Pose
        As it was found.
    clockwise_deg : int
        By how much to turn the picture: 0, 90, 180 or 270 degrees.
    """
    width_px, height_px = pose.width_px, pose.height_px
    if clockwise_deg == 0:
        return pose
    size = (width_px, height_px) if clockwise_deg == 180 else (height_px, width_px)
    landmarks = {name: _turned(one, clockwise_deg, width_px, height_px) for name, one in pose.landmarks.items()}
    return replace(pose, width_px=size[0], height_px=size[1], landmarks=landmarks)


def _turned(one: Landmark, clockwise_deg: QuarterTurn, width_px: int, height_px: int) -> Landmark:
    match clockwise_deg:
        case 90:
            return Landmark(height_px - one.y_px, one.x_px, one.visibility)
        case 180:
            return Landmark(width_px - one.x_px, height_px - one.y_px, one.visibility)
        case _:
            return Landmark(one.y_px, width_px - one.x_px, one.visibility)
