"""Single pictures by their time: the very picture that was measured, or none, in whatever order they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import VideoError
from formcheck.sources.stills import StillFile
from formcheck.sources.video import VideoFile
from formcheck.sources.viewing import AS_IT_IS, Viewing
from tests.support.videos import (
    Picture,
    even_times,
    painted_corners,
    scramble,
    turn,
    write_video,
)

STEADY = Fraction(1, 25)
COUNT = 130
KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "h264.mp4": ("libx264", {"g": "30", "bf": "3"}),
    "h264-one-key-frame.mp4": ("libx264", {"g": "1000", "bf": "3", "sc_threshold": "0"}),
    "h264-open.mp4": ("libx264", {"g": "20", "bf": "3", "x264-params": "open-gop=1:scenecut=0"}),
    "h264-refreshed.mp4": ("libx264", {"g": "20", "x264-params": "intra-refresh=1:scenecut=0"}),
    "h264.mkv": ("libx264", {"g": "20", "bf": "2"}),
    "h265.mp4": ("libx265", {"x265-params": "log-level=none:keyint=20:bframes=3"}),
    "h265-open.mkv": ("libx265", {"x265-params": "log-level=none:keyint=20:open-gop=1:bframes=3"}),
    "vp8.webm": ("libvpx", {"g": "20"}),
    "vp9.webm": ("libvpx-vp9", {"g": "20"}),
    "mpeg4.avi": ("mpeg4", {"g": "12"}),
    "mpeg4-reordered.avi": ("mpeg4", {"bf": "2", "g": "12"}),
    "h264-reordered.avi": ("libx264", {"bf": "3", "g": "20"}),
    "motion-jpeg.avi": ("mjpeg", {}),
    "h264.ts": ("libx264", {"g": "20", "bf": "2"}),
    "mpeg2.mpg": ("mpeg2video", {"b": "2000000", "bf": "2", "g": "12"}),
    "wmv2.wmv": ("wmv2", {"g": "12"}),
}


def numbered(index: int) -> Picture:
    """Return a picture of eight bars that are the bits of its number, on a ground that changes with it."""
    image = np.full((96, 128, 3), 60 + index % 7 * 10, np.uint8)
    for bit in range(8):
        image[16:80, 16 * bit : 16 * bit + 16] = 235 if index >> bit & 1 else 20
    return image


def number_in(image: Picture) -> int:
    """Return the number that a picture tells."""
    width = image.shape[1] // 8
    middle = image[image.shape[0] // 2]
    return sum(int(middle[width * bit + width // 2].mean() > 128) << bit for bit in range(8))


def measured(path: Path, viewing: Viewing = AS_IT_IS) -> tuple[StillFile, list[float], list[Picture]]:
    """Return a file of stills, and what was measured of the video: times and pictures."""
    source = VideoFile(path, viewing)
    frames = list(source.frames())
    source.close()
    return StillFile(path, source.info), [one.t_s for one in frames], [one.image for one in frames]


def asked(stills: StillFile, times: Sequence[float]) -> list[Picture]:
    """Return the pictures of some times; all of them must be there."""
    found = dict(stills.read(times))
    assert list(found) == list(times)
    return list(found.values())


@pytest.mark.parametrize("name", KINDS)
def test_every_picture_is_found_in_any_order(tmp_path: Path, name: str) -> None:
    codec, options = KINDS[name]
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    path = write_video(
        tmp_path / name, even_times(COUNT), numbered, codec=codec, options=options, pixels=pixels, time_base=STEADY
    )
    stills, times, pictures = measured(path)
    order = np.random.default_rng(5).permutation(len(times))
    for index in [*order, *range(len(times) - 1, -1, -9)]:
        (image,) = asked(stills, [times[index]])
        assert np.array_equal(image, pictures[index]), (index, number_in(image), number_in(pictures[index]))
    stills.close()


def test_irregular_times_a_late_start_and_reordered_pictures(tmp_path: Path) -> None:
    ticks = np.random.default_rng(3).integers(200, 9000, COUNT).cumsum()
    times = [0.5 + int(tick) / 90_000 for tick in ticks]
    path = write_video(tmp_path / "phone.mp4", times, numbered, options={"bf": "3", "g": "40"})
    stills, told, _ = measured(path)
    assert told == pytest.approx(times, abs=1e-3)
    for index in np.random.default_rng(6).permutation(COUNT):
        (image,) = asked(stills, [told[index]])
        assert number_in(image) == index


def test_several_in_a_row_are_read_at_once_and_further(tmp_path: Path) -> None:
    path = write_video(tmp_path / "row.mp4", even_times(COUNT), numbered, options={"bf": "3", "g": "40"})
    stills, times, _ = measured(path)
    for first, last in ((50, 70), (70, 75), (76, 77), (60, 65), (0, 3), (125, 130)):
        assert [number_in(one) for one in asked(stills, times[first:last])] == list(range(first, last))


@pytest.mark.parametrize("t_s", [-1.0, 0.019, 2.021, 99.0])
def test_where_there_is_no_picture_there_is_no_neighbour(tmp_path: Path, t_s: float) -> None:
    path = write_video(tmp_path / "row.mp4", even_times(COUNT), numbered, options={"bf": "3", "g": "40"})
    stills, times, _ = measured(path)
    assert list(stills.read([t_s])) == []
    assert number_in(asked(stills, [times[50]])[0]) == 50


@pytest.mark.parametrize(
    "viewing",
    [
        Viewing(90, is_mirrored=True),
        Viewing(speed=4.0),
        Viewing(begin_s=1.0, end_s=3.0),
        Viewing(aspect=2.0),
        Viewing(270, aspect=0.8),
    ],
    ids=["turned", "slow", "part", "stretched", "turned-and-stretched"],
)
def test_a_picture_is_shown_as_it_was_looked_at(tmp_path: Path, viewing: Viewing) -> None:
    path = turn(write_video(tmp_path / "held.mp4", even_times(COUNT), numbered, options={"g": "40"}), 90)
    stills, times, pictures = measured(path, viewing)
    for index in (40, 3, 41):
        assert np.array_equal(asked(stills, [times[index]])[0], pictures[index])


def test_bars_that_were_cut_are_cut(tmp_path: Path) -> None:
    def barred(index: int) -> Picture:
        image = np.zeros((144, 128, 3), np.uint8)
        image[24:120] = np.maximum(numbered(index), 60)
        return image

    path = write_video(tmp_path / "barred.mp4", even_times(60), barred, options={"g": "40"})
    stills, times, pictures = measured(path)
    assert pictures[0].shape[0] < 144
    assert np.array_equal(asked(stills, [times[33]])[0], pictures[33])


def test_a_clock_that_began_earlier(tmp_path: Path) -> None:
    """A session before a camera keeps its film from the first picture on; its own clock may have begun before."""
    path = write_video(tmp_path / "live.mp4", even_times(60), numbered)
    info = replace(VideoFile(path).info, sha256="")
    stills = StillFile(path, info, first_s=7.3)
    assert number_in(asked(stills, [7.3 + 1.0])[0]) == 25


def test_of_a_damaged_file_what_was_measured_is_found(tmp_path: Path) -> None:
    path = write_video(tmp_path / "damaged.ts", even_times(COUNT), numbered, options={"g": "20", "bf": "2"})
    scramble(path, 0.4, 0.45)
    stills, times, pictures = measured(path)
    assert 20 < len(times) < COUNT
    for index in range(len(times) - 1, -1, -3):
        found = dict(stills.read([times[index]]))
        assert all(np.array_equal(one, pictures[index]) for one in found.values())
        assert found or index > 0


def test_a_film_of_another_size_is_refused(tmp_path: Path) -> None:
    path = write_video(tmp_path / "one.mp4", even_times(10), numbered)
    info = replace(VideoFile(path).info, width_px=640, height_px=480)
    corners = painted_corners(320, 200)
    other = write_video(tmp_path / "other.mp4", even_times(10), lambda _: corners)
    with pytest.raises(VideoError, match="another size"):
        StillFile(other, replace(info, height_px=100, width_px=100, cut_px=(0, 0, 50, 0)))
    with pytest.raises(VideoError, match="no such file"):
        StillFile(tmp_path / "gone.mp4", info)
