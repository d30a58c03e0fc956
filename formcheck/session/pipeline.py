"""The one pipeline: poses in, steps out. Live, review, batch and replay are this same fold.

All memory is in `PipelineState`, which is frozen and can be saved as JSON and taken up again (`save`, `resume`).
Nothing here reads a clock; time is the poses' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan, nan

from formcheck.events import Event, RepetitionJudged, SideChosen, TrackingFound, TrackingLost, Verdict
from formcheck.exercise import machine
from formcheck.exercise.judge import judge
from formcheck.exercise.machine import ClosedAttempt, MachineState
from formcheck.exercise.measure import measure_attempt
from formcheck.exercise.plan import Plan, make_plan
from formcheck.kinematics import track
from formcheck.kinematics.track import Tracked, TrackParams, TrackState
from formcheck.kinematics.view import near_side
from formcheck.samples import TIME_TOLERANCE_S, AngleSample, Dof, Frame, Pose, Side
from formcheck.session import codec
from formcheck.session.model import Header, Step

FAR_LEG_LEAD = 2.0
"""The leg away from the camera is chosen only where it moves this many times as far: when the shanks overlap, its
landmarks copy the near leg's."""

LOST_S = 0.5
"""Joints unseen for this long are reported as lost."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What does not change during a session.

    Parameters
    ----------
    header : Header
        The session's identity.
    plan : Plan
        The prescription made ready.
    params : TrackParams
        What the measurement is told.
    """

    header: Header
    plan: Plan
    params: TrackParams


@dataclass(frozen=True, slots=True)
class PipelineState:
    """All memory of a session.

    Parameters
    ----------
    track : TrackState
        Memory of the measurement.
    machines : mapping of Side to MachineState
        Memory of the counting: of both legs until the working leg is known, then of that one.
    side : Side or None
        The working leg once known.
    attempts, good : int
        Attempts judged so far.
    seen_s : float
        When all joints that matter were last seen; NaN before.
    is_lost : bool
        Whether joints are reported as lost.
    """

    track: TrackState
    machines: Mapping[Side, MachineState]
    side: Side | None = None
    attempts: int = 0
    good: int = 0
    seen_s: float = nan
    is_lost: bool = False


def make_pipeline(header: Header) -> Pipeline:
    """Return the engine of a session."""
    personal = header.prescription.personal
    params = TrackParams(header.neutral_s, personal.ankle_neutral_deg, is_smoothed=header.is_smoothed)
    return Pipeline(header, make_plan(header.prescription), params)


def start(engine: Pipeline) -> PipelineState:
    """Return the memory to start with."""
    side = engine.header.prescription.side
    sides = (side,) if side else tuple(Side)
    return PipelineState(track.start(engine.params), {one: MachineState() for one in sides}, side)


def step(engine: Pipeline, state: PipelineState, pose: Pose, frame: Frame | None = None) -> tuple[PipelineState, Step]:
    """Take one pose.

    Parameters
    ----------
    engine : Pipeline
        What does not change.
    state : PipelineState
        Memory.
    pose : Pose
        The next pose; its time must be later than the last one's.
    frame : Frame, optional
        The picture it came from, handed on to the outputs.

    Returns
    -------
    PipelineState, Step
        New memory, and what became of the pose.
    """
    tracking, tracked = track.step(engine.params, state.track, pose, tuple(state.machines))
    state = replace(state, track=tracking)
    shown = state.side or near_side(tracking.facing)
    events = [*tracked.events, *_calibration(tracked, shown)]
    state, news = _watch(engine.plan, state, tracked.samples[shown])
    events += news
    results = {
        side: machine.step(engine.plan, memory, tracked.samples[side]) for side, memory in state.machines.items()
    }
    state = replace(state, machines={side: memory for side, (memory, _) in results.items()})
    state, news = _choose_side(state, pose.t_s)
    events += news
    shown = state.side or shown
    _, result = results[shown]
    events += result.events
    if result.closed is not None:
        state, judged = _judge(engine, state, result.closed, pose.t_s)
        events.append(judged)
    memory = state.machines[shown]
    return state, Step(
        frame=frame,
        estimated=pose,
        pose=tracked.pose,
        is_person=tracked.is_person,
        facing=tracking.facing,
        view_deg=tracking.view_deg if tracked.is_person else nan,
        angles=tracked.samples[shown],
        phase=machine.phase_name(engine.plan, memory),
        excursion_deg=memory.excursion_deg,
        attempts=state.attempts,
        good=state.good,
        events=tuple(events),
    )


def save(state: PipelineState) -> str:
    """Return the memory as JSON."""
    return codec.dump(PipelineState, state)


def resume(saved: str) -> PipelineState:
    """Return the memory that `save` gave."""
    return codec.load(PipelineState, saved)


def _calibration(tracked: Tracked, side: Side) -> tuple[Event, ...]:
    return (tracked.calibration[side],) if side in tracked.calibration else ()


def _watch(plan: Plan, state: PipelineState, sample: AngleSample) -> tuple[PipelineState, tuple[Event, ...]]:
    """Report joints that matter as lost when they have not been seen for a while, and as found again."""
    missing: tuple[Dof, ...] = tuple(dof for dof in plan.scored if isnan(sample.deg[dof]))
    if not missing:
        found = (TrackingFound(sample.t_s),) if state.is_lost else ()
        return replace(state, seen_s=sample.t_s, is_lost=False), found
    if isnan(state.seen_s):
        return replace(state, seen_s=sample.t_s), ()
    if state.is_lost or sample.t_s - state.seen_s < LOST_S - TIME_TOLERANCE_S:
        return state, ()
    return replace(state, is_lost=True), (TrackingLost(sample.t_s, missing),)


def _choose_side(state: PipelineState, t_s: float) -> tuple[PipelineState, tuple[Event, ...]]:
    """Choose the leg that makes the first attempt, and hold it, with the facing direction, from here on."""
    if state.track.facing_held is not None:
        return state, ()
    facing = state.track.facing
    side = (
        state.side if state.side and state.machines[state.side].is_attempt else _working_side(state, near_side(facing))
    )
    if side is None:
        return state, ()
    state = replace(state, side=side, machines={side: state.machines[side]}, track=track.hold_facing(state.track))
    return state, (SideChosen(t_s, side, facing),)


def _working_side(state: PipelineState, near: Side) -> Side | None:
    """Return the leg that makes an attempt, the far one only where it clearly leads; None where neither does."""
    if len(state.machines) < len(Side):
        return None
    lead = _excursion_deg(state.machines[near.other]) >= FAR_LEG_LEAD * _excursion_deg(state.machines[near])
    side = near.other if lead else near
    return side if state.machines[side].is_attempt else None


def _excursion_deg(memory: MachineState) -> float:
    return 0.0 if isnan(memory.excursion_deg) else max(0.0, memory.excursion_deg)


def _judge(engine: Pipeline, state: PipelineState, closed: ClosedAttempt, t_s: float) -> tuple[PipelineState, Event]:
    attempt = measure_attempt(engine.plan, closed)
    repetition = judge(engine.plan, attempt, engine.header.error_deg, state.attempts + 1)
    good = state.good + (repetition.verdict is Verdict.GOOD)
    return replace(state, attempts=repetition.index, good=good), RepetitionJudged(t_s, repetition)
