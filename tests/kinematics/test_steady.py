"""Points made steady: still where the body is, quick where it moves, nothing remembered over an empty picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from formcheck.kinematics import steady, track
from formcheck.kinematics.steady import SteadyState
from formcheck.kinematics.track import TrackParams
from formcheck.samples import Dof, Landmark, Pose, Side
from formcheck.session import codec
from tests.support.people import Person, Rep, Script, perform

RATE_HZ = 30.0
STILL = Script((), lead_s=4.0)
MOVING = Script([Rep()])


def tremble(poses: Sequence[Pose], spread_px: float) -> list[Pose]:
    """Return poses whose points tremble."""
    random = np.random.default_rng(5)

    def moved(point: Landmark) -> Landmark:
        dx, dy = random.normal(0.0, spread_px, 2)
        return replace(point, x_px=point.x_px + dx, y_px=point.y_px + dy)

    return [replace(pose, landmarks={name: moved(one) for name, one in pose.landmarks.items()}) for pose in poses]


def steadied(poses: Sequence[Pose]) -> list[Pose]:
    """Return the poses made steady."""
    state, done = SteadyState(), []
    for pose in poses:
        state, one = steady.step(state, pose)
        done.append(one)
    return done


def places(poses: Sequence[Pose], name: str = "right_heel") -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([(pose.landmarks[name].x_px, pose.landmarks[name].y_px) for pose in poses])


def test_the_first_pose_is_left_as_it_is() -> None:
    first, *_ = perform(STILL, rate_hz=RATE_HZ)
    assert steadied([first]) == [first]


def test_a_trembling_point_at_rest_hardly_moves() -> None:
    poses = tremble(perform(STILL, rate_hz=RATE_HZ), spread_px=1.0)
    assert places(steadied(poses))[30:].std(axis=0).max() < 0.4 * places(poses)[30:].std(axis=0).max()


def test_a_moving_point_lags_by_less_than_a_picture() -> None:
    poses = perform(MOVING, rate_hz=RATE_HZ)
    true, found = places(poses, "right_ankle"), places(steadied(poses), "right_ankle")
    step_px = np.abs(np.diff(true, axis=0)).max()
    assert np.abs(found - true).max() < step_px


def test_angles_keep_their_range() -> None:
    poses = perform(MOVING, rate_hz=RATE_HZ)
    knees = []
    for is_smoothed in (True, False):
        params = TrackParams(is_smoothed=is_smoothed)
        state, deg = track.start(params), []
        for pose in poses:
            state, tracked = track.step(params, state, pose)
            deg.append(tracked.samples[Side.RIGHT].deg[Dof.KNEE_FLEXION])
        knees.append(deg)
    assert max(knees[1]) == pytest.approx(max(knees[0]), abs=0.5)
    assert min(knees[1]) == pytest.approx(min(knees[0]), abs=1.0)


def test_belief_in_a_point_is_averaged() -> None:
    seen, *rest = perform(STILL, rate_hz=RATE_HZ)
    hidden = [
        replace(pose, landmarks={name: replace(one, visibility=0.0) for name, one in pose.landmarks.items()})
        for pose in rest
    ]
    beliefs = [pose.landmarks["right_heel"].visibility for pose in steadied([seen, *hidden])]
    assert beliefs[1] == pytest.approx(0.9 * beliefs[0], abs=0.02)  # MediaPipe's weight of a tenth
    assert beliefs[60] < 0.01


def test_an_empty_picture_ends_the_memory() -> None:
    before, empty, after, *_ = perform(MOVING, rate_hz=1.0)
    poses = [before, replace(empty, landmarks={}), after]
    assert steadied(poses) == poses


def test_more_pictures_a_second_change_little() -> None:
    slow, fast = (steadied(perform(MOVING, rate_hz=rate_hz))[-1] for rate_hz in (15.0, 60.0))
    assert places([slow]) == pytest.approx(places([fast]), abs=1.0)


def test_the_size_of_the_picture_does_not_matter() -> None:
    small = perform(MOVING, Person(shank_px=100.0), rate_hz=RATE_HZ)
    large = [
        replace(
            pose,
            landmarks={
                name: replace(one, x_px=3 * one.x_px, y_px=3 * one.y_px) for name, one in pose.landmarks.items()
            },
        )
        for pose in small
    ]
    np.testing.assert_allclose(3 * places(steadied(small)), places(steadied(large)), rtol=1e-9)


def test_its_memory_can_be_saved() -> None:
    state, _ = steady.step(SteadyState(), perform(STILL, rate_hz=RATE_HZ)[0])
    assert codec.load(SteadyState, codec.dump(SteadyState, state)) == state
