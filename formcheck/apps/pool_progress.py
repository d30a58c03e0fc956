"""How far many videos are, on the screen: those done, the amount done of all, time left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, TextColumn, TimeRemainingColumn

from formcheck.apps.progress import LiveBar


class PoolBar(LiveBar):
    """A bar over the amounts of all videos.

    Parameters
    ----------
    console : Console
        Where to show it.
    things : str
        What the videos are called, such as ``clips``.
    columns : sequence of ProgressColumn
        What stands between the bar and the time left.
    """

    def __init__(self, console: Console, things: str, columns: Sequence[ProgressColumn]) -> None:
        super().__init__(console, (TextColumn("{task.fields[count]}"), BarColumn(), *columns, TimeRemainingColumn()))
        self._things = things
        self._expected: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._done = 0

    def begin(self, expected: Mapping[str, int]) -> None:
        """Start; the amounts expected are put right as videos end."""
        self._expected = dict(expected)
        self._seen = dict.fromkeys(self._expected, 0)
        self._task = self._progress.add_task("", total=sum(self._expected.values()), count="", fps="")
        self._show()

    def advance(self, name: str, amount: int) -> None:
        """Move on by some amount."""
        self._seen[name] += amount
        self._expected[name] = max(self._expected[name], self._seen[name])
        self._show()

    def finish(self, name: str) -> None:
        """Count a video as done."""
        self._expected[name] = self._seen[name]
        self._done += 1
        self._show()

    def _show(self) -> None:
        self._progress.update(
            self._task,
            completed=sum(self._seen.values()),
            total=sum(self._expected.values()),
            count=f"{self._done} of {len(self._expected)} {self._things}",
            fps=self._fps(),
        )
