"""What the state machine's transitions do: what is remembered from then on, what is told, which attempt is handed on.

Parameters
----------
now : Situation
    Plan and memory before the transition.
after : MachineState
    Memory after it, in the new stage.
"""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Literal

from formcheck.causes import Cause
from formcheck.events import AttemptDropped, AttemptStarted, PhaseEntered
from formcheck.exercise.conditions import is_large
from formcheck.exercise.memory import PREROLL_S, ClosedAttempt, MachineState, phase_name, samples_since
from formcheck.exercise.posture import find_misplaced
from formcheck.exercise.situation import Situation
from formcheck.kinematics.tally import find_largest, tally_all

JITTER_RISE = 0.02
"""Share of a larger jitter that is taken over with every sample, lest a slow start count as jitter."""

# --- what is remembered ---------------------------------------------------------------------------------------------


def keep(now: Situation) -> MachineState:
    """Remember all as it is."""
    return now.state


def forget(now: Situation) -> MachineState:
    """Forget rest and attempt, but not what the drive was like just now."""
    state = now.state
    return MachineState(
        filter=state.filter,
        recent=state.recent,
        seen_s=state.seen_s,
        found_s=state.found_s,
        misplaced_s=state.misplaced_s,
        last_s=state.last_s,
        samples=samples_since(state.samples, now.t_s - PREROLL_S),
        is_opening=False,
    )


def rest_where_it_begins(now: Situation) -> MachineState:
    """Rest where the recording begins."""
    return _rest_at(now, now.state.filter.value)


def rest_where_still(now: Situation) -> MachineState:
    """Rest where the drive has been still for a moment."""
    return _rest_at(now, now.still_deg)


def rest_where_fidget_ended(now: Situation) -> MachineState:
    """Rest where a movement too small to count has ended."""
    return _rest_at(now, now.fidget_end_deg)


def rest_where_returned(now: Situation) -> MachineState:
    """Rest where the way back has ended."""
    return _rest_at(now, now.return_end_deg)


def _rest_at(now: Situation, rest_deg: float) -> MachineState:
    return replace(
        now.state,
        rest_deg=rest_deg,
        jitter_deg=now.jitter_deg,
        peak_deg=nan,
        valley_deg=nan,
        turned_s=nan,
        valley_s=nan,
        left_s=nan,
        is_attempt=False,
        samples=samples_since(now.state.samples, now.t_s - PREROLL_S),
        is_opening=False,
    )


def follow_rest(now: Situation) -> MachineState:
    """Follow the rest angle, and its jitter: quick to fall and slow to rise."""
    known_deg = now.state.jitter_deg
    jitter_deg = min(now.jitter_deg, known_deg + JITTER_RISE * (now.jitter_deg - known_deg))
    return replace(now.state, rest_deg=now.settled_deg, jitter_deg=jitter_deg)


def leave_rest(now: Situation) -> MachineState:
    """Begin an excursion; one that is large from the first sample on is an attempt at once."""
    state = replace(now.state, peak_deg=now.state.filter.value, left_s=now.t_s)
    return replace(state, is_attempt=is_large(replace(now, state=state)))


def count(now: Situation) -> MachineState:
    """Take the excursion for an attempt."""
    return replace(now.state, is_attempt=True)


def turn_round(now: Situation) -> MachineState:
    """Begin the way back of an attempt."""
    return replace(now.state, is_attempt=True, valley_deg=now.state.filter.value, turned_s=now.t_s, valley_s=now.t_s)


def go_on_out(now: Situation) -> MachineState:
    """Take the way back for a bounce on the way out."""
    return replace(now.state, valley_deg=nan, turned_s=nan, valley_s=nan)


def begin_anew(now: Situation) -> MachineState:
    """Begin another excursion where the last one came nearest to rest."""
    state = now.state
    return replace(
        state,
        rest_deg=state.valley_deg,
        peak_deg=state.filter.value,
        left_s=now.t_s,
        is_attempt=False,
        samples=samples_since(state.samples, state.valley_s - PREROLL_S),
        valley_deg=nan,
        turned_s=nan,
        valley_s=nan,
    )


# --- what is told ---------------------------------------------------------------------------------------------------


def phase(now: Situation, after: MachineState) -> PhaseEntered:
    """Tell the phase of the exercise that the new stage is."""
    return PhaseEntered(now.t_s, phase_name(now.plan, after))


def started(now: Situation, after: MachineState) -> AttemptStarted | None:
    """Tell that an attempt has started, where it was not one before."""
    return AttemptStarted(now.t_s) if after.is_attempt and not now.state.is_attempt else None


def cut_by_the_start(now: Situation, _after: MachineState) -> AttemptDropped | None:
    """Tell that the recording began in an attempt, where it did."""
    return AttemptDropped(now.t_s, "cut_by_start") if now.state.was_out and now.state.is_opening else None


def dropped_out_of_position(now: Situation, _after: MachineState) -> AttemptDropped | None:
    """Tell that an attempt was none, as the body left the position; nothing where none was told of."""
    return _dropped(now, "out_of_position", _largest_misplaced(now)) if now.state.is_attempt else None


def dropped_never_returned(now: Situation, _after: MachineState) -> AttemptDropped | None:
    """Tell that an attempt was none, as the drive did not come back; nothing where none was told of."""
    return _dropped(now, "never_returned") if now.state.is_attempt else None


def _dropped(
    now: Situation, reason: Literal["out_of_position", "never_returned"], cause: Cause | None = None
) -> AttemptDropped:
    return AttemptDropped(now.t_s, reason, now.state.left_s, cause)


def _largest_misplaced(now: Situation) -> Cause | None:
    """Return what was out of place for most of the time in which anything was."""
    since = samples_since(now.state.samples, now.t_s - now.state.misplaced_s)
    return find_largest(tally_all((sample.t_s, find_misplaced(now.plan, sample)) for sample in since))


# --- what is handed on ----------------------------------------------------------------------------------------------


def attempt_until_now(now: Situation) -> ClosedAttempt:
    """Return the attempt with all its samples."""
    return ClosedAttempt(now.state.samples, now.state.left_s, now.state.rest_deg)


def attempt_until_lost(now: Situation) -> ClosedAttempt:
    """Return the attempt with all its samples, the driver of which was lost on its way."""
    return ClosedAttempt(now.state.samples, now.state.left_s, now.state.rest_deg, is_lost=True)


def attempt_until_valley(now: Situation) -> ClosedAttempt:
    """Return the attempt, which ended where the drive came nearest to rest."""
    return ClosedAttempt(now.state.samples, now.state.left_s, now.state.rest_deg, turned_s=now.state.valley_s)
