"""The movements of a calibration: each does what its label says."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.validation.model import Series
from formcheck.validation.simulated.calibration import (
    EXTENSIONS,
    SIT_S,
    STAND_S,
    STANDING_ERROR_DEG,
    THIGH_LIFTS,
    TOE_LIFTS,
    Calibration,
    perform_calibration,
)


def during(calibration: Calibration, label: str) -> Series:
    begin_s, end_s = calibration.labels[label]
    t_s = calibration.angles.t_s
    return calibration.angles.deg[(t_s >= begin_s - 1e-9) & (t_s <= end_s + 1e-9)]


def count(angle: Series, level_deg: float) -> int:
    """Return how often an angle rises above a level."""
    return int(np.sum(np.diff((angle > level_deg).astype(int)) == 1))


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_nobody_stands_perfectly(seed: int) -> None:
    standing = during(perform_calibration(np.random.default_rng(seed)), "stand")
    knee, ankle, thigh = standing[0]
    assert np.all(standing == standing[0])
    assert abs(knee) <= STANDING_ERROR_DEG
    assert abs(ankle) <= STANDING_ERROR_DEG
    foot = -90.0 - thigh + knee - ankle
    assert foot == pytest.approx(0.0, abs=1e-9)  # flat on the floor


@pytest.mark.slow
@given(st.integers(0, 2**32), st.floats(-5.0, 10.0))
def test_each_movement_is_of_one_joint(seed: int, thigh_deg: float) -> None:
    calibration = perform_calibration(np.random.default_rng(seed), thigh_deg=thigh_deg)
    rest = np.array((90.0 + thigh_deg, 0.0, thigh_deg))
    for label in ("sit", "extend", "toes", "lift"):
        assert during(calibration, label)[0] == pytest.approx(rest)
        assert during(calibration, label)[-1] == pytest.approx(rest)
    extend, toes, lift = (during(calibration, label) - rest for label in ("extend", "toes", "lift"))
    assert count(-extend[:, 0], 30.0) == EXTENSIONS
    assert count(toes[:, 1], 7.0) == TOE_LIFTS
    assert count(lift[:, 2], 7.0) == THIGH_LIFTS
    assert np.abs(extend[:, 1:]).max() < 1e-9
    assert np.abs(toes[:, [0, 2]]).max() < 1e-9
    assert lift[:, 0] == pytest.approx(lift[:, 2])  # the shank stays upright
    assert 5.0 <= during(calibration, "extend")[:, 0].min() <= 20.0


def test_labels_follow_each_other_and_rest_is_rest() -> None:
    calibration = perform_calibration(np.random.default_rng(0))
    spans = [calibration.labels[label] for label in ("stand", "sit", "extend", "toes", "lift")]
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    assert spans[0][1] - spans[0][0] == pytest.approx(STAND_S)
    assert spans[1][1] - spans[1][0] == pytest.approx(SIT_S)
    assert spans[0][1] < calibration.seated_s <= spans[1][0]
    assert calibration.angles.t_s[-1] > spans[-1][1] + SIT_S
    assert np.all(during(calibration, "sit") == during(calibration, "sit")[0])


def test_lifts_may_be_left_out() -> None:
    calibration = perform_calibration(np.random.default_rng(0), is_lifting=False)
    assert set(calibration.labels) == {"stand", "sit", "extend", "toes"}
    assert calibration.angles.thigh_deg[-1] == pytest.approx(0.0)
