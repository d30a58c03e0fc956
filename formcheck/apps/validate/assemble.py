"""Every clip that was run, held against what is known of it: the result of a validation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from formcheck.apps.validate.folders import Plan
from formcheck.apps.validate.run import failure_of
from formcheck.apps.validate.selection import Selection
from formcheck.errors import InputError
from formcheck.session.model import Software
from formcheck.validation.account import Account, account_of
from formcheck.validation.by_hand import hand_rows
from formcheck.validation.compare import clip_result, derived_result, gather, negative_result
from formcheck.validation.model import ClipData
from formcheck.validation.results import ClipResult, Groups, Validation
from formcheck.validation.runs import Failure, Run
from formcheck.validation.score import score
from formcheck.validation.truth.conditions import conditions_of
from formcheck.validation.truth.folder import FolderKind


@dataclass(frozen=True, slots=True)
class About:
    """What is validated.

    Parameters
    ----------
    kind : FolderKind
        What kind of folder.
    name, rate : str
        Its name; of a population the pictures a second, else empty.
    software : Software
        What measures, for where no clip could be run.
    """

    kind: FolderKind
    name: str
    rate: str
    software: Software


def assemble(about: About, planned: Plan, done: Sequence[Run | Failure]) -> Validation:
    """Return the scores of what was run, without targets.

    Parameters
    ----------
    about : About
        What is validated.
    planned : Plan
        What was to be run.
    done : sequence of Run or Failure
        What became of it.
    """
    runs = {one.file: one for one in done if isinstance(one, Run)}
    failures = [*planned.failures, *(one for one in done if isinstance(one, Failure))]
    selection = planned.selection
    conditions = {clip.file: conditions_of(clip) for clip in selection.clips}
    data = {
        file: gather(runs[file], truth, conditions.get(file, {}), planned.people.get(file, ""))
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
    return Validation(
        kind=about.kind,
        name=about.name,
        rate=about.rate,
        software=_software(runs, about.software),
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


def _accounts(clips: Sequence[ClipResult], data: Mapping[str, ClipData], groups: Groups) -> dict[str, Account]:
    held_back = {clip.file for clip in clips if clip.held_back}
    members = {
        "all": [data[clip.file] for clip in clips],
        "tuning": [data[clip.file] for clip in clips if clip.file not in held_back],
        "held_back": [data[clip.file] for clip in clips if clip.file in held_back],
    }
    return {name: account_of(members[name]) for name in groups.shown} or {"all": account_of([])}


def _groups(clips: Sequence[ClipResult], data: Mapping[str, ClipData]) -> Groups:
    return Groups(
        tuning=score([data[clip.file] for clip in clips if not clip.held_back]),
        held_back=score([data[clip.file] for clip in clips if clip.held_back]),
        all=score([data[clip.file] for clip in clips]),
    )


def _orphans(plan: Selection, data: Mapping[str, ClipData]) -> list[Failure]:
    """Return the derived clips that ran, but whose originals did not."""
    return [
        failure_of(one.file, InputError(f"nothing to compare with: {one.original} failed.", where=one.file))
        for one in plan.derived
        if one.file in data and one.original not in data
    ]


def _software(runs: Mapping[str, Run], unknown: Software) -> Software:
    """Return the programs: those that measured, and the formcheck that judges now."""
    found = next((run.software for run in runs.values()), unknown)
    return replace(found, version=version("formcheck"))
