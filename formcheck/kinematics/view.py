"""How the camera looks at the person: is somebody there, which way do they face, how far from side-on.

The side nearer the camera follows from the direction the person faces: who faces the right of the picture (or lies on
the back with the feet there) shows the camera the right side of the body.
"""

from __future__ import annotations

from math import asin, degrees, exp

from formcheck.kinematics.angles import Point, length_px
from formcheck.samples import Landmark, Pose, Side

MIN_VISIBILITY = 0.5
"""Below this the model itself does not believe that the point can be seen (MediaPipe's usual threshold)."""

SHOULDERS_TO_TRUNK = 0.80
HIPS_TO_TRUNK = 0.45
"""Distance between the shoulders, and between the hips, over that from hip to shoulder, as MediaPipe places them on
people seen from the front. These and the next figure were fitted to rendered people seen from 0 to 30 degrees."""

SIDE_VIEW_GAP = 0.10
"""How far apart, in trunk lengths, the model still places either pair on people seen exactly from the side."""

_LYING = 0.94  # sine of the lean: a trunk within 20 degrees of level

_VIEW_TIME_CONSTANT_S = 1.0
_FACING_TIME_CONSTANT_S = 1.0


def point(pose: Pose, name: str) -> Point:
    """Return a landmark's position in pixels.

    Parameters
    ----------
    pose : Pose
        The body points of one frame.
    name : str
        A landmark that the pose has, such as ``left_knee``.
    """
    landmark = pose.landmarks[name]
    return landmark.x_px, landmark.y_px


def middle_of(pose: Pose, name: str) -> Point:
    """Return the middle between a left and a right landmark, in pixels.

    Parameters
    ----------
    pose : Pose
        The body points of one frame.
    name : str
        What is there on either side, such as ``hip``.
    """
    (left_x, left_y), (right_x, right_y) = point(pose, f"left_{name}"), point(pose, f"right_{name}")
    return (left_x + right_x) / 2, (left_y + right_y) / 2


def is_in_picture(landmark: Landmark, pose: Pose) -> bool:
    """Tell whether a landmark lies inside the picture: outside it the reported visibility means nothing.

    Parameters
    ----------
    landmark : Landmark
        A body point.
    pose : Pose
        The pose it belongs to; only the size of its picture counts.
    """
    return 0.0 <= landmark.x_px < pose.width_px and 0.0 <= landmark.y_px < pose.height_px


def is_seen(pose: Pose, name: str) -> bool:
    """Tell whether a landmark is inside the picture and believed visible.

    Parameters
    ----------
    pose : Pose
        The body points of one frame.
    name : str
        A landmark; one that the pose does not have is not seen.
    """
    landmark = pose.landmarks.get(name)
    return landmark is not None and landmark.visibility >= MIN_VISIBILITY and is_in_picture(landmark, pose)


def is_person_in_view(pose: Pose) -> bool:
    """Tell whether a trunk (shoulder and hip of one side) is in the picture.

    The model also returns points for pictures of feet or furniture; a trunk is what it cannot do without.

    Parameters
    ----------
    pose : Pose
        The body points of one frame; may be without any.
    """
    return any(is_seen(pose, f"{side}_shoulder") and is_seen(pose, f"{side}_hip") for side in Side)


def near_side(facing: Side) -> Side:
    """Return the side of the body nearer the camera.

    Parameters
    ----------
    facing : Side
        The side of the picture that the person faces.
    """
    return facing


def vote_facing(pose: Pose) -> float:
    """Return which way one pose faces: +1 clearly to the right of the picture, -1 clearly to the left, 0 no telling.

    Thighs point forward when seated or lying, feet when standing, the nose nearly always; but with both legs up in the
    air none of them does. A trunk that lies points to the feet all the same.

    Parameters
    ----------
    pose : Pose
        The body points of one frame; all must be there, whether seen or not.
    """
    trunk = sum(_across(pose, f"{side}_shoulder", f"{side}_hip") for side in Side) / len(Side)
    if abs(trunk) > _LYING:
        return trunk
    pointers = (("{}_hip", "{}_knee"), ("{}_heel", "{}_foot_index"), ("{}_ear", "nose"))
    votes = [_across(pose, start.format(side), end.format(side)) for side in Side for start, end in pointers]
    return sum(votes) / len(votes)


def leak(previous: float, new: float, elapsed_s: float, time_constant_s: float) -> float:
    """Return an average that forgets: `previous` moved towards `new` by the share that `elapsed_s` calls for.

    Parameters
    ----------
    previous : float
        The average so far.
    new : float
        What is new, in the same unit.
    elapsed_s : float
        Time since the last one, in seconds.
    time_constant_s : float
        After so long 63 % of a step has been taken over, in seconds; above 0.
    """
    return new + (previous - new) * exp(-elapsed_s / time_constant_s)


def update_facing(vote: float, pose: Pose, elapsed_s: float) -> float:
    """Return the running vote on the facing direction after one more pose.

    Parameters
    ----------
    vote : float
        The running vote, -1 (left) to +1 (right); 0 to begin with.
    pose : Pose
        The next pose, of a person in view.
    elapsed_s : float
        Time since the last one, in seconds.
    """
    return leak(vote, vote_facing(pose), elapsed_s, _FACING_TIME_CONSTANT_S)


def measure_front(pose: Pose) -> float:
    """Return how far the person is turned towards the camera in one pose; below 0 away from it.

    Turned towards it, the left shoulder and hip lie to the right of the others, seen with the head up: on rendered
    people at 12 to 29 degrees either way the sign is always right.

    Parameters
    ----------
    pose : Pose
        The body points of one frame; shoulders and hips must be there.

    Returns
    -------
    float
        How far shoulders and hips are apart across the trunk, in trunk lengths, as the mean of the two; 0 where the
        trunk has no length in the picture.
    """
    shoulder, hip = middle_of(pose, "shoulder"), middle_of(pose, "hip")
    trunk_px = length_px(hip, shoulder)
    if trunk_px == 0.0:
        return 0.0
    along = (shoulder[0] - hip[0]) / trunk_px, (shoulder[1] - hip[1]) / trunk_px
    pairs = ((point(pose, f"left_{name}"), point(pose, f"right_{name}")) for name in ("shoulder", "hip"))
    return sum(_across_trunk(left, right, along) for left, right in pairs) / 2.0 / trunk_px


def measure_view_angle(pose: Pose) -> float:
    """Return the angle between the camera and an exact side view in one pose, 0 (side-on) to 90 degrees (frontal).

    Shoulders and hips, which lie behind one another in a side view, move apart across the trunk by sin(angle) x
    `SHOULDERS_TO_TRUNK` (`HIPS_TO_TRUNK`) of its length, beyond the gap that the model leaves there anyway. Builds
    differ, hence the mean of the two.

    Parameters
    ----------
    pose : Pose
        The body points of one frame; shoulders and hips must be there.

    Returns
    -------
    float
        0 to 90 degrees; 90 where the trunk has no length in the picture.
    """
    pairs = {name: (point(pose, f"left_{name}"), point(pose, f"right_{name}")) for name in ("shoulder", "hip")}
    shoulder, hip = middle_of(pose, "shoulder"), middle_of(pose, "hip")
    trunk_px = length_px(hip, shoulder)
    if trunk_px == 0.0:
        return 90.0
    along = (shoulder[0] - hip[0]) / trunk_px, (shoulder[1] - hip[1]) / trunk_px
    angles = [
        _turned_deg(abs(_across_trunk(*pairs[name], along)) / trunk_px, width)
        for name, width in (("shoulder", SHOULDERS_TO_TRUNK), ("hip", HIPS_TO_TRUNK))
    ]
    return sum(angles) / len(angles)


def _across_trunk(left: Point, right: Point, along: Point) -> float:
    """Return the distance of two points across a direction, in pixels; above 0 as on somebody seen from the front."""
    return (right[0] - left[0]) * along[1] - (right[1] - left[1]) * along[0]


def _turned_deg(apart: float, width: float) -> float:
    """Return the turn that brings two points of this distance this far apart, both in trunk lengths."""
    return degrees(asin(min(1.0, max(0.0, apart - SIDE_VIEW_GAP) / width)))


def update_view_angle(view_deg: float, pose: Pose, elapsed_s: float) -> float:
    """Return the running view angle after one more pose, in degrees.

    Parameters
    ----------
    view_deg : float
        The running view angle, in degrees.
    pose : Pose
        The next pose, of a person in view.
    elapsed_s : float
        Time since the last one, in seconds.
    """
    return leak(view_deg, measure_view_angle(pose), elapsed_s, _VIEW_TIME_CONSTANT_S)


def update_front(front: float, pose: Pose, elapsed_s: float) -> float:
    """Return the running measure of whether somebody is turned towards the camera after one more pose.

    Parameters
    ----------
    front : float
        The running measure, in trunk lengths; 0 to begin with.
    pose : Pose
        The next pose, of a person in view.
    elapsed_s : float
        Time since the last one, in seconds.
    """
    return leak(front, measure_front(pose), elapsed_s, _VIEW_TIME_CONSTANT_S)


def _across(pose: Pose, start: str, end: str) -> float:
    a, b = point(pose, start), point(pose, end)
    length = length_px(a, b)
    return (b[0] - a[0]) / length if length else 0.0
