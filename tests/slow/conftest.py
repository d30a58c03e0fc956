"""Reviews by the real program with the real heavy model, each run once and shared by all who look at it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.commands import COMMAND, Reviewed, Submit


@pytest.fixture(scope="session")
def submit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Submit]:
    """Return a function that starts a review: the pose model uses one core, so one runs on each."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:

        def start(*arguments: str | Path) -> Future[Reviewed]:
            folder = tmp_path_factory.mktemp("reviewed")
            return pool.submit(_review, folder, *arguments)

        yield start


def _review(folder: Path, *arguments: str | Path) -> Reviewed:
    done = subprocess.run(
        [COMMAND, "review", *arguments, "--out", folder], capture_output=True, text=True, check=False, timeout=600
    )
    return Reviewed(done.returncode, done.stdout, done.stderr, folder)
