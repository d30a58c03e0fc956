"""What tests need of the machine they run on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest

_NOBODY = 65534


@contextmanager
def unprivileged() -> Iterator[None]:
    """Use files as an ordinary user for a while: the superuser may read everything."""
    if sys.platform == "win32":
        pytest.skip("Windows shuts nobody out of a file by its mode")
    user = os.geteuid()
    if user == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def is_ci() -> bool:
    """Tell whether everything must be there and be tested, however long it takes."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def kills(usual: int) -> int:
    """Return how many times a program is killed: as often as ``FORMCHECK_KILLS`` says, or as usual."""
    return int(os.environ.get("FORMCHECK_KILLS", usual))


def skip_or_fail(reason: str) -> NoReturn:
    """Skip a test for want of something this machine may lack; where everything must be there (CI), fail it."""
    if is_ci():
        pytest.fail(f"{reason} (must be here, as CI is set)")
    pytest.skip(reason)
