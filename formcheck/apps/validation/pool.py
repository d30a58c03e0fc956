"""Many clips at once: one process each, with word of how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from multiprocessing import get_context
from multiprocessing.queues import Queue
from queue import Empty
from typing import Protocol, TypeAlias

from formcheck.apps import exits
from formcheck.apps.validation.run import Failure, Job, Run, run

_LOOK_EVERY_S = 0.2
_News: TypeAlias = "Queue[tuple[str, int]]"  # not subscriptable at run time


class Watcher(Protocol):
    """Whoever wants to know how far a validation is."""

    def begin(self, jobs: Sequence[Job]) -> None:
        """Take all that is to be run."""

    def advance(self, file: str, frames: int) -> None:
        """Take that more frames of a clip have been seen."""

    def finish(self, file: str) -> None:
        """Take that a clip is done."""


class BlindWatcher:
    """A watcher that does not look."""

    def begin(self, jobs: Sequence[Job]) -> None:
        """Take all that is to be run."""

    def advance(self, file: str, frames: int) -> None:
        """Take that more frames of a clip have been seen."""

    def finish(self, file: str) -> None:
        """Take that a clip is done."""


def run_all(jobs: Sequence[Job], processes: int, watcher: Watcher) -> list[Run | Failure]:
    """Run every job and return what became of each, in order; one that fails costs only itself.

    Parameters
    ----------
    jobs : sequence of Job
        What to run.
    processes : int
        How many at a time; 1 runs them in this process.
    watcher : Watcher
        Is told how far they are.
    """
    watcher.begin(jobs)
    if processes == 1 or len(jobs) < 2:
        return [_run_here(job, watcher) for job in jobs]
    return _run_apart(jobs, processes, watcher)


def _run_here(job: Job, watcher: Watcher) -> Run | Failure:
    result = run(job, partial(watcher.advance, job.file))
    watcher.finish(job.file)
    return result


def _run_apart(jobs: Sequence[Job], processes: int, watcher: Watcher) -> list[Run | Failure]:
    # A forked process would share the locks of libraries that are already at work here.
    context = get_context("spawn")
    news: _News = context.Queue()
    workers = ProcessPoolExecutor(min(processes, len(jobs)), context, _take_queue, (news,))
    try:
        files = {workers.submit(_run_there, job): job.file for job in jobs}
        waiting = set(files)
        while waiting:
            done, waiting = wait(waiting, _LOOK_EVERY_S, FIRST_COMPLETED)
            _pass_on(news, watcher)
            for future in done:
                watcher.finish(files[future])
        return [_result(future, file) for future, file in files.items()]
    finally:
        workers.shutdown(cancel_futures=True)


def _result(future: Future[Run | Failure], file: str) -> Run | Failure:
    error = future.exception()
    if error is None:
        return future.result()
    return Failure(file, f"{file}: a fault in formcheck itself ({type(error).__name__}: {error}).", exits.FAILURE)


def _pass_on(news: _News, watcher: Watcher) -> None:
    while True:
        try:
            file, frames = news.get_nowait()
        except Empty:
            return
        watcher.advance(file, frames)


_queue: list[_News] = []
"""In a worker: where to tell how far it is. A queue can only be handed over when the process starts."""


def _take_queue(news: _News) -> None:
    _queue[:] = [news]


def _run_there(job: Job) -> Run | Failure:
    def report(frames: int) -> None:
        _queue[0].put((job.file, frames))

    return run(job, report)
