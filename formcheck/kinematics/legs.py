"""The lower legs followed from pose to pose: swaps are undone, jumps are noticed.

A leg cannot be elsewhere a frame later. Where crossing left and right explains a new pose far better than keeping
them, the model has exchanged its labels, and they are crossed until it changes its mind again. Where one leg leaps away
(near 50 degrees of knee flexion, where the shanks overlap, it may copy the other leg for a few frames), it has jumped:
its angles are not measured until it comes back, or stays where it leapt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from formcheck.kinematics.angles import Point, length_px
from formcheck.kinematics.view import MIN_VISIBILITY, point
from formcheck.samples import TIME_TOLERANCE_S, Landmark, Pose, Side

LOWER_LEG = ("knee", "ankle", "heel", "foot_index")

MAX_GAP_S = 0.5
"""After a longer gap the last position of a leg says nothing."""

JUMP_SHANKS = 0.2
"""A foot this many shank lengths from where its motion would have taken it ..."""

JUMP_ACCELERATION = 40.0
"""... or, where that is more, this many times the square of the seconds gone by, has jumped. A toe, 1.4 shank lengths
from the knee, that swings through 90 degrees in 0.65 s with minimum jerk is accelerated by 30 (5.77 x way / duration
squared; Flash & Hogan 1985), and the motion it is held against is as old again as the step."""

MAX_FORESIGHT_S = 0.1
"""How far ahead a foot's motion is carried on."""

RELOCK_S = 0.3
"""A leg that stays where it leapt for this long is there."""

STEADY_S = 0.5
"""A leg that came back, or was taken to be elsewhere, more recently than this proves no exchange: the model is
changing its mind about one leg, and crossing the labels for that would turn right into wrong for good."""

TOGETHER_SHANKS = 0.3
"""Feet nearer to one another than this are together: an exchange there changes little and cannot be told."""

_CLEAR_GAIN = 0.4  # crossing the labels must leave at most this share of the leap

Leg = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Trusted:
    """Where a leg was last trusted to be.

    Parameters
    ----------
    t_s : float
        When.
    leg : tuple of Point
        Knee, ankle, heel and toe, in pixels.
    motion : Point
        How the foot moved then, in pixels a second.
    since_s : float
        Since when it has been there without a leap.
    is_settling : bool
        Whether it was out of sight and has yet to stay without a leap for `RELOCK_S`.
    """

    t_s: float
    leg: Leg
    motion: Point = (0.0, 0.0)
    since_s: float = 0.0
    is_settling: bool = False


@dataclass(frozen=True, slots=True)
class LegsState:
    """What is remembered of the legs.

    Parameters
    ----------
    trusted : mapping of Side to Trusted
        Where each leg was last trusted to be, as formcheck holds left and right; empty before the first pose.
    crossed : bool
        Whether the model's labels are being exchanged.
    jumped : frozenset of Side
        The legs that were not to be trusted at the last pose.
    """

    trusted: Mapping[Side, Trusted] = field(default_factory=dict)
    crossed: bool = False
    jumped: frozenset[Side] = frozenset()


@dataclass(frozen=True, slots=True)
class Followed:
    """One pose as held.

    Parameters
    ----------
    pose : Pose
        The pose with the legs put right.
    is_swapped : bool
        Whether the model's labels changed over at this pose.
    jumped : frozenset of Side
        The legs that are not to be trusted.
    """

    pose: Pose
    is_swapped: bool
    jumped: frozenset[Side]


def step(state: LegsState, pose: Pose) -> tuple[LegsState, Followed]:
    """Follow the legs to the next pose.

    Parameters
    ----------
    state : LegsState
        Memory.
    pose : Pose
        A pose with landmarks.

    Returns
    -------
    LegsState, Followed
        New memory, and the pose as held.
    """
    held = _cross(pose) if state.crossed else pose
    is_swapped = _are_both_seen(pose) and _is_swapped(state, held)
    held = _cross(held) if is_swapped else held
    trusted: dict[Side, Trusted] = {}
    jumped = set()
    for side in Side:
        trusted[side], is_trusted = _trust(state.trusted.get(side), pose.t_s, _leg(held, side), side in state.jumped)
        if not is_trusted:
            jumped.add(side)
    state = LegsState(trusted, state.crossed != is_swapped, frozenset(jumped))
    return state, Followed(held, is_swapped, state.jumped)


def _trust(before: Trusted | None, t_s: float, leg: Leg, has_jumped: bool) -> tuple[Trusted, bool]:
    """Return where a leg is trusted to be after one more pose, and whether that is where the pose has it."""
    if before is None:
        return Trusted(t_s, leg, since_s=t_s), True
    if t_s - before.t_s > MAX_GAP_S:
        return Trusted(t_s, leg, since_s=t_s, is_settling=True), False
    has_leapt = _leap(before, t_s, leg) > 0.0
    if before.is_settling:
        since_s = t_s if has_leapt else before.since_s
        is_settling = t_s - since_s < RELOCK_S - TIME_TOLERANCE_S
        return Trusted(t_s, leg, _motion(before, t_s, leg), since_s, is_settling), not is_settling
    if has_leapt and t_s - before.t_s < RELOCK_S:
        return before, False
    if has_leapt or has_jumped:
        # The way back from a jump, or to another place, is no motion of the foot.
        return Trusted(t_s, leg, since_s=t_s), True
    return Trusted(t_s, leg, _motion(before, t_s, leg), before.since_s), True


def _are_both_seen(pose: Pose) -> bool:
    """Tell whether the model believes that it sees both lower legs: one that it guesses proves no exchange."""
    seen = (sum(pose.landmarks[f"{side}_{name}"].visibility for name in LOWER_LEG) for side in Side)
    return all(visibility / len(LOWER_LEG) >= MIN_VISIBILITY for visibility in seen)


def _leg(pose: Pose, side: Side) -> Leg:
    return tuple(point(pose, f"{side}_{name}") for name in LOWER_LEG)


def _motion(before: Trusted, t_s: float, leg: Leg) -> Point:
    """Return the mean motion of the foot since it was last trusted, in pixels a second."""
    if t_s - before.t_s > RELOCK_S:
        return 0.0, 0.0
    elapsed_s = t_s - before.t_s
    (x0, y0), (x1, y1) = _foot(before.leg), _foot(leg)
    return (x1 - x0) / elapsed_s, (y1 - y0) / elapsed_s


def _foot(leg: Leg) -> Point:
    """Return the middle of ankle, heel and toe; the knee moves too little to tell."""
    points = leg[1:]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _leap(before: Trusted, t_s: float, leg: Leg) -> float:
    """Return how far the foot is from where its motion would have taken it, in shank lengths; 0 for no leap."""
    elapsed_s = t_s - before.t_s
    shank_px = length_px(before.leg[0], before.leg[1])
    if elapsed_s > MAX_GAP_S or shank_px == 0.0:
        return 0.0
    ahead_s = min(elapsed_s, MAX_FORESIGHT_S)
    (x, y), (dx, dy) = _foot(before.leg), before.motion
    off = length_px((x + dx * ahead_s, y + dy * ahead_s), _foot(leg)) / shank_px
    return off if off > max(JUMP_SHANKS, JUMP_ACCELERATION * elapsed_s**2) else 0.0


def _is_swapped(state: LegsState, pose: Pose) -> bool:
    """Tell whether both feet leapt, and each to where the other one was."""
    if len(state.trusted) < len(Side) or any(pose.t_s - one.since_s < STEADY_S for one in state.trusted.values()):
        return False
    legs = {side: _leg(pose, side) for side in Side}
    left, right = legs.values()
    if length_px(_foot(left), _foot(right)) < TOGETHER_SHANKS * max(length_px(*left[:2]), length_px(*right[:2])):
        return False
    kept = [_leap(state.trusted[side], pose.t_s, legs[side]) for side in Side]
    crossed = [
        length_px(_foot(trusted.leg), _foot(legs[side.other])) / (length_px(*trusted.leg[:2]) or 1.0)
        for side, trusted in state.trusted.items()
    ]
    return min(kept) > 0.0 and max(crossed) < _CLEAR_GAIN * max(kept)


def _cross(pose: Pose) -> Pose:
    exchanged: dict[str, Landmark] = dict(pose.landmarks)
    for name in LOWER_LEG:
        left, right = f"left_{name}", f"right_{name}"
        exchanged[left], exchanged[right] = pose.landmarks[right], pose.landmarks[left]
    return replace(pose, landmarks=exchanged)
