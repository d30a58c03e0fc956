"""A slow machine judges fewer pictures a second: the counts stay, and nearly all verdicts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from formcheck.apps.speed import LEAST_FPS
from formcheck.events import Verdict
from formcheck.samples import Pose
from formcheck.validation.truth.clip import load_truth
from tests.support.sessions import watch
from tests.support.truth import MANIFEST, SAMPLES
from tests.support.visits import golden_record

CLIP_FPS = 25.0
LEAST_SAME = 0.93
MOST_BLAMED = 2
CLIPS = [clip.file.removesuffix(".mp4") for clip in MANIFEST.clip]
HASTY = {"passer-by"}
"""Of the passer-by, at some rates, a little is taken for a repetition that could not be seen."""

pytestmark = pytest.mark.xdist_group("golden")


def thinned(poses: Sequence[Pose], rate_hz: float) -> list[Pose]:
    """Return the poses that are left at a lower rate."""
    every = CLIP_FPS / rate_hz
    return [poses[round(number * every)] for number in range(int((len(poses) - 1) / every))]


def verdicts(stem: str, rate_hz: float) -> tuple[Verdict, ...]:
    record = golden_record(stem)
    return tuple(watch(thinned(record.poses, rate_hz), record.header).verdicts)


@pytest.mark.slow
def test_at_the_least_rate_everything_is_counted_and_nearly_all_judged_as_deserved() -> None:
    deserved = {stem: [one.verdict for one in load_truth(SAMPLES / f"{stem}.truth.json").repetitions] for stem in CLIPS}
    found = {stem: verdicts(stem, LEAST_FPS) for stem in CLIPS}
    assert {stem for stem in CLIPS if len(found[stem]) != len(deserved[stem])} <= HASTY
    pairs = [pair for stem in CLIPS for pair in zip(deserved[stem], found[stem], strict=False)]
    blamed = [pair for pair in pairs if pair[0] is not pair[1] and pair[1] is not Verdict.NOT_MEASURABLE]
    assert sum(a is b for a, b in pairs) >= LEAST_SAME * len(pairs)
    assert len(blamed) <= MOST_BLAMED
