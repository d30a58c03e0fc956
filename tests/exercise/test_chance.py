"""A limit and a measurement with an error: when a fault is called, and when nothing can be said."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from formcheck.events import FlagKind, Severity
from formcheck.exercise.chance import CALLED_AT, LEAST_POWER, MOST_MISSED, QUANTILE, Check
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Dof

LIMIT, CLEAR = 20.0, 15.0
HALF_WAY = LIMIT + CLEAR / 2
"""Beyond the limit, but not clearly so."""

values = st.floats(-60.0, 100.0)
errors = st.floats(0.1, 40.0)
sides = st.sampled_from([-1.0, 1.0])


def check(value: float, sd: float, side: float = 1.0, clear: float = CLEAR) -> Check:
    """Return a knee that may be bent 20 degrees; by 15 more nobody would dispute it."""
    return Check(FlagKind.INCOMPLETE_RANGE, Dof.KNEE_FLEXION, Measured(value, sd), LIMIT, side, clear, "deg")


UNKNOWN = Check(FlagKind.INCOMPLETE_RANGE, Dof.KNEE_FLEXION, Measured(), LIMIT, 1.0, CLEAR, "deg")


# --- called -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sd", [1.0, 3.0, 8.0])
@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_fault_is_called_from_nine_chances_in_ten(sd: float, side: float) -> None:
    just = QUANTILE * sd
    assert check(LIMIT + side * (just + 0.01), sd, side).is_called
    assert not check(LIMIT + side * (just - 0.01), sd, side).is_called
    assert check(LIMIT, sd, side).probability == pytest.approx(0.5)


@given(value=values, sd=errors, side=sides)
def test_a_probability_is_that_of_the_normal_distribution(value: float, sd: float, side: float) -> None:
    beyond = NormalDist(side * (value - LIMIT), sd)
    assert check(value, sd, side).probability == pytest.approx(1.0 - beyond.cdf(0.0), abs=1e-9)


@given(value=values, sd=errors, further=st.floats(0.0, 30.0))
def test_the_further_beyond_a_limit_the_likelier_the_fault(value: float, sd: float, further: float) -> None:
    assert check(value + further, sd).probability >= check(value, sd).probability


@given(value=values, sd=errors, more=st.floats(1.0, 10.0))
def test_doubt_calls_no_fault(value: float, sd: float, more: float) -> None:
    """Who is not called on a sharp measurement is not called on a blunter one of the same value."""
    assume(not check(value, sd).is_called)
    assert not check(value, sd * more).is_called


def test_of_the_faults_called_at_the_limit_so_many_are_true() -> None:
    """People whose true knee is anywhere: of those that read as called by a hair, nine in ten did miss the limit."""
    noise, sd = np.random.default_rng(0), 3.0
    true = noise.uniform(-40.0, 80.0, 400_000)
    read = true + noise.normal(0.0, sd, len(true))
    just = np.abs(read - (LIMIT + QUANTILE * sd)) < 0.2
    assert np.mean(true[just] > LIMIT) == pytest.approx(CALLED_AT, abs=0.02)


# --- sharp enough to praise -------------------------------------------------------------------------------------------


def test_praise_needs_a_measurement_that_would_have_noticed_a_clear_fault() -> None:
    widest = CLEAR / (QUANTILE + NormalDist().inv_cdf(LEAST_POWER))
    assert check(HALF_WAY, widest - 0.01).is_sharp
    assert not check(HALF_WAY, widest + 0.01).is_sharp


@settings(max_examples=20, deadline=None)
@given(sd=st.floats(4.0, 9.0))
def test_sharp_is_what_calls_clear_faults_often_enough(sd: float) -> None:
    read = LIMIT + CLEAR + np.random.default_rng(1).normal(0.0, sd, 4000)
    power = np.mean([check(float(value), sd).is_called for value in read])
    assert check(HALF_WAY, sd).is_sharp or power < LEAST_POWER + 0.03
    assert not check(HALF_WAY, sd).is_sharp or power > LEAST_POWER - 0.03


@pytest.mark.parametrize("sd", [10.0, 30.0])
def test_far_inside_a_limit_even_a_blunt_measurement_praises(sd: float) -> None:
    inside = LIMIT + CLEAR - NormalDist().inv_cdf(1.0 - MOST_MISSED) * sd
    assert check(inside - 0.1, sd).is_sharp
    assert not check(inside + 0.1, sd).is_sharp


@given(value=values, sd=errors, side=sides)
def test_whoever_is_praised_hardly_ever_has_a_clear_fault(value: float, sd: float, side: float) -> None:
    one = check(value, sd, side)
    assume(one.is_sharp and not one.is_called)
    assert one.probability_clear < 1.0 - LEAST_POWER + 1e-9


# --- not measured -----------------------------------------------------------------------------------------------------


def test_of_what_was_not_measured_nothing_is_said_in_either_way() -> None:
    assert (UNKNOWN.probability, UNKNOWN.is_called, UNKNOWN.is_sharp, UNKNOWN.sharpness) == (0.0, False, False, 0.0)


# --- in numbers -------------------------------------------------------------------------------------------------------


def test_a_flag_says_measured_required_shortfall_uncertainty_and_how_likely() -> None:
    flag = check(30.0, 4.0).flag()
    assert (flag.kind, flag.dof, flag.severity, flag.unit) == (
        FlagKind.INCOMPLETE_RANGE,
        Dof.KNEE_FLEXION,
        Severity.FAULT,
        "deg",
    )
    assert (flag.measured, flag.required, flag.shortfall, flag.uncertainty) == (30.0, 20.0, 10.0, 4.0)
    assert flag.probability == 0.994


@given(value=values, sd=errors, side=sides)
def test_a_shortfall_of_more_than_1_28_standard_errors_is_what_is_called(value: float, sd: float, side: float) -> None:
    one = check(value, sd, side)
    beyond = side * (value - LIMIT) > QUANTILE * sd
    assert one.is_called is beyond or one.probability == pytest.approx(CALLED_AT, abs=1e-6)


def test_a_withheld_flag_says_how_wide_the_doubt_is_and_how_wide_it_may_be() -> None:
    flag = check(LIMIT, 10.0).withheld_flag()
    assert flag.kind is FlagKind.NOT_MEASURABLE
    assert (flag.measured, flag.required, flag.shortfall) == (10.0, 7.06, 2.94)
    assert check(LIMIT, 7.05).is_sharp


def test_a_withheld_flag_of_what_was_not_measured_has_no_number() -> None:
    flag = UNKNOWN.withheld_flag()
    assert (flag.measured, flag.shortfall, flag.required) == (None, None, 7.06)
