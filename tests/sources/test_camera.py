"""A camera, with a recording in its place; and the words for each way in which there is none."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path
from time import monotonic, sleep

import cv2
import numpy as np
import pytest
from cv2.typing import MatLike

from formcheck.errors import CameraError
from formcheck.ports import Source
from formcheck.sources import camera
from formcheck.sources.buffering import newest
from formcheck.sources.camera import Camera, Capture, open_capture
from tests.support.videos import corners_of, even_times, painted_corners, write_video

ABSENT = 97
QUICK_S = 0.1


class Faulty:
    """A camera that opens or not, gives some pictures, and then none."""

    def __init__(self, pictures: int, *, is_open: bool = True, rate: float = 0.0) -> None:
        self._left, self._is_open, self._rate = pictures, is_open, rate
        self.is_released = False

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        """Tell whether it opened."""
        return self._is_open

    def grab(self) -> bool:
        """Take one of the pictures that are left."""
        self._left -= 1
        return self._left >= 0

    def retrieve(self) -> tuple[bool, MatLike]:
        """Return a black picture."""
        return True, np.zeros((48, 64, 3), np.uint8)

    def get(self, propId: int, /) -> float:  # noqa: ARG002, N803 - OpenCV's name
        """Return the rate, whatever is asked for."""
        return self._rate

    def release(self) -> None:
        """Remember it."""
        self.is_released = True


@pytest.fixture
def recording(tmp_path: Path) -> Callable[[int], Capture]:
    """Return what opens a recording in place of a camera, by OpenCV, too."""
    path = write_video(tmp_path / "clip.mp4", even_times(30), lambda _: painted_corners())
    return lambda _: cv2.VideoCapture(str(path))


@pytest.fixture
def devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for that of the devices."""
    folder = tmp_path / "dev"
    folder.mkdir()
    monkeypatch.setattr(camera, "_DEVICES", folder)
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


def refusal(capture: Capture, number: int = 0) -> CameraError:
    """Return why a camera is refused."""
    with pytest.raises(CameraError) as caught:
        Camera(number, open_capture=lambda _: capture, patience_s=QUICK_S)
    assert caught.value.where == f"camera {number}"
    assert caught.value.next_step
    return caught.value


# What it gives


def test_pictures_come_as_rgb_with_increasing_times_and_numbers(recording: Callable[[int], Capture]) -> None:
    before_s = monotonic()
    with closing(Camera(3, open_capture=recording)) as source:
        frames = list(islice(source.frames(), 20))
    assert [frame.index for frame in frames] == list(range(20))
    assert all(a.t_s < b.t_s for a, b in pairwise(frames))
    assert before_s < frames[0].t_s < frames[-1].t_s < monotonic()
    for frame in frames:
        assert corners_of(frame.image) == ("red", "green", "blue", "white")
        assert frame.image.dtype == np.uint8
        assert frame.image.flags.c_contiguous


def test_it_is_a_source_and_says_what_it_is(recording: Callable[[int], Capture]) -> None:
    with closing(Camera(3, open_capture=recording)) as made:
        source: Source = made
        info = source.info
    assert (info.name, info.width_px, info.height_px) == ("camera 3", 64, 48)
    assert info.fps == pytest.approx(25.0)
    assert info.duration_s is info.frames is None


@pytest.mark.parametrize("rate", [0.0, -1.0, float("nan"), 1e6])
def test_a_rate_that_is_none_is_not_told(rate: float) -> None:
    assert Camera(0, open_capture=lambda _: Faulty(1, rate=rate)).info.fps is None


def test_a_picture_stays_as_it_was_given(recording: Callable[[int], Capture]) -> None:
    with closing(Camera(0, open_capture=recording)) as source:
        first, second = islice(source.frames(), 2)
    assert not np.shares_memory(first.image, second.image)


# What goes wrong


@pytest.mark.skipif(sys.platform != "linux", reason="cameras are devices on Linux")
def test_no_such_camera_on_this_computer(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CameraError, match="no such camera") as caught:
        Camera(ABSENT)
    assert f"camera {ABSENT}" in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_the_cameras_that_there_are_are_named(devices: Path) -> None:
    assert "this computer lists none" in refusal(Faulty(0, is_open=False), 7).what
    for name in ("video0", "video2", "video10", "video-codec"):
        (devices / name).touch()
    assert "found: 0, 2, 10." in refusal(Faulty(0, is_open=False), 7).what


def test_one_that_cannot_be_opened_is_in_use(devices: Path) -> None:
    (devices / "video0").touch()
    assert "in use by another program" in refusal(Faulty(0, is_open=False)).what


def test_one_that_may_not_be_opened_says_which_group_may(devices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (devices / "video0").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    error = refusal(Faulty(0, is_open=False))
    assert "may not be used by you" in error.what
    assert "group 'video'" in error.next_step


@pytest.mark.parametrize(
    ("system", "ways"),
    [
        ("win32", ["DSHOW", "MSMF"]),
        ("darwin", ["AVFOUNDATION"]),
        ("linux", ["V4L2", "ANY"]),
        ("freebsd14", ["ANY"]),
    ],
)
def test_each_system_has_its_ways_to_a_camera(
    devices: Path, monkeypatch: pytest.MonkeyPatch, system: str, ways: list[str]
) -> None:
    tried: list[int] = []

    class Unopened(Faulty):
        def set(self, key: int, value: float) -> bool:  # noqa: ARG002
            """Take nothing."""
            return False

    def open_none(_number: int, way: int) -> Unopened:
        tried.append(way)
        return Unopened(0, is_open=False)

    (devices / "video0").touch()
    monkeypatch.setattr(cv2, "VideoCapture", open_none)
    monkeypatch.setattr(sys, "platform", system)
    assert not open_capture(0).isOpened()
    assert tried == [getattr(cv2, f"CAP_{way}") for way in ways]


@pytest.mark.parametrize(("system", "place"), [("win32", "desktop apps"), ("darwin", "your terminal")])
@pytest.mark.parametrize("is_open", [True, False])
def test_it_says_where_a_system_allows_cameras(
    monkeypatch: pytest.MonkeyPatch, system: str, place: str, *, is_open: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert place in refusal(Faulty(0, is_open=is_open)).next_step


def test_one_without_a_picture_is_let_go_of() -> None:
    capture = Faulty(0)
    assert "gives no picture" in refusal(capture).what
    assert capture.is_released


def test_one_that_stops_says_so_after_the_pictures_before() -> None:
    source = Camera(0, open_capture=lambda _: Faulty(4), patience_s=QUICK_S)
    frames = source.frames()
    assert [frame.index for frame in islice(frames, 3)] == [0, 1, 2]  # the first was for its size
    with pytest.raises(CameraError, match="has given no picture for"):
        next(frames)


def test_one_that_is_plugged_in_again_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "_REOPEN_S", 0.05)
    unplugged = [Faulty(4), Faulty(0, is_open=False), Faulty(0)]
    captures = [*unplugged, Faulty(100)]
    opened = iter(captures)
    source = Camera(0, open_capture=lambda _: next(opened), patience_s=5.0)
    frames = list(islice(source.frames(), 8))
    assert [frame.index for frame in frames] == list(range(8))
    assert all(a.t_s < b.t_s for a, b in pairwise(frames))
    assert frames[3].t_s - frames[2].t_s > 3 * 0.05
    assert [capture.is_released for capture in captures] == [True, True, True, False]


def test_one_that_was_away_for_longer_may_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "_REOPEN_S", 0.02)
    is_there = threading.Event()
    first = iter([Faulty(3)])
    source = Camera(
        0,
        open_capture=lambda _: next(first, Faulty(9 if is_there.is_set() else 0)),
        patience_s=QUICK_S,
    )
    frames = source.frames()
    assert [frame.index for frame in islice(frames, 2)] == [0, 1]
    with pytest.raises(CameraError, match="has given no picture for"):
        next(frames)
    is_there.set()
    assert [frame.index for frame in islice(source.frames(), 2)] == [2, 3]


def test_a_short_gap_is_waited_for() -> None:
    class Sleepy(Faulty):
        def grab(self) -> bool:
            """Give every other picture."""
            self._left -= 1
            return self._left % 2 == 0

    source = Camera(0, open_capture=lambda _: Sleepy(100), patience_s=1.0)
    assert len(list(islice(source.frames(), 4))) == 4


# Its end


def test_closing_ends_the_frames_and_may_be_done_twice(recording: Callable[[int], Capture]) -> None:
    source = Camera(0, open_capture=recording)
    frames = source.frames()
    next(frames)
    source.close()
    source.close()
    assert list(frames) == []


def test_another_thread_may_close_it_while_a_picture_is_waited_for() -> None:
    class Slow(Faulty):
        def grab(self) -> bool:
            """Wait for a picture."""
            sleep(0.02)
            assert not self.is_released
            return True

    source = Camera(0, open_capture=lambda _: Slow(0))
    closer = threading.Timer(0.1, source.close)
    closer.start()
    count = sum(1 for _ in source.frames())
    closer.join()
    assert count > 0


def test_only_the_newest_picture_is_taken_by_one_who_is_slow() -> None:
    class Steady(Faulty):
        def grab(self) -> bool:
            """Give pictures quicker than anyone takes them."""
            sleep(0.005)
            return True

    with closing(Camera(0, open_capture=lambda _: Steady(0))) as source:
        found = []
        with closing(newest(frame for frame in source.frames())) as frames:
            for frame in islice(frames, 4):
                found.append(frame.index)
                sleep(0.05)
    assert found[-1] >= 8
