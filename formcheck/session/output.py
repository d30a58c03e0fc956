"""Where the steps of a session go: the interface, and the outputs that keep everything in memory.

An output that writes a file is one class in `formcheck.outputs`.
"""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from formcheck.events import Event
from formcheck.session.model import Header, Session, Step


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
        """Take the identity of the session.

        Parameters
        ----------
        header : Header
            All that identifies the session.
        """
        ...

    def write(self, step: Step) -> None:
        """Take one step.

        Parameters
        ----------
        step : Step
            What became of one input; in order of time.
        """
        ...

    def finish(self, session: Session) -> None:
        """Take the result, after the last step.

        Parameters
        ----------
        session : Session
            The result.
        """
        ...


class BlankOutput:
    """An output that takes everything and does nothing; the real ones override what they need."""

    def __enter__(self) -> Self:
        """Start; nothing is written yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Flush and release everything."""

    def begin(self, header: Header) -> None:
        """Take the identity of the session."""

    def write(self, step: Step) -> None:
        """Take one step."""

    def finish(self, session: Session) -> None:
        """Take the result, after the last step."""


class EventLog(BlankOutput):
    """Keeps the events of a session, in order."""

    def __init__(self) -> None:
        self.events: tuple[Event, ...] = ()

    def write(self, step: Step) -> None:
        """Keep the events of one step."""
        self.events += step.events


class HeaderKeeper(BlankOutput):
    """Keeps the identity of a session.

    Attributes
    ----------
    kept : Header or None
        The identity; None before a session has begun.
    """

    def __init__(self) -> None:
        self.kept: Header | None = None

    def begin(self, header: Header) -> None:
        """Keep it."""
        self.kept = header
