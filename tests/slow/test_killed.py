"""The real program killed at random moments: what was finished is there, whole, and what was not is gone.

A few kills by default; ``FORMCHECK_KILLS=50`` is what docs/security.md tells of.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.support.commands import COMMAND, names_in
from tests.support.machine import kills
from tests.support.processes import kill_all
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]

KILLS = kills(2)
REVIEWED = {"record.jsonl", "session.json", "angles.csv", "repetitions.csv", "repetitions.xlsx", "report.html"}
REVIEW = ("review", "--model", "full", "--no-overlay")
Result = dict[str, bytes]


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of two short clips."""
    folder = tmp_path_factory.mktemp("videos")
    for name in ("anna", "ben"):
        keep_seconds(SAMPLES / f"{BRIEF}.mp4", folder / f"{name}.mp4", 1.0)
    return folder


@pytest.fixture(scope="module")
def whole(videos: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """Return the folder of a review that nobody killed, and how many seconds it took."""
    out = tmp_path_factory.mktemp("whole")
    return out, time_of(*REVIEW, videos / "anna.mp4", "--name", "earlier", "--out", out)


def start(*words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def time_of(*words: str | Path) -> float:
    """Return how many seconds a whole run takes here and now; it must be a good one."""
    begun_s = time.monotonic()
    assert start(*words).wait(300) == 0
    return time.monotonic() - begun_s


def killed_at_random(lasts_s: float, number: int, *words: str | Path, after: Callable[[], None]) -> None:
    """Start a command and kill it with all that it started, again and again, and look at what is there each time."""
    chance = random.Random(number)  # noqa: S311 - the same moments each time
    for _ in range(KILLS):
        process = start(*words)
        time.sleep(chance.uniform(0.0, 1.1 * lasts_s))
        kill_all(process)
        after()


def result_in(folder: Path) -> Result:
    return {name: (folder / name).read_bytes() for name in names_in(folder)}


def check_whole(folder: Path) -> None:
    """See that the files of a result are all there, and all of one and the same run."""
    assert names_in(folder) >= REVIEWED
    session = json.loads((folder / "session.json").read_bytes())
    lines = (folder / "record.jsonl").read_text(encoding="utf-8").splitlines()
    assert session["id"] in lines[0]
    assert "end" in json.loads(lines[-1])
    assert (folder / "report.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_a_first_review_is_there_whole_or_not_at_all(videos: Path, whole: tuple[Path, float], tmp_path: Path) -> None:
    words = (*REVIEW, videos / "anna.mp4", "--out")
    out = tmp_path / "out"

    def look() -> None:
        for name in names_in(out) if out.exists() else ():
            check_whole(out / name)

    killed_at_random(whole[1], 1, *words, out, after=look)
    time_of(*words, out)
    assert os.listdir(out) == ["anna"]  # nothing hidden is left of those that were killed  # noqa: PTH208


def test_an_earlier_review_is_there_until_a_new_one_is_whole(
    videos: Path, whole: tuple[Path, float], tmp_path: Path
) -> None:
    words = (*REVIEW, videos / "anna.mp4", "--out", tmp_path, "--name")
    shutil.copytree(whole[0] / "anna", tmp_path / "anna")
    earlier = result_in(tmp_path / "anna")
    later: list[Result] = []

    def look() -> None:
        assert names_in(tmp_path) == {"anna"}
        check_whole(tmp_path / "anna")
        if result_in(tmp_path / "anna") != earlier:
            later.append(result_in(tmp_path / "anna"))
            assert later[-1] == later[0]

    killed_at_random(whole[1], 2, *words, "later", after=look)


def test_a_batch_loses_no_result_that_was_done(videos: Path, tmp_path: Path) -> None:
    words = ("batch", videos, "--model", "full", "--quiet", "--out")
    lasts_s = time_of(*words, tmp_path / "whole")
    out = tmp_path / "out"
    done: dict[str, Result] = {}

    def look() -> None:
        for mark in out.glob("*/batch.json"):
            if mark.parent.name.startswith("."):
                continue
            check_whole(mark.parent)
            assert done.setdefault(mark.parent.name, result_in(mark.parent)) == result_in(mark.parent)
        assert set(done) <= names_in(out) if out.exists() else not done

    killed_at_random(lasts_s, 3, *words, out, after=look)
    time_of(*words, out)
    look()
    assert set(done) == {"anna", "ben"}
    assert pq.read_table(out / "recordings.parquet").num_rows == 2
    assert not list(out.glob(".formcheck-part-*"))
