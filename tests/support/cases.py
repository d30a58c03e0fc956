"""Cases of a test of which a few are enough in a hurry: the others are slow, and run where everything does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest


def few(values: Iterable[object], fast: int = 1) -> list[Any]:
    """Return the values of one parameter, all but the first of them marked as slow.

    Parameters
    ----------
    values : iterable of object
        The values, as `pytest.mark.parametrize` takes them.
    fast : int, optional
        How many stay fast.
    """
    return few_rows([one if _is_param(one) else (one,) for one in values], fast)


def few_rows(rows: Iterable[Any], fast: int = 1) -> list[Any]:
    """Return the rows of several parameters, all but the first of them marked as slow.

    Parameters
    ----------
    rows : iterable
        The rows, as `pytest.mark.parametrize` takes them.
    fast : int, optional
        How many stay fast.
    """
    return [_row(row, is_slow=number >= fast) for number, row in enumerate(rows)]


def _row(row: Any, *, is_slow: bool) -> Any:  # noqa: ANN401, pytest does not publish the type
    values: Sequence[object] = row.values if _is_param(row) else row
    marks = [*(row.marks if _is_param(row) else ()), *([pytest.mark.slow] if is_slow else ())]
    return pytest.param(*values, marks=marks, id=row.id if _is_param(row) else None)


def _is_param(one: object) -> bool:
    return isinstance(one, type(pytest.param()))
