"""The sample clip that is reviewed for the pictures, once for all of them."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.support.commands import COMMAND
from tests.support.truth import SAMPLES

CLIP: Final = SAMPLES / "mixed-tibial-slider.mp4"
"""Five repetitions: good, knee short, foot not pulled up, rushed, held."""


@dataclass(frozen=True, slots=True)
class Span:
    """When a repetition starts and ends, in seconds of the video.

    Parameters
    ----------
    start_s, end_s : float
        Its ends.
    """

    start_s: float
    end_s: float


def review(folder: Path) -> Path:
    """Review the clip, where that was not done before, and return the folder of its results.

    Parameters
    ----------
    folder : Path
        Where that folder is made.

    Raises
    ------
    subprocess.CalledProcessError
        The review failed; why, the program has said.
    """
    results = folder / CLIP.stem
    if not results.exists():
        english = os.environ | {"LC_ALL": "C.UTF-8"}
        subprocess.run([COMMAND, "review", CLIP, "--out", folder, "--quiet"], check=True, env=english)
    return results


def read_spans(results: Path) -> list[Span]:
    """Return when the repetitions of a review are, in order.

    Parameters
    ----------
    results : Path
        The folder of its results.
    """
    session = json.loads((results / "session.json").read_text(encoding="utf-8"))
    return [Span(float(one["start_s"]), float(one["end_s"])) for one in session["repetitions"]]
