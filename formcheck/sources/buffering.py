"""Items brought by another thread: ahead of use, or only the newest of what cannot wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from threading import Condition, Thread
from typing import Final, Generic, TypeVar

_Item = TypeVar("_Item")

_CAPACITY: Final = 2
"""How many items wait at most: enough that neither side waits for short delays of the other. Each holds a picture."""


def ahead(items: Generator[_Item, None, None]) -> Generator[_Item, None, None]:
    """Yield items in their order, taken by another thread from where they come from, up to a few ahead of use.

    Closing the generator ends the thread, as soon as it has the item it is at, and closes `items`.

    Parameters
    ----------
    items : generator
        What gives the items; from now on only the other thread touches it.

    Raises
    ------
    Exception
        Whatever `items` raises, after the items before it.
    """
    return _bring(_Buffer(items, _CAPACITY, is_patient=True))


def newest(items: Generator[_Item, None, None]) -> Generator[_Item, None, None]:
    """Yield the newest item each time one is wanted; those that came and went meanwhile are dropped.

    What is dropped shows in the times and numbers of the frames. Otherwise as `ahead`.

    Parameters
    ----------
    items : generator
        What gives the items, at its own pace.
    """
    return _bring(_Buffer(items, 1, is_patient=False))


def _bring(buffer: _Buffer[_Item]) -> Generator[_Item, None, None]:
    buffer.start()
    try:
        yield from buffer.received()
    finally:
        buffer.stop()


class _Buffer(Thread, Generic[_Item]):
    """The thread, and the items that wait.

    Parameters
    ----------
    items : generator
        What gives the items.
    capacity : int
        How many wait at most.
    is_patient : bool
        Whether the thread waits while so many do; otherwise the oldest item is dropped.
    """

    def __init__(self, items: Generator[_Item, None, None], capacity: int, *, is_patient: bool) -> None:
        super().__init__(name="buffer", daemon=True)
        self._items, self._capacity, self._is_patient = items, capacity, is_patient
        self._waiting: deque[_Item] = deque()
        self._news = Condition()
        self._is_unwanted = self._has_ended = False
        self._error: BaseException | None = None

    def run(self) -> None:
        """Take items until there are no more or they are no longer wanted."""
        try:
            for item in self._items:
                if not self._put(item):
                    break
            self._items.close()
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that uses the items
            self._error = error
        with self._news:
            self._has_ended = True
            self._news.notify_all()

    def received(self) -> Iterator[_Item]:
        """Yield the items, then raise what ended them, if it was an error."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._has_ended)
                if not self._waiting:
                    break
                item = self._waiting.popleft()
                self._news.notify_all()
            yield item
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Take no more items; return when the thread has ended."""
        with self._news:
            self._is_unwanted = True
            self._news.notify_all()
        self.join()

    def _put(self, item: _Item) -> bool:
        """Let an item wait, and return whether more are wanted."""
        with self._news:
            if self._is_patient:
                self._news.wait_for(lambda: len(self._waiting) < self._capacity or self._is_unwanted)
            elif len(self._waiting) == self._capacity:
                self._waiting.popleft()
            self._waiting.append(item)
            self._news.notify_all()
            return not self._is_unwanted
