"""Keep up with what cannot wait: of all that came while the last item was used, only the newest is taken."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from threading import Condition, Thread
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


def newest(items: Generator[_Item, None, None]) -> Generator[_Item, None, None]:
    """Yield the newest item each time one is wanted; those that came and went meanwhile are dropped.

    What is dropped shows in the times and numbers of the frames. Closing the generator ends the thread that takes the
    items, as soon as the next one comes, and closes `items`.

    Parameters
    ----------
    items : generator
        What gives the items, at its own pace; from now on only another thread touches it.

    Raises
    ------
    Exception
        Whatever `items` raises, after the last item before it.
    """
    slot = _Slot[_Item](items)
    slot.start()
    try:
        yield from slot.received()
    finally:
        slot.stop()


class _Slot(Thread, Generic[_Item]):
    """The thread, and the one place for an item."""

    def __init__(self, items: Generator[_Item, None, None]) -> None:
        super().__init__(name="newest", daemon=True)
        self._items = items
        self._news = Condition()
        self._waiting: list[_Item] = []
        self._has_ended = False
        self._is_unwanted = False
        self._error: BaseException | None = None

    def run(self) -> None:
        """Take items until there are no more or they are no longer wanted."""
        try:
            for item in self._items:
                with self._news:
                    self._waiting[:] = [item]
                    self._news.notify()
                if self._is_unwanted:
                    break
            self._items.close()
        except BaseException as error:  # noqa: BLE001 - raised again by the thread that uses the items
            self._error = error
        with self._news:
            self._has_ended = True
            self._news.notify()

    def received(self) -> Iterator[_Item]:
        """Yield the newest items, then raise what ended them, if it was an error."""
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._has_ended)
                if not self._waiting:
                    break
                item = self._waiting.pop()
            yield item
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        """Take no more items; return when the thread has ended."""
        self._is_unwanted = True
        self.join()
