"""How far many videos are, on the screen: those done, the amount done of all, time left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, TextColumn, TimeRemainingColumn

from formcheck.apps.progress import LiveBar


class PoolBar(LiveBar):
    """A bar over the amounts of all videos.

    Parameters
    ----------
    console : Console
        Where to show it.
    tell : callable
        Says how many of how many are done, such as ``2 of 9 clips``.
    columns : sequence of ProgressColumn
        What stands between the bar and the time left.
    """

    def __init__(self, console: Console, tell: Callable[[int, int], str], columns: Sequence[ProgressColumn]) -> None:
        super().__init__(console, (TextColumn("{task.fields[count]}"), BarColumn(), *columns, TimeRemainingColumn()))
        self._tell = tell
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
            count=self._tell(self._done, len(self._expected)),
            fps=self._fps(),
        )
