"""What a validation is to run: the clips of a folder, those derived of them, and the negatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from formcheck.apps.validate.run import Job, failure_of
from formcheck.apps.videos import find_videos
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.errors import Fault, FormcheckError, InputError
from formcheck.validation.runs import Failure
from formcheck.validation.truth.clip import Truth, load_truth, mirrored
from formcheck.validation.truth.manifest import Change, Clip, Derived, Described, Manifest

_TYPICAL_FRAMES = 240


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How clips are run.

    Parameters
    ----------
    model, estimator : str
        The pose model, and what runs it.
    threads : int or None
        How many threads run it; None for as many as suit this machine.
    records : Path or None
        Folder of kept landmarks; None to keep none.
    records_only : bool
        Whether those alone may be used: neither videos nor the pose model are then touched.
    rate : str
        Of a population's landmarks: which pictures a second.
    """

    model: str
    estimator: str
    threads: int | None
    records: Path | None
    records_only: bool
    rate: str = ""

    def job(self, file: str, video: Path, exercises: Sequence[str], frames: int) -> Job:
        """Return the job for a clip.

        Parameters
        ----------
        file : str
            Name of the clip, with / between the parts of its path.
        video : Path
            Where it is.
        exercises : sequence of str
            What it is judged as.
        frames : int
            About how many frames it has.
        """
        run_by = (self.model, self.estimator, self.threads)
        return Job(file, video, tuple(exercises), *run_by, self.records, self.records_only, frames, self.rate)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be run and shown.

    Parameters
    ----------
    clips, derived : tuple
        What is shown.
    originals : tuple of Clip
        What is run only because something shown was derived of it.
    negatives : tuple of (str, Path)
        Names and places of the clips in which nobody exercises.
    exercises : tuple of str
        What the negatives are judged as: every exercise of the folder.
    """

    clips: tuple[Described, ...]
    derived: tuple[Derived, ...]
    originals: tuple[Clip, ...]
    negatives: tuple[tuple[str, Path], ...]
    exercises: tuple[str, ...]


def select(manifest: Manifest, negatives: Sequence[Path], only: Sequence[str]) -> Selection:
    """Return what is to be run.

    Parameters
    ----------
    manifest : Manifest
        The clips of the folder.
    negatives : sequence of Path
        Folders of videos in which nobody does the exercise.
    only : sequence of str
        Names of clips without folder and ending; empty for all.

    Raises
    ------
    InputError
        A name is no clip's, or a folder holds no video.
    """
    chosen = choose(manifest.clip, manifest.derived, negatives, only)
    needed = {one.original for one in chosen.derived} - {clip.file for clip in chosen.clips}
    return replace(chosen, originals=tuple(clip for clip in manifest.clip if clip.file in needed))


def choose(
    clips: Sequence[Described], derived: Sequence[Derived], negatives: Sequence[Path], only: Sequence[str]
) -> Selection:
    """Return what is to be run of the clips of any folder.

    Parameters
    ----------
    clips, derived : sequence
        The clips, and those made of them.
    negatives : sequence of Path
        Folders of videos in which nobody does the exercise.
    only : sequence of str
        Names of clips without folder and ending; empty for all.

    Raises
    ------
    InputError
        A name is no clip's, or a folder holds no video.
    """
    others = tuple(pair for folder in negatives for pair in _videos(folder))
    files = [one.file for one in clips] + [one.file for one in derived] + [name for name, _ in others]
    _check_names(only, [_stem(file) for file in files])
    return Selection(
        clips=tuple(clip for clip in clips if _is_wanted(clip.file, only)),
        derived=tuple(one for one in derived if _is_wanted(one.file, only)),
        originals=(),
        negatives=tuple((name, path) for name, path in others if _is_wanted(name, only)),
        exercises=tuple(sorted({clip.exercise for clip in clips})) or (DEFAULT_EXERCISE,),
    )


def load_truths(plan: Selection, folder: Path) -> tuple[dict[str, Truth], list[Failure]]:
    """Return the truth of every clip, derived ones included, and what could not be read.

    Parameters
    ----------
    plan : Selection
        What is to be run.
    folder : Path
        The folder that the manifest stands in.

    Returns
    -------
    tuple of dict of str to Truth, and list of Failure
        The truths by the names of the clips. One that cannot be read costs only its clip and those derived of it.
    """
    truths: dict[str, Truth] = {}
    failures: list[Failure] = []
    for clip in (*plan.clips, *plan.originals):
        if not isinstance(clip, Clip):
            raise TypeError("the clips of a manifest have their truth each")
        try:
            truths[clip.file] = _truth_of(clip, folder)
        except FormcheckError as error:
            failures.append(failure_of(clip.file, error))
    for one in plan.derived:
        original = truths.get(one.original)
        if original is None:
            lack = InputError(f"its original {one.original} has no truth.", where=one.file)
            failures.append(failure_of(one.file, lack))
        else:
            truths[one.file] = mirrored(original) if one.change is Change.MIRRORED else original
    return truths, failures


def _truth_of(clip: Clip, folder: Path) -> Truth:
    """Return the truth of a clip, which must be of the leg that the manifest names."""
    path = folder / clip.truth
    truth = load_truth(path)
    if (truth.side, truth.facing) != (clip.side, clip.facing):
        fault = Fault("side, facing", f"{truth.side}, {truth.facing}", f"{clip.side}, {clip.facing} as in the manifest")
        raise InputError(str(fault), where=str(path), next_step="Render the clip anew, or mend the manifest.")
    return truth


def jobs_of(plan: Selection, truths: Mapping[str, Truth], folder: Path, way: RunSettings) -> list[Job]:
    """Return the jobs: of clips that have a truth, and of the negatives; the longest first, to end together.

    Parameters
    ----------
    plan : Selection
        What is to be run.
    truths : mapping of str to Truth
        The truth of each clip, by its name.
    folder : Path
        The folder that the clips are in.
    way : RunSettings
        How all are run.
    """
    exercises = {clip.file: clip.exercise for clip in (*plan.clips, *plan.originals)}
    exercises |= {one.file: exercises[one.original] for one in plan.derived if one.original in exercises}
    clips = sorted(truths, key=lambda file: -len(truths[file].t_s))
    frames = {file: len(truths[file].t_s) or _TYPICAL_FRAMES for file in clips}
    jobs = [way.job(file, folder / file, [exercises[file]], frames[file]) for file in clips]
    return jobs + [way.job(name, path, plan.exercises, _TYPICAL_FRAMES) for name, path in plan.negatives]


def _videos(folder: Path) -> list[tuple[str, Path]]:
    found = find_videos([folder]) if folder.is_dir() else []
    if not found or found == [folder]:
        next_step = "Name a folder of videos in which nobody does the exercise."
        raise InputError("holds no video.", where=str(folder), next_step=next_step)
    return [(f"{folder.resolve().name}/{path.name}", path) for path in found]


def _check_names(only: Sequence[str], known: Sequence[str]) -> None:
    unknown = [name for name in only if name not in known]
    if unknown:
        next_step = f"Choose of: {', '.join(sorted(known))}."
        raise InputError(f"no clip is called {', '.join(unknown)}.", where="--only", next_step=next_step)


def _is_wanted(file: str, only: Sequence[str]) -> bool:
    return not only or _stem(file) in only


def _stem(file: str) -> str:
    return PurePosixPath(file).name.partition(".")[0]
