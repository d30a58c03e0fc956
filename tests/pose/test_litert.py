"""LiteRT with the real models: the very points of MediaPipe, the same on any number of threads, without MediaPipe."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ai_edge_litert.interpreter import Interpreter

from formcheck.apps.estimators import check_estimator, make_estimator
from formcheck.errors import InputError, ModelError
from formcheck.pose.bundles import ModelBundle, find_bundle
from formcheck.pose.litert import LitertEstimator, default_threads
from formcheck.pose.network import Network, keep_outputs
from formcheck.samples import Frame, Pose
from formcheck.sources.video import VideoFile
from tests.support.truth import SAMPLES

MODELS = ("heavy", "full")
CLIPS = ("brief-tibial-slider.mp4", "passer-by.mp4", "derived/brief-tibial-slider-small.mp4")
LANDMARKS = "pose_landmarks_detector.tflite"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pose")]


def frames_of(file: str, count: int) -> list[Frame]:
    """Return the first frames of a sample clip."""
    source = VideoFile(SAMPLES / file)
    frames = [frame for _, frame in zip(range(count), source.frames(), strict=False)]
    source.close()
    return frames


def places(pose: Pose) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([(one.x_px, one.y_px) for one in pose.landmarks.values()])


def estimate(name: str, bundle: ModelBundle, frames: Sequence[Frame], threads: int | None = None) -> list[Pose]:
    """Return the poses that an estimator finds from the first frame on."""
    estimator = make_estimator(name, bundle, threads)
    poses = [estimator.estimate(frame) for frame in frames]
    estimator.close()
    return poses


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("file", CLIPS)
def test_one_picture_gives_the_points_of_mediapipe(file: str, model: str) -> None:
    """Detector, region, crop, network and heatmaps together; later pictures are in tests/golden/test_parity.py."""
    frames = frames_of(file, 1)
    (ours,), (theirs,) = (estimate(name, find_bundle(model), frames) for name in ("litert", "mediapipe"))
    np.testing.assert_allclose(places(ours), places(theirs), atol=0.1)
    seen, believed = ([one.visibility for one in pose.landmarks.values()] for pose in (ours, theirs))
    np.testing.assert_allclose(seen, believed, atol=0.01)


def test_the_number_of_threads_changes_nothing() -> None:
    frames = frames_of(CLIPS[0], 12)
    one, two, three = (estimate("litert", find_bundle("heavy"), frames, threads) for threads in (1, 2, 3))
    assert one == two == three


def test_closing_forgets_the_person() -> None:
    first, *later = frames_of(CLIPS[0], 5)
    estimator = LitertEstimator(find_bundle("full"))
    fresh = estimator.estimate(first)
    for frame in later:
        estimator.estimate(frame)
    estimator.close()
    assert estimator.estimate(first) == fresh


def test_a_person_who_leaves_is_lost_and_found_again() -> None:
    first, second = frames_of(CLIPS[0], 2)
    empty = replace(second, image=np.zeros_like(second.image))
    found, nobody, again = estimate("litert", find_bundle("full"), [first, empty, first])
    assert not nobody.landmarks
    assert found == again


@pytest.mark.parametrize("model", MODELS)
def test_what_is_left_out_of_the_network_changes_nothing(model: str) -> None:
    bundle = find_bundle(model)
    image = np.random.default_rng(3).random((256, 256, 3), dtype=np.float32)
    with zipfile.ZipFile(bundle.path) as packed:
        content = packed.read(LANDMARKS)
    whole = Interpreter(model_content=content, num_threads=1)
    whole.allocate_tensors()
    whole.set_tensor(whole.get_input_details()[0]["index"], image[np.newaxis])
    whole.invoke()
    kept = Network(bundle, LANDMARKS, (3, 0), threads=1).run(image)
    for number, found in zip((3, 0), kept, strict=True):
        np.testing.assert_array_equal(found, whole.get_tensor(whole.get_output_details()[number]["index"])[0])
    assert len(keep_outputs(content, (0,))) < len(content)


def test_it_does_without_mediapipe() -> None:
    program = (
        "import sys; from formcheck.pose.litert import LitertEstimator; from formcheck.pose.bundles import find_bundle;"
        "LitertEstimator(find_bundle('full')); print('mediapipe' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("content", [b"", b"PK", b"not a bundle at all"])
def test_a_bundle_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.task"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"pose_detector\.tflite") as caught:
        LitertEstimator(replace(find_bundle("full"), path=path))
    assert caught.value.where == str(path)


def test_threads_suit_the_machine() -> None:
    assert 1 <= default_threads() <= 4
    assert LitertEstimator(find_bundle("full")).threads == default_threads()


def test_an_unknown_estimator_names_the_known_ones() -> None:
    with pytest.raises(InputError) as caught:
        check_estimator("openpose")
    assert "litert, mediapipe" in str(caught.value)
