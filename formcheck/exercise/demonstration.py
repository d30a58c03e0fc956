"""A prescription shown: how somebody would move who does exactly what it asks, at its pace.

Each phase is the middle of its windows, or the person's own end; all joints go together, along the smoothest stroke
from rest to rest. So the engine that will judge the person judges the demonstration good, which tests prove for every
exercise of the library. Sizes that no prescription says (how far a seated trunk leans, how far a chin goes down) are
our own; of the neck, only that it changes means anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import asin, degrees, radians, sin
from typing import Final

import numpy as np

from formcheck.exercise.definition import Exercise, Neck, Phase, Prescription, Window
from formcheck.kinematics.chain import SOLE, Angles, Point, leg_points, minimum_jerk, upper_points
from formcheck.samples import Dof, Side

REST_S: Final = 1.0
"""How long the figure rests before it goes out again."""

_JOINTS: Final = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION)
_NECK_DEG: Final = {Neck.FLEXED: 38.0, Neck.EXTENDED: -32.0, Neck.NEUTRAL: 8.0, Neck.ANY: 8.0}
_ON_THE_MAT_DEG: Final = -6.0
"""A head that rests on the mat goes no further back."""

_NECK_SHARE: Final = 0.5
"""So much of the head's turn happens in the neck below it, which takes the head forward."""

_SITS_DEG: Final = 18.0
_LIES_DEG: Final = -90.0
_LYING_DEG: Final = -45.0
_STRETCHED_DEG: Final = 30.0
_INSIDE_DEG: Final = 5.0
"""So far inside a window of the posture the figure stays."""

_CHAIR_SHANK_DEG: Final = -112.0
_MAT_SHANK_DEG: Final = -72.0
_BODY: Final = 0.22
"""How far the hip is above what one sits or lies on, in shanks."""

_LOOKS: Final = 20  # at each way, for the lowest place of the foot


class Ground(StrEnum):
    """What the figure sits or lies on."""

    CHAIR = "chair"
    MAT = "mat"  # it lies
    FLOOR = "floor"  # it sits with the legs stretched out


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A movement to be shown.

    Parameters
    ----------
    ground : Ground
        What the figure sits or lies on.
    side : Side
        The leg that moves; the right one where the prescription leaves it open.
    rest, end, back : mapping of Dof to float
        The angles of body and leg in the three phases, in degrees.
    other : mapping of Dof to float
        Those of the other leg, which stays where it does not hide the foot that moves.
    floor : float
        How far below the hip the floor is, in shanks: the foot never goes through it.
    out_s, hold_s, back_s : float
        The pace that is asked for.
    """

    ground: Ground
    side: Side
    rest: Angles
    end: Angles
    back: Angles
    other: Angles
    floor: float
    out_s: float
    hold_s: float
    back_s: float

    @property
    def cycle_s(self) -> float:
        """From the beginning of one rest to that of the next, in seconds."""
        return REST_S + self.out_s + self.hold_s + self.back_s

    def angles_at(self, t_s: float) -> Angles:
        """Return the angles at a time of the endless round: rest, out, the stay, back.

        Parameters
        ----------
        t_s : float
            In seconds; a round begins at 0.
        """
        since_s = t_s % self.cycle_s - REST_S
        if since_s < self.out_s + self.hold_s:
            return between(self.rest, self.end, _done(since_s, self.out_s))
        done = _done(since_s - self.out_s - self.hold_s, self.back_s)
        return between(self.end, self.back, done)

    def points(self, angles: Angles) -> dict[str, Point]:
        """Return the points of the whole body, in shanks: x forward and y up from the hip.

        Parameters
        ----------
        angles : mapping of Dof to float
            Of body and moving leg, in degrees.
        """
        bend_deg = _NECK_SHARE * angles[Dof.NECK_FLEXION]
        if self.ground is Ground.MAT:
            bend_deg = max(0.0, bend_deg)  # the head rests on the mat, and goes no further
        return upper_points(angles, bend_deg) | leg_points(self.side, angles) | leg_points(self.side.other, self.other)


def between(one: Angles, other: Angles, share: float) -> Angles:
    """Return the angles on the way from one posture to another: all joints go together.

    Parameters
    ----------
    one, other : mapping of Dof to float
        The postures, in degrees.
    share : float
        How much of the way is done, 0 to 1.
    """
    return {dof: one[dof] + share * (other[dof] - one[dof]) for dof in Dof}


def demonstrate(prescription: Prescription) -> Demonstration:
    """Return how a prescription is shown.

    Parameters
    ----------
    prescription : Prescription
        Free of contradictions, as `formcheck.exercise.loader` gives it. What the person's ankle reads at its zero is
        left out: the figure has none.
    """
    exercise = prescription.exercise
    ground = _ground(exercise)
    rest, end, back = (_angles(prescription, phase, ground) for phase in exercise.phases.values())
    floor = _floor(ground, rest, end, back)
    return Demonstration(
        ground=ground,
        side=prescription.side or Side.RIGHT,
        rest=rest,
        end=end,
        back=back,
        other=_other_leg(ground, rest, floor),
        floor=floor,
        out_s=exercise.tempo.out_s,
        hold_s=exercise.end.hold_s,
        back_s=exercise.tempo.back_s,
    )


def _done(since_s: float, stroke_s: float) -> float:
    if stroke_s <= 0.0:
        return float(since_s >= 0.0)
    return float(minimum_jerk(np.array(since_s / stroke_s)))


def _ground(exercise: Exercise) -> Ground:
    if _middle(exercise.posture.trunk_lean) < _LYING_DEG:
        return Ground.MAT
    knee = exercise.rest.knee_flexion
    return Ground.FLOOR if knee is not None and _middle(knee) < _STRETCHED_DEG else Ground.CHAIR


def _angles(prescription: Prescription, phase: Phase, ground: Ground) -> Angles:
    exercise = prescription.exercise
    deg = {dof: _joint_deg(prescription, phase, dof) for dof in _JOINTS}
    posture, is_raised = exercise.posture, any(one.thigh_elevation for one in exercise.phases.values())
    if not is_raised:
        thigh_deg = {
            Ground.CHAIR: 0.0,
            Ground.MAT: _middle(posture.thigh_elevation),
            Ground.FLOOR: deg[Dof.KNEE_FLEXION] / 2.0,  # so that the heel lies on the floor
        }[ground]
        deg[Dof.THIGH_ELEVATION] = _inside(posture.thigh_elevation, thigh_deg)
    lean_deg = _LIES_DEG if ground is Ground.MAT else _SITS_DEG
    deg[Dof.TRUNK_LEAN] = _inside(posture.trunk_lean, lean_deg)
    neck_deg = _NECK_DEG[phase.neck]
    deg[Dof.NECK_FLEXION] = max(neck_deg, _ON_THE_MAT_DEG) if ground is Ground.MAT else neck_deg
    return deg


def _joint_deg(prescription: Prescription, phase: Phase, dof: Dof) -> float:
    """Return where a joint is in a phase: at the person's own end, in the middle of its window, as in another phase."""
    exercise, personal = prescription.exercise, prescription.personal
    if phase is exercise.end and dof is exercise.driver and personal.driver_end_deg is not None:
        return personal.driver_end_deg
    if phase is exercise.end and dof is Dof.ANKLE_DORSIFLEXION and personal.ankle_end_deg is not None:
        return personal.ankle_end_deg
    windows = [one.window(dof) for one in (phase, exercise.rest, exercise.end)]
    return next((_middle(window) for window in windows if window is not None), 0.0)


def _middle(window: Window) -> float:
    return (window.min + window.max) / 2.0


def _inside(window: Window, deg: float) -> float:
    if window.max - window.min < 2.0 * _INSIDE_DEG:
        return _middle(window)
    return min(max(deg, window.min + _INSIDE_DEG), window.max - _INSIDE_DEG)


def _floor(ground: Ground, rest: Angles, end: Angles, back: Angles) -> float:
    """Return how far the floor is below the hip: what one sits on, or as low as the moving foot goes on its way."""
    if ground is Ground.MAT:
        return _BODY
    shares = [number / _LOOKS for number in range(_LOOKS + 1)]
    passed = [between(one, other, share) for one, other in ((rest, end), (end, back)) for share in shares]
    lowest = min(y for angles in passed for _, y in leg_points(Side.RIGHT, angles).values())
    return max(_BODY, -lowest)


def _other_leg(ground: Ground, rest: Angles, floor: float) -> Angles:
    """Return the angles of the other leg: the sole flat on the floor, the foot apart from the one that moves."""
    shank_deg = _CHAIR_SHANK_DEG if ground is Ground.CHAIR else _MAT_SHANK_DEG
    height = SOLE - floor - sin(radians(shank_deg))  # of the knee over the hip
    thigh_deg = degrees(asin(min(1.0, max(-1.0, height))))
    moved = {
        Dof.THIGH_ELEVATION: thigh_deg,
        Dof.KNEE_FLEXION: thigh_deg - shank_deg,
        Dof.ANKLE_DORSIFLEXION: -shank_deg - 90.0,
    }
    return {**rest, **moved}
