"""How far something is that goes visit by visit, on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from formcheck.apps.progress import LiveBar, quiet_libraries


class CountBar(LiveBar):
    """A bar over visits.

    Parameters
    ----------
    console : Console
        Where to show it.
    what : str
        What is counted.
    """

    def __init__(self, console: Console, what: str) -> None:
        super().__init__(
            console, (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        )
        self._what = what

    def move(self, done: int, total: int) -> None:
        """Show how far it is.

        Parameters
        ----------
        done, total : int
            How many are done, and how many there are.
        """
        if not self._progress.tasks:
            self._task = self._progress.add_task(self._what)
        self._progress.update(self._task, completed=done, total=total)


@contextmanager
def counting(what: str, *, is_silent: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Give what is told how far something is; it shows a bar where somebody looks at a terminal.

    Parameters
    ----------
    what : str
        What is counted.
    is_silent : bool
        Whether nothing is to be shown.
    """
    with quiet_libraries(is_quiet=False) as console:
        if is_silent or not console.is_interactive:
            yield _nowhere
            return
        with CountBar(console, what) as bar:
            yield bar.move


def _nowhere(_: int, __: int) -> None:
    """Show nothing."""
