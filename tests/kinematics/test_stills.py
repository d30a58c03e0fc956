"""Readings that stood still before a leap tell nothing; everything else does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from formcheck.kinematics.estimate import Array
from formcheck.kinematics.stills import LONGEST_S, STILL_DEG, find_stills
from tests.support.people import minimum_jerk
from tests.support.strategies import seconds

RATE_HZ = 25.0
T_S = np.arange(200, dtype=np.float64) / RATE_HZ


def stroke(stroke_s: float = 2.0, start_s: float = 3.0) -> Array:
    """Return a knee that rests, straightens and stays."""
    return np.array([90.0 - 85.0 * minimum_jerk((t - start_s) / stroke_s) for t in T_S])


def frozen(deg: Array, start_s: float, end_s: float) -> Array:
    """Return the readings with the one at `start_s` repeated until `end_s`."""
    held = deg.copy()
    is_held = (start_s <= T_S) & (end_s > T_S)
    held[is_held] = held[np.flatnonzero(is_held)[0]]
    return held


def doubted_s(deg: Array) -> list[float]:
    return [float(t_s) for t_s in T_S[find_stills(T_S, deg)]]


def test_a_picture_that_froze_before_it_leapt_on_is_doubted() -> None:
    doubted = doubted_s(frozen(stroke(), 3.5, 4.3))
    assert (doubted[0], doubted[-1]) == pytest.approx((3.5, 4.26), abs=0.2)


def test_no_more_than_a_while_before_the_leap_is_doubted() -> None:
    """Whose picture froze as they rested did rest before."""
    doubted = doubted_s(frozen(stroke(), 0.5, 4.3))
    assert doubted[-1] - doubted[0] == pytest.approx(LONGEST_S, abs=0.05)


@pytest.mark.parametrize("stroke_s", [0.5, 0.8, 1.5, 4.0])
def test_nobody_moves_so_fast_that_it_seems_a_leap(stroke_s: float) -> None:
    assert not doubted_s(stroke(stroke_s))


@pytest.mark.parametrize("frames", range(1, 10))
def test_a_burst_of_wrong_readings_is_no_leap(frames: int) -> None:
    """It falls out by itself; what is around it was seen."""
    deg = stroke()
    deg[50 : 50 + frames] = 20.0
    assert not doubted_s(deg)


def test_a_still_picture_that_goes_on_where_it_was_is_believed() -> None:
    assert not doubted_s(frozen(stroke(), 0.5, 2.5))


def test_what_is_not_measured_is_not_doubted() -> None:
    deg = frozen(stroke(), 3.5, 4.3)
    deg[60:80] = np.nan
    doubted = find_stills(T_S, deg)
    assert not doubted[60:80].any()
    assert not find_stills(T_S, np.full(len(T_S), np.nan)).any()


@settings(max_examples=60, deadline=None)
@given(start_s=seconds(1.0, 6.0), length_s=seconds(0.5, 1.2), stroke_s=st.sampled_from([1.0, 2.0, 3.0]))
def test_only_what_stood_still_is_doubted(start_s: float, length_s: float, stroke_s: float) -> None:
    """Rest before it is doubted as well, where the picture froze there: nobody can tell the two apart."""
    deg = frozen(stroke(stroke_s), start_s, start_s + length_s)
    doubted, frozen_deg = find_stills(T_S, deg), deg[start_s <= T_S][0]
    assert np.all(np.abs(deg[doubted] - frozen_deg) <= STILL_DEG)
    assert not doubted[start_s + length_s < T_S].any()


@settings(max_examples=30, deadline=None)
@given(start_s=seconds(2.5, 4.5), length_s=seconds(0.5, 1.2), by_deg=st.floats(-90, 90))
def test_neither_zero_nor_sign_matters(start_s: float, length_s: float, by_deg: float) -> None:
    deg = np.round(frozen(stroke(), start_s, start_s + length_s), 3)
    assert doubted_s(deg) == doubted_s(by_deg - deg)


def repeated(start_s: float, end_s: float) -> NDArray[np.bool_]:
    """Return which samples are of a picture that was repeated."""
    is_so: NDArray[np.bool_] = (start_s < T_S) & (end_s > T_S)
    return is_so


def test_of_repeated_pictures_a_small_leap_is_doubted_too() -> None:
    """15 degrees are no leap for a leg; for a picture that stood still they are."""
    deg = frozen(stroke(), 3.3, 3.7)
    assert not find_stills(T_S, deg).any()
    doubted = T_S[find_stills(T_S, deg, repeated(3.3, 3.7))]
    assert (doubted[0], doubted[-1]) == pytest.approx((3.34, 3.66), abs=0.05)


def test_repeated_pictures_that_go_on_where_they_were_are_believed() -> None:
    assert not find_stills(T_S, stroke(), repeated(0.5, 2.9)).any()


def test_a_picture_that_the_encoder_began_anew_with_does_not_part_them() -> None:
    deg = frozen(stroke(), 3.3, 3.7)
    is_repeated = repeated(3.3, 3.7)
    is_repeated[np.searchsorted(T_S, 3.5)] = False
    doubted = T_S[find_stills(T_S, deg, is_repeated)]
    assert doubted[0] == pytest.approx(3.34, abs=0.05)


@pytest.mark.parametrize("frames", [1, 2])
def test_a_wrong_reading_after_repeated_pictures_is_no_leap(frames: int) -> None:
    deg = stroke()
    deg[50 : 50 + frames] = 60.0
    assert not find_stills(T_S, deg, repeated(0.5, 1.98)).any()
