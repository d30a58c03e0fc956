"""The three interfaces of formcheck: where frames come from, who finds the body in them, and where results go.

A new source, pose estimator or output is one class that satisfies one of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from formcheck.samples import Frame, Pose, SourceInfo
from formcheck.session.model import Header, Session, Step


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
        """Return the body points in `frame`; without landmarks where nobody was found."""
        ...

    def close(self) -> None:
        """Release what the estimator holds; calling it twice does no harm."""
        ...


class Output(Protocol):
    """A writer of results: opened with the header, given every step, closed with the session.

    Used as a context manager, so that what was written so far is kept when a run is broken off.
    """

    def __enter__(self) -> Self:
        """Start; nothing is written yet."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Flush and release everything."""
        ...

    def begin(self, header: Header) -> None:
        """Take the identity of the session."""
        ...

    def write(self, step: Step) -> None:
        """Take one step."""
        ...

    def finish(self, session: Session) -> None:
        """Take the result, after the last step."""
        ...
