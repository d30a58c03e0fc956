"""How fast this machine runs the pose models, and what to coach with on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

import numpy as np

from formcheck.defaults import DEFAULT_MODEL
from formcheck.pose.bundles import find_bundle, known_models
from formcheck.pose.litert import default_threads, landmark_network

LEAST_FPS = 10.0
"""Fewer pictures judged a second than this are too few to coach with. At 10 the sample clips are counted as at 25, and
93 of 100 verdicts are deserved (tests/golden/test_rates.py); the quicker model, at any rate, reads some feet wrong by
20 degrees."""

_BESIDE_MS = 4.0  # for each picture: reading it, cutting out the person, judging
_WARM_UP = 3
_RUNS = 12


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a model runs.

    Parameters
    ----------
    model : str
        The pose model.
    threads : int
        On how many threads.
    ms : float
        Time of its landmark network for one picture, in milliseconds.
    """

    model: str
    threads: int
    ms: float

    @property
    def fps(self) -> float:
        """About how many pictures are judged a second, all in all."""
        return 1000.0 / (self.ms + _BESIDE_MS)


def measure_speeds() -> list[Speed]:
    """Run every model for a moment, on one thread and on as many as suit this machine.

    Raises
    ------
    ModelError
        A model is missing or cannot be run.
    """
    threads = sorted({1, default_threads()})
    return [Speed(model, count, time_network(model, count)) for model in known_models() for count in threads]


def time_network(model: str, threads: int, *, is_whole: bool = False, runs: int = _RUNS) -> float:
    """Return the median time of a landmark network for one picture, in milliseconds.

    Parameters
    ----------
    model : str
        The pose model.
    threads : int
        On how many threads.
    is_whole : bool
        Whether to compute what formcheck has no use for as well, as MediaPipe does.
    runs : int
        How many pictures to time.
    """
    network = landmark_network(find_bundle(model), threads, is_whole=is_whole)
    image = np.random.default_rng(0).random((network.size, network.size, 3), dtype=np.float32)
    times = []
    for _ in range(_WARM_UP + runs):
        begun_s = perf_counter()
        network.run(image)
        times.append(perf_counter() - begun_s)
    return 1000.0 * median(times[_WARM_UP:])


def recommend(speeds: Sequence[Speed]) -> Speed:
    """Return what to coach with: the default model, on the threads it is fastest on, unless it is too slow.

    Its angles are the better ones; a faster model is taken only where it gives fewer than `LEAST_FPS`.

    Parameters
    ----------
    speeds : sequence of Speed
        What was measured on this machine, one at least.
    """
    quickest = sorted(speeds, key=lambda speed: speed.ms)
    preferred = [speed for speed in quickest if speed.model == DEFAULT_MODEL and speed.fps >= LEAST_FPS]
    return (preferred or quickest)[0]
