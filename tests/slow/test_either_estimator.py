"""A review by either estimator: the record says which, and how its points came."""

from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.session.record import read_record
from tests.support.commands import Submit
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("estimator", "is_smoothed"), [("litert", False), ("mediapipe", True)])
def test_a_review_by_each(estimator: str, is_smoothed: bool, tmp_path: Path, submit: Submit) -> None:
    clip = keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path / "clip.mp4", 3.0)
    done = submit(clip, "--estimator", estimator, "--model", "full", "--no-overlay").result()
    assert done.code == 0, done.err
    record = read_record(done.folder / "clip" / "record.jsonl")
    assert (record.header.software.estimator, record.header.is_smoothed) == (estimator, is_smoothed)
    assert all(pose.landmarks for pose in record.poses)
