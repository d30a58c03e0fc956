"""``manifest.toml``: which clips a folder holds, where their truth is, and what was derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from formcheck.errors import Fault, FaultyFileError
from formcheck.events import Verdict
from formcheck.samples import Side
from formcheck.validation.truth.faults import faults_of, read_toml

MANIFEST: Final = "manifest.toml"
_NEXT: Final = "sample_videos/README.md shows what a folder of clips looks like."


_INSIDE: Final = "a path inside the folder, with / between its parts"


def _is_inside(name: str) -> str:
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts:
        raise ValueError(_INSIDE)
    return name


FileName = Annotated[str, AfterValidator(_is_inside), Field(description=_INSIDE)]


class Change(StrEnum):
    """How a derived clip differs from its original."""

    VARIABLE_RATE = "variable_rate"
    ROTATED = "rotated"
    MIRRORED = "mirrored"
    FPS_15 = "fps_15"
    FPS_60 = "fps_60"
    SMALL = "small"
    FEET_CROPPED = "feet_cropped"


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera stood: how far off the side view, and how far away."""

    yaw_deg: float | None = None
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class _Light:
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class _Clothes:
    legs: str | None = None
    shoes: bool | None = None


@dataclass(frozen=True, slots=True)
class ClipScene:
    """What is shown of how a clip was made; the scores know nothing of it."""

    background: str | None = None
    hands: str | None = None
    camera: Camera = Camera()
    light: _Light = _Light()
    clothes: _Clothes = _Clothes()


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True)


class Described(_Table):
    """What is said of a clip, whatever folder it is in; its truth is kept beside it.

    Parameters
    ----------
    file : str
        Its name, with / between the parts of its path.
    title, exercise : str
        What people call it, and what it is judged as.
    side : Side or None
        The working leg; None where nobody noted it.
    held_back : bool
        Whether it was kept out of all tuning.
    scene : ClipScene
        How it was made, as far as that is shown.
    conditions : mapping of str to str
        More of how it was made: what results are told apart by.
    """

    file: FileName
    title: str
    exercise: str
    side: Side | None = None
    held_back: bool = False
    scene: ClipScene = ClipScene()
    conditions: Mapping[str, str] = {}


class Clip(Described):
    """One ``[[clip]]``: a video with its truth."""

    truth: FileName
    side: Side
    facing: Side


class Derived(_Table):
    """One ``[[derived]]``: a clip made of another; its truth is that of the original."""

    file: FileName
    original: FileName
    change: Change
    verdict: Verdict | None = None


class Manifest(_Table):
    """All clips of a folder."""

    clip: tuple[Clip, ...]
    derived: tuple[Derived, ...] = ()

    def original_of(self, derived: Derived) -> Clip:
        """Return the clip that another was made of.

        Parameters
        ----------
        derived : Derived
            One of this manifest's.
        """
        return next(clip for clip in self.clip if clip.file == derived.original)


def load_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Parameters
    ----------
    folder : Path
        Where `MANIFEST` and the clips are.

    Raises
    ------
    InputError
        It is missing, is no TOML, or an entry we need has faults: all of them in one message.
    """
    path = folder / MANIFEST
    document = read_toml(path, "the list of clips", f"Name a folder with a {MANIFEST}. {_NEXT}")
    try:
        manifest = Manifest.model_validate(document)
    except ValidationError as error:
        raise FaultyFileError(str(path), faults_of(error, Manifest.model_json_schema()), next_step=_NEXT) from error
    faults = tuple(_inconsistencies(manifest))
    if faults:
        raise FaultyFileError(str(path), faults, next_step=_NEXT)
    return manifest


def _inconsistencies(manifest: Manifest) -> Iterator[Fault]:
    """Yield what no entry shows by itself."""
    names = Counter([*(clip.file for clip in manifest.clip), *(derived.file for derived in manifest.derived)])
    for name, count in names.items():
        if count > 1:
            yield Fault("file", f"{name!r} {count} times", "each clip once")
    originals = {clip.file for clip in manifest.clip}
    for number, derived in enumerate(manifest.derived, 1):
        if derived.original not in originals:
            yield Fault(f"derived[{number}].original", repr(derived.original), "the file of a [[clip]]")
