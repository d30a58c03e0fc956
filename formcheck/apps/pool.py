"""Many videos at once: one process each, with word of how far they are; a process that dies costs only its video."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for_end
from multiprocessing.queues import Queue
from queue import Empty
from threading import Thread
from typing import Final, Protocol, TypeAlias, TypeVar

from pebble import ProcessExpired, ProcessPool

from formcheck.errors import SetupError

Item = TypeVar("Item")
Result = TypeVar("Result")

Advance = Callable[[int], None]
"""Takes how much more has been done."""

Work = Callable[[Item, Advance], Result]
"""Does one item. Where it is to run apart it is a function of a module, and what it takes and gives can be pickled."""

_LOOK_EVERY_S: Final = 0.2
_AHEAD: Final = 2  # items handed over for each process, so that none waits for the next
_News: TypeAlias = "Queue[tuple[str, int]]"  # not subscriptable at run time


class Watcher(Protocol):
    """Whoever wants to know how far it is."""

    def begin(self, expected: Mapping[str, int]) -> None:
        """Take the names of all that is to be done, and about how much each is.

        Parameters
        ----------
        expected : mapping of str to int
            The amount of each by its name, in the unit in which the work reports, such as bytes or frames.
        """

    def advance(self, name: str, amount: int) -> None:
        """Take that more of one has been done.

        Parameters
        ----------
        name : str
            Which one.
        amount : int
            How much has been done since the last word of it.
        """

    def finish(self, name: str) -> None:
        """Take that one is done.

        Parameters
        ----------
        name : str
            Which one, whether or not as much of it was done as was expected.
        """


class SilentWatcher:
    """A watcher that does not look."""

    def begin(self, expected: Mapping[str, int]) -> None:
        """Take the names of all that is to be done, and about how much each is."""

    def advance(self, name: str, amount: int) -> None:
        """Take that more of one has been done."""

    def finish(self, name: str) -> None:
        """Take that one is done."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for the result of an item that was given up.

    Parameters
    ----------
    reason : str
        Why, as the end of a sentence.
    """

    reason: str


def run_here(
    items: Mapping[str, Item], work: Work[Item, Result], watcher: Watcher
) -> Generator[tuple[str, Result | Lost], None, None]:
    """Do every item in this process, and yield the name and the result of each.

    Parameters
    ----------
    items : mapping of str to Item
        What to do, by name; in this order.
    work : callable
        Does one. What it raises ends them all: nothing is given up here.
    watcher : Watcher
        Is told how far they are.
    """
    for name, item in items.items():
        result = work(item, partial(watcher.advance, name))
        watcher.finish(name)
        yield name, result


def run_apart(
    items: Mapping[str, Item], work: Work[Item, Result], processes: int, watcher: Watcher
) -> Generator[tuple[str, Result | Lost], None, None]:
    """Do the items in processes of their own, and yield the name and the result of each as it comes.

    Closing the iterator ends the processes; so does the end of this process, however it comes.

    Parameters
    ----------
    items : mapping of str to Item
        What to do, by name.
    work : callable
        Does one.
    processes : int
        How many at a time.
    watcher : Watcher
        Is told how far they are.

    Raises
    ------
    SetupError
        The processes end before they can do anything.
    """
    # A forked process would share the locks of libraries that are already at work here.
    context = get_context("spawn")
    news: _News = context.Queue()
    pool = ProcessPool(
        min(processes, len(items) or 1),
        initializer=_begin,
        initargs=(news,),
        context=context,  # type: ignore[arg-type, unused-ignore]  # its stubs know no pipes of Windows
    )
    to_come = iter(items.items())
    names: dict[Future[Result], str] = {}
    try:
        while True:
            while len(names) < _AHEAD * processes and (following := next(to_come, None)) is not None:
                future: Future[Result] = pool.schedule(_run_there, (work, *following))
                names[future] = following[0]
            if not names:
                return
            done, _ = wait(names, _LOOK_EVERY_S, FIRST_COMPLETED)
            _pass_on(news, watcher)
            for future in done:
                name = names.pop(future)
                watcher.finish(name)
                result = _result(future)
                yield name, result
    finally:
        pool.stop()
        pool.join()
        news.close()


def _result(future: Future[Result]) -> Result | Lost:
    error = future.exception()
    match error:
        case None:
            return future.result()
        case SetupError():  # every item would fail for the same reason
            raise error
        case ProcessExpired():
            return Lost(f"its process ended ({_cause(error)}): short of memory, or a fault in a library.")
        case BrokenProcessPool():
            raise SetupError(
                "the processes for the work end at once.",
                next_step="Run `formcheck doctor`. A script must do its work under `if __name__ == '__main__':`.",
            ) from error
        case _:
            return Lost(f"a fault in formcheck itself ({type(error).__name__}: {error}).")


def _cause(error: ProcessExpired) -> str:
    code = error.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def _pass_on(news: _News, watcher: Watcher) -> None:
    while True:
        try:
            name, amount = news.get_nowait()
        except Empty:
            return
        watcher.advance(name, amount)


_queue: list[_News] = []
"""In a worker: where to tell how far it is. A queue can only be handed over when the process starts."""


def _begin(news: _News) -> None:
    """Make a new process ready for work."""
    _queue[:] = [news]
    news.cancel_join_thread()  # one that was killed while it told may have left the queue locked
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it does: killed, it cannot see to that itself."""
    parent = parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)


def _run_there(work: Work[Item, Result], name: str, item: Item) -> Result:
    return work(item, lambda amount: _queue[0].put((name, amount)))
