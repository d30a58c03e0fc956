"""What most outputs have in common: they start with nothing open and let go of nothing."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from formcheck.events import Event
from formcheck.session.model import Header, Session, Step


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


class FileOutput(BlankOutput):
    """An output to one file.

    Parameters
    ----------
    path : Path
        The file to write. Its folder is made when the file is.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def make_folder(self) -> None:
        """Make the folder the file goes into."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
