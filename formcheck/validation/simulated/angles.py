"""The angles of one leg that sensors are simulated from: of a truth, without gaps, joined to what went before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import BPoly

from formcheck.errors import InputError
from formcheck.kinematics.chain import minimum_jerk
from formcheck.samples import Dof
from formcheck.validation.model import Series
from formcheck.validation.truth.clip import Truth

GRID_HZ: Final = 50.0
"""Rate of the angles that no truth gives: twice that of a film, enough for any movement of a leg."""

RETURN_S: Final = 1.0
"""How long somebody takes from the pose before a gap to the pose after it: a calm stroke, which shakes no sensor."""

JOIN_S: Final = 1.5
"""How long the way from the end of the calibration to the first pose of the clip takes."""


@dataclass(frozen=True, slots=True, eq=False)
class LegAngles:
    """The angles of one leg over time.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times, strictly increasing, in seconds.
    knee_deg, ankle_deg, thigh_deg : ndarray, shape (n,)
        Flexion of the knee, dorsiflexion of the ankle, elevation of the thigh, in degrees; never NaN.
    """

    t_s: Series
    knee_deg: Series
    ankle_deg: Series
    thigh_deg: Series

    @property
    def deg(self) -> Series:
        """Knee, ankle and thigh as one array of shape (n, 3)."""
        return np.column_stack((self.knee_deg, self.ankle_deg, self.thigh_deg))


def leg_angles(t_s: Series, deg: Series) -> LegAngles:
    """Return angles given as one array.

    Parameters
    ----------
    t_s : ndarray, shape (n,)
        Times, in seconds.
    deg : ndarray, shape (n, 3)
        Knee, ankle and thigh, in degrees.
    """
    return LegAngles(t_s, deg[:, 0], deg[:, 1], deg[:, 2])


def true_angles(truth: Truth) -> LegAngles:
    """Return the angles of a clip on the clip's own clock, without gaps.

    In stretches without a truth (the person is out of the picture, or stands up) the leg holds the last known pose,
    and goes calmly to the next one just before it is known again; before the first known pose it holds that. So what
    the sensors tell there is a leg at rest, of which nobody knows whether it was.

    Parameters
    ----------
    truth : Truth
        Of a clip with angles in every frame.

    Raises
    ------
    InputError
        The angles of its frames are not known.
    """
    deg = np.column_stack([truth.deg[dof] for dof in (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)])
    known = np.flatnonzero(np.isfinite(deg).all(axis=1)).astype(np.int64)
    if known.size < 2:
        raise InputError(
            "the angles of the clip are not known frame by frame, so no sensor can be simulated.",
            next_step="Name clips whose truth holds angles (sample_videos/README.md).",
        )
    return leg_angles(truth.t_s, _held(truth.t_s, deg, known))


def joined(before: LegAngles, clip: LegAngles) -> tuple[LegAngles, float]:
    """Return angles followed by those of a clip, and the time at which the clip's own time is 0.

    Between them the leg goes to the first pose of the clip, and arrives with the clip's first speed: clips may begin
    in the middle of a stroke, and no leg is thrown into one.

    Parameters
    ----------
    before : LegAngles
        What comes first; it ends at rest.
    clip : LegAngles
        The clip, on its own clock.

    Returns
    -------
    angles : LegAngles
        Of the whole, on the clock of what comes first.
    starts_s : float
        Time of the clip's time 0.
    """
    begin_s = float(before.t_s[-1]) + JOIN_S
    starts_s = begin_s - float(clip.t_s[0])
    speed = (clip.deg[1] - clip.deg[0]) / (clip.t_s[1] - clip.t_s[0])
    still = np.zeros(3)
    way = BPoly.from_derivatives(
        [float(before.t_s[-1]), begin_s], [[before.deg[-1], still, still], [clip.deg[0], speed, still]]
    )
    between_s = np.linspace(float(before.t_s[-1]), begin_s, round(JOIN_S * GRID_HZ) + 1)[1:-1]
    t_s = np.concatenate((before.t_s, between_s, clip.t_s + starts_s))
    return leg_angles(t_s, np.concatenate((before.deg, way(between_s), clip.deg))), starts_s


def _held(t_s: Series, deg: Series, known: NDArray[np.int64]) -> Series:
    """Return the angles with every gap filled."""
    last = np.maximum.accumulate(np.where(np.isfinite(deg).all(axis=1), np.arange(len(t_s)), known[0]))
    filled = deg[last]
    for before, after in pairwise(known):
        if after - before > 1:
            gap = slice(before + 1, after)
            takes_s = min(RETURN_S, float(t_s[after] - t_s[before]))
            done = minimum_jerk(1.0 - (t_s[after] - t_s[gap]) / takes_s)
            filled[gap] = deg[before] + done[:, None] * (deg[after] - deg[before])
    return filled
