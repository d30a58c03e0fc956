"""How far a validation is: clips done, frames seen, time left."""

from __future__ import annotations

from rich.console import Console
from rich.progress import TextColumn

from formcheck.apps.pool_progress import PoolBar
from formcheck.words.catalogue import Words

_SPEED = TextColumn("{task.fields[fps]}")


class ProgressDisplay(PoolBar):
    """A bar over the frames of all clips.

    Parameters
    ----------
    console : Console
        Where to show it.
    words : Words
        The language.
    """

    def __init__(self, console: Console, words: Words) -> None:
        frames = words("validate-frames", done="{task.completed:.0f}", all="{task.total:.0f}")
        super().__init__(
            console,
            lambda done, of: words("validate-progress", done=str(done), all=str(of)),
            (TextColumn(frames), _SPEED),
        )
