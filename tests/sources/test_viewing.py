"""What somebody says of a video: how to turn it, how fast it is, and which part is meant."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import VideoError
from formcheck.samples import QuarterTurn
from formcheck.sources.video import VideoFile
from formcheck.sources.viewing import Viewing
from tests.support.videos import corners_of, even_times, painted_corners, turn, write_video

UPRIGHT = ("red", "green", "blue", "white")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a video of two seconds."""
    return write_video(tmp_path / "a.mp4", even_times(50), lambda _: painted_corners(48, 64))


def corners(path: Path, viewing: Viewing) -> tuple[str, ...]:
    return corners_of(next(VideoFile(path, viewing).frames()).image)


@pytest.mark.parametrize("clockwise_deg", [90, 180, 270])
def test_a_picture_on_its_side_is_turned(tmp_path: Path, clockwise_deg: QuarterTurn) -> None:
    lying = np.ascontiguousarray(np.rot90(painted_corners(48, 64), clockwise_deg // 90))
    path = write_video(tmp_path / "a.mp4", even_times(2), lambda _: lying)
    assert corners(path, Viewing(clockwise_deg)) == UPRIGHT
    info = VideoFile(path, Viewing(clockwise_deg)).info
    assert (info.width_px, info.height_px) == (48, 64)
    assert abs(info.rotation_deg) == min(clockwise_deg, 360 - clockwise_deg)


def test_it_is_turned_after_what_the_file_asks_for(tmp_path: Path) -> None:
    lying = np.ascontiguousarray(np.rot90(painted_corners(48, 64), 2))
    path = turn(write_video(tmp_path / "a.mp4", even_times(2), lambda _: lying), 90)
    assert corners(path, Viewing(90)) == UPRIGHT


def test_what_was_filmed_in_a_mirror_is_mirrored_back(path: Path) -> None:
    assert corners(path, Viewing(is_mirrored=True)) == ("green", "red", "white", "blue")
    assert corners(path, Viewing(180, is_mirrored=True)) == ("blue", "white", "red", "green")


@pytest.mark.parametrize(("begin_s", "end_s", "first_s", "last_s"), [
    (0.5, inf, 0.52, 1.96), (0.0, 1.0, 0.0, 1.0), (0.5, 1.0, 0.52, 1.0), (1.9, 99.0, 1.92, 1.96),
])  # fmt: skip
def test_of_a_part_times_stay_those_of_the_player(
    path: Path, begin_s: float, end_s: float, first_s: float, last_s: float
) -> None:
    source = VideoFile(path, Viewing(begin_s=begin_s, end_s=end_s))
    frames = list(source.frames())
    assert (frames[0].t_s, frames[-1].t_s) == pytest.approx((first_s, last_s), abs=1e-3)
    assert [frame.index for frame in frames] == list(range(len(frames)))
    assert source.info.frames == len(frames)


def test_a_part_beyond_the_end_says_where_the_end_is(path: Path) -> None:
    with pytest.raises(VideoError, match=r"ends at 2\.0 s") as caught:
        VideoFile(path, Viewing(begin_s=5.0))
    assert "--from" in caught.value.next_step


@pytest.mark.parametrize("speed", [4.0, 0.5])
def test_times_are_those_of_life(path: Path, speed: float) -> None:
    source = VideoFile(path, Viewing(speed=speed))
    assert [frame.t_s for frame in source.frames()] == pytest.approx(np.array(even_times(50)) / speed, abs=1e-3)
    assert source.info.speed == speed
    assert source.info.duration_s == pytest.approx(2.0 / speed, abs=0.05)


@pytest.mark.parametrize(("aspect", "size"), [(4 / 3, (85, 64)), (16 / 9, (114, 64)), (None, (48, 64))])
def test_a_stretched_picture_gets_the_shape_it_had(path: Path, aspect: float | None, size: tuple[int, int]) -> None:
    info = VideoFile(path, Viewing(aspect=aspect)).info
    assert (info.width_px, info.height_px) == size


def test_the_shape_is_that_of_the_picture_as_players_show_it(tmp_path: Path) -> None:
    lying = turn(write_video(tmp_path / "a.mp4", even_times(2), lambda _: painted_corners(64, 48)), 90)
    info = VideoFile(lying, Viewing(aspect=9 / 16)).info
    assert info.width_px is not None
    assert info.height_px is not None
    assert info.width_px / info.height_px == pytest.approx(9 / 16, abs=0.02)
    assert VideoFile(lying, Viewing(90, aspect=9 / 16)).info.width_px == info.height_px


@pytest.mark.parametrize(("pixel", "width_px"), [(Fraction(4, 3), 64), (Fraction(3, 4), 36), (Fraction(1, 1), 48)])
def test_pixels_that_are_not_square_are_made_so(tmp_path: Path, pixel: Fraction, width_px: int) -> None:
    shown = write_video(tmp_path / "a.mp4", even_times(2), lambda _: painted_corners(48, 64), pixel_aspect=pixel)
    info = VideoFile(shown).info
    assert (info.width_px, info.height_px) == (width_px, 64)


@pytest.mark.parametrize("pixel", [Fraction(100), Fraction(1, 1000)])
def test_pixels_of_a_shape_that_nobody_films_with_are_a_mistake(tmp_path: Path, pixel: Fraction) -> None:
    shown = write_video(tmp_path / "a.mp4", even_times(2), lambda _: painted_corners(48, 64), pixel_aspect=pixel)
    assert VideoFile(shown).info.width_px == 48


FILMED = {"com.android.capture.fps": "100"}
KEEP_TAGS = {"movflags": "use_metadata_tags"}


def test_slow_motion_that_a_telephone_states_is_believed_unless_somebody_knows_better(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", even_times(50), tags=FILMED, muxing=KEEP_TAGS)
    assert VideoFile(path).info.speed == pytest.approx(4.0)
    assert [frame.t_s for frame in VideoFile(path).frames()] == pytest.approx(np.array(even_times(50)) / 4, abs=1e-3)
    assert VideoFile(path, Viewing(speed=1.0)).info.speed == 1.0


def test_a_film_that_was_stretched_afterwards_is_told_by_the_rate_it_was_encoded_for(tmp_path: Path) -> None:
    slow = [4.0 * one for one in even_times(25)]
    path = write_video(tmp_path / "a.mp4", slow, time_base=Fraction(1, 25), tags=FILMED, muxing=KEEP_TAGS)
    assert VideoFile(path).info.speed == pytest.approx(4.0)
    assert [frame.t_s for frame in VideoFile(path).frames()] == pytest.approx(even_times(25), abs=1e-3)


@pytest.mark.parametrize("told", ["25", "0", "-3", "many", "inf", "nan", "29.97"])
def test_what_is_no_slow_motion_is_shown_as_it_is(tmp_path: Path, told: str) -> None:
    path = write_video(tmp_path / "a.mp4", even_times(25), tags={"com.android.capture.fps": told}, muxing=KEEP_TAGS)
    assert VideoFile(path).info.speed == 1.0
