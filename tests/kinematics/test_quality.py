"""What is not measured, although the model believes that it sees it."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

import pytest

from formcheck.kinematics.quality import MIN_QUALITY, rate_view
from formcheck.samples import AngleSample, Dof, Pose, Side
from tests.support.edits import FOOT, HEAD, LEG, Change, between, change, dim, names_of, push_out, shorten_foot
from tests.support.people import REST, Person, Rep, Script, perform, stay
from tests.support.sessions import track_poses, watch

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
@pytest.mark.parametrize("change_to", [push_out, lambda parts: dim(parts, 0.45)], ids=["out_of_picture", "invisible"])
def test_only_angles_that_need_an_unseen_point_are_not_measured(
    parts: list[str], lost: set[Dof], change_to: Callable[[list[str]], Change]
) -> None:
    poses = change(stay(REST, 0.1), between(0, 9), change_to(parts))
    assert unmeasured(last_sample(poses)) == lost


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


# --- the foot's tip ---------------------------------------------------------------------------------------------------


def test_a_toe_at_mid_sole_costs_the_ankle_only() -> None:
    poses = change(stay(REST, 2.0), between(1.0, 9), shorten_foot(RIGHT))
    assert unmeasured(last_sample(poses)) == {ANKLE}


def test_a_toe_at_mid_sole_from_the_start_is_noticed_too() -> None:
    poses = change(stay(REST, 0.1), between(0, 9), shorten_foot(RIGHT))
    assert unmeasured(last_sample(poses)) == {ANKLE}


def test_the_ankle_is_measured_again_once_the_toe_is_back() -> None:
    poses = change(stay(REST, 3.0), between(1.0, 2.0), shorten_foot(RIGHT))
    assert not unmeasured(last_sample(poses))


def test_a_foot_keeps_its_length_through_a_repetition() -> None:
    tracked = track_poses(perform(Script([Rep()]), jitter_px=0.5))
    assert not any(isnan(one.samples[RIGHT].deg[ANKLE]) for one in tracked)


# --- the view ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turned_deg", [0.0, 10.0, 20.0, 35.0, 60.0])
@pytest.mark.parametrize("facing", Side)
def test_the_view_angle_of_a_turned_person_is_read(turned_deg: float, facing: Side) -> None:
    person = Person(facing=facing, turned_deg=turned_deg)
    poses = [person.pose(0.0, 0, UPRIGHT)]
    assert watch(poses).steps[0].view_deg == pytest.approx(turned_deg, abs=0.5)


def test_turning_away_costs_the_ankle_first_then_everything() -> None:
    lost_at = {deg: unmeasured(last_sample(stay(UPRIGHT, 0.1, Person(turned_deg=deg)))) for deg in (14.0, 40.0, 80.0)}
    assert lost_at[14.0] == set()
    assert lost_at[40.0] == {ANKLE}
    assert lost_at[80.0] == set(Dof)


@pytest.mark.parametrize("dof", Dof)
def test_a_view_up_to_15_degrees_off_costs_nothing_and_beyond_that_ever_more(dof: Dof) -> None:
    rates = [rate_view(deg, dof) for deg in (0.0, 15.0, 25.0, 35.0)]
    assert rates[:2] == [1.0, 1.0]
    assert rates == sorted(rates, reverse=True)
    assert rates[2] > MIN_QUALITY
