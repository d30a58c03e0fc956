"""Work ahead: same items, same order, same errors; no more of them than room; no thread left behind."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import closing
from time import sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.sources.buffering import ahead


class FaultyError(Exception):
    """What goes wrong in these tests."""


def counted(count: int, taken: list[int], error: Exception | None = None) -> Generator[int, None, None]:
    """Yield numbers and note each as it is taken, then the end; an error comes after the last."""
    try:
        for number in range(count):
            taken.append(number)
            yield number
        if error is not None:
            raise error
    finally:
        taken.append(-1)


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


@given(st.lists(st.integers(), max_size=30))
def test_items_come_in_their_order(items: list[int]) -> None:
    assert list(ahead(item for item in items)) == items


def test_none_is_an_item_like_others() -> None:
    assert list(ahead(item for item in (None, 1, None))) == [None, 1, None]


def test_an_error_comes_after_the_items_before_it() -> None:
    found: list[int] = []
    with pytest.raises(FaultyError, match="third"), closing(ahead(counted(2, [], FaultyError("third")))) as items:
        found.extend(items)
    assert found == [0, 1]


def test_another_thread_takes_the_items() -> None:
    here = threading.current_thread()
    (there,) = ahead(threading.current_thread() for _ in range(1))
    assert there is not here


def test_only_a_few_are_taken_before_they_are_wanted() -> None:
    taken: list[int] = []
    with closing(ahead(counted(100, taken))) as items:
        next(items)
        sleep(0.2)
        assert len(taken) <= 5
    assert taken[-1] == -1


def test_closing_ends_the_thread_and_the_source() -> None:
    taken: list[int] = []
    items = ahead(counted(100, taken))
    assert next(items) == 0
    items.close()
    assert taken[-1] == -1
    assert "belt" not in threads()


def test_one_that_was_never_begun_can_be_closed() -> None:
    ahead(counted(3, [])).close()
    assert "belt" not in threads()


def test_two_of_them_can_be_joined() -> None:
    taken: list[int] = []
    doubled = (2 * item for item in ahead(counted(50, taken)))
    assert list(ahead(doubled)) == [2 * number for number in range(50)]
    assert "belt" not in threads()


def test_closing_the_outer_of_two_ends_both() -> None:
    def inner() -> Generator[int, None, None]:
        with closing(ahead(counted(100, taken))) as items:
            yield from items

    taken: list[int] = []
    items = ahead(inner())
    next(items)
    items.close()
    assert taken[-1] == -1
    assert "belt" not in threads()
