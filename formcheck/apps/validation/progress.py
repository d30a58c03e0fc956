"""How far a validation is: clips done, frames seen, time left."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

from formcheck.apps.progress import LiveBar
from formcheck.apps.validation.run import Job

_COLUMNS = (
    TextColumn("{task.fields[clips]}"),
    BarColumn(),
    TextColumn("{task.completed:.0f}/{task.total:.0f} frames"),
    TextColumn("{task.fields[fps]}"),
    TimeRemainingColumn(),
)


class ProgressDisplay(LiveBar):
    """A bar over the frames of all clips.

    Parameters
    ----------
    console : Console
        Where to show it.
    """

    def __init__(self, console: Console) -> None:
        super().__init__(console, _COLUMNS)
        self._expected: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._done = 0

    def begin(self, jobs: Sequence[Job]) -> None:
        """Start at the first frame; the lengths expected are put right as clips end."""
        self._expected = {job.file: job.frames for job in jobs}
        self._seen = dict.fromkeys(self._expected, 0)
        self._task = self._progress.add_task("", total=sum(self._expected.values()), clips="", fps="")
        self._show()

    def advance(self, file: str, frames: int) -> None:
        """Move on by some frames."""
        self._seen[file] += frames
        self._expected[file] = max(self._expected[file], self._seen[file])
        self._show()

    def finish(self, file: str) -> None:
        """Count a clip as done."""
        self._expected[file] = self._seen[file]
        self._done += 1
        self._show()

    def _show(self) -> None:
        self._progress.update(
            self._task,
            completed=sum(self._seen.values()),
            total=sum(self._expected.values()),
            clips=f"{self._done} of {len(self._expected)} clips",
            fps=self._fps(),
        )
