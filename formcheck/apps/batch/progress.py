"""How far a batch is: recordings done, the share of their bytes, time left."""

from __future__ import annotations

from rich.console import Console
from rich.progress import TextColumn

from formcheck.apps.pool_progress import PoolBar
from formcheck.words.catalogue import Words

_SHARE = TextColumn("{task.percentage:.0f} %")


class BatchBar(PoolBar):
    """A bar over the sizes of all recordings: they are known before the lengths, which only reading every file tells.

    Parameters
    ----------
    console : Console
        Where to show it.
    words : Words
        The language.
    """

    def __init__(self, console: Console, words: Words) -> None:
        super().__init__(console, lambda done, of: words("batch-progress", done=done, all=of), (_SHARE,))
