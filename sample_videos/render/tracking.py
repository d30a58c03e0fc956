"""Run the pose models over a finished video, at several rates, as formcheck would see it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from formcheck.apps.estimators import make_estimator
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Frame
from formcheck.sources.video import VideoFile
from formcheck.validation.truth.population import RATES, LandmarkRun, pack

ESTIMATOR = "litert"
MODELS = ("heavy", "full")
GAPS, GAP_SHARES = (2, 3, 4, 5), (0.35, 0.40, 0.15, 0.10)
UNEVEN = 9


def track(video: Path, seed: int) -> bytes:
    """Return the landmarks of all models at all rates, packed.

    Parameters
    ----------
    video : Path
        The finished video.
    seed : int
        Of the clip: decides which pictures the uneven rate has.
    """
    file = VideoFile(video)
    frames = tuple(file.frames())
    file.close()
    chosen = choose_pictures(len(frames), seed)
    runs = [run(model, rate, frames, chosen[rate]) for model in MODELS for rate in RATES]
    return pack([frame.t_s for frame in frames], runs, _software())


def choose_pictures(count: int, seed: int) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the pictures that each rate has.

    Parameters
    ----------
    count : int
        How many pictures the clip has, 30 a second.
    seed : int
        Of the clip.
    """
    gaps = np.random.default_rng([seed, UNEVEN]).choice(GAPS, size=count, p=GAP_SHARES)
    uneven = np.concatenate([[0], np.cumsum(gaps)])
    return {
        "30": tuple(range(count)),
        "15": tuple(range(0, count, 2)),
        "uneven": tuple(uneven[uneven < count].tolist()),
    }


def run(model: str, rate: str, frames: Sequence[Frame], numbers: tuple[int, ...]) -> LandmarkRun:
    """Run a pose model, which remembers nothing from before, over some of the pictures.

    Parameters
    ----------
    model, rate : str
        Names of the model and of the rate.
    frames : sequence of Frame
        All pictures.
    numbers : tuple of int
        Which of them it is given.
    """
    estimator = make_estimator(ESTIMATOR, find_bundle(model), 1)
    poses = tuple(
        estimator.estimate(Frame(frames[number].t_s, index, frames[number].image))
        for index, number in enumerate(numbers)
    )
    estimator.close()
    return LandmarkRun(model, rate, numbers, poses)


def _software() -> dict[str, str]:
    """Return what finds the landmarks: the estimator with its version, and the models by their hashes."""
    estimator = make_estimator(ESTIMATOR, find_bundle(MODELS[-1]), 1)
    hashes = {model: find_bundle(model).sha256 for model in MODELS}
    return {"estimator": ESTIMATOR, "version": estimator.version, **hashes}
