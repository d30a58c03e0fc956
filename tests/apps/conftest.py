"""The command line run within the test, with an estimator that needs no model."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from formcheck.apps import cli
from formcheck.apps import recordings as reviewing
from formcheck.ports import PoseEstimator
from tests.support.commands import Done, Run
from tests.support.estimators import FakeEstimator, write_session


@pytest.fixture
def formcheck(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs ``formcheck`` with arguments, in an empty folder."""
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["formcheck", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        code = ended.value.code
        return Done(code if isinstance(code, int) else 0, *capfd.readouterr())

    return run


@pytest.fixture
def estimators(monkeypatch: pytest.MonkeyPatch) -> list[FakeEstimator]:
    """Put estimators that know the answer in place of the pose model; return those that were made."""
    made: list[FakeEstimator] = []

    def make(name: str, *_: object) -> PoseEstimator:
        made.append(FakeEstimator())
        made[-1].name = name  # kept landmarks are known by it
        return made[-1]

    monkeypatch.setattr(reviewing, "make_estimator", make)
    return made


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a video of a second of rest, for tests of everything but the exercise."""
    return write_session(tmp_path_factory.mktemp("brief") / "brief.mp4", seconds=1.0)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a video of a good repetition and one whose knee stops short."""
    return write_session(tmp_path_factory.mktemp("clips") / "anna.mp4")
