"""One step of kinematics: from a pose to a sighting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan

from formcheck.causes import BodyPart, Cause, CauseKind, Causes
from formcheck.events import Calibrated, NeutralRejected
from formcheck.kinematics import absent, frozen, neutral, person, steady, view
from formcheck.kinematics.angles import (
    length_px,
    measure_ankle_dorsiflexion,
    measure_knee_flexion,
    measure_neck_flexion,
    measure_thigh_elevation,
    measure_trunk_lean,
)
from formcheck.kinematics.frozen import FrozenState
from formcheck.kinematics.neutral import NeutralReading, NeutralState
from formcheck.kinematics.person import PersonState, Presence
from formcheck.kinematics.quality import (
    FULL,
    NEAR_VISIBILITY,
    Rating,
    rate_clearance,
    rate_foot_shape,
    rate_points,
    rate_view,
    worst,
)
from formcheck.kinematics.steady import SteadyState
from formcheck.samples import KNEE_STRAIGHT_DEG, AngleSample, Dof, Frame, Origin, Pose, Side
from formcheck.sighting import Change, Sighting, View

_POINTS = {
    Dof.KNEE_FLEXION: ("hip", "knee", "ankle"),
    Dof.ANKLE_DORSIFLEXION: ("knee", "ankle", "heel", "foot_index"),
    Dof.THIGH_ELEVATION: ("hip", "knee"),
    Dof.TRUNK_LEAN: ("hip", "shoulder"),
    Dof.NECK_FLEXION: ("hip", "shoulder", "ear"),
}
_OF_THE_LEG = frozenset({Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION})
_FOOT = ("ankle", "heel", "foot_index")
_CHANGES = {Presence.NEW: Change.PERSON, Presence.BACK: Change.BACK}
_SIGN = {Side.LEFT: -1.0, Side.RIGHT: 1.0}

TURNED_VOTE = 0.3
"""A running vote of so much against the facing that is held: who faces the other way has done so for over a second."""

_ABSENT = dict.fromkeys(Dof, nan)
_UNMEASURED = dict.fromkeys(Dof, 0.0)
_BY_CAMERA = dict.fromkeys(Dof, Origin.CAMERA)
SHAPELESS = 0.5
"""Where the view allows less (more than 35 degrees off the side), it takes the shape of a foot away as well."""

_NO_FOOT = (Cause(CauseKind.NO_FOOT, BodyPart.FOOT),)


@dataclass(frozen=True, slots=True)
class TrackParams:
    """What the measurement is told.

    Parameters
    ----------
    neutral_s : tuple of float or None
        Interval in which the person holds the neutral posture, in seconds.
    ankle_neutral_deg : float or None
        A neutral known beforehand, in degrees.
    is_smoothed : bool
        Whether the poses come smoothed over time.
    """

    neutral_s: tuple[float, float] | None = None
    ankle_neutral_deg: float | None = None
    is_smoothed: bool = True

    def initial_neutral(self) -> NeutralState:
        """Return the neutral capture to start with."""
        if self.ankle_neutral_deg is None:
            return NeutralState()
        return NeutralState(offset_deg=self.ankle_neutral_deg, source="prescription")


@dataclass(frozen=True, slots=True)
class LegState:
    """What is remembered of one leg: its neutral capture."""

    neutral: NeutralState


@dataclass(frozen=True, slots=True)
class TrackState:
    """What is remembered between poses.

    Parameters
    ----------
    legs : mapping of Side to LegState
        Memory of each leg.
    t_s : float or None
        Time of the last pose with a person.
    facing_vote : float
        Running vote on the facing direction, -1 (left of the picture) to 1.
    facing_held : Side or None
        The facing direction while it is held: from an attempt on until the person turns round.
    view_deg : float
        Running view angle.
    front_vote : float
        Running measure of whether the person is turned towards the camera (above 0) or away from it.
    person : PersonState
        Where the person was last.
    steady : SteadyState
        The points made steady, where the poses do not come so.
    left_behind : mapping of Side to LegState
        Memory of the legs of the person for whom somebody else was taken; empty while nobody was.
    frozen : FrozenState
        The pictures, which may stand still.
    """

    legs: Mapping[Side, LegState]
    t_s: float | None = None
    facing_vote: float = 0.0
    facing_held: Side | None = None
    view_deg: float = 0.0
    front_vote: float = 0.0
    person: PersonState = field(default_factory=PersonState)
    steady: SteadyState = field(default_factory=SteadyState)
    left_behind: Mapping[Side, LegState] = field(default_factory=dict)
    frozen: FrozenState = field(default_factory=FrozenState)

    @property
    def facing(self) -> Side:
        """The side of the picture the person faces."""
        return self.facing_held or (Side.RIGHT if self.facing_vote >= 0.0 else Side.LEFT)


def start(params: TrackParams) -> TrackState:
    """Return the memory to start with.

    Parameters
    ----------
    params : TrackParams
        What the measurement is told.
    """
    return TrackState(legs={side: LegState(neutral=params.initial_neutral()) for side in Side})


def step(
    params: TrackParams,
    state: TrackState,
    pose: Pose,
    sides: Collection[Side] = tuple(Side),
    frame: Frame | None = None,
) -> tuple[TrackState, Sighting]:
    """Measure one pose.

    Without the person in view, or with the skeleton on somebody else, every angle is NaN and the memory of view, facing
    and legs stays as it is.

    Parameters
    ----------
    params : TrackParams
        What the measurement is told.
    state : TrackState
        Memory.
    pose : Pose
        The next pose.
    sides : collection of Side
        The legs to measure; once the working leg is known the other one need not be.
    frame : Frame, optional
        The picture it came from, handed on with the view.

    Returns
    -------
    TrackState, Sighting
        New memory, and the angles of each leg asked for.
    """
    if not params.is_smoothed:
        steadying, pose = steady.step(state.steady, pose)
        state = replace(state, steady=steadying)
    state, presence, why = _find_person(state, pose)
    if presence is Presence.NOBODY:
        return replace(state, frozen=FrozenState()), _nobody(state, pose, sides, frame, why)
    if presence is not Presence.SAME:
        state = _begin_anew(params, state, presence)
    state, has_turned = _follow(state, pose)
    memory = dict(state.legs)
    samples = {}
    calibration: dict[Side, Calibrated | NeutralRejected] = {}
    for side in sides:
        memory[side], samples[side] = _measure_leg(params, state, pose, side)
        if (news := _calibration(pose.t_s, state.legs[side].neutral, memory[side].neutral)) is not None:
            calibration[side] = news
    near = view.near_side(state.facing)
    freezing, believed, events = frozen.step(state.frozen, pose.picture, samples, near)
    sighting = Sighting(
        pose.t_s,
        believed,
        near=near,
        events=events,
        calibration=calibration,
        view=View(state.facing, state.view_deg, pose, frame),
        change=_CHANGES.get(presence, Change.FACING if has_turned else None),
    )
    return replace(state, legs=memory, frozen=freezing), sighting


def _find_person(state: TrackState, pose: Pose) -> tuple[TrackState, Presence, Causes]:
    """Tell who is seen, and where it is nobody, why."""
    why = absent.find_absence(pose)
    if why:
        return state, Presence.NOBODY, why
    holding, presence = person.step(state.person, pose)
    why = absent.find_somebody_else(pose) if presence is Presence.NOBODY else ()
    return replace(state, person=holding), presence, why


def _begin_anew(params: TrackParams, state: TrackState, presence: Presence) -> TrackState:
    """Return the memory for somebody else, whose neutral is not known yet, or for the person who is back."""
    known = state.left_behind if presence is Presence.BACK else {}
    behind = {} if presence is Presence.BACK else state.legs
    fresh = start(params)
    return replace(fresh, legs=known or fresh.legs, person=state.person, steady=state.steady, left_behind=behind)


def _nobody(state: TrackState, pose: Pose, sides: Collection[Side], frame: Frame | None, causes: Causes) -> Sighting:
    """Return the sighting of a picture without the person."""
    why = dict.fromkeys(Dof, causes)
    return Sighting(
        pose.t_s,
        {side: AngleSample(pose.t_s, side, _ABSENT, _UNMEASURED, _BY_CAMERA, why=why) for side in sides},
        near=view.near_side(state.facing),
        is_present=False,
        view=View(state.facing, nan, pose, frame),
    )


def read_neutral(pose: Pose, side: Side) -> NeutralReading:
    """Return what a leg reads in a posture that is held; its ankle is NaN where the points are not seen.

    Both feet stand flat side by side in the neutral posture, so it does not matter which of them is seen.

    Parameters
    ----------
    pose : Pose
        The body points, steady.
    side : Side
        The leg that is measured.
    """
    points = [f"{side}_{name}" for name in _POINTS[Dof.ANKLE_DORSIFLEXION]]
    if not rate_points(pose, points).quality:
        return _neutral_reading(pose, side, nan)
    knee, ankle, heel, toe = (view.point(pose, name) for name in points)
    return _neutral_reading(pose, side, measure_ankle_dorsiflexion(knee, ankle, heel, toe))


def hold_facing(state: TrackState) -> TrackState:
    """Return the memory with the facing direction held from here on.

    Parameters
    ----------
    state : TrackState
        Memory.
    """
    return replace(state, facing_held=state.facing)


def _follow(state: TrackState, pose: Pose) -> tuple[TrackState, bool]:
    """Bring facing and view up to date, and tell whether the person has turned round."""
    # The first pose counts in full: there is nothing to weigh it against.
    elapsed_s = float("inf") if state.t_s is None else pose.t_s - state.t_s
    vote = view.update_facing(state.facing_vote, pose, elapsed_s)
    has_turned = state.facing_held is not None and vote * _SIGN[state.facing_held] <= -TURNED_VOTE
    return replace(
        state,
        t_s=pose.t_s,
        facing_vote=vote,
        facing_held=None if has_turned else state.facing_held,
        view_deg=view.update_view_angle(state.view_deg, pose, elapsed_s),
        front_vote=view.update_front(state.front_vote, pose, elapsed_s),
    ), has_turned


def _measure_leg(params: TrackParams, state: TrackState, pose: Pose, side: Side) -> tuple[LegState, AngleSample]:
    of_view = rate_view(state.view_deg, is_front=state.front_vote >= 0.0)
    rated = {dof: _rate(pose, side, dof, state, of_view) for dof in Dof}
    leg = state.legs[side]
    raw = _measure_angles(pose, side, state.facing)
    # Both feet stand flat side by side in the neutral posture: which of them is seen does not matter there.
    ankle_deg = raw[Dof.ANKLE_DORSIFLEXION] if rated[Dof.ANKLE_DORSIFLEXION].quality > 0.0 else nan
    leg = replace(leg, neutral=neutral.step(leg.neutral, _neutral_reading(pose, side, ankle_deg), params.neutral_s))
    if rated[Dof.ANKLE_DORSIFLEXION].quality > 0.0:  # of points that are a guess the shape of the foot tells nothing
        rated[Dof.ANKLE_DORSIFLEXION] = worst(
            rated[Dof.ANKLE_DORSIFLEXION], *_rate_foot(pose, side, state, raw, of_view)
        )
    deg = {dof: raw[dof] if rated[dof].quality > 0.0 else nan for dof in Dof}
    deg[Dof.ANKLE_DORSIFLEXION] -= leg.neutral.offset_deg
    quality = {dof: 0.0 if isnan(deg[dof]) else round(rated[dof].quality, 3) for dof in Dof}
    why = {dof: rated[dof].causes for dof in Dof if rated[dof].causes}
    return leg, AngleSample(pose.t_s, side, deg, quality, _BY_CAMERA, why=why)


def _rate(pose: Pose, side: Side, dof: Dof, state: TrackState, of_view: Rating) -> Rating:
    names = [f"{side}_{name}" for name in _POINTS[dof]]
    if dof is Dof.NECK_FLEXION:
        names.append("nose")
    is_modest = dof in _OF_THE_LEG and side is view.near_side(state.facing)
    least = NEAR_VISIBILITY if is_modest else view.MIN_VISIBILITY
    return worst(rate_points(pose, names, least), of_view)


def _rate_foot(
    pose: Pose, side: Side, state: TrackState, raw: Mapping[Dof, float], of_view: Rating
) -> tuple[Rating, Rating]:
    """Return what the shape of the foot and its distance to the other one allow.

    From far off the side a foot has no shape: the view is a cause of that as well.
    """
    shape = rate_foot_shape(*(view.point(pose, f"{side}_{name}") for name in _FOOT))
    if shape.causes and of_view.quality < SHAPELESS:
        shape = replace(shape, causes=(*of_view.causes, *shape.causes))
    # Stretched out before the other one, the leg towards the camera cannot be taken for it.
    is_before = side is view.near_side(state.facing) and not raw[Dof.KNEE_FLEXION] >= KNEE_STRAIGHT_DEG
    return shape, FULL if is_before else _rate_clearance(pose, side)


def _rate_clearance(pose: Pose, side: Side) -> Rating:
    shank_px = length_px(view.point(pose, f"{side}_knee"), view.point(pose, f"{side}_ankle"))
    foot, other = ([view.point(pose, f"{one}_{name}") for name in _FOOT] for one in (side, side.other))
    return rate_clearance(foot, other, shank_px) if shank_px else Rating(0.0, _NO_FOOT)


def _measure_angles(pose: Pose, side: Side, facing: Side) -> dict[Dof, float]:
    hip, knee, ankle, heel, toe, shoulder, ear = (
        view.point(pose, f"{side}_{name}") for name in ("hip", "knee", "ankle", "heel", "foot_index", "shoulder", "ear")
    )
    nose = view.point(pose, "nose")
    return {
        Dof.KNEE_FLEXION: measure_knee_flexion(hip, knee, ankle),
        Dof.ANKLE_DORSIFLEXION: measure_ankle_dorsiflexion(knee, ankle, heel, toe),
        Dof.THIGH_ELEVATION: measure_thigh_elevation(hip, knee, facing),
        Dof.TRUNK_LEAN: measure_trunk_lean(hip, shoulder, facing),
        Dof.NECK_FLEXION: measure_neck_flexion(hip, shoulder, ear, nose, facing),
    }


def _neutral_reading(pose: Pose, side: Side, ankle_deg: float) -> NeutralReading:
    knee, ankle, heel, toe = (view.point(pose, f"{side}_{name}") for name in _POINTS[Dof.ANKLE_DORSIFLEXION])
    return NeutralReading(
        t_s=pose.t_s,
        ankle_deg=ankle_deg,
        shank_tilt_deg=90.0 - neutral.tilt_deg(knee, ankle),
        sole_tilt_deg=neutral.tilt_deg(heel, toe),
    )


def _calibration(t_s: float, before: NeutralState, after: NeutralState) -> Calibrated | NeutralRejected | None:
    """Return what one pose changed about the neutral, if anything."""
    if after.rejected_deg is not None and before.rejected_deg is None:
        return NeutralRejected(t_s, after.rejected_deg)
    if before.source != "none" or after.source == "none":
        return None
    return Calibrated(t_s, ankle_neutral_deg=after.offset_deg, source=after.source)
