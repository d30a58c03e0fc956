"""Whatever keeps a movement from being measured or counted is told, and the largest of it: kind after kind.

The landmarks of a sample clip are altered as a camera, a chair or a passer-by would; what they would then have read is
known. Other kinds are people made of angles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import pytest

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import FlagKind, Verdict
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.kinematics.quality import MOST_OBLIQUE_DEG
from formcheck.samples import Accuracy, AngleError, Dof, Instrument, Origin, Pose, Side
from formcheck.session.model import Remark, RemarkKind, Session
from formcheck.session.record import read_record
from tests.golden.make import unpack
from tests.support.cases import few
from tests.support.edits import (
    LEG,
    between,
    change,
    copy_other_leg,
    crop,
    dim,
    hide,
    mirror,
    names_of,
    push_out,
    turn_body,
)  # fmt: skip
from tests.support.exercising import do, person_for, well_done
from tests.support.passing import passer_by
from tests.support.people import REST, Person, Rep, Script, perform, stay
from tests.support.sessions import Run, make_header, watch

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
RIGHT = Side.RIGHT
ALWAYS = between(0.0, 99.0)
FILMED = Script([Rep(), Rep()])
DOUBTS = dict.fromkeys(Dof, AngleError(between_deg=5.0, within_deg=3.0))
DIM_EYE = Instrument(Origin.CAMERA, "heavy", Accuracy(DOUBTS, DOUBTS))
"""Sharp enough from the side, and no more."""
SITS_ON_THE_FLOOR = REST | {KNEE: 5.0, Dof.THIGH_ELEVATION: 0.0, ANKLE: -20.0}
STANDS = REST | {KNEE: 5.0, Dof.THIGH_ELEVATION: -88.0, Dof.TRUNK_LEAN: 0.0}
LIES = REST | {KNEE: 60.0, Dof.THIGH_ELEVATION: 30.0, Dof.TRUNK_LEAN: -90.0}


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Pose]:
    """Return the landmarks of a clip of three repetitions of the right leg, good, short and rushed."""
    return read_record(unpack("brief-tibial-slider", tmp_path_factory.mktemp("brief"))).poses


def nothing(session: Session) -> Remark:
    """Return why nothing was counted."""
    assert session.repetitions == ()
    return session.coverage.remarks[0]


def unseen(session: Session, dof: Dof) -> list[Cause]:
    """Return why a joint was not seen, of each repetition that was not judged for it."""
    flags = (flag for one in session.repetitions for flag in one.flags)
    return [one.cause for one in flags if one.kind is FlagKind.NOT_MEASURABLE and one.dof is dof and one.cause]


# --- what lies between camera and leg ---------------------------------------------------------------------------------


def furthest_px(poses: Sequence[Pose], name: str) -> float:
    return max(pose.landmarks[name].x_px for pose in poses)


@pytest.mark.parametrize("edge", [Edge.RIGHT, Edge.LEFT])
def test_a_foot_that_leaves_the_picture_is_told_with_its_edge_and_when(brief: Sequence[Pose], edge: Edge) -> None:
    out = int(furthest_px(brief, "right_ankle") - 30.0)
    poses = change(brief, ALWAYS, crop(width_px=out))
    if edge is Edge.LEFT:
        poses = [mirror(pose) for pose in poses]
    session = watch(poses).session
    causes = unseen(session, ANKLE)
    assert {(one.kind, one.part, one.edge) for one in causes} == {(CauseKind.OUTSIDE, BodyPart.FOOT, edge)}
    first = session.repetitions[0]
    assert causes[0].since_s is not None
    assert first.start_s < causes[0].since_s < first.peak_s


def test_feet_below_the_picture_let_nothing_be_counted(brief: Sequence[Pose]) -> None:
    lowest = int(min(pose.landmarks["right_ankle"].y_px for pose in brief[:20]) - 20.0)
    remark = nothing(watch(change(brief, ALWAYS, crop(height_px=lowest))).session)
    assert (remark.kind, remark.dof) == (RemarkKind.NOT_MEASURED, KNEE)
    assert remark.cause is not None
    assert (remark.cause.kind, remark.cause.part, remark.cause.edge) == (CauseKind.OUTSIDE, BodyPart.FOOT, Edge.BOTTOM)


def test_what_was_outside_the_picture_from_the_beginning_has_not_left_it(brief: Sequence[Pose]) -> None:
    toes_out = change(brief, ALWAYS, push_out(["right_foot_index"]))
    later = change(brief, between(3.0, 99.0), push_out(["right_foot_index"]))
    for poses, since_s in ((toes_out, None), (later, pytest.approx(3.0, abs=0.1))):
        seldom = [one for one in watch(poses).session.coverage.remarks if one.dof is ANKLE]
        assert [one.cause.since_s for one in seldom if one.cause] == [since_s]


@pytest.mark.slow
@pytest.mark.parametrize(("part", "told"), [("knee", BodyPart.KNEE), ("hip", BodyPart.HIP)])
def test_a_knee_under_a_blanket_and_a_hip_behind_an_armrest_are_told_apart(
    brief: Sequence[Pose], part: str, told: BodyPart
) -> None:
    poses = change(brief, ALWAYS, dim([f"right_{part}", *(["left_hip"] if part == "knee" else [])], 0.1))
    remark = nothing(watch(poses).session)
    assert remark.kind is RemarkKind.NOT_MEASURED
    assert remark.cause is not None
    assert (remark.cause.kind, remark.cause.part) == (CauseKind.HIDDEN, told)


@pytest.mark.parametrize("turned_deg", [60.0, 90.0])
def test_who_faces_the_camera_is_told_so_and_not_that_nothing_moved(brief: Sequence[Pose], turned_deg: float) -> None:
    session = watch(change(brief, ALWAYS, turn_body(turned_deg))).session
    remark = nothing(session)
    assert remark.kind is RemarkKind.NOT_MEASURED
    assert remark.cause is not None
    assert remark.cause.kind is CauseKind.FROM_FRONT
    assert remark.cause.number is not None
    assert remark.cause.number > MOST_OBLIQUE_DEG


def test_a_view_that_is_a_little_off_is_a_remark_and_no_reason(brief: Sequence[Pose]) -> None:
    session = watch(change(brief, ALWAYS, turn_body(20.0))).session
    assert len(session.repetitions) == 3
    assert [one.cause.kind for one in session.coverage.remarks if one.cause] == [CauseKind.FROM_FRONT]
    assert session.coverage.remarks[0].kind is RemarkKind.NOT_SIDE_ON


@pytest.mark.parametrize(("turned_deg", "kind"), [(-44.0, CauseKind.FROM_FRONT), (44.0, CauseKind.FROM_BEHIND)])
def test_an_oblique_view_that_withholds_a_verdict_is_its_reason(turned_deg: float, kind: CauseKind) -> None:
    just_so = Rep().ending(knee_flexion=17.0, ankle_dorsiflexion=3.0)
    run = watch(
        perform(Script([just_so]), Person(turned_deg=turned_deg)), replace(make_header(), instruments=(DIM_EYE,))
    )
    flags = [flag for one in run.repetitions for flag in one.flags if flag.kind is FlagKind.NOT_MEASURABLE]
    assert flags
    assert {flag.cause.kind for flag in flags if flag.cause} == {kind}


def test_points_that_leap_between_the_legs_are_the_reason() -> None:
    """As behind an armrest: the model believes in them, and they are now on the one leg, now on the other."""
    poses = perform(FILMED)
    away = change(poses, lambda pose: 2.2 < pose.t_s < 6.4 and pose.index % 6 < 4, copy_other_leg(RIGHT))
    session = watch(away).session
    first = session.repetitions[0]
    told = unseen(session, KNEE) or [one.cause for one in session.uncounted if one.cause]
    assert first.verdict is Verdict.NOT_MEASURABLE or session.uncounted
    assert {one.kind for one in told} == {CauseKind.LEAPING}


# --- who is in the picture --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_somebody_else_in_the_way_is_told_and_nobody_in_the_picture_too(brief: Sequence[Pose]) -> None:
    other = watch(change(brief, between(3.0, 6.0), passer_by)).session
    gone = watch(hide(brief, between(7.5, 99.0))).session
    for session, kind in ((other, CauseKind.SOMEBODY_ELSE), (gone, CauseKind.NOBODY)):
        seldom = [one for one in session.coverage.remarks if one.kind is RemarkKind.SELDOM_MEASURED]
        assert {one.cause.kind for one in seldom if one.cause} == {kind}
    assert len(gone.repetitions) == 1


def test_the_part_of_a_recording_without_anybody_changes_nothing_of_the_other(brief: Sequence[Pose]) -> None:
    whole, half = watch(brief).session, watch(hide(brief, between(7.3, 99.0))).session
    assert half.repetitions == whole.repetitions[:1]


# --- where the body is ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posture", "kind", "limit"),
    [
        (STANDS, CauseKind.THIGH_LOW, -25.0),
        (LIES, CauseKind.TRUNK_BACK, -35.0),
        (SITS_ON_THE_FLOOR, CauseKind.SHANK_HIGH, -45.0),
        (REST | {Dof.THIGH_ELEVATION: 60.0}, CauseKind.THIGH_HIGH, 45.0),
        (REST | {Dof.TRUNK_LEAN: 68.0}, CauseKind.TRUNK_FORWARD, 65.0),
    ],
    ids=["standing", "lying", "floor", "knee_up", "bent_forward"],
)
def test_a_body_that_is_elsewhere_is_told_with_what_and_how_far(
    posture: dict[Dof, float], kind: CauseKind, limit: float
) -> None:
    remark = nothing(watch(stay(posture, 6.0, Person(hip_height=0.5))).session)
    assert (remark.kind, remark.number) == (RemarkKind.OUT_OF_POSITION, 1.0)
    assert remark.cause is not None
    assert (remark.cause.kind, remark.cause.limit) == (kind, limit)


def test_what_moves_elsewhere_appears_with_its_reason() -> None:
    """Squats, and the like: large enough to count, and not this exercise."""
    end = STANDS | {KNEE: 80.0, Dof.THIGH_ELEVATION: -40.0}
    session = watch(perform(Script([Rep(end=end), Rep(end=end)], rest=STANDS), Person(hip_height=0.6))).session
    (moved,) = session.uncounted
    assert (moved.reason, moved.movements) == ("out_of_position", 2)
    assert moved.cause is not None
    assert moved.cause.kind is CauseKind.THIGH_LOW
    assert moved.start_s == pytest.approx(1.5, abs=0.7)
    assert nothing(session).kind is RemarkKind.OUT_OF_POSITION


@cache
def seated_exercise_of(lying: str) -> Run:
    header = make_header(lying)
    return watch(perform(Script([Rep()])), header)


@pytest.mark.parametrize("name", few([one for one in exercise_ids() if "supine" in one or "slr" in one]))
def test_who_sits_where_one_lies_is_told_so(name: str) -> None:
    remark = nothing(seated_exercise_of(name).session)
    assert remark.kind is RemarkKind.OUT_OF_POSITION
    assert remark.cause is not None
    assert remark.cause.kind is CauseKind.TRUNK_FORWARD


# --- how large it was -------------------------------------------------------------------------------------------------


def test_a_movement_too_small_is_told_with_its_size_and_with_what_counts() -> None:
    session = watch(perform(Script([Rep().towards(REST, 0.22)]))).session
    remark = nothing(session)
    assert remark.kind is RemarkKind.NO_MOVEMENT
    assert remark.cause is not None
    assert remark.cause.limit == 22.0
    assert remark.cause.number == pytest.approx(18.7, abs=2.5)
    (moved,) = session.uncounted
    assert (moved.reason, moved.cause) == ("too_small", remark.cause)


def test_a_fidget_is_nothing_to_tell() -> None:
    assert watch(perform(Script([Rep().towards(REST, 0.08)]))).session.uncounted == ()


def test_somebody_who_only_sits_there_is_told_how_little_moved() -> None:
    remark = nothing(watch(stay(REST, 6.0)).session)
    assert remark.cause is not None
    assert (remark.kind, remark.cause.number) == (RemarkKind.NO_MOVEMENT, 0.0)


def test_what_is_lost_as_it_sets_off_appears() -> None:
    poses = perform(Script([Rep()], tail_s=4.0))
    session = watch(change(poses, between(2.45, 99.0), dim(names_of(RIGHT, LEG[1:]), 0.1))).session
    assert session.repetitions == ()
    (moved,) = session.uncounted
    assert moved.reason == "lost_from_view"
    assert moved.cause is not None
    assert moved.cause.kind is CauseKind.HIDDEN


# --- laws -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", few(exercise_ids()))
def test_a_session_done_well_has_nothing_to_excuse(name: str) -> None:
    exercise = load_exercise(name)
    good = well_done(exercise)
    session = watch(perform(do(exercise, good, good), person_for(exercise)), make_header(name)).session
    assert session.uncounted == ()
    assert [flag for one in session.repetitions for flag in one.flags if flag.cause is not None] == []
    kinds = {RemarkKind.NOT_MEASURED, RemarkKind.OUT_OF_POSITION, RemarkKind.NO_MOVEMENT}
    assert not kinds & {one.kind for one in session.coverage.remarks}


Alter = Callable[[Pose], Pose]


@pytest.mark.parametrize(
    "how", [dim(["right_knee"], 0.1), turn_body(60.0), crop(width_px=300)], ids=["dim", "turn", "crop"]
)
def test_what_was_not_seen_is_in_no_count(brief: Sequence[Pose], how: Alter) -> None:
    summary = watch(change(brief, between(7.0, 99.0), how)).session.summary
    assert summary.judged + summary.unseen == summary.attempts
    assert summary.good <= summary.judged
