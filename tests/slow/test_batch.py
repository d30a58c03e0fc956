"""Batches with real processes and the real model: killed half-way, and on a cluster that loses a worker."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from formcheck.validation.simulated.recording import simulate
from formcheck.validation.truth.clip import load_truth
from tests.support.commands import COMMAND
from tests.support.machine import skip_or_fail
from tests.support.processes import children_of, is_gone, wait_until
from tests.support.recorded import calibrate_files, write_lines
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import cut, keep_seconds

GOOD = ("anna", "monday/ben", "monday/cleo", "tuesday/dora")
BROKEN = "tuesday/emil"
SECONDS = 1.5

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Resumed:
    """A batch that was killed half-way and taken up again: what was there in between, and what came out."""

    out: Path
    done_before: dict[str, tuple[int, int]]
    document: dict[str, Any]
    code: int


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of four short clips and a broken one."""
    folder = tmp_path_factory.mktemp("archive")
    for name in GOOD:
        path = folder / f"{name}.mp4"
        path.parent.mkdir(exist_ok=True)
        keep_seconds(SAMPLES / f"{BRIEF}.mp4", path, SECONDS)
    cut(Path(shutil.copy(folder / "anna.mp4", folder / f"{BROKEN}.mp4")))
    return folder


@pytest.fixture(scope="module")
def resumed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Resumed:
    """Kill a batch with the first result there, see that its workers go, and take it up again."""
    out = tmp_path_factory.mktemp("killed") / "out"
    first = subprocess.Popen(command(archive, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: bool(marks(out)), 60.0)
        workers = children_of(first.pid)
    finally:
        first.kill()
        first.wait(10)
    assert len(workers) >= 2
    for worker in workers:
        wait_until(partial(is_gone, worker))
    before = marks(out)
    second = subprocess.run(command(archive, out), capture_output=True, text=True, check=False, timeout=120)
    return Resumed(out, before, json.loads(second.stdout), second.returncode)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a scheduler on this machine; its process, and those of its two workers."""
    if importlib.util.find_spec("distributed") is None:
        skip_or_fail('distributed is not installed (pip install "formcheck[cluster]")')
    card = tmp_path / "scheduler.json"
    processes: list[subprocess.Popen[bytes]] = []

    def start(what: str, *options: str) -> None:
        shared = ["--scheduler-file", str(card), "--host", "127.0.0.1", "--no-dashboard", *options]
        program = str(Path(sys.executable).with_name("dask"))
        processes.append(subprocess.Popen([program, what, *shared], stderr=subprocess.DEVNULL, cwd=tmp_path))

    try:
        start("scheduler", "--port", "0")
        wait_until(lambda: card.exists() and bool(card.read_text(encoding="utf-8")))
        for _ in range(2):
            start("worker", "--nthreads", "1", "--no-nanny")
        yield json.loads(card.read_text(encoding="utf-8"))["address"], processes
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait(10)


def command(archive: Path, out: Path, *options: str) -> list[str | Path]:
    return [COMMAND, "batch", archive, "--out", out, "--model", "full", "--json", *options]


def marks(out: Path) -> dict[str, tuple[int, int]]:
    """Return which file the mark of each result is, and when it was written; half-made folders may go meanwhile."""
    found = {}
    for place, inside, files in os.walk(out):  # which passes over what has gone, as glob does not before Python 3.13
        inside[:] = [name for name in inside if "part-" not in name]
        if "batch.json" in files:
            with suppress(FileNotFoundError):
                state = Path(place, "batch.json").stat()
                found[Path(place).relative_to(out).as_posix()] = (state.st_ino, state.st_mtime_ns)
    return found


def folders(entries: list[dict[str, Any]]) -> set[str]:
    return {entry["folder"] for entry in entries}


def test_what_was_done_before_the_kill_is_not_done_again(resumed: Resumed) -> None:
    assert 0 < len(resumed.done_before) < len(GOOD)
    after = marks(resumed.out)
    assert {name: after[name] for name in resumed.done_before} == resumed.done_before
    assert folders(resumed.document["skipped"]) | folders(resumed.document["failed"]) >= set(resumed.done_before)


def test_nothing_is_lost_by_the_kill(resumed: Resumed) -> None:
    assert resumed.code == 3
    assert folders(resumed.document["done"]) | folders(resumed.document["skipped"]) == set(GOOD)
    assert folders(resumed.document["failed"]) == {BROKEN}
    assert not list(resumed.out.glob("**/.formcheck-part-*"))
    assert len(pq.read_table(resumed.out / "repetitions.parquet")) == resumed.document["repetitions"]


def test_a_result_is_that_of_a_review(resumed: Resumed, archive: Path, tmp_path: Path) -> None:
    options = ("--model", "full", "--no-overlay", "--quiet")
    subprocess.run([COMMAND, "review", archive / "anna.mp4", "--out", tmp_path, *options], check=True, timeout=120)
    record = (tmp_path / "anna" / "record.jsonl").read_bytes()
    assert len(record.splitlines()) > SECONDS * 20
    assert (resumed.out / "anna" / "record.jsonl").read_bytes() == record


def test_a_cluster_that_loses_a_worker_loses_no_video(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], archive: Path, resumed: Resumed, tmp_path: Path
) -> None:
    address, (_, victim, _) = cluster
    out = tmp_path / "out"
    batch = subprocess.Popen(command(archive, out, "--scheduler", address), stdout=subprocess.PIPE)
    try:
        wait_until(lambda: bool(marks(out)), 60.0)
        assert len(marks(out)) < len(GOOD)
        victim.kill()
        printed, _ = batch.communicate(timeout=120)
    finally:
        batch.kill()
    document = json.loads(printed)
    assert batch.returncode == 3
    assert folders(document["done"]) == set(GOOD)
    assert folders(document["failed"]) == {BROKEN}
    for name in GOOD:
        assert (out / name / "record.jsonl").read_bytes() == (resumed.out / name / "record.jsonl").read_bytes()


def test_sensors_beside_a_video_and_alone_are_reviewed_on_a_cluster(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    worn = tmp_path / "worn"
    recording = simulate(load_truth(SAMPLES / f"{BRIEF}.truth.json"), seed=3)
    lines = write_lines(recording, worn / "anna.csv")
    calibrate_files(recording, (lines,), worn / "anna.sensors.json")
    shutil.copy(SAMPLES / f"{BRIEF}.mp4", worn / "anna.mp4")
    for path in (lines, worn / "anna.sensors.json"):
        shutil.copy(path, path.with_name(path.name.replace("anna", "ben")))
    out = tmp_path / "out"
    done = subprocess.run(
        command(worn, out, "--scheduler", cluster[0]), capture_output=True, text=True, check=False, timeout=240
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert folders(json.loads(done.stdout)["done"]) == {"anna", "ben"}
    rows = pq.read_table(out / "repetitions.parquet").to_pylist()
    assert {(row["folder"], row["video"] is None, row["model"]) for row in rows} == {
        ("anna", False, "full"), ("ben", True, ""),
    }  # fmt: skip
    counts = [sum(row["folder"] == name for row in rows) for name in ("anna", "ben")]
    assert counts[0] == counts[1] > 0


def test_a_scheduler_that_goes_away_loses_nothing_that_was_done(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], archive: Path, tmp_path: Path
) -> None:
    address, (scheduler, *_) = cluster
    out = tmp_path / "out"
    arguments = command(archive, out, "--scheduler", address)
    batch = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        wait_until(lambda: bool(marks(out)), 60.0)
        scheduler.kill()
        _, said = batch.communicate(timeout=60)
    finally:
        batch.kill()
    assert batch.returncode == 3
    assert said == (
        f"formcheck: {address}: the Dask scheduler went away. "
        "Start it again and give the same command: what is done stays done.\n"
    )
    assert (out / "repetitions.parquet").exists()
