"""Fit seat and foot block to the person who sits there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from render.actor import Actor
from render.posing import Posture, pose_figure
from render.room import Support

TOE_CLEARANCE_M = 0.03
SINK_M = 0.022


def fit_seat(actor: Actor, posture: Posture, *, foot_block: bool) -> tuple[float, float, Support]:
    """Find the height of the hips that keeps the pointed toes off the floor, then fit seat and foot block to it.

    Returns the height of the hips and of the top of the head, in metres, and the supports.
    """
    posture = replace(posture, hip_height_m=0.0, seat_m=0.1)
    pose = pose_figure(actor.figure, posture)
    points, _ = actor.sit(posture)
    letter, other = posture.side[0], "r" if posture.side == "left" else "l"
    feet = {s: points[actor.share_of(f"foot_{s}", f"ball_{s}") > 0.5] for s in (letter, other)}
    hip_m = TOE_CLEARANCE_M - float(feet[letter][:, 1].min())
    knee_m = float(pose.head[f"calf_{letter}"][2])
    flesh = points[(actor.share_of("pelvis", "thigh_l", "thigh_r") > 0.6) & (points[:, 2] < knee_m - 0.1)]
    rest = feet[other]
    (left, right), (back, front) = ((float(rest[:, axis].min()), float(rest[:, axis].max())) for axis in (0, 2))
    support = Support(
        seat_m=hip_m + float(np.percentile(flesh[:, 1], 1.0)) + SINK_M,
        front_m=knee_m - 0.10,
        block_m=hip_m + float(rest[:, 1].min()),
        block=(left - 0.03, right + 0.03, back - 0.04, front + 0.04) if foot_block else None,
    )
    return hip_m, hip_m + float(points[:, 1].max()), support
