"""Counting: sightings in, judged repetitions out. Behind the wall: nothing here knows what a sighting was made from.

Both legs are followed until one of them makes an attempt; from then on that one is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan

from formcheck.events import AttemptDropped, Event, RepetitionJudged, SideChosen, TrackingFound, TrackingLost, Verdict
from formcheck.exercise import instruments, machine
from formcheck.exercise.judge import judge
from formcheck.exercise.machine import ClosedAttempt, MachineState, MachineStep, Stage
from formcheck.exercise.measure import measure_attempt
from formcheck.exercise.plan import Plan
from formcheck.exercise.uncertainty import grown_curves, with_uncertainty
from formcheck.samples import TIME_TOLERANCE_S, Accuracy, AngleSample, Dof, Origin, Side
from formcheck.sighting import Sighting

FAR_LEG_LEAD = 2.0
"""The leg away from the camera is chosen only where it moves this many times as far: when the shanks overlap, its
landmarks copy the near leg's."""

HOME_SHARE = 0.85
"""An attempt that the end of the recording cut off counts where this share of its way was taken back."""

TRUE_SHARE = 0.8
"""What, measured with hindsight, does not reach this share of an attempt's least size was none: a burst of wrong
readings."""

BACK_SHARE = 0.6
"""A movement that two instruments followed, one after the other, counts where this share of its way was taken back:
what they differ by may look like a return."""

LOST_S = 0.5
"""Joints unseen for this long are reported as lost."""


@dataclass(frozen=True, slots=True)
class CountingParams:
    """What counting is told.

    Parameters
    ----------
    plan : Plan
        The prescription made ready.
    accuracy : Accuracy
        Which angles the source can measure, and how well.
    by_origin : mapping of Origin to Accuracy
        With several instruments, the same for each of them.
    """

    plan: Plan
    accuracy: Accuracy
    by_origin: Mapping[Origin, Accuracy] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountingState:
    """Memory of the counting.

    Parameters
    ----------
    machines : mapping of Side to MachineState
        Memory of each leg that is followed: both until the working leg is known, then that one.
    side : Side or None
        The working leg once known.
    is_held : bool
        Whether it has made an attempt, and is held from here on.
    attempts, good : int
        Attempts judged so far.
    seen_s : float
        When all joints that matter were last seen; NaN before.
    is_lost : bool
        Whether joints are reported as lost.
    """

    machines: Mapping[Side, MachineState]
    side: Side | None = None
    is_held: bool = False
    attempts: int = 0
    good: int = 0
    seen_s: float = nan
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What one sighting gave.

    Parameters
    ----------
    angles : AngleSample
        The angles of the working leg, or, until it is known, of the nearer one.
    phase : str
        Phase of the exercise; empty while nothing can start.
    excursion_deg : float
        How far the driving joint is from rest, towards the end; NaN where not known.
    events : tuple of Event
        What happened.
    """

    angles: AngleSample
    phase: str
    excursion_deg: float
    events: tuple[Event, ...]


def start(params: CountingParams) -> CountingState:
    """Return the memory to start with.

    Parameters
    ----------
    params : CountingParams
        What counting is told.
    """
    side = params.plan.prescription.side
    return CountingState({one: MachineState() for one in ((side,) if side else tuple(Side))}, side)


def step(params: CountingParams, state: CountingState, sighting: Sighting) -> tuple[CountingState, Counted]:
    """Take one sighting.

    Parameters
    ----------
    params : CountingParams
        What counting is told.
    state : CountingState
        Memory.
    sighting : Sighting
        The next sighting, with a sample of the working leg, or of any leg while that is not known; its time must be
        later than the last one's.

    Returns
    -------
    CountingState, Counted
        New memory, and what happened.
    """
    shown = _shown_side(state, sighting)
    events = [*sighting.events, *_calibration(sighting, shown)]
    state, news = _watch(params, state, sighting.samples[shown])
    events += news
    state, results = _step_machines(params.plan, state, sighting)
    state, news = _choose_side(state, sighting)
    events += news
    shown = state.side or shown
    result = results[shown]
    events += result.events
    if result.closed is not None:
        state, judged = _judge(params, state, result.closed, sighting.t_s)
        events.append(judged)
    memory = state.machines[shown]
    phase = machine.phase_name(params.plan, memory)
    return state, Counted(sighting.samples[shown], phase, memory.excursion_deg, tuple(events))


def _shown_side(state: CountingState, sighting: Sighting) -> Side:
    """Return the leg to show: the working one, until it is known the nearer one, else any that is measured."""
    return state.side or sighting.near or next(iter(sighting.samples))


def _calibration(sighting: Sighting, side: Side) -> tuple[Event, ...]:
    return (sighting.calibration[side],) if side in sighting.calibration else ()


def _watch(
    params: CountingParams, state: CountingState, sample: AngleSample
) -> tuple[CountingState, tuple[Event, ...]]:
    """Report joints that matter as lost when they have not been seen for a while, and as found again.

    What the source cannot measure at all was never there to be lost.
    """
    watched = [dof for dof in params.plan.scored if params.accuracy.measures(dof)]
    missing: tuple[Dof, ...] = tuple(dof for dof in watched if isnan(sample.deg[dof]))
    if not missing:
        found = (TrackingFound(sample.t_s),) if state.is_lost else ()
        return replace(state, seen_s=sample.t_s, is_lost=False), found
    if isnan(state.seen_s):
        return replace(state, seen_s=sample.t_s), ()
    if state.is_lost or sample.t_s - state.seen_s < LOST_S - TIME_TOLERANCE_S:
        return state, ()
    return replace(state, is_lost=True), (TrackingLost(sample.t_s, missing),)


def _step_machines(
    plan: Plan, state: CountingState, sighting: Sighting
) -> tuple[CountingState, Mapping[Side, MachineStep]]:
    stepped = {
        side: machine.step(plan, memory, sighting.samples[side])
        for side, memory in state.machines.items()
        if side in sighting.samples
    }
    machines = {**state.machines, **{side: memory for side, (memory, _) in stepped.items()}}
    return replace(state, machines=machines), {side: result for side, (_, result) in stepped.items()}


def _choose_side(state: CountingState, sighting: Sighting) -> tuple[CountingState, tuple[Event, ...]]:
    """Choose the leg that makes the first attempt, and hold it from here on."""
    if state.is_held:
        return state, ()
    side = _attempting_side(state, sighting.near)
    if side is None:
        return state, ()
    state = replace(state, side=side, is_held=True, machines={side: state.machines[side]})
    facing = None if sighting.view is None else sighting.view.facing
    return state, (SideChosen(sighting.t_s, side, facing),)


def _attempting_side(state: CountingState, near: Side | None) -> Side | None:
    """Return the leg that makes an attempt; None where none does.

    Of two legs before a camera it is the near one, unless the other clearly leads; without a camera the one that has
    moved further.
    """
    ahead = max(state.machines, key=lambda side: _excursion_deg(state.machines[side]))
    if near is not None and len(state.machines) == len(Side) and ahead is not near:
        lead = _excursion_deg(state.machines[near.other]) >= FAR_LEG_LEAD * _excursion_deg(state.machines[near])
        ahead = near.other if lead else near
    return ahead if state.machines[ahead].is_attempt else None


def _excursion_deg(memory: MachineState) -> float:
    return 0.0 if isnan(memory.excursion_deg) else max(0.0, memory.excursion_deg)


def finish(params: CountingParams, state: CountingState, t_s: float) -> tuple[CountingState, tuple[Event, ...]]:
    """End a recording: an attempt under way that had all but come home is judged, any other is told as cut.

    Parameters
    ----------
    params : CountingParams
        What counting is told.
    state : CountingState
        Memory after the last sighting.
    t_s : float
        Its time, in seconds.

    Returns
    -------
    CountingState, tuple of Event
        New memory, and what there is to tell.
    """
    if state.side is None:
        return state, ()
    memory = state.machines[state.side]
    closed = machine.finish(params.plan, memory)
    if closed is None:
        return state, ()
    if memory.stage is Stage.OUT:  # whatever a burst of wrong readings at the very end says, nobody came home
        return state, (AttemptDropped(t_s, "cut_by_end"),)
    state, event = _judge(params, state, closed, t_s)
    return state, (event,)


def _judge(
    params: CountingParams, state: CountingState, closed: ClosedAttempt, t_s: float
) -> tuple[CountingState, Event]:
    driver = params.plan.driver
    has_changed = instruments.has_changed(closed, driver)
    closed = instruments.settle(closed, driver)
    attempt = measure_attempt(params.plan, closed)
    if closed.is_cut and attempt.returned_share(driver) < HOME_SHARE:
        return state, AttemptDropped(t_s, "cut_by_end")
    if has_changed and not closed.is_lost and attempt.returned_share(driver) < BACK_SHARE:
        return state, AttemptDropped(t_s, "never_returned")
    if attempt.height_deg(driver) < TRUE_SHARE * params.plan.attempt_deg:
        return state, AttemptDropped(t_s, "too_small")
    accuracy = instruments.accuracy_of(closed.samples, params.by_origin, params.accuracy)
    strange = instruments.differing(accuracy, params.accuracy)
    repetition = judge(params.plan, attempt, accuracy, state.attempts + 1, strange)
    repetition = with_uncertainty(repetition, attempt, accuracy)
    good = state.good + (repetition.verdict is Verdict.GOOD)
    judged = RepetitionJudged(t_s, repetition, grown_curves(attempt, accuracy))
    return replace(state, attempts=repetition.index, good=good), judged
