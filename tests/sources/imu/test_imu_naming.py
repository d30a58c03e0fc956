"""Where a sensor was strapped to, told by its name."""

from __future__ import annotations

import pytest

from formcheck.samples import Segment, Side
from formcheck.sources.imu.naming import guess_place

R, L = Side.RIGHT, Side.LEFT


@pytest.mark.parametrize(
    ("name", "segment", "side"),
    [
        ("RTibia", Segment.SHANK, R),
        ("LFemur_20210820_202113_831", Segment.THIGH, L),
        ("tibia_r_imu", Segment.SHANK, R),
        ("calcn_l_imu", Segment.FOOT, L),
        ("right_shank", Segment.SHANK, R),
        ("rightshank", Segment.SHANK, R),
        ("rthigh", Segment.THIGH, R),
        ("upper_leg_right", Segment.THIGH, R),
        ("walking_xsens_lowerLeg", Segment.SHANK, None),
        ("LeftUpperLeg", Segment.THIGH, L),
        ("shank_r(D8:A1:02:B3)", Segment.SHANK, R),
        ("foot_l", Segment.FOOT, L),
        ("FOOT-R", Segment.FOOT, R),
        ("shin", Segment.SHANK, None),
        ("thigh", Segment.THIGH, None),
        ("muslo_derecho", Segment.THIGH, R),
        ("pierna izquierda", Segment.SHANK, L),
        ("pie_izq", Segment.FOOT, L),
        ("muslo_d", Segment.THIGH, R),
        ("Pie derecho", Segment.FOOT, R),
        ("Pelvis", None, None),
        ("torso_imu", None, None),
        ("LForearm", None, None),
        ("left hand", None, None),
        ("thigh and shank", None, None),
        ("MT_012005D6_009-001_00B421E6", None, None),
        ("sensor left", None, L),
        ("leg", None, None),
        ("washington", None, None),
        ("", None, None),
    ],
)
def test_the_part_of_the_leg_and_the_side(name: str, segment: Segment | None, side: Side | None) -> None:
    assert guess_place(name) == (segment, side)


def test_the_first_name_that_tells_is_believed() -> None:
    assert guess_place("sensors", "right thigh") == (Segment.THIGH, R)
    assert guess_place("thigh", "right shank") == (Segment.THIGH, R)
    assert guess_place("pelvis", "left") == (None, None)
