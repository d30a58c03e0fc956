"""A stretched picture is noticed by the proportions of the person in it; nobody as they are is called stretched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.apps.validate.landmarks import load_landmarks
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.samples import Landmark, Pose
from formcheck.session.model import Remark, RemarkKind
from formcheck.session.run import run_session, without_pictures
from formcheck.validation.truth import population
from tests.support.cases import few
from tests.support.sessions import make_header
from tests.support.truth import SAMPLES

ABOUT = {RemarkKind.PERHAPS_STRETCHED, RemarkKind.PERHAPS_SQUEEZED}
GOLDEN = Path(__file__).parents[2] / "golden"
CLIPS = ("brief-tibial-slider", "good-peroneal-slider", "near-tibial-slider", "good-tibial-slider")
PEOPLE = sorted((SAMPLES / "population").glob("*.landmarks.xz"))


def widened(poses: tuple[Pose, ...], times: float, size: tuple[int, int]) -> list[Pose]:
    """Return poses of pictures made wider, of a shape that cameras have."""
    return [
        replace(
            pose,
            width_px=size[0],
            height_px=size[1],
            landmarks={
                name: Landmark(one.x_px * times, one.y_px, one.visibility) for name, one in pose.landmarks.items()
            },
        )
        for pose in poses
    ]


def told(poses: list[Pose], size: tuple[int, int]) -> list[Remark]:
    header = make_header(DEFAULT_EXERCISE)
    source = replace(header.source, width_px=size[0], height_px=size[1])
    session = run_session(replace(header, source=source, is_smoothed=False), without_pictures(poses), ())
    return [one for one in session.coverage.remarks if one.kind in ABOUT]


@pytest.mark.parametrize("clip", few(CLIPS))
def test_a_picture_of_4_3_drawn_out_to_16_9_is_noticed_with_what_it_was(clip: str) -> None:
    poses = load_landmarks(GOLDEN / f"{clip}.record.jsonl.gz").poses
    assert told(widened(poses, 4 / 3, (853, 480)), (853, 480)) == [Remark(RemarkKind.PERHAPS_STRETCHED, number=1.3333)]


@pytest.mark.parametrize("clip", few(CLIPS))
def test_a_picture_of_16_9_pressed_into_4_3_is_noticed_with_what_it_was(clip: str) -> None:
    poses = load_landmarks(GOLDEN / f"{clip}.record.jsonl.gz").poses
    assert told(widened(poses, 3 / 4, (640, 480)), (640, 480)) == [Remark(RemarkKind.PERHAPS_SQUEEZED, number=1.7778)]


@pytest.mark.parametrize("clip", few(CLIPS))
@pytest.mark.parametrize("size", few([(640, 480), (853, 480), (480, 853), (360, 480)]))
def test_nobody_as_they_are_is_called_stretched_in_a_picture_of_any_shape(clip: str, size: tuple[int, int]) -> None:
    poses = load_landmarks(GOLDEN / f"{clip}.record.jsonl.gz").poses
    assert told(widened(poses, 1.0, size), size) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", few(PEOPLE[::7]), ids=lambda path: path.stem[:3])
def test_nor_is_anybody_of_the_population(path: Path) -> None:
    poses = population.load_landmarks(path, "heavy", "15")
    for size in ((640, 480), (853, 480), (480, 853), (360, 480)):
        assert told(widened(poses, 1.0, size), size) == []


def test_a_shape_that_stretching_does_not_give_is_not_asked_about() -> None:
    poses = load_landmarks(GOLDEN / "brief-tibial-slider.record.jsonl.gz").poses
    assert told(widened(poses, 4 / 3, (640, 640)), (640, 640)) == []
