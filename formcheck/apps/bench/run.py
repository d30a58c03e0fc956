"""Bench: everything measured in turns, each in a process of its own. The Python interface."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

from formcheck.apps.bench import measures
from formcheck.apps.bench.child import run_apart
from formcheck.apps.bench.long_video import make_long_video
from formcheck.apps.bench.model import Benchmark, BenchVideo, Machine, Pass, Round
from formcheck.apps.estimators import is_published
from formcheck.apps.speed import time_network
from formcheck.computer import usable_cores
from formcheck.defaults import DEFAULT_MODEL
from formcheck.pose.bundles import find_bundle
from formcheck.pose.litert import default_threads
from formcheck.sources.video import VideoFile

NETWORK_RUNS = 100
LONG_S = 600.0


class Work(StrEnum):
    """What is being done now."""

    BARE_LOOP = "bare_loop"
    REVIEW_LITERT = "review_litert"
    NETWORK = "network"
    UNWATCHED = "unwatched"
    STAGES = "stages"
    LIVE = "live"
    REVIEW_MEDIAPIPE = "review_mediapipe"
    LONG_MADE = "long_made"
    LONG_REVIEWED = "long_reviewed"


Tell = Callable[[Work, int], None]
"""Takes what is being done now, and in which round: from 1, or 0 where it belongs to none."""

_SOFTWARE = ("formcheck", "ai-edge-litert", "mediapipe", "opencv-contrib-python", "av")


def bench(
    video: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    threads: int | None = None,
    rounds: int = 3,
    is_long: bool = False,
    tell: Tell = lambda _work, _round: None,
) -> Benchmark:
    """Measure how fast formcheck is on this machine.

    Parameters
    ----------
    video : str or Path
        A video of somebody; fifteen seconds are enough.
    model : str
        The pose model.
    threads : int, optional
        How many threads LiteRT takes; without it, as many as suit this machine.
    rounds : int
        How often everything is measured, one thing after the other; the middle of the rounds counts.
    is_long : bool
        Whether to review ten minutes of 1080p as well, for the memory it takes.
    tell : callable, optional
        Is told what is being done, and in which round.

    Raises
    ------
    VideoError
        The video cannot be read.
    NoPersonError
        Nobody is in it.
    ModelError
        The model is missing or cannot be run.
    """
    path = Path(video)
    find_bundle(model)
    described = _describe(path)
    return Benchmark(
        machine=_machine(),
        software=_versions(),
        video=described,
        model=model,
        threads=threads or default_threads(),
        rounds=[_round(path, model, threads, _in_round(tell, number)) for number in range(1, rounds + 1)],
        long=_long(path, model, threads, tell) if is_long else None,
    )


def _in_round(tell: Tell, number: int) -> Callable[[Work], None]:
    return lambda work: tell(work, number)


def _round(video: Path, model: str, threads: int | None, tell: Callable[[Work], None]) -> Round:
    bare = None
    if has_mediapipe := is_published("mediapipe"):
        tell(Work.BARE_LOOP)
        bare = run_apart(partial(measures.bare_loop, video, model))
    tell(Work.REVIEW_LITERT)
    litert = run_apart(partial(measures.whole_review, video, model, "litert", threads))
    tell(Work.NETWORK)
    count = threads or default_threads()
    whole_ms = run_apart(partial(time_network, model, count, is_whole=True, runs=NETWORK_RUNS))
    network_ms = run_apart(partial(time_network, model, count, runs=NETWORK_RUNS))
    tell(Work.UNWATCHED)
    unwatched = run_apart(partial(measures.unwatched_review, video, model, threads))
    tell(Work.STAGES)
    stages_ms = run_apart(partial(measures.stages, video, model, threads))
    tell(Work.LIVE)
    live = run_apart(partial(measures.live, video, model, threads))
    reviews = {"litert": litert}
    if has_mediapipe:
        tell(Work.REVIEW_MEDIAPIPE)
        reviews["mediapipe"] = run_apart(partial(measures.whole_review, video, model, "mediapipe", threads))
    return Round(bare, reviews, unwatched, network_ms, whole_ms, stages_ms, live)


def _long(video: Path, model: str, threads: int | None, tell: Tell) -> Pass:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "long.mp4"
        tell(Work.LONG_MADE, 0)
        run_apart(partial(make_long_video, video, target, LONG_S))
        tell(Work.LONG_REVIEWED, 0)
        return run_apart(partial(measures.whole_review, target, model, "litert", threads))


def _describe(video: Path) -> BenchVideo:
    with closing(VideoFile(video)) as source:
        info = source.info
    return BenchVideo(info.name, info.frames, info.width_px, info.height_px, info.fps)


def _versions() -> dict[str, str]:
    """Return the versions of the packages that matter and are there."""
    found = {}
    for name in _SOFTWARE:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _machine() -> Machine:
    return Machine(
        processor=_processor(),
        cores=usable_cores(),
        memory_gb=psutil.virtual_memory().total / 2**30,
        system=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    )


def _processor() -> str:
    """Return what the processor calls itself; empty where it does not say."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()
