"""Whether a picture is another one, and whether the camera moved."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from formcheck.kinematics.frozen import REPEATED
from formcheck.sources.motion import measure_change, measure_shift, small_copy
from tests.support.videos import Picture

SIZES = [(480, 640), (240, 320), (1080, 1920), (640, 360)]


def room(height_px: int = 480, width_px: int = 640, seed: int = 3) -> Picture:
    """Return a picture with things of every size in it."""
    noise = np.random.default_rng(seed).uniform(0.0, 255.0, (height_px // 16, width_px // 16, 3))
    return np.asarray(cv2.resize(noise, (width_px, height_px), interpolation=cv2.INTER_CUBIC).clip(0, 255), np.uint8)


def change(before: Picture, after: Picture) -> float:
    return measure_change(small_copy(before), small_copy(after))


def shift(before: Picture, after: Picture) -> float:
    return measure_shift(small_copy(before), small_copy(after))


@pytest.mark.parametrize("size", SIZES)
def test_the_same_picture_does_not_change_and_another_does(size: tuple[int, int]) -> None:
    assert change(room(*size), room(*size)) == 0.0
    assert change(room(*size), room(*size, seed=4)) > 20.0


def shank(size: tuple[int, int], slope_deg: float) -> Picture:
    """Return a wall with a shank before it, a quarter as long as the picture is high."""
    image = np.full((*size, 3), 180, np.uint8)
    length, slope = size[0] / 4, np.radians(slope_deg)
    knee = (size[1] / 2, size[0] / 2)
    ankle = (knee[0] + length * np.sin(slope), knee[1] + length * np.cos(slope))
    (left, top), (right, bottom) = ((round(x), round(y)) for x, y in (knee, ankle))
    cv2.line(image, (left, top), (right, bottom), (60, 60, 60), max(3, size[0] // 24), cv2.LINE_AA)
    return image


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("slope_deg", [0.0, 20.0, 45.0, 75.0])
def test_a_shank_that_turns_by_two_degrees_is_seen(size: tuple[int, int], slope_deg: float) -> None:
    """A calm stroke has one or two from picture to picture."""
    assert change(shank(size, slope_deg), shank(size, slope_deg + 2.0)) > 3.0 * REPEATED


def test_what_an_encoder_trembles_at_is_no_change() -> None:
    picture = room()
    trembling = (picture.astype(int) + np.random.default_rng(1).integers(0, 2, picture.shape)).clip(0, 255)
    assert change(picture, trembling.astype(np.uint8)) < REPEATED


def test_a_picture_of_hardly_any_size_is_compared_too() -> None:
    assert change(np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 9, np.uint8)) == 9.0
    assert shift(np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 9, np.uint8)) == 0.0


@pytest.mark.parametrize("px", [0, 6, 18])
def test_a_camera_that_moves_moves_the_whole_picture(px: int) -> None:
    wide = room(480, 720)
    assert shift(wide[:, :640], wide[:, px : 640 + px]) == pytest.approx(px / 480, abs=0.003)


def test_somebody_who_walks_through_half_of_it_does_not() -> None:
    before, after = room(), room()
    after[:, 320:] = np.roll(before[:, 320:], 20, axis=1)
    assert shift(before, after) < 0.003
