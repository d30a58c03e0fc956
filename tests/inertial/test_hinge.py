"""A joint whose axis stands upright: its angle is found though each orientation has a heading of its own."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from formcheck.inertial import hinge
from formcheck.inertial.hinge import HingeState, Quaternion
from formcheck.inertial.mounting import Mounting, ZeroSource
from tests.support.cases import few
from tests.support.strapped import SHANK, THIGH

INNER, OUTER = (
    Mounting(place, 50.0, (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), ZeroSource.STANDING) for place in (THIGH, SHANK)
)
DRIFT_DEG_PER_S = 0.05
T_S = np.arange(0.0, 60.0, 0.02)
TURNED_DEG = 40.0 + 30.0 * np.sin(T_S)


def quaternion(rotation: Rotation) -> Quaternion:
    x, y, z, w = (float(one) for one in rotation.as_quat())
    return w, x, y, z


def follow(axis_off_upright_deg: float, heading_deg: float) -> np.ndarray:
    """Return the angle found of a hinge that swings, and is carried about, one heading of which drifts."""
    state, found = HingeState(), []
    for t_s, turned in zip(T_S, TURNED_DEG, strict=True):
        carried = Rotation.from_euler("zx", [10.0 * np.sin(0.3 * t_s), axis_off_upright_deg], degrees=True)
        other = Rotation.from_euler("z", heading_deg + DRIFT_DEG_PER_S * t_s, degrees=True)
        outer = other * carried * Rotation.from_euler("z", turned, degrees=True)
        state, deg = hinge.step(state, float(t_s), (INNER, quaternion(carried)), (OUTER, quaternion(outer)))
        found.append(deg)
    return np.array(found)


@pytest.mark.parametrize("axis_off_upright_deg", few([5.0, 20.0, 60.0, 90.0]))
@pytest.mark.parametrize("heading_deg", few([0.0, -120.0]))
def test_the_angle_is_found_wherever_the_axis_points(axis_off_upright_deg: float, heading_deg: float) -> None:
    off = follow(axis_off_upright_deg, heading_deg) - TURNED_DEG
    assert np.sqrt(np.mean(off**2)) < 1.0


def test_of_an_axis_that_is_quite_upright_nothing_is_invented() -> None:
    state, deg = hinge.step(HingeState(), 0.0, (INNER, (1.0, 0.0, 0.0, 0.0)), (OUTER, (1.0, 0.0, 0.0, 0.0)))
    assert np.isnan(deg)
    assert state.last_s == 0.0
