"""What is opened as a video: the recording itself, and nothing that it names."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.errors import VideoError
from formcheck.sources import video
from formcheck.sources.opening import open_video
from formcheck.sources.showing import MOST_SHOWN_PIXELS
from formcheck.sources.streams import MOST_PIXELS
from formcheck.sources.video import VideoFile
from tests.support.videos import even_times, painted_corners, write_video


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the video of somebody else, in the same folder."""
    return write_video(tmp_path / "other.mp4", even_times(5))


@pytest.mark.parametrize("ending", [".mp4", ".txt", ".ffconcat", ".m3u8", ".ts", ".sdp", ".mpd"])
@pytest.mark.parametrize(
    "text",
    [
        "ffconcat version 1.0\nfile other.mp4\n",
        "ffconcat version 1.0\nfile http://127.0.0.1:9/other.mp4\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nother.mp4\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/other.ts\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
        "[Playlist]\nFile1=other.mp4\n",
        "file:other.mp4\n",
    ],
    ids=["concat", "concat-http", "playlist", "playlist-http", "sdp", "pls", "plain"],
)
def test_a_list_of_other_files_is_no_video(other: Path, text: str, ending: str) -> None:
    path = other.with_name(f"list{ending}")
    path.write_text(text, "utf-8")
    with pytest.raises(VideoError, match=r"is (a picture, a text or a list of other files|not a video)") as raised:
        open_video(path)
    assert str(path) in str(raised.value)


def test_a_name_that_stands_for_many_pictures_is_that_of_one_file(tmp_path: Path) -> None:
    for number in range(3):
        cv2.imwrite(str(tmp_path / f"pic{number}.jpg"), np.full((48, 64, 3), 90, np.uint8))
    with pytest.raises(VideoError, match="no such file"):
        open_video(tmp_path / "pic%d.jpg")
    shutil.copy(tmp_path / "pic0.jpg", tmp_path / "pic%d.jpg")
    with pytest.raises(VideoError, match="is a picture"):
        open_video(tmp_path / "pic%d.jpg")
    with pytest.raises(VideoError, match="is a picture"):
        open_video(tmp_path / "pic0.jpg")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none")
    os.mkfifo(tmp_path / "pipe.mp4")
    with pytest.raises(VideoError, match="no file, but a device or a pipe"):
        open_video(tmp_path / "pipe.mp4")


def test_pictures_too_large_for_memory_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    width = 2 + MOST_PIXELS // 4000
    path = write_video(
        tmp_path / "huge.avi", [0.0], lambda _: painted_corners(width, 4000), codec="mjpeg", pixels="yuvj420p"
    )
    with pytest.raises(VideoError, match=f"has pictures of {width} "):
        VideoFile(path)


@pytest.mark.slow
def test_a_very_large_picture_is_made_smaller(tmp_path: Path) -> None:
    def paint(_: int) -> NDArray[np.uint8]:
        return np.full((2160, 5120, 3), 90, np.uint8)

    path = write_video(tmp_path / "large.mp4", [0.0, 0.04], paint, options={"preset": "ultrafast"})
    with closing(VideoFile(path)) as source:
        (height, width, _), *_ = (frame.image.shape for frame in source.frames())
    assert width * height <= MOST_SHOWN_PIXELS
    assert width / height == pytest.approx(5120 / 2160, rel=0.002)
    assert source.info.width_px == width


def test_more_pictures_than_anybody_films_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_video(tmp_path / "long.mp4", even_times(12))
    monkeypatch.setattr(video, "MOST_FRAMES", 10)
    with pytest.raises(VideoError, match=r"has 12 pictures, expected no more than 10\. Review a part of it"):
        VideoFile(path)


def test_wide_pixels_make_no_huge_picture(tmp_path: Path) -> None:
    def paint(_: int) -> NDArray[np.uint8]:
        return np.full((1500, 2000, 3), 90, np.uint8)

    options = {"preset": "ultrafast"}
    path = write_video(tmp_path / "wide.mp4", [0.0], paint, pixel_aspect=Fraction(4), options=options)
    with closing(VideoFile(path)) as source:
        assert source.info.width_px == pytest.approx(4 * 2000 * (MOST_SHOWN_PIXELS / (4 * 2000 * 1500)) ** 0.5, abs=2)
