"""Landmarks of the rendered population (stands in until the one of the population's branch is merged)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from formcheck.samples import Pose

SUFFIX: Final = ".landmarks.xz"
UNEVEN: Final = "uneven"
RATES: Final = ("30", "15", UNEVEN)


def load_landmarks(path: Path, model: str, rate: str) -> tuple[Pose, ...]:
    """Return the landmarks of a clip.

    Parameters
    ----------
    path : Path
        The file.
    model, rate : str
        Which of its runs.
    """
    raise NotImplementedError(path, model, rate)
