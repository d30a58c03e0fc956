"""The wall: the true angles of all sample clips, straight into counting and judging, without any pose.

Whatever is behind the wall must judge perfectly what was measured perfectly; and what no source measured, it must say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest

from formcheck.apps.validate.landmarks import load_landmarks
from formcheck.events import Event, FlagKind, Repetition, RepetitionJudged, SideChosen, Verdict
from formcheck.exercise import counting
from formcheck.exercise.counting import CountingParams
from formcheck.exercise.loader import load_prescription
from formcheck.exercise.plan import make_plan
from formcheck.pose.accuracy import camera_instrument
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Accuracy, AngleSample, Dof, Origin
from formcheck.sighting import Sighting
from formcheck.validation.model import Series
from formcheck.validation.truth.clip import Truth, load_truth
from formcheck.validation.truth.manifest import Clip
from tests.golden.make import golden_path
from tests.support.cases import few
from tests.support.edits import HEAD, change, dim
from tests.support.sessions import watch
from tests.support.truth import MANIFEST, SAMPLES

every_clip = pytest.mark.parametrize("clip", few(MANIFEST.clip, fast=3), ids=lambda clip: clip.file)

NECK = Dof.NECK_FLEXION
SETTLING_S = 0.5


def truth_of(clip: Clip) -> Truth:
    return load_truth(SAMPLES / clip.truth)


def accuracy() -> Accuracy:
    return camera_instrument(find_bundle("heavy")).accuracy


def settled(t_s: Series, deg: Series) -> Series:
    """Return true angles with the last one before a stretch without truth held for a moment."""
    filled = deg.copy()
    for gone in np.flatnonzero(np.isnan(deg[1:]) & ~np.isnan(deg[:-1])) + 1:
        filled[(t_s >= t_s[gone]) & (t_s < t_s[gone] + SETTLING_S) & np.isnan(deg)] = deg[gone - 1]
    return filled


def sightings(truth: Truth, measured: set[Dof]) -> Iterator[Sighting]:
    """Yield what a perfect source that measures these angles of one leg would say; no view, and no leg is nearer.

    Who gets up, for which no truth is asked, sits still for `SETTLING_S` before.
    """
    assert truth.side is not None
    origin = dict.fromkeys(measured, Origin.SENSOR)
    known = {dof: settled(truth.t_s, truth.deg[dof]) for dof in measured}
    for index, t_s in enumerate(truth.t_s.tolist()):
        deg = {dof: float(known[dof][index]) if dof in measured else nan for dof in Dof}
        quality = {dof: 0.0 if isnan(angle) else 1.0 for dof, angle in deg.items()}
        yield Sighting(t_s, {truth.side: AngleSample(t_s, truth.side, deg, quality, origin)})


def events_of(clip: Clip, measured: set[Dof]) -> tuple[Event, ...]:
    """Return what is said of a clip's true angles."""
    known = accuracy()
    truth = truth_of(clip)
    prescription = replace(load_prescription(clip.exercise), side=truth.side)
    bent, straight = ({dof: errors[dof] for dof in measured} for errors in (known.bent, known.straight))
    params = CountingParams(make_plan(prescription), Accuracy(bent, straight))
    state = counting.start(params)
    events: list[Event] = []
    for sighting in sightings(truth, measured):
        state, counted = counting.step(params, state, sighting)
        events += counted.events
    return tuple(events)


def repetitions_of(clip: Clip, measured: set[Dof]) -> list[Repetition]:
    return [event.repetition for event in events_of(clip, measured) if isinstance(event, RepetitionJudged)]


@every_clip
def test_true_angles_are_judged_as_they_deserve(clip: Clip) -> None:
    """All 72 of them over the 18 clips."""
    found = repetitions_of(clip, set(Dof))
    deserved = [one.verdict for one in truth_of(clip).repetitions]
    assert [one.verdict for one in found] == deserved
    assert not [flag for one in found for flag in one.flags if flag.kind is FlagKind.NOT_JUDGED]


def test_there_are_as_many_repetitions_as_that_says() -> None:
    assert sum(len(truth_of(clip).repetitions) for clip in MANIFEST.clip) == 72


@every_clip
def test_without_a_neck_no_repetition_is_silently_good(clip: Clip) -> None:
    """Sensors on the leg, which know knee, ankle and thigh, say of every repetition that the head was not judged."""
    found = repetitions_of(clip, {Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION})
    is_asked = make_plan(load_prescription(clip.exercise)).neck_direction is not None
    said = [[flag.dof for flag in one.flags if flag.kind is FlagKind.NOT_JUDGED] for one in found]
    assert said == [[NECK] if is_asked else []] * len(truth_of(clip).repetitions)


@every_clip
def test_what_is_not_measured_costs_only_its_own_verdicts(clip: Clip) -> None:
    truth = truth_of(clip)
    found = repetitions_of(clip, {Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION})
    for true, one in zip(truth.repetitions, found, strict=True):
        is_of_the_head = (FlagKind.WRONG_ORDER, NECK) in true.flags
        assert one.verdict is (Verdict.GOOD if is_of_the_head else true.verdict)


def test_a_leg_is_chosen_without_a_camera() -> None:
    clip = MANIFEST.clip[0]
    (chosen,) = [event for event in events_of(clip, set(Dof)) if isinstance(event, SideChosen)]
    assert (chosen.side, chosen.facing) == (clip.side, None)


@pytest.mark.slow
def test_a_hidden_head_is_told_of_every_repetition_of_a_real_record() -> None:
    """Whoever turns the head the wrong way behind a lamp is not praised without a word."""
    (clip,) = (clip for clip in MANIFEST.clip if clip.file == "order-tibial-slider.mp4")
    record = load_landmarks(golden_path(clip.file))
    header = replace(record.header, prescription=load_prescription(clip.exercise))
    hidden = watch(change(record.poses, lambda _: True, dim(HEAD, 0.1)), header)
    assert len(hidden.repetitions) == len(watch(record.poses, header).repetitions)
    for one in hidden.repetitions:
        assert NECK in [flag.dof for flag in one.flags if flag.kind is FlagKind.NOT_JUDGED]
