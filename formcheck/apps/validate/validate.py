"""Validate: every clip of a folder run, and held against what is known of it. The Python interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from formcheck.apps.estimators import check_estimator
from formcheck.apps.validate import selection as planning
from formcheck.apps.validate.pool import SilentWatcher, Watcher, run_all
from formcheck.apps.validate.run import failure_of
from formcheck.apps.validate.selection import RunSettings, Selection
from formcheck.computer import usable_cores
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_MODEL
from formcheck.errors import InputError
from formcheck.pose.bundles import ModelBundle, find_bundle
from formcheck.session.model import Software
from formcheck.validation.compare import clip_result, derived_result, gather, negative_result
from formcheck.validation.model import ClipData
from formcheck.validation.results import (
    ClipResult,
    DerivedResult,
    Groups,
    NegativeResult,
    Outcome,
    Validation,
)
from formcheck.validation.runs import Failure, Run
from formcheck.validation.score import score
from formcheck.validation.targets import Apart, hold_against
from formcheck.validation.truth.manifest import load_manifest


def validate(
    folder: str | Path,
    *,
    model: str = DEFAULT_MODEL,
    estimator: str = DEFAULT_ESTIMATOR,
    jobs: int | None = None,
    records: str | Path | None = None,
    records_only: bool = False,
    negatives: Sequence[str | Path] = (),
    only: Sequence[str] = (),
    watcher: Watcher | None = None,
) -> Validation:
    """Run the engine over clips with a known answer and score it.

    Parameters
    ----------
    folder : str or Path
        A folder with ``manifest.toml``, videos and truth files.
    model : str
        Pose model: ``heavy`` or ``full``.
    estimator : str
        What runs it: ``litert`` or ``mediapipe``.
    jobs : int, optional
        Clips at a time; without it as many as there are processors. 1 stays in this process.
    records : str or Path, optional
        Folder in which the landmarks of each clip are kept, and from which they are taken where they fit.
    records_only : bool
        Whether only kept landmarks may be used: neither videos nor the pose model are then touched.
    negatives : sequence of str or Path
        Folders of videos in which nobody does the exercise.
    only : sequence of str
        Clips to do, by name without folder and ending; empty for all.
    watcher : Watcher, optional
        Is told how far it is.

    Returns
    -------
    Validation
        The scores. Clips that could not be run are listed in it and in no score.

    Raises
    ------
    InputError
        The manifest has faults, or a name, folder or estimator is none.
    ModelError
        The pose model is missing or altered.

    Examples
    --------
    >>> result = validate("sample_videos", records="kept")  # doctest: +SKIP
    >>> result.groups.all.ours.judging.agreement  # doctest: +SKIP
    0.97
    """
    check_estimator(estimator)
    bundle = find_bundle(model)
    place = Path(folder)
    plan = planning.select(load_manifest(place), [Path(one) for one in negatives], only)
    truths, failures = planning.load_truths(plan, place)
    processes = jobs or usable_cores()
    threads = None if processes == 1 else 1  # the processes take the cores already
    way = RunSettings(model, estimator, threads, Path(records) if records is not None else None, records_only)
    todo = planning.jobs_of(plan, truths, place, way)
    done = run_all(todo, processes, watcher or SilentWatcher())
    runs = {one.file: one for one in done if isinstance(one, Run)}
    failures += [one for one in done if isinstance(one, Failure)]
    data = {file: gather(runs[file], truth) for file, truth in truths.items() if file in runs}
    return _assemble(plan, runs, data, failures, bundle)


def _assemble(
    plan: Selection,
    runs: Mapping[str, Run],
    data: Mapping[str, ClipData],
    failures: Sequence[Failure],
    bundle: ModelBundle,
) -> Validation:
    clips = tuple(clip_result(clip, runs[clip.file], data[clip.file]) for clip in plan.clips if clip.file in data)
    derived = tuple(
        derived_result(one, data[one.original], data[one.file])
        for one in plan.derived
        if one.file in data and one.original in data
    )
    negatives = tuple(negative_result(runs[name], plan.exercises) for name, _ in plan.negatives if name in runs)
    groups = _groups(clips, data)
    return Validation(
        software=_software(runs, bundle),
        groups=groups,
        targets=hold_against(groups.all, groups.held_back, _apart(derived, negatives)),
        clips=clips,
        derived=derived,
        negatives=negatives,
        failures=(*failures, *_orphans(plan, data)),
        data={clip.file: data[clip.file] for clip in clips},
    )


def _groups(clips: Sequence[ClipResult], data: Mapping[str, ClipData]) -> Groups:
    return Groups(
        tuning=score([data[clip.file] for clip in clips if not clip.held_back]),
        held_back=score([data[clip.file] for clip in clips if clip.held_back]),
        all=score([data[clip.file] for clip in clips]),
    )


def _apart(derived: Sequence[DerivedResult], negatives: Sequence[NegativeResult]) -> Apart:
    never_blamed = {Outcome.AS_REQUIRED, Outcome.NOTHING_COUNTED}
    return Apart(
        phantoms=sum(sum(one.repetitions.values()) for one in negatives),
        same=[one.outcome is Outcome.SAME for one in derived if one.required is None],
        blamed=[one.outcome not in never_blamed for one in derived if one.required is not None],
    )


def _orphans(plan: Selection, data: Mapping[str, ClipData]) -> list[Failure]:
    """Return the derived clips that ran, but whose originals did not."""
    return [
        failure_of(one.file, InputError(f"nothing to compare with: {one.original} failed.", where=one.file))
        for one in plan.derived
        if one.file in data and one.original not in data
    ]


def _software(runs: Mapping[str, Run], bundle: ModelBundle) -> Software:
    """Return the programs: those that found the landmarks, and the formcheck that judges them now."""
    unknown = Software("formcheck", "", "", "", bundle.name, bundle.sha256)
    found = next((run.software for run in runs.values()), unknown)
    return replace(found, version=version("formcheck"))
