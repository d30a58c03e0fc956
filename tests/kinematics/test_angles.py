"""Angles measured from poses whose angles are known by construction."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from formcheck.kinematics.angles import angle_between_deg
from formcheck.samples import Dof, Side
from tests.support.people import END, FOOT_BACK, REST, Angles, Person, stay
from tests.support.sessions import track_poses

LYING: Angles = {
    Dof.KNEE_FLEXION: 60.0,
    Dof.ANKLE_DORSIFLEXION: -15.0,
    Dof.THIGH_ELEVATION: 80.0,
    Dof.TRUNK_LEAN: -90.0,
    Dof.NECK_FLEXION: 20.0,
}
SLUMPED = REST | {Dof.TRUNK_LEAN: 40.0, Dof.THIGH_ELEVATION: -12.0, Dof.NECK_FLEXION: 50.0}
CHEST_TO_THIGH = LYING | {Dof.THIGH_ELEVATION: 115.0, Dof.KNEE_FLEXION: 120.0}

KNOWN = [dof for dof in Dof if dof is not Dof.NECK_FLEXION]
"""The neck's zero hangs on the shape of face and neck: of it only changes are told."""

both_sides = pytest.mark.parametrize("side", Side)
both_facings = pytest.mark.parametrize("facing", Side)


def measure(person: Person, angles: Angles) -> dict[Dof, float]:
    """Return what is measured on a person's working leg."""
    (tracked,) = track_poses([person.pose(0.0, 0, angles)])
    return dict(tracked.samples[person.side].deg)


@both_sides
@both_facings
@pytest.mark.parametrize("dof", KNOWN)
@pytest.mark.parametrize("angles", [REST, END, SLUMPED], ids=["rest", "end", "slumped"])
def test_every_angle_of_somebody_seated_is_read_as_built(side: Side, facing: Side, dof: Dof, angles: Angles) -> None:
    assert measure(Person(side, facing), angles)[dof] == pytest.approx(angles[dof], abs=0.05)


@both_sides
@both_facings
@pytest.mark.parametrize("dof", KNOWN)
@pytest.mark.parametrize("angles", [LYING, CHEST_TO_THIGH], ids=["thigh_up", "past_the_vertical"])
def test_every_angle_of_somebody_lying_is_read_as_built(side: Side, facing: Side, dof: Dof, angles: Angles) -> None:
    assert measure(Person.lying(side, facing), angles)[dof] == pytest.approx(angles[dof], abs=0.05)


@both_facings
@pytest.mark.parametrize(
    ("dof", "landmark", "dx_px", "dy_px"),
    [
        pytest.param(Dof.KNEE_FLEXION, "right_ankle", -10, 0, id="ankle backwards bends the knee"),
        pytest.param(Dof.ANKLE_DORSIFLEXION, "right_foot_index", 0, -10, id="toes up is dorsiflexion"),
        pytest.param(Dof.THIGH_ELEVATION, "right_knee", 0, -10, id="knee up is elevation"),
        pytest.param(Dof.TRUNK_LEAN, "right_shoulder", 10, 0, id="shoulders forward is lean"),
        pytest.param(Dof.NECK_FLEXION, "nose", 0, 10, id="chin down is flexion"),
    ],
)
def test_positive_means(facing: Side, dof: Dof, landmark: str, dx_px: float, dy_px: float) -> None:
    before = Person(Side.RIGHT, facing).pose(0.0, 0, REST)
    point = before.landmarks[landmark]
    ahead = dx_px if facing is Side.RIGHT else -dx_px
    moved = replace(point, x_px=point.x_px + ahead, y_px=point.y_px + dy_px)
    after = replace(before, landmarks={**before.landmarks, landmark: moved})
    one, other = (track_poses([pose])[0].samples[Side.RIGHT].deg[dof] for pose in (before, after))
    assert other > one + 1.0


@both_sides
@both_facings
@pytest.mark.parametrize(("before_deg", "after_deg"), [(0.0, 25.0), (0.0, -25.0), (20.0, -15.0), (10.0, 16.0)])
def test_a_change_of_the_neck_is_read_nearly_in_full(
    side: Side, facing: Side, before_deg: float, after_deg: float
) -> None:
    before, after = (
        measure(Person(side, facing), REST | {Dof.NECK_FLEXION: neck})[Dof.NECK_FLEXION]
        for neck in (before_deg, after_deg)
    )
    assert after - before == pytest.approx(after_deg - before_deg, rel=0.25)


def test_a_bent_trunk_does_not_count_as_a_bent_neck() -> None:
    upright, bent = (measure(Person(), REST | {Dof.TRUNK_LEAN: lean}) for lean in (0.0, 45.0))
    assert bent[Dof.NECK_FLEXION] == pytest.approx(upright[Dof.NECK_FLEXION], abs=0.05)


def test_both_legs_are_measured() -> None:
    (tracked,) = track_poses([Person(side=Side.LEFT).pose(0.0, 0, END)])
    knees = {side: sample.deg[Dof.KNEE_FLEXION] for side, sample in tracked.samples.items()}
    assert knees == pytest.approx({Side.LEFT: 5.0, Side.RIGHT: FOOT_BACK[Dof.KNEE_FLEXION]}, abs=0.05)


def test_a_segment_without_length_has_no_angle() -> None:
    assert isnan(angle_between_deg((0.0, 0.0), (1.0, 0.0)))


@pytest.mark.parametrize("shank_px", [40.0, 100.0, 150.0])
def test_size_in_the_picture_does_not_matter(shank_px: float) -> None:
    person = Person(shank_px=shank_px, width_px=1280, height_px=960)
    read = measure(person, END)
    assert {dof: read[dof] for dof in KNOWN} == pytest.approx({dof: END[dof] for dof in KNOWN}, abs=0.2)


def test_nobody_gives_rows_of_nan_with_quality_0() -> None:
    (pose,) = stay(REST, 1 / 30)
    (tracked,) = track_poses([replace(pose, landmarks={})])
    assert not tracked.is_present
    for sample in tracked.samples.values():
        assert all(isnan(deg) for deg in sample.deg.values())
        assert set(sample.quality.values()) == {0.0}
