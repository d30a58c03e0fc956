"""Whether a video can be true in time: nobody moves as fast, or as slowly, as some seem to.

A film that was sped up, a header that states another rate than the camera gave, slow motion that nothing marks: all
show a movement as it was, at another speed. Only who made the video knows, so it is asked, and no verdict changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import median_high, median_low
from typing import Final

from formcheck.exercise import swings
from formcheck.exercise.plan import Plan
from formcheck.exercise.swings import FLANK_SHARE, Course, Swing, SwingState, course_of
from formcheck.session.model import Header, Remark, RemarkKind, Step

FASTEST_DEGPS: Final = 375.0
"""Nobody who sits and glides a nerve swings the leg out and back faster than this, not once. Somebody who rushes as far
as possible, 1.2 s a repetition, comes to 240°/s."""

TYPICAL_DEGPS: Final = 250.0
"""Nor as fast as this all the time."""

SLOWEST: Final = 3.5
"""Strokes that take so many times as long as prescribed are slow motion, or those of somebody who takes seven seconds
and more for each."""

_PEAK: Final = 1.875  # of a smooth stroke, its highest speed over its mean one (Flash & Hogan 1985)
_LEAST_FLANK: Final = 0.12
"""Of the width of a swing that does not stay, each flank is a quarter; where one is less than half of that, the points
leapt to another place, stayed for a moment, and leapt back."""

_STOP_S: Final = 0.3  # people stop for a moment at the end, also where no hold is prescribed
_MOST_SWINGS: Final = 500  # what comes later than so many changes nothing


@dataclass(frozen=True, slots=True)
class Tempo:
    """What is known of the speed of the movements of a session.

    Parameters
    ----------
    course : Course
        The way that is prescribed.
    stroke_s, stop_s : float
        How long each way, and the end, are to take.
    state : SwingState
        Memory of the swing under way.
    found : tuple of Swing
        Those that came to their end.
    """

    course: Course
    stroke_s: float
    stop_s: float
    state: SwingState = field(default_factory=SwingState)
    found: tuple[Swing, ...] = ()


def start(plan: Plan) -> Tempo:
    """Return the memory to start with.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    """
    exercise, own = plan.prescription.exercise, plan.prescription.personal
    stop_s = max(exercise.end.hold_s, _STOP_S)
    cycle_s = own.cycle_s or exercise.tempo.out_s + exercise.tempo.back_s + stop_s
    return Tempo(course_of(plan), stroke_s=max(cycle_s - stop_s, stop_s) / 2.0, stop_s=stop_s)


def step(tempo: Tempo, news: Step) -> Tempo:
    """Take one step; those without a camera have a clock of their own.

    Parameters
    ----------
    tempo : Tempo
        Memory.
    news : Step
        The next step.
    """
    if news.view is None or not news.is_present or len(tempo.found) >= _MOST_SWINGS:
        return tempo
    state, swing = swings.step(tempo.course, tempo.state, news.angles)
    return replace(tempo, state=state, found=tempo.found if swing is None else (*tempo.found, swing))


def remarks(header: Header, tempo: Tempo) -> Iterator[Remark]:
    """Yield the question whether the video was sped up or slowed, with the speed to try.

    Parameters
    ----------
    header : Header
        The session's identity.
    tempo : Tempo
        How fast its movements were.
    """
    if header.source.recorded_by == "clock" or not tempo.found:
        return
    if _is_too_fast(tempo):
        # The slower one of those in the middle: where some were rushed in life, too, the others tell the tempo.
        width_s = median_high(swing.width_s for swing in tempo.found)
        times = width_s / (tempo.stroke_s + tempo.stop_s)
        yield Remark(RemarkKind.LOOKS_SPED_UP, number=round(header.source.speed * times, 2))
    elif (times := _slowed(tempo)) >= SLOWEST:
        yield Remark(RemarkKind.LOOKS_SLOWED, number=round(header.source.speed * times, 0))


def _is_too_fast(tempo: Tempo) -> bool:
    widths_s = [swing.width_s for swing in tempo.found]
    is_typical = len(widths_s) > 1 and _speed_degps(tempo, median_high(widths_s)) > TYPICAL_DEGPS
    moved_s = [one.width_s for one in tempo.found if min(one.rise_s, one.fall_s) >= _LEAST_FLANK * one.width_s]
    return is_typical or (bool(moved_s) and _speed_degps(tempo, min(moved_s)) > FASTEST_DEGPS)


def _speed_degps(tempo: Tempo, width_s: float) -> float:
    """Return the highest speed of a swing of this width that does not stay out."""
    return _PEAK * tempo.course.range_deg / width_s


def _slowed(tempo: Tempo) -> float:
    """Return how many times as long as prescribed strokes took: the quicker one of out and back, for people dawdle."""
    flank_s = median_low(min(swing.rise_s, swing.fall_s) for swing in tempo.found)
    return flank_s / (FLANK_SHARE * tempo.stroke_s)
