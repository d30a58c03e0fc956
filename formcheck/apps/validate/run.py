"""One clip through the engine: landmarks from the pose model or from a record, then the fold of the day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.apps import exits
from formcheck.apps.recordings import review
from formcheck.apps.validate.heard import Heard, make_run
from formcheck.apps.validate.landmarks import SUFFIX, Collector, load_landmarks, record_path
from formcheck.defaults import DEFAULT_ESTIMATOR
from formcheck.errors import FormcheckError, InputError, NoPersonError, RecordError
from formcheck.given import reason
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import ModelBundle, find_bundle
from formcheck.samples import SourceInfo
from formcheck.session.identity import recording_id
from formcheck.session.model import Header, Session, Software, Step
from formcheck.session.output import BlankOutput, Output
from formcheck.session.record import Record
from formcheck.session.run import prescribe, run_session, without_pictures
from formcheck.sources.files import sha256_of
from formcheck.validation.runs import Failure, Run
from formcheck.validation.truth import population

Advance = Callable[[int], None]
"""Takes how many more frames have been seen."""

_REPORT_EVERY = 10


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be run.

    Parameters
    ----------
    file : str
        Name of the clip, with / between the parts of its path.
    video : Path
        Where it is.
    exercises : tuple of str
        What it is judged as: one exercise, or for a clip in which nobody exercises, several.
    model, estimator : str
        Pose model, and what runs it.
    threads : int or None
        How many threads run it; None for as many as suit this machine.
    records : Path or None
        Folder of kept landmarks.
    records_only : bool
        Whether to do without the pose model and the video.
    frames : int
        About how many frames it has, to tell how long it will take.
    rate : str
        Of a population's landmarks: which pictures a second.
    """

    file: str
    video: Path
    exercises: tuple[str, ...]
    model: str
    estimator: str = DEFAULT_ESTIMATOR
    threads: int | None = None
    records: Path | None = None
    records_only: bool = False
    frames: int = 300
    rate: str = ""


def failure_of(file: str, error: FormcheckError) -> Failure:
    """Return the failure that an error makes.

    Parameters
    ----------
    file : str
        Name of the clip.
    error : FormcheckError
        Why it could not be run.
    """
    return Failure(file, str(error), exits.code_of(error))


def run(job: Job, report: Advance) -> Run | Failure:
    """Run one clip; an error in it becomes its failure.

    Parameters
    ----------
    job : Job
        The clip, and how to run it.
    report : callable
        Takes how many more frames have been seen.
    """
    try:
        return _run(job, report)
    except FormcheckError as error:
        return failure_of(job.file, error)
    except OSError as error:
        next_step = "Check the permissions and the free space."
        fault = InputError(f"cannot be read or written: {reason(error)}.", where=str(job.video), next_step=next_step)
        return failure_of(job.file, fault)


def _run(job: Job, report: Advance) -> Run:
    bundle = find_bundle(job.model)
    landmarks = find_landmarks(job, bundle, report)
    heard = [Heard() for _ in job.exercises]
    judged = zip(job.exercises, heard, strict=True)
    sessions = tuple(_judge(landmarks, exercise, bundle, output) for exercise, output in judged)
    return make_run(job.file, landmarks.header.software, sessions, heard[0])


def find_landmarks(job: Job, bundle: ModelBundle, report: Advance) -> Record:
    """Return the landmarks of a clip: those kept, if they are of this model and this video, else new ones.

    Parameters
    ----------
    job : Job
        The clip, and where landmarks are kept. New ones are kept there, too, in place of those that do not fit.
    bundle : ModelBundle
        The model they must be of.
    report : callable
        Takes how many more frames have been seen.

    Raises
    ------
    InputError
        The video cannot be read, or only records may be used and there is none that fits.
    """
    if job.video.name.endswith(SUFFIX):
        return _from_record_alone(job, job.video, bundle, report)
    if job.video.name.endswith(population.SUFFIX):
        return _from_population(job, bundle, report)
    path = record_path(job.records, job.file) if job.records is not None else None
    if job.records_only:
        return _from_record_alone(job, path, bundle, report)
    sha256 = _hash_of(job.video)
    if path is not None and path.is_file():
        with suppress(RecordError):  # a damaged one is made anew
            kept = load_landmarks(path)
            if _is_by(kept, job, bundle) and kept.header.source.sha256 == sha256:
                report(len(kept.inputs))
                return kept
    return _estimate(job, path, report)


def _from_record_alone(job: Job, path: Path | None, bundle: ModelBundle, report: Advance) -> Record:
    if path is None:
        raise InputError("no folder of records was named.", where=job.file, next_step="Name one, or allow the model.")
    kept = load_landmarks(path)
    if not _is_by(kept, job, bundle):
        software = kept.header.software
        found = f"{software.model} {software.model_sha256[:12]} run by {software.estimator}"
        raise RecordError(
            f"is of model {found}, expected {bundle.name} {bundle.sha256[:12]} run by {job.estimator}.",
            where=str(path),
            next_step="Make it anew with the pose model.",
        )
    report(len(kept.inputs))
    return kept


def _from_population(job: Job, bundle: ModelBundle, report: Advance) -> Record:
    """Return the landmarks of a clip that was drawn at random, at the pictures a second that are wanted."""
    poses = population.load_landmarks(job.video, job.model, job.rate)
    software = Software("formcheck", "", job.estimator, "", bundle.name, bundle.sha256)
    size = (poses[0].width_px, poses[0].height_px) if poses else (None, None)
    header = Header(
        id=recording_id(""),
        software=software,
        source=SourceInfo(job.file, *size),
        instruments=(camera_instrument(bundle),),
        prescription=prescribe(job.exercises[0], None, None),
        is_smoothed=False,
    )
    report(len(poses))
    return Record(header, poses, (), is_whole=True)


def _hash_of(video: Path) -> str:
    try:
        return sha256_of(video)
    except FileNotFoundError:
        next_step = "Render it (sample_videos/README.md), or take it off the manifest."
        raise InputError("the clip is missing.", where=str(video), next_step=next_step) from None


def _is_by(kept: Record, job: Job, bundle: ModelBundle) -> bool:
    """Return whether landmarks were found by the model and the estimator that are wanted."""
    software = kept.header.software
    return (software.model_sha256, software.estimator) == (bundle.sha256, job.estimator)


class _Counter(BlankOutput):
    """Reports frames as they go by."""

    def __init__(self, report: Advance) -> None:
        self._report = report
        self._unreported = 0

    def write(self, step: Step) -> None:  # noqa: ARG002 - only counted
        """Count one frame."""
        self._unreported += 1
        if self._unreported == _REPORT_EVERY:
            self.finish_count()

    def finish_count(self) -> None:
        """Report what is left."""
        self._report(self._unreported)
        self._unreported = 0


def _estimate(job: Job, path: Path | None, report: Advance) -> Record:
    """Run the pose model over a video, and keep what it found."""
    collector, counter = Collector(), _Counter(report)
    with suppress(NoPersonError):  # an answer like any other: nothing counted
        review(
            job.video,
            job.exercises[0],
            model=job.model,
            estimator=job.estimator,
            threads=job.threads,
            outputs=(collector, counter),
        )
    counter.finish_count()
    if path is not None:
        collector.save(path)
    return collector.record


def _judge(landmarks: Record, exercise: str, bundle: ModelBundle, output: Output) -> Session:
    """Fold landmarks into a session, by today's exercise and accuracy."""
    header = replace(
        landmarks.header, prescription=prescribe(exercise, None, None), instruments=(camera_instrument(bundle),)
    )
    return run_session(header, without_pictures(landmarks.inputs), (output,))
