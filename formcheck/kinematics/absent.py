"""Why nobody is measured in a picture: nobody is there, or no trunk, or the skeleton is on somebody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from formcheck.causes import Cause, CauseKind, Causes
from formcheck.kinematics import view
from formcheck.kinematics.quality import MIN_QUALITY, find_unseen, rate_view
from formcheck.samples import Pose, Side

_NOBODY: Final = (Cause(CauseKind.NOBODY),)
_SOMEBODY_ELSE: Final = Cause(CauseKind.SOMEBODY_ELSE)


def find_absence(pose: Pose) -> Causes:
    """Return why nobody is to be measured in a pose; nothing where a trunk is in view.

    Parameters
    ----------
    pose : Pose
        The body points of one frame; may be without any.
    """
    if not pose.landmarks:
        return _NOBODY
    if view.is_person_in_view(pose):
        return ()
    # Of the two sides, what keeps the trunk of the one that is nearer to being seen from being so.
    unseen = (find_unseen(pose, (f"{side}_shoulder", f"{side}_hip")) for side in Side)
    first = min(unseen, key=len)[0]
    return (Cause(CauseKind.NO_TRUNK, first.part, first.edge),)


def find_somebody_else(pose: Pose) -> Causes:
    """Return why a pose with a trunk in view is not believed: it leapt; and, where that is so, the view as well.

    Seen from the front, the model's hips leap by themselves.

    Parameters
    ----------
    pose : Pose
        The body points of one frame.
    """
    seen = rate_view(view.measure_view_angle(pose), is_front=view.measure_front(pose) >= 0.0)
    # Without its number: one pose of a body that leaps tells no angle.
    return (_SOMEBODY_ELSE, *(replace(one, number=None) for one in seen.causes if seen.quality < MIN_QUALITY))
