"""The MediaPipe estimator around the model: times, names, pixels, a model that does not start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from mediapipe.tasks.python.vision import PoseLandmarker

from formcheck.errors import LibraryError
from formcheck.pose.bundles import ModelBundle
from formcheck.pose.mediapipe import MediapipeEstimator
from formcheck.pose.skeleton import BLAZEPOSE_33
from formcheck.samples import Frame, Landmark

BUNDLE = ModelBundle("tiny", Path("tiny.task"), "0" * 64, 1, "Apache-2.0", "nowhere", "blazepose-33", {}, {})


class FakeLandmarker:
    """Stands in for the model: keeps the times it is called with, and finds as many people as told."""

    def __init__(self, people: int = 1) -> None:
        self.people = people
        self.times_ms: list[int] = []
        self.sizes: list[tuple[int, int]] = []

    def detect_for_video(self, image: SimpleNamespace, t_ms: int) -> SimpleNamespace:
        """Return the same points for everybody, shifted by one picture width for each further person."""
        self.times_ms.append(t_ms)
        self.sizes.append((image.width, image.height))
        return SimpleNamespace(
            pose_landmarks=[
                [SimpleNamespace(x=n / 100 + person, y=0.123456789, visibility=0.98765) for n in range(33)]
                for person in range(self.people)
            ]
        )

    def close(self) -> None:
        """Do nothing."""


@pytest.fixture
def landmarker(monkeypatch: pytest.MonkeyPatch) -> FakeLandmarker:
    """Put a fake in place of the model, and return it."""
    fake = FakeLandmarker()
    monkeypatch.setattr(PoseLandmarker, "create_from_options", lambda _: fake)
    return fake


def frames_at(times_s: Sequence[float], width_px: int = 64, height_px: int = 48) -> list[Frame]:
    """Return black pictures at these times."""
    picture = np.zeros((height_px, width_px, 3), np.uint8)
    return [Frame(t_s, index, picture) for index, t_s in enumerate(times_s)]


def test_points_are_named_and_in_rounded_pixels(landmarker: FakeLandmarker) -> None:
    pose = MediapipeEstimator(BUNDLE).estimate(Frame(1.25, 7, np.zeros((480, 640, 3), np.uint8)))
    assert (pose.t_s, pose.index, pose.width_px, pose.height_px) == (1.25, 7, 640, 480)
    assert tuple(pose.landmarks) == BLAZEPOSE_33
    assert pose.landmarks["left_eye_inner"] == Landmark(6.4, 59.26, 0.988)
    assert landmarker.sizes == [(640, 480)]


@pytest.mark.parametrize(
    ("times_s", "times_ms"),
    [
        ([0.0, 0.033, 0.066], [0, 33, 66]),
        ([0.0, 0.0001, 0.0002, 0.0021], [0, 1, 2, 3]),  # faster than the model can tell apart
        ([-0.5, -0.46, 0.0, 0.04], [0, 1, 2, 40]),  # a clip whose clock starts before zero
        ([100.0, 100.0004, 100.0006], [100_000, 100_001, 100_002]),
    ],
)
def test_the_model_is_given_strictly_increasing_times(
    landmarker: FakeLandmarker, times_s: list[float], times_ms: list[int]
) -> None:
    estimator = MediapipeEstimator(BUNDLE)
    poses = [estimator.estimate(frame) for frame in frames_at(times_s)]
    assert landmarker.times_ms == times_ms
    assert [pose.t_s for pose in poses] == times_s


def test_nobody_is_a_pose_without_points(landmarker: FakeLandmarker) -> None:
    landmarker.people = 0
    pose = MediapipeEstimator(BUNDLE).estimate(frames_at([0.5])[0])
    assert pose.landmarks == {}
    assert (pose.t_s, pose.width_px, pose.height_px) == (0.5, 64, 48)


def test_only_the_first_of_several_people_is_taken(landmarker: FakeLandmarker) -> None:
    landmarker.people = 3
    pose = MediapipeEstimator(BUNDLE).estimate(frames_at([0.5])[0])
    assert max(point.x_px for point in pose.landmarks.values()) < 64


def test_a_picture_that_is_only_a_view_is_taken(landmarker: FakeLandmarker) -> None:
    whole = np.zeros((96, 128, 3), np.uint8)
    MediapipeEstimator(BUNDLE).estimate(Frame(0.0, 0, whole[::2, ::2]))
    assert landmarker.sizes == [(64, 48)]


def test_a_model_that_does_not_start_for_want_of_a_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise OSError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr(PoseLandmarker, "create_from_options", fail)
    with pytest.raises(LibraryError, match=r"libEGL\.so\.1") as caught:
        MediapipeEstimator(BUNDLE)
    assert "formcheck doctor" in caught.value.next_step


def test_it_says_which_software_it_is(landmarker: FakeLandmarker) -> None:  # noqa: ARG001 - keeps the model out
    estimator = MediapipeEstimator(BUNDLE)
    assert (estimator.name, estimator.version) == ("mediapipe", "0.10.33")
