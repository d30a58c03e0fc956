"""A body drawn from its angles: measured again, the angles are the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from formcheck.kinematics import angles as measured
from formcheck.kinematics.chain import Point, leg_points, upper_points
from formcheck.samples import Dof, Side
from tests.support.people import Angles
from tests.support.strategies import degrees, seated, sides

NEAR_DEG = 0.1


def in_picture(points: dict[str, Point], facing: Side) -> dict[str, Point]:
    """Return points as pixels: x to the right, y down."""
    sign = 1.0 if facing is Side.RIGHT else -1.0
    return {name: (320.0 + sign * 100.0 * x, 240.0 - 100.0 * y) for name, (x, y) in points.items()}


@given(seated(), sides, sides)
def test_what_is_drawn_is_measured(deg: Angles, side: Side, facing: Side) -> None:
    at = in_picture(leg_points(side, deg) | upper_points(deg), facing)
    hip, knee, ankle, heel, toe = (at[f"{side}_{name}"] for name in ("hip", "knee", "ankle", "heel", "foot_index"))
    assert measured.measure_knee_flexion(hip, knee, ankle) == pytest.approx(deg[Dof.KNEE_FLEXION], abs=NEAR_DEG)
    ankle_deg = measured.measure_ankle_dorsiflexion(knee, ankle, heel, toe)
    assert ankle_deg == pytest.approx(deg[Dof.ANKLE_DORSIFLEXION], abs=NEAR_DEG)
    thigh_deg = measured.measure_thigh_elevation(hip, knee, facing)
    assert thigh_deg == pytest.approx(deg[Dof.THIGH_ELEVATION], abs=NEAR_DEG)
    lean_deg = measured.measure_trunk_lean(hip, at[f"{side}_shoulder"], facing)
    assert lean_deg == pytest.approx(deg[Dof.TRUNK_LEAN], abs=NEAR_DEG)


@given(seated(), degrees(5.0, 40.0))
def test_a_chin_that_goes_down_is_measured_as_that(deg: Angles, more: float) -> None:
    def neck(deg: Angles, bend_deg: float) -> float:
        at = in_picture(leg_points(Side.RIGHT, deg) | upper_points(deg, bend_deg), Side.RIGHT)
        hip, shoulder, ear = (at[f"right_{name}"] for name in ("hip", "shoulder", "ear"))
        return measured.measure_neck_flexion(hip, shoulder, ear, at["nose"], Side.RIGHT)

    lower = deg | {Dof.NECK_FLEXION: deg[Dof.NECK_FLEXION] + more}
    assert neck(lower, more / 2.0) > neck(deg, 0.0) + 0.5 * more
