"""An estimator that knows the answer: it looks at the clock, not at the picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from formcheck.samples import Frame, Pose
from tests.support.people import Person, Rep, Script
from tests.support.videos import even_times, painted_corners, write_video

WIDTH_PX, HEIGHT_PX, RATE_HZ = 160, 120, 15.0

TWO_REPS = Script([Rep(), Rep().ending(knee_flexion=45.0)])
"""A good repetition, then one whose knee stops short."""


class FakeEstimator:
    """Gives the poses of a synthetic person performing a script, whatever the pictures show.

    Parameters
    ----------
    script : Script or None
        What is performed; None for a picture with nobody in it.
    """

    name = "fake"
    version = "1"
    smooths = True  # its points do not tremble

    def __init__(self, script: Script | None = TWO_REPS) -> None:
        self.script = script
        self.is_closed = False

    def estimate(self, frame: Frame) -> Pose:
        """Return the pose at the time of a frame."""
        height_px, width_px = frame.image.shape[:2]
        if self.script is None:
            return Pose(frame.t_s, frame.index, width_px, height_px)
        person = Person(shank_px=0.2 * height_px, width_px=width_px, height_px=height_px)
        return person.pose(frame.t_s, frame.index, self.script.angles(frame.t_s))

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


def write_session(path: Path, script: Script = TWO_REPS, seconds: float | None = None) -> Path:
    """Write a video as long as a script, of a plain picture, and return its path."""
    picture = painted_corners(WIDTH_PX, HEIGHT_PX)
    count = round((script.duration_s if seconds is None else seconds) * RATE_HZ)
    times: Sequence[float] = even_times(count, RATE_HZ)
    return write_video(path, times, lambda _: picture, options={"preset": "ultrafast"})
