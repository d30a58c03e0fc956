"""Work ahead: what comes next is made by another thread while what came before is used."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from queue import Empty, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

_Item = TypeVar("_Item")

_ROOM = 2
"""How many items wait at most: enough that neither side waits for short delays of the other. Each holds a picture."""

_LOOK_EVERY_S = 0.05


def ahead(items: Generator[_Item, None, None]) -> Generator[_Item, None, None]:
    """Yield items in their order, taken by another thread from where they come from, up to a few ahead of use.

    Closing the generator ends the thread and closes `items`.

    Parameters
    ----------
    items : generator
        What gives the items; from now on only the other thread touches it.

    Raises
    ------
    Exception
        Whatever `items` raises, after the items before it.
    """
    belt = _Belt[_Item](items)
    belt.start()
    try:
        yield from belt.received()
    finally:
        belt.stop()


class _Belt(Thread, Generic[_Item]):
    """The thread, and the queue it puts items on."""

    def __init__(self, items: Generator[_Item, None, None]) -> None:
        super().__init__(name="ahead", daemon=True)
        self._items = items
        self._queue: Queue[tuple[_Item] | None] = Queue(_ROOM)
        self._error: BaseException | None = None
        self._is_unwanted = Event()

    def run(self) -> None:
        """Take items until there are no more or they are no longer wanted."""
        try:
            for item in self._items:
                self._queue.put((item,))
                if self._is_unwanted.is_set():
                    break
            self._items.close()
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that uses the items
            self._error = error
        self._queue.put(None)

    def received(self) -> Iterator[_Item]:
        """Yield the items, then raise what ended them, if it was an error."""
        while (packed := self._queue.get()) is not None:
            yield packed[0]
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Take no more items; return when the thread has ended."""
        self._is_unwanted.set()
        while self.is_alive():  # it may be waiting for room
            try:
                self._queue.get(timeout=_LOOK_EVERY_S)
            except Empty:
                continue
        self.join()
