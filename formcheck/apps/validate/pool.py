"""The clips of a validation through the pool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from formcheck.apps import exits
from formcheck.apps.pool import Lost, SilentWatcher, Watcher, run_apart, run_here
from formcheck.apps.validate.run import Advance
from formcheck.validation.runs import Failure, Run

__all__ = ["SilentWatcher", "Watcher", "run_all"]


class Named(Protocol):
    """Whatever is to be run."""

    @property
    def file(self) -> str:
        """Name of the clip."""
        ...

    @property
    def frames(self) -> int:
        """About how many frames it has, to tell how long it will take."""
        ...


JobT = TypeVar("JobT", bound=Named)


def run_all(
    jobs: Sequence[JobT], run: Callable[[JobT, Advance], Run | Failure], processes: int, watcher: Watcher
) -> list[Run | Failure]:
    """Run every job and return what became of each, in order; one that fails costs only itself.

    Parameters
    ----------
    jobs : sequence of Job
        What to run.
    run : callable
        Runs one, and takes what it reports its frames to; a function of a module, for other processes.
    processes : int
        How many at a time; 1 runs them in this process.
    watcher : Watcher
        Is told how far they are.
    """
    watcher.begin({job.file: job.frames for job in jobs})
    items = {job.file: job for job in jobs}
    is_alone = processes == 1 or len(jobs) < 2
    results = dict(run_here(items, run, watcher) if is_alone else run_apart(items, run, processes, watcher))
    return [_outcome(job.file, results[job.file]) for job in jobs]


def _outcome(file: str, result: Run | Failure | Lost) -> Run | Failure:
    return Failure(file, f"{file}: {result.reason}", exits.FAILURE) if isinstance(result, Lost) else result
