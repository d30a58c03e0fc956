"""One video of a batch: reviewed beside its place, then put into it as a whole."""

from __future__ import annotations

import errno
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Final

from formcheck.apps import exits
from formcheck.apps.batch.marks import ResultMark
from formcheck.apps.batch.store import part_of, put
from formcheck.apps.batch.tasks import Task
from formcheck.apps.pool import Advance
from formcheck.apps.recordings import review
from formcheck.errors import FormcheckError, InputError, NoPersonError, SetupError
from formcheck.session.model import Header, Session, Step
from formcheck.session.output import BlankOutput

_RECORD: Final = "record.jsonl"
_REPORTS: Final = 50  # for each video: enough for a bar, and nothing beside the work of finding a pose


def do(task: Task, report: Advance) -> ResultMark:
    """Review one video and put the result into its place; what goes wrong with it becomes its failure.

    A failure for want of space or permission is not kept: it says nothing of the video, and is tried again next time.

    Parameters
    ----------
    task : Task
        What to do.
    report : callable
        Takes how many more bytes of the video have been done.

    Raises
    ------
    SetupError
        This installation lacks something: every video would fail.
    """
    watch = _Share(task, report)
    try:
        with part_of(task.final) as part:
            return _review(task, part, watch)
    except SetupError:
        raise
    except FormcheckError as error:
        return keep_failure(task, task.mark(exits.code_of(error), str(error), watch.frames, watch.seconds))
    except OSError as error:
        return _unkept(task, error)


def keep_failure(task: Task, mark: ResultMark) -> ResultMark:
    """Put a mark and nothing else into the place of a result, and return it.

    Parameters
    ----------
    task : Task
        The video that failed.
    mark : ResultMark
        Why. Where it cannot be written, another one is returned, which says so and is kept nowhere.
    """
    try:
        with part_of(task.final) as part:
            put(part, task.final, mark)
    except OSError as error:
        return _unkept(task, error)
    return mark


def _unkept(task: Task, error: OSError) -> ResultMark:
    fault = InputError(
        f"its results cannot be read or written ({error.strerror or error}).",
        where=str(task.video),
        next_step=exits.remedy_of(error),
    )
    return task.mark(exits.code_of(fault), str(fault))


def _review(task: Task, part: Path, watch: _Share) -> ResultMark:
    _check_version(task)
    try:
        session = review(
            task.video,
            task.standard.exercise,
            prescription=task.standard.prescription,
            side=task.standard.side,
            model=task.recipe.way.model,
            estimator=task.recipe.way.estimator,
            threads=1,  # all processors are busy with other videos
            out=part,
            overlay=task.recipe.way.overlay,
            language=task.language,
            outputs=(watch,),
        )
    except NoPersonError as error:  # what there is to see is kept, as a review keeps it
        mark = task.mark(exits.code_of(error), str(error), watch.frames, watch.seconds)
    else:
        _check_model(task, session)
        mark = task.mark(exits.SUCCESS, "", watch.frames, watch.seconds)
    if not (part / _RECORD).exists():
        raise OSError(errno.ENOENT, "another batch swept them away", str(part))
    put(part, task.final, mark)
    return mark


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
    """Counts frames, and reports the share that they are of the file: its size is known before its length."""

    def __init__(self, task: Task, report: Advance) -> None:
        self.frames = 0
        self._size_bytes = task.size_bytes
        self._report = report
        self._expected = 0
        self._told_bytes = 0
        self._started_s = monotonic()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return monotonic() - self._started_s

    def begin(self, header: Header) -> None:
        """Take the number of frames to come."""
        self._expected = header.source.frames or 0

    def write(self, step: Step) -> None:  # noqa: ARG002 - only counted
        """Count one frame."""
        self.frames += 1
        if self._expected and self.frames % (self._expected // _REPORTS + 1) == 0:
            self._tell(min(1.0, self.frames / self._expected))

    def finish(self, session: Session) -> None:  # noqa: ARG002 - all was counted
        """Report what is left."""
        self._tell(1.0)

    def _tell(self, share: float) -> None:
        done_bytes = round(share * self._size_bytes)
        self._report(done_bytes - self._told_bytes)
        self._told_bytes = done_bytes
