"""The sample clips, what they are to show, and what is promised of them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from formcheck.session.model import Session
from formcheck.validation.compare import as_scored
from formcheck.validation.targets import TargetKind
from formcheck.validation.truth.clip import Truth
from formcheck.validation.truth.manifest import load_manifest
from formcheck.validation.verdicts.flags import compare

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "sample_videos"
NEGATIVES: Final = ROOT.parent / "shared" / "data" / "negatives"
"""Real people who do something else; their clips are no part of the project."""
MANIFEST: Final = load_manifest(SAMPLES)
FILES: Final = (*(clip.file for clip in MANIFEST.clip), *(derived.file for derived in MANIFEST.derived))
STEMS: Final = tuple(PurePosixPath(clip.file).stem for clip in MANIFEST.clip)
BRIEF: Final = "brief-tibial-slider"
"""The shortest clip, without a known exception: three repetitions, of which two have a fault."""

MUST: Final = {
    TargetKind.CLIPS_EXACT: 0.95,
    TargetKind.CLIPS_WITHIN_ONE: 1.0,
    TargetKind.COUNTED_WITHOUT_ANY: 0.0,
    TargetKind.VERDICTS_AGREE: 0.90,
    TargetKind.FLAGS_PRECISION: 0.85,
    TargetKind.FLAGS_RECALL: 0.85,
    TargetKind.KNEE: 3.5,
    TargetKind.KNEE_RANGE: 3.0,
    TargetKind.ANKLE: 5.0,
    TargetKind.ANKLE_CHANGE: 5.0,
    TargetKind.TIME_OF_START: 0.20,
    TargetKind.TIME_OF_PEAK: 0.20,
    TargetKind.TIME_OF_END: 0.20,
    TargetKind.DERIVED_SAME: 1.0,
    TargetKind.DERIVED_BLAMED: 0.0,
}
"""What must be reached over all clips and over those held back: shares, degrees, seconds, counts."""


def check_against_truth(session: Session, truth: Truth) -> None:
    """Assert that a session found what was rendered: the leg, every attempt, each verdict and its faults."""
    assert (session.side, session.facing) == (truth.side, truth.facing)
    assert session.summary.attempts == len(truth.repetitions)
    found = [as_scored(one) for one in session.repetitions]
    assert [one.verdict for one in found] == [one.verdict for one in truth.repetitions]
    for here, there in zip(truth.repetitions, found, strict=True):
        _, wrong, missed = compare(here.flags, there.flags)
        assert (wrong, missed) == ([], [])
