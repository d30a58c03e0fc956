"""Why something was not measured, or a movement not counted: a closed set of causes, each with its number.

A cause is made where the decision is made, and goes with the angle or the movement from there on: live, review and
replay tell the same. It holds kinds and numbers, never a sentence (`formcheck.words.causes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CauseKind(StrEnum):
    """What is the cause; where several have as much to answer for, the first is told.

    In brackets: what `Cause.number` counts, and `Cause.limit` after it.
    """

    # Nothing to measure at all.
    NOBODY = "nobody"  # nobody was found in the picture
    NO_TRUNK = "no_trunk"  # points were found, but the shoulder and hip of neither side are in the picture
    SOMEBODY_ELSE = "somebody_else"  # the skeleton leapt off the person, who is waited for
    STILL_PICTURE = "still_picture"  # the picture stood still
    # What lies between camera and angle.
    FROM_FRONT = "from_front"  # seen too far from the side, turned towards the camera [degrees; most that is measured]
    FROM_BEHIND = "from_behind"  # so too, turned away from it [degrees; most that is measured]
    OUTSIDE = "outside"  # a part of the body lies beyond an edge of the picture
    HIDDEN = "hidden"  # a part of the body is in the picture, but is not made out [visibility; least believed]
    NO_FOOT = "no_foot"  # the points of the foot do not make a foot [degrees off the shape of one]
    FEET_TOGETHER = "feet_together"  # one foot lies over the other [distance in shanks; least that is well told apart]
    LEAPING = "leaping"  # the points leapt to and fro [share of the readings that fit no movement]
    DISAGREEMENT = "disagreement"  # camera and sensors differ
    NO_READINGS = "no_readings"  # the sensors that tell it were silent, or not to be trusted
    # The body is not where the exercise happens [degrees; edge of the exercise's window].
    TRUNK_BACK = "trunk_back"
    TRUNK_FORWARD = "trunk_forward"
    THIGH_LOW = "thigh_low"
    THIGH_HIGH = "thigh_high"
    KNEE_BENT = "knee_bent"  # of a knee that is to stay straight
    KNEE_STRAIGHT = "knee_straight"  # of a knee that is to stay bent
    SHANK_HIGH = "shank_high"  # the lower leg lies where it should hang
    SHANK_LOW = "shank_low"
    # The movement itself.
    AWAY_FROM_REST = "away_from_rest"  # never where a repetition starts [degrees of the driver; edge of the rest]
    SMALL = "small"  # too small to count [degrees it went; least that counts]


class BodyPart(StrEnum):
    """A part of the body that points stand for."""

    HEAD = "head"
    SHOULDER = "shoulder"
    HIP = "hip"
    KNEE = "knee"
    FOOT = "foot"


class Edge(StrEnum):
    """An edge of the picture, as it was taken."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something was not measured, or not counted.

    Parameters
    ----------
    kind : CauseKind
        What is the cause.
    part : BodyPart or None
        The part of the body concerned; None where it is about none.
    edge : Edge or None
        The edge of the picture that the part lies beyond.
    number, limit : float or None
        What was found, and what would have been well; see `CauseKind` for what they count.
    since_s : float or None
        Since when it was so, on the source's clock: the first stretch of it that was not brief; None of a moment.
    """

    kind: CauseKind
    part: BodyPart | None = None
    edge: Edge | None = None
    number: float | None = None
    limit: float | None = None
    since_s: float | None = None


Causes = tuple[Cause, ...]
"""All that stood in the way at one moment; none where nothing did."""

OF_POSTURE = frozenset(
    {
        CauseKind.THIGH_LOW,
        CauseKind.THIGH_HIGH,
        CauseKind.TRUNK_BACK,
        CauseKind.TRUNK_FORWARD,
        CauseKind.KNEE_BENT,
        CauseKind.KNEE_STRAIGHT,
        CauseKind.SHANK_HIGH,
        CauseKind.SHANK_LOW,
    }
)
"""The body was seen, but not where the exercise happens."""

OF_MOVEMENT = frozenset({CauseKind.AWAY_FROM_REST, CauseKind.SMALL})
"""The body was seen, and where the exercise happens."""

_PARTS = {"nose": BodyPart.HEAD, "ear": BodyPart.HEAD, "ankle": BodyPart.FOOT, "heel": BodyPart.FOOT}
_PARTS |= {"foot_index": BodyPart.FOOT}


def part_of(landmark: str) -> BodyPart:
    """Return the part of the body that a landmark stands for.

    Parameters
    ----------
    landmark : str
        Its name, such as ``left_heel``.
    """
    name = landmark.removeprefix("left_").removeprefix("right_")
    return _PARTS[name] if name in _PARTS else BodyPart(name)
