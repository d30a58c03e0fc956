"""The interfaces towards the outside: where frames and sensor readings come from, and who finds the body in a frame.

A new source or pose estimator is one class that satisfies one of these. Where results go is `formcheck.session.output`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from formcheck.samples import Frame, ImuReadings, Pose, SourceInfo


class Source(Protocol):
    """A giver of frames, in the order of their times, which strictly increase."""

    @property
    def info(self) -> SourceInfo:
        """What is known before the first frame."""
        ...

    def frames(self) -> Iterator[Frame]:
        """Yield the frames one by one, holding no more than a few in memory."""
        ...

    def close(self) -> None:
        """Release what the source holds; calling it twice does no harm."""
        ...


class ReadingSource(Protocol):
    """A giver of sensor readings, in the order of their times, which strictly increase."""

    @property
    def info(self) -> SourceInfo:
        """What is known before the first reading."""
        ...

    def readings(self) -> Iterator[ImuReadings]:
        """Yield what the sensors measured, fifty times a second or as often as they measure, if that is less."""
        ...

    def close(self) -> None:
        """Release what the source holds; calling it twice does no harm."""
        ...


class PoseEstimator(Protocol):
    """A finder of one person's body points.

    Frames must come in order; an estimator may remember where the person was.
    """

    @property
    def name(self) -> str:
        """Name on the command line, such as ``mediapipe``."""
        ...

    @property
    def version(self) -> str:
        """Version of the software behind it."""
        ...

    @property
    def smooths(self) -> bool:
        """Whether it smooths its points over time itself; formcheck does it where not."""
        ...

    def estimate(self, frame: Frame) -> Pose:
        """Return the body points in `frame`; without landmarks where nobody was found.

        Parameters
        ----------
        frame : Frame
            The next picture; later than those before.
        """
        ...

    def close(self) -> None:
        """Release what the estimator holds; calling it twice does no harm."""
        ...
