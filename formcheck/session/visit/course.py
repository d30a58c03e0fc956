"""The course of a visit: its stages, and what the person's actions do to them.

Everything that must survive the program goes out as an entry of the visit's log; a visit that was interrupted is taken
up again from its log alone. What the frames do is in `frames`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import nan
from typing import Final

from formcheck.events import Repetition
from formcheck.exercise.definition import Personal
from formcheck.inertial.mounting import Mounting
from formcheck.samples import Origin, Place
from formcheck.session.coaching.calibrating import Calibrating, StepEnd, ask, call_done
from formcheck.session.coaching.coach import Coached, Cue, Tone
from formcheck.session.coaching.framing import Framing, FramingState
from formcheck.session.coaching.ranging import Stillness
from formcheck.session.coaching.safety import why_not_begin, why_stop
from formcheck.session.coaching.strapping import Strapping, StrappingState
from formcheck.session.model import Header, Session, Step
from formcheck.session.visit.actions import Action, After, Begin, Simple, Stop
from formcheck.session.visit.entries import (
    Began,
    Ended,
    Entry,
    Finished,
    PassedOver,
    Paused,
    RangeFrom,
    RangeKnown,
    Refused,
    SensorsMounted,
    Stopped,
)
from formcheck.session.visit.stretch import Stretch, entry_of, finish_stretch
from formcheck.session.visit.visit import History, Visit, take_entry


class VisitStage(StrEnum):
    """Where a visit is; the page has a screen for each."""

    WELCOME = "welcome"
    REFERRAL = "referral"
    CAMERA = "camera"
    SENSORS = "sensors"
    CALIBRATE = "calibrate"
    NEUTRAL = "neutral"
    PRACTICE = "practice"
    COUNTDOWN = "countdown"
    SET = "set"
    REST = "rest"
    PAUSED = "paused"
    STOPPED = "stopped"
    AFTER = "after"
    SUMMARY = "summary"


SET_UP: Final = {Origin.CAMERA: VisitStage.CAMERA, Origin.SENSOR: VisitStage.SENSORS}
"""The stage in which each kind of source is checked."""

WATCHED: Final = frozenset(
    {
        *SET_UP.values(),
        VisitStage.CALIBRATE,
        VisitStage.NEUTRAL,
        VisitStage.PRACTICE,
        VisitStage.COUNTDOWN,
        VisitStage.SET,
        VisitStage.REST,
    }
)
"""The stages in which the camera or the sensors are looked at."""

MOVING: Final = WATCHED - set(SET_UP.values())
"""The stages that can be paused."""

SENSORS_MODEL: Final = "sensors"
"""What stands for the pose model where sensors measure: one calibration standing is as good as the next."""


@dataclass(frozen=True, slots=True)
class PartBegun:
    """A part has begun: frames from here on belong to its record."""

    name: str
    header: Header


@dataclass(frozen=True, slots=True)
class PartStep:
    """A frame of the part under way."""

    step: Step


@dataclass(frozen=True, slots=True)
class PartOver:
    """The part under way is over; its record is closed."""

    session: Session


Effect = Entry | PartBegun | PartStep | PartOver
"""What a change asks for: to be logged or recorded, in this order."""


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with its number, by which a page knows a new one, and the time of the frame at which it was given."""

    number: int
    cue: Cue
    t_s: float = nan


@dataclass(frozen=True, slots=True)
class Course:
    """Where a visit stands, and all that is remembered beside its log.

    Parameters
    ----------
    visit : Visit
        What the log tells.
    history : History
        What earlier visits tell.
    stage : VisitStage
        Where it is.
    paused : VisitStage
        The stage to go back to after a pause.
    stretch : Stretch or None
        The stretch of frames under way.
    places : tuple of Place
        Where sensors are strapped to; empty where a camera looks on.
    framing_state, framing : FramingState, Framing
        Whether everything is in the picture.
    strapping_state, strapping : StrappingState, Strapping
        Whether the sensors are as they must be.
    calibrating : Calibrating
        The calibration of the sensors.
    mountings : tuple of Mounting
        How they sit; empty until they are calibrated.
    stillness : Stillness
        The neutral posture so far.
    practised : tuple of Repetition
        The repetitions of practice.
    coached, step : Coached, Step or None
        What the last frame gave.
    said : Said or None
        The cue given last.
    note : str
        Key of the sentence that answers the person's last action; empty for none.
    since_s, t_s : float
        Times of the first frame in this stage, and of the last; NaN before.
    advised_s : float
        When advice on the picture was given last; NaN before.
    model : str
        The pose model at work, or `SENSORS_MODEL`; empty before the first frame.
    """

    visit: Visit
    history: History = field(default_factory=History)
    stage: VisitStage = VisitStage.WELCOME
    paused: VisitStage = VisitStage.COUNTDOWN
    stretch: Stretch | None = None
    places: tuple[Place, ...] = ()
    strapping_state: StrappingState = field(default_factory=StrappingState)
    strapping: Strapping = field(default_factory=Strapping)
    calibrating: Calibrating = field(default_factory=Calibrating)
    mountings: tuple[Mounting, ...] = ()
    framing_state: FramingState = field(default_factory=FramingState)
    framing: Framing = field(default_factory=Framing)
    stillness: Stillness = field(default_factory=Stillness)
    practised: tuple[Repetition, ...] = ()
    coached: Coached | None = None
    step: Step | None = None
    said: Said | None = None
    note: str = ""
    since_s: float = nan
    t_s: float = nan
    advised_s: float = nan
    model: str = ""

    @property
    def origin(self) -> Origin:
        """What looks on."""
        return Origin.SENSOR if self.places else Origin.CAMERA

    @property
    def worn(self) -> tuple[Place, ...]:
        """The sensors of the leg that is exercised."""
        return tuple(place for place in self.places if place.side is self.visit.side)

    @property
    def is_usable(self) -> bool:
        """Whether the source lacks only minor things, while it is set up."""
        match self.stage:
            case VisitStage.CAMERA:
                return self.framing.is_usable
            case VisitStage.SENSORS:
                return self.strapping.is_usable
            case _:
                return False


Change = tuple[Course, tuple[Effect, ...]]
"""A course after a change, and what the change asks for."""


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


def enter(course: Course, stage: VisitStage) -> Course:
    """Return the course at the beginning of a stage.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    stage : VisitStage
        The stage to begin.
    """
    return replace(
        course,
        stage=stage,
        since_s=nan,
        framing_state=FramingState(),
        framing=Framing(),
        strapping_state=StrappingState(),
        strapping=Strapping(),
        calibrating=ask(course.calibrating, course.calibrating.task, course.calibrating.fault),
        stillness=Stillness(),
        coached=None,
    )


def log(course: Course, *entries: Entry) -> Change:
    """Return the course after entries of its log, which are effects as well.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    *entries : Entry
        What is to be logged, in this order.
    """
    for entry in entries:
        course = replace(course, visit=take_entry(course.visit, entry))
    return course, entries


def say(course: Course, cue: Cue) -> Course:
    """Return the course with one more thing said.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    cue : Cue
        What is to be said.
    """
    number = 1 if course.said is None else course.said.number + 1
    return replace(course, said=Said(number, cue, course.t_s))


def close_part(course: Course) -> Change:
    """Close the stretch of frames under way.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    stretch = course.stretch
    course = replace(course, stretch=None, coached=None)
    if stretch is None or not stretch.part:
        return course, ()
    stretch, judged = finish_stretch(stretch)
    peak = stretch.coach.peak
    course, entries = log(course, *(entry_of(stretch, set_number(course), one, peak) for one in judged))
    last = () if stretch.last is None else (PartStep(stretch.last),)
    return course, (*entries, *last, PartOver(stretch.session))


def set_number(course: Course) -> int:
    """Return the set that repetitions made now belong to; 0 for practice.

    Parameters
    ----------
    course : Course
        Where the visit stands.
    """
    return 0 if course.stage is VisitStage.PRACTICE else course.visit.set_number


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
    begun = Calibrating(course.worn)
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


# --- the person's actions -------------------------------------------------------------------------------------------


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
