"""What is measured, each for itself: a loop of MediaPipe, reviews, the network alone, every stage, a live picture.

Parameters
----------
video : Path
    A video of somebody.
model : str
    Pose model: ``heavy`` or ``full``.
threads : int or None
    How many threads LiteRT takes; None for as many as suit this machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self, TypeVar

import cv2
import numpy as np

from formcheck.apps.bench.child import peak_mb
from formcheck.apps.bench.model import STAGES, Live, Pass
from formcheck.apps.estimators import make_estimator
from formcheck.apps.recordings import estimate_ahead, review
from formcheck.apps.results import Asked, result_files
from formcheck.defaults import DEFAULT_EXERCISE, DEFAULT_LANGUAGE
from formcheck.errors import NoPersonError
from formcheck.ports import PoseEstimator
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Frame, Pose
from formcheck.session.model import Header, Session, Step
from formcheck.session.output import Output
from formcheck.session.run import fold, make_header, prescribe, run_session
from formcheck.sources.buffering import newest
from formcheck.sources.pace import at_true_speed
from formcheck.sources.video import VideoFile
from formcheck.words.catalogue import Words

LIVE_FPS = 30.0
LIVE_SIZE_PX = (640, 480)
_WARM_UP_FRAMES = 3

_Item = TypeVar("_Item")


def bare_loop(video: Path, model: str) -> Pass:
    """Read a video and show every picture to MediaPipe, as the shortest program of its documentation does."""
    import mediapipe as mp  # noqa: PLC0415 - only here
    from mediapipe.tasks.python.core.base_options import BaseOptions  # noqa: PLC0415
    from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions, RunningMode  # noqa: PLC0415

    base = BaseOptions(model_asset_path=str(find_bundle(model).path))
    begun_s = perf_counter()
    frames = 0
    capture = cv2.VideoCapture(str(video))
    with PoseLandmarker.create_from_options(
        PoseLandmarkerOptions(base_options=base, running_mode=RunningMode.VIDEO)
    ) as landmarker:
        while True:
            has_more, picture = capture.read()
            if not has_more:
                break
            image = mp.Image(image_format=mp.ImageFormat.SRGB, data=cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
            landmarker.detect_for_video(image, round(frames * 1000 / LIVE_FPS))
            frames += 1
    return Pass(frames, perf_counter() - begun_s, peak_mb())


def whole_review(video: Path, model: str, estimator: str, threads: int | None) -> Pass:
    """Review a video with everything a review writes.

    Parameters
    ----------
    estimator : str
        What runs the model: ``litert``, or ``mediapipe``, which takes one thread whatever `threads` says.

    Raises
    ------
    NoPersonError
        Nobody is in the video.
    """
    with tempfile.TemporaryDirectory() as folder:
        begun_s = perf_counter()
        try:
            session = review(video, model=model, estimator=estimator, threads=threads, out=folder)
        except NoPersonError as error:
            raise NoPersonError(error.what, where=error.where, next_step="Measure with a video of somebody.") from error
        return Pass(session.coverage.frames, perf_counter() - begun_s, peak_mb())


def unwatched_review(video: Path, model: str, threads: int | None) -> Pass:
    """Read a video and find the body points as a review does, and do nothing with them."""
    begun_s = perf_counter()
    bundle = find_bundle(model)
    with closing(VideoFile(video)) as source, closing(make_estimator("litert", bundle, threads)) as estimator:
        frames = sum(1 for _ in estimate_ahead(source, estimator))
    return Pass(frames, perf_counter() - begun_s, peak_mb())


def stages(video: Path, model: str, threads: int | None) -> dict[str, float]:
    """Review a video with one thing after the other, and return the milliseconds of each for one picture.

    Returns
    -------
    dict
        Milliseconds for one picture, by the names in `STAGES`.
    """
    watch = _Watch()
    bundle = find_bundle(model)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(VideoFile(video)) as source,
        closing(make_estimator("litert", bundle, threads)) as estimator,
    ):
        header = make_header(source.info, prescribe(DEFAULT_EXERCISE, None, None), bundle, estimator, None)
        poses = _estimated(watch, watch.timed("reading", source.frames()), estimator)
        outputs = [
            _Timed(output, watch) for output in result_files(Path(folder), Words(DEFAULT_LANGUAGE), Asked(overlay=True))
        ]
        begun_s = perf_counter()
        session = run_session(header, poses, outputs)
        total_s = perf_counter() - begun_s
    watch.spent_s["judging"] = total_s - sum(watch.spent_s.values())
    return {stage: 1000 * watch.spent_s[stage] / session.coverage.frames for stage in STAGES}


def live(video: Path, model: str, threads: int | None) -> Live:
    """Judge a video shown at true speed, thirty pictures a second of 640 by 480, dropping what comes too fast."""
    arrivals_s: dict[int, float] = {}
    bundle = find_bundle(model)
    with closing(VideoFile(video)) as source, closing(make_estimator("litert", bundle, threads)) as estimator:
        header = make_header(source.info, prescribe(DEFAULT_EXERCISE, None, None), bundle, estimator, None)
        for frame in islice(source.frames(), _WARM_UP_FRAMES):
            estimator.estimate(frame)
        with closing(newest(_arriving(source.frames(), arrivals_s))) as frames:
            steps = fold(header, ((estimator.estimate(frame), frame) for frame in frames))
            latency_ms = [1000 * (perf_counter() - arrivals_s[step.view.pose.index]) for step in steps if step.view]
    seconds = max(arrivals_s.values()) - min(arrivals_s.values())
    return Live(len(arrivals_s), len(latency_ms), seconds, latency_ms)


def _arriving(frames: Iterable[Frame], arrivals_s: dict[int, float]) -> Generator[Frame, None, None]:
    """Yield frames as a camera would, and note when each came."""
    for frame in at_true_speed(_as_from_camera(frames)):
        arrivals_s[frame.index] = perf_counter()
        yield frame


def _as_from_camera(frames: Iterable[Frame]) -> Iterator[Frame]:
    for frame in frames:
        image = frame.image
        if (image.shape[1], image.shape[0]) != LIVE_SIZE_PX:
            image = np.asarray(cv2.resize(image, LIVE_SIZE_PX), np.uint8)
        yield Frame(frame.index / LIVE_FPS, frame.index, image)


class _Watch:
    """Adds up the time spent on each stage."""

    def __init__(self) -> None:
        self.spent_s = dict.fromkeys(STAGES, 0.0)

    def timed(self, stage: str, items: Iterator[_Item]) -> Iterator[_Item]:
        """Yield items, counting the time they take to come."""
        while True:
            begun_s = perf_counter()
            item = next(items, None)
            self.add(stage, begun_s)
            if item is None:
                return
            yield item

    def add(self, stage: str, begun_s: float) -> None:
        """Count the time since a moment."""
        self.spent_s[stage] += perf_counter() - begun_s


def _estimated(watch: _Watch, frames: Iterator[Frame], estimator: PoseEstimator) -> Iterator[tuple[Pose, Frame]]:
    for frame in frames:
        begun_s = perf_counter()
        pose = estimator.estimate(frame)
        watch.add("body_points", begun_s)
        yield pose, frame


class _Timed:
    """An output whose time is counted."""

    def __init__(self, output: Output, watch: _Watch) -> None:
        self._output, self._watch = output, watch

    def __enter__(self) -> Self:
        """Start the output."""
        self._output.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Let it close what it holds."""
        begun_s = perf_counter()
        self._output.__exit__(kind, error, trace)
        self._watch.add("writing", begun_s)

    def begin(self, header: Header) -> None:
        """Hand on the header."""
        begun_s = perf_counter()
        self._output.begin(header)
        self._watch.add("writing", begun_s)

    def write(self, step: Step) -> None:
        """Hand on a step."""
        begun_s = perf_counter()
        self._output.write(step)
        self._watch.add("writing", begun_s)

    def finish(self, session: Session) -> None:
        """Hand on the result."""
        begun_s = perf_counter()
        self._output.finish(session)
        self._watch.add("writing", begun_s)
