"""Which kind of folder it is: recognised by what it holds."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from formcheck.errors import InputError
from formcheck.validation.truth.clip_set import CLIP_SET
from formcheck.validation.truth.corrected import CORRECTED
from formcheck.validation.truth.manifest import MANIFEST
from formcheck.validation.truth.population import SUFFIX as POPULATION_SUFFIX
from formcheck.validation.truth.real import SUFFIX as REAL_SUFFIX
from formcheck.validation.truth.therapy.trials import TEST, is_therapy


class FolderKind(StrEnum):
    """What a folder of clips with a known answer is."""

    SAMPLES = "samples"  # rendered clips with a manifest, beside copies derived of them
    CLIP_SET = "clip_set"  # clips of others, with their truth in one file
    POPULATION = "population"  # landmarks of rendered people drawn at random
    REAL = "real"  # landmarks of real people, counted by eye
    CORRECTED = "corrected"  # landmarks of a clinic's people, with what its clinicians said
    SENSORS = "sensors"  # sensors on real people who did exercises well and badly, as they were asked


_HOLDS: Final = {
    FolderKind.SAMPLES: f"{MANIFEST} (sample clips)",
    FolderKind.CLIP_SET: f"{CLIP_SET} (clips with their truth)",
    FolderKind.CORRECTED: f"{CORRECTED} (what clinicians said)",
    FolderKind.REAL: f"*{REAL_SUFFIX} (landmarks of real people)",
    FolderKind.SENSORS: f"s*/e*/u*/{TEST} (physical therapy exercises, with sensors)",
    FolderKind.POPULATION: f"*{POPULATION_SUFFIX} (landmarks of a rendered population)",
}


def recognise(folder: Path) -> FolderKind:
    """Return which kind of folder it is.

    Parameters
    ----------
    folder : Path
        A folder of clips with a known answer.

    Raises
    ------
    InputError
        It is none, or holds nothing that would tell.
    """
    if (folder / MANIFEST).is_file():
        return FolderKind.SAMPLES
    if (folder / CLIP_SET).is_file():
        return FolderKind.CLIP_SET
    if (folder / CORRECTED).is_file():
        return FolderKind.CORRECTED
    if any(folder.glob(f"*{POPULATION_SUFFIX}")):
        return FolderKind.POPULATION
    if any(folder.glob(f"*{REAL_SUFFIX}")):
        return FolderKind.REAL
    if is_therapy(folder):
        return FolderKind.SENSORS
    lack = "holds no clips with a known answer" if folder.is_dir() else "is missing, or is no folder"
    raise InputError(
        f"the folder {lack}.",
        where=str(folder),
        next_step=f"Name a folder that holds {', or '.join(_HOLDS.values())}.",
    )
