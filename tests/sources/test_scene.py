"""Light and level of a picture, drawn and rendered."""

from __future__ import annotations

from math import isnan, nan

import cv2
import numpy as np
import pytest

from formcheck.sources.scene import measure_light, measure_roll
from formcheck.sources.video import VideoFile
from tests.support.cases import few
from tests.support.truth import SAMPLES
from tests.support.videos import Picture

CLIPS = sorted(path.stem for path in SAMPLES.glob("*.mp4"))
FULL_OF_LINES = ["backlit-tibial-slider", "faults-peroneal-slider", "good-tibial-tensioner", "near-tibial-slider"]
CLIPS_BY_LIGHT = ("backlit-tibial-slider", "good-peroneal-slider", "good-tibial-slider")
WIDTH_PX, HEIGHT_PX = 640, 480


def first_picture(clip: str) -> Picture:
    """Return the first picture of a sample clip."""
    source = VideoFile(SAMPLES / f"{clip}.mp4")
    image = next(source.frames()).image
    source.close()
    return image


def rolled(image: Picture, roll_deg: float) -> Picture:
    """Return a picture as a camera takes it that leans to its right; the border is stretched outwards."""
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), roll_deg, 1.0)
    turned = cv2.warpAffine(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)


def drawn(*leans: tuple[float, float], height_px: int = HEIGHT_PX, width_px: int = WIDTH_PX) -> Picture:
    """Return a wall with dark posts, each at a place (-1 to 1) with a lean in degrees, + to the left."""
    image = np.full((height_px, width_px, 3), 200, np.uint8)
    for x, lean_deg in leans:
        middle = (x + 1.0) * width_px / 2
        reach = 0.4 * height_px * np.tan(np.radians(lean_deg))
        ends = [(middle - reach, 0.1 * height_px), (middle + reach, 0.9 * height_px)]
        (left, top), (right, bottom) = [(round(across), round(down)) for across, down in ends]
        cv2.line(image, (left, top), (right, bottom), (40, 40, 40), 9, cv2.LINE_AA)
    return image


# Roll


@pytest.mark.parametrize("roll_deg", [-15.0, -6.0, -2.0, 0.0, 3.0, 10.0])
def test_posts_tell_the_roll(roll_deg: float) -> None:
    posts = drawn(*((x, roll_deg) for x in (-0.6, -0.1, 0.5)))
    assert measure_roll(posts) == pytest.approx(roll_deg, abs=0.7)


def test_the_sign_is_that_of_the_camera() -> None:
    assert measure_roll(rolled(drawn((-0.5, 0.0), (0.0, 0.0), (0.5, 0.0)), 8.0)) == pytest.approx(8.0, abs=0.7)


@pytest.mark.parametrize("fan_deg", [-6.0, 6.0])
def test_posts_that_fan_out_are_those_of_a_camera_that_looks_up_or_down(fan_deg: float) -> None:
    posts = drawn(*((x, 4.0 + fan_deg * x) for x in (-0.8, -0.4, 0.3, 0.7)))
    assert measure_roll(posts) == pytest.approx(4.0, abs=0.7)


def test_a_single_post_at_the_edge_tells_nothing() -> None:
    assert isnan(measure_roll(drawn((0.9, 6.0))))


def test_posts_that_contradict_each_other_tell_nothing() -> None:
    assert isnan(measure_roll(drawn((-0.6, 12.0), (-0.2, -12.0), (0.2, 12.0), (0.6, -12.0))))


@pytest.mark.parametrize("image", [drawn(), np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)])
def test_where_there_are_no_lines_nothing_is_told(image: Picture) -> None:
    assert isnan(measure_roll(image))


@pytest.mark.parametrize("size", [(64, 64), (1920, 1080), (480, 640)])
def test_every_size_is_taken(size: tuple[int, int]) -> None:
    posts = drawn(*((x, 5.0) for x in (-0.5, 0.0, 0.5)), width_px=size[0], height_px=size[1])
    roll_deg = measure_roll(posts)
    assert isnan(roll_deg) or roll_deg == pytest.approx(5.0, abs=1.0)


@pytest.mark.parametrize("clip", few(CLIPS, fast=6))
def test_level_clips_are_level_or_do_not_tell(clip: str) -> None:
    roll_deg = measure_roll(first_picture(clip))
    assert isnan(roll_deg) or abs(roll_deg) < 2.0


@pytest.mark.parametrize("clip", few(FULL_OF_LINES))
@pytest.mark.parametrize("roll_deg", [-6.0, 0.0, 3.0, 6.0, 10.0])
def test_a_clip_that_is_rolled_is_seen_to_be(clip: str, roll_deg: float) -> None:
    assert measure_roll(rolled(first_picture(clip), roll_deg)) == pytest.approx(roll_deg, abs=1.5)


# Light


def test_luma_is_that_of_the_eye() -> None:
    assert measure_light(np.full((480, 640, 3), (0, 255, 0), np.uint8)).picture == pytest.approx(150, abs=1)
    assert measure_light(np.full((480, 640, 3), (0, 0, 255), np.uint8)).picture == pytest.approx(29, abs=1)


def test_a_dark_person_before_a_window() -> None:
    image = np.full((480, 640, 3), 120, np.uint8)
    image[:240, 160:480] = 255
    image[120:360, 256:384] = 20
    light = measure_light(image, (0.4, 0.25, 0.6, 0.75))
    assert light.glare == pytest.approx(0.25 * (1 - 0.2), abs=0.01)
    assert light.box == pytest.approx(20, abs=1)
    assert light.box_dark == pytest.approx(20, abs=1)


def test_without_a_box_nothing_is_said_of_it() -> None:
    light = measure_light(np.full((480, 640, 3), 90, np.uint8))
    assert isnan(light.box)
    assert isnan(light.box_dark)


BOXES = [(0.4, 0.4, 0.4, 0.6), (0.6, 0.2, 0.4, 0.8), (1.2, 0.0, 1.5, 1.0), (-1.0, -1.0, 0.0, 0.0), (nan, 0.0, 1.0, 1.0)]


@pytest.mark.parametrize("box", BOXES)
def test_a_box_without_any_picture_in_it(box: tuple[float, float, float, float]) -> None:
    light = measure_light(np.full((480, 640, 3), 90, np.uint8), box)
    assert light.picture == pytest.approx(90)
    assert isnan(light.box)


def test_a_box_may_reach_beyond_the_picture() -> None:
    light = measure_light(np.full((480, 640, 3), 90, np.uint8), (-0.5, 0.5, 0.5, 7.0))
    assert light.box == pytest.approx(90)


def test_the_clips_differ_as_they_were_lit() -> None:
    behind, dim, normal = map(measure_light, map(first_picture, CLIPS_BY_LIGHT))
    assert behind.glare > 0.08
    assert max(dim.glare, normal.glare) < 0.01
    assert dim.picture < 0.6 * normal.picture
