"""Counting: sightings in, judged repetitions out. Behind the wall: nothing here knows what a sighting was made from.

Both legs are followed until one of them makes an attempt; from then on that one is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isnan, nan

from formcheck.causes import Cause, CauseKind
from formcheck.events import AttemptDropped, Event, RepetitionJudged, SideChosen, TrackingFound, TrackingLost, Verdict
from formcheck.exercise import instruments, machine
from formcheck.exercise.judge import judge
from formcheck.exercise.machine import ClosedAttempt, MachineState, MachineStep, Stage
from formcheck.exercise.measure import Attempt, measure_attempt
from formcheck.exercise.plan import Plan
from formcheck.exercise.uncertainty import grown_curves, with_uncertainty
from formcheck.samples import TIME_TOLERANCE_S, Accuracy, AngleSample, Dof, Origin, Side
from formcheck.sighting import Change, Sighting

FAR_LEG_LEAD = 2.0
"""The leg away from the camera, and later on the one that is not held, is chosen only where it moves this many times as
far: when the shanks overlap, its landmarks copy the near leg's."""

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
    others : tuple of Plan
        Exercises with the same driver, which repetitions are compared with.
    """

    plan: Plan
    accuracy: Accuracy
    by_origin: Mapping[Origin, Accuracy] = field(default_factory=dict)
    others: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What was known of the legs of a person who may be back; see `CountingState`."""

    machines: Mapping[Side, MachineState]
    side: Side | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class CountingState:
    """Memory of the counting.

    Parameters
    ----------
    machines : mapping of Side to MachineState
        Memory of each leg.
    side : Side or None
        The working leg once known.
    is_held : bool
        Whether it has made an attempt, and is held until the other one clearly makes one.
    attempts, good, unseen : int
        Attempts so far; how many were good, and how many could not be seen well enough to be judged.
    seen_s : float
        When all joints that matter were last seen; NaN before.
    is_lost : bool
        Whether joints are reported as lost.
    aside : Aside or None
        What was known of the person for whom somebody else is taken at the moment, who has made no attempt yet.
    """

    machines: Mapping[Side, MachineState]
    side: Side | None = None
    is_held: bool = False
    attempts: int = 0
    good: int = 0
    unseen: int = 0
    seen_s: float = nan
    is_lost: bool = False
    aside: Aside | None = None

    @property
    def followed(self) -> tuple[Side, ...]:
        """The legs to look at next: both, but in an attempt of the working leg only that one."""
        if self.side is not None and self.machines[self.side].is_attempt:
            return (self.side,)
        return tuple(self.machines)


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
    return CountingState({side: MachineState() for side in Side}, params.plan.prescription.side)


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
    events = [*sighting.events]
    state, news = _change(params, state, sighting)
    events += news
    shown = _shown_side(state, sighting)
    events += _calibration(sighting, shown)
    state, news = _watch(params, state, sighting.samples[shown])
    events += news
    state, results = _step_machines(params.plan, state, sighting)
    state, news = _choose_side(params, state, sighting)
    events += news
    shown = state.side or shown
    result = results.get(shown, MachineStep())
    events += result.events
    if result.closed is not None:
        state, judged = _judge(params, state, result.closed, sighting.t_s)
        events.append(judged)
    state = _look_at_one(state)
    memory = state.machines[shown]
    phase = machine.phase_name(params.plan, memory)
    return state, Counted(sighting.samples[shown], phase, memory.excursion_deg, tuple(events))


def _change(
    params: CountingParams, state: CountingState, sighting: Sighting
) -> tuple[CountingState, tuple[Event, ...]]:
    """Begin anew where the sighting says so; what was under way goes on if the person is back soon."""
    match sighting.change:
        case None:
            return state, ()
        case Change.BACK if state.aside is not None:
            known = state.aside
            return replace(state, machines=known.machines, side=known.side, is_held=known.is_held, aside=None), ()
        case Change.PERSON if state.aside is None:
            known = Aside(state.machines, state.side, state.is_held)
            return replace(_anew(params, state), aside=known), ()
        case _:
            return begin_anew(params, params, state, sighting.t_s)


def _anew(params: CountingParams, state: CountingState) -> CountingState:
    fresh = start(params)
    return replace(state, machines=fresh.machines, side=fresh.side, is_held=False)


def begin_anew(
    before: CountingParams, after: CountingParams, state: CountingState, t_s: float
) -> tuple[CountingState, tuple[Event, ...]]:
    """End what was under way, as at the end of a recording, and look for the leg that moves once more.

    Parameters
    ----------
    before, after : CountingParams
        What counting was told, and is told from here on.
    state : CountingState
        Memory.
    t_s : float
        When, in seconds.

    Returns
    -------
    CountingState, tuple of Event
        New memory, in which the counts go on, and what there is to tell.
    """
    state, events = finish(before, state, t_s)
    return _anew(after, state), events


def _shown_side(state: CountingState, sighting: Sighting) -> Side:
    """Return the leg to show: the working one, until it is known the nearer one, else any that is measured."""
    wanted = state.side or sighting.near
    return wanted if wanted is not None and wanted in sighting.samples else next(iter(sighting.samples))


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
    cause = next(iter(sample.why.get(missing[0], ())), None)
    return replace(state, is_lost=True), (TrackingLost(sample.t_s, missing, cause),)


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


def _choose_side(
    params: CountingParams, state: CountingState, sighting: Sighting
) -> tuple[CountingState, tuple[Event, ...]]:
    """Choose the leg that makes an attempt, and hold it until the other one clearly makes one."""
    prescribed = params.plan.prescription.side
    if state.is_held and (prescribed is not None or not _is_other_leg(state)):
        return state, ()
    side = prescribed if prescribed is not None else _attempting_side(state, sighting.near)
    if side is None or not state.machines[side].is_attempt:
        return state, ()
    facing = None if sighting.view is None else sighting.view.facing
    state, ended = _finish_aside(params, state, sighting.t_s)
    return replace(state, side=side, is_held=True), (*ended, SideChosen(sighting.t_s, side, facing))


def _is_other_leg(state: CountingState) -> bool:
    """Tell whether the leg that is not held makes an attempt while the one that is does not."""
    if state.side is None or state.machines[state.side].is_attempt:
        return False
    other = state.machines[state.side.other]
    return other.is_attempt and _excursion_deg(other) >= FAR_LEG_LEAD * _excursion_deg(state.machines[state.side])


def _look_at_one(state: CountingState) -> CountingState:
    """Forget what the other leg did once the working one makes an attempt: its points may copy this one's."""
    if state.side is None or not state.machines[state.side].is_attempt:
        return state
    return replace(state, machines={**state.machines, state.side.other: MachineState(is_opening=False)})


def _attempting_side(state: CountingState, near: Side | None) -> Side | None:
    """Return the leg that makes an attempt; None where none does.

    Of two legs before a camera it is the near one, unless the other clearly leads; without a camera the one that has
    moved further.
    """
    ahead = max(state.machines, key=lambda side: _excursion_deg(state.machines[side]))
    if near is not None and ahead is not near:
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
    state, ended = _finish_aside(params, state, t_s)
    state, events = _finish(params, state, t_s)
    return state, (*ended, *events)


def _finish_aside(params: CountingParams, state: CountingState, t_s: float) -> tuple[CountingState, tuple[Event, ...]]:
    """End what was under way with a person who is not seen any more."""
    if state.aside is None:
        return state, ()
    known, now = state.aside, Aside(state.machines, state.side, state.is_held)
    before = replace(state, machines=known.machines, side=known.side, is_held=known.is_held, aside=None)
    before, events = _finish(params, before, t_s)
    return replace(before, machines=now.machines, side=now.side, is_held=now.is_held), events


def _finish(params: CountingParams, state: CountingState, t_s: float) -> tuple[CountingState, tuple[Event, ...]]:
    if state.side is None:
        return state, ()
    memory = state.machines[state.side]
    closed = machine.finish(params.plan, memory)
    if closed is None:
        return state, ()
    if memory.stage is Stage.OUT:  # whatever a burst of wrong readings at the very end says, nobody came home
        return state, (AttemptDropped(t_s, "cut_by_end", memory.left_s),)
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
        return state, AttemptDropped(t_s, "cut_by_end", closed.left_s)
    if has_changed and not closed.is_lost and attempt.returned_share(driver) < BACK_SHARE:
        return state, AttemptDropped(t_s, "never_returned", closed.left_s)
    if attempt.height_deg(driver) < TRUE_SHARE * params.plan.attempt_deg:
        return state, AttemptDropped(t_s, "too_small", closed.left_s, _why_small(params.plan, attempt))
    accuracy = instruments.accuracy_of(closed.samples, params.by_origin, params.accuracy)
    strange = instruments.differing(accuracy, params.accuracy)
    repetition = judge(params.plan, attempt, accuracy, state.attempts + 1, strange, params.others)
    repetition = with_uncertainty(repetition, attempt, accuracy)
    good = state.good + (repetition.verdict is Verdict.GOOD)
    unseen = state.unseen + (repetition.verdict is Verdict.NOT_MEASURABLE)
    judged = RepetitionJudged(t_s, repetition, grown_curves(attempt, accuracy))
    return replace(state, attempts=repetition.index, good=good, unseen=unseen), judged


def _why_small(plan: Plan, attempt: Attempt) -> Cause:
    """Return how small a movement was that looked like an attempt at first, or that its readings leapt."""
    leapt = attempt.unseen.get(plan.driver)
    if leapt is not None and leapt.cause.kind is CauseKind.LEAPING:
        return leapt.cause
    return Cause(CauseKind.SMALL, number=round(attempt.height_deg(plan.driver), 1), limit=plan.attempt_deg)
