"""Why the angles of an attempt were not seen, or not well: the causes of its samples, tallied where it matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from formcheck.causes import BodyPart, Cause, CauseKind
from formcheck.kinematics.estimate import Estimate
from formcheck.kinematics.tally import date, find_largest, tally_all
from formcheck.samples import AngleSample, Dof

LEAST_SPOILT = 0.2
"""What spoils a smaller share of the samples is not why an attempt could not be judged."""

MOST_LEAPING = 0.3
"""Where a larger share of the readings at the end fits no movement, the points leapt. Of what is seen well it is none;
half of them, and a robust estimate breaks down."""

MOVED = {
    Dof.KNEE_FLEXION: BodyPart.KNEE,
    Dof.ANKLE_DORSIFLEXION: BodyPart.FOOT,
    Dof.THIGH_ELEVATION: BodyPart.KNEE,
    Dof.TRUNK_LEAN: BodyPart.SHOULDER,
    Dof.NECK_FLEXION: BodyPart.HEAD,
}
"""For each angle the part of the body whose points move with it."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Why an angle was not seen well in an attempt.

    Parameters
    ----------
    cause : Cause
        What has most to answer for.
    measured : float
        The share of the samples looked at in which the angle was measured all the same, 0 to 1.
    """

    cause: Cause
    measured: float


def find_unseen(
    samples: Sequence[AngleSample],
    joints: Mapping[Dof, Estimate],
    zone: tuple[int, int],
    zone_s: tuple[float, float],
    start_s: float,
) -> dict[Dof, Unseen]:
    """Return for each angle that was not seen well, why: at the end of the movement, or else throughout.

    Parameters
    ----------
    samples : sequence of AngleSample
        Those of the attempt.
    joints : mapping of Dof to Estimate
        The trajectory of each angle.
    zone : tuple of int
        From where to where on their grid the driver was at its end.
    zone_s : tuple of float
        The same as times, in seconds.
    start_s : float
        When it left rest.
    """
    moving = [one for one in samples if one.t_s >= start_s]
    at_end = [one for one in moving if zone_s[0] <= one.t_s <= zone_s[1]]
    blamed = {dof for one in moving for dof, causes in one.why.items() if causes}
    found = {dof: _find(at_end, moving, dof) or _find(moving, moving, dof) for dof in blamed}
    leapt = {dof: _find_leaping(joints[dof], dof, zone) for dof in Dof}
    if any(leapt.values()):  # a leg that is held still then seems to move in a picture that stands still
        found = {dof: one for dof, one in found.items() if one and one.cause.kind is not CauseKind.STILL_PICTURE}
    return {dof: one for dof in Dof if (one := found.get(dof) or leapt[dof]) is not None}


def _find(samples: Sequence[AngleSample], moving: Sequence[AngleSample], dof: Dof) -> Unseen | None:
    """Return what spoils an angle in some samples: what keeps it from being measured, or else makes it doubtful.

    Since when is told of the whole movement: a foot that is outside the picture at the end has left it before.
    """
    missing = [one for one in samples if isnan(one.deg[dof])]
    doubted = [one for one in samples if one.why.get(dof)]
    spoilt = next((some for some in (missing, doubted) if len(some) >= max(1.0, LEAST_SPOILT * len(samples))), None)
    cause = None if spoilt is None else find_largest(tally_all((one.t_s, one.why.get(dof, ())) for one in spoilt))
    if cause is None:
        return None
    throughout = tally_all((one.t_s, one.why.get(dof, ())) for one in moving)
    return Unseen(date(cause, throughout, moving[0].t_s), 1.0 - len(missing) / len(samples))


def _find_leaping(joint: Estimate, dof: Dof, zone: tuple[int, int]) -> Unseen | None:
    """Return that an angle leapt, where many of its readings at the end fit no movement."""
    first, last = zone
    sampled = np.count_nonzero((joint.places >= first) & (joint.places <= last))
    fitting = np.count_nonzero((joint.fitting >= first) & (joint.fitting <= last))
    share = float(1.0 - fitting / sampled) if sampled else 0.0
    return Unseen(leaping(dof, share), 1.0) if share > MOST_LEAPING else None


def leaping(dof: Dof, share: float) -> Cause:
    """Return the cause that the points of an angle leapt.

    Parameters
    ----------
    dof : Dof
        The angle.
    share : float
        The share of its readings that fit no movement, 0 to 1.
    """
    return Cause(CauseKind.LEAPING, MOVED[dof], number=round(share, 2))
