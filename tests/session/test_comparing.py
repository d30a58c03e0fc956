"""Two sessions held against each other: refused where what differs may be how they were measured."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.samples import Dof
from formcheck.session.comparing import Measured, Refusal, Weight, difference, refusals

ONE = Measured("tibial-slider-seated", "right", "full", 4.0)

measured = st.builds(
    Measured,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["", "left", "right"]),
    st.sampled_from(["full", "heavy", "sensors"]),
    st.none() | st.floats(0.0, 60.0),
    st.booleans(),
)


@given(measured, measured, st.booleans())
def test_which_comes_first_makes_no_difference(one: Measured, other: Measured, are_legs: bool) -> None:
    there = refusals(one, other, are_legs_compared=are_legs)
    assert there == refusals(other, one, are_legs_compared=are_legs)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (ONE, ()),
        (replace(ONE, view_angle_deg=18.0), ()),
        (replace(ONE, view_angle_deg=20.0), (Refusal.VIEW,)),
        (replace(ONE, view_angle_deg=None), (Refusal.VIEW_UNKNOWN,)),
        (replace(ONE, instrument="heavy"), (Refusal.INSTRUMENT,)),
        (replace(ONE, side="left"), (Refusal.SIDE,)),
        (replace(ONE, side=""), (Refusal.SIDE,)),
        (replace(ONE, exercise="sciatic-slider-seated"), (Refusal.EXERCISE,)),
        (replace(ONE, instrument="sensors", has_camera=False, view_angle_deg=None), (Refusal.INSTRUMENT,)),
    ],
)
def test_what_is_measured_otherwise_is_not_compared(other: Measured, why: tuple[Refusal, ...]) -> None:
    assert refusals(ONE, other) == why


def test_left_and_right_are_compared_where_they_are_what_is_compared() -> None:
    assert refusals(ONE, replace(ONE, side="left"), are_legs_compared=True) == ()
    assert refusals(ONE, replace(ONE, side=""), are_legs_compared=True) == (Refusal.SIDE,)


def test_sensors_have_no_view_that_could_differ() -> None:
    worn = replace(ONE, instrument="sensors", view_angle_deg=None, has_camera=False)
    assert refusals(worn, worn) == ()


@pytest.mark.parametrize(
    ("dof", "deg", "weight"),
    [
        (Dof.KNEE_FLEXION, 5.0, Weight.WITHIN),
        (Dof.KNEE_FLEXION, -8.0, Weight.EDGE),
        (Dof.KNEE_FLEXION, 8.9, Weight.EDGE),
        (Dof.KNEE_FLEXION, 12.0, Weight.BEYOND),
        (Dof.ANKLE_DORSIFLEXION, -8.0, Weight.BEYOND),
    ],
)
def test_a_difference_is_held_against_the_minimal_detectable_change(dof: Dof, deg: float, weight: Weight) -> None:
    told = difference(dof, 20.0, 20.0 + deg)
    assert told is not None
    assert told.deg == pytest.approx(deg)
    assert told.weight is weight


def test_what_was_not_measured_has_no_difference() -> None:
    assert difference(Dof.KNEE_FLEXION, None, 3.0) is None
    assert difference(Dof.TRUNK_LEAN, 1.0, 3.0) is None
