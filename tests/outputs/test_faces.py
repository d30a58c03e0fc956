"""The face in pictures that are kept: unrecognisable wherever it is, was a moment ago, or could be."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

import av
import cv2
import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from formcheck.outputs.drawing import Placement
from formcheck.outputs.faces import Faces, Region, cover, head_region
from formcheck.outputs.keyframes import KeyFrames
from formcheck.outputs.overlay import OverlayVideo
from formcheck.samples import Frame, Landmark, Pose
from formcheck.session.model import Step
from tests.support.people import REST, Person
from tests.support.sessions import view_of

if TYPE_CHECKING:
    from formcheck.words.catalogue import Words
    from tests.outputs.conftest import FakeRun

Make = Callable[..., "FakeRun"]

POSE = Person().pose(1.0, 0, REST)
HEAD = {name for name in POSE.landmarks if name == "nose" or name.partition("_")[2] in {"ear", "eye"}}
SEEN = {"nose", "left_ear", "right_ear"}


def without(pose: Pose, *names: str) -> Pose:
    return replace(pose, landmarks={name: mark for name, mark in pose.landmarks.items() if name not in names})


def only_head(pose: Pose) -> Pose:
    """Return the pose with nose, ears and trunk: a made-up person has no eyes."""
    kept = SEEN | {f"{side}_{part}" for side in ("left", "right") for part in ("shoulder", "hip")}
    return replace(pose, landmarks={name: mark for name, mark in pose.landmarks.items() if name in kept})


def noise(height: int = 480, width: int = 640) -> NDArray[np.uint8]:
    """Return a picture in which every pixel differs from its neighbours, as a face full of detail does."""
    return np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8)


def detail(image: ArrayLike, x_px: float, y_px: float, size_px: int = 12) -> float:
    """Return how much neighbouring pixels differ around a place."""
    x, y = round(x_px), round(y_px)
    whole = np.asarray(image, dtype=np.float64)
    patch = whole[max(0, y - size_px) : y + size_px, max(0, x - size_px) : x + size_px]
    return float(np.abs(np.diff(patch, axis=1)).mean())


# --- where the head is ------------------------------------------------------------------------------------------------


def test_the_region_holds_the_whole_head_generously() -> None:
    pose = only_head(POSE)
    region = head_region(pose)
    assert region is not None
    ear, nose = pose.landmarks["right_ear"], pose.landmarks["nose"]
    apart_px = hypot(ear.x_px - nose.x_px, ear.y_px - nose.y_px)
    for mark in (ear, nose):
        assert hypot(mark.x_px - region.x_px, mark.y_px - region.y_px) + 0.5 * apart_px <= region.radius_px


def test_without_a_head_it_is_looked_for_above_the_shoulders_and_wider() -> None:
    known, guessed = head_region(only_head(POSE)), head_region(without(only_head(POSE), *SEEN))
    assert known is not None
    assert guessed is not None
    assert guessed.radius_px > known.radius_px
    assert guessed.covers(known)


def test_one_point_of_the_head_is_too_few_to_know_how_large_it_is() -> None:
    one = head_region(without(only_head(POSE), "left_ear", "right_ear"))
    none = head_region(without(only_head(POSE), *SEEN))
    assert one == none


def test_without_shoulders_nothing_is_known() -> None:
    assert head_region(replace(POSE, landmarks={})) is None
    assert head_region(replace(POSE, landmarks={"right_hip": Landmark(1.0, 1.0, 1.0)})) is None


def test_points_without_a_place_do_not_count() -> None:
    lost = replace(only_head(POSE), landmarks={**only_head(POSE).landmarks, "nose": Landmark(math.nan, 1.0, 0.0)})
    assert head_region(lost) == head_region(without(only_head(POSE), "nose"))


# --- where it was -----------------------------------------------------------------------------------------------------


def moved(pose: Pose, dx_px: float, t_s: float) -> Pose:
    marks = {name: replace(mark, x_px=mark.x_px + dx_px) for name, mark in pose.landmarks.items()}
    return replace(pose, t_s=t_s, landmarks=marks)


def test_where_a_face_was_stays_covered_when_the_points_leap_away() -> None:
    faces, pose = Faces(), only_head(POSE)
    (before,) = faces.take(pose)
    after = faces.take(moved(pose, 300.0, 1.04))
    assert len(after) == 2
    assert any(one.covers(before) for one in after)


def test_it_stays_covered_while_nobody_is_found_and_then_everything_is() -> None:
    faces = Faces()
    covered = faces.take(only_head(POSE))
    empty = replace(POSE, landmarks={})
    assert faces.take(replace(empty, t_s=4.9)) == covered
    assert faces.take(replace(empty, t_s=5.1)) == ()


def test_a_face_that_moves_a_little_leaves_no_trail() -> None:
    faces = Faces()
    regions = [faces.take(moved(only_head(POSE), 0.5 * step, 1.0 + step / 30)) for step in range(60)]
    assert max(map(len, regions)) <= 2


# --- covering ---------------------------------------------------------------------------------------------------------


def test_a_covered_face_has_no_detail_left_and_the_rest_keeps_its_own() -> None:
    image = noise()
    cover(image, (Region(200.0, 100.0, 50.0, 0.0),), Placement())
    assert detail(image, 200, 100) < 0.1 * detail(noise(), 200, 100)
    assert np.array_equal(image[200:], noise()[200:])
    assert np.array_equal(image[:, 260:], noise()[:, 260:])


def test_without_a_region_the_whole_picture_is_coarse() -> None:
    image = noise()
    cover(image, (), Placement())
    assert all(detail(image, x, y) < 0.1 * detail(noise(), x, y) for x in (50, 320, 600) for y in (50, 240, 430))


@pytest.mark.parametrize("place", [(-30.0, 100.0), (639.0, 100.0), (320.0, -20.0), (-500.0, -500.0)])
def test_a_face_at_the_edge_or_outside_is_no_trouble(place: tuple[float, float]) -> None:
    image = noise()
    cover(image, (Region(*place, 50.0, 0.0),), Placement())
    assert np.array_equal(image[200:], noise()[200:])


# --- in what is written -----------------------------------------------------------------------------------------------


def detailed(run: FakeRun) -> FakeRun:
    """Return the run before a wall full of detail."""
    image = noise(240, 320)

    def before_a_wall(step: Step) -> Step:
        view = view_of(step)
        frame = Frame(step.t_s, view.pose.index, image)
        return replace(step, sighting=replace(step.sighting, view=replace(view, frame=frame)))

    return replace(run, steps=tuple(map(before_a_wall, run.steps)))


@pytest.mark.parametrize("faces", [False, True])
def test_the_overlay_shows_the_face_only_where_asked(make: Make, tmp_path: Path, english: Words, faces: bool) -> None:
    run = detailed(make((), times_s=[0.0, 0.1, 0.2]))
    run.play(OverlayVideo(tmp_path / "overlay.mp4", english, faces=faces))
    with av.open(tmp_path / "overlay.mp4") as film:
        image = next(film.decode(video=0)).to_ndarray(format="rgb24")
    region = head_region(view_of(run.steps[0]).pose)
    assert region is not None
    scale = image.shape[1] / 320
    at_face = detail(image, region.x_px * scale, region.y_px * scale)
    elsewhere = detail(image, 0.8 * image.shape[1], 0.6 * image.shape[0])
    assert (at_face > 0.4 * elsewhere) is faces


@pytest.mark.parametrize("faces", [False, True])
def test_key_frames_show_the_face_only_where_asked(fake_run: FakeRun, faces: bool) -> None:
    frames = KeyFrames(faces=faces)
    for step in detailed(fake_run).steps:
        frames.take(step)
    image = cv2.imdecode(np.frombuffer(frames.jpegs[1], np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    height = image.shape[0]
    # The head is the highest part of the person, around whom the picture is cut.
    top = np.asarray(image[: height // 3], dtype=np.float64)
    calm = float((np.abs(np.diff(top, axis=1)).mean(axis=2) < 3.0).mean())
    assert (calm < 0.02) is faces


def test_nobody_found_is_withheld_as_a_whole(empty_run: FakeRun, tmp_path: Path, english: Words) -> None:
    run = detailed(empty_run)
    run.play(OverlayVideo(tmp_path / "overlay.mp4", english))
    with av.open(tmp_path / "overlay.mp4") as film:
        image = next(film.decode(video=0)).to_ndarray(format="rgb24")
    assert detail(image, 0.5 * image.shape[1], 0.6 * image.shape[0]) < 5.0
