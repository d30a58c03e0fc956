"""The zero of sensors from a video of their calibration: body points, clocks, then how bent the knee is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from formcheck.apps.estimators import make_estimator
from formcheck.apps.recordings import find_poses
from formcheck.apps.together import clocks_of
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_MODEL
from formcheck.inertial.mounting import Mounting
from formcheck.inertial.tasks import Task
from formcheck.pose.bundles import find_bundle
from formcheck.session.filmed import Filmed, with_zero_of_camera
from formcheck.sources.imu.recording import SensorRecording


@dataclass(frozen=True, slots=True)
class Film:
    """A video of a calibration, and how it is read.

    Parameters
    ----------
    video : Path
        The video.
    sensor_offset_s : float or None
        By how much the sensors' clock is ahead of the video's, in seconds; None where the knee tells.
    model, estimator : str
        The pose model, and what runs it.
    moved : callable or None
        Told while the body points are found: of how many pictures they are, and how many pictures there are.
    """

    video: Path
    sensor_offset_s: float | None = None
    model: str = DEFAULT_MODEL
    estimator: str = DEFAULT_ESTIMATOR
    moved: Callable[[int, int | None], None] | None = None


def zero_by_film(
    film: Film,
    recording: SensorRecording,
    mountings: Sequence[Mounting],
    spans_s: Mapping[Task, tuple[float, float]],
) -> tuple[Mounting, ...]:
    """Return how sensors sit, with the zero of the knee from a video of their calibration.

    Parameters
    ----------
    film : Film
        The video.
    recording : SensorRecording
        What the sensors recorded meanwhile.
    mountings : sequence of Mounting
        How they sit, as their own calibration says.
    spans_s : mapping of Task to tuple of float
        From when to when each step was done, in seconds of the recording.

    Raises
    ------
    VideoError, SetupError
        The video cannot be read, or the pose model not run.
    SensorError
        The clocks cannot be brought together, or the video does not show how bent the knee is.
    """
    from formcheck.sources.video import VideoFile  # noqa: PLC0415 - the video library is slow to import

    bundle = find_bundle(film.model)
    with closing(VideoFile(film.video)) as source, closing(make_estimator(film.estimator, bundle, None)) as finder:
        poses, is_smoothed = find_poses(source, finder, film.moved), finder.smooths
    clocks = clocks_of(recording, poses, mountings, film.sensor_offset_s, is_smoothed=is_smoothed)
    filmed = Filmed(film.video.name, poses, clocks.offset_s, is_smoothed=is_smoothed)
    return with_zero_of_camera(mountings, recording.readings(), spans_s, filmed)
