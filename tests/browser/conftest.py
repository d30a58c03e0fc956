"""The real program, the real pose model and a real browser with a recording for its camera.

A session takes its own time, and the rate of its pictures is part of what is tested: these tests want the machine for
themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.browser import NoCamera, launched
from tests.support.live_sessions import LiveProgram, Person

ALONE = "wants the machine for itself: pytest tests/browser -m browser -n 0"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave whole sessions out where other tests run beside them."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=ALONE))


Start = Callable[..., LiveProgram]
"""Starts ``formcheck live`` with options, and visits of its own unless told otherwise."""

Visit = Callable[..., Person]
"""Opens a browser with a recording for its camera, and the page of a program in it."""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program; it is ended afterwards."""
    with ExitStack() as stack:

        def starting(*options: str | Path, dose: tuple[int, int] = (3, 1), side: str = "right") -> LiveProgram:
            program = LiveProgram(tmp_path, options, dose=dose, side=side)
            stack.callback(program.kill)
            return program

        yield starting


@pytest.fixture
def visit() -> Iterator[Visit]:
    """Return a function that opens the page of a program in a browser."""
    with ExitStack() as stack:

        def visiting(program: LiveProgram, camera: Path | NoCamera, width: int = 1280, height: int = 720) -> Person:
            browser = stack.enter_context(launched(camera))
            context = browser.new_context(viewport={"width": width, "height": height})
            return Person(context.new_page(), program.address)

        yield visiting
