"""What the person's actions do to the course of a visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from formcheck.samples import Origin, Place
from formcheck.session.coaching.calibrating import call_done
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.coaching.safety import why_not_begin, why_stop
from formcheck.session.visit.actions import Action, After, Begin, Simple, Stop
from formcheck.session.visit.course import MOVING, SET_UP, Change, Course, VisitStage, close_part, enter, log, say
from formcheck.session.visit.entries import Began, Finished, PassedOver, Paused, RangeFrom, Refused, Stopped
from formcheck.session.visit.stages import ask_for_step, end, end_step, leave_set_up, settle
from formcheck.session.visit.visit import History, Visit


def act(course: Course, action: Action) -> Change:
    """Take one action of the person; one that has no meaning in this stage changes nothing.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    action : Action
        What the person did.
    """
    course = replace(course, note="")
    match action:
        case Begin() if course.stage is VisitStage.WELCOME:
            return _begin(course, action)
        case Stop() if course.stage is VisitStage.PAUSED:
            return _stop(course, action)
        case After() if course.stage is VisitStage.AFTER:
            course, effects = log(course, Finished(action.pain, action.is_numb))
            return enter(course, VisitStage.SUMMARY), effects
        case Simple():
            return _SIMPLE[action.do](course)
        case _:
            return course, ()


def take_up(visit: Visit, history: History, places: tuple[Place, ...] = ()) -> Course:
    """Return the course of a visit that was interrupted: the source is set up first, if there are sets left to do.

    Parameters
    ----------
    visit : Visit
        The visit so far.
    history : History
        What earlier visits tell.
    places : tuple of Place
        Where sensors are strapped to; empty where a camera looks on.
    """
    course = Course(visit, history, places=places)
    return enter(course, VisitStage.AFTER if visit.is_done else SET_UP[course.origin])


def interrupt(course: Course) -> Change:
    """Pause because the page is gone.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    return _pause(course)


def _begin(course: Course, answers: Begin) -> Change:
    began = Began(
        pain=answers.pain,
        red_flags=answers.red_flags,
        side=course.visit.opened.prescription.side or answers.side,
        after_last=answers.after_last,
        range_from=answers.range,
        is_video_kept=answers.keep_video,
    )
    course, effects = log(course, began)
    halts = why_not_begin(began.pain, began.red_flags, course.visit.lasting)
    if halts:
        course, refusal = log(course, Refused(halts))
        return enter(course, VisitStage.REFERRAL), effects + refusal
    return enter(course, SET_UP[course.origin]), effects


def _stop(course: Course, answer: Stop) -> Change:
    began = course.visit.began
    halt = why_stop(began.pain if began else 0, answer.pain, is_numb=answer.is_numb)
    if halt is None:
        course, effects = log(course, Paused(answer.pain))
        return replace(course, note="within-limits"), effects
    course, effects = log(course, Stopped(halt, answer.pain, answer.is_numb))
    course = say(course, Cue(halt.value, Tone.SAFETY))
    return enter(course, VisitStage.STOPPED), effects


def _pause(course: Course) -> Change:
    if course.stage not in MOVING:
        return course, ()
    back = VisitStage.COUNTDOWN if course.stage is VisitStage.SET else course.stage
    course, closing = close_part(course)
    course, effects = log(course, Paused())
    return replace(enter(say(course, Cue("paused", Tone.INFO)), VisitStage.PAUSED), paused=back), closing + effects


def _go_on(course: Course) -> Change:
    if course.stage is not VisitStage.PAUSED:
        return course, ()
    course = enter(say(course, Cue("resumed", Tone.INFO)), course.paused)
    return (ask_for_step(course) if course.stage is VisitStage.CALIBRATE else course), ()


def _skip(course: Course) -> Change:
    """Leave out what is under way: the neutral posture, measuring the range, a rest."""
    if course.stage not in {VisitStage.NEUTRAL, VisitStage.PRACTICE, VisitStage.REST}:
        return course, ()
    course, closing = close_part(course)
    match course.stage:
        case VisitStage.NEUTRAL:
            return enter(say(course, Cue("practice", Tone.INFO)), VisitStage.PRACTICE), closing
        case VisitStage.PRACTICE:
            prescribed = course.visit.opened.prescription.personal
            course, effects = settle(say(course, Cue("take-position", Tone.INFO)), RangeFrom.PRESCRIBED, prescribed)
            return course, closing + effects
        case _ if course.visit.is_done:
            course, effects = end(course)
            return course, closing + effects
        case _:
            return enter(say(course, Cue("rest-over", Tone.INFO)), VisitStage.COUNTDOWN), closing


def _go_anyway(course: Course) -> Change:
    if not course.is_usable:
        return course, ()
    missing = course.framing.missing if course.origin is Origin.CAMERA else course.strapping.missing
    course, effects = log(course, PassedOver(missing))
    course, closing = close_part(course)
    course, more = leave_set_up(course)
    return course, effects + closing + more


def _call_done(course: Course) -> Change:
    if course.stage is not VisitStage.CALIBRATE:
        return course, ()
    return end_step(course, *call_done(course.calibrating))


def _finish(course: Course) -> Change:
    """End for today."""
    if course.stage not in {VisitStage.PAUSED, VisitStage.STOPPED, *SET_UP.values()}:
        return course, ()
    return end(course)


_SIMPLE: Final[dict[str, Callable[[Course], Change]]] = {
    "anyway": _go_anyway,
    "done": _call_done,
    "skip": _skip,
    "pause": _pause,
    "go_on": _go_on,
    "finish": _finish,
}
