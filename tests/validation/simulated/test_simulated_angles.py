"""The angles that sensors are simulated from: gaps are held, and a clip is joined to what went before, unbroken."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.errors import InputError
from formcheck.kinematics.chain import minimum_jerk
from formcheck.samples import Dof
from formcheck.validation.model import Series
from formcheck.validation.simulated.angles import (
    JOIN_S,
    RETURN_S,
    LegAngles,
    joined,
    leg_angles,
    true_angles,
)
from formcheck.validation.truth.clip import Truth
from tests.support.legs import seated, truth_of

TIMES = np.arange(301) / 30.0


def hidden(knee: Series, where: NDArray[np.bool_]) -> Truth:
    knee_deg = np.where(where, np.nan, knee)
    return truth_of(LegAngles(TIMES, knee_deg, np.zeros_like(TIMES), np.zeros_like(TIMES)))


def test_a_whole_truth_stays_as_it_is() -> None:
    angles = seated()
    assert np.array_equal(true_angles(truth_of(angles)).deg, angles.deg)


def test_a_gap_holds_the_last_pose_and_returns_calmly() -> None:
    knee = np.where(TIMES < 5.0, 90.0, 30.0)
    filled = true_angles(hidden(knee, (TIMES > 2.0) & (TIMES < 8.0))).knee_deg
    assert np.all(filled[TIMES <= 8.0 - RETURN_S] == 90.0)
    back = filled[(TIMES > 8.0 - RETURN_S) & (TIMES < 8.0)]
    assert np.all(np.diff(back) < 0.0)
    assert np.all(filled[TIMES >= 8.0] == 30.0)
    assert np.abs(np.diff(filled)).max() < 60.0 * 1.875 / RETURN_S / 30.0 * 1.01  # the peak of a minimum-jerk stroke


def test_what_is_unknown_at_both_ends_holds_the_nearest_pose() -> None:
    filled = true_angles(hidden(90.0 - TIMES, (TIMES < 2.0) | (TIMES > 8.0))).knee_deg
    assert np.all(filled[TIMES < 2.0] == 88.0)
    assert np.all(filled[TIMES > 8.0] == 82.0)


def test_a_clip_without_angles_is_told() -> None:
    truth = truth_of(seated())
    blank = replace(truth, deg={dof: np.full_like(truth.t_s, np.nan) for dof in Dof})
    with pytest.raises(InputError, match="not known frame by frame"):
        true_angles(blank)
    with pytest.raises(InputError, match="not known frame by frame"):
        true_angles(replace(truth, t_s=np.array([]), deg={dof: np.array([]) for dof in Dof}))


def test_a_clip_keeps_its_angles_on_the_common_clock() -> None:
    before = leg_angles(np.arange(101) / 50.0, np.tile((90.0, 0.0, 0.0), (101, 1)))
    clip = seated(ankle_way_deg=20.0)
    late = replace(clip, t_s=clip.t_s + 0.4)
    angles, starts_s = joined(before, late)
    assert starts_s == pytest.approx(2.0 + JOIN_S - 0.4)
    assert np.all(np.diff(angles.t_s) > 0.0)
    count = len(clip.t_s)
    assert np.array_equal(angles.deg[-count:], clip.deg)
    assert angles.t_s[-count:] == pytest.approx(late.t_s + starts_s)


def test_a_clip_that_begins_in_a_stroke_is_reached_at_its_speed() -> None:
    before = leg_angles(np.arange(101) / 50.0, np.tile((90.0, 0.0, 0.0), (101, 1)))
    t_s = np.arange(60) / 30.0
    clip = leg_angles(t_s, np.column_stack((60.0 - 40.0 * minimum_jerk(0.5 + t_s / 2.0), 0.0 * t_s, 0.0 * t_s)))
    angles, starts_s = joined(before, clip)
    speed = np.diff(angles.knee_deg) / np.diff(angles.t_s)
    first = int(np.searchsorted(angles.t_s, starts_s - 1e-9))
    assert speed[first - 1] == pytest.approx(speed[first], abs=2.0)
    assert abs(speed[first]) > 30.0
