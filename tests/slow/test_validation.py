"""The sample clips from their pixels on: what is promised holds, and the golden records are true."""

from __future__ import annotations

import json

import numpy as np
import pytest

from formcheck.apps.validate.landmarks import load_landmarks, record_path
from formcheck.session.record import Record
from formcheck.validation.targets import TargetKind
from tests.golden.make import golden_path
from tests.slow.conftest import FRESH, VALIDATED, Validated
from tests.support.machine import is_ci
from tests.support.truth import MUST

NOT_YET = {
    TargetKind.KNEE_RANGE,
    TargetKind.ANKLE_CHANGE,
    TargetKind.DERIVED_SAME,
}
"""Figures that may be missed; `tests/golden/test_golden.py` says of each why, and fails when it no longer is."""

ROUNDING = 0.03

pytestmark = pytest.mark.slow


def test_it_ends_well(validated: Validated) -> None:
    assert (validated.code, validated.err) == (0, "")
    assert validated.document["failures"] == []


def test_the_clips_are_in_the_result(validated: Validated) -> None:
    document = validated.document
    assert [one["file"] for one in document["clips"] + document["derived"]] == VALIDATED


def test_page_and_document_are_written(validated: Validated) -> None:
    page = (validated.folder / "validation.html").read_text(encoding="utf-8")
    assert all(file in page for file in VALIDATED)
    assert json.loads((validated.folder / "validation.json").read_text(encoding="utf-8")) == validated.document


@pytest.mark.skipif(not is_ci(), reason="the figures are those of all clips, which take eight minutes: CI=true")
@pytest.mark.parametrize("kind", sorted(MUST.keys() - NOT_YET))
def test_what_must_be_reached_is(kind: TargetKind, validated: Validated) -> None:
    (target,) = (one for one in validated.document["targets"] if one["kind"] == kind)
    assert target["must"] == MUST[kind]
    # The golden landmarks keep to the limits exactly; on another processor the model rounds otherwise.
    most = MUST[kind] * (1.0 + ROUNDING)
    is_near = kind in {TargetKind.KNEE, TargetKind.ANKLE} and max(target["all"], target["held_back"]) <= most
    assert target["is_met"] or is_near, f"{target['all']} over all clips, {target['held_back']} over those held back"


def test_no_repetition_is_made_up(validated: Validated) -> None:
    phantoms = {
        clip["file"]: clip["score"]["ours"]["counting"]["phantoms"]
        for clip in validated.document["clips"] + validated.document["derived"]
    }
    assert phantoms == dict.fromkeys(VALIDATED, 0)


@pytest.mark.parametrize("file", FRESH)
def test_the_golden_record_is_of_this_clip_and_this_model(file: str, validated: Validated) -> None:
    fresh, golden = load_landmarks(record_path(validated.records, file)), load_landmarks(golden_path(file))
    assert golden.header.software.model_sha256 == fresh.header.software.model_sha256
    assert golden.header.source.sha256 == fresh.header.source.sha256
    assert [pose.t_s for pose in golden.inputs] == [pose.t_s for pose in fresh.inputs]
    # Other processors round otherwise, and the model follows its own last answer: near, not equal.
    assert np.nanmedian(np.abs(_knees(golden) - _knees(fresh))) < 2.0


def _knees(landmarks: Record) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return where both knees are in every frame; NaN with nobody in it."""
    nowhere = (np.nan, np.nan)
    return np.array(
        [
            [
                (point.x_px, point.y_px) if (point := pose.landmarks.get(name)) else nowhere
                for name in ("left_knee", "right_knee")
            ]
            for pose in landmarks.poses
        ]
    )
