"""Angles read by hand, with the signs of ``docs/conventions.md``."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.kinematics.angles import measure_ankle_dorsiflexion, measure_knee_flexion
from formcheck.samples import Dof
from formcheck.session.goniometer import read_goniometer

places = st.tuples(st.integers(-500, 500).map(float), st.integers(-500, 500).map(float))


@given(places, places, places)
def test_on_the_machines_points_it_reads_what_the_machine_reads(
    hip: tuple[float, float], knee: tuple[float, float], ankle: tuple[float, float]
) -> None:
    by_hand = read_goniometer(Dof.KNEE_FLEXION, knee, hip, ankle)
    assert by_hand == pytest.approx(measure_knee_flexion(hip, knee, ankle), nan_ok=True)


@given(places, places, places, places)
def test_along_the_sole_it_reads_what_the_machine_reads(
    knee: tuple[float, float], ankle: tuple[float, float], heel: tuple[float, float], toe: tuple[float, float]
) -> None:
    along_sole = (ankle[0] + toe[0] - heel[0], ankle[1] + toe[1] - heel[1])
    by_hand = read_goniometer(Dof.ANKLE_DORSIFLEXION, ankle, knee, along_sole)
    assert by_hand == pytest.approx(measure_ankle_dorsiflexion(knee, ankle, heel, toe), nan_ok=True)


def test_which_arm_is_laid_first_makes_no_difference() -> None:
    arms = ((0.0, 0.0), (0.0, -4.0), (3.0, 1.0))
    assert read_goniometer(None, *arms) == read_goniometer(None, arms[0], arms[2], arms[1])


def test_an_arm_without_a_length_reads_nothing() -> None:
    assert math.isnan(read_goniometer(None, (1.0, 1.0), (1.0, 1.0), (3.0, 1.0)))
