"""Reading, finding body points and writing overlap, on all cores; the record is that of one thing after the other."""

from __future__ import annotations

import filecmp
from contextlib import closing
from pathlib import Path

import pytest

from formcheck.apps.estimators import make_estimator
from formcheck.apps.recordings import review
from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.outputs.jsonl import RecordFile
from formcheck.pose.bundles import find_bundle
from formcheck.session.run import make_header, prescribe, run_session
from formcheck.sources.video import VideoFile
from formcheck.sources.watching import PictureWatch
from tests.support.truth import BRIEF, SAMPLES
from tests.support.videos import keep_seconds

SECONDS = 7.5

pytestmark = pytest.mark.slow


def review_in_turn(video: Path, record: Path) -> None:
    """Review on one thread: each frame is read, estimated, judged and written before the next is read."""
    bundle = find_bundle("full")
    with closing(VideoFile(video)) as source, closing(make_estimator("litert", bundle, 1)) as estimator:
        header = make_header(source.info, prescribe(DEFAULT_EXERCISE, None, None), bundle, estimator, None)
        watch = PictureWatch()
        poses = ((watch.look(frame, estimator.estimate(frame)), frame) for frame in source.frames())
        run_session(header, poses, (RecordFile(record),))


def test_the_record_is_that_of_one_thing_after_the_other(tmp_path: Path) -> None:
    video = keep_seconds(SAMPLES / f"{BRIEF}.mp4", tmp_path / "clip.mp4", SECONDS)
    review_in_turn(video, tmp_path / "in-turn.jsonl")
    session = review(video, model="full", out=tmp_path / "all-cores", threads=2)
    assert session.summary.attempts == 1
    assert filecmp.cmp(tmp_path / "all-cores" / "record.jsonl", tmp_path / "in-turn.jsonl", shallow=False)
