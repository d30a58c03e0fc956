"""What every pose estimator keeps to; a new one is one line in the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from formcheck.apps.estimators import make_estimator
from formcheck.ports import PoseEstimator
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Frame, Pose
from formcheck.sources.video import VideoFile
from tests.support.estimators import FakeEstimator
from tests.support.truth import SAMPLES, STEMS

LEGS = {f"{side}_{name}" for side in ("left", "right") for name in ("hip", "knee", "ankle", "heel", "foot_index")}


REAL = ("litert", "mediapipe")

pytestmark = pytest.mark.xdist_group("pose")

ESTIMATORS: dict[str, Callable[[], PoseEstimator]] = {
    "litert": lambda: make_estimator("litert", find_bundle("full")),
    "mediapipe": lambda: make_estimator("mediapipe", find_bundle("full")),
    "fake": FakeEstimator,  # the one the other tests rely on
}


@pytest.fixture(params=[*(pytest.param(name, marks=pytest.mark.slow) for name in REAL), "fake"])
def estimator(request: pytest.FixtureRequest) -> Iterator[PoseEstimator]:
    """Return each estimator in turn."""
    made = ESTIMATORS[request.param]()
    yield made
    made.close()


def sample_frames(count: int) -> Iterator[Frame]:
    """Yield the first frames of a sample clip: a seated person from the side."""
    source = VideoFile(SAMPLES / f"{STEMS[0]}.mp4")
    for _, frame in zip(range(count), source.frames(), strict=False):
        yield frame
    source.close()


def test_it_says_what_it_is(estimator: PoseEstimator) -> None:
    assert estimator.name.islower()
    assert estimator.version
    assert isinstance(estimator.smooths, bool)


def test_a_pose_bears_time_number_and_size_of_its_frame(estimator: PoseEstimator) -> None:
    for frame in sample_frames(3):
        pose = estimator.estimate(frame)
        assert (pose.t_s, pose.index) == (frame.t_s, frame.index)
        assert (pose.height_px, pose.width_px) == frame.image.shape[:2]


def test_a_person_has_legs_in_pixels_with_shares_of_visibility(estimator: PoseEstimator) -> None:
    (pose,) = [estimator.estimate(frame) for frame in sample_frames(1)]
    assert set(pose.landmarks) >= LEGS
    assert 10 < pose.landmarks["right_knee"].x_px < pose.width_px - 10
    assert 10 < pose.landmarks["right_knee"].y_px < pose.height_px - 10
    assert all(0.0 <= point.visibility <= 1.0 for point in pose.landmarks.values())


def test_the_picture_is_left_as_it_was(estimator: PoseEstimator) -> None:
    (frame,) = sample_frames(1)
    copy = frame.image.copy()
    estimator.estimate(frame)
    np.testing.assert_array_equal(frame.image, copy)


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_nobody_in_the_picture_is_an_empty_pose(name: str) -> None:
    estimator = ESTIMATORS[name]()
    poses: list[Pose] = []
    for index, shade in enumerate((0, 128, 255)):
        picture = np.full((480, 640, 3), shade, np.uint8)
        poses.append(estimator.estimate(Frame(index / 30, index, picture)))
    estimator.close()
    assert [dict(pose.landmarks) for pose in poses] == [{}, {}, {}]
    assert [pose.index for pose in poses] == [0, 1, 2]


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (33, 900)])
def test_odd_sizes_are_no_matter(estimator: PoseEstimator, size: tuple[int, int]) -> None:
    pose = estimator.estimate(Frame(0.0, 0, np.zeros((*size, 3), np.uint8)))
    assert (pose.height_px, pose.width_px) == size


def test_times_closer_than_a_millisecond_are_no_matter(estimator: PoseEstimator) -> None:
    (frame,) = sample_frames(1)
    for index in range(4):
        assert estimator.estimate(Frame(5.0 + index * 1e-4, index, frame.image)).index == index


def test_closing_twice_is_harmless(estimator: PoseEstimator) -> None:
    estimator.close()
    estimator.close()
