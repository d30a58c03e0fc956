"""What is not measured, although the model believes that it sees it."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, isnan, radians, sin

import pytest

from formcheck.kinematics.quality import MIN_QUALITY, rate_foot_shape, rate_view
from formcheck.samples import AngleSample, Dof, Pose, Side
from tests.support.edits import FOOT, HEAD, LEG, Change, between, change, dim, names_of, push_out, shorten_foot
from tests.support.people import FOOT_FLAT, REST, Person, Rep, Script, perform, stay
from tests.support.sessions import track_poses, view_of, watch

RIGHT = Side.RIGHT
UPRIGHT = REST | {Dof.TRUNK_LEAN: 0.0}
KNEE, ANKLE, NECK = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.NECK_FLEXION


def last_sample(poses: list[Pose], side: Side = RIGHT) -> AngleSample:
    return track_poses(poses)[-1].samples[side]


def unmeasured(sample: AngleSample) -> set[Dof]:
    """Return the angles that are NaN; each must have quality 0, and no other may."""
    missing = {dof for dof in Dof if isnan(sample.deg[dof])}
    assert missing == {dof for dof in Dof if sample.quality[dof] == 0.0}
    return missing


@pytest.mark.parametrize(
    ("parts", "lost"),
    [
        (names_of(RIGHT, FOOT), {ANKLE}),
        (names_of(RIGHT, ("ankle",)), {KNEE, ANKLE}),
        (names_of(RIGHT, ("knee",)), {KNEE, ANKLE, Dof.THIGH_ELEVATION}),
        (list(HEAD), {NECK}),
    ],
    ids=["foot", "ankle", "knee", "head"],
)
@pytest.mark.parametrize("change_to", [push_out, lambda parts: dim(parts, 0.15)], ids=["out_of_picture", "invisible"])
def test_only_angles_that_need_an_unseen_point_are_not_measured(
    parts: list[str], lost: set[Dof], change_to: Callable[[list[str]], Change]
) -> None:
    poses = change(stay(REST, 0.1), between(0, 9), change_to(parts))
    assert unmeasured(last_sample(poses)) == lost


def test_a_head_that_is_hardly_seen_is_not_measured() -> None:
    """What the leg towards the camera may be, head and trunk are not: nobody measured how well they are read so."""
    poses = change(stay(REST, 0.1), between(0, 9), dim(list(HEAD), 0.3))
    assert NECK in unmeasured(last_sample(poses))


def test_a_point_just_outside_the_picture_is_not_measured_though_it_is_called_visible() -> None:
    (pose,) = stay(REST, 1 / 30)
    toe = pose.landmarks["right_foot_index"]
    (outside,) = change([pose], between(0, 9), push_out(["right_foot_index"], pose.height_px - toe.y_px))
    assert outside.landmarks["right_foot_index"].visibility == 0.99
    assert unmeasured(last_sample([outside])) == {ANKLE}


def test_the_other_leg_is_still_measured() -> None:
    poses = change(stay(REST, 0.1), between(0, 9), push_out(names_of(RIGHT, LEG)))
    assert not unmeasured(last_sample(poses, Side.LEFT))


def test_doubtful_points_lower_the_quality() -> None:
    poses = change(stay(REST, 0.1), between(0, 9), dim(names_of(RIGHT, FOOT), 0.7))
    quality = last_sample(poses).quality
    assert 0.5 < quality[ANKLE] < quality[KNEE]


def test_a_person_in_full_view_from_the_side_has_full_quality() -> None:
    assert set(last_sample(stay(UPRIGHT, 0.1)).quality.values()) == {1.0}


# --- the foot's own shape ---------------------------------------------------------------------------------------------


def test_a_toe_at_mid_sole_costs_the_ankle_only() -> None:
    """A sole towards the camera, or a bright window, pulls the toe there, and the model goes on believing in it."""
    poses = change(stay(REST, 0.1), between(0, 9), shorten_foot(RIGHT))
    assert unmeasured(last_sample(poses)) == {ANKLE}


def test_the_ankle_is_measured_again_once_the_toe_is_back() -> None:
    poses = change(stay(REST, 3.0), between(1.0, 2.0), shorten_foot(RIGHT))
    assert not unmeasured(last_sample(poses))


def test_a_foot_is_a_foot_however_it_is_held() -> None:
    tracked = track_poses(perform(Script([Rep()]), jitter_px=0.5))
    assert not any(isnan(one.samples[RIGHT].deg[ANKLE]) for one in tracked)


@pytest.mark.parametrize(("shape_deg", "rating"), [(60.0, 0.0), (78.0, 0.5), (90.0, 1.0), (110.0, 1.0), (118.0, 0.5)])
@pytest.mark.parametrize("turned_deg", [0.0, 50.0, 200.0])
def test_the_angle_at_the_ankle_between_heel_and_toe_tells_a_foot(
    shape_deg: float, rating: float, turned_deg: float
) -> None:
    ankle = (100.0, 100.0)
    heel, toe = (
        (100.0 + length * cos(radians(deg)), 100.0 + length * sin(radians(deg)))
        for length, deg in ((15.0, turned_deg), (40.0, turned_deg + shape_deg))
    )
    assert rate_foot_shape(ankle, heel, toe).quality == pytest.approx(rating)
    assert rate_foot_shape(ankle, toe, heel).quality == pytest.approx(rating)


def test_a_foot_without_any_size_is_none() -> None:
    assert rate_foot_shape((1.0, 1.0), (1.0, 1.0), (1.0, 1.0)).quality == 0.0


# --- the other foot ---------------------------------------------------------------------------------------------------


def behind(knee_deg: float) -> Person:
    """Return a person whose resting foot stands level, set back by what this knee flexion makes of it."""
    return Person(resting=FOOT_FLAT | {Dof.KNEE_FLEXION: knee_deg, ANKLE: knee_deg - 90.0})


def test_two_feet_in_one_place_make_the_ankle_doubtful_and_nothing_else() -> None:
    sample = last_sample(stay(FOOT_FLAT, 0.1, behind(90.0)))
    assert MIN_QUALITY < sample.quality[ANKLE] < 0.4
    assert sample.quality[KNEE] > 0.9
    assert not unmeasured(sample)


def test_the_ankle_gets_surer_the_further_the_feet_are_apart() -> None:
    qualities = [last_sample(stay(FOOT_FLAT, 0.1, behind(deg))).quality[ANKLE] for deg in (97.0, 98.5, 101.0, 120.0)]
    assert 0.0 < qualities[0] < qualities[1] < qualities[2] == qualities[3] == 1.0


def test_a_foot_hidden_at_rest_is_measured_well_once_it_is_out_in_front() -> None:
    tracked = track_poses(perform(Script([Rep()], rest=FOOT_FLAT), behind(90.0)))
    first, middle = (tracked[at].samples[RIGHT] for at in (0, len(tracked) // 2))
    assert first.quality[ANKLE] < 0.4
    assert (middle.deg[ANKLE], middle.quality[ANKLE]) == pytest.approx((12.0, 1.0), abs=0.5)


# --- the view ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned_deg", [0.0, 10.0, 20.0, 35.0, 60.0])
@pytest.mark.parametrize("facing", Side)
def test_the_view_angle_of_a_turned_person_is_read(turned_deg: float, facing: Side) -> None:
    person = Person(facing=facing, turned_deg=turned_deg)
    poses = [person.pose(0.0, 0, UPRIGHT)]
    assert view_of(watch(poses).steps[0]).angle_deg == pytest.approx(turned_deg, abs=0.5)


def test_turning_away_costs_everything_in_the_end() -> None:
    lost_at = {deg: unmeasured(last_sample(stay(UPRIGHT, 0.1, Person(turned_deg=deg)))) for deg in (14.0, 40.0, 55.0)}
    assert lost_at == {14.0: set(), 40.0: set(), 55.0: set(Dof)}


def test_a_view_up_to_15_degrees_off_costs_nothing_and_beyond_that_ever_more() -> None:
    rates = [rate_view(deg).quality for deg in (0.0, 15.0, 30.0, 50.0)]
    assert rates[:2] == [1.0, 1.0]
    assert rates == sorted(rates, reverse=True)
    assert rates[2] > MIN_QUALITY > rates[3]
