"""The result of a session, and what it says about what the camera saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.events import SensorNoticed, SensorTrouble, Verdict
from formcheck.exercise.definition import Personal
from formcheck.samples import Dof, Place, Segment, Side
from formcheck.session import summary
from formcheck.session.model import Remark, RemarkKind
from tests.support.edits import FOOT, HEAD, LOWER_LEG, between, change, dim, hide, names_of, push_out
from tests.support.people import FOOT_FLAT, REST, Person, Rep, Script, perform, stay
from tests.support.sessions import Run, make_header, watch
from tests.support.worn import AILS_AT_S, DYING, ONE, SLIPPING, THREE, Worn, run_of, wear

MIXED = Script([Rep(), Rep().ending(knee_flexion=40.0), Rep(hold_s=4.5), Rep()])
FILMED = perform(MIXED)
ALWAYS = between(0.0, 999.0)


def remarks_of(run: Run, kind: RemarkKind) -> list[Remark]:
    """Return the remarks of one kind."""
    return [remark for remark in run.session.coverage.remarks if remark.kind is kind]


def test_verdicts_are_counted_and_every_verdict_is_named() -> None:
    summary = watch(FILMED).session.summary
    assert (summary.attempts, summary.good) == (4, 2)
    assert summary.by_verdict == dict.fromkeys(Verdict, 0) | {
        Verdict.GOOD: 2,
        Verdict.INCOMPLETE_RANGE: 1,
        Verdict.HELD: 1,
    }


def test_a_session_says_what_was_done_by_which_leg_and_filmed_how() -> None:
    session = watch(perform(MIXED, Person(Side.LEFT, Side.LEFT))).session
    assert (session.exercise, session.title) == ("tibial-slider-seated", "Tibial slider, seated")
    assert (session.side, session.facing) == (Side.LEFT, Side.LEFT)


def test_a_clear_view_calls_for_no_remark() -> None:
    coverage = watch(FILMED).session.coverage
    assert coverage.remarks == ()
    assert coverage.is_anybody_found
    assert coverage.frames == coverage.frames_with_person == len(FILMED)
    assert set(coverage.measured.values()) == {1.0}


def test_pictures_without_the_person_are_none_with_while_sensors_measure() -> None:
    run = watch(hide(stay(REST, 3.0), between(1.0, 2.0)))
    tally = summary.start(make_header())
    for step in run.steps:
        sighting = replace(step.sighting, is_present=True)  # by the sensors
        tally = summary.step(tally, replace(step, sighting=sighting))
    coverage = summary.summarise(make_header(), tally).coverage
    assert coverage.frames - coverage.frames_with_person == pytest.approx(30, abs=1)


@pytest.mark.parametrize(
    ("parts", "dof"),
    [
        (names_of(Side.RIGHT, LOWER_LEG), Dof.KNEE_FLEXION),
        (names_of(Side.RIGHT, FOOT), Dof.ANKLE_DORSIFLEXION),
        (list(HEAD), Dof.NECK_FLEXION),
    ],
)
def test_a_joint_out_of_view_for_half_the_time_is_remarked(parts: list[str], dof: Dof) -> None:
    run = watch(change(stay(REST, 6.0), between(3.0, 6.0), push_out(parts)))
    (remark,) = [remark for remark in remarks_of(run, RemarkKind.SELDOM_MEASURED) if remark.dof is dof]
    assert remark.number == pytest.approx(0.5, abs=0.005)


def test_a_joint_out_of_view_for_a_moment_is_not_remarked() -> None:
    assert not watch(change(FILMED, between(5.0, 6.0), dim(list(HEAD), 0.1))).session.coverage.remarks


def test_a_camera_off_the_side_view_is_remarked() -> None:
    run = watch(stay(REST | {Dof.TRUNK_LEAN: 0.0}, 3.0, Person(turned_deg=25.0)))
    assert run.session.coverage.view_angle_deg == pytest.approx(25.0, abs=0.5)
    (remark,) = remarks_of(run, RemarkKind.NOT_SIDE_ON)
    assert remark.number == pytest.approx(25.0, abs=0.5)


@pytest.mark.slow
def test_a_repetition_that_the_recording_cut_off_is_remarked() -> None:
    begun = watch([pose for pose in FILMED if pose.t_s >= MIXED.starts()[0] + 1.5])
    ended = watch([pose for pose in FILMED if pose.t_s < MIXED.starts()[3] + 3.0])
    assert remarks_of(begun, RemarkKind.CUT_AT_START) == [Remark(RemarkKind.CUT_AT_START)]
    assert remarks_of(ended, RemarkKind.CUT_AT_END) == [Remark(RemarkKind.CUT_AT_END)]
    assert (len(begun.repetitions), len(ended.repetitions)) == (3, 3)
    assert not {RemarkKind.CUT_AT_START, RemarkKind.CUT_AT_END} & {
        remark.kind for remark in watch(FILMED).session.coverage.remarks
    }


def test_a_neutral_interval_that_was_not_used_is_remarked() -> None:
    run = watch(stay(REST, 3.0), make_header(neutral_s=(1.0, 2.0)))
    (remark,) = remarks_of(run, RemarkKind.NEUTRAL_NOT_USED)
    assert remark.dof is Dof.ANKLE_DORSIFLEXION
    assert remark.number == pytest.approx(-30.0, abs=0.5)
    assert run.session.calibration.ankle_neutral_source == "none"


def test_a_neutral_start_is_kept_in_the_result() -> None:
    calibration = watch(stay(FOOT_FLAT | {Dof.ANKLE_DORSIFLEXION: 3.0}, 3.0)).session.calibration
    assert calibration.ankle_neutral_source == "still_start"
    assert calibration.ankle_neutral_deg == pytest.approx(3.0, abs=0.1)


def test_prescribed_ranges_are_kept_in_the_result() -> None:
    own = Personal(driver_end_deg=25.0, ankle_end_deg=4.0, ankle_neutral_deg=-2.0)
    calibration = watch(stay(REST, 3.0), make_header(personal=own)).session.calibration
    assert (calibration.driver_end_deg, calibration.ankle_end_deg) == (25.0, 4.0)
    assert (calibration.ankle_neutral_deg, calibration.ankle_neutral_source) == (-2.0, "prescription")


def test_a_video_without_any_attempt_says_what_it_lacks() -> None:
    assert [remark.kind for remark in watch(stay(REST, 6.0)).session.coverage.remarks] == [RemarkKind.NO_MOVEMENT]
    upright = REST | {Dof.TRUNK_LEAN: 85.0}
    kinds = [remark.kind for remark in watch(stay(upright, 6.0)).session.coverage.remarks]
    assert kinds[0] is RemarkKind.OUT_OF_POSITION


# --- nobody -----------------------------------------------------------------------------------------------------------


def test_an_empty_room_is_nobody_found() -> None:
    session = watch(hide(stay(REST, 5.0), ALWAYS)).session
    assert not session.coverage.is_anybody_found
    assert session.coverage.view_angle_deg is None
    assert (session.side, session.facing, session.repetitions) == (None, None, ())
    assert session.coverage.remarks == (Remark(RemarkKind.NO_PERSON),)


def test_no_frames_at_all_is_nobody_found() -> None:
    assert not watch([]).session.coverage.is_anybody_found


def test_a_ghost_for_a_moment_is_nobody() -> None:
    poses = stay(REST, 10.0)
    assert not watch(hide(poses, lambda pose: not 4.0 <= pose.t_s < 5.5)).session.coverage.is_anybody_found


def test_somebody_for_two_seconds_on_end_is_somebody() -> None:
    poses = stay(REST, 10.0)
    assert watch(hide(poses, lambda pose: not 4.0 <= pose.t_s < 6.1)).session.coverage.is_anybody_found


def test_feet_without_a_trunk_are_nobody() -> None:
    trunk = [f"{side}_{part}" for side in Side for part in ("shoulder", "hip")]
    assert not watch(change(stay(REST, 5.0), ALWAYS, push_out(trunk))).session.coverage.is_anybody_found


# Sensors


@pytest.mark.slow
def test_what_was_the_matter_with_a_sensor_is_remarked_with_its_place() -> None:
    lost, slipped = (remarks_of(wear(worn), kind) for worn, kind in (
        (DYING, RemarkKind.SENSOR_LOST), (SLIPPING, RemarkKind.SENSOR_SLIPPED)
    ))  # fmt: skip
    assert [one.place for one in lost] == [Place(Side.LEFT, Segment.FOOT)]
    assert lost[0].number == pytest.approx(29.76 - AILS_AT_S, abs=0.7)
    assert [one.place for one in slipped] == [Place(Side.LEFT, Segment.SHANK)]
    assert slipped[0].number == pytest.approx(wear(SLIPPING).steps[-1].t_s - 29.76 + AILS_AT_S, abs=0.1)


@pytest.mark.slow
def test_a_sensor_that_is_lost_twice_is_remarked_once_with_the_sum() -> None:
    place = Place(Side.LEFT, Segment.FOOT)
    tally = summary.start(wear(THREE).header)
    tally = replace(tally, first_s=0.0, last_s=60.0, frames=100, frames_with_person=100, longest_view_s=60.0)
    for t_s, trouble in ((10.0, "lost"), (12.0, "found"), (13.0, "found"), (50.0, "lost")):
        tally = summary.take_event(tally, SensorNoticed(t_s, place, SensorTrouble(trouble)))
    remarks = summary.summarise(wear(THREE).header, tally).coverage.remarks
    assert [one for one in remarks if one.place] == [Remark(RemarkKind.SENSOR_LOST, number=12.0, place=place)]


@pytest.mark.parametrize("worn", [THREE, ONE])
def test_a_joint_that_no_sensor_measures_is_not_said_to_be_seldom_measured(worn: Worn) -> None:
    coverage = wear(worn).session.coverage
    assert coverage.remarks == ()
    assert coverage.view_angle_deg is None
    assert coverage.frames == len(wear(worn).steps)
    assert wear(worn).session.mountings == wear(worn).header.mountings


def test_a_session_in_which_no_sensor_told_anything_says_so() -> None:
    (remark,) = run_of(wear(THREE).header, []).session.coverage.remarks
    assert remark == Remark(RemarkKind.NO_PERSON)
