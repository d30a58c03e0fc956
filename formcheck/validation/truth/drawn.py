"""The clips of a population drawn at random: what is known of them, in the form of the sample clips' truths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from formcheck.errors import FaultyFileError
from formcheck.samples import Side
from formcheck.validation.truth.clip import Truth, load_truth
from formcheck.validation.truth.conditions import band
from formcheck.validation.truth.faults import faults_of, read_json
from formcheck.validation.truth.manifest import ClipScene, Described
from formcheck.validation.truth.population import SUFFIX

_NEXT: Final = "Draw the clip again from its seed (sample_videos/population/README.md)."


_TOLD_ELSEWHERE: Final = {"yaw_deg", "distance_m", "shoes", "legs", "light", "background", "hands", "timing"}
_BANDS: Final[Mapping[str, tuple[str, tuple[float, ...], str]]] = {
    "camera_height_m": ("camera_height", (0.6, 0.9), " m"),
    "crf": ("compression", (24.0, 29.0), ""),
    "tremor_deg": ("tremor", (0.1, 0.4), "°"),
    "tail_s": ("tail", (0.3, 1.0), " s"),
}


class _Drawn(BaseModel):
    """What a truth file says of its clip, beside the truth."""

    model_config = ConfigDict(frozen=True)

    exercise: str
    side: Side
    held_back: bool
    scene: ClipScene = ClipScene()
    conditions: Mapping[str, bool | float | str] = {}


@dataclass(frozen=True, slots=True)
class Population:
    """The clips of a population.

    Parameters
    ----------
    folder : Path
        Where they are.
    clips : tuple of Described
        The clips, by their seeds.
    """

    folder: Path
    clips: tuple[Described, ...]

    def truth_of(self, clip: Described) -> Truth:
        """Return the truth of a clip.

        Parameters
        ----------
        clip : Described
            One of this population.

        Raises
        ------
        InputError
            It is missing or has faults.
        """
        return load_truth(_truth_path(self.folder / clip.file))


def drawn_clips(folder: Path) -> Population:
    """Return the clips of a population.

    Parameters
    ----------
    folder : Path
        Landmarks and truths, a pair of files for each clip.

    Raises
    ------
    InputError
        A truth is missing, or does not say what was drawn.
    """
    return Population(folder, tuple(_described(path) for path in sorted(folder.glob(f"*{SUFFIX}"))))


def _described(path: Path) -> Described:
    truth = _truth_path(path)
    try:
        drawn = _Drawn.model_validate(read_json(truth, "the truth of the clip", _NEXT))
    except ValidationError as error:
        raise FaultyFileError(str(truth), faults_of(error, _Drawn.model_json_schema()), next_step=_NEXT) from error
    return Described(
        file=path.name,
        title=path.name.removesuffix(SUFFIX),
        exercise=drawn.exercise,
        side=drawn.side,
        held_back=drawn.held_back,
        scene=drawn.scene,
        conditions=dict(filter(None, (_condition(*one) for one in drawn.conditions.items()))),
    )


def _condition(name: str, value: str | float | bool) -> tuple[str, str] | None:
    """Return a condition with its value in words or as a band; None for what the scene or each repetition tells."""
    if name in _TOLD_ELSEWHERE:
        return None
    if isinstance(value, bool):
        return name, "yes" if value else "no"
    if isinstance(value, str):
        return name, value
    about, edges, unit = _BANDS.get(name, (name, (), ""))
    return about, band(value, edges, unit) or ""


def _truth_path(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(SUFFIX) + ".truth.json")
