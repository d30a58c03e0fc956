"""What can befall a pose between the camera and formcheck."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import cos, radians, sin

from formcheck.kinematics.view import HIPS_TO_TRUNK, SHOULDERS_TO_TRUNK
from formcheck.samples import Landmark, Pose, Side

Change = Callable[[Pose], Pose]
When = Callable[[Pose], bool]

LEG = ("hip", "knee", "ankle", "heel", "foot_index")
LOWER_LEG = LEG[1:]
FOOT = ("heel", "foot_index")
HEAD = ("nose", "left_ear", "right_ear")


def between(start_s: float, end_s: float) -> When:
    """Return whether a pose is from this time."""
    return lambda pose: start_s <= pose.t_s < end_s


def change(poses: Iterable[Pose], when: When, how: Change) -> list[Pose]:
    """Return the poses with those that `when` picks changed."""
    return [how(pose) if when(pose) else pose for pose in poses]


def hide(poses: Iterable[Pose], when: When) -> list[Pose]:
    """Return the poses with nobody in those that `when` picks."""
    return change(poses, when, lambda pose: replace(pose, landmarks={}))


def shift_time(poses: Iterable[Pose], by_s: float) -> list[Pose]:
    """Return the poses as filmed later."""
    return [replace(pose, t_s=pose.t_s + by_s) for pose in poses]


def names_of(side: Side, parts: Sequence[str]) -> list[str]:
    """Return the landmark names of parts of one side."""
    return [f"{side}_{part}" for part in parts]


def relocate(names: Sequence[str], where: Callable[[Landmark], Landmark]) -> Change:
    """Return a change that puts landmarks elsewhere."""

    def how(pose: Pose) -> Pose:
        return replace(pose, landmarks=dict(pose.landmarks) | {name: where(pose.landmarks[name]) for name in names})

    return how


def dim(names: Sequence[str], visibility: float) -> Change:
    """Return a change that makes landmarks less visible."""
    return relocate(names, lambda landmark: replace(landmark, visibility=visibility))


def push_out(names: Sequence[str], how_far_px: float = 10_000.0) -> Change:
    """Return a change that puts landmarks below the picture; the model goes on believing that it sees them."""
    return relocate(names, lambda landmark: replace(landmark, y_px=landmark.y_px + how_far_px))


def shorten_foot(side: Side) -> Change:
    """Return a change that puts the toe point at mid-sole."""

    def how(pose: Pose) -> Pose:
        heel, toe = (pose.landmarks[name] for name in names_of(side, FOOT))
        middle = replace(toe, x_px=(heel.x_px + toe.x_px) / 2, y_px=(heel.y_px + toe.y_px) / 2)
        return replace(pose, landmarks=dict(pose.landmarks) | {f"{side}_foot_index": middle})

    return how


def swap_lower_legs(pose: Pose) -> Pose:
    """Return the pose with left and right exchanged from the knee down, as the model does at times."""
    crossed = {f"{side}_{part}": pose.landmarks[f"{side.other}_{part}"] for side in Side for part in LOWER_LEG}
    return replace(pose, landmarks=dict(pose.landmarks) | crossed)


def copy_other_leg(side: Side) -> Change:
    """Return a change that puts a lower leg on the other one, as the model does where the shanks overlap."""

    def how(pose: Pose) -> Pose:
        copied = {f"{side}_{part}": pose.landmarks[f"{side.other}_{part}"] for part in LOWER_LEG}
        return replace(pose, landmarks=dict(pose.landmarks) | copied)

    return how


def mirror(pose: Pose) -> Pose:
    """Return the pose as in a mirror: left becomes right."""
    other = {"left": "right", "right": "left"}

    def name_in_mirror(name: str) -> str:
        return "_".join(other.get(word, word) for word in name.split("_"))

    return replace(
        pose,
        landmarks={
            name_in_mirror(name): replace(landmark, x_px=pose.width_px - landmark.x_px)
            for name, landmark in pose.landmarks.items()
        },
    )


def crop(*, width_px: int | None = None, height_px: int | None = None) -> Change:
    """Return a change that cuts the picture off on the right or at the bottom."""
    return lambda pose: replace(pose, width_px=width_px or pose.width_px, height_px=height_px or pose.height_px)


def turn_body(turned_deg: float) -> Change:
    """Return a change that turns somebody who is seen from the side about the upright, the chest to the camera."""
    turn = radians(turned_deg)

    def how(pose: Pose) -> Pose:
        hips = [pose.landmarks[f"{side}_hip"] for side in Side]
        shoulders = [pose.landmarks[f"{side}_shoulder"] for side in Side]
        middle_px = sum(hip.x_px for hip in hips) / 2
        trunk_px = abs(sum(one.y_px for one in hips) - sum(one.y_px for one in shoulders)) / 2
        apart = {"shoulder": SHOULDERS_TO_TRUNK, "ear": 0.2} | dict.fromkeys(LEG, HIPS_TO_TRUNK)

        def place(name: str, one: Landmark) -> Landmark:
            side, _, part = name.partition("_")
            outwards = trunk_px * apart.get(part, 0.0) / 2 * (1.0 if side == Side.LEFT else -1.0)
            return replace(one, x_px=middle_px + (one.x_px - middle_px) * cos(turn) + outwards * sin(turn))

        return replace(pose, landmarks={name: place(name, one) for name, one in pose.landmarks.items()})

    return how


def transform(*, dx_px: float = 0.0, dy_px: float = 0.0, scale: float = 1.0, turn_deg: float = 0.0) -> Change:
    """Return a change that moves, scales and turns everything in the picture around the hips."""
    c, s = scale * cos(radians(turn_deg)), scale * sin(radians(turn_deg))

    def how(pose: Pose) -> Pose:
        centre = pose.landmarks["left_hip"]

        def place(landmark: Landmark) -> Landmark:
            x, y = landmark.x_px - centre.x_px, landmark.y_px - centre.y_px
            x_px, y_px = centre.x_px + dx_px + c * x - s * y, centre.y_px + dy_px + s * x + c * y
            return replace(landmark, x_px=x_px, y_px=y_px)

        return relocate(list(pose.landmarks), place)(pose)

    return how
