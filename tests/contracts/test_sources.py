"""What every source keeps to; a new one is one line in the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from formcheck.ports import Source
from formcheck.sources.video import VideoFile
from tests.support.videos import even_times, write_video

SOURCES: dict[str, Callable[[Path], Source]] = {
    "VideoFile": lambda folder: VideoFile(write_video(folder / "clip.mp4", even_times(30))),
}


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    """Return each source in turn, with about thirty frames to give."""
    made = SOURCES[request.param](tmp_path)
    yield made
    made.close()


def test_times_strictly_increase_and_numbers_count(source: Source) -> None:
    frames = list(source.frames())
    assert len(frames) > 1
    assert all(a.t_s < b.t_s for a, b in pairwise(frames))
    assert [frame.index for frame in frames] == list(range(len(frames)))


def test_pictures_are_what_was_announced(source: Source) -> None:
    info = source.info
    assert info.name
    assert "/" not in info.name
    count = 0
    for frame in source.frames():
        assert frame.image.shape == (info.height_px, info.width_px, 3)
        assert frame.image.dtype == np.uint8
        assert frame.image.flags.c_contiguous
        count += 1
    assert info.frames in {None, count}


def test_frames_are_given_one_by_one(source: Source) -> None:
    frames = source.frames()
    assert iter(frames) is frames
    assert next(frames).index == 0


def test_a_picture_stays_as_it_was_given(source: Source) -> None:
    frames = source.frames()
    first = next(frames).image
    copy = first.copy()
    for _ in frames:
        pass
    np.testing.assert_array_equal(first, copy)


def test_closing_twice_is_harmless_even_halfway(source: Source) -> None:
    next(source.frames())
    source.close()
    source.close()


def test_closing_before_the_first_frame_is_harmless(source: Source) -> None:
    source.close()
    source.close()
