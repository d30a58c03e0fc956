"""What a coach says while the movement goes on: one thing at a time, the most important first, and not too often.

The coach sees the same steps as every output. A cue during a movement rests on causal values and is only ever a hint;
what a repetition was worth comes from its judgement. Nobody is told to go further than their own range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf, isnan, nan

from formcheck.causes import BodyPart, CauseKind
from formcheck.events import PhaseEntered, Repetition, RepetitionJudged, TrackingFound, TrackingLost
from formcheck.exercise.judge import MAX_OVERSHOOT_DEG
from formcheck.exercise.plan import Plan
from formcheck.exercise.timing import END_ZONE_DEG
from formcheck.samples import Accuracy, Dof
from formcheck.session.coaching import gauge
from formcheck.session.coaching.gauge import Gauge, GaugeState
from formcheck.session.coaching.reasons import Reason, hint_of, reason_of, unseen_part
from formcheck.session.model import Step

CUE_PAUSE_S = 4.0
"""After a cue on the movement the next one waits for so long."""

READING_S = 1.5
"""Any cue stays for so long before one on the movement takes its place."""

PRAISE_EVERY = 3
"""Every so many good repetitions in a row are praised aloud, and the first one after another that was not counted."""

WAITING_S = 8.0
"""Somebody out of the picture for so long has left, and is told that there is no hurry."""

LATE_DRIVER = 0.5
"""From this share of the driver's way on the foot should be on its way ..."""

LATE_FOOT = 0.35
"""... and is missed if it is so much behind, on the gauge ..."""

LATE_S = 0.25
"""... for so long."""

SHORT = 0.06
"""A movement that turns round this far before the zone, on the gauge, was a little short: about 5 degrees of a knee,
which is what the measurement is sure of."""

PEAK_TO_MEAN_SPEED = 1.875
"""Peak over mean speed of a smooth stroke (minimum jerk; Flash & Hogan 1985)."""

FAST_S = 0.12
"""A movement is too fast when it is for so long."""


class Tone(StrEnum):
    """What a cue is about; the first has the right of way."""

    SAFETY = "safety"
    LOST = "lost"
    FORM = "form"
    PRAISE = "praise"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to say.

    Parameters
    ----------
    key : str
        Key of the message catalogues, without its ``cue-`` or ``say-``.
    tone : Tone
        What it is about.
    reason : Reason or None
        Why a repetition was not counted, where that is what it says.
    is_spoken : bool
        Whether it is said aloud as well; every cue is shown.
    part : str
        The part of the body it is about, where its words name one: ``head``, ``hip``, ``knee`` or ``foot``.
    """

    key: str
    tone: Tone
    reason: Reason | None = None
    is_spoken: bool = True
    part: str = ""


@dataclass(frozen=True, slots=True)
class CoachState:
    """What the coach remembers.

    Parameters
    ----------
    gauge : GaugeState
        Memory of the hands.
    cued_s, formed_s : float
        When the last cue was given, and the last on the movement; minus infinity before.
    given : frozenset of str
        Cues given on the movement under way: each once.
    praised : int
        Good repetitions since the last praise; negative after one that was not counted.
    gone_s : float
        Since when nobody has been in view; NaN where somebody is.
    late_s, fast_s, end_s : float
        Since when the foot has been missed, the movement too fast, the end reached; NaN where it is not so.
    peak, peak_deg : float
        The furthest the driver has come in this movement: on the gauge, and in degrees.
    end_deg : float
        How far it had come when it reached the end; NaN where it has not.
    foot_peak : float
        The furthest the foot has come, on the gauge.
    driver_deg, t_s : float
        The driver's angle at the last step, and its time.
    """

    gauge: GaugeState = field(default_factory=GaugeState)
    cued_s: float = -inf
    formed_s: float = -inf
    given: frozenset[str] = frozenset()
    praised: int = 0
    gone_s: float = nan
    late_s: float = nan
    fast_s: float = nan
    end_s: float = nan
    peak: float = 0.0
    peak_deg: float = -inf
    end_deg: float = nan
    foot_peak: float = 0.0
    driver_deg: float = nan
    t_s: float = nan


@dataclass(frozen=True, slots=True)
class Coached:
    """What one step gave: the gauge, how far this movement has come on it, and a cue if there is one."""

    gauge: Gauge
    peak: float
    cue: Cue | None


def step(plan: Plan, state: CoachState, news: Step, accuracy: Accuracy | None = None) -> tuple[CoachState, Coached]:
    """Take one step of the session.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : CoachState
        Memory.
    news : Step
        The next step of the session that `plan` belongs to.
    accuracy : Accuracy, optional
        What can be measured at all, where that is known.

    Returns
    -------
    CoachState, Coached
        New memory, and what is shown and said now.
    """
    hands, shown = gauge.step(plan, state.gauge, news)
    state = _watch(plan, replace(state, gauge=hands), shown, news)
    told = next(_of_events(plan, state, news, accuracy), None)
    cue = told or _of_movement(plan, state, shown, news)
    if cue is not None:
        is_form = told is None
        state = replace(
            state,
            cued_s=news.angles.t_s,
            formed_s=news.angles.t_s if is_form else state.formed_s,
            given=state.given | {cue.key} if is_form else state.given,
        )
    return _after(plan, state, news), Coached(shown, state.peak, cue)


# --- what has happened ----------------------------------------------------------------------------------------------


def _of_events(plan: Plan, state: CoachState, news: Step, accuracy: Accuracy | None) -> Iterator[Cue]:
    """Yield what is said of a step's events: lost from view first, then what became of a repetition."""
    for event in news.events:
        if isinstance(event, TrackingLost):
            yield _of_lost(event, is_present=news.is_present)
    if news.angles.t_s - state.gone_s >= WAITING_S and "waiting" not in state.given:
        yield Cue("waiting", Tone.LOST)
    for event in news.events:
        if isinstance(event, RepetitionJudged):
            yield _of_repetition(plan, state, event.repetition, accuracy)
    if any(isinstance(event, TrackingFound) for event in news.events):
        yield Cue("found", Tone.INFO)


def _of_lost(event: TrackingLost, *, is_present: bool) -> Cue:
    """Return what is said of joints that are lost from view: why, where that says more than which."""
    part = "" if event.cause is None or event.cause.part is None else event.cause.part.value
    key = None if event.cause is None else _LOST.get(event.cause.kind)
    return Cue(key or _lost_key(event.dofs, part, is_present=is_present), Tone.LOST, part=part)


_LOST = {
    CauseKind.OUTSIDE: "lost-outside",
    CauseKind.FROM_FRONT: "lost-askew",
    CauseKind.FROM_BEHIND: "lost-askew",
    CauseKind.SOMEBODY_ELSE: "lost-other-person",
    CauseKind.STILL_PICTURE: "lost-picture-still",
}


def _lost_key(dofs: tuple[Dof, ...], part: str, *, is_present: bool) -> str:
    if not is_present:
        return "lost-person"
    if part == BodyPart.HIP:
        return "lost-hip"
    if Dof.KNEE_FLEXION in dofs:
        return "lost-leg" if len(dofs) > 1 else "lost-knee"
    return "lost-foot" if Dof.ANKLE_DORSIFLEXION in dofs else "lost-leg"


def _of_repetition(plan: Plan, state: CoachState, repetition: Repetition, accuracy: Accuracy | None) -> Cue:
    reason = reason_of(plan, repetition)
    if reason is not None and reason.is_unseen:
        return Cue(reason.value, Tone.LOST, part=unseen_part(repetition))
    if reason is not None:
        return Cue("not-counted", Tone.FORM, reason)
    hint = hint_of(plan, repetition, accuracy)
    if hint is not None:
        return Cue(hint.value, Tone.FORM)
    return Cue("good", Tone.PRAISE, is_spoken=state.praised < 0 or state.praised + 1 >= PRAISE_EVERY)


# --- while it goes on -----------------------------------------------------------------------------------------------


def _watch(plan: Plan, state: CoachState, shown: Gauge, news: Step) -> CoachState:
    """Bring up to date since when things are as they are."""
    t_s = news.angles.t_s
    rest, end, _ = plan.exercise.phase_names
    is_out, is_moving = news.phase == end, news.phase not in {"", rest}
    elapsed_s = t_s - state.t_s
    speed_degps = abs(shown.driver_deg - state.driver_deg) / elapsed_s if elapsed_s > 0.0 else nan
    peak_deg = max(state.peak_deg, shown.driver_deg) if is_moving and not isnan(shown.driver_deg) else state.peak_deg
    # A foot that was there already is not late, whatever a few pictures say of it now.
    foot = nan if isnan(shown.foot) else max(state.foot_peak, shown.foot)
    is_late = is_out and shown.driver >= LATE_DRIVER and shown.driver - foot >= LATE_FOOT
    end_s, end_deg = _reach_end(state, shown, t_s, peak_deg, is_moving=is_moving)
    return replace(
        state,
        t_s=t_s,
        driver_deg=shown.driver_deg,
        foot_peak=max(state.foot_peak, shown.foot) if is_moving and not isnan(shown.foot) else state.foot_peak,
        peak=max(state.peak, shown.driver) if is_moving and not isnan(shown.driver) else state.peak,
        peak_deg=peak_deg,
        gone_s=nan if news.is_present else _since(state.gone_s, t_s, is_so=True),
        late_s=_since(state.late_s, t_s, is_so=is_late),
        fast_s=_since(state.fast_s, t_s, is_so=is_moving and speed_degps > _calm_speed_degps(plan)),
        end_s=end_s,
        end_deg=end_deg,
    )


def _reach_end(state: CoachState, shown: Gauge, t_s: float, peak_deg: float, *, is_moving: bool) -> tuple[float, float]:
    """Return since when the driver has been at its end, and how far it was then; one still going is not there."""
    if not is_moving or not shown.driver_deg >= peak_deg - END_ZONE_DEG or not shown.driver >= LATE_DRIVER:
        return nan, nan
    if peak_deg - state.end_deg <= END_ZONE_DEG:
        return state.end_s, state.end_deg
    return t_s, peak_deg


def _since(since_s: float, t_s: float, *, is_so: bool) -> float:
    if not is_so:
        return nan
    return t_s if isnan(since_s) else since_s


def _calm_speed_degps(plan: Plan) -> float:
    """Return the driver's highest calm speed: that of a smooth whole way in a cycle between the limits of the tempo."""
    tempo = plan.exercise.tempo
    stroke_s = (tempo.min_cycle_s + tempo.warn_cycle_s) / 4
    return PEAK_TO_MEAN_SPEED * gauge.way_deg(plan, plan.driver) / max(0.1, stroke_s)


def _of_movement(plan: Plan, state: CoachState, shown: Gauge, news: Step) -> Cue | None:
    """Return what would help the movement under way, if it is time to say something."""
    t_s = news.angles.t_s
    if t_s - state.formed_s < CUE_PAUSE_S or t_s - state.cued_s < READING_S:
        return None
    hints = _hints(plan, state, shown, news)
    return next((Cue(key, Tone.FORM) for key in hints if key not in state.given), None)


def _hints(plan: Plan, state: CoachState, shown: Gauge, news: Step) -> Iterator[str]:
    t_s = news.angles.t_s
    own_end = plan.prescription.personal.driver_end_deg
    if own_end is not None and shown.driver_deg > plan.sign * own_end + MAX_OVERSHOOT_DEG:
        yield "far-enough"
    if t_s - state.fast_s >= FAST_S:
        yield "slower"
    if t_s - state.late_s >= LATE_S and plan.ankle_direction is not None:
        yield "toes-up" if plan.ankle_direction > 0.0 else "point-foot"
    if t_s - state.end_s > plan.exercise.end.hold_warn_s:
        yield "turn-back"
    if _has_turned(plan, news) and state.peak < gauge.ZONE - SHORT:
        yield further_key(plan)


def _has_turned(plan: Plan, news: Step) -> bool:
    back = plan.exercise.phase_names[2]
    return any(isinstance(event, PhaseEntered) and event.phase == back for event in news.events)


def further_key(plan: Plan) -> str:
    """Return the cue for a little more of the driver's own movement.

    Parameters
    ----------
    plan : Plan
        What is prescribed: its driver, and which way that goes.

    Returns
    -------
    str
        A key of the message catalogues.
    """
    is_falling = plan.sign < 0.0
    match plan.driver:
        case Dof.KNEE_FLEXION:
            return "straighter" if is_falling else "bend-more"
        case Dof.ANKLE_DORSIFLEXION:
            return "point-foot" if is_falling else "toes-up"
        case _:
            return "leg-lower" if is_falling else "leg-higher"


def _after(plan: Plan, state: CoachState, news: Step) -> CoachState:
    """Begin anew when a movement is over, and keep count of the praise."""
    is_over = news.phase in {"", plan.exercise.phase_names[0]}
    for event in news.events:
        if isinstance(event, RepetitionJudged):
            state = replace(state, praised=_praise_count(plan, state, event.repetition))
            is_over = True
    if is_over:
        state = replace(state, peak=0.0, peak_deg=-inf, foot_peak=0.0, given=frozenset())
    if news.angles.t_s - state.gone_s >= WAITING_S:
        state = replace(state, given=state.given | {"waiting"})
    return state


def _praise_count(plan: Plan, state: CoachState, repetition: Repetition) -> int:
    reason = reason_of(plan, repetition)
    if reason is not None:
        return state.praised if reason.is_unseen else -1
    return 0 if state.praised < 0 or state.praised + 1 >= PRAISE_EVERY else state.praised + 1
