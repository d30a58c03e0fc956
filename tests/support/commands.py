"""``formcheck`` as tests run it, within the test or as a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("formcheck")
"""The program as installed."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """Everything said, with line breaks made spaces."""
        return " ".join(f"{self.out} {self.err}".split())


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finished ``formcheck review``: how it ended, and the folder its results are in."""

    code: int
    out: str
    err: str
    folder: Path


Run = Callable[..., Done]
"""Runs ``formcheck`` with arguments and waits."""

Submit = Callable[..., "Future[Reviewed]"]
"""Starts ``formcheck review`` with arguments."""


def names_in(folder: Path) -> set[str]:
    """Return the names of what people see in a folder."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}
