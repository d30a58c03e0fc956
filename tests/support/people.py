"""Synthetic people: poses built from chosen joint angles, so that the right answer is known by construction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from math import cos, radians, sin

import numpy as np

from formcheck.kinematics.chain import TRUNK, leg_points, upper_points
from formcheck.kinematics.view import HIPS_TO_TRUNK, SHOULDERS_TO_TRUNK, SIDE_VIEW_GAP
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Dof, Landmark, Pose, Side

Angles = dict[Dof, float]

REST: Angles = {
    Dof.KNEE_FLEXION: 90.0,
    Dof.ANKLE_DORSIFLEXION: -30.0,
    Dof.THIGH_ELEVATION: 0.0,
    Dof.TRUNK_LEAN: 5.0,
    Dof.NECK_FLEXION: 25.0,
}
END: Angles = REST | {Dof.KNEE_FLEXION: 5.0, Dof.ANKLE_DORSIFLEXION: 12.0, Dof.NECK_FLEXION: -10.0}

FOOT_FLAT: Angles = REST | {Dof.ANKLE_DORSIFLEXION: 0.0}
FOOT_BACK: Angles = FOOT_FLAT | {Dof.KNEE_FLEXION: 105.0, Dof.ANKLE_DORSIFLEXION: 15.0}
"""The sole level a little further back, where it does not hide the other foot."""

KNEE_UP: Angles = FOOT_FLAT | {Dof.KNEE_FLEXION: 90.0, Dof.THIGH_ELEVATION: 45.0}
LYING_KNEE_BENT: Angles = FOOT_FLAT | {
    Dof.KNEE_FLEXION: 100.0,
    Dof.ANKLE_DORSIFLEXION: -40.0,
    Dof.THIGH_ELEVATION: 50.0,
    Dof.TRUNK_LEAN: -90.0,
}

# How far each body part is from the middle of the body, in the same measure.
_LEG = ("hip", "knee", "ankle", "heel", "foot_index")
_LATERAL = {"shoulder": SHOULDERS_TO_TRUNK * TRUNK / 2, "ear": 0.15} | dict.fromkeys(_LEG, HIPS_TO_TRUNK * TRUNK / 2)


@dataclass(frozen=True, slots=True)
class Person:
    """A person seen from the side.

    Parameters
    ----------
    side : Side
        The working leg.
    facing : Side
        Side of the picture the person faces (lying: that the feet are on).
    shank_px : float
        Size in the picture.
    width_px, height_px : int
        Size of the picture.
    turned_deg : float
        How far the body is turned from an exact side view: away from the camera, or below 0 towards it.
    resting : Angles
        The other leg; it stays like this.
    hip_height : float
        Height of the hips in the picture, as a share of it.
    """

    side: Side = Side.RIGHT
    facing: Side = Side.RIGHT
    shank_px: float = 100.0
    width_px: int = 640
    height_px: int = 480
    turned_deg: float = 0.0
    resting: Angles = field(default_factory=lambda: dict(FOOT_BACK))
    hip_height: float = 0.55

    @classmethod
    def lying(cls, side: Side = Side.RIGHT, facing: Side = Side.RIGHT) -> Person:
        """Return a person on the mat, the other knee bent, with room above for a leg stretched up."""
        return cls(side, facing, resting=dict(LYING_KNEE_BENT), hip_height=0.2)

    def pose(self, t_s: float, index: int, angles: Angles) -> Pose:
        """Return the pose with these angles."""
        points = upper_points(angles) | leg_points(self.side, angles) | leg_points(self.side.other, self.resting)
        unused = self._landmark("", (0.0, TRUNK / 2))
        landmarks = {name: self._landmark(name, points[name]) if name in points else unused for name in BLAZEPOSE_33}
        return Pose(t_s, index, self.width_px, self.height_px, landmarks)

    def _landmark(self, name: str, point: tuple[float, float]) -> Landmark:
        side, _, part = name.partition("_")
        lateral = _LATERAL.get(part, 0.0) * (1.0 if side == self.facing else -1.0)
        turn = radians(self.turned_deg)
        forward = (point[0] - 0.5) * cos(turn) + lateral * sin(turn)
        if self.turned_deg and part in ("shoulder", *_LEG):
            forward += SIDE_VIEW_GAP * TRUNK / 2 * (1.0 if lateral * self.turned_deg > 0.0 else -1.0)
        x_px = self.width_px / 2 + (1.0 if self.facing is Side.RIGHT else -1.0) * forward * self.shank_px
        y_px = self.height_px * (1.0 - self.hip_height) - point[1] * self.shank_px
        return Landmark(round(x_px, 2), round(y_px, 2), visibility=0.99)


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition to perform; what is not said is done well."""

    out_s: float = 2.2
    hold_s: float = 0.4
    back_s: float = 2.2
    rest_s: float = 0.6
    end: Angles = field(default_factory=lambda: dict(END))
    ankle_delay_s: float = 0.0

    def ending(self, **angles: float) -> Rep:
        """Return this repetition with other angles at its end, named as in `Dof`."""
        return replace(self, end=self.end | {Dof(name): deg for name, deg in angles.items()})

    def towards(self, rest: Angles, share: float) -> Rep:
        """Return this repetition going only a share of the way from `rest`."""
        return replace(self, end={dof: rest[dof] + share * (deg - rest[dof]) for dof, deg in self.end.items()})

    @property
    def duration_s(self) -> float:
        """Time from leaving rest to the next repetition."""
        return self.out_s + self.hold_s + self.back_s + self.rest_s

    def share(self, t_s: float) -> float:
        """Return how much of the way is done at a time from leaving rest, 0 to 1."""
        if t_s < self.out_s:
            return minimum_jerk(t_s / self.out_s)
        return 1.0 - minimum_jerk((t_s - self.out_s - self.hold_s) / self.back_s)


def minimum_jerk(share: float) -> float:
    """Return the way done after a share of the time (Flash & Hogan 1985)."""
    share = min(1.0, max(0.0, share))
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


@dataclass(frozen=True, slots=True)
class Script:
    """A session to perform."""

    reps: Sequence[Rep]
    rest: Angles = field(default_factory=lambda: dict(REST))
    lead_s: float = 1.5
    tail_s: float = 1.2

    @property
    def duration_s(self) -> float:
        """Length of the session."""
        return self.lead_s + sum(rep.duration_s for rep in self.reps) + self.tail_s

    def starts(self) -> list[float]:
        """Return when each repetition leaves rest."""
        return list(accumulate((rep.duration_s for rep in self.reps[:-1]), initial=self.lead_s)) if self.reps else []

    def angles(self, t_s: float) -> Angles:
        """Return the angles at a time."""
        for rep, start_s in reversed(list(zip(self.reps, self.starts(), strict=True))):
            if t_s >= start_s:
                return self._within(rep, t_s - start_s)
        return dict(self.rest)

    def _within(self, rep: Rep, t_s: float) -> Angles:
        share, late = rep.share(t_s), rep.share(max(0.0, t_s - rep.ankle_delay_s))
        shares = dict.fromkeys(Dof, share) | {Dof.ANKLE_DORSIFLEXION: late}
        return {dof: self.rest[dof] + shares[dof] * (rep.end[dof] - self.rest[dof]) for dof in Dof}


def even_times(duration_s: float, rate_hz: float) -> list[float]:
    """Return evenly spaced times."""
    return [i / rate_hz for i in range(round(duration_s * rate_hz))]


def uneven_times(duration_s: float, rate_hz: float, *, spread: float = 0.4, seed: int = 0) -> list[float]:
    """Return times as a phone takes them: each off its place by up to `spread` of the spacing."""
    shifts = np.random.default_rng(seed).uniform(0.0, spread / rate_hz, round(duration_s * rate_hz))
    return [t_s + float(shift) for t_s, shift in zip(even_times(duration_s, rate_hz), shifts, strict=True)]


def perform(
    script: Script,
    person: Person | None = None,
    *,
    rate_hz: float = 30.0,
    times_s: Sequence[float] | None = None,
    start_s: float = 0.0,
    jitter_px: float = 0.0,
    seed: int = 0,
) -> list[Pose]:
    """Return the poses of a session.

    Parameters
    ----------
    script : Script
        What is done.
    person : Person, optional
        Who does it.
    rate_hz : float
        Pictures a second, where no `times_s` are given.
    times_s : sequence of float, optional
        When the pictures are taken, counted from the start.
    start_s : float
        Time of the start on the camera's clock.
    jitter_px : float
        Standard deviation of each landmark.
    seed : int
        Chooses the jitter.
    """
    person = person or Person()
    noise = np.random.default_rng(seed)
    times = even_times(script.duration_s, rate_hz) if times_s is None else times_s
    poses = (person.pose(start_s + t_s, i, script.angles(t_s)) for i, t_s in enumerate(times))
    return [_shaken(pose, jitter_px, noise) for pose in poses] if jitter_px else list(poses)


def stay(angles: Angles, duration_s: float, person: Person | None = None, *, rate_hz: float = 30.0) -> list[Pose]:
    """Return the poses of somebody who keeps still."""
    return perform(Script((), rest=angles, lead_s=duration_s, tail_s=0.0), person, rate_hz=rate_hz)


def _shaken(pose: Pose, jitter_px: float, noise: np.random.Generator) -> Pose:
    shifts = noise.normal(0.0, jitter_px, (len(pose.landmarks), 2)).round(2).tolist()
    landmarks = {
        name: Landmark(round(one.x_px + dx, 2), round(one.y_px + dy, 2), one.visibility)
        for (name, one), (dx, dy) in zip(pose.landmarks.items(), shifts, strict=True)
    }
    return replace(pose, landmarks=landmarks)
