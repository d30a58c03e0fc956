"""How far a validation is: clips done, frames seen, time left."""

from __future__ import annotations

from rich.console import Console
from rich.progress import TextColumn

from formcheck.apps.pool_progress import PoolBar

_FRAMES = TextColumn("{task.completed:.0f}/{task.total:.0f} frames")
_SPEED = TextColumn("{task.fields[fps]}")


class ProgressDisplay(PoolBar):
    """A bar over the frames of all clips.

    Parameters
    ----------
    console : Console
        Where to show it.
    """

    def __init__(self, console: Console) -> None:
        super().__init__(console, lambda done, of: f"{done} of {of} clips", (_FRAMES, _SPEED))
