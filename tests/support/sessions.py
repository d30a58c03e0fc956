"""Sessions folded through the one pipeline, and attempts found without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import TypeVar

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.events import Event, Repetition, RepetitionJudged, Verdict
from formcheck.exercise import machine
from formcheck.exercise.definition import Exercise, Personal, Prescription
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.machine import ClosedAttempt, MachineState
from formcheck.exercise.measure import Attempt, measure_attempt
from formcheck.exercise.plan import Plan, make_plan
from formcheck.kinematics import track
from formcheck.kinematics.track import TrackParams
from formcheck.samples import (
    Accuracy,
    AngleError,
    AngleSample,
    Dof,
    Frame,
    Instrument,
    Origin,
    Pose,
    Side,
    SourceInfo,
)
from formcheck.session import pipeline, summary
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, Session, Software, Step
from formcheck.sighting import Sighting, View
from tests.support.people import Script, even_times

ERRORS = {
    Dof.KNEE_FLEXION: AngleError(between_deg=2.0, within_deg=1.5),
    Dof.ANKLE_DORSIFLEXION: AngleError(between_deg=3.0, within_deg=1.5),
    Dof.THIGH_ELEVATION: AngleError(between_deg=2.0, within_deg=1.5),
    Dof.TRUNK_LEAN: AngleError(between_deg=2.0, within_deg=1.5),
    Dof.NECK_FLEXION: AngleError(between_deg=3.0, within_deg=1.5),
}
"""Of a made-up camera, so that no test hangs on what is known of the real one today."""

CAMERA = Instrument(Origin.CAMERA, "heavy", Accuracy(bent=ERRORS, straight=ERRORS))
SOFTWARE = Software("formcheck", "0.0.0", "synthetic", "1", "heavy", "0" * 64)

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Run:
    """A session that was watched to its end."""

    header: Header
    steps: tuple[Step, ...]
    session: Session

    @property
    def events(self) -> tuple[Event, ...]:
        """All that was said."""
        return tuple(event for step in self.steps for event in step.events)

    @property
    def repetitions(self) -> tuple[Repetition, ...]:
        """Every attempt judged."""
        return self.session.repetitions

    @property
    def verdicts(self) -> list[Verdict]:
        """Its judgement."""
        return [repetition.verdict for repetition in self.repetitions]

    def only(self, kind: type[Kind]) -> list[Kind]:
        """Return the events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def make_header(
    exercise: str | Exercise = DEFAULT_EXERCISE,
    *,
    side: Side | None = None,
    personal: Personal | None = None,
    neutral_s: tuple[float, float] | None = None,
) -> Header:
    """Return the identity of a session."""
    known = load_exercise(exercise) if isinstance(exercise, str) else exercise
    return Header(
        id=recording_id("synthetic"),
        software=SOFTWARE,
        source=SourceInfo("synthetic.mp4", 640, 480),
        instruments=(CAMERA,),
        prescription=Prescription(known, side, personal or Personal()),
        neutral_s=neutral_s,
    )


def watch(poses: Iterable[Pose], header: Header | None = None) -> Run:
    """Fold poses through the pipeline, to the end of the recording."""
    header = header or make_header()
    engine = pipeline.make_pipeline(header)
    state, tally = pipeline.start(engine), summary.start(header)
    steps = []
    for pose in poses:
        state, step = pipeline.step(engine, state, pose)
        steps.append(step)
    if steps:
        state, steps[-1] = pipeline.finish(engine, state, steps[-1])
    for step in steps:
        tally = summary.step(tally, step)
    return Run(header, tuple(steps), summary.summarise(header, tally))


def pose_of(step: Step) -> Pose:
    """Return the body points that a step was made from; it must come from a camera."""
    assert isinstance(step.raw, Pose)
    return step.raw


def view_of(step: Step) -> View:
    """Return what the camera saw."""
    assert step.view is not None
    return step.view


def with_frame(step: Step, frame: Frame | None) -> Step:
    """Return the step with another picture, or without one."""
    return replace(step, sighting=replace(step.sighting, view=replace(view_of(step), frame=frame)))


def track_poses(poses: Iterable[Pose], params: TrackParams | None = None) -> list[Sighting]:
    """Fold poses through the kinematics."""
    params = params or TrackParams()
    state, sightings = track.start(params), []
    for pose in poses:
        state, one = track.step(params, state, pose)
        sightings.append(one)
    return sightings


def angle_samples(
    script: Script, *, rate_hz: float = 30.0, times_s: Sequence[float] | None = None
) -> list[AngleSample]:
    """Return the angles of a session as if they had been measured without any error."""
    times = even_times(script.duration_s, rate_hz) if times_s is None else times_s
    return [AngleSample(t_s, Side.RIGHT, script.angles(t_s), dict.fromkeys(Dof, 1.0)) for t_s in times]


def lose(samples: Iterable[AngleSample], start_s: float, end_s: float, *dofs: Dof) -> list[AngleSample]:
    """Return the samples with angles (all, if none is named) not measured for a while."""
    lost = dofs or tuple(Dof)
    return [
        replace(
            sample,
            deg=dict(sample.deg) | dict.fromkeys(lost, float("nan")),
            quality=dict(sample.quality) | dict.fromkeys(lost, 0.0),
        )
        if start_s <= sample.t_s < end_s
        else sample
        for sample in samples
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """What the machine made of a session."""

    plan: Plan
    events: tuple[Event, ...]
    closed: tuple[ClosedAttempt, ...]

    @property
    def attempts(self) -> list[Attempt]:
        """The attempts, measured."""
        return [measure_attempt(self.plan, one) for one in self.closed]

    def only(self, kind: type[Kind]) -> list[Kind]:
        """Return the events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def find_attempts(samples: Iterable[AngleSample], exercise: str = DEFAULT_EXERCISE) -> Found:
    """Fold angle samples through the machine."""
    plan = make_plan(Prescription(load_exercise(exercise)))
    state = MachineState()
    events: list[Event] = []
    closed = []
    for sample in samples:
        state, result = machine.step(plan, state, sample)
        events += result.events
        closed += [result.closed] if result.closed else []
    return Found(plan, tuple(events), tuple(closed))


def last_repetition(events: Iterable[Event]) -> Repetition:
    """Return the repetition judged last."""
    return [event.repetition for event in events if isinstance(event, RepetitionJudged)][-1]


def same(one: float | None, other: float | None, tolerance: float = 1e-6) -> bool:
    """Tell whether two numbers are equal, both missing, or both NaN."""
    if one is None or other is None or isnan(one) or isnan(other):
        return repr(one) == repr(other)
    return abs(one - other) <= tolerance
