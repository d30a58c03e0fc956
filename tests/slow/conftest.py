"""The real program with the real heavy model, each run made once and shared by all who look at it.

The validation takes minutes and fills both cores. It starts before the first test that asks for anything slow, where
one that is to be run looks at it, and goes on beside all the others; those that look at it come last.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.golden.make import golden_path
from tests.support.commands import COMMAND, Reviewed, Submit
from tests.support.machine import is_ci, skip_or_fail
from tests.support.processes import kill_all
from tests.support.truth import FILES, NEGATIVES, SAMPLES

HERE = Path(__file__).resolve().parent
MINUTES = 25
A_FEW = {
    "brief-tibial-slider.mp4",
    "order-tibial-slider.mp4",
    "passer-by.mp4",
    "derived/brief-tibial-slider-feet-cropped.mp4",
}
"""Enough to see that the real model and the golden records agree."""

MORE = {"backlit-tibial-slider.mp4"}
"""Another light; everything behind the pose is tested with the golden records of all clips."""

FRESH = [file for file in FILES if file in A_FEW or (is_ci() and file in MORE)]
"""The clips that are validated from their pixels on; of all of them it would take eight minutes."""

VALIDATED = list(FILES) if is_ci() else FRESH
"""The clips that are validated; with ``CI=true`` the golden records stand in for the pixels of those that are not
fresh, so that the figures are those of all clips."""


@dataclass(frozen=True, slots=True)
class Validated:
    """A finished ``formcheck validate``: how it ended, what it said, the result it printed, where it put things."""

    code: int
    err: str
    document: dict[str, Any]
    folder: Path
    records: Path


@pytest.hookimpl(tryfirst=True)  # the groups must be there when xdist reads them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests here in one process, and first: they start the validation, and wait for it at the end."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("slow"))
    items.sort(key=_place)


@pytest.fixture(scope="session", autouse=True)
def validating(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen[bytes], Path] | None]:
    """Start the validation, where a test looks at it."""
    if not any(map(_looks_at_validation, request.session.items)):
        yield None
        return
    folder = tmp_path_factory.mktemp("validated")
    command: list[str | Path] = [COMMAND, "validate", SAMPLES, "--json"]
    command += ["--out", folder, "--records", folder / "records"]
    if NEGATIVES.is_dir():
        command += ["--negatives", NEGATIVES]
    (folder / "records").mkdir()
    for file in set(VALIDATED) - set(FRESH):
        shutil.copy(golden_path(file), folder / "records")
    for path in (*map(Path, VALIDATED), *sorted(NEGATIVES.glob("*.mp4"))):
        command += ["--only", path.stem]
    with (folder / "out.json").open("wb") as out, (folder / "err.txt").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, start_new_session=True)
    yield process, folder
    kill_all(process)


@pytest.fixture(scope="session")
def validated(validating: tuple[subprocess.Popen[bytes], Path] | None) -> Validated:
    """Return the finished validation."""
    assert validating is not None
    process, folder = validating
    code = process.wait(60 * MINUTES)
    err = (folder / "err.txt").read_text(encoding="utf-8")
    out = (folder / "out.json").read_text(encoding="utf-8")
    assert out, f"it printed nothing and ended with {code}: {err}"
    return Validated(code, err, json.loads(out), folder, folder / "records")


@pytest.fixture
def negatives() -> Path:
    """Return the folder of clips of other exercises."""
    if not NEGATIVES.is_dir():
        skip_or_fail(f"the clips of other exercises are not in {NEGATIVES}")
    return NEGATIVES


@pytest.fixture(scope="session")
def submit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Submit]:
    """Return a function that starts a review: the pose model uses one core, so one runs on each."""
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:

        def start(*arguments: str | Path) -> Future[Reviewed]:
            folder = tmp_path_factory.mktemp("reviewed")
            return pool.submit(_review, folder, *arguments)

        yield start


def _place(item: pytest.Item) -> int:
    if _looks_at_validation(item):
        return 2
    is_slow = item.get_closest_marker("slow") is not None
    return 0 if HERE in item.path.parents else 1 if is_slow else 3


def _looks_at_validation(item: pytest.Item) -> bool:
    return "validated" in getattr(item, "fixturenames", ())


def _review(folder: Path, *arguments: str | Path) -> Reviewed:
    done = subprocess.run(
        [COMMAND, "review", *arguments, "--out", folder], capture_output=True, text=True, check=False, timeout=600
    )
    return Reviewed(done.returncode, done.stdout, done.stderr, folder)
