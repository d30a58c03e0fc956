"""The course of a visit: its stages, and what is remembered on the way.

Everything that must survive the program goes out as an entry of the visit's log; a visit that was interrupted is taken
up again from its log alone. What comes after each stage is in `stages`, what the person's actions do in `acting`, what
the frames do in `frames` and, with sensors, in `strapped`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import nan
from typing import Final

from formcheck.events import Repetition
from formcheck.inertial.mounting import Mounting
from formcheck.samples import Origin, Place
from formcheck.session.coaching.calibrating import Calibrating, ask
from formcheck.session.coaching.coach import Coached, Cue
from formcheck.session.coaching.framing import Framing, FramingState
from formcheck.session.coaching.ranging import Stillness
from formcheck.session.coaching.strapping import Strapping, StrappingState
from formcheck.session.model import Header, Session, Step
from formcheck.session.visit.entries import Entry
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
