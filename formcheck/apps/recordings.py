"""Review a recorded video, stream its steps, replay a record: everything joined.

These are the functions of the Python interface; the command line calls the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from formcheck.apps.estimators import make_estimator
from formcheck.apps.results import Asked, results_in
from formcheck.apps.turned import with_turn
from formcheck.apps.visits import read_recorded_visit
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_EXERCISE, DEFAULT_LANGUAGE, DEFAULT_MODEL
from formcheck.errors import InputError, NoPersonError
from formcheck.events import RepetitionJudged
from formcheck.exercise.loader import load_prescription
from formcheck.ports import PoseEstimator, Source
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Frame, Pose, PoseWithReadings, Side
from formcheck.session.model import Header, RawInput, Session, Step
from formcheck.session.output import EventLog, Output
from formcheck.session.recognition import is_recognised, prescribe_first, recognise_exercises
from formcheck.session.record import Record, read_record
from formcheck.session.run import fold, make_header, prescribe, run_session, without_pictures
from formcheck.session.sensors import (
    SensorCalibration,
    after_calibration,
    apply_personal,
    make_sensor_header,
    mountings_of,
)
from formcheck.session.visit.joined import join_parts
from formcheck.sources.buffering import ahead
from formcheck.sources.imu.recording import SensorRecording
from formcheck.sources.viewing import AS_IT_IS, Viewing
from formcheck.sources.watching import PictureWatch
from formcheck.words.catalogue import words_for

Taken = TypeVar("Taken", Pose, PoseWithReadings)


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a record gave.

    Parameters
    ----------
    session : Session
        The result.
    is_same : bool
        Whether the events equal the recorded ones, and of a visit the verdicts; they need not where another
        prescription was applied.
    is_whole : bool
        Whether the recorded run had come to its end.
    """

    session: Session
    is_same: bool
    is_whole: bool


def review(
    path: str | Path,
    exercise: str | Path = DEFAULT_EXERCISE,
    *,
    prescription: str | Path | None = None,
    side: Side | None = None,
    model: str = DEFAULT_MODEL,
    estimator: str = DEFAULT_ESTIMATOR,
    threads: int | None = None,
    neutral_s: tuple[float, float] | None = None,
    viewing: Viewing = AS_IT_IS,
    out: str | Path | None = None,
    overlay: bool = True,
    opensim: bool = False,
    language: str = DEFAULT_LANGUAGE,
    outputs: Sequence[Output] = (),
    moved: Callable[[int, int | None], None] | None = None,
    person: str = "",
    faces: bool = False,
) -> Session:
    """Review a recorded video: find every attempt, judge it, explain the verdict.

    Parameters
    ----------
    path : str or Path
        The video.
    exercise : str or Path
        Id of an exercise of the library, or path of an exercise file; or ``auto``, to recognise the exercises in the
        video: it is then read twice, and all body points are kept in memory (100 MB for ten minutes).
    prescription : str or Path, optional
        Path of a prescription; it names the exercise itself.
    side : Side, optional
        The working leg. Without it the prescription's, or the leg that moves.
    model : str
        Pose model: ``heavy``, or ``full`` for weak machines.
    estimator : str
        What runs the model: ``litert``, or ``mediapipe``, the reference.
    threads : int, optional
        How many threads LiteRT takes; without it, as many as suit this machine. The result does not depend on it.
    neutral_s : tuple of float, optional
        Start and end of the interval in which the foot is held square to the shank, in seconds of the video.
    viewing : Viewing, optional
        How to look at it: turned, mirrored, faster or slower than the file says, or only a part. Times of the session
        are those of life.
    out : str or Path, optional
        Folder for the results, made where missing; they appear in it when all are whole, and replace those of earlier
        reviews there. Without it nothing is written.
    overlay : bool
        Whether to write ``overlay.mp4`` as well.
    opensim : bool
        Whether to write ``angles.mot`` for OpenSim as well, and of sensors ``orientations.sto`` for OpenSense.
    language : str
        The language of report, overlay and the sentences of ``repetitions.csv``: ``en`` or ``es``.
    outputs : sequence of Output, optional
        Further outputs, such as a progress display.
    moved : callable, optional
        Told while the body points are found, where that comes first: of how many pictures they are, and how many
        pictures there are.
    person : str
        Name or pseudonym of the person, for the head of the report; it is kept nowhere else.
    faces : bool
        Whether overlay and key frames show the face; without it, it is made unrecognisable.

    Returns
    -------
    Session
        The result.

    Raises
    ------
    VideoError
        The video cannot be read.
    ExerciseError
        The exercise or the prescription has faults.
    NoPersonError
        Nobody was found in the video. What could be written is written.
    SetupError
        The pose model or a system library is missing.
    InputError
        There are no words in `language`.

    Examples
    --------
    >>> session = review("sample_videos/good-tibial-slider.mp4")  # doctest: +SKIP
    >>> session.summary.good  # doctest: +SKIP
    6
    """
    from formcheck.sources.video import VideoFile  # noqa: PLC0415 - the video library is slow to import

    words = words_for(language, {})
    prescribed = prescribe_first(exercise, prescription, side)
    bundle = find_bundle(model)
    posture = prescribed.exercise.posture
    viewing = with_turn(Path(path), viewing, posture, lambda: make_estimator(estimator, bundle, threads))
    asked = Asked(overlay=overlay, opensim=opensim, person=person, faces=faces)
    with (
        closing(VideoFile(Path(path), viewing)) as source,
        closing(make_estimator(estimator, bundle, threads)) as finder,
        results_in(out, words, asked) as files,
    ):
        header = make_header(source.info, prescribed, bundle, finder, neutral_s)
        if is_recognised(exercise, prescription):
            known = find_poses(source, finder, moved)
            header = recognise_exercises(header, known)
            with closing(VideoFile(Path(path), viewing)) as again:
                session = run_session(header, with_frames(known, again.frames()), (*files, *outputs))
        else:
            with closing(estimate_ahead(source, finder)) as poses:
                session = run_session(header, poses, (*files, *outputs))
    if not session.coverage.is_anybody_found:
        raise NoPersonError(
            "no person found.",
            where=str(path),
            next_step="The whole body, from head to toe, must be in the picture, from the side and 2 to 4 m away.",
        )
    return session


def review_sensors(
    recording: SensorRecording,
    calibration: SensorCalibration,
    exercise: str | Path = DEFAULT_EXERCISE,
    *,
    prescription: str | Path | None = None,
    side: Side | None = None,
    out: str | Path | None = None,
    opensim: bool = False,
    language: str = DEFAULT_LANGUAGE,
    outputs: Sequence[Output] = (),
    person: str = "",
) -> Session:
    """Review a recording of sensors on the leg: find every attempt, judge it, explain the verdict.

    Parameters
    ----------
    recording : SensorRecording
        What the sensors recorded.
    calibration : SensorCalibration
        How they sit, and the person's own range and tempo. Sensors without a calibration are left out.
    exercise, prescription : str or Path
        As for `review`; the prescription may be left out.
    side : Side, optional
        As for `review`.
    out : str or Path, optional
        As for `review`; there is no picture, and so no overlay.
    opensim : bool
        As for `review`.
    language : str
        As for `review`.
    outputs : sequence of Output, optional
        As for `review`.
    person : str
        As for `review`.

    Returns
    -------
    Session
        The result.

    Raises
    ------
    SensorError
        None of the sensors is calibrated, or they do not measure what the exercise is driven by.
    ExerciseError
        The exercise or the prescription has faults.
    SetupError
        The package for sensors is not installed.
    InputError
        There are no words in `language`.
    """
    words = words_for(language, {})
    prescribed = apply_personal(prescribe_first(exercise, prescription, side), calibration.personal)
    mountings = mountings_of(calibration, recording.device_at)
    header = make_sensor_header(recording.info, prescribed, mountings, recording.devices)
    readings: Iterable[RawInput] = after_calibration(recording.readings(), calibration, recording.info.sha256)
    if is_recognised(exercise, prescription):
        readings = list(readings)
        header = recognise_exercises(header, readings)
    with results_in(out, words, Asked(opensim=opensim, person=person)) as files:
        return run_session(header, without_pictures(readings), (*files, *outputs))


def stream(
    source: str | Path | Source,
    exercise: str | Path = DEFAULT_EXERCISE,
    *,
    prescription: str | Path | None = None,
    side: Side | None = None,
    model: str = DEFAULT_MODEL,
    estimator: str = DEFAULT_ESTIMATOR,
    threads: int | None = None,
    neutral_s: tuple[float, float] | None = None,
    viewing: Viewing = AS_IT_IS,
) -> Iterator[Step]:
    """Yield what becomes of every frame of a video or another source, as it is judged.

    Parameters
    ----------
    source : str, Path or Source
        A video, or anything that gives frames. It is closed at the end.
    exercise, prescription : str or Path
        As for `review`; the prescription may be left out.
    side : Side, optional
        As for `review`.
    model, estimator : str
        As for `review`.
    threads : int, optional
        As for `review`.
    neutral_s : tuple of float, optional
        As for `review`, in seconds on the clock of the source.
    viewing : Viewing, optional
        As for `review`; of a video only.

    Yields
    ------
    Step
        Angles, phase, counts and events of one frame.

    Raises
    ------
    VideoError, ExerciseError, SetupError
        As for `review`.
    """
    from formcheck.sources.video import VideoFile  # noqa: PLC0415 - the video library is slow to import

    prescribed = prescribe(exercise, prescription, side)
    bundle = find_bundle(model)
    if isinstance(source, str | Path):
        posture = prescribed.exercise.posture
        viewing = with_turn(Path(source), viewing, posture, lambda: make_estimator(estimator, bundle, threads))
    given: Source = VideoFile(Path(source), viewing) if isinstance(source, str | Path) else source
    with closing(given), closing(make_estimator(estimator, bundle, threads)) as finder:
        own_id = "" if given.info.sha256 else str(uuid4())
        header = make_header(given.info, prescribed, bundle, finder, neutral_s, own_id)
        # One thing after the other: a source is read no further than the steps are taken.
        yield from fold(header, _estimate((frame for frame in given.frames()), finder))


def replay(
    record: str | Path,
    exercise: str | Path | None = None,
    *,
    prescription: str | Path | None = None,
    out: str | Path | None = None,
    opensim: bool = False,
    language: str = DEFAULT_LANGUAGE,
    person: str = "",
) -> Replay:
    """Judge a recorded session again, without running the pose model.

    Parameters
    ----------
    record : str or Path
        A ``record.jsonl``; or the folder of a visit of ``formcheck live``, whose parts become one session.
    exercise : str or Path, optional
        Another exercise to judge by, as for `review`.
    prescription : str or Path, optional
        Another exercise or prescription to judge by; without it the recorded one.
    out : str or Path, optional
        Folder for the results; an overlay and key frames need the video and are left out.
    opensim : bool
        As for `review`.
    language : str
        As for `review`.
    person : str
        As for `review`.

    Returns
    -------
    Replay
        The result, and whether it is the recorded one.

    Raises
    ------
    RecordError
        The record cannot be read.
    ExerciseError
        The prescription has faults.
    InputError
        `out` is the folder of the record itself, or there are no words in `language`.
    """
    words = words_for(language, {})
    place = Path(record)
    is_visit = place.is_dir()
    if out is not None and Path(out).resolve() == (place if is_visit else place.parent).resolve():
        raise InputError(
            "is where the record itself stands; its results would be replaced.",
            where=str(out),
            next_step="Name another folder.",
        )
    asked = Asked(opensim=opensim, person=person, is_recorded=not is_visit)
    is_rescored = prescription is not None or exercise is not None

    def rescored(one: Record) -> Record:
        if not is_rescored:
            return one
        return replace(one, header=_judged_by(one.header, one.inputs, exercise, prescription))

    with results_in(out, words, asked) as files:
        return _replay_visit(place, rescored, files) if is_visit else _replay_record(place, rescored, files)


def _replay_record(path: Path, rescored: Callable[[Record], Record], files: Sequence[Output]) -> Replay:
    recorded = rescored(read_record(path))
    heard = EventLog()
    poses = without_pictures(recorded.inputs)
    session = run_session(recorded.header, poses, (*files, heard), is_broken_off=not recorded.is_whole)
    return Replay(session, is_same=heard.events == recorded.events, is_whole=recorded.is_whole)


def _replay_visit(folder: Path, rescored: Callable[[Record], Record], files: Sequence[Output]) -> Replay:
    visit = read_recorded_visit(folder)
    parts = [replace(one, record=rescored(one.record)) for one in visit.parts]
    session = join_parts(parts, files)
    recorded = [
        event.repetition.verdict
        for one in visit.parts
        for event in one.record.events
        if isinstance(event, RepetitionJudged)
    ]
    is_same = [one.verdict for one in session.repetitions] == recorded
    return Replay(session, is_same=is_same, is_whole=visit.is_whole)


def _judged_by(
    header: Header, inputs: Sequence[RawInput], exercise: str | Path | None, prescription: str | Path | None
) -> Header:
    """Return the header with another exercise or prescription; the leg that was prescribed stays for an exercise."""
    if prescription is not None:
        return replace(header, prescription=load_prescription(prescription), later=())
    named = prescribe_first(exercise or DEFAULT_EXERCISE, None, header.prescription.side)
    header = replace(header, prescription=named, later=())
    return recognise_exercises(header, inputs) if is_recognised(exercise, None) else header


def estimate_ahead(source: Source, estimator: PoseEstimator) -> Generator[tuple[Pose, Frame | None], None, None]:
    """Yield the pose of every frame of a source, with the frame.

    One thread reads the next frames, another finds the body points, while the caller judges and draws the frames
    before: the order, and so every event, is that of doing one after the other.

    Parameters
    ----------
    source : Source
        What gives the frames. It is read on another thread, and not closed here.
    estimator : PoseEstimator
        What finds the body points, on a thread of its own; it is not closed here.

    Yields
    ------
    tuple of (Pose, Frame)
        In the order of the frames. Closing the generator ends both threads.
    """
    return ahead(_estimate(ahead(frame for frame in source.frames()), estimator))


def _estimate(
    frames: Generator[Frame, None, None], estimator: PoseEstimator
) -> Generator[tuple[Pose, Frame | None], None, None]:
    watch = PictureWatch()
    with closing(frames):
        for frame in frames:
            yield watch.look(frame, estimator.estimate(frame)), frame


def find_poses(source: Source, finder: PoseEstimator, moved: Callable[[int, int | None], None] | None) -> list[Pose]:
    """Return the body points of every picture of a video.

    Parameters
    ----------
    source : Source
        The video.
    finder : PoseEstimator
        Finds them.
    moved : callable or None
        Told meanwhile of how many pictures they are, and how many pictures there are.
    """
    poses: list[Pose] = []
    with closing(estimate_ahead(source, finder)) as found:
        for pose, _ in found:
            poses.append(pose)
            if moved is not None:
                moved(len(poses), source.info.frames)
    return poses


def with_frames(inputs: Iterable[Taken], frames: Iterable[Frame]) -> Iterator[tuple[Taken, Frame | None]]:
    """Yield each input with its picture, from a second reading of the video.

    Parameters
    ----------
    inputs : iterable of Pose or PoseWithReadings
        In order of time.
    frames : iterable of Frame
        All pictures.
    """
    coming = iter(frames)
    for one in inputs:
        index = one.index if isinstance(one, Pose) else one.pose.index
        frame = next((frame for frame in coming if frame.index >= index), None)
        yield one, frame if frame is not None and frame.index == index else None
