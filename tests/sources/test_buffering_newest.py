"""What cannot wait: only the newest is taken, a recording is shown at its own speed."""

from __future__ import annotations

import threading
from collections.abc import Generator
from time import monotonic, sleep

import numpy as np
import pytest

from formcheck.samples import Frame
from formcheck.sources.buffering import newest
from formcheck.sources.pace import at_true_speed

PICTURE = np.zeros((2, 2, 3), np.uint8)


class FaultyError(Exception):
    """What goes wrong in these tests."""


def every(seconds: float, count: int, ended: list[bool]) -> Generator[int, None, None]:
    """Yield a number each so many seconds, and note the end."""
    try:
        for number in range(count):
            yield number
            sleep(seconds)
    finally:
        ended.append(True)


def is_running() -> bool:
    return any(thread.name == "belt" for thread in threading.enumerate())


def test_a_quick_user_gets_everything() -> None:
    taken = threading.Semaphore(1)

    def patient() -> Generator[int, None, None]:
        for number in range(5):
            taken.acquire()
            yield number

    found = []
    for number in newest(patient()):
        found.append(number)
        taken.release()
    assert found == [0, 1, 2, 3, 4]


def test_a_slow_user_gets_the_newest_and_the_last() -> None:
    found = []
    for number in newest(every(0.01, 40, [])):
        found.append(number)
        sleep(0.1)
    assert found == sorted(set(found))
    assert len(found) < 20
    assert found[-1] == 39


def test_an_error_comes_after_the_last_item() -> None:
    def faulty() -> Generator[int, None, None]:
        yield 1
        raise FaultyError

    items = newest(faulty())
    assert next(items) == 1
    with pytest.raises(FaultyError):
        next(items)


def test_closing_ends_the_thread_and_the_source() -> None:
    ended: list[bool] = []
    items = newest(every(0.01, 1000, ended))
    next(items)
    items.close()
    assert ended == [True]
    assert not is_running()


def test_nothing_at_all_is_no_matter() -> None:
    nothing: list[int] = []
    assert list(newest(item for item in nothing)) == []
    assert not is_running()


def test_no_frame_comes_before_its_time() -> None:
    frames = [Frame(100.0 + t_s, index, PICTURE) for index, t_s in enumerate((0.0, 0.05, 0.2))]
    begun_s = monotonic()
    passed_s = [monotonic() - begun_s for _ in at_true_speed(frames)]
    assert all(passed >= frame.t_s - 100.0 for passed, frame in zip(passed_s, frames, strict=True))


def test_what_is_dropped_shows_in_the_numbers_of_the_frames() -> None:
    frames = (Frame(index / 100, index, PICTURE) for index in range(50))
    seen = []
    for frame in newest(at_true_speed(frames)):
        seen.append(frame.index)
        sleep(0.05)
    assert max(np.diff(seen)) > 1
    assert seen[-1] == 49
