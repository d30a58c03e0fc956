"""The state machine that finds attempts: a table of stages, and one step that moves between them.

==========  ==========================================================================  =====================
stage       meaning                                                                     left for
==========  ==========================================================================  =====================
seeking     not in position: nothing can start                                          rest
rest        in position and at rest; the rest angle is followed                         out, seeking
out         the driving joint has left rest towards the end                             back, rest, seeking
back        it has turned round                                                         rest, out, seeking
==========  ==========================================================================  =====================

An attempt need not reach its target: it is any excursion of at least `Plan.attempt_deg` from a rest posture that was
held for a moment, in the exercise's position. Leaving and returning have separate thresholds, each at least three
times the jitter seen at rest, so that hovering counts nothing. A closed attempt is handed on with its raw samples; what
happened in it is measured and judged elsewhere.

Times are compared with a microsecond's tolerance, so that a session judged at another start time meets the same
decisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isnan, nan
from typing import Literal

from formcheck.events import AttemptDropped, AttemptStarted, Event, PhaseEntered
from formcheck.exercise.definition import Window
from formcheck.exercise.plan import Plan
from formcheck.kinematics.smoothing import CausalState, causal_step
from formcheck.samples import TIME_TOLERANCE_S, AngleSample, Dof

STILL_S = 0.25
"""A drive that stays within `STILL_DEG` for this long is at rest: short enough for a brisk turn-round."""
STILL_DEG = 4.0
HOME_STILL_S = 0.3
HOME_STILL_DEG = 1.5
"""A return is over when the drive hardly moves any more: the last degrees of a calm one are slow."""
SETTLED_S = 1.0
"""A drive still for this long has settled: away from rest an attempt is over, and at rest the rest angle follows. A
slow start, which is never still for so long, takes no rest angle along."""
MAX_LOST_S = 3.0
"""An attempt whose driving joint is not seen for longer is closed; a rest is left much sooner."""
MAX_LOST_AT_REST_S = 2.0
MAX_MISPLACED_S = 0.5
"""Time out of position after which a movement is not this exercise."""
HELD_MARGIN_DEG = 30.0
"""A joint that is to be held and is this far outside its window makes it another movement."""
MAX_ATTEMPT_S = 60.0
PREROLL_S = 2.0
"""Samples kept from before an attempt, so that its start can be measured: a slow one is noticed late."""
RETURNED_SHARE = 0.6
"""Share of an excursion that must be taken back for a new rise to be a new attempt rather than a bounce."""
TURN_SHARE = 0.15
"""Share of an excursion that must be taken back for the way back to begin."""
JITTER_MULTIPLE = 3.0


class Stage(StrEnum):
    """Where the machine is."""

    SEEKING = "seeking"
    REST = "rest"
    OUT = "out"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Reading:
    """One causal value of the drive."""

    t_s: float
    drive_deg: float


@dataclass(frozen=True, slots=True)
class MachineState:
    """All the machine remembers. Drives are the driver's angle, signed to grow towards the end.

    Parameters
    ----------
    stage : Stage
        Where it is.
    filter : CausalState
        The causal filter of the drive.
    recent : tuple of Reading
        Causal values of the last `SETTLED_S`.
    rest_deg, jitter_deg : float
        The drive at rest, and its spread there; NaN before the first rest.
    peak_deg, valley_deg : float
        The furthest drive of this attempt, and the nearest to rest since; NaN outside attempts.
    valley_s : float
        When the valley was reached.
    is_attempt : bool
        Whether the excursion is large enough to count.
    left_s : float
        When rest was left.
    seen_s : float
        When the driver was last measured; NaN before.
    misplaced_s : float
        How long the person has been out of position on end.
    last_s : float
        Time of the last sample; NaN before.
    samples : tuple of AngleSample
        Raw samples of the attempt, or the pre-roll while there is none.
    """

    stage: Stage = Stage.SEEKING
    filter: CausalState = field(default_factory=CausalState)
    recent: tuple[Reading, ...] = ()
    rest_deg: float = nan
    jitter_deg: float = 0.0
    peak_deg: float = nan
    valley_deg: float = nan
    valley_s: float = nan
    is_attempt: bool = False
    left_s: float = nan
    seen_s: float = nan
    misplaced_s: float = 0.0
    last_s: float = nan
    samples: tuple[AngleSample, ...] = ()

    @property
    def excursion_deg(self) -> float:
        """How far the drive is from rest; NaN where there is no rest."""
        return self.filter.value - self.rest_deg


@dataclass(frozen=True, slots=True)
class ClosedAttempt:
    """An attempt as found, to be measured and judged.

    Parameters
    ----------
    samples : tuple of AngleSample
        Its raw samples, with those of about a second before and those until it was known to be over.
    left_s : float
        When the causal drive left rest.
    turned_s : float or None
        Where the next attempt followed without a pause: when this one ended and that one began.
    """

    samples: tuple[AngleSample, ...]
    left_s: float
    turned_s: float | None = None


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
        The next sample of the working leg; its time must be later than the last one's.

    Returns
    -------
    MachineState, MachineStep
        New memory, and what happened.
    """
    raw = plan.sign * sample.deg[plan.driver]
    state = _remember(plan, state, sample, raw)
    if isnan(raw):
        return _lose(state, sample.t_s)
    if _has(state.misplaced_s, MAX_MISPLACED_S):
        return _give_up(state, sample.t_s, "out_of_position")
    match state.stage:
        case Stage.SEEKING:
            return _seek(plan, state, sample.t_s)
        case Stage.REST:
            return _rest(plan, state, sample.t_s)
        case Stage.OUT:
            return _out(plan, state, sample.t_s)
        case Stage.BACK:
            return _back(plan, state, sample.t_s)


def phase_name(plan: Plan, state: MachineState) -> str:
    """Return the phase of the exercise the machine is in; empty while nothing can start."""
    rest, end, back = plan.exercise.phase_names
    return {Stage.SEEKING: "", Stage.REST: rest, Stage.OUT: end, Stage.BACK: back}[state.stage]


# --- memory ---------------------------------------------------------------------------------------------------------


def _remember(plan: Plan, state: MachineState, sample: AngleSample, raw: float) -> MachineState:
    elapsed_s = 0.0 if isnan(state.last_s) else sample.t_s - state.last_s
    samples = (*state.samples, sample)
    if state.stage in (Stage.SEEKING, Stage.REST):
        samples = _since(samples, sample.t_s - PREROLL_S)
    state = replace(state, samples=samples, last_s=sample.t_s)
    if isnan(raw):
        return state
    causal = causal_step(state.filter, sample.t_s, raw)
    recent = (*state.recent, Reading(sample.t_s, causal.value))
    kept = tuple(one for one in recent if not _has(sample.t_s - one.t_s, SETTLED_S + TIME_TOLERANCE_S * 2))
    misplaced_s = state.misplaced_s + elapsed_s if is_misplaced(plan, sample) else 0.0
    return replace(state, filter=causal, recent=kept, seen_s=sample.t_s, misplaced_s=misplaced_s)


def _since(samples: tuple[AngleSample, ...], t_s: float) -> tuple[AngleSample, ...]:
    first = next((i for i, one in enumerate(samples) if one.t_s >= t_s - TIME_TOLERANCE_S), len(samples))
    return samples[first:]


def is_misplaced(plan: Plan, sample: AngleSample) -> bool:
    """Tell whether the body is, as far as measured, where this exercise does not happen.

    Thigh and trunk must be inside the exercise's posture; a knee or thigh that is to be held, anywhere near its window.
    """
    posture = plan.exercise.posture
    return (
        _is_outside(sample.deg[Dof.THIGH_ELEVATION], posture.thigh_elevation)
        or _is_outside(sample.deg[Dof.TRUNK_LEAN], posture.trunk_lean)
        or any(
            _is_outside(sample.deg[dof], window, HELD_MARGIN_DEG)
            for dof, window in plan.held.items()
            if dof is not Dof.ANKLE_DORSIFLEXION
        )
    )


def _is_outside(deg: float, window: Window, margin_deg: float = 0.0) -> bool:
    return not isnan(deg) and not window.min - margin_deg <= deg <= window.max + margin_deg


def _has(elapsed_s: float, needed_s: float) -> bool:
    return elapsed_s >= needed_s - TIME_TOLERANCE_S


# --- stillness ------------------------------------------------------------------------------------------------------


def _spread(state: MachineState, duration_s: float) -> tuple[float, float] | None:
    """Return mean and range of the causal drive over the last `duration_s`; None where that much was not seen."""
    now_s = state.recent[-1].t_s
    if not _has(now_s - state.recent[0].t_s, duration_s):
        return None
    values = [one.drive_deg for one in state.recent if not _has(now_s - one.t_s, duration_s + 2 * TIME_TOLERANCE_S)]
    return sum(values) / len(values), max(values) - min(values)


def _still_at(state: MachineState, duration_s: float = STILL_S, still_deg: float = STILL_DEG) -> float | None:
    """Return where the drive has been still for a while, or None where it has not."""
    spread = _spread(state, duration_s)
    return spread[0] if spread is not None and spread[1] <= still_deg else None


def _leave_deg(plan: Plan, state: MachineState) -> float:
    return max(plan.leave_deg, JITTER_MULTIPLE * state.jitter_deg)


# --- stages ---------------------------------------------------------------------------------------------------------


def _seek(plan: Plan, state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    still_deg = _still_at(state)
    if still_deg is None or state.misplaced_s > 0.0 or not plan.is_near_rest(still_deg):
        return state, _NOTHING
    return _settle(plan, state, t_s, still_deg)


def _settle(plan: Plan, state: MachineState, t_s: float, rest_deg: float) -> tuple[MachineState, MachineStep]:
    """Go to rest at `rest_deg`, where an attempt can start from there; else seek."""
    if not plan.is_near_rest(rest_deg):
        return _seek_again(state), _NOTHING
    state = replace(
        state,
        stage=Stage.REST,
        rest_deg=rest_deg,
        jitter_deg=_jitter_deg(state),
        peak_deg=nan,
        valley_deg=nan,
        valley_s=nan,
        left_s=nan,
        is_attempt=False,
        samples=_since(state.samples, t_s - PREROLL_S),
    )
    return state, MachineStep(events=(PhaseEntered(t_s, phase_name(plan, state)),))


def _jitter_deg(state: MachineState) -> float:
    spread = _spread(state, STILL_S)
    return 0.0 if spread is None else spread[1] / 2


def _follow_jitter_deg(state: MachineState) -> float:
    """Return the jitter after a moment at rest: quick to fall and slow to rise, lest a slow start count as jitter."""
    now_deg = _jitter_deg(state)
    return min(now_deg, state.jitter_deg + 0.02 * (now_deg - state.jitter_deg))


def _seek_again(state: MachineState) -> MachineState:
    return MachineState(
        filter=state.filter,
        recent=state.recent,
        seen_s=state.seen_s,
        misplaced_s=state.misplaced_s,
        last_s=state.last_s,
        samples=_since(state.samples, state.last_s - PREROLL_S),
    )


def _rest(plan: Plan, state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    if state.excursion_deg > _leave_deg(plan, state):
        state = replace(state, stage=Stage.OUT, peak_deg=state.filter.value, left_s=t_s)
        return _announce(plan, state, t_s, MachineStep(events=(PhaseEntered(t_s, phase_name(plan, state)),)))
    still_deg = _still_at(state, SETTLED_S)
    if still_deg is not None:
        if not plan.is_near_rest(still_deg):
            return _seek_again(state), _NOTHING
        state = replace(state, rest_deg=still_deg, jitter_deg=_follow_jitter_deg(state))
    return state, _NOTHING


def _out(plan: Plan, state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    state = replace(state, peak_deg=max(state.peak_deg, state.filter.value))
    if _has(t_s - state.left_s, MAX_ATTEMPT_S):
        return _give_up(state, t_s, "never_returned")
    excursion_deg = state.peak_deg - state.rest_deg
    if not state.is_attempt and excursion_deg < plan.attempt_deg:
        return _fidget(plan, state, t_s)
    state, result = _announce(plan, state, t_s, _NOTHING)
    if state.peak_deg - state.filter.value > max(_leave_deg(plan, state), TURN_SHARE * excursion_deg):
        state = replace(state, stage=Stage.BACK, valley_deg=state.filter.value, valley_s=t_s)
        result = replace(result, events=(*result.events, PhaseEntered(t_s, phase_name(plan, state))))
    return state, result


def _announce(plan: Plan, state: MachineState, t_s: float, result: MachineStep) -> tuple[MachineState, MachineStep]:
    """Say that an attempt has started, once its excursion is large enough."""
    if state.is_attempt or state.peak_deg - state.rest_deg < plan.attempt_deg:
        return state, result
    return replace(state, is_attempt=True), replace(result, events=(*result.events, AttemptStarted(t_s)))


def _fidget(plan: Plan, state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    """Go back to rest when a movement too small to count is over, wherever it ended."""
    if state.excursion_deg < _leave_deg(plan, state) / 2:
        return _settle(plan, state, t_s, state.rest_deg)
    settled_deg = _still_at(state, SETTLED_S)
    return (state, _NOTHING) if settled_deg is None else _settle(plan, state, t_s, settled_deg)


def _back(plan: Plan, state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    if state.filter.value <= state.valley_deg:
        state = replace(state, valley_deg=state.filter.value, valley_s=t_s)
    if _has(t_s - state.left_s, MAX_ATTEMPT_S):
        return _give_up(state, t_s, "never_returned")
    if state.filter.value - state.valley_deg > _leave_deg(plan, state):
        return _rise_again(plan, state, t_s)
    settled_deg = _still_at(state, SETTLED_S)
    if settled_deg is None and _is_home(plan, state):
        settled_deg = _still_at(state, HOME_STILL_S, max(HOME_STILL_DEG, JITTER_MULTIPLE * state.jitter_deg))
    if settled_deg is None:
        return state, _NOTHING
    if _returned_share(state) < RETURNED_SHARE:
        # Near rest it is somebody who sits differently now; further out, a pause on the way.
        return _give_up(state, t_s, "never_returned") if plan.is_near_rest(settled_deg) else (state, _NOTHING)
    closed = ClosedAttempt(state.samples, state.left_s)
    state, result = _settle(plan, state, t_s, settled_deg)
    return state, replace(result, closed=closed)


def _is_home(plan: Plan, state: MachineState) -> bool:
    return state.excursion_deg <= max(_leave_deg(plan, state), TURN_SHARE * (state.peak_deg - state.rest_deg))


def _returned_share(state: MachineState) -> float:
    return (state.peak_deg - state.valley_deg) / (state.peak_deg - state.rest_deg)


def _rise_again(plan: Plan, state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    """Tell a bounce near the end from a new attempt that follows without a pause."""
    if _returned_share(state) < RETURNED_SHARE:
        state = replace(state, stage=Stage.OUT, valley_deg=nan, valley_s=nan)
        return state, MachineStep(events=(PhaseEntered(t_s, phase_name(plan, state)),))
    closed = ClosedAttempt(state.samples, state.left_s, turned_s=state.valley_s)
    state = replace(
        state,
        stage=Stage.OUT,
        rest_deg=state.valley_deg,
        peak_deg=state.filter.value,
        left_s=t_s,
        is_attempt=False,
        samples=_since(state.samples, state.valley_s - PREROLL_S),
        valley_deg=nan,
        valley_s=nan,
    )
    if not plan.is_near_rest(state.rest_deg):
        # Too far from rest to count as a start: the attempt is closed all the same.
        return _seek_again(state), MachineStep(closed=closed)
    return state, MachineStep(events=(PhaseEntered(t_s, phase_name(plan, state)),), closed=closed)


# --- losing sight, and giving up ------------------------------------------------------------------------------------


def _lose(state: MachineState, t_s: float) -> tuple[MachineState, MachineStep]:
    """Wait for the driver to be seen again, for a while."""
    if state.stage is Stage.SEEKING or isnan(state.seen_s):
        return state, _NOTHING
    limit_s = MAX_LOST_AT_REST_S if state.stage is Stage.REST else MAX_LOST_S
    if not _has(t_s - state.seen_s, limit_s):
        return state, _NOTHING
    if state.is_attempt:
        return _seek_again(state), MachineStep(closed=ClosedAttempt(state.samples, state.left_s))
    return _give_up(state, t_s, "lost_from_view")


def _give_up(
    state: MachineState,
    t_s: float,
    reason: Literal["out_of_position", "never_returned", "lost_from_view"],
) -> tuple[MachineState, MachineStep]:
    events: tuple[Event, ...] = (AttemptDropped(t_s, reason),) if state.is_attempt else ()
    return _seek_again(state), MachineStep(events=events)
