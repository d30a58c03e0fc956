"""What a folder of each kind gives to run: its clips, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from formcheck.apps.validate.run import failure_of
from formcheck.apps.validate.selection import Selection, choose, load_truths, select
from formcheck.errors import FormcheckError
from formcheck.validation.runs import Failure
from formcheck.validation.truth.clip import Truth
from formcheck.validation.truth.clip_set import load_clip_set
from formcheck.validation.truth.drawn import drawn_clips
from formcheck.validation.truth.folder import FolderKind
from formcheck.validation.truth.manifest import Described, load_manifest
from formcheck.validation.truth.real import real_clips, real_truth


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run.

    Parameters
    ----------
    selection : Selection
        The clips.
    truths : mapping of str to Truth
        What is known of each clip, by its name.
    failures : tuple of Failure
        Clips whose truth cannot be read.
    unknown : tuple of str
        Records of which nothing is known.
    people : mapping of str to str
        Whose each clip is, by its name, where several are of one person.
    """

    selection: Selection
    truths: Mapping[str, Truth]
    failures: tuple[Failure, ...] = ()
    unknown: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)


def plan(kind: FolderKind, folder: Path, negatives: Sequence[Path], only: Sequence[str]) -> Plan:
    """Return what a folder gives to run.

    Parameters
    ----------
    kind : FolderKind
        What kind of folder it is.
    folder : Path
        The folder.
    negatives : sequence of Path
        Folders of videos in which nobody does the exercise.
    only : sequence of str
        Names of clips without folder and ending; empty for all.

    Raises
    ------
    InputError
        What lists the clips has faults, a name is no clip's, or a folder of negatives holds no video.
    """
    if kind is FolderKind.SAMPLES:
        chosen = select(load_manifest(folder), negatives, only)
        truths, failures = load_truths(chosen, folder)
        return Plan(chosen, truths, tuple(failures))
    if kind is FolderKind.CLIP_SET:
        clip_set = load_clip_set(folder)
        return _plan(clip_set.clips, clip_set.truth_of, negatives, only)
    if kind is FolderKind.POPULATION:
        drawn = drawn_clips(folder)
        return _plan(drawn.clips, drawn.truth_of, negatives, only)
    clips, unknown = real_clips(folder)
    return _plan(clips, real_truth, negatives, only, () if only else unknown)


def _plan(
    clips: Sequence[Described],
    truth_of: Callable[[Described], Truth],
    negatives: Sequence[Path],
    only: Sequence[str],
    unknown: tuple[str, ...] = (),
) -> Plan:
    chosen = choose(clips, (), negatives, only)
    truths: dict[str, Truth] = {}
    failures: list[Failure] = []
    for clip in chosen.clips:
        try:
            truths[clip.file] = truth_of(clip)
        except FormcheckError as error:  # costs only its clip
            failures.append(failure_of(clip.file, error))
    return Plan(chosen, truths, tuple(failures), unknown)
