"""Coaching and visits, folded over poses: synthetic people, or the kept landmarks of the sample clips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, get_args

from pydantic import TypeAdapter

from formcheck.events import RepetitionJudged, Verdict
from formcheck.exercise.definition import Exercise, Personal, Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.plan import Plan
from formcheck.samples import Pose, Side
from formcheck.session.coaching.coach import Coached, Cue
from formcheck.session.coaching.framing import Scene
from formcheck.session.coaching.reasons import Hint, Reason
from formcheck.session.coaching.safety import Lasting, RedFlag
from formcheck.session.model import Header, Session, Step
from formcheck.session.record import Record, read_record
from formcheck.session.visit import frames
from formcheck.session.visit.acting import act
from formcheck.session.visit.actions import Action, Begin, Simple
from formcheck.session.visit.course import Change, Course, Effect, PartBegun, PartOver, PartStep, VisitStage
from formcheck.session.visit.entries import Began, Entry, Judged, Opened, RangeFrom, RangeKnown
from formcheck.session.visit.stretch import start_stretch, step_stretch
from formcheck.session.visit.visit import History, Visit, fold_entries
from tests.golden.make import unpack
from tests.support.exercising import do, person_for, well_done
from tests.support.people import REST, Angles, Person, Script, perform
from tests.support.sessions import SOFTWARE, make_header

ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
CLEAR = Scene(brightness=120.0, person_dark=80.0, roll_deg=0.0, rate_fps=30.0)
"""A level picture in good light, by a computer that is quick enough."""

RATE_HZ = 15.0  # as good as any here, and the quickest
WAITING_HZ = 5.0  # where nobody moves

FURTHER = frozenset({"straighter", "bend-more", "leg-higher", "leg-lower"})
"""Cues for more movement of knee or thigh: for somebody whose range is known."""

Kind = TypeVar("Kind")


# --- the coach ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue, when it was given, in which phase, and whether it was about the movement under way."""

    t_s: float
    phase: str
    cue: Cue
    is_of_movement: bool

    @property
    def key(self) -> str:
        """Its key."""
        return self.cue.key


@dataclass(frozen=True, slots=True)
class Lesson:
    """A session that was coached to its end."""

    plan: Plan
    steps: tuple[Step, ...]
    coached: tuple[Coached, ...]
    session: Session

    @property
    def heard(self) -> list[Heard]:
        """Every cue."""
        return [
            Heard(news.angles.t_s, news.phase, coached.cue, is_of_movement=_is_of_movement(coached.cue, news))
            for news, coached in zip(self.steps, self.coached, strict=True)
            if coached.cue is not None
        ]

    @property
    def keys(self) -> list[str]:
        """The keys of all cues."""
        return [heard.key for heard in self.heard]

    def cued(self) -> list[str]:
        """Return the keys of the cues on a movement under way."""
        return [heard.key for heard in self.heard if heard.is_of_movement]


MOVEMENT_CUES = frozenset({
    "far-enough", "slower", "toes-up", "point-foot", "turn-back", "straighter", "bend-more", "leg-higher", "leg-lower",
})  # fmt: skip
"""What can be said of a movement under way."""


def _is_of_movement(cue: Cue, news: Step) -> bool:
    return cue.key in MOVEMENT_CUES and not any(isinstance(event, RepetitionJudged) for event in news.events)


def coach_along(poses: Iterable[Pose], header: Header | None = None) -> Lesson:
    """Fold poses through pipeline and coach."""
    header = header or make_header()
    stretch = start_stretch(header, header.prescription, "lesson")
    steps, coached = [], []
    for pose in poses:
        stretch, news, told = step_stretch(stretch, pose, None)
        steps.append(news)
        coached.append(told)
    return Lesson(stretch.pipeline.plan, tuple(steps), tuple(coached), stretch.session)


@cache
def good_lesson(name: str) -> Lesson:
    """Return a lesson of three repetitions, all as prescribed, of an exercise of the library."""
    exercise = load_exercise(name)
    script = do(exercise, *[well_done(exercise)] * 3)
    return coach_along(perform(script, person_for(exercise), rate_hz=RATE_HZ), make_header(exercise))


@cache
def golden_record(stem: str) -> Record:
    """Return the kept landmarks of a sample clip."""
    with TemporaryDirectory() as folder:
        return read_record(unpack(stem, Path(folder)))


@cache
def golden_lesson(stem: str, every: int = 1) -> Lesson:
    """Return a sample clip, coached: all of its pictures, or every second."""
    record = golden_record(stem)
    return coach_along(record.poses[::every], record.header)


# --- visits ---------------------------------------------------------------------------------------------------------


def dosed(exercise: str | Exercise = "tibial-slider-seated", repetitions: int = 3, sets: int = 2) -> Exercise:
    """Return an exercise of the library with so much to do."""
    known = load_exercise(exercise) if isinstance(exercise, str) else exercise
    return replace(known, dose=replace(known.dose, repetitions=repetitions, sets=sets))


def opened(
    exercise: Exercise | None = None,
    personal: Personal | None = None,
    side: Side | None = None,
    lasting_before: tuple[Lasting, ...] = (),
) -> Opened:
    """Return the first entry of a visit."""
    prescription = Prescription(exercise or dosed(), side, personal or Personal())
    return Opened(prescription, "0.0.0", "en", lasting_before)


def answers(
    *,
    pain: int = 1,
    red_flags: tuple[RedFlag, ...] = (),
    side: Side = Side.RIGHT,
    after_last: Lasting | None = None,
    range_from: RangeFrom = RangeFrom.PRESCRIBED,
) -> Begin:
    """Return the answers of somebody who may exercise, or others."""
    return Begin(pain, red_flags, side, after_last, range_from, keep_video=False)


def began(*, pain: int = 1, after_last: Lasting | None = None, range_from: RangeFrom = RangeFrom.PRESCRIBED) -> Began:
    """Return the entry of somebody who may exercise."""
    return Began(pain, (), Side.RIGHT, after_last, range_from, is_video_kept=False)


def judged(
    verdict: Verdict = Verdict.GOOD, set_number: int = 1, reason: Reason | None = None, hint: Hint | None = None
) -> Judged:
    """Return the entry of a repetition."""
    return Judged(f"set-{set_number}-part-1", set_number, verdict, reason, hint, peak=0.9, cycle_s=4.8)


def fold(*entries: Entry) -> Visit:
    """Return the visit that entries tell of; it is opened where they do not say so."""
    visit = fold_entries(entries if entries and isinstance(entries[0], Opened) else (opened(), *entries))
    assert visit is not None
    return visit


def written_and_read(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a log after they were written as lines of JSON and read."""
    return tuple(ENTRY.validate_json(line) for line in [ENTRY.dump_json(entry) for entry in entries])


@dataclass(slots=True)
class Sitting:
    """A visit that goes on: actions and poses are taken one by one, and all that comes of them is kept."""

    course: Course
    header: Header = field(default_factory=make_header)
    scene: Scene = CLEAR
    effects: list[Effect] = field(default_factory=list)
    said: list[Cue] = field(default_factory=list)
    stages: list[VisitStage] = field(default_factory=list)

    @property
    def stage(self) -> VisitStage:
        """Where it is."""
        return self.course.stage

    @property
    def visit(self) -> Visit:
        """What its log tells."""
        return self.course.visit

    @property
    def keys(self) -> list[str]:
        """All that was said."""
        return [cue.key for cue in self.said]

    @property
    def entries(self) -> list[Entry]:
        """What was logged, after it was opened."""
        return [effect for effect in self.effects if isinstance(effect, get_args(Entry))]

    def only(self, kind: type[Kind]) -> list[Kind]:
        """Return the effects of one kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def do(self, *actions: Action | str) -> Sitting:
        """Take actions; the simple ones are named."""
        for action in actions:
            self._take(act(self.course, _simple(action) if isinstance(action, str) else action))
        return self

    def see(self, poses: Iterable[Pose], until: VisitStage | None = None) -> Sitting:
        """Take poses, up to the one that brings about a stage where one is named."""
        for pose in poses:
            self._take(frames.take_frame(self.course, self.header, pose, self.scene))
            if self.stage is until:
                break
        return self

    def _take(self, change: Change) -> None:
        before = self.course.said
        self.course, effects = change
        self.effects += effects
        if self.course.said is not None and self.course.said != before:
            self.said.append(self.course.said.cue)
        if not self.stages or self.stages[-1] is not self.stage:
            self.stages.append(self.stage)


def _simple(name: str) -> Simple:
    return TypeAdapter(Simple).validate_python({"do": name})


def sit_down(
    exercise: Exercise | None = None,
    personal: Personal | None = None,
    history: History | None = None,
    header: Header | None = None,
) -> Sitting:
    """Return a visit at its welcome."""
    history = history or History()
    visit = fold(opened(exercise, personal, lasting_before=history.lasting))
    return Sitting(Course(visit, history), header or make_header())


@dataclass(slots=True)
class Camera:
    """Films one person on end: each stretch follows the one before."""

    person: Person = field(default_factory=Person)
    rate_hz: float = RATE_HZ
    t_s: float = 0.0

    def film(self, script: Script) -> list[Pose]:
        """Return the poses of a script."""
        poses = perform(script, self.person, rate_hz=self.rate_hz, start_s=self.t_s)
        self.t_s += script.duration_s
        return poses

    def still(self, duration_s: float, angles: Angles | None = None) -> list[Pose]:
        """Return the poses of somebody who keeps still."""
        return self.film(Script((), rest=dict(angles or REST), lead_s=duration_s, tail_s=0.0))

    def nobody(self, duration_s: float) -> list[Pose]:
        """Return the poses of an empty room."""
        return [replace(pose, landmarks={}) for pose in self.wait(duration_s)]

    def wait(self, duration_s: float) -> list[Pose]:
        """Return the poses of somebody who keeps still for long: few pictures, yet none that is missed."""
        poses = replace(self, rate_hz=WAITING_HZ).still(duration_s)
        self.t_s += duration_s
        return poses

    def gap(self, duration_s: float) -> None:
        """Let time go by without a picture."""
        self.t_s += duration_s


def looped(poses: Sequence[Pose], pause_s: float = 0.05) -> Iterator[Pose]:
    """Yield poses over and over, time going on."""
    way_s = poses[-1].t_s - poses[0].t_s + pause_s
    for turn in count():
        for pose in poses:
            yield replace(pose, t_s=pose.t_s + turn * way_s, index=pose.index + turn * len(poses))


def parts_of(sitting: Sitting) -> list[tuple[Header, list[Step], Session]]:
    """Return of each part its header, its steps and its result."""
    parts: list[tuple[Header, list[Step], Session]] = []
    header, steps = sitting.header, list[Step]()
    for effect in sitting.effects:
        match effect:
            case PartBegun():
                header, steps = effect.header, []
            case PartStep():
                steps.append(effect.step)
            case PartOver():
                parts.append((header, steps, effect.session))
            case _:
                pass
    return parts


RANGE_KNOWN = RangeKnown(
    RangeFrom.MEASURE,
    Personal(driver_end_deg=12.0, ankle_end_deg=8.0, ankle_neutral_deg=-2.0),
    SOFTWARE.model,
)
