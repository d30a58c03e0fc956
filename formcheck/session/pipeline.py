"""The one pipeline: raw inputs in, steps out. Live, review, batch and replay are this same fold.

A pose (`kinematics.track`), the readings of sensors (`inertial.track`) or both (`kinematics.fusion`) become a sighting,
which is counted and judged (`exercise.counting`). All memory is in `PipelineState`, which is frozen and can be saved as
JSON and taken up again (`save`, `resume`). Nothing here reads a clock; time is the inputs' own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from formcheck.exercise import counting
from formcheck.exercise.counting import CountingParams, CountingState
from formcheck.exercise.definition import Prescription
from formcheck.exercise.loader import load_library
from formcheck.exercise.plan import Plan, make_plan
from formcheck.inertial import track as inertial
from formcheck.inertial.track import InertialParams, InertialState
from formcheck.kinematics import fusion, track
from formcheck.kinematics.fusion import FusionParams, FusionState
from formcheck.kinematics.track import TrackParams, TrackState
from formcheck.samples import Accuracy, Frame, ImuReadings, Origin, Pose, PoseWithReadings
from formcheck.session import codec
from formcheck.session.model import Header, RawInput, Step
from formcheck.sighting import Sighting

_NOTHING: Final = Accuracy({}, {})  # of an instrument that is not there


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What does not change during a session.

    Parameters
    ----------
    header : Header
        The session's identity.
    tracking : TrackParams
        What the measurement by a camera is told.
    sensing : InertialParams
        What the measurement by sensors is told.
    joining : FusionParams
        What is known of camera and sensors together.
    counting : CountingParams
        What the counting is told.
    """

    header: Header
    tracking: TrackParams
    sensing: InertialParams
    joining: FusionParams
    counting: CountingParams

    @property
    def plan(self) -> Plan:
        """The prescription made ready."""
        return self.counting.plan


@dataclass(frozen=True, slots=True)
class PipelineState:
    """All memory of a session.

    Parameters
    ----------
    track : TrackState
        Memory of the measurement by a camera.
    sensors : InertialState
        Memory of the measurement by sensors.
    counting : CountingState
        Memory of the counting.
    joined : FusionState
        Memory of what brings camera and sensors together.
    """

    track: TrackState
    sensors: InertialState
    counting: CountingState
    joined: FusionState = field(default_factory=FusionState)


def make_pipeline(header: Header) -> Pipeline:
    """Return the pipeline of a session.

    Parameters
    ----------
    header : Header
        The session's identity.
    """
    personal = header.prescription.personal
    tracking = TrackParams(header.neutral_s, personal.ankle_neutral_deg, is_smoothed=header.is_smoothed)
    sensing = InertialParams(header.mountings)
    known = header.by_origin
    joining = FusionParams(known.get(Origin.CAMERA, _NOTHING), known.get(Origin.SENSOR, _NOTHING))
    plan = make_plan(header.prescription)
    counted = CountingParams(plan, header.accuracy, known, plans_like(plan))
    return Pipeline(header, tracking, sensing, joining, counted)


def plans_like(plan: Plan) -> tuple[Plan, ...]:
    """Return the other exercises of the library that the same joint drives.

    Parameters
    ----------
    plan : Plan
        What is prescribed.
    """
    driver, own = plan.driver, plan.exercise.id
    return tuple(make_plan(Prescription(one)) for one in load_library() if one.driver is driver and one.id != own)


def start(pipeline: Pipeline) -> PipelineState:
    """Return the memory to start with.

    Parameters
    ----------
    pipeline : Pipeline
        What does not change.
    """
    return PipelineState(
        track.start(pipeline.tracking), inertial.start(pipeline.sensing), counting.start(pipeline.counting)
    )


def step(
    pipeline: Pipeline, state: PipelineState, raw: RawInput, frame: Frame | None = None
) -> tuple[PipelineState, Step]:
    """Take one raw input.

    Parameters
    ----------
    pipeline : Pipeline
        What does not change.
    state : PipelineState
        Memory.
    raw : RawInput
        The next pose, or readings of sensors, or both; its time must be later than the last one's.
    frame : Frame, optional
        The picture a pose came from, handed on to the outputs.

    Returns
    -------
    PipelineState, Step
        New memory, and what became of the input.
    """
    state, sighting = _sight(pipeline, state, raw, frame)
    count, counted = counting.step(pipeline.counting, state.counting, sighting)
    if count.is_held and sighting.view is not None and state.track.facing_held is None:
        # Who exercises one leg does not turn round: a brief vote against it is the model's error.
        state = replace(state, track=track.hold_facing(state.track))
    return replace(state, counting=count), Step(
        raw=raw,
        sighting=sighting,
        angles=counted.angles,
        phase=counted.phase,
        excursion_deg=counted.excursion_deg,
        attempts=count.attempts,
        good=count.good,
        events=counted.events,
    )


def _sight(
    pipeline: Pipeline, state: PipelineState, raw: RawInput, frame: Frame | None
) -> tuple[PipelineState, Sighting]:
    """Bring an input to a sighting."""
    match raw:
        case Pose():
            followed = state.counting.followed
            tracking, sighting = track.step(pipeline.tracking, state.track, raw, followed, frame)
            return replace(state, track=tracking), sighting
        case ImuReadings():
            sensors, sighting = inertial.step(pipeline.sensing, state.sensors, raw)
            return replace(state, sensors=sensors), sighting
        case PoseWithReadings():
            state, by_camera = _sight(pipeline, state, raw.pose, frame)
            state, by_sensors = _sight(pipeline, state, raw.readings, None)
            joined, sighting = fusion.step(pipeline.joining, state.joined, by_camera, by_sensors)
            return replace(state, joined=joined), sighting


def finish(pipeline: Pipeline, state: PipelineState, last: Step) -> tuple[PipelineState, Step]:
    """End a session, so that nothing hangs in the air.

    Parameters
    ----------
    pipeline : Pipeline
        What does not change.
    state : PipelineState
        Memory after the last input.
    last : Step
        What became of it.

    Returns
    -------
    PipelineState, Step
        New memory, and the last step with all that its end brought about.
    """
    count, events = counting.finish(pipeline.counting, state.counting, last.t_s)
    last = replace(last, attempts=count.attempts, good=count.good, events=(*last.events, *events))
    return replace(state, counting=count), last


def save(state: PipelineState) -> str:
    """Return the memory as JSON.

    Parameters
    ----------
    state : PipelineState
        Memory.
    """
    return codec.dump(PipelineState, state)


def resume(saved: str) -> PipelineState:
    """Return the memory that `save` gave.

    Parameters
    ----------
    saved : str
        What `save` gave.

    Raises
    ------
    pydantic.ValidationError
        It is something else.
    """
    return codec.load(PipelineState, saved)
