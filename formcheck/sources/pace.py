"""A recording shown at its true speed, as a camera would."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from time import monotonic, sleep

from formcheck.samples import Frame

_SEAM_S = 1 / 30  # from the last picture to the first of the next round


def at_true_speed(frames: Iterable[Frame]) -> Generator[Frame, None, None]:
    """Yield each frame when its time has come, counted from the first one; never before, late ones at once.

    Parameters
    ----------
    frames : iterable of Frame
        In order of time.

    Yields
    ------
    Frame
        The same frames.
    """
    started_s = first_s = None
    for frame in frames:
        if started_s is None or first_s is None:
            started_s, first_s = monotonic(), frame.t_s
        sleep(max(0.0, started_s + frame.t_s - first_s - monotonic()))
        yield frame


def over_and_over(frames: Callable[[], Iterable[Frame]]) -> Generator[Frame, None, None]:
    """Yield the frames of a recording again and again, with times and numbers that go on.

    Parameters
    ----------
    frames : callable
        Gives the frames from the beginning.
    """
    shift_s, shift, last = 0.0, 0, None
    while True:
        for frame in frames():
            last = replace(frame, t_s=frame.t_s + shift_s, index=frame.index + shift)
            yield last
        if last is None:
            return
        shift_s, shift = last.t_s + _SEAM_S, last.index + 1
