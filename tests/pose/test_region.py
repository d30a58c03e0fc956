"""The square a network looks at: where it lies, and what is seen in it."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.pose.detector import anchors
from formcheck.pose.litert import refine
from formcheck.pose.region import Region, around_person, whole

SIDE = 64


def ramp(width_px: int, height_px: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return a picture whose first colour tells the column and whose second the row."""
    y, x = np.mgrid[:height_px, :width_px]
    return np.stack((x, y, np.zeros_like(x)), axis=2).astype(np.uint8)


def test_an_upright_person_gives_an_upright_square() -> None:
    found = around_person(np.array((100.0, 200.0)), np.array((100.0, 120.0)))
    assert (found.x_px, found.y_px, found.size_px) == pytest.approx((100.0, 200.0, 200.0))
    assert found.turn_rad == pytest.approx(0.0, abs=1e-12)


def test_a_person_lying_with_the_head_to_the_right_is_turned_upright() -> None:
    found = around_person(np.array((100.0, 200.0)), np.array((180.0, 200.0)))
    assert found.turn_rad == pytest.approx(pi / 2)
    assert found.to_picture(np.array([(0.5, 0.0)])) == pytest.approx(np.array([(200.0, 200.0)]))


@given(st.floats(-3.1, 3.1), st.floats(1.0, 500.0))
def test_the_rim_always_lies_above_the_middle(turn_rad: float, reach_px: float) -> None:
    centre = np.array((50.0, 60.0))
    rim = centre + reach_px * np.array((np.sin(turn_rad), -np.cos(turn_rad)))
    across, up = 0.5, 0.5 - 0.5 / 1.25
    np.testing.assert_allclose(around_person(centre, rim).to_picture(np.array([(across, up)])), [rim], atol=1e-6)


def test_the_whole_of_a_wide_picture_has_bars_above_and_below() -> None:
    seen = whole(120, 60).crop(ramp(120, 60) + 1, 120, is_edge_repeated=False)
    assert seen[:29].max() == seen[91:].max() == 0
    np.testing.assert_array_equal(seen[30:90], ramp(120, 60) + 1)


def test_a_crop_shows_what_is_there() -> None:
    seen = Region(60.0, 40.0, 32.0).crop(ramp(200, 100), SIDE, is_edge_repeated=True).astype(float)
    assert seen[0, 0, :2] == pytest.approx((44.0, 24.0), abs=0.51)
    assert seen[32, 48, :2] == pytest.approx((68.0, 40.0), abs=0.51)


def test_a_turned_crop_shows_its_upper_side_first() -> None:
    seen = Region(60.0, 40.0, 32.0, turn_rad=pi / 2).crop(ramp(200, 100), SIDE, is_edge_repeated=True).astype(float)
    assert seen[0, 0, :2] == pytest.approx((76.0, 24.0), abs=0.51)
    assert seen[63, 0, :2] == pytest.approx((44.5, 24.0), abs=0.6)


@pytest.mark.parametrize(("is_edge_repeated", "outside"), [(True, 7), (False, 0)])
def test_beyond_the_picture_its_edge_goes_on_or_there_is_black(is_edge_repeated: bool, outside: int) -> None:
    picture = np.full((40, 40, 3), 7, np.uint8)
    seen = Region(0.0, 20.0, 40.0).crop(picture, SIDE, is_edge_repeated=is_edge_repeated)
    assert (seen[:, :30] == outside).all()
    assert (seen[4:60, 34:] == 7).all()


def test_places_are_weighed_in_steps_of_a_32nd() -> None:
    """As MediaPipe does, so that one picture gives the very same points."""
    picture = np.array([[(0, 0, 0), (255, 255, 255)]], np.uint8)
    levels = {
        int(Region(x, 0.0, 1e-3).crop(picture, 1, is_edge_repeated=True)[0, 0, 0]) for x in np.linspace(0, 1, 999)
    }
    assert len(levels) == 33


def test_there_are_as_many_anchors_as_the_detector_has_answers() -> None:
    places = anchors(224)
    assert places.shape == (2254, 2)
    assert places[0] == pytest.approx((4 / 224, 4 / 224))
    assert places[-1] == pytest.approx((208 / 224, 208 / 224))
    assert places[2] == pytest.approx((12 / 224, 4 / 224))


def heat(*spots: tuple[int, int, int, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return heatmaps, cold but for spots at (number, column, row) with a value before the logistic function."""
    maps = np.full((64, 64, 2), -20.0, np.float32)
    for number, column, row, value in spots:
        maps[row, column, number] = value
    return maps


def test_a_point_moves_to_the_heat_beside_it() -> None:
    points = np.array([(0.5, 0.5), (0.25, 0.25)])
    found = refine(points, heat((0, 34, 31, 8.0)))
    assert found[0] == pytest.approx((34 / 64, 31 / 64), abs=1e-3)
    assert found[1] == pytest.approx(points[1])


@pytest.mark.parametrize(("column", "value"), [(37, 8.0), (34, -0.1)], ids=["too far", "too cold"])
def test_a_point_stays_without_enough_heat_near_it(column: int, value: float) -> None:
    points = np.array([(0.5, 0.5), (0.25, 0.25)])
    np.testing.assert_array_equal(refine(points, heat((0, column, 32, value))), points)


def test_points_outside_stay() -> None:
    points = np.array([(-0.1, 0.5), (0.5, 1.01)])
    np.testing.assert_array_equal(refine(points, heat((0, 0, 32, 8.0), (1, 32, 63, 8.0))), points)


def test_at_the_edge_the_heat_that_is_there_counts() -> None:
    points = np.array([(0.0, 0.0), (0.999, 0.999)])
    found = refine(points, heat((0, 2, 1, 8.0), (1, 61, 62, 8.0)))
    assert found == pytest.approx(np.array([(2 / 64, 1 / 64), (61 / 64, 62 / 64)]), abs=1e-3)
