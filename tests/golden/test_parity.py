"""The default estimator against MediaPipe, the reference, on every sample clip: counts, verdicts, angles.

Both follow a person by their own last answer, so a difference in the last bit of one pixel grows in a few pictures to a
tenth of a pixel and stays there (docs/decisions/0009). What is asked here is that they are as near to one another as
either is to itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from formcheck.apps.validate.landmarks import load_landmarks
from formcheck.kinematics import track
from formcheck.kinematics.track import TrackParams
from formcheck.samples import Dof, Side
from formcheck.validation.model import Series
from formcheck.validation.results import Validation
from tests.golden.make import golden_path
from tests.support.cases import few
from tests.support.truth import FILES, MANIFEST

MEDIAN_DEG = 0.5
HIGH_DEG = {Dof.KNEE_FLEXION: 1.5, Dof.ANKLE_DORSIFLEXION: 2.5}
"""For 95 of 100 pictures. Of the ankle 1.5 was wanted; LiteRT itself is 2.0 apart on crops differing in a last bit."""

SMALL = {"derived/brief-tibial-slider-small.mp4", "derived/mixed-tibial-slider-small.mp4"}
"""At 320 x 240, strongly compressed, the foot is often lost, and the one judges what the other withholds or misses."""

MOST_OTHERWISE = 1
"""Repetitions of such a clip whose verdict differs."""

pytestmark = pytest.mark.xdist_group("golden")


@cache
def angles_of(file: str, estimator: str) -> Mapping[Dof, Series]:
    """Return knee and ankle of the leg that exercises, as measured from kept landmarks; NaN where not measured."""
    landmarks = load_landmarks(golden_path(file, estimator))
    params = TrackParams(is_smoothed=landmarks.header.is_smoothed)
    state, side = track.start(params), side_of(file)
    samples = []
    for pose in landmarks.poses:
        state, tracked = track.step(params, state, pose, (side,))
        samples.append(tracked.samples[side])
    return {dof: np.array([sample.deg[dof] for sample in samples]) for dof in HIGH_DEG}


def side_of(file: str) -> Side:
    """Return the working leg of a clip."""
    sides = {clip.file: clip.side for clip in MANIFEST.clip}
    derived = {one.file: one for one in MANIFEST.derived}
    if file in sides:
        return sides[file]
    side = sides[derived[file].original]
    return side.other if "mirrored" in file else side


@pytest.mark.parametrize("file", few(FILES))
@pytest.mark.parametrize("dof", few(HIGH_DEG, fast=2))
def test_angles_of_a_clip(file: str, dof: Dof) -> None:
    apart = np.abs(angles_of(file, "litert")[dof] - angles_of(file, "mediapipe")[dof])
    assert np.nanmedian(apart) <= 1.5 * MEDIAN_DEG  # of one clip; over all of them there is no such allowance
    assert np.mean(np.isfinite(apart)) > 0.4


@pytest.mark.slow
@pytest.mark.parametrize("dof", HIGH_DEG)
def test_angles_of_all_clips(dof: Dof) -> None:
    apart = np.concatenate(
        [np.abs(angles_of(file, "litert")[dof] - angles_of(file, "mediapipe")[dof]) for file in FILES]
    )
    assert np.nanmedian(apart) <= MEDIAN_DEG
    assert np.nanpercentile(apart, 95) <= HIGH_DEG[dof]


@pytest.mark.slow
def test_counts_are_the_same(golden: Validation, reference: Validation) -> None:
    ours, theirs = (
        {one.file: sum(row.found is not None for row in one.repetitions) for one in result.clips}
        for result in (golden, reference)
    )
    assert ours == theirs


@pytest.mark.slow
def test_verdicts_are_the_same(golden: Validation, reference: Validation) -> None:
    ours, theirs = (
        {(one.file, number): row.found for one in result.clips for number, row in enumerate(one.repetitions, 1)}
        for result in (golden, reference)
    )
    assert ours == theirs


@pytest.mark.slow
def test_verdicts_on_derived_clips_are_the_same(golden: Validation, reference: Validation) -> None:
    ours, theirs = ({one.file: one.verdicts for one in result.derived} for result in (golden, reference))
    assert {file for file in ours if ours[file] != theirs[file]} <= SMALL
    for file in SMALL:
        pairs = zip(ours[file], theirs[file], strict=True)
        assert sum(one is not other for one, other in pairs) <= MOST_OTHERWISE
