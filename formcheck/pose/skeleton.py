"""The body points formcheck knows by name, and the lines between them."""

from __future__ import annotations

from typing import Final

Edges = tuple[tuple[str, str], ...]
"""Lines between body points, as pairs of landmark names."""

BLAZEPOSE_33: Final = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)
"""Landmarks of MediaPipe's pose models, in the order in which the models give them."""

_LEG: Final = (("hip", "knee"), ("knee", "ankle"), ("ankle", "heel"), ("heel", "foot_index"), ("ankle", "foot_index"))
_ARM: Final = (("shoulder", "elbow"), ("elbow", "wrist"))


def leg_edges(side: str) -> Edges:
    """Return the lines of one leg as pairs of landmark names; `side` is ``left`` or ``right``.

    Parameters
    ----------
    side : str
        ``left`` or ``right``, the person's own.
    """
    return tuple((f"{side}_{a}", f"{side}_{b}") for a, b in _LEG)


def body_edges() -> Edges:
    """Return the lines of trunk, head and arms as pairs of landmark names."""
    arms = tuple((f"{side}_{a}", f"{side}_{b}") for side in ("left", "right") for a, b in _ARM)
    trunk = tuple((f"{side}_shoulder", f"{side}_hip") for side in ("left", "right"))
    across = (("left_shoulder", "right_shoulder"), ("left_hip", "right_hip"))
    head = (("nose", "left_ear"), ("nose", "right_ear"))
    return trunk + across + arms + head
