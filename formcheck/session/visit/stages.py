"""What comes after each stage of a visit: source set up, sensors calibrated, own range known, exercise done."""

from __future__ import annotations

from dataclasses import replace

from formcheck.exercise.definition import Personal
from formcheck.samples import Origin
from formcheck.session.coaching.calibrating import Calibrating, StepEnd, ask
from formcheck.session.coaching.coach import Cue, Tone
from formcheck.session.visit.course import SENSORS_MODEL, Change, Course, VisitStage, enter, log, say
from formcheck.session.visit.entries import Ended, RangeFrom, RangeKnown, SensorsMounted


def after_set_up(course: Course) -> Change:
    """Go on to what comes after the picture is found well, or the sensors are calibrated.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    course = _forget_other_models(course)
    if course.visit.range is None:
        return _settle_range(course)
    return enter(say(course, Cue("take-position", Tone.INFO)), VisitStage.COUNTDOWN), ()


def leave_set_up(course: Course) -> Change:
    """Go on to what comes after the source is found well: sensors are calibrated first.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    if course.origin is Origin.CAMERA:
        return after_set_up(course)
    return enter_calibration(course), ()


def enter_calibration(course: Course) -> Course:
    """Begin the calibration of the sensors, from its first step.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    begun = Calibrating(course.worn, worn=course.calibrating.worn)
    course = replace(course, mountings=(), calibrating=ask(begun, begun.steps[0]))
    return enter(ask_for_step(course), VisitStage.CALIBRATE)


def ask_for_step(course: Course) -> Course:
    """Say what is to be done in this step of the calibration, or that it is to be done again.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    calibrating = course.calibrating
    again = "" if calibrating.fault is None else "-again"
    tone = Tone.INFO if calibrating.fault is None else Tone.FORM
    return say(course, Cue(f"calibrate-{calibrating.task}{again}", tone))


def end_step(course: Course, calibrating: Calibrating, how: StepEnd | None) -> Change:
    """Take what became of a step of the calibration.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    calibrating : Calibrating
        The calibration after it.
    how : StepEnd or None
        How it ended; None where it goes on.
    """
    course = replace(course, calibrating=calibrating)
    if how is None:
        return course, ()
    if how is not StepEnd.COMPLETE:
        return replace(ask_for_step(course), since_s=course.t_s), ()
    course, effects = log(course, SensorsMounted(calibrating.mountings))
    course, more = after_set_up(replace(course, mountings=calibrating.mountings, model=SENSORS_MODEL))
    return course, effects + more


def settle(course: Course, range_from: RangeFrom, personal: Personal) -> Change:
    """Take the person's range as known, and go on to the sets.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    range_from : RangeFrom
        Where the range comes from.
    personal : Personal
        The range.
    """
    course, effects = log(course, RangeKnown(range_from, personal, course.model))
    return enter(course, VisitStage.COUNTDOWN), effects


def end(course: Course) -> Change:
    """End the exercise; the questions after it follow.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    course, effects = log(course, Ended())
    return enter(course, VisitStage.AFTER), effects


def _settle_range(course: Course) -> Change:
    """Settle where the range comes from; only where it is to be measured now is there anything to do."""
    visit, prescribed = course.visit, course.visit.opened.prescription
    wanted = visit.began.range_from if visit.began else RangeFrom.PRESCRIBED
    known = course.history.ranges.get(visit.side) if visit.side else None
    if wanted is RangeFrom.LAST and known is not None and _is_valid(course, known):
        return settle(say(course, Cue("take-position", Tone.INFO)), RangeFrom.LAST, known.personal)
    # On a day of half the range nobody is asked to show all of it.
    if wanted is not RangeFrom.PRESCRIBED and not visit.is_halved:
        # Sensors read the ankle by how somebody stands: what a pose model adds to it need not be taken out.
        if visit.neutral is None and course.origin is Origin.CAMERA:
            return enter(say(course, Cue("hold-still", Tone.INFO)), VisitStage.NEUTRAL), ()
        return enter(say(course, Cue("practice", Tone.INFO)), VisitStage.PRACTICE), ()
    return settle(say(course, Cue("take-position", Tone.INFO)), RangeFrom.PRESCRIBED, prescribed.personal)


def _forget_other_models(course: Course) -> Course:
    """Return the course without what another pose model, or other sensors, have measured of the person."""
    visit = course.visit
    if visit.neutral is not None and visit.neutral.model != course.model:
        visit = replace(visit, neutral=None)
    if visit.range is not None and not _is_valid(course, visit.range):
        visit = replace(visit, range=None)
    return replace(course, visit=visit)


def _is_valid(course: Course, known: RangeKnown) -> bool:
    """Tell whether a range holds for the pose model at work."""
    return known.range_from is RangeFrom.PRESCRIBED or known.model == course.model
