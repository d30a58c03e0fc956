"""What the state machine remembers of one leg, and how a sample goes into it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import isnan, nan

from formcheck.exercise.plan import Plan
from formcheck.exercise.posture import find_misplaced
from formcheck.kinematics.smoothing import CausalState, causal_step
from formcheck.samples import TIME_TOLERANCE_S, AngleSample, has_passed

SETTLED_S = 1.0
"""A drive still for this long has settled: at rest, the rest angle follows. A
slow start, which is never still for so long, takes no rest angle along."""
PAUSE_S = 2.0
"""Who stops on the way home for less than this may still be on the way: a rest, or a picture that froze."""
PREROLL_S = 2.0
"""Samples kept from before an attempt, so that its start can be measured: a slow one is noticed late."""
HIDDEN_S = 0.5
"""A driver not measured for so long may be taken for the other leg at first when it is seen again."""


class Stage(StrEnum):
    """Where the machine is.

    ``SEEKING`` not in position: nothing can start. ``REST`` in position and at rest: the rest angle is followed.
    ``OUT`` the driving joint has left rest towards the end. ``BACK`` it has turned round.
    """

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
        Causal values of the last `PAUSE_S`.
    rest_deg, jitter_deg : float
        The drive at rest, and its spread there; NaN before the first rest.
    peak_deg, valley_deg : float
        The furthest drive of this attempt, and the nearest to rest since; NaN outside attempts.
    turned_s, valley_s : float
        When the drive was seen to have turned round, and when the valley was reached.
    is_attempt : bool
        Whether the excursion is large enough to count.
    left_s : float
        When rest was left.
    seen_s : float
        When the driver was last measured; NaN before.
    found_s : float
        When it was last measured again after having been out of sight for `HIDDEN_S`; NaN before.
    misplaced_s : float
        How long the person has been out of position on end.
    last_s : float
        Time of the last sample; NaN before.
    samples : tuple of AngleSample
        Raw samples of the attempt, or the pre-roll while there is none.
    is_opening : bool
        Whether the person has been in position, but not at rest, ever since the recording began.
    was_out : bool
        Whether the drive has been far out, in position, in that time.
    """

    stage: Stage = Stage.SEEKING
    filter: CausalState = field(default_factory=CausalState)
    recent: tuple[Reading, ...] = ()
    rest_deg: float = nan
    jitter_deg: float = 0.0
    peak_deg: float = nan
    valley_deg: float = nan
    turned_s: float = nan
    valley_s: float = nan
    is_attempt: bool = False
    left_s: float = nan
    seen_s: float = nan
    found_s: float = nan
    misplaced_s: float = 0.0
    last_s: float = nan
    samples: tuple[AngleSample, ...] = ()
    is_opening: bool = True
    was_out: bool = False

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
    rest_deg : float
        Where the causal drive was at rest.
    turned_s : float or None
        Where the next attempt followed without a pause: when this one ended and that one began.
    is_cut : bool
        Whether the recording ended before the drive had settled at rest.
    is_lost : bool
        Whether the driver was lost from sight on its way.
    """

    samples: tuple[AngleSample, ...]
    left_s: float
    rest_deg: float
    turned_s: float | None = None
    is_cut: bool = False
    is_lost: bool = False


def phase_name(plan: Plan, state: MachineState) -> str:
    """Return the phase of the exercise the machine is in.

    Parameters
    ----------
    plan : Plan
        What is prescribed; its exercise names the phases.
    state : MachineState
        Memory.

    Returns
    -------
    str
        The exercise's own word for rest, the way out or the way back; empty while nothing can start.
    """
    rest, end, back = plan.exercise.phase_names
    return {Stage.SEEKING: "", Stage.REST: rest, Stage.OUT: end, Stage.BACK: back}[state.stage]


def remember(plan: Plan, state: MachineState, sample: AngleSample) -> MachineState:
    """Take a sample into memory, whatever stage that will lead to.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : MachineState
        Memory before.
    sample : AngleSample
        The next sample; where its driver is NaN, only its time and the sample itself are remembered.

    Returns
    -------
    MachineState
        Memory with the sample, in the same stage.
    """
    raw_deg = plan.sign * sample.deg[plan.driver]
    t_s = sample.t_s
    samples = (*state.samples, sample)
    if state.stage in (Stage.SEEKING, Stage.REST):
        samples = samples_since(samples, t_s - PREROLL_S)
    if isnan(raw_deg):
        return replace(state, samples=samples, last_s=t_s)
    elapsed_s = TIME_TOLERANCE_S if isnan(state.last_s) else t_s - state.last_s
    causal = causal_step(state.filter, t_s, raw_deg)
    misplaced_s = state.misplaced_s + elapsed_s if find_misplaced(plan, sample) else 0.0
    found_s = t_s if has_passed(t_s - state.seen_s, HIDDEN_S) else state.found_s
    is_opening = state.is_opening and misplaced_s <= 0.0
    peak_deg, valley_deg, valley_s = _followed(state, causal.value, t_s, found_s)
    return replace(  # once: a copy is what costs most here
        state,
        samples=samples,
        last_s=t_s,
        filter=causal,
        recent=_recent(state.recent, Reading(t_s, causal.value)),
        seen_s=t_s,
        found_s=found_s,
        misplaced_s=misplaced_s,
        is_opening=is_opening,
        was_out=is_opening and (state.was_out or plan.is_far_out(causal.value)),
        peak_deg=peak_deg,
        valley_deg=valley_deg,
        valley_s=valley_s,
    )


def _recent(before: tuple[Reading, ...], newest: Reading) -> tuple[Reading, ...]:
    """Return the readings of the last while, which are in order of time."""
    longest_s = PAUSE_S + TIME_TOLERANCE_S * 2
    first = 0
    while first < len(before) and has_passed(newest.t_s - before[first].t_s, longest_s):
        first += 1
    return (*before[first:], newest)


def _followed(state: MachineState, drive_deg: float, t_s: float, found_s: float) -> tuple[float, float, float]:
    """Return the furthest point on the way out; on the way back the one nearest to rest, and when that was."""
    if state.stage is Stage.OUT:
        return max(state.peak_deg, drive_deg), state.valley_deg, state.valley_s
    is_doubted = t_s - found_s < SETTLED_S  # what was out of sight just now may be the other leg
    if state.stage is Stage.BACK and drive_deg <= state.valley_deg and not is_doubted:
        return state.peak_deg, drive_deg, t_s
    return state.peak_deg, state.valley_deg, state.valley_s


def samples_since(samples: tuple[AngleSample, ...], t_s: float) -> tuple[AngleSample, ...]:
    """Return the samples from a time on.

    Parameters
    ----------
    samples : tuple of AngleSample
        In order of time.
    t_s : float
        The earliest time to keep, in seconds.
    """
    first = next((i for i, one in enumerate(samples) if one.t_s >= t_s - TIME_TOLERANCE_S), len(samples))
    return samples[first:]
