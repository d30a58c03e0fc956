"""How good a measured angle is: 0 (not measured) to 1 (as good as the pose model gets).

The quality of an angle is the lowest of what visibility, framing, the view and, for the ankle, the length of the foot
allow. The uncertainty of an angle grows as 1 / quality.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from formcheck.kinematics.view import MIN_VISIBILITY, is_in_picture
from formcheck.samples import Dof, Pose

MIN_QUALITY = 0.3
"""Below this an angle counts as not measured."""

SIDE_ON_DEG = 15.0
"""Up to this view angle the side view costs nothing (errors at 15 degrees are those at 0: rendering study)."""

FOOT_TOLERANCE = 0.20
"""A foot whose length over the shank's is this far off the person's own median was not tracked to its tip."""

FOOT_RATIO_RANGE = (0.38, 0.65)
"""Where a person's median foot-to-shank ratio can lie at all (usual 0.47 to 0.55)."""

FOOT_MEMORY = 150

_FULL_VISIBILITY = 0.9
_VIEW_RANGE_DEG = {Dof.ANKLE_DORSIFLEXION: 32.0}  # beyond SIDE_ON_DEG the quality falls to 0 over this range
_VIEW_RANGE_DEFAULT_DEG = 50.0


def rate_points(pose: Pose, names: Sequence[str]) -> float:
    """Return what visibility and framing of the points behind an angle allow.

    A point outside the picture makes 0: its reported visibility stays high there, its position is a guess.
    """
    landmarks = [pose.landmarks[name] for name in names]
    if not all(is_in_picture(landmark, pose) for landmark in landmarks):
        return 0.0
    lowest = min(landmark.visibility for landmark in landmarks)
    if lowest < MIN_VISIBILITY:
        return 0.0
    share = (lowest - MIN_VISIBILITY) / (_FULL_VISIBILITY - MIN_VISIBILITY)
    return 0.5 + 0.5 * min(1.0, share)


def rate_view(view_deg: float, dof: Dof) -> float:
    """Return what the view angle allows; the ankle suffers first (errors at 30 degrees: knee 2-4, ankle 7-13)."""
    beyond = max(0.0, view_deg - SIDE_ON_DEG)
    return max(0.0, 1.0 - beyond / _VIEW_RANGE_DEG.get(dof, _VIEW_RANGE_DEFAULT_DEG))


def fits_person(ratio: float, seen: Sequence[float]) -> bool:
    """Tell whether a foot-to-shank ratio fits the person: the toe point can jump to mid-sole at full visibility.

    Parameters
    ----------
    ratio : float
        Length heel to toe over length knee to ankle.
    seen : sequence of float
        The person's latest ratios.
    """
    low, high = FOOT_RATIO_RANGE
    usual = min(high, max(low, median(seen))) if seen else (low + high) / 2
    return abs(ratio - usual) <= FOOT_TOLERANCE * usual
