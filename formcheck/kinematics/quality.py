"""How good a measured angle is: 0 (not measured) to 1 (as good as the pose model gets).

The quality of an angle is the lowest of what visibility, framing, the view and, for the ankle, the distance to the
other foot and the foot's own shape allow. The error of an angle grows as one over its root.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from formcheck.kinematics.angles import Point, angle_between_deg, length_px
from formcheck.kinematics.view import MIN_VISIBILITY, is_in_picture
from formcheck.samples import Pose

MIN_QUALITY = 0.2
"""Below this an angle counts as not measured. Above it a movement can be counted, but not always judged: see
`formcheck.pose.accuracy.MAX_DOUBT_DEG`."""

NEAR_VISIBILITY = 0.2
"""On the leg towards the camera the model is too modest: from here to 0.5 knee and ankle are off by no more than above
it (population, half for work). The other leg it guesses at."""

SIDE_ON_DEG = 15.0
"""Up to this view angle the side view costs nothing (errors at 15 degrees are those at 0: rendering study)."""

CLEAR_OF_OTHER_FOOT = 0.18
"""Mean distance of ankle, heel and toe to those of the other foot, in shank lengths, from which on the two are told
apart. Nearer, the model mixes them: on rendered people the ankle is off by 5 degrees at 0.15 to 0.20, by 7 at 0.12 to
0.15, by 10 at 0.10 to 0.12, and by 13 to 18 below, where both sets of points lie on one foot (docs/decisions/0007)."""

FOOT_SHAPE_DEG = (74.0, 82.0, 114.0, 122.0)
"""Angle at the ankle between heel and toe tip: a foot has about 90 to 110 degrees there, whoever's it is and however
it is turned in the side view. Between the middle two the points are those of a foot; beyond the outer ones they are
not: a sole towards the camera or a bright window pulls the toe to the middle of the sole. On the rendered people the
ankle is off by 6 degrees (rms) inside and by 26 to 44 outside, at full visibility. Real people sitting: 89 to 111."""

_SAME_FOOT = 0.07
_SAME_FOOT_QUALITY = 0.3  # the error of 15 degrees at that distance

_FULL_VISIBILITY = 0.9
_VIEW_RANGE_DEG = 40.0  # beyond SIDE_ON_DEG the quality falls to 0 over this range


def rate_points(pose: Pose, names: Sequence[str], least: float = MIN_VISIBILITY) -> float:
    """Return what visibility and framing of the points behind an angle allow.

    A point outside the picture makes 0: its reported visibility stays high there, its position is a guess.

    Parameters
    ----------
    pose : Pose
        The body points of one frame.
    names : sequence of str
        Landmarks the angle is measured between, such as ``left_knee``; all must be in the pose.
    least : float
        The visibility below which a point is a guess.

    Returns
    -------
    float
        0 where one is outside the picture or below `least`; else 0.5 to 1, by the least visible.
    """
    landmarks = [pose.landmarks[name] for name in names]
    if not all(is_in_picture(landmark, pose) for landmark in landmarks):
        return 0.0
    lowest = min(landmark.visibility for landmark in landmarks)
    if lowest < least:
        return 0.0
    share = (lowest - least) / (_FULL_VISIBILITY - least)
    return 0.5 + 0.5 * min(1.0, share)


def rate_foot_shape(ankle: Point, heel: Point, toe: Point) -> float:
    """Return what the shape of the foot allows for the ankle: 0 where the points cannot be those of one foot.

    Parameters
    ----------
    ankle, heel, toe : tuple of float
        Points (x, y) of one foot, in pixels.
    """
    shape_deg = angle_between_deg((heel[0] - ankle[0], heel[1] - ankle[1]), (toe[0] - ankle[0], toe[1] - ankle[1]))
    least, low, high, most = FOOT_SHAPE_DEG
    if isnan(shape_deg):
        return 0.0
    return max(0.0, min(1.0, (shape_deg - least) / (low - least), (most - shape_deg) / (most - high)))


def rate_view(view_deg: float) -> float:
    """Return what the view angle allows (errors at 30 degrees: knee 2-7, ankle 5-10; at 45: knee 9-15, ankle 10-17).

    Parameters
    ----------
    view_deg : float
        Angle between the camera and an exact side view, 0 to 90 degrees.

    Returns
    -------
    float
        1 up to `SIDE_ON_DEG`, then falling evenly to 0.
    """
    return max(0.0, 1.0 - max(0.0, view_deg - SIDE_ON_DEG) / _VIEW_RANGE_DEG)


def rate_clearance(foot: Sequence[Point], other: Sequence[Point], shank_px: float) -> float:
    """Return what the distance to the other foot allows for the ankle.

    Parameters
    ----------
    foot, other : sequence of Point
        Ankle, heel and toe of either foot, in pixels.
    shank_px : float
        Length of the shank, in pixels; above 0.
    """
    apart = sum(length_px(a, b) for a, b in zip(foot, other, strict=True)) / len(foot) / shank_px
    clear = (apart - _SAME_FOOT) / (CLEAR_OF_OTHER_FOOT - _SAME_FOOT)
    return _SAME_FOOT_QUALITY + (1.0 - _SAME_FOOT_QUALITY) * min(1.0, max(0.0, clear))
