"""Black bars around a picture are found and cut off; a dark room has none."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.sources.bars import Bars, find_bars
from formcheck.sources.video import VideoFile
from tests.sources.test_picture_motion import room
from tests.support.cases import few
from tests.support.videos import Picture, even_times, write_video

OFF_PX = 6  # what an encoder smears at the edge
BARS = [
    Bars(top=60, bottom=60), Bars(left=80, right=80), Bars(80, 60, 80, 60), Bars(bottom=90), Bars(110, 100, 90, 0),
]  # fmt: skip


def barred(bars: Bars, light: float = 1.0, seed: int = 3) -> Picture:
    """Return a picture within black bars."""
    image = np.zeros((480, 640, 3), np.uint8)
    height, width = 480 - bars.top - bars.bottom, 640 - bars.left - bars.right
    inner = cv2.resize(room(seed=seed), (width, height))
    image[bars.top : 480 - bars.bottom, bars.left : 640 - bars.right] = (inner * light).astype(np.uint8)
    return image


def noisy(image: Picture, level: float) -> Picture:
    noise = np.random.default_rng(0).normal(0.0, level, image.shape)
    return np.asarray((image + noise).clip(0, 255), np.uint8)


def assert_close(found: Bars | None, expected: Bars) -> None:
    assert found is not None
    for one, other in zip(found.cut_px, expected.cut_px, strict=True):
        assert (one == 0) if other == 0 else (other - OFF_PX <= one <= other + OFF_PX)


@pytest.mark.parametrize("bars", BARS)
@pytest.mark.parametrize("light", [1.0, 0.2])
def test_bars_are_found_however_dark_the_picture(bars: Bars, light: float) -> None:
    assert_close(find_bars([barred(bars, light, seed) for seed in range(3)]), bars)


@pytest.mark.parametrize("bars", few(BARS))
def test_the_noise_of_an_encoder_does_not_hide_them(bars: Bars, tmp_path: Path) -> None:
    images = [noisy(barred(bars, 1.0, seed), 1.0) for seed in range(3)]
    options = {"crf": "32", "preset": "ultrafast"}
    source = VideoFile(write_video(tmp_path / "a.mp4", even_times(30), lambda i: images[i % 3], options=options))
    assert source.info.cut_px is not None
    assert_close(Bars(*source.info.cut_px), bars)
    frame = next(source.frames())
    assert frame.image.shape[:2] == (source.info.height_px, source.info.width_px)
    assert frame.image.mean() > 90.0


@pytest.mark.parametrize("light", [1.0, 0.3, 0.1, 0.05, 0.02, 0.0])
@pytest.mark.parametrize("level", [0.0, 2.0])
def test_a_dark_room_has_none(light: float, level: float) -> None:
    assert find_bars([noisy((room(seed=seed) * light).astype(np.uint8), level) for seed in range(3)]) is None


@pytest.mark.parametrize("level", [0.0, 2.0])
def test_nor_has_a_room_lit_in_its_middle(level: float) -> None:
    y, x = np.mgrid[0:480, 0:640]
    lamp = np.clip(3.0 * np.exp(-(((x - 320) / 150) ** 2) - ((y - 240) / 120) ** 2) - 0.3, 0.0, 1.0)
    assert find_bars([noisy((room(seed=seed) * lamp[..., None]).astype(np.uint8), level) for seed in range(3)]) is None


def test_nor_has_somebody_before_a_black_wall() -> None:
    image = np.zeros((480, 640, 3), np.uint8)
    cv2.ellipse(image, (320, 280), (60, 150), 0.0, 0.0, 360.0, (170, 140, 120), -1)
    cv2.circle(image, (320, 110), 40, (200, 170, 150), -1)
    assert find_bars([image]) is None


def test_what_is_black_now_and_then_is_no_bar() -> None:
    assert find_bars([barred(BARS[0]), barred(BARS[0]), room()]) is None


def test_pictures_that_are_black_all_over_tell_nothing() -> None:
    black = np.zeros((480, 640, 3), np.uint8)
    assert find_bars([black]) is None
    assert_close(find_bars([black, barred(BARS[1]), barred(BARS[1], seed=5)]), BARS[1])


@pytest.mark.slow
def test_a_video_with_bars_at_its_beginning_only_keeps_all_of_it(tmp_path: Path) -> None:
    def paint(index: int) -> Picture:
        return barred(BARS[0]) if index < 60 else room()

    path = write_video(tmp_path / "a.mp4", even_times(120), paint, options={"g": "1000", "preset": "ultrafast"})
    assert VideoFile(path).info.cut_px is None


def test_a_video_without_bars_says_so(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", even_times(20), lambda _: room(), options={"preset": "ultrafast"})
    info = VideoFile(path).info
    assert (info.cut_px, info.width_px, info.height_px) == (None, 640, 480)
