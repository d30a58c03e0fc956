"""Left and right lower legs exchanged by the pose model: noticed by continuity, and exchanged back.

A leg cannot be where the other one was a frame ago. When crossing the labels explains the new picture far better than
keeping them, they are crossed until the model changes its mind again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from formcheck.kinematics.angles import Point, length_px
from formcheck.kinematics.view import point
from formcheck.samples import Landmark, Pose, Side

_LOWER_LEG = ("knee", "ankle", "heel", "foot_index")
_MAX_GAP_S = 0.5  # after a longer gap the last position says nothing
_CLEAR_MOVE = 0.35  # keeping the labels must mean a jump of this many shank lengths ...
_CLEAR_GAIN = 0.4  # ... and crossing them must leave at most this share of it

Leg = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SwapState:
    """What is remembered from the last pose.

    Parameters
    ----------
    t_s : float
        When it was seen.
    legs : mapping-like pair of Leg
        Knee, ankle, heel and toe of the left and of the right leg, as formcheck holds them; None before the first.
    crossed : bool
        Whether the model's labels are being exchanged.
    """

    t_s: float = float("-inf")
    legs: tuple[Leg, Leg] | None = None
    crossed: bool = False


def step(state: SwapState, pose: Pose) -> tuple[SwapState, Pose, bool]:
    """Return the pose with the lower legs put right, and whether the labels changed over at this pose.

    Parameters
    ----------
    state : SwapState
        Memory.
    pose : Pose
        A pose with landmarks.

    Returns
    -------
    SwapState, Pose, bool
        New memory, the pose as held, and True where a swap began or ended here.
    """
    held = _cross(pose) if state.crossed else pose
    legs = _legs(held)
    changed = state.legs is not None and pose.t_s - state.t_s <= _MAX_GAP_S and _is_swapped(state.legs, legs)
    if changed:
        held = _cross(held)
        legs = legs[1], legs[0]
    return replace(state, t_s=pose.t_s, legs=legs, crossed=state.crossed != changed), held, changed


def _legs(pose: Pose) -> tuple[Leg, Leg]:
    left, right = (tuple(point(pose, f"{side}_{name}") for name in _LOWER_LEG) for side in Side)
    return left, right


def _is_swapped(before: tuple[Leg, Leg], after: tuple[Leg, Leg]) -> bool:
    shank_px = max(length_px(leg[0], leg[1]) for leg in before)
    kept = max(_distance_px(before[0], after[0]), _distance_px(before[1], after[1]))
    crossed = max(_distance_px(before[0], after[1]), _distance_px(before[1], after[0]))
    return kept > _CLEAR_MOVE * shank_px and crossed < _CLEAR_GAIN * kept


def _distance_px(a: Leg, b: Leg) -> float:
    """Return the mean distance of ankle, heel and toe; the knee moves too little to tell."""
    return sum(length_px(p, q) for p, q in zip(a[1:], b[1:], strict=True)) / (len(a) - 1)


def _cross(pose: Pose) -> Pose:
    exchanged: dict[str, Landmark] = dict(pose.landmarks)
    for name in _LOWER_LEG:
        left, right = f"left_{name}", f"right_{name}"
        exchanged[left], exchanged[right] = pose.landmarks[right], pose.landmarks[left]
    return replace(pose, landmarks=exchanged)
