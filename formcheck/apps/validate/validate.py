"""Validate: every clip of a folder run, and held against what is known of it. The Python interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from formcheck.apps.estimators import check_estimator
from formcheck.apps.validate.assemble import About, assemble
from formcheck.apps.validate.corrected import validate_corrected
from formcheck.apps.validate.folders import plan
from formcheck.apps.validate.pool import SilentWatcher, Watcher, run_all
from formcheck.apps.validate.run import run
from formcheck.apps.validate.selection import RunSettings, jobs_of
from formcheck.apps.validate.therapy import validate_therapy
from formcheck.computer import usable_cores
from formcheck.defaults import DEFAULT_ESTIMATOR, DEFAULT_MODEL
from formcheck.errors import InputError
from formcheck.pose.bundles import find_bundle
from formcheck.session.model import Software
from formcheck.validation.results import DerivedResult, NegativeResult, Outcome, Validation
from formcheck.validation.targets import (
    Apart,
    Target,
    hold_account_against,
    hold_against,
    hold_trials_against,
    reach_of,
)
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
        A folder of sample clips (``manifest.toml``), of other people's clips (``truth.json``), of a rendered
        population, of records of real people, of what clinicians corrected (``corrections.json``), or of people with
        sensors: it is recognised by what it holds. With the last two there is no pose model to choose, and what is said
        of models and landmarks here does not count.
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
    if kind is FolderKind.SENSORS:
        return _with_targets(validate_therapy(place, only, jobs, watcher))
    if kind is FolderKind.CORRECTED:
        return _with_targets(validate_corrected(place, only, jobs, watcher))
    pictures = _rate(kind, rate)
    planned = plan(kind, place, [Path(one) for one in negatives], only)
    processes = jobs or usable_cores()
    threads = None if processes == 1 else 1  # the processes take the cores already
    kept = Path(records) if records is not None else None
    way = RunSettings(model, estimator, threads, kept, records_only, pictures)
    todo = jobs_of(planned.selection, planned.truths, place, way)
    done = run_all(todo, run, processes, watcher or SilentWatcher())
    unknown = Software("formcheck", "", "", "", bundle.name, bundle.sha256)
    result = assemble(About(kind, place.resolve().name, pictures, unknown), planned, done)
    return _with_targets(result)


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


def _with_targets(result: Validation) -> Validation:
    return replace(result, targets=_targets(result))


def _targets(result: Validation) -> tuple[Target, ...]:
    if result.kind is FolderKind.CORRECTED:  # whoever is measured here promised nothing
        return ()
    if result.kind is FolderKind.SENSORS:
        phantoms = sum(sum(one.repetitions.values()) for one in result.negatives)
        return hold_trials_against(list(result.data.values()), phantoms)
    if result.kind is FolderKind.SAMPLES:
        apart = _apart(result.derived, result.negatives)
        return hold_against(result.groups.all, result.groups.held_back, apart)
    reach = reach_of(result.kind, result.software.model, result.rate)
    is_held_back = result.account_group == "held_back"
    return hold_account_against(reach, result.account, result.by_hand, is_held_back=is_held_back)


def _apart(derived: Sequence[DerivedResult], negatives: Sequence[NegativeResult]) -> Apart:
    never_blamed = {Outcome.AS_REQUIRED, Outcome.NOTHING_COUNTED}
    return Apart(
        phantoms=sum(sum(one.repetitions.values()) for one in negatives),
        same=[one.outcome is Outcome.SAME for one in derived if one.required is None],
        blamed=[one.outcome not in never_blamed for one in derived if one.required is not None],
    )
