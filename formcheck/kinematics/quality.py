"""How good a measured angle is: 0 (not measured) to 1 (as good as the pose model gets).

The quality of an angle is the lowest of what visibility, framing, the view and, for the ankle, the distance to the
other foot and the foot's own shape allow. The error of an angle grows as one over its root. Whatever lowers it says so:
a `Rating` has its causes with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from operator import attrgetter
from typing import Final

from formcheck.causes import BodyPart, Cause, CauseKind, Causes, Edge, part_of
from formcheck.kinematics.angles import Point, angle_between_deg, length_px
from formcheck.kinematics.view import MIN_VISIBILITY, is_in_picture
from formcheck.samples import Landmark, Pose

MIN_QUALITY = 0.2
"""Below this an angle counts as not measured. Above it a movement can be counted, but not always judged: see
`formcheck.pose.accuracy.MAX_DOUBT_DEG`."""

DOUBTFUL = 0.7
"""Below this an error is a fifth or more wider than at its best: what lowers the quality is worth a word."""

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


MOST_OBLIQUE_DEG: Final = SIDE_ON_DEG + (1.0 - MIN_QUALITY) * _VIEW_RANGE_DEG
"""Beyond this view angle nothing is measured any more."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What one thing allows for the quality of an angle, and why not more.

    Parameters
    ----------
    quality : float
        0 (not measured) to 1.
    causes : tuple of Cause
        What lowers it; none from `DOUBTFUL` on.
    """

    quality: float
    causes: Causes = ()


FULL: Final = Rating(1.0)


def worst(*ratings: Rating) -> Rating:
    """Return what several things allow together: the lowest, and 0 where that is not enough to measure.

    Parameters
    ----------
    *ratings : Rating
        What each allows. Where the angle is not measured, everything that would have sufficed for that is a cause, else
        everything that makes it doubtful.
    """
    lowest = min(ratings, key=attrgetter("quality"))
    quality = lowest.quality
    if quality >= DOUBTFUL:
        return lowest
    limit = MIN_QUALITY if quality < MIN_QUALITY else DOUBTFUL
    causes = tuple(cause for one in ratings if one.quality < limit for cause in one.causes)
    return Rating(quality if quality >= MIN_QUALITY else 0.0, causes)


def rate_points(pose: Pose, names: Sequence[str], least: float = MIN_VISIBILITY) -> Rating:
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
    Rating
        0 where one is outside the picture or below `least`; else 0.5 to 1, by the least visible.
    """
    landmarks = [pose.landmarks[name] for name in names]
    lowest = min(landmark.visibility for landmark in landmarks)
    if lowest < least or not all(is_in_picture(landmark, pose) for landmark in landmarks):
        return Rating(0.0, find_unseen(pose, names, least))
    if lowest >= _FULL_VISIBILITY:
        return FULL
    quality = 0.5 + 0.5 * (lowest - least) / (_FULL_VISIBILITY - least)
    if quality >= DOUBTFUL:
        return Rating(quality)
    weakest = next(name for name, landmark in zip(names, landmarks, strict=True) if landmark.visibility == lowest)
    return Rating(quality, (_hidden(part_of(weakest), lowest, least),))


def find_unseen(pose: Pose, names: Sequence[str], least: float = MIN_VISIBILITY) -> Causes:
    """Return which parts of the body are outside the picture, and which are in it but hidden: each once.

    Parameters
    ----------
    pose : Pose
        The body points of one frame.
    names : sequence of str
        Landmarks; all must be in the pose.
    least : float
        The visibility below which a point is not seen.
    """
    found: dict[tuple[BodyPart, Edge | None], Cause] = {}
    for name in names:
        landmark, part = pose.landmarks[name], part_of(name)
        edge = find_edge(landmark, pose)
        if edge is not None:
            found.setdefault((part, edge), Cause(CauseKind.OUTSIDE, part, edge))
        elif landmark.visibility < least:
            found.setdefault((part, None), _hidden(part, landmark.visibility, least))
    return tuple(found.values())


def _hidden(part: BodyPart, visibility: float, least: float) -> Cause:
    return Cause(CauseKind.HIDDEN, part, number=round(visibility, 2), limit=least)


def find_edge(landmark: Landmark, pose: Pose) -> Edge | None:
    """Return the edge of the picture that a landmark lies beyond, the one it is further from; None inside.

    Parameters
    ----------
    landmark : Landmark
        A body point.
    pose : Pose
        The pose it belongs to; only the size of its picture counts.
    """
    if is_in_picture(landmark, pose):
        return None
    beyond_px = {
        Edge.LEFT: -landmark.x_px,
        Edge.RIGHT: landmark.x_px - pose.width_px,
        Edge.TOP: -landmark.y_px,
        Edge.BOTTOM: landmark.y_px - pose.height_px,
    }
    return max(beyond_px, key=lambda edge: beyond_px[edge])


def rate_foot_shape(ankle: Point, heel: Point, toe: Point) -> Rating:
    """Return what the shape of the foot allows for the ankle: 0 where the points cannot be those of one foot.

    Parameters
    ----------
    ankle, heel, toe : tuple of float
        Points (x, y) of one foot, in pixels.
    """
    shape_deg = angle_between_deg((heel[0] - ankle[0], heel[1] - ankle[1]), (toe[0] - ankle[0], toe[1] - ankle[1]))
    if isnan(shape_deg):
        return Rating(0.0, (Cause(CauseKind.NO_FOOT, BodyPart.FOOT),))
    least, low, high, most = FOOT_SHAPE_DEG
    quality = max(0.0, min(1.0, (shape_deg - least) / (low - least), (most - shape_deg) / (most - high)))
    if quality >= DOUBTFUL:
        return Rating(quality)
    off_deg = max(low - shape_deg, shape_deg - high)
    return Rating(quality, (Cause(CauseKind.NO_FOOT, BodyPart.FOOT, number=round(off_deg, 1)),))


def rate_view(view_deg: float, *, is_front: bool = True) -> Rating:
    """Return what the view angle allows (errors at 30 degrees: knee 2-7, ankle 5-10; at 45: knee 9-15, ankle 10-17).

    Parameters
    ----------
    view_deg : float
        Angle between the camera and an exact side view, 0 to 90 degrees.
    is_front : bool
        Whether the person is turned towards the camera, not away from it.

    Returns
    -------
    Rating
        1 up to `SIDE_ON_DEG`, then falling evenly to 0.
    """
    quality = max(0.0, 1.0 - max(0.0, view_deg - SIDE_ON_DEG) / _VIEW_RANGE_DEG)
    if quality >= DOUBTFUL:
        return Rating(quality)
    kind = CauseKind.FROM_FRONT if is_front else CauseKind.FROM_BEHIND
    return Rating(quality, (Cause(kind, number=round(view_deg, 1), limit=MOST_OBLIQUE_DEG),))


def rate_clearance(foot: Sequence[Point], other: Sequence[Point], shank_px: float) -> Rating:
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
    quality = _SAME_FOOT_QUALITY + (1.0 - _SAME_FOOT_QUALITY) * min(1.0, max(0.0, clear))
    if quality >= DOUBTFUL:
        return Rating(quality)
    together = Cause(CauseKind.FEET_TOGETHER, BodyPart.FOOT, number=round(apart, 2), limit=CLEAR_OF_OTHER_FOOT)
    return Rating(quality, (together,))
