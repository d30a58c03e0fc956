"""Body points that were put elsewhere, and the repetition judged anew with them."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.events import Repetition
from formcheck.kinematics.angles import measure_ankle_dorsiflexion, measure_knee_flexion
from formcheck.samples import Landmark, Pose
from formcheck.session.corrections import MovedPoint, Movement
from formcheck.session.moved import first_time_s, judge_anew, judge_until, move_points, move_pose, paths_of
from tests.support.stored import BRIEF, session_of
from tests.support.visits import golden_record

ANKLE = "right_ankle"
LEG = ("right_hip", "right_knee", ANKLE)


def poses(count: int = 10) -> list[Pose]:
    """Return frames at uneven times in which one point goes along."""
    times = [0.04 * number + 0.01 * (number % 3) for number in range(count)]
    return [Pose(t, 5 + n, 640, 480, {ANKLE: Landmark(100.0 + n, 200.0, 0.4)}) for n, t in enumerate(times)]


def point(index: int, x_px: float, y_px: float) -> MovedPoint:
    """Return the ankle put somewhere."""
    return MovedPoint(index, ANKLE, x_px, y_px)


places = st.floats(-1000.0, 1000.0)


@given(places, places, places, places)
def test_between_two_frames_a_point_goes_straight(x1: float, y1: float, x2: float, y2: float) -> None:
    given_poses = poses()
    first, last = given_poses[2], given_poses[7]
    moved = move_points(given_poses, [point(first.index, x1, y1), point(last.index, x2, y2)])
    for pose in moved[2:8]:
        assert isinstance(pose, Pose)
        share = (pose.t_s - first.t_s) / (last.t_s - first.t_s)
        where = pose.landmarks[ANKLE]
        assert where.x_px == pytest.approx(x1 + share * (x2 - x1), abs=1e-6)
        assert where.y_px == pytest.approx(y1 + share * (y2 - y1), abs=1e-6)


@given(places, places)
def test_outside_of_the_frames_that_are_named_nothing_is_touched(x_px: float, y_px: float) -> None:
    given_poses = poses()
    moved = move_points(given_poses, [point(given_poses[4].index, x_px, y_px), point(given_poses[6].index, 0.0, 0.0)])
    assert list(moved[:4]) == given_poses[:4]
    assert list(moved[7:]) == given_poses[7:]


def test_a_point_moved_by_nothing_changes_nothing() -> None:
    given_poses = poses()
    same = [point(pose.index, pose.landmarks[ANKLE].x_px, pose.landmarks[ANKLE].y_px) for pose in given_poses]
    assert list(move_points(given_poses, same)) == given_poses


def test_what_a_person_put_somewhere_counts_as_seen() -> None:
    (moved,) = move_points(poses(1), [point(5, 1.0, 2.0)])
    assert isinstance(moved, Pose)
    assert moved.landmarks[ANKLE] == Landmark(1.0, 2.0, 1.0)


def test_the_last_word_on_a_point_counts_and_frames_that_are_not_there_do_not() -> None:
    (path,) = paths_of([point(5, 1.0, 1.0), point(5, 2.0, 2.0), point(99, 3.0, 3.0)], {5: 0.0}).values()
    assert path.at(0.0) == (2.0, 2.0)
    assert path.at(0.1) is None


def test_where_nobody_was_found_nothing_is_made_up() -> None:
    nobody = Pose(0.0, 5, 640, 480)
    assert move_pose(nobody, paths_of([point(5, 1.0, 1.0)], {5: 0.0})) == nobody


@given(st.floats(-40.0, 40.0), st.floats(-40.0, 40.0))
def test_a_moved_ankle_changes_the_angles_as_the_formulas_say(dx: float, dy: float) -> None:
    pose = next(one for one in golden_record(BRIEF).poses if one.landmarks)
    at = {name: (one.x_px, one.y_px) for name, one in pose.landmarks.items()}
    ankle = (at[ANKLE][0] + dx, at[ANKLE][1] + dy)
    (moved,) = move_points([pose], [point(pose.index, *ankle)])
    assert isinstance(moved, Pose)
    found = {name: (one.x_px, one.y_px) for name, one in moved.landmarks.items()}
    heel, toe = at["right_heel"], at["right_foot_index"]
    knee_deg = measure_knee_flexion(at["right_hip"], at["right_knee"], ankle)
    assert measure_knee_flexion(*(found[name] for name in LEG)) == knee_deg
    ankle_deg = measure_ankle_dorsiflexion(at["right_knee"], ankle, heel, toe)
    points = (found["right_knee"], found[ANKLE], found["right_heel"], found["right_foot_index"])
    assert measure_ankle_dorsiflexion(*points) == ankle_deg


# Judged anew


@cache
def repetition(number: int) -> Repetition:
    """Return a repetition of the sample clip."""
    return session_of().repetitions[number - 1]


def movement(number: int) -> Movement:
    """Return where it is."""
    return Movement(repetition(number).start_s, repetition(number).end_s)


def lifted(number: int, dx: float, dy: float) -> list[MovedPoint]:
    """Return the foot of a repetition put elsewhere all along its end position."""
    record, one = golden_record(BRIEF), repetition(number)
    there = [pose for pose in record.poses if abs(pose.t_s - one.peak_s) < 0.5]
    return [
        MovedPoint(pose.index, name, pose.landmarks[name].x_px + dx, pose.landmarks[name].y_px + dy)
        for pose in (there[0], there[-1])
        for name in ("right_knee",)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 2, 3])
def test_without_a_point_moved_the_same_is_judged(number: int) -> None:
    record = golden_record(BRIEF)
    assert judge_anew(record.header, record.inputs, [], movement(number)) == repetition(number)


@pytest.mark.slow
def test_from_a_checkpoint_the_same_is_judged() -> None:
    record = golden_record(BRIEF)
    points = lifted(2, 0.0, -25.0)
    until = judge_until(record.header, record.inputs, first_time_s(record.inputs, points))
    nearer = judge_until(record.header, record.inputs, movement(2).start_s)
    further = judge_until(record.header, record.inputs, first_time_s(record.inputs, points), nearer)
    assert further.count == until.count
    whole = judge_anew(record.header, record.inputs, points, movement(2))
    assert judge_anew(record.header, record.inputs, points, movement(2), until) == whole
    assert judge_anew(record.header, record.inputs, points, movement(2), further) == whole


@pytest.mark.slow
def test_a_knee_that_is_put_elsewhere_reads_otherwise() -> None:
    record = golden_record(BRIEF)
    anew = judge_anew(record.header, record.inputs, lifted(1, 0.0, -30.0), movement(1))
    before = repetition(1).knee_at_peak_deg
    assert anew is not None
    assert anew.knee_at_peak_deg is not None
    assert before is not None
    assert abs(anew.knee_at_peak_deg - before) > 5.0


@pytest.mark.slow
def test_where_nothing_moved_there_is_no_repetition() -> None:
    record = golden_record(BRIEF)
    assert judge_anew(record.header, record.inputs, [], Movement(0.0, 0.5)) is None
