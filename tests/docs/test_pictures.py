"""What makes the pictures, as far as no browser and no pose model is needed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageSequence

from docs.pictures.animation import CARD_S, RATE_HZ, WIDTH_PX, animate_repetition, read_part, write_gif
from docs.pictures.pictures import MOST_BYTES, check_size, write_png
from tests.support.videos import Picture, even_times, write_video

SPAN = '{"repetitions": [{"start_s": 0.5, "end_s": 1.3}]}'


def paint(index: int) -> Picture:
    """Return a noisy grey wall with a red square before it that moves."""
    image = np.random.default_rng(index).integers(118, 122, (48, 64, 3), np.uint8)
    image[16:32, index % 48 : index % 48 + 16] = (200, 20, 20)
    return image


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return the folder of a review: three seconds of video with one repetition."""
    write_video(tmp_path / "overlay.mp4", even_times(75), paint)
    (tmp_path / "session.json").write_text(SPAN, encoding="utf-8")
    return tmp_path


def test_a_part_of_a_video_is_read_at_a_steady_rate(results: Path) -> None:
    pictures = read_part(results / "overlay.mp4", 0.48, 1.44)
    assert len(pictures) == round(0.96 * RATE_HZ) + 1
    assert {picture.size for picture in pictures} == {(WIDTH_PX, WIDTH_PX * 48 // 64)}


def test_a_repetition_plays_at_true_speed_and_its_end_stays(results: Path, tmp_path: Path) -> None:
    animate_repetition(results, 1, tmp_path / "one.gif")
    with Image.open(tmp_path / "one.gif") as gif:
        durations_ms = [frame.info["duration"] for frame in ImageSequence.Iterator(gif)]
    *moving, last = durations_ms
    assert sum(moving) / 1000 == pytest.approx(0.3 + 0.8 + CARD_S, abs=0.1)
    assert last > 2000
    assert gif.info["loop"] == 0


def test_a_repetition_that_is_not_there(results: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexError):
        animate_repetition(results, 2, tmp_path / "two.gif")


def test_noise_costs_nothing(tmp_path: Path) -> None:
    walls = [120 + np.random.default_rng(index).integers(0, 6, (90, 120, 3), np.uint8) for index in range(20)]
    noisy = [Image.fromarray(wall) for wall in walls]
    write_gif(noisy, tmp_path / "many.gif")
    write_gif(noisy[:1], tmp_path / "one.gif")
    assert (tmp_path / "many.gif").stat().st_size < 1.2 * (tmp_path / "one.gif").stat().st_size


def test_without_pictures_there_is_no_gif(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no picture"):
        write_gif([], tmp_path / "none.gif")


def test_a_screenshot_becomes_small(tmp_path: Path) -> None:
    shot = BytesIO()
    Image.effect_noise((200, 150), 40).convert("RGB").save(shot, "PNG")
    write_png(shot.getvalue(), tmp_path / "small.png")
    with Image.open(tmp_path / "small.png") as picture:
        assert picture.size == (200, 150)
        assert picture.mode == "P"
    assert (tmp_path / "small.png").stat().st_size < len(shot.getvalue()) / 2


def test_a_picture_that_is_too_large_is_refused(tmp_path: Path) -> None:
    picture = tmp_path / "huge.png"
    picture.write_bytes(bytes(MOST_BYTES[".png"] + 1))
    with pytest.raises(ValueError, match=r"huge\.png"):
        check_size(picture)
