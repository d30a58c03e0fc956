"""Camera and sensors as one session: paired, recorded, replayed, broken off and taken up again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formcheck.apps.recordings import replay
from formcheck.errors import SensorError
from formcheck.events import Event, MeasuredBy, RepetitionJudged
from formcheck.outputs.jsonl import RecordFile
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import (
    ImuReading,
    ImuReadings,
    Origin,
    Place,
    Pose,
    PoseWithReadings,
    Segment,
    Side,
    SourceInfo,
)
from formcheck.session import pipeline
from formcheck.session.model import Beside
from formcheck.session.output import EventLog
from formcheck.session.record import end_line, header_line, input_line, parse_record
from formcheck.session.run import run_session, without_pictures
from formcheck.session.together import BEFORE_S, find_offset, make_joint_header, pair
from tests.support.together import Filmed, film
from tests.support.truth import BRIEF

SHANK, FOOT = Place(Side.RIGHT, Segment.SHANK), Place(Side.RIGHT, Segment.FOOT)

pytestmark = pytest.mark.xdist_group("together")


@pytest.fixture(scope="module")
def brief() -> Filmed:
    """Return the shortest clip with sensors."""
    return film(f"{BRIEF}.mp4")


def poses(*times_s: float) -> list[Pose]:
    return [Pose(t_s, index, 640, 480) for index, t_s in enumerate(times_s)]


def reading(t_s: float, place: Place = SHANK) -> ImuReading:
    return ImuReading(t_s, place, (0.0, 0.0, 9.81), (0.0, 0.0, 0.0))


# --- pairs ------------------------------------------------------------------------------------------------------------


def test_each_picture_gets_what_was_measured_since_the_one_before_on_its_clock() -> None:
    readings = [ImuReadings(t_s, (reading(t_s),)) for t_s in (10.0, 10.02, 10.04, 10.06, 10.08)]
    found = list(pair(poses(0.01, 0.04, 0.05), readings, 10.0))
    assert [[round(one.t_s, 6) for one in both.readings.readings] for both in found] == [[0.0], [0.02, 0.04], []]
    assert [both.readings.t_s for both in found] == [both.pose.t_s for both in found] == [0.01, 0.04, 0.05]


def test_readings_that_came_together_out_of_order_are_told_apart() -> None:
    late = ImuReadings(0.02, (reading(0.0), reading(0.02), reading(0.005, FOOT), reading(0.015, FOOT)))
    first, second = pair(poses(0.01, 0.03), [late], 0.0)
    assert [one.t_s for one in first.readings.readings] == [0.0, 0.005]
    assert [one.t_s for one in second.readings.readings] == [0.02, 0.015]


def test_of_what_came_before_the_first_picture_only_the_last_moment_goes_with_it() -> None:
    readings = [ImuReadings(float(t_s), (reading(float(t_s)),)) for t_s in range(60)]
    (first,) = pair(poses(50.0), readings, 0.0)
    assert first.readings.readings[0].t_s == 50.0 - BEFORE_S


def test_sensors_that_end_before_the_video_leave_the_camera_alone() -> None:
    found = list(pair(poses(0.0, 0.1, 0.2), [ImuReadings(0.0, (reading(0.0),))], 0.0))
    assert [len(both.readings.readings) for both in found] == [1, 0, 0]


# --- clocks and identity ----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_clip_tells_its_offset(brief: Filmed) -> None:
    offset = find_offset(brief.landmarks.poses, brief.readings(), brief.mountings, is_smoothed=brief.header.is_smoothed)
    assert offset.is_accepted
    assert abs(offset.seconds - brief.recording.starts_s) <= 0.040


def test_the_header_names_both_instruments_and_recordings(brief: Filmed) -> None:
    header = replace(brief.landmarks.header, prescription=replace(brief.header.prescription, side=None))
    beside = Beside(SourceInfo("sensors.csv", sha256="b" * 64), 12.5, 0.97)
    joint = make_joint_header(header, beside, brief.mountings, "three")
    assert [one.kind for one in joint.instruments] == [Origin.CAMERA, Origin.SENSOR]
    assert (joint.beside, joint.prescription.side) == (beside, brief.truth.side)
    assert joint.id != header.id
    assert joint.id == make_joint_header(header, beside, brief.mountings, "three").id


def test_sensors_on_the_other_leg_are_an_error(brief: Filmed) -> None:
    assert brief.truth.side is not None
    other = replace(brief.header, prescription=replace(brief.header.prescription, side=brief.truth.side.other))
    with pytest.raises(SensorError, match="do not measure the prescribed leg"):
        make_joint_header(other, Beside(SourceInfo("s.csv"), 0.0), brief.mountings, "three")
    with pytest.raises(SensorError, match="none"):
        make_joint_header(brief.header, Beside(SourceInfo("s.csv"), 0.0), (), "none")


# --- the record -------------------------------------------------------------------------------------------------------


def test_an_input_is_read_back_to_the_last_bit(brief: Filmed) -> None:
    inputs = tuple(brief.inputs())[:40]
    lines = [header_line(brief.header, BLAZEPOSE_33), *(input_line(one, BLAZEPOSE_33) for one in inputs), end_line(40)]
    record = parse_record((line.encode() for line in lines), "test")
    assert record.inputs == inputs
    assert record.header == brief.header
    assert record.poses == tuple(one.pose for one in inputs)


@pytest.mark.slow
def test_a_record_replays_to_the_same_events_with_their_origins(brief: Filmed, tmp_path: Path) -> None:
    log = EventLog()
    with_files = (RecordFile(tmp_path / "record.jsonl"), log)
    session = run_session(brief.header, without_pictures(brief.inputs()), with_files)
    outcome = replay(tmp_path / "record.jsonl")
    assert outcome.is_same
    assert outcome.session == session
    assert {event.origin for event in log.events if isinstance(event, MeasuredBy)} == {Origin.SENSOR}


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 210), max_size=12))
def test_memory_saved_and_taken_up_again_anywhere_gives_the_same(brief: Filmed, cuts: set[int]) -> None:
    inputs = [one for one in brief.inputs() if one.t_s < 7.0]
    made = pipeline.make_pipeline(brief.header)

    def events_of(cuts: set[int]) -> list[Event]:
        state, told = pipeline.start(made), list[Event]()
        for number, raw in enumerate(inputs):
            if number in cuts:
                state = pipeline.resume(pipeline.save(state))
            state, step = pipeline.step(made, state, raw)
            told += step.events
        return told

    whole = events_of(set())
    assert any(isinstance(event, RepetitionJudged) for event in whole)
    assert events_of(cuts) == whole


@pytest.mark.slow
def test_without_readings_the_camera_judges_as_if_it_were_alone(brief: Filmed) -> None:
    alone = replace(brief.header, instruments=brief.header.instruments[:1], mountings=(), beside=None)
    by_camera = run_session(alone, without_pictures(brief.landmarks.poses), ())
    silent = (PoseWithReadings(pose, ImuReadings(pose.t_s)) for pose in brief.landmarks.poses)
    assert run_session(brief.header, without_pictures(silent), ()).repetitions == by_camera.repetitions
