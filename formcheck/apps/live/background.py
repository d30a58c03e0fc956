"""Work that goes on beside the page. Whatever ends it by an error is logged and told: nothing fails in silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from threading import Thread
from typing import Final, TypeVar

from formcheck.apps.live.trouble import log_failure, logged

_log: Final = logging.getLogger(__name__)

_T = TypeVar("_T")

_Tell = Callable[[Exception], Awaitable[None]]

LONGEST_END_S: Final = 30.0
"""So long is waited, at the end of the program, for work that should be done to its end."""


class Background:
    """The work under way."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[None], bool] = {}

    def start(
        self,
        what: str,
        work: Coroutine[object, object, None],
        tell: _Tell | None = None,
        *,
        is_awaited: bool = False,
    ) -> None:
        """Start some work.

        Parameters
        ----------
        what : str
            What it is, for the log.
        work : coroutine
            The work.
        tell : callable, optional
            Tells the person of the error that ended it; left out where nobody is there any more.
        is_awaited : bool
            Whether the end of the program waits for it, for a while; otherwise it is cancelled then.
        """
        task = asyncio.create_task(_see_through(what, work, tell), name=what)
        self._tasks[task] = is_awaited
        task.add_done_callback(lambda done: self._tasks.pop(done, None))

    async def finish(self) -> None:
        """End all work; what does not end in time is logged and left."""
        for task, is_awaited in self._tasks.items():
            if not is_awaited:
                task.cancel()
        if not self._tasks:
            return
        _, late = await asyncio.wait(list(self._tasks), timeout=LONGEST_END_S)
        for task in late:
            _log.error("%s has not ended within %.0f s; it is left as it is", task.get_name(), LONGEST_END_S)


async def _see_through(what: str, work: Coroutine[object, object, None], tell: _Tell | None) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the one place where all work ends
        log_failure(what, error)
        if tell is not None:
            with logged(f"telling of {what}"):
                await tell(error)


def in_own_thread(work: Callable[[], _T], name: str) -> asyncio.Future[_T]:
    """Do something that may never end, in a thread that the end of the program does not wait for.

    Parameters
    ----------
    work : callable
        What is to be done; whatever it raises, the future raises.
    name : str
        Name of the thread.
    """
    outcome: Future[_T] = Future()
    outcome.set_running_or_notify_cancel()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again where the outcome is awaited
            outcome.set_exception(error)

    Thread(target=run, name=name, daemon=True).start()
    return asyncio.wrap_future(outcome)
