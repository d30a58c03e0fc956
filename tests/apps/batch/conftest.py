"""Batches whose work is done in this process, by estimators that know the answer."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Mapping
from pathlib import Path

import pytest

from formcheck.apps.batch import run as running
from formcheck.apps.batch.marks import ResultMark
from formcheck.apps.batch.tasks import Task
from formcheck.apps.pool import Lost, Watcher, Work, run_here
from tests.support.estimators import FakeEstimator


def run_in_this_process(
    items: Mapping[str, Task], work: Work[Task, ResultMark], _processes: int, watcher: Watcher
) -> Generator[tuple[str, ResultMark | Lost], None, None]:
    return run_here(items, work, watcher)


@pytest.fixture
def reviews(monkeypatch: pytest.MonkeyPatch, estimators: list[FakeEstimator], tmp_path: Path) -> list[FakeEstimator]:
    """Work in this process, in an empty folder; return the estimators made so far, one for each review."""
    monkeypatch.setattr(running, "run_apart", run_in_this_process)
    monkeypatch.chdir(tmp_path)
    return estimators


@pytest.fixture
def archive(brief: Path, tmp_path: Path) -> Path:
    """Return an archive of two good videos and a broken one between them."""
    folder = tmp_path / "archive"
    (folder / "monday").mkdir(parents=True)
    shutil.copy(brief, folder / "anna.mp4")
    (folder / "monday" / "ben.mp4").write_text("not a video", encoding="utf-8")
    shutil.copy(brief, folder / "monday" / "cleo.mp4")
    return folder
