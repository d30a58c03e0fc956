"""Body points turned with their picture."""

from __future__ import annotations

import pytest

from formcheck.kinematics.turning import QUARTER_TURNS, turn
from formcheck.samples import Landmark, Pose, QuarterTurn
from tests.support.people import REST, Person

TOP_LEFT = Pose(0.0, 0, 640, 480, {"nose": Landmark(10.0, 20.0, 0.9)})


@pytest.mark.parametrize(
    ("clockwise_deg", "x_px", "y_px", "size"),
    [(0, 10.0, 20.0, (640, 480)), (90, 460.0, 10.0, (480, 640)), (180, 630.0, 460.0, (640, 480)),
     (270, 20.0, 630.0, (480, 640))],
)  # fmt: skip
def test_a_point_goes_where_the_picture_takes_it(
    clockwise_deg: QuarterTurn, x_px: float, y_px: float, size: tuple[int, int]
) -> None:
    turned = turn(TOP_LEFT, clockwise_deg)
    assert turned.landmarks["nose"] == Landmark(x_px, y_px, 0.9)
    assert (turned.width_px, turned.height_px) == size


@pytest.mark.parametrize("clockwise_deg", QUARTER_TURNS)
def test_four_quarters_are_none(clockwise_deg: QuarterTurn) -> None:
    pose = Person().pose(0.0, 0, REST)
    turned = pose
    for _ in range(4):
        turned = turn(turned, clockwise_deg)
    assert turned.landmarks["left_knee"].x_px == pytest.approx(pose.landmarks["left_knee"].x_px)
    assert turned.landmarks["left_knee"].y_px == pytest.approx(pose.landmarks["left_knee"].y_px)
