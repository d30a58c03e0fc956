"""The one pipeline: raw inputs in, steps out. Live, review, batch and replay are this same fold.

A pose (`kinematics.track`), the readings of sensors (`inertial.track`) or both (`kinematics.fusion`) become a sighting,
which is counted and judged (`exercise.counting`). All memory is in `PipelineState`, which is frozen and can be saved as
JSON and taken up again (`save`, `resume`). Nothing here reads a clock; time is the inputs' own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from formcheck.events import Event, ExerciseChanged
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
from formcheck.session import codec, elsewhere
from formcheck.session.elsewhere import Countings, ElsewhereParams
from formcheck.session.model import Header, RawInput, Step, Summary
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
    later : tuple of (float, CountingParams)
        The same from some times on, in seconds.
    elsewhere : ElsewhereParams
        Other exercises that are looked for.
    """

    header: Header
    tracking: TrackParams
    sensing: InertialParams
    joining: FusionParams
    counting: CountingParams
    later: tuple[tuple[float, CountingParams], ...]
    elsewhere: ElsewhereParams

    def counting_of(self, turn: int) -> CountingParams:
        """Return what the counting is told.

        Parameters
        ----------
        turn : int
            How many times it has been told something else.
        """
        return self.later[turn - 1][1] if turn else self.counting

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
    elsewhere : mapping of str to CountingState
        Memory of the counting of other exercises.
    joined : FusionState
        Memory of what brings camera and sensors together.
    turn : int
        How many of the later prescriptions have come.
    """

    track: TrackState
    sensors: InertialState
    counting: CountingState
    elsewhere: Countings
    joined: FusionState = field(default_factory=FusionState)
    turn: int = 0


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
    later = tuple((one.from_s, _counting(header, one.prescription)) for one in header.later)
    others = elsewhere.make_params(header, load_library(), header.prescription.exercise)
    counted = _counting(header, header.prescription)
    return Pipeline(header, tracking, sensing, joining, counted, later, others)


def _counting(header: Header, prescription: Prescription) -> CountingParams:
    """Return what the counting is told: it compares with the other exercises that the same joint drives."""
    plan = make_plan(prescription)
    driver, own = plan.driver, plan.exercise.id
    others = [one for one in load_library() if one.driver is driver and one.id != own]
    return CountingParams(
        plan, header.accuracy, header.by_origin, tuple(make_plan(Prescription(one)) for one in others)
    )


def start(pipeline: Pipeline, before: Summary | None = None) -> PipelineState:
    """Return the memory to start with.

    Parameters
    ----------
    pipeline : Pipeline
        What does not change.
    before : Summary, optional
        What was counted before; the count goes on from there.
    """
    counted = counting.start(pipeline.counting)
    if before is not None:
        counted = replace(counted, attempts=before.attempts, good=before.good, unseen=before.unseen)
    return PipelineState(
        track.start(pipeline.tracking),
        inertial.start(pipeline.sensing),
        counted,
        elsewhere.start(pipeline.elsewhere),
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
    state, changed = _move_on(pipeline, state, raw.t_s)
    count, counted = counting.step(pipeline.counting_of(state.turn), state.counting, sighting)
    if count.is_held and sighting.view is not None and state.track.facing_held is None:
        # Who exercises one leg does not turn round: a brief vote against it is the model's error.
        state = replace(state, track=track.hold_facing(state.track))
    state, moved = _look_elsewhere(pipeline, replace(state, counting=count), sighting, counted.phase)
    return state, Step(
        raw=raw,
        sighting=sighting,
        angles=counted.angles,
        phase=counted.phase,
        excursion_deg=counted.excursion_deg,
        attempts=count.attempts,
        good=count.good,
        events=(*changed, *counted.events, *moved),
        unseen=count.unseen,
    )


def _move_on(pipeline: Pipeline, state: PipelineState, t_s: float) -> tuple[PipelineState, tuple[Event, ...]]:
    """Go on to the next prescription where its time has come."""
    if state.turn >= len(pipeline.later) or t_s < pipeline.later[state.turn][0]:
        return state, ()
    before, after = (pipeline.counting_of(turn) for turn in (state.turn, state.turn + 1))
    count, events = counting.begin_anew(before, after, state.counting, t_s)
    changed = ExerciseChanged(t_s, after.plan.exercise.id)
    return replace(state, counting=count, turn=state.turn + 1), (*events, changed)


def _look_elsewhere(
    pipeline: Pipeline, state: PipelineState, sighting: Sighting, phase: str
) -> tuple[PipelineState, tuple[Event, ...]]:
    """Look for other exercises while nothing of the one that is prescribed can start."""
    if phase or not sighting.is_present:
        return state, ()
    countings, moved = elsewhere.step(pipeline.elsewhere, state.elsewhere, sighting)
    return replace(state, elsewhere=countings), moved


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
    count, events = counting.finish(pipeline.counting_of(state.turn), state.counting, last.t_s)
    moved = () if last.phase else elsewhere.finish(pipeline.elsewhere, state.elsewhere, last.t_s)
    told = (*last.events, *events, *moved)
    last = replace(last, attempts=count.attempts, good=count.good, unseen=count.unseen, events=told)
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
