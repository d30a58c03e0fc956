"""Whatever is not measured, or doubtful, says why: which point, which edge, how far from the side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.kinematics.quality import MOST_OBLIQUE_DEG
from formcheck.kinematics.tally import CauseTally, add, find_largest, tally_all
from formcheck.samples import AngleSample, Dof, Landmark, Pose, Side
from tests.support.edits import FOOT, between, change, dim, hide, names_of, push_out, relocate, shorten_foot
from tests.support.passing import passer_by
from tests.support.people import FOOT_FLAT, REST, Person, stay
from tests.support.sessions import track_poses

RIGHT = Side.RIGHT
KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
ALWAYS = between(0.0, 99.0)
UPRIGHT = REST | {Dof.TRUNK_LEAN: 0.0}


def last(poses: list[Pose]) -> AngleSample:
    return track_poses(poses)[-1].samples[RIGHT]


def kinds(sample: AngleSample, dof: Dof) -> list[CauseKind]:
    return [cause.kind for cause in sample.why.get(dof, ())]


def test_what_is_seen_well_has_nothing_in_its_way() -> None:
    assert last(stay(UPRIGHT, 0.2)).why == {}


@pytest.mark.parametrize(
    ("move", "edge"),
    [
        (lambda one: replace(one, x_px=-3.0), Edge.LEFT),
        (lambda one: replace(one, x_px=640.0), Edge.RIGHT),
        (lambda one: replace(one, y_px=-0.5), Edge.TOP),
        (lambda one: replace(one, y_px=480.0), Edge.BOTTOM),
        (lambda one: replace(one, x_px=900.0, y_px=490.0), Edge.RIGHT),  # further beyond this one
    ],
    ids=["left", "right", "top", "bottom", "corner"],
)
def test_a_point_outside_says_which_part_is_beyond_which_edge(move: object, edge: Edge) -> None:
    poses = change(stay(REST, 0.1), ALWAYS, relocate(["right_foot_index"], move))  # type: ignore[arg-type]
    assert last(poses).why == {ANKLE: (Cause(CauseKind.OUTSIDE, BodyPart.FOOT, edge),)}


def test_a_whole_foot_outside_is_told_once_and_costs_the_knee_as_well() -> None:
    poses = change(stay(REST, 0.1), ALWAYS, push_out(names_of(RIGHT, (*FOOT, "ankle"))))
    outside = (Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.BOTTOM),)
    assert last(poses).why == {KNEE: outside, ANKLE: outside}


def test_a_point_that_is_not_made_out_says_which_part_and_how_little() -> None:
    poses = change(stay(REST, 0.1), ALWAYS, dim(["right_hip"], 0.1))
    (cause,) = last(poses).why[KNEE]
    assert (cause.kind, cause.part, cause.number) == (CauseKind.HIDDEN, BodyPart.HIP, 0.1)


def test_a_point_that_is_hardly_made_out_makes_the_angle_doubtful_and_says_so() -> None:
    sample = last(change(stay(REST, 0.1), ALWAYS, dim(names_of(RIGHT, FOOT), 0.3)))
    assert sample.quality[ANKLE] > 0.0
    assert kinds(sample, ANKLE) == [CauseKind.HIDDEN]


@pytest.mark.parametrize(
    ("turned_deg", "kind"),
    [(-60.0, CauseKind.FROM_FRONT), (60.0, CauseKind.FROM_BEHIND), (-90.0, CauseKind.FROM_FRONT)],
)
def test_who_is_not_seen_from_the_side_is_told_from_where_and_how_far(turned_deg: float, kind: CauseKind) -> None:
    sample = last(stay(UPRIGHT, 0.2, Person(turned_deg=turned_deg)))
    cause = sample.why[KNEE][0]
    assert (cause.kind, cause.limit) == (kind, MOST_OBLIQUE_DEG)
    assert cause.number == pytest.approx(abs(turned_deg), abs=1.0)


def test_a_view_that_is_a_little_oblique_costs_nothing_and_says_nothing() -> None:
    assert last(stay(UPRIGHT, 0.2, Person(turned_deg=-20.0))).why == {}


def test_two_things_in_the_way_are_both_told() -> None:
    poses = change(stay(UPRIGHT, 0.2, Person(turned_deg=-60.0)), ALWAYS, push_out(names_of(RIGHT, (*FOOT, "ankle"))))
    assert kinds(last(poses), KNEE) == [CauseKind.OUTSIDE, CauseKind.FROM_FRONT]


def test_points_that_make_no_foot_say_so() -> None:
    assert kinds(last(change(stay(REST, 0.1), ALWAYS, shorten_foot(RIGHT))), ANKLE) == [CauseKind.NO_FOOT]


def test_a_foot_that_has_no_shape_from_there_is_put_down_to_the_view_as_well() -> None:
    sample = last(change(stay(UPRIGHT, 0.2, Person(turned_deg=-40.0)), ALWAYS, shorten_foot(RIGHT)))
    assert kinds(sample, ANKLE) == [CauseKind.FROM_FRONT, CauseKind.NO_FOOT]


def test_feet_that_lie_on_one_another_make_the_ankle_doubtful_and_say_so() -> None:
    person = Person(resting=FOOT_FLAT | {KNEE: 90.0, ANKLE: 0.0})
    sample = last(stay(FOOT_FLAT, 0.1, person))
    assert sample.quality[ANKLE] > 0.0
    assert kinds(sample, ANKLE) == [CauseKind.FEET_TOGETHER]


def test_nobody_and_no_trunk_and_somebody_else_are_told_apart() -> None:
    trunk = [f"{side}_{part}" for side in Side for part in ("shoulder", "hip")]
    poses = stay(REST, 1.0)
    assert kinds(last(hide(poses, ALWAYS)), KNEE) == [CauseKind.NOBODY]
    (no_trunk,) = last(change(poses, ALWAYS, push_out(trunk))).why[KNEE]
    assert (no_trunk.kind, no_trunk.edge) == (CauseKind.NO_TRUNK, Edge.BOTTOM)
    leapt = change(poses, between(0.5, 9.0), passer_by)
    assert kinds(last(leapt), KNEE) == [CauseKind.SOMEBODY_ELSE]


@given(
    x_px=st.floats(-2000.0, 2000.0), y_px=st.floats(-2000.0, 2000.0), visibility=st.floats(0.0, 1.0),
    name=st.sampled_from(["hip", "knee", "ankle", "heel", "foot_index"]),
)  # fmt: skip
def test_what_is_not_measured_always_says_why(x_px: float, y_px: float, visibility: float, name: str) -> None:
    put = relocate([f"right_{name}"], lambda _: Landmark(x_px, y_px, visibility))
    sample = last(change(stay(REST, 1 / 30), ALWAYS, put))
    unmeasured = {dof for dof in Dof if sample.quality[dof] == 0.0}
    assert unmeasured <= set(sample.why)


# --- the largest ------------------------------------------------------------------------------------------------------

OUTSIDE = Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.RIGHT)
FRONTAL = Cause(CauseKind.FROM_FRONT, number=60.0)
HIDDEN = Cause(CauseKind.HIDDEN, BodyPart.KNEE)


def test_the_cause_that_spoils_most_is_the_largest() -> None:
    tally = tally_all([(i / 30, (OUTSIDE,) if i < 20 else (HIDDEN,)) for i in range(30)])
    assert find_largest(tally) == replace(OUTSIDE, since_s=0.0)
    assert find_largest(CauseTally()) is None


def test_moments_that_two_causes_spoil_are_shared_between_them() -> None:
    """Mended alone, neither would bring them back: what spoils fewer moments by itself may weigh more."""
    largest = find_largest(tally_all([(i / 30, (OUTSIDE, FRONTAL) if i < 20 else (HIDDEN,)) for i in range(35)]))
    assert largest is not None
    assert largest.kind is CauseKind.HIDDEN


def test_of_two_that_always_come_together_the_graver_is_told() -> None:
    largest = find_largest(tally_all([(0.0, (OUTSIDE, FRONTAL))]))
    assert largest is not None
    assert largest.kind is CauseKind.FROM_FRONT


def test_since_when_is_told_of_the_first_stretch_that_was_no_flicker() -> None:
    moments = [(0.0, (OUTSIDE,)), *((2.0 + i / 30, (OUTSIDE,)) for i in range(30)), (9.0, (OUTSIDE,))]
    largest = find_largest(tally_all(moments))
    assert largest is not None
    assert largest.since_s == 2.0


def test_the_number_of_a_cause_is_its_mean_where_it_is_known() -> None:
    moments = [(float(i), (replace(FRONTAL, number=number),)) for i, number in enumerate((50.0, 70.0, None))]
    largest = find_largest(tally_all(moments))
    assert largest is not None
    assert largest.number == 60.0


@given(st.lists(st.sets(st.sampled_from([OUTSIDE, FRONTAL, HIDDEN])), max_size=30))
def test_all_shares_together_are_the_moments_that_were_spoilt(moments: list[set[Cause]]) -> None:
    tally = CauseTally()
    for i, causes in enumerate(moments):
        tally = add(tally, float(i), tuple(causes))
    assert tally.spoilt == sum(bool(causes) for causes in moments)
    assert sum(one.share for one in tally.accounts.values()) == pytest.approx(tally.spoilt)
