"""One recording of a batch: reviewed beside its place, then put into it as a whole."""

from __future__ import annotations

import errno
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Final

from formcheck.apps import exits
from formcheck.apps.batch.marks import ResultMark
from formcheck.apps.batch.store import put
from formcheck.apps.batch.tasks import Task
from formcheck.apps.pool import Advance
from formcheck.apps.recordings import review, review_sensors
from formcheck.apps.together import review_together
from formcheck.apps.worn import load_worn
from formcheck.errors import FormcheckError, InputError, NoPersonError, SetupError
from formcheck.kept import part_in
from formcheck.samples import SourceInfo
from formcheck.session.model import Header, Session, Step
from formcheck.session.output import BlankOutput

_RECORD: Final = "record.jsonl"
_REPORTS: Final = 50  # for each recording: enough for a bar, and nothing beside the work of finding a pose


def do(task: Task, report: Advance) -> ResultMark:
    """Review one recording and put the result into its place; what goes wrong with it becomes its failure.

    A failure for want of space or permission is not kept: it says nothing of the recording, and is tried again next
    time. So is one of sensors for want of a package: videos do not need it.

    Parameters
    ----------
    task : Task
        What to do.
    report : callable
        Takes how many more bytes of it have been done.

    Raises
    ------
    SetupError
        This installation lacks something: every video would fail.
    """
    watch = _Share(task, report)
    try:
        with part_in(task.final.parent) as part:
            return _review(task, part, watch)
    except SetupError as error:
        if task.worn is None:
            raise
        return task.mark(exits.code_of(error), f"{task.stamp.name}: {error}", watch.frames, watch.seconds)
    except FormcheckError as error:
        return keep_failure(task, task.mark(exits.code_of(error), str(error), watch.frames, watch.seconds))
    except OSError as error:
        return _unkept(task, error)


def keep_failure(task: Task, mark: ResultMark) -> ResultMark:
    """Put a mark and nothing else into the place of a result, and return it.

    Parameters
    ----------
    task : Task
        What failed.
    mark : ResultMark
        Why. Where it cannot be written, another one is returned, which says so and is kept nowhere.
    """
    try:
        with part_in(task.final.parent) as part:
            put(part, task.final, mark)
    except OSError as error:
        return _unkept(task, error)
    return mark


def _unkept(task: Task, error: OSError) -> ResultMark:
    fault = InputError(
        f"its results cannot be read or written ({error.strerror or error}).",
        where=task.stamp.name,
        next_step=exits.remedy_of(error),
    )
    return task.mark(exits.code_of(fault), str(fault))


def _review(task: Task, part: Path, watch: _Share) -> ResultMark:
    _check_version(task)
    try:
        session = _judge(task, part, watch)
    except NoPersonError as error:  # what there is to see is kept, as a review keeps it
        mark = task.mark(exits.code_of(error), str(error), watch.frames, watch.seconds)
    else:
        if task.video is not None:
            _check_model(task, session)
        mark = task.mark(exits.SUCCESS, "", watch.frames, watch.seconds)
    if not (part / _RECORD).exists():
        raise OSError(errno.ENOENT, "another batch swept them away", str(part))
    put(part, task.final, mark)
    return mark


def _judge(task: Task, part: Path, watch: _Share) -> Session:
    """Review the recording as `formcheck review` does."""
    standard, way = task.standard, task.recipe.way
    if task.worn is None:
        assert task.video is not None
        return review(
            task.video,
            standard.exercise,
            prescription=standard.prescription,
            side=standard.side,
            model=way.model,
            estimator=way.estimator,
            threads=1,  # all processors are busy with other videos
            viewing=standard.viewing,
            out=part,
            overlay=way.overlay,
            language=task.language,
            outputs=(watch,),
            faces=way.faces,
        )
    recording, calibration = load_worn(task.worn, standard.side)
    if task.video is None:
        return review_sensors(
            recording,
            calibration,
            standard.exercise,
            prescription=standard.prescription,
            side=standard.side,
            out=part,
            language=task.language,
            outputs=(watch,),
        )
    return review_together(
        task.video,
        recording,
        calibration,
        standard.exercise,
        prescription=standard.prescription,
        side=standard.side,
        model=way.model,
        estimator=way.estimator,
        threads=1,
        viewing=standard.viewing,
        sensor_offset_s=task.worn.offset_s,
        out=part,
        overlay=way.overlay,
        language=task.language,
        outputs=(watch,),
        moved=watch.move,
        faces=way.faces,
    )


def _check_version(task: Task) -> None:
    found, expected = version("formcheck"), task.recipe.way.version
    if found != expected:
        raise SetupError(
            f"found formcheck {found} on a worker, expected {expected}.", next_step="Install the same one everywhere."
        )


def _check_model(task: Task, session: Session) -> None:
    found, expected = session.software.model_sha256, task.recipe.way.model_sha256
    if found != expected:
        raise SetupError(
            f"found model {session.software.model} {found[:12]} on a worker, expected {expected[:12]}.",
            next_step="Install the same one everywhere.",
        )


class _Share(BlankOutput):
    """Counts frames, and reports the share that they are of all: the size of the files is known before the length."""

    def __init__(self, task: Task, report: Advance) -> None:
        self.frames = 0
        self._size_bytes = task.size_bytes
        self._report = report
        self._source: SourceInfo | None = None
        self._told = 0
        self._told_bytes = 0
        self._started_s = monotonic()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return monotonic() - self._started_s

    def move(self, frames: int, expected: int | None) -> None:
        """Report in how many pictures the body points have been found: nearly all the work, where sensors go with them.

        Parameters
        ----------
        frames : int
            In how many.
        expected : int or None
            How many there are.
        """
        self._tell(frames / expected if expected else 0.0)

    def begin(self, header: Header) -> None:
        """Take what is known of the length."""
        self._source = header.source

    def write(self, step: Step) -> None:
        """Count one frame."""
        self.frames += 1
        if self._source is not None and self._source.frames:
            self._tell(self.frames / self._source.frames)
        elif self._source is not None and self._source.duration_s:
            self._tell(step.t_s / self._source.duration_s)

    def finish(self, session: Session) -> None:  # noqa: ARG002 - all was counted
        """Report what is left."""
        self._tell(1.0)

    def _tell(self, share: float) -> None:
        """Report a share, now and then, and never less than was told before."""
        share = min(1.0, share)
        if share < 1.0 and int(share * _REPORTS) <= self._told:
            return
        self._told = int(share * _REPORTS)
        done_bytes = round(share * self._size_bytes)
        if done_bytes > self._told_bytes:
            self._report(done_bytes - self._told_bytes)
            self._told_bytes = done_bytes
