"""What moved and was not counted: gathered from the steps of a session, each with its reason.

An attempt that was dropped says so itself. What never got so far is found here: an excursion from rest too small to
count, one that was lost from view on its way, and whatever the driver did where no repetition can start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isnan
from typing import Final

from formcheck.causes import Cause, CauseKind
from formcheck.events import AttemptDropped, AttemptStarted, Event, RepetitionJudged
from formcheck.exercise.plan import Plan
from formcheck.exercise.unseen import MOVED
from formcheck.samples import AngleSample, has_passed
from formcheck.session import swing
from formcheck.session.model import SessionSegment, Step, Uncounted
from formcheck.session.swing import Swing

WORTH_TELLING: Final = 0.5
"""What does not reach this share of the least that counts is a fidget, and no movement anybody would miss."""

APART_S: Final = 3.0
"""Movements that are not counted for the same reason, no further apart than this, are told as one."""

LEAP_DEG: Final = 20.0
LEAP_DEGPS: Final = 400.0
"""A reading further from the one before than this, and so much more for every second between them, is no movement: a
brisk stroke of the knee reaches 300 degrees a second."""

FASTEST_S: Final = 0.7
"""Readings that leap for less are a burst of wrong ones: no leg is out and back sooner."""

LEAPS: Final = 2
"""So many of them make a movement that nothing can be said of ..."""

LEAPT_S: Final = 1.0
"""... if no more than so long before it was noticed."""

LEAPING_S: Final = 1.0
LONG_LEAPING: Final = 6
"""Readings that leap to and fro for so long, so many times, while the leg seems to rest, hide whatever it does."""

_NO_SWING: Final = Swing()


@dataclass(frozen=True, slots=True)
class Excursion:
    """The driver away from rest.

    Parameters
    ----------
    from_s : float
        Since when.
    height_deg : float
        The furthest from rest.
    is_attempt : bool
        Whether it was told as an attempt.
    """

    from_s: float
    height_deg: float = 0.0
    is_attempt: bool = False


@dataclass(frozen=True, slots=True)
class Leaping:
    """Readings of the driver that leap, one soon after the other.

    Parameters
    ----------
    from_s, last_s : float
        When the first and the latest one came.
    count : int
        How many there were.
    """

    from_s: float
    last_s: float
    count: int = 1

    @property
    def is_long(self) -> bool:
        """Whether a movement may have been hidden by them."""
        return self.count >= LONG_LEAPING and has_passed(self.last_s - self.from_s, LEAPING_S)


@dataclass(frozen=True, slots=True)
class MovedState:
    """What is gathered.

    Parameters
    ----------
    found : tuple of Uncounted
        What moved and was not counted so far.
    excursion : Excursion or None
        The excursion from rest under way.
    swing : Swing
        What the driver does while no repetition can start.
    last : AngleSample or None
        The last sample in which the driver was measured.
    leaps_s : tuple of float
        When its readings leapt, the last `LEAPS` times.
    leaping : Leaping or None
        Readings that leap at rest.
    largest_deg : float
        The furthest that the driver went from rest, in all.
    """

    found: tuple[Uncounted, ...] = ()
    excursion: Excursion | None = None
    swing: Swing = _NO_SWING
    last: AngleSample | None = None
    leaps_s: tuple[float, ...] = ()
    leaping: Leaping | None = None
    largest_deg: float = 0.0


def begin_part(state: MovedState) -> MovedState:
    """Begin a part: nothing is under way in it.

    Parameters
    ----------
    state : MovedState
        What was gathered so far.
    """
    return MovedState(found=state.found, largest_deg=state.largest_deg)


def step(plan: Plan, state: MovedState, news: Step) -> MovedState:
    """Take one step of the session.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    state : MovedState
        What was gathered so far.
    news : Step
        The next step.
    """
    state = _read(plan, state, news.angles)
    state = _follow_leaping(plan, state, news)
    if news.phase in {"", plan.exercise.phase_names[0]}:
        state = _end_excursion(plan, state, news)
    else:
        state = _go_on(state, news)
    for event in news.events:
        state = _take_event(plan, state, event)
    return _follow_swing(plan, state, news)


def _read(plan: Plan, state: MovedState, sample: AngleSample) -> MovedState:
    """Keep the last reading of the driver, and when its readings leapt."""
    if isnan(sample.deg[plan.driver]):
        return state
    if state.last is not None and _has_leapt(plan, state.last, sample):
        state = replace(state, leaps_s=(*state.leaps_s, sample.t_s)[-LEAPS:])
    return replace(state, last=sample)


def _has_leapt(plan: Plan, before: AngleSample, now: AngleSample) -> bool:
    way_deg = abs(now.deg[plan.driver] - before.deg[plan.driver])
    return before.side is now.side and way_deg > LEAP_DEG + LEAP_DEGPS * (now.t_s - before.t_s)


def _follow_leaping(plan: Plan, state: MovedState, news: Step) -> MovedState:
    """Follow readings that leap outside of attempts; once they are over, what they may have hidden is told."""
    known, leapt_s = state.leaping, state.leaps_s[-1] if state.leaps_s else -inf
    is_attempt = any(isinstance(event, AttemptStarted) for event in news.events)
    if news.phase and not is_attempt and (state.excursion is None or not state.excursion.is_attempt):
        if leapt_s == news.t_s:
            known = (
                Leaping(leapt_s, leapt_s) if known is None else replace(known, last_s=leapt_s, count=known.count + 1)
            )
            return replace(state, leaping=known)
        if known is None or news.t_s - known.last_s <= LEAPT_S:
            return state
    if known is None:
        return state
    state = replace(state, leaping=None)
    if not known.is_long:
        return state
    hidden = Uncounted(round(known.from_s, 3), round(known.last_s, 3), "lost_from_view", _leaping(plan))
    return replace(state, found=_joined(state.found, hidden))


def _is_leaping(state: MovedState, start_s: float) -> bool:
    """Tell whether the readings leapt to and fro in a movement."""
    return len(state.leaps_s) >= LEAPS and state.leaps_s[0] >= start_s - LEAPT_S


def _follow_swing(plan: Plan, state: MovedState, news: Step) -> MovedState:
    """Follow the driver where no repetition can start."""
    if news.phase:
        return state if state.swing is _NO_SWING else replace(state, swing=_NO_SWING)
    after, found = swing.step(plan, state.swing, news.angles)
    return replace(state, swing=after, found=state.found if found is None else _joined(state.found, found))


def _go_on(state: MovedState, news: Step) -> MovedState:
    """Follow an excursion from rest."""
    known = state.excursion or Excursion(news.t_s)
    moved_deg = 0.0 if isnan(news.excursion_deg) else news.excursion_deg
    is_attempt = known.is_attempt or any(isinstance(event, AttemptStarted) for event in news.events)
    known = replace(known, height_deg=max(known.height_deg, moved_deg), is_attempt=is_attempt)
    return replace(state, excursion=known, largest_deg=max(state.largest_deg, known.height_deg))


def _end_excursion(plan: Plan, state: MovedState, news: Step) -> MovedState:
    """End an excursion; one that never was an attempt is told if it was worth it."""
    ended = state.excursion
    if ended is None:
        return state
    state = replace(state, excursion=None)
    if ended.is_attempt:
        return state
    found = _why_no_attempt(plan, state, ended, news)
    return state if found is None else replace(state, found=_joined(state.found, found))


def _why_no_attempt(plan: Plan, state: MovedState, ended: Excursion, news: Step) -> Uncounted | None:
    start_s, end_s = round(ended.from_s, 3), round(news.t_s, 3)
    if isnan(news.angles.deg[plan.driver]):
        why = news.angles.why.get(plan.driver, ())
        return Uncounted(start_s, end_s, "lost_from_view", next(iter(why), None))
    if _is_leaping(state, start_s):
        is_burst = not has_passed(end_s - start_s, FASTEST_S)
        return None if is_burst else Uncounted(start_s, end_s, "lost_from_view", _leaping(plan))
    if ended.height_deg < WORTH_TELLING * plan.attempt_deg:
        return None
    small = Cause(CauseKind.SMALL, number=round(ended.height_deg, 1), limit=round(plan.attempt_deg, 1))
    return Uncounted(start_s, end_s, "too_small", small)


def _take_event(plan: Plan, state: MovedState, event: Event) -> MovedState:
    match event:
        case AttemptDropped():
            found = _of_dropped(plan, state, event)
            return replace(state, excursion=None, found=_joined(state.found, found))
        case RepetitionJudged():
            return replace(state, excursion=None)
        case _:
            return state


def _of_dropped(plan: Plan, state: MovedState, event: AttemptDropped) -> Uncounted:
    start_s, end_s = None if event.start_s is None else round(event.start_s, 3), round(event.t_s, 3)
    if event.reason == "too_small" and start_s is not None and _is_leaping(state, start_s):
        return Uncounted(start_s, end_s, "lost_from_view", _leaping(plan))
    return Uncounted(start_s, end_s, event.reason, event.cause)


def _leaping(plan: Plan) -> Cause:
    return Cause(CauseKind.LEAPING, MOVED[plan.driver])


def _joined(found: tuple[Uncounted, ...], new: Uncounted) -> tuple[Uncounted, ...]:
    """Return what was found with one more; two for the same reason, one soon after the other, are one."""
    if not found or new.start_s is None:
        return (*found, new)
    last = found[-1]
    is_within = last.start_s is not None and new.start_s <= last.start_s
    if is_within and last.reason == new.reason and last.end_s <= new.end_s:
        return (*found[:-1], new)
    is_same = (last.reason, last.cause and last.cause.kind) == (new.reason, new.cause and new.cause.kind)
    if not is_same or new.start_s - last.end_s > APART_S:
        return (*found, new)
    return (*found[:-1], replace(last, end_s=max(last.end_s, new.end_s), movements=last.movements + new.movements))


def without_segments(found: Sequence[Uncounted], segments: Sequence[SessionSegment]) -> tuple[Uncounted, ...]:
    """Return what is not told already by a segment of movements that look like another exercise.

    Parameters
    ----------
    found : sequence of Uncounted
        What moved and was not counted.
    segments : sequence of SessionSegment
        The segments of the session.
    """
    others = [one for one in segments if one.looks_like and not one.repetitions]
    return tuple(one for one in found if not any(_overlaps(one, other) for other in others))


def _overlaps(moved: Uncounted, segment: SessionSegment) -> bool:
    return moved.start_s is not None and moved.start_s < segment.end_s and segment.begin_s < moved.end_s
