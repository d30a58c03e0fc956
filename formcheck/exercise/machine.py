"""The state machine that finds attempts: a table of transitions, and one step that takes the first that applies.

An attempt need not reach its target: it is any excursion of at least `Plan.attempt_deg` from a rest posture that was
held for a moment, in the exercise's position. Leaving and returning have separate thresholds, each at least three
times the jitter seen at rest, so that hovering counts nothing. A closed attempt is handed on with its raw samples; what
happened in it is measured and judged elsewhere.

`TRANSITIONS` is what runs; ``docs/state-machine.md`` is drawn from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from formcheck.events import Event
from formcheck.exercise.changes import (
    attempt_until_lost,
    attempt_until_now,
    attempt_until_valley,
    begin_anew,
    count,
    cut_by_the_start,
    dropped_never_returned,
    dropped_out_of_position,
    follow_rest,
    forget,
    go_on_out,
    keep,
    leave_rest,
    phase,
    rest_where_fidget_ended,
    rest_where_it_begins,
    rest_where_returned,
    rest_where_still,
    started,
    turn_round,
)
from formcheck.exercise.conditions import (
    MAX_ATTEMPT_S,
    MAX_LOST_AT_REST_S,
    MAX_LOST_S,
    SETTLED_SHARE,
    becomes_an_attempt,
    begins_at_rest,
    bounces,
    fidgets_away,
    fidgets_to_rest,
    has_left_rest,
    has_returned,
    has_returned_to_rest,
    has_settled,
    has_settled_away,
    has_turned,
    is_lost,
    is_lost_at_rest,
    is_lost_in_an_attempt,
    is_out_of_position,
    is_unseen,
    rests_differently,
    rests_in_position,
    rises_again,
    rises_from_rest,
    takes_too_long,
)
from formcheck.exercise.memory import ClosedAttempt, MachineState, Stage, phase_name, remember
from formcheck.exercise.plan import Plan
from formcheck.exercise.situation import Situation
from formcheck.samples import AngleSample

__all__ = [
    "MAX_ATTEMPT_S",
    "MAX_LOST_AT_REST_S",
    "MAX_LOST_S",
    "TRANSITIONS",
    "ClosedAttempt",
    "MachineState",
    "MachineStep",
    "Stage",
    "Transition",
    "find_transition",
    "finish",
    "phase_name",
    "step",
]


@dataclass(frozen=True, slots=True)
class Transition:
    """One line of the machine's table.

    Parameters
    ----------
    when : callable
        The condition.
    to : Stage
        The stage from then on.
    does : callable
        What is remembered from then on; the stage apart.
    tells : tuple of callables
        What is told, in this order; one that returns None has nothing to tell.
    closes : callable or None
        Which attempt is handed on.
    """

    when: Callable[[Situation], bool]
    to: Stage
    does: Callable[[Situation], MachineState] = keep
    tells: tuple[Callable[[Situation, MachineState], Event | None], ...] = ()
    closes: Callable[[Situation], ClosedAttempt] | None = None


TRANSITIONS: Final[Mapping[Stage, tuple[Transition, ...]]] = {
    Stage.SEEKING: (
        Transition(is_unseen, Stage.SEEKING),
        Transition(begins_at_rest, Stage.REST, rest_where_it_begins, (phase,)),
        Transition(rests_in_position, Stage.REST, rest_where_still, (phase, cut_by_the_start)),
    ),
    Stage.REST: (
        Transition(is_lost_at_rest, Stage.SEEKING, forget),
        Transition(is_unseen, Stage.REST),
        Transition(is_out_of_position, Stage.SEEKING, forget),
        Transition(has_left_rest, Stage.OUT, leave_rest, (phase, started)),
        Transition(has_settled_away, Stage.SEEKING, forget),
        Transition(has_settled, Stage.REST, follow_rest),
    ),
    Stage.OUT: (
        Transition(is_lost_in_an_attempt, Stage.SEEKING, forget, closes=attempt_until_lost),
        Transition(is_lost, Stage.SEEKING, forget),
        Transition(is_unseen, Stage.OUT),
        Transition(is_out_of_position, Stage.SEEKING, forget, (dropped_out_of_position,)),
        Transition(takes_too_long, Stage.SEEKING, forget, (dropped_never_returned,)),
        Transition(fidgets_to_rest, Stage.REST, rest_where_fidget_ended, (phase,)),
        Transition(fidgets_away, Stage.SEEKING, forget),
        Transition(has_turned, Stage.BACK, turn_round, (started, phase)),
        Transition(becomes_an_attempt, Stage.OUT, count, (started,)),
    ),
    Stage.BACK: (
        Transition(is_lost, Stage.SEEKING, forget, closes=attempt_until_lost),
        Transition(is_unseen, Stage.BACK),
        Transition(is_out_of_position, Stage.SEEKING, forget, (dropped_out_of_position,)),
        Transition(takes_too_long, Stage.SEEKING, forget, (dropped_never_returned,)),
        Transition(bounces, Stage.OUT, go_on_out, (phase,)),
        Transition(rises_from_rest, Stage.OUT, begin_anew, (phase,), attempt_until_valley),
        Transition(rises_again, Stage.SEEKING, forget, closes=attempt_until_valley),
        Transition(has_returned_to_rest, Stage.REST, rest_where_returned, (phase,), attempt_until_now),
        Transition(has_returned, Stage.SEEKING, forget, closes=attempt_until_now),
        Transition(rests_differently, Stage.SEEKING, forget, (dropped_never_returned,)),
    ),
}
"""For each stage its transitions, in the order in which they are tried. The first whose condition holds is taken, one
for each sample; where none does, nothing changes."""


@dataclass(frozen=True, slots=True)
class MachineStep:
    """What one sample brought: events, and an attempt where one closed."""

    events: tuple[Event, ...] = ()
    closed: ClosedAttempt | None = None


_NOTHING = MachineStep()


def step(plan: Plan, state: MachineState, sample: AngleSample) -> tuple[MachineState, MachineStep]:
    """Take one angle sample.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : MachineState
        Memory.
    sample : AngleSample
        The next sample of the working leg; its time must be later than the last one's. Where the driver is NaN, the
        machine waits for it for a while.

    Returns
    -------
    MachineState, MachineStep
        New memory, and what happened.
    """
    now = Situation(plan, remember(plan, state, sample))
    transition = find_transition(now)
    return (now.state, _NOTHING) if transition is None else _take(transition, now)


def finish(plan: Plan, state: MachineState) -> ClosedAttempt | None:
    """Return the attempt that was under way when the recording ended, if any.

    It is cut unless the drive had come back, and to a stand.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : MachineState
        Memory after the last sample.
    """
    is_under_way = state.is_attempt and state.stage in {Stage.OUT, Stage.BACK}
    if not is_under_way:
        return None
    now = Situation(plan, state)
    has_come_back = state.stage is Stage.BACK and now.is_at_a_stand and now.returned_share >= SETTLED_SHARE
    return ClosedAttempt(state.samples, state.left_s, state.rest_deg, is_cut=not has_come_back)


def find_transition(now: Situation) -> Transition | None:
    """Return the transition to take; None where nothing changes.

    Parameters
    ----------
    now : Situation
        Plan and memory, just after a sample was remembered.
    """
    return next((one for one in TRANSITIONS[now.state.stage] if one.when(now)), None)


def _take(transition: Transition, now: Situation) -> tuple[MachineState, MachineStep]:
    after = replace(transition.does(now), stage=transition.to)
    told = (tell(now, after) for tell in transition.tells)
    closed = None if transition.closes is None else transition.closes(now)
    return after, MachineStep(tuple(event for event in told if event is not None), closed)
