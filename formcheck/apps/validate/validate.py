"""Validate: every clip of a folder run, and held against what is known of it. The Python interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from formcheck.apps.estimators import check_estimator
from formcheck.apps.validate.folders import Plan, plan
from formcheck.apps.validate.pool import SilentWatcher, Watcher, run_all
from formcheck.apps.validate.run import failure_of
from formcheck.apps.validate.selection import RunSettings, Selection, jobs_of
from formcheck.computer import usable_cores
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_MODEL
from formcheck.errors import InputError
from formcheck.pose.bundles import ModelBundle, find_bundle
from formcheck.session.model import Software
from formcheck.validation.account import Account, account_of
from formcheck.validation.by_hand import hand_rows
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
from formcheck.validation.targets import Apart, Target, hold_account_against, hold_against, reach_of
from formcheck.validation.truth.conditions import conditions_of
from formcheck.validation.truth.folder import FolderKind, recognise
from formcheck.validation.truth.population import RATES


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
    rate: str | None = None,
    watcher: Watcher | None = None,
) -> Validation:
    """Run the engine over clips with a known answer and score it.

    Parameters
    ----------
    folder : str or Path
        A folder of sample clips (``manifest.toml``), of other people's clips (``truth.json``), of a rendered population
        or of records of real people: it is recognised by what it holds.
    model : str
        Pose model: ``heavy`` or ``full``.
    estimator : str
        What runs it: ``litert`` or ``mediapipe``.
    jobs : int, optional
        Clips at a time; without it as many as there are processors. 1 stays in this process.
    records : str or Path, optional
        Folder in which the landmarks of each video are kept, and from which they are taken where they fit.
    records_only : bool
        Whether only kept landmarks may be used: neither videos nor the pose model are then touched.
    negatives : sequence of str or Path
        Folders of videos in which nobody does the exercise.
    only : sequence of str
        Clips to do, by name without folder and ending; empty for all.
    rate : str, optional
        Of a population: ``30`` (without it), ``15`` or ``uneven`` pictures a second.
    watcher : Watcher, optional
        Is told how far it is.

    Returns
    -------
    Validation
        The scores. Clips that could not be run are listed in it and in no score.

    Raises
    ------
    InputError
        What lists the clips has faults, or a name, folder, rate or estimator is none.
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
    kind = recognise(place)
    pictures = _rate(kind, rate)
    planned = plan(kind, place, [Path(one) for one in negatives], only)
    processes = jobs or usable_cores()
    threads = None if processes == 1 else 1  # the processes take the cores already
    kept = Path(records) if records is not None else None
    way = RunSettings(model, estimator, threads, kept, records_only, pictures)
    done = run_all(jobs_of(planned.selection, planned.truths, place, way), processes, watcher or SilentWatcher())
    failures = [*planned.failures, *(one for one in done if isinstance(one, Failure))]
    runs = {one.file: one for one in done if isinstance(one, Run)}
    about = _About(kind, place.resolve().name, pictures, bundle)
    return _assemble(about, planned, runs, failures)


@dataclass(frozen=True, slots=True)
class _About:
    """What is validated, on which pictures, with which model."""

    kind: FolderKind
    name: str
    rate: str
    bundle: ModelBundle


def _rate(kind: FolderKind, rate: str | None) -> str:
    """Return the pictures a second of a population; empty of other folders, which have their own."""
    if kind is not FolderKind.POPULATION:
        if rate is not None:
            raise InputError(
                "only a population was kept at several rates.",
                where="--rate",
                next_step="Leave it out for this folder.",
            )
        return ""
    if rate is not None and rate not in RATES:
        raise InputError(f"{rate!r} is no rate.", where="--rate", next_step=f"Choose of: {', '.join(RATES)}.")
    return rate or RATES[0]


def _assemble(about: _About, planned: Plan, runs: Mapping[str, Run], failures: Sequence[Failure]) -> Validation:
    selection = planned.selection
    conditions = {clip.file: conditions_of(clip) for clip in selection.clips}
    data = {
        file: gather(runs[file], truth, conditions.get(file, {}))
        for file, truth in planned.truths.items()
        if file in runs
    }
    clips = tuple(clip_result(clip, runs[clip.file], data[clip.file]) for clip in selection.clips if clip.file in data)
    derived = tuple(
        derived_result(one, data[one.original], data[one.file])
        for one in selection.derived
        if one.file in data and one.original in data
    )
    negatives = tuple(
        negative_result(runs[name], selection.exercises) for name, _ in selection.negatives if name in runs
    )
    groups = _groups(clips, data)
    by_hand = hand_rows([data[clip.file] for clip in clips])
    result = Validation(
        kind=about.kind,
        name=about.name,
        rate=about.rate,
        software=_software(runs, about.bundle),
        groups=groups,
        accounts=_accounts(clips, data, groups),
        by_hand=by_hand,
        targets=(),
        clips=clips,
        derived=derived,
        negatives=negatives,
        failures=(*failures, *_orphans(selection, data)),
        unknown=planned.unknown,
        data={clip.file: data[clip.file] for clip in clips},
    )
    return replace(result, targets=_targets(result))


def _accounts(clips: Sequence[ClipResult], data: Mapping[str, ClipData], groups: Groups) -> dict[str, Account]:
    held_back = {clip.file for clip in clips if clip.held_back}
    members = {
        "all": [data[clip.file] for clip in clips],
        "tuning": [data[clip.file] for clip in clips if clip.file not in held_back],
        "held_back": [data[clip.file] for clip in clips if clip.file in held_back],
    }
    return {name: account_of(members[name]) for name in groups.shown} or {"all": account_of([])}


def _targets(result: Validation) -> tuple[Target, ...]:
    if result.kind is FolderKind.SAMPLES:
        apart = _apart(result.derived, result.negatives)
        return hold_against(result.groups.all, result.groups.held_back, apart)
    reach = reach_of(result.kind, result.software.model, result.rate)
    is_held_back = result.account_group == "held_back"
    return hold_account_against(reach, result.account, result.by_hand, is_held_back=is_held_back)


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
