"""A recording shown at its true speed, as a camera would."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from time import monotonic, sleep

from formcheck.samples import Frame


def at_true_speed(frames: Iterable[Frame]) -> Generator[Frame, None, None]:
    """Yield each frame when its time has come, counted from the first one; never before, late ones at once."""
    started_s = first_s = None
    for frame in frames:
        if started_s is None or first_s is None:
            started_s, first_s = monotonic(), frame.t_s
        sleep(max(0.0, started_s + frame.t_s - first_s - monotonic()))
        yield frame
