"""From joint angles to the place and turn of every bone of a figure, seated unless told otherwise.

Thigh, shank and sole get their directions in the sagittal plane set outright, so the posed knee and ankle angles are
the scripted ones exactly. Trunk lean is set on the line from the middle of the hips to the middle of the shoulders.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from render.assets import Floats
from render.body import Figure
from render.scene import Side
from render.skinning import about_x, frame_of, turn_onto

DOWN = np.array([0.0, -1.0, 0.0])
HANG_M = 0.5
SLUMP_DEG = {"pelvis": -16.0, "spine_01": -6.0, "spine_02": 5.0, "spine_03": 12.0}

LegAngles = tuple[float, float, float]
"""Thigh elevation, knee flexion and ankle dorsiflexion, in degrees."""


@dataclass(frozen=True, slots=True)
class Posture:
    """How the figure sits or stands, for one frame.

    Attributes
    ----------
    deg : dict of str to float
        The five joint angles of the working side, in degrees.
    side : {"left", "right"}
        The working leg.
    other_knee_deg : float
        Flexion of the resting knee; its thigh is level and its sole flat.
    hip_height_m : float
        Height of the middle of the hips above the floor.
    hands : {"seat", "thigh", "working thigh"}
        Where the hands rest.
    seat_m : float
        Height of the seat below the hips, for hands on the seat.
    legs : dict of str to LegAngles
        Angles of both legs, by ``"l"`` and ``"r"``, instead of those of a seated person; empty if seated.
    upright : float
        0 is slumped with the hands at rest, as seated; 1 is straight with hanging arms.
    arm_swing_m : dict of str to float
        How far forward each hanging hand swings.
    """

    deg: dict[str, float]
    side: Side
    other_knee_deg: float = 90.0
    hip_height_m: float = 0.6
    hands: str = "seat"
    seat_m: float = 0.1
    legs: dict[str, LegAngles] = field(default_factory=dict)
    upright: float = 0.0
    arm_swing_m: dict[str, float] = field(default_factory=dict)

    def leg_angles(self) -> dict[str, LegAngles]:
        """Return the angles of both legs, by ``"l"`` and ``"r"``."""
        other = "r" if self.side == "left" else "l"
        deg = self.deg
        return self.legs or {
            self.side[0]: (deg["thigh_elevation"], deg["knee_flexion"], deg["ankle_dorsiflexion"]),
            other: (0.0, self.other_knee_deg, self.other_knee_deg - 90.0),
        }


@dataclass(frozen=True, slots=True)
class Pose:
    """Every bone's rotation away from rest, shape (b, 3, 3), and its posed head, shape (b, 3), by bone name."""

    turn: dict[str, Floats]
    head: dict[str, Floats]
    shift: dict[str, Floats]

    def place(self, bone: str, rest_point: Floats) -> Floats:
        """Return where a point that is fixed to one bone has gone, shape (3,)."""
        return np.asarray(self.turn[bone] @ rest_point + self.shift[bone])


def pose_figure(figure: Figure, posture: Posture) -> Pose:
    """Pose a figure; it faces the front, and the middle of its hips is above the origin."""
    turns = _trunk_turns(figure, posture.deg, posture.upright)
    for letter, angles in posture.leg_angles().items():
        turns |= _one_leg(figure, letter, *angles)
    pose = _forward(figure, turns, posture.hip_height_m)
    return _forward(figure, turns | _arm_turns(figure, pose, posture), posture.hip_height_m)


def lean_deg(hips: Floats, shoulders: Floats) -> float:
    """Return the forward lean of the line from hips to shoulders, in degrees from vertical."""
    _, up, front = shoulders - hips
    return float(np.degrees(np.arctan2(front, up)))


def _middle(a: Floats, b: Floats) -> Floats:
    return np.asarray((a + b) / 2.0)


def _trunk_turns(figure: Figure, deg: dict[str, float], upright: float) -> dict[str, Floats]:
    """Return the turns of pelvis, spine, neck and head."""
    slump = {name: (1.0 - upright) * angle for name, angle in SLUMP_DEG.items()}
    slumped = _forward(figure, {name: about_x(angle) for name, angle in slump.items()}, 0.0)
    shoulders = _middle(slumped.head["upperarm_l"], slumped.head["upperarm_r"])
    add = deg["trunk_lean"] - lean_deg(_middle(slumped.head["thigh_l"], slumped.head["thigh_r"]), shoulders)
    rest = lean_deg(
        _middle(figure.heads["thigh_l"], figure.heads["thigh_r"]),
        _middle(figure.heads["upperarm_l"], figure.heads["upperarm_r"]),
    )
    angles = {name: angle + add for name, angle in slump.items()}
    angles["head"] = deg["trunk_lean"] - rest + deg["neck_flexion"]
    angles["neck_01"] = (angles["spine_03"] + angles["head"]) / 2.0
    return {name: about_x(angle) for name, angle in angles.items()}


def _one_leg(figure: Figure, letter: str, thigh_deg: float, knee_deg: float, ankle_deg: float) -> dict[str, Floats]:
    """Return the turns of one leg: each segment is first set upright in the sagittal plane, then pitched."""
    heads = {name: figure.heads[f"{name}_{letter}"] for name in ("thigh", "calf", "foot")}
    thigh = -(90.0 + thigh_deg)
    shank = thigh + knee_deg
    foot = about_x(shank - ankle_deg)
    return {
        f"thigh_{letter}": about_x(thigh) @ turn_onto(heads["calf"] - heads["thigh"], DOWN),
        f"calf_{letter}": about_x(shank) @ turn_onto(heads["foot"] - heads["calf"], DOWN),
        f"foot_{letter}": foot,
        f"ball_{letter}": foot,
    }


def _arm_turns(figure: Figure, pose: Pose, posture: Posture) -> dict[str, Floats]:
    """Return the turns of both arms, reaching for the seat or for the thighs."""
    turns: dict[str, Floats] = {}
    for letter, outward in (("l", 1.0), ("r", -1.0)):
        wrist, fingers = _hand_goal(pose, posture, letter, outward)
        shoulder = pose.head[f"upperarm_{letter}"]
        heads = {name: figure.heads[f"{name}_{letter}"] for name in ("upperarm", "lowerarm", "hand")}
        upper, lower = heads["lowerarm"] - heads["upperarm"], heads["hand"] - heads["lowerarm"]
        elbow, wrist = _reach(shoulder, wrist, np.linalg.norm(upper), np.linalg.norm(lower), outward)
        turns[f"upperarm_{letter}"] = turn_onto(upper, elbow - shoulder)
        turns[f"lowerarm_{letter}"] = turn_onto(lower, wrist - elbow)
        rest_hand = frame_of(
            figure.heads[f"middle_01_{letter}"] - heads["hand"],
            figure.heads[f"index_01_{letter}"] - figure.heads[f"pinky_01_{letter}"],
        )
        inward = np.array([-outward, 0.15, -0.1])
        turns[f"hand_{letter}"] = frame_of(fingers, inward) @ rest_hand.T
    return turns


def _hand_goal(pose: Pose, posture: Posture, letter: str, outward: float) -> tuple[Floats, Floats]:
    """Return where a wrist goes, and where its fingers point."""
    wrist, fingers = _seated_hand(pose, posture, letter, outward)
    if not posture.upright:
        return wrist, fingers
    swing_m = posture.arm_swing_m.get(letter, 0.0)
    hanging = pose.head[f"upperarm_{letter}"] + np.array([0.07 * outward, -HANG_M, 0.03 + swing_m])
    down = np.array([0.0, -1.0, 0.2])
    share = posture.upright
    return (1.0 - share) * wrist + share * hanging, (1.0 - share) * fingers + share * down


def _seated_hand(pose: Pose, posture: Posture, letter: str, outward: float) -> tuple[Floats, Floats]:
    """Return where the wrist of a seated person goes, and where its fingers point."""
    hip, knee = pose.head[f"thigh_{letter}"], pose.head[f"calf_{letter}"]
    if posture.hands == "thigh" or (posture.hands == "working thigh" and letter == posture.side[0]):
        return hip + 0.5 * (knee - hip) + np.array([0.03 * outward, 0.13, 0.0]), np.array([-0.25 * outward, -0.3, 1.0])
    seat = np.array([0.14 * outward, 0.055 - posture.seat_m, 0.02])
    return hip + seat, np.array([0.35 * outward, -0.25, 0.9])


def _reach(
    shoulder: Floats, wrist: Floats, upper_m: np.floating, lower_m: np.floating, outward: float
) -> tuple[Floats, Floats]:
    """Return elbow and wrist of an arm that reaches for ``wrist`` with its elbow to the back."""
    gap = wrist - shoulder
    distance = min(float(np.linalg.norm(gap)), 0.985 * float(upper_m + lower_m))
    along = gap / np.linalg.norm(gap)
    share = (distance**2 + upper_m**2 - lower_m**2) / (2.0 * distance)
    back = np.array([0.45 * outward, 0.0, -1.0])
    back = back - (back @ along) * along
    bend = np.sqrt(max(float(upper_m**2 - share**2), 0.0)) * back / np.linalg.norm(back)
    return shoulder + share * along + bend, shoulder + distance * along


def _forward(figure: Figure, turns: dict[str, Floats], hip_height_m: float) -> Pose:
    """Chain the bones from the pelvis out; a bone without its own turn follows its parent."""
    hips = _middle(figure.heads["thigh_l"], figure.heads["thigh_r"])
    ground = np.array([0.0, hip_height_m, 0.0])
    turn: dict[str, Floats] = {}
    head: dict[str, Floats] = {}
    shift: dict[str, Floats] = {}
    for bone in figure.rig.bones:
        name, rest = bone.name, figure.heads[bone.name]
        if bone.parent in ("", "Root"):
            turn[name] = turns.get(name, np.eye(3))
            head[name] = ground + turn[name] @ (rest - hips)
        else:
            turn[name] = turns.get(name, turn[bone.parent])
            head[name] = turn[bone.parent] @ rest + shift[bone.parent]
        shift[name] = head[name] - turn[name] @ rest
    return Pose(turn=turn, head=head, shift=shift)
