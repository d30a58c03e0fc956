"""The heavy model's landmarks of the sample clips, kept: everything after the pose is held against the truth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from formcheck.apps.review import fold
from formcheck.exercise.loader import DEFAULT_EXERCISE, load_prescription
from formcheck.pose.bundles import find_bundle
from formcheck.samples import Dof
from formcheck.session import summary
from formcheck.session.model import Session, Step
from formcheck.session.record import read_record
from tests.golden.make import unpack
from tests.support.truth import (
    ANKLE_MAE_DEG,
    KNEE_MAE_DEG,
    STEMS,
    TIME_TOLERANCE_S,
    Truth,
    check_against_truth,
    load_truth,
)

pytestmark = pytest.mark.parametrize("stem", STEMS)


@dataclass(frozen=True, slots=True)
class Golden:
    """The truth about a clip, and what today's formcheck makes of its landmarks."""

    truth: Truth
    steps: tuple[Step, ...]
    session: Session


@cache
def golden(stem: str) -> Golden:
    """Return a clip judged again, by the exercise and the errors of the model as they stand today."""
    with TemporaryDirectory() as folder:
        record = read_record(unpack(stem, Path(folder)))
    assert record.is_whole
    error_deg = find_bundle("heavy").error_deg
    header = replace(
        record.header,
        prescription=load_prescription(DEFAULT_EXERCISE),
        error_deg={dof: error_deg[dof.value] for dof in Dof},
    )
    steps = tuple(fold(header, ((pose, None) for pose in record.poses)))
    tally = summary.start(header)
    for step in steps:
        tally = summary.step(tally, step)
    return Golden(load_truth(stem), steps, summary.summarise(header, tally))


def test_every_attempt_is_counted_and_judged_as_it_was_rendered(stem: str) -> None:
    check_against_truth(golden(stem).session, golden(stem).truth)


@pytest.mark.parametrize("moment", ["start_s", "peak_s", "end_s"])
def test_times_of_the_repetitions(stem: str, moment: str) -> None:
    one = golden(stem)
    found = [getattr(repetition, moment) for repetition in one.session.repetitions]
    expected = [getattr(repetition, moment) for repetition in one.truth.repetitions]
    assert found == pytest.approx(expected, abs=TIME_TOLERANCE_S)


@pytest.mark.parametrize(
    ("dof", "most_deg"), [(Dof.KNEE_FLEXION, KNEE_MAE_DEG), (Dof.ANKLE_DORSIFLEXION, ANKLE_MAE_DEG)]
)
def test_angles(stem: str, dof: Dof, most_deg: float) -> None:
    one = golden(stem)
    samples = [step.angles for step in one.steps]
    assert one.truth.mean_error_deg(dof, samples) <= most_deg
    assert one.session.coverage.measured[dof] > 0.9


def test_the_record_is_of_the_clip_as_it_is(stem: str) -> None:
    """Fails when a clip was rendered anew: run ``python -m tests.golden.make``."""
    one = golden(stem)
    assert [step.pose.t_s for step in one.steps] == pytest.approx(one.truth.t_s, abs=1e-3)
