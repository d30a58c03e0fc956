"""A video and a recording of sensors reviewed together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from formcheck.apps.estimators import make_estimator
from formcheck.apps.recordings import find_poses, with_frames
from formcheck.apps.results import Asked, results_in
from formcheck.apps.turned import with_turn
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_EXERCISE, DEFAULT_LANGUAGE, DEFAULT_MODEL
from formcheck.errors import SensorError
from formcheck.inertial.mounting import Mounting
from formcheck.kinematics.clocks import LEAST_CORRELATION, MOST_MISFIT, Offset
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Pose, Side
from formcheck.session.model import Beside, Session
from formcheck.session.output import Output
from formcheck.session.recognition import is_recognised, prescribe_first, recognise_exercises
from formcheck.session.run import make_header, run_session
from formcheck.session.sensors import SensorCalibration, apply_personal, mountings_of
from formcheck.session.together import find_offset, make_joint_header, pair
from formcheck.sources.imu.recording import SensorRecording
from formcheck.sources.viewing import AS_IT_IS, Viewing
from formcheck.words.catalogue import words_for

_BY_HAND = "or say by how many seconds the sensors' clock is ahead of the video's with --sensor-offset."


def review_together(
    video: str | Path,
    recording: SensorRecording,
    calibration: SensorCalibration,
    exercise: str | Path = DEFAULT_EXERCISE,
    *,
    prescription: str | Path | None = None,
    side: Side | None = None,
    model: str = DEFAULT_MODEL,
    estimator: str = DEFAULT_ESTIMATOR,
    threads: int | None = None,
    neutral_s: tuple[float, float] | None = None,
    viewing: Viewing = AS_IT_IS,
    sensor_offset_s: float | None = None,
    out: str | Path | None = None,
    overlay: bool = True,
    opensim: bool = False,
    language: str = DEFAULT_LANGUAGE,
    outputs: Sequence[Output] = (),
    moved: Callable[[int, int | None], None] | None = None,
    person: str = "",
    faces: bool = False,
) -> Session:
    """Review a video and what sensors on the leg recorded meanwhile, as one session on the video's clock.

    The body points are found first and kept in memory (100 MB for ten minutes); then the clocks are brought together by
    the speed of the knee, and the session is judged. What was filmed of the calibration is left out.

    Parameters
    ----------
    video : str or Path
        The video.
    recording : SensorRecording
        What the sensors recorded.
    calibration : SensorCalibration
        How they sit. Sensors without a calibration are left out.
    exercise, prescription, out : str or Path, optional
        As for `formcheck.review`, as are the next three lines.
    side, threads, neutral_s, viewing : optional
        See there.
    model, estimator, language : str
        See there.
    overlay, opensim, outputs : optional
        See there.
    moved : callable, optional
        Told while the body points are found: of how many pictures they are, and how many pictures there are.
    sensor_offset_s : float, optional
        By how much the sensors' clock is ahead of the video's, in seconds; without it, the knee tells.
    person, faces : optional
        As for `formcheck.review`.

    Returns
    -------
    Session
        The result.

    Raises
    ------
    VideoError, ExerciseError, SetupError, InputError
        As for `formcheck.review`.
    SensorError
        No sensor is calibrated, the leg of the prescription bears none, or the clocks cannot be brought together.
    """
    from formcheck.sources.video import VideoFile  # noqa: PLC0415 - the video library is slow to import

    words = words_for(language, {})
    prescribed = apply_personal(prescribe_first(exercise, prescription, side), calibration.personal)
    mountings = mountings_of(calibration, recording.device_at)
    bundle = find_bundle(model)
    posture = prescribed.exercise.posture
    viewing = with_turn(Path(video), viewing, posture, lambda: make_estimator(estimator, bundle, threads))
    with (
        closing(VideoFile(Path(video), viewing)) as source,
        closing(make_estimator(estimator, bundle, threads)) as finder,
    ):
        filmed = make_header(source.info, prescribed, bundle, finder, neutral_s)
        make_joint_header(filmed, Beside(recording.info, 0.0), mountings, recording.devices)  # before the long work
        poses = find_poses(source, finder, moved)
    beside = clocks_of(recording, poses, mountings, sensor_offset_s, is_smoothed=filmed.is_smoothed)
    header = make_joint_header(filmed, beside, mountings, recording.devices)
    asked = Asked(overlay=overlay, opensim=opensim, person=person, faces=faces)
    poses = _after_calibration(poses, recording, calibration, beside)
    inputs = list(pair(poses, recording.readings(), beside.offset_s))
    if is_recognised(exercise, prescription):
        header = recognise_exercises(header, inputs)
    with closing(VideoFile(Path(video), viewing)) as source, results_in(out, words, asked) as files:
        return run_session(header, with_frames(inputs, source.frames()), (*files, *outputs))


def clocks_of(
    recording: SensorRecording,
    poses: Sequence[Pose],
    mountings: Sequence[Mounting],
    given_s: float | None,
    *,
    is_smoothed: bool,
) -> Beside:
    """Return how the clocks of a video and of sensors go together.

    Parameters
    ----------
    recording : SensorRecording
        What the sensors recorded.
    poses : sequence of Pose
        The body points of the video.
    mountings : sequence of Mounting
        How the sensors sit.
    given_s : float or None
        By how much the sensors' clock is ahead, where somebody says so; None where the knee tells.
    is_smoothed : bool
        Whether the poses come smoothed over time.

    Raises
    ------
    SensorError
        The knee does not tell.
    """
    if given_s is not None:
        return Beside(recording.info, given_s)
    offset = find_offset(poses, recording.readings(), mountings, is_smoothed=is_smoothed)
    if not offset.is_accepted:
        raise SensorError(_why_not(offset), where=recording.info.name, next_step=_what_next(offset))
    return Beside(recording.info, round(offset.seconds, 4), round(offset.correlation, 4))


def _why_not(offset: Offset) -> str:
    if offset.is_rivalled:
        return "its clock cannot be told from the video's: the movements are so alike that several offsets fit."
    if offset.is_alike:
        found = f"{offset.misfit:.1%} of its range apart, at most {MOST_MISFIT:.1%} are expected"
        return f"it seems to be of another session than the video: the knee goes through other postures ({found})."
    found = f"{offset.correlation:.2f}, at least {LEAST_CORRELATION:.2f} are needed"
    return f"its clock cannot be told from the video's: the knee does not move alike in both (correlation {found})."


def _what_next(offset: Offset) -> str:
    if offset.is_alike and not offset.is_rivalled:
        return f"Name the recording that was made during this video, {_BY_HAND}"
    how = "of different speed " if offset.is_rivalled else ""
    return (
        f"Record four extensions of the knee {how}at the beginning, with the sensors on and in view of the camera, "
        f"{_BY_HAND}"
    )


def _after_calibration(
    poses: Sequence[Pose], recording: SensorRecording, calibration: SensorCalibration, beside: Beside
) -> list[Pose]:
    """Return the poses without those of the calibration, where it was made from the same recording."""
    is_same = bool(recording.info.sha256) and recording.info.sha256 == calibration.source_sha256
    return [one for one in poses if not is_same or one.t_s + beside.offset_s > calibration.ends_s]
