"""Clips as sensors would have measured them: every clip of a folder in every set-up, scored like videos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from formcheck.apps.validate.assemble import About, assemble
from formcheck.apps.validate.folders import Plan, plan
from formcheck.apps.validate.pool import SilentWatcher, Watcher, run_all
from formcheck.apps.validate.simulating import SimulatedJob, run_simulated
from formcheck.computer import usable_cores
from formcheck.errors import InputError
from formcheck.session.model import Software
from formcheck.validation.results import Validation
from formcheck.validation.runs import Failure, Run
from formcheck.validation.sensors import SetUpResult, marked, result_of
from formcheck.validation.simulated.setups import SETUPS, SetUp
from formcheck.validation.truth.folder import FolderKind, recognise

_SIMULATED = frozenset({FolderKind.SAMPLES, FolderKind.POPULATION})


def validate_simulated(
    folder: str | Path,
    *,
    set_ups: Sequence[str] = tuple(SETUPS),
    jobs: int | None = None,
    only: Sequence[str] = (),
    watcher: Watcher | None = None,
) -> tuple[SetUpResult, ...]:
    """Score what sensors would have made of clips whose angles are known.

    Parameters
    ----------
    folder : str or Path
        A folder of sample clips or of a rendered population; videos and landmarks are not looked at.
    set_ups : sequence of str
        Names of the set-ups (`formcheck.validation.simulated.setups`). One with a fault is held against the same
        without it where that is among them.
    jobs : int, optional
        Clips at a time; without it as many as there are processors. 1 stays in this process.
    only : sequence of str
        Clips to do, by name without folder and ending; empty for all.
    watcher : Watcher, optional
        Is told how far it is.

    Returns
    -------
    tuple of SetUpResult
        In the order of the set-ups. Clips that could not be used are listed in them and in no score.

    Raises
    ------
    InputError
        The folder holds no clips whose angles are known frame by frame, or a name is none.

    Examples
    --------
    >>> three, *_ = validate_simulated("sample_videos")  # doctest: +SKIP
    >>> three.outcomes.right.share  # doctest: +SKIP
    0.97
    """
    place = Path(folder)
    kind = recognise(place)
    if kind not in _SIMULATED:
        raise InputError(
            "sensors can be simulated only of clips whose angles are known frame by frame.",
            where=str(place),
            next_step="Name sample_videos or sample_videos/population.",
        )
    planned = plan(kind, place, (), only)
    selection = replace(planned.selection, derived=(), originals=())
    clips = {clip.file for clip in selection.clips}
    truths = {file: truth for file, truth in planned.truths.items() if file in clips}
    planned = replace(planned, selection=selection, truths=truths)
    wanted = [SETUPS[name] for name in set_ups]
    done = _run(planned, wanted, jobs or usable_cores(), watcher or SilentWatcher())
    about = About(kind, place.resolve().name, "", Software("formcheck", ""))
    return _results(wanted, {one.name: assemble(about, _seen_by(planned, one), done[one.name]) for one in wanted}, done)


def _run(planned: Plan, set_ups: Sequence[SetUp], processes: int, watcher: Watcher) -> dict[str, list[Run | Failure]]:
    """Return what became of every clip, by the names of the set-ups."""
    exercises = {clip.file: clip.exercise for clip in planned.selection.clips}
    todo = [
        SimulatedJob(f"{one.name} {file}", file, exercises[file], truth, one.name, len(truth.t_s))
        for one in set_ups
        for file, truth in sorted(planned.truths.items(), key=lambda item: -len(item[1].t_s))
    ]
    done = run_all(todo, run_simulated, processes, watcher)
    gathered: dict[str, list[Run | Failure]] = {one.name: [] for one in set_ups}
    for job, result in zip(todo, done, strict=True):
        gathered[job.set_up].append(replace(result, file=job.clip))
    return gathered


def _seen_by(planned: Plan, set_up: SetUp) -> Plan:
    return replace(planned, truths={file: marked(truth, set_up.shows) for file, truth in planned.truths.items()})


def _results(
    set_ups: Sequence[SetUp], validations: Mapping[str, Validation], done: Mapping[str, Sequence[Run | Failure]]
) -> tuple[SetUpResult, ...]:
    said = {name: {run.file: run.said for run in runs if isinstance(run, Run)} for name, runs in done.items()}
    return tuple(result_of(one, validations[one.name], said[one.name], validations.get(one.without)) for one in set_ups)
