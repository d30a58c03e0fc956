"""Batch: the recordings of an archive reviewed, each on its own. The Python interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from formcheck.apps import exits
from formcheck.apps.batch.cluster import run_on_cluster
from formcheck.apps.batch.entries import Entry, Standard, absolute, find_entries, make_standard
from formcheck.apps.batch.lists import load_list
from formcheck.apps.batch.marks import Procedure, ResultMark
from formcheck.apps.batch.store import LOCK, hold, survey
from formcheck.apps.batch.table import Contents, write_tables
from formcheck.apps.batch.tasks import Task, Worklist, make_worklist
from formcheck.apps.batch.work import do, keep_failure
from formcheck.apps.estimators import check_estimator
from formcheck.apps.pool import Lost, SilentWatcher, Watcher, run_apart
from formcheck.apps.worn import Worn
from formcheck.computer import usable_cores
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_EXERCISE, DEFAULT_LANGUAGE, DEFAULT_MODEL
from formcheck.errors import InputError
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Place, Side
from formcheck.session.recognition import prescribe_first
from formcheck.session.run import side_named
from formcheck.sources.viewing import AS_IT_IS, Viewing
from formcheck.words.language import language_for

Done = Callable[[Path, ResultMark], None]
"""Takes the folder of the results of a recording, and the mark in it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch did. Recordings stand under their folders below `out`, with ``/`` between the parts.

    Parameters
    ----------
    out : Path
        The folder of all results.
    table : Path
        The table of the repetitions of all results there, those of earlier batches included.
    recordings : Path
        The table of the recordings: what became of each, coverage, remarks, segments, targets.
    repetitions : int
        How many it holds.
    done : mapping of str to ResultMark
        What was reviewed now.
    skipped : mapping of str to ResultMark
        What was done before.
    failed : mapping of str to ResultMark
        What failed, now or before.
    damaged : tuple of str
        Folders of finished recordings whose result can no longer be read; the table is without them.
    """

    out: Path
    table: Path
    recordings: Path
    repetitions: int
    done: Mapping[str, ResultMark]
    skipped: Mapping[str, ResultMark]
    failed: Mapping[str, ResultMark]
    damaged: tuple[str, ...]


def batch(
    given: str | Path,
    exercise: str | Path = DEFAULT_EXERCISE,
    *,
    prescription: str | Path | None = None,
    side: Side | str | None = None,
    calibration: str | Path | None = None,
    places: Mapping[str, Place] | None = None,
    model: str = DEFAULT_MODEL,
    estimator: str = DEFAULT_ESTIMATOR,
    viewing: Viewing = AS_IT_IS,
    overlay: bool = False,
    faces: bool = False,
    out: str | Path = "formcheck-out/batch",
    jobs: int | None = None,
    scheduler: str | None = None,
    retry: bool = False,
    language: str = DEFAULT_LANGUAGE,
    watcher: Watcher | None = None,
    done: Done | None = None,
) -> Batch:
    """Review the recordings of an archive; broken off, it goes on where it was when called again.

    Recordings are videos, what sensors on the leg told, or both together. One whose results are there, made of the same
    files in the same way, is not done again. One that fails costs only itself, even where it takes its process with it.

    Parameters
    ----------
    given : str or Path
        A folder, searched with all folders in it (`formcheck.apps.batch.sensors.find_recordings` says what is taken for
        a recording of sensors); or a list, see `formcheck.apps.batch.lists.load_list`.
    exercise, prescription : str or Path
        As for `formcheck.review`; the prescription may be left out. A list can name others for single recordings.
    side : Side or str, optional
        As for `formcheck.review`, and the leg of sensors whose names do not tell it; a list can name another for single
        recordings.
    calibration : str or Path, optional
        How sensors sit, as ``formcheck sensors calibrate`` wrote it, where neither a file ``NAME.sensors.json`` beside
        a recording ``NAME`` nor the list says it.
    places : mapping of str to Place, optional
        Where sensors are strapped to whose names do not tell it; a list can name others for single recordings.
    model, estimator : str
        As for `formcheck.review`.
    viewing : Viewing
        As for `formcheck.review`; a list can say otherwise for single recordings.
    overlay : bool
        Whether to write ``overlay.mp4`` as well: it takes as much room as the archive itself.
    faces : bool
        As for `formcheck.review`.
    out : str or Path
        Folder for all results.
    jobs : int, optional
        Recordings at a time, each in a process with one thread for the pose; without it, as many as there are
        processors.
    scheduler : str, optional
        Address of a Dask scheduler that is to give out the work. Its workers must see the recordings and `out` under
        the same paths.
    retry : bool
        Whether to try again what failed before.
    language : str
        As for `formcheck.review`. What is done is not done again for the sake of another language.
    watcher : Watcher, optional
        Is told how far it is, in bytes of the recordings.
    done : callable, optional
        Is told of each recording as it is done: the folder of its results, and the mark in it. First come those that
        were done before.

    Returns
    -------
    Batch
        What was done, and what was not.

    Raises
    ------
    InputError
        The folder or the list cannot be used, another batch is at work in `out`, the scheduler does not answer, or
        there are no words in `language`.
    ExerciseError
        The exercise or the prescription for all has faults.
    SetupError
        This installation, or a worker's, lacks something.
    KeyboardInterrupt
        It was broken off; what was done is kept, and is in the table.

    Examples
    --------
    >>> result = batch("archive", out="results")  # doctest: +SKIP
    >>> [mark.reason for mark in result.failed.values()]  # doctest: +SKIP
    ['archive/tuesday/anna.mp4: an empty file (0 bytes), expected a video. Choose another file.']
    """
    spoken = language_for(language, {})
    check_estimator(estimator)
    bundle = find_bundle(model)
    prescribe_first(exercise, prescription, side)
    way = Procedure(version("formcheck"), bundle.name, bundle.sha256, estimator, overlay, faces)
    place = absolute(Path(out))
    worn = Worn(calibration=None if calibration is None else absolute(Path(calibration)), places=places or {})
    standard = make_standard(exercise, prescription, side_named(side), Path(), viewing)
    entries = _entries(absolute(Path(given)), standard, place, worn)
    with hold(place):
        plan = make_worklist(entries, place, way, survey(place), spoken, is_retrying=retry)
        told = done or _tell_nobody
        for folder, mark in plan.skipped.items():
            told(place / folder, mark)
        try:
            finished = _work_off(plan.todo, place, jobs or usable_cores(), scheduler, watcher or SilentWatcher(), told)
        finally:
            contents = write_tables(place, survey(place))
    return _result(place, plan, finished, contents)


def _entries(given: Path, standard: Standard, out: Path, worn: Worn) -> list[Entry]:
    if given.is_dir():
        return find_entries(given, standard, out, worn)
    if not given.exists():
        next_step = "Name a folder, a list with one video a line, or a CSV table with a column `video`."
        raise InputError("no such folder or list.", where=str(given), next_step=next_step)
    return load_list(given, standard, worn)


def _tell_nobody(folder: Path, mark: ResultMark) -> None:
    """Do nothing."""


def _work_off(
    todo: Mapping[str, Task], out: Path, jobs: int, scheduler: str | None, watcher: Watcher, told: Done
) -> dict[str, ResultMark]:
    finished: dict[str, ResultMark] = {}
    if not todo:
        return finished
    watcher.begin({folder: task.size_bytes for folder, task in todo.items()})
    if scheduler is None:
        work = run_apart(todo, do, jobs, watcher)
    else:
        one = [path for task in todo.values() for path in task.files if path.exists()][:1]
        work = run_on_cluster(todo, do, scheduler, [out / LOCK, *one], watcher)
    with closing(work) as results:
        for folder, result in results:
            mark = _lost(todo[folder], result.reason) if isinstance(result, Lost) else result
            finished[folder] = mark
            if mark.is_done:
                told(out / folder, mark)
    return finished


def _lost(task: Task, reason: str) -> ResultMark:
    """Keep that a recording was given up: tried again each time, it would cost a process each time."""
    return keep_failure(task, task.mark(exits.FAILURE, f"{task.stamp.name}: {reason}"))


def _result(out: Path, plan: Worklist, finished: Mapping[str, ResultMark], contents: Contents) -> Batch:
    failed = plan.failed | {folder: mark for folder, mark in finished.items() if not mark.is_done}
    return Batch(
        out=out,
        table=contents.path,
        recordings=contents.recordings,
        repetitions=contents.repetitions,
        done={folder: mark for folder, mark in sorted(finished.items()) if mark.is_done},
        skipped=plan.skipped,
        failed=dict(sorted(failed.items())),
        damaged=tuple(contents.damaged),
    )
