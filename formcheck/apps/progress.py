"""Progress on the screen: what all bars share, and that of a review, an output that counts frames."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from formcheck.session.model import Header, Step
from formcheck.session.output import BlankOutput
from formcheck.words.catalogue import Words

_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TextColumn("{task.fields[fps]}"),
    TimeRemainingColumn(),
    TextColumn("{task.fields[count]}"),
)


@contextmanager
def quiet_libraries(*, is_quiet: bool = True) -> Iterator[Console]:
    """Drop what native libraries write to standard error, and give a console that still reaches it.

    The pose library announces itself there, past Python, in a way that looks like an error to a patient.

    Parameters
    ----------
    is_quiet : bool
        False to let everything through, for debugging.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    with (
        os.fdopen(kept, "w", encoding="utf-8", errors="backslashreplace") as terminal,
        Path(os.devnull).open("wb") as sink,
    ):
        if is_quiet:
            os.dup2(sink.fileno(), 2)
        try:
            yield Console(file=terminal)
        finally:
            os.dup2(kept, 2)


class LiveBar:
    """A bar that stands on the screen while work is done, and is gone after it.

    Parameters
    ----------
    console : Console
        Where to show it.
    columns : sequence of ProgressColumn
        What it shows.
    """

    def __init__(self, console: Console, columns: Sequence[ProgressColumn]) -> None:
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = TaskID(0)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Take the bar away."""
        self._progress.stop()

    def _fps(self) -> str:
        """Return how fast frames go by, in words; empty until that is known."""
        speed = self._progress.tasks[0].speed
        return f"{speed:.0f} fps" if speed else ""


class PosesBar(LiveBar):
    """Shows in how many pictures the body points were found, where that comes before anything else.

    Parameters
    ----------
    console : Console
        Where to show it.
    name : str
        What the video is called.
    """

    def __init__(self, console: Console, name: str) -> None:
        super().__init__(console, _COLUMNS)
        self._name = name

    def move(self, done: int, total: int | None) -> None:
        """Move on.

        Parameters
        ----------
        done : int
            Pictures done.
        total : int or None
            Pictures in all; None where that is not known.
        """
        if not self._progress.tasks:
            self._task = self._progress.add_task(escape(self._name), total=total, fps="", count="")
        self._progress.update(self._task, completed=done, fps=self._fps())


class ProgressBar(LiveBar, BlankOutput):
    """Shows frames done, frames a second, time left and the count so far.

    Parameters
    ----------
    console : Console
        Where to show it.
    words : Words
        The language.
    """

    def __init__(self, console: Console, words: Words) -> None:
        super().__init__(console, _COLUMNS)
        self._words = words

    def begin(self, header: Header) -> None:
        """Start at the first frame."""
        source = header.source
        self._task = self._progress.add_task(escape(source.name), total=source.frames, fps="", count="")

    def write(self, step: Step) -> None:
        """Move on by one frame."""
        count = self._words("count-good", good=step.good, judged=step.judged, unseen=step.unseen)
        self._progress.update(self._task, advance=1, fps=self._fps(), count=count)
