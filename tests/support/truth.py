"""The sample clips and the truth they were rendered from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.events import Severity
from formcheck.samples import AngleSample, Dof
from formcheck.session.model import Session

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "sample_videos"
STEMS: Final = ("good-tibial-slider", "mixed-tibial-slider")

KNEE_MAE_DEG: Final = 3.5
ANKLE_MAE_DEG: Final = 5.0
TIME_TOLERANCE_S: Final = 0.2
"""What the project promises for the heavy model on the sample clips."""


@dataclass(frozen=True, slots=True)
class TrueRepetition:
    """What a rendered repetition deserves; see the truth files."""

    index: int
    start_s: float
    peak_s: float
    end_s: float
    verdict: str
    flags: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth about one clip.

    Parameters
    ----------
    stem : str
        Its name.
    side, facing : str
        The working leg, and where the person faces.
    t_s : ndarray, shape (frames,)
        Times of the frames.
    deg : dict of Dof to ndarray, shape (frames,)
        True angles.
    repetitions : tuple of TrueRepetition
        In order.
    """

    stem: str
    side: str
    facing: str
    t_s: NDArray[np.float64]
    deg: dict[Dof, NDArray[np.float64]]
    repetitions: tuple[TrueRepetition, ...]

    def mean_error_deg(self, dof: Dof, samples: Iterable[AngleSample]) -> float:
        """Return the mean absolute error of an angle over the frames in which it was measured."""
        times, measured = np.array([(sample.t_s, sample.deg[dof]) for sample in samples]).T
        errors = np.abs(measured - np.interp(times, self.t_s, self.deg[dof]))
        return float(np.nanmean(errors))


def load_truth(stem: str) -> Truth:
    """Return the truth about a sample clip."""
    document = json.loads((SAMPLES / f"{stem}.truth.json").read_text(encoding="utf-8"))
    frames = document["frames"]
    return Truth(
        stem=stem,
        side=document["side"],
        facing=document["facing"],
        t_s=np.array(frames["t_s"]),
        deg={dof: np.array(frames[f"{dof}_deg"]) for dof in Dof},
        repetitions=tuple(_repetition(entry) for entry in document["repetitions"]),
    )


def _repetition(entry: dict[str, object]) -> TrueRepetition:
    flags = entry["flags"]
    assert isinstance(flags, list)
    return TrueRepetition(
        index=int(str(entry["index"])),
        start_s=float(str(entry["start_s"])),
        peak_s=float(str(entry["peak_s"])),
        end_s=float(str(entry["end_s"])),
        verdict=str(entry["verdict"]),
        flags=tuple((flag["kind"], flag.get("dof")) for flag in flags),
    )


def check_against_truth(session: Session, truth: Truth) -> None:
    """Assert that a session found what was rendered: the leg, every attempt, each verdict and its faults."""
    assert (session.side, session.facing) == (truth.side, truth.facing)
    assert session.summary.attempts == len(truth.repetitions)
    assert [one.verdict.value for one in session.repetitions] == [one.verdict for one in truth.repetitions]
    faults = [tuple((f.kind, f.dof) for f in one.flags if f.severity is Severity.FAULT) for one in session.repetitions]
    for found, expected in zip(faults, truth.repetitions, strict=True):
        assert [kind for kind, _ in found] == [kind for kind, _ in expected.flags]
        for (_, dof), (_, true_dof) in zip(found, expected.flags, strict=True):
            assert true_dof is None or dof == true_dof
