"""A picture that is not the right way up is noticed by the person in it, and by what is prescribed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.exercise.loader import load_exercise
from formcheck.kinematics.turning import QUARTER_TURNS, turn
from formcheck.samples import Dof, Pose, QuarterTurn, Side
from formcheck.session.model import Remark, RemarkKind
from formcheck.session.pictures.upright import UprightTally, find_turn, step
from tests.support.cases import few
from tests.support.people import FOOT_FLAT, Angles, Person, Rep, Script, perform, stay
from tests.support.sessions import make_header, watch

LYING = "sciatic-slider-supine"
LYING_REST: Angles = {
    Dof.KNEE_FLEXION: 90.0,
    Dof.ANKLE_DORSIFLEXION: -20.0,
    Dof.THIGH_ELEVATION: 90.0,
    Dof.TRUNK_LEAN: -90.0,
    Dof.NECK_FLEXION: 25.0,
}
STANDING: Angles = FOOT_FLAT | {Dof.KNEE_FLEXION: 5.0, Dof.THIGH_ELEVATION: -85.0}
OF_TURNING = {RemarkKind.PICTURE_ON_ITS_SIDE, RemarkKind.PICTURE_UPSIDE_DOWN, RemarkKind.PERHAPS_TURNED}
SEATED = perform(Script([Rep(), Rep()]), rate_hz=15.0)
LYING_END: Angles = LYING_REST | {Dof.KNEE_FLEXION: 20.0, Dof.ANKLE_DORSIFLEXION: 10.0}
SUPINE = perform(Script([Rep(end=LYING_END)], rest=LYING_REST), Person.lying(), rate_hz=15.0)


def filmed(poses: list[Pose], turned_deg: QuarterTurn) -> list[Pose]:
    """Return poses as a camera gives them that is turned so far counter-clockwise: its picture wants turning back."""
    back: QuarterTurn = (360 - turned_deg) % 360  # type: ignore[assignment]
    return [turn(pose, back) for pose in poses]


def found(poses: list[Pose], exercise: str = DEFAULT_EXERCISE) -> QuarterTurn:
    tally, posture = UprightTally(), load_exercise(exercise).posture
    for pose in poses:
        tally = step(tally, posture, pose)
    return find_turn(tally)


@pytest.mark.parametrize("turned_deg", QUARTER_TURNS)
@pytest.mark.parametrize(("poses", "exercise"), [(SEATED, DEFAULT_EXERCISE), (SUPINE, LYING)])
def test_it_is_found_by_how_much_to_turn(poses: list[Pose], exercise: str, turned_deg: QuarterTurn) -> None:
    assert found(filmed(poses, turned_deg), exercise) == turned_deg


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("turned_deg", few([90, 180, 270]))
def test_a_session_says_so_in_place_of_a_movement_too_small(side: Side, turned_deg: QuarterTurn) -> None:
    poses = filmed(perform(Script([Rep()]), Person(side, side), rate_hz=15.0), turned_deg)
    session = watch(poses).session
    (remark,) = [one for one in session.coverage.remarks if one.kind in OF_TURNING]
    assert remark.number == turned_deg
    assert session.summary.attempts == 0
    assert RemarkKind.NO_MOVEMENT not in {one.kind for one in session.coverage.remarks}


def test_a_posture_that_nobody_takes_is_told_outright_and_one_that_people_take_is_asked() -> None:
    """Face down, the thighs hanging from a level trunk, nobody sits; on the back, the thigh upright, people lie."""
    face_down, on_the_back = (watch(filmed(SEATED, deg)).session.coverage.remarks for deg in (270, 90))
    assert {one.kind for one in face_down} & OF_TURNING == {RemarkKind.PICTURE_ON_ITS_SIDE}
    assert {one.kind for one in on_the_back} & OF_TURNING == {RemarkKind.PERHAPS_TURNED}
    assert RemarkKind.OUT_OF_POSITION in {one.kind for one in on_the_back}


@pytest.mark.parametrize(
    "poses",
    [SEATED, stay(STANDING, 3.0), stay(FOOT_FLAT | {Dof.TRUNK_LEAN: 80.0}, 3.0)],
    ids=["sits", "stands", "bends to the shoes"],
)
def test_who_sits_stands_or_bends_is_the_right_way_up(poses: list[Pose]) -> None:
    assert found(poses) == 0


@pytest.mark.slow
def test_the_turn_told_is_that_of_the_file_whatever_was_asked_for() -> None:
    header = make_header()
    poses = filmed(SEATED, 90)

    def told(**source: object) -> Remark:
        asked = replace(header, source=replace(header.source, **source))  # type: ignore[arg-type]
        return next(one for one in watch(poses, asked).session.coverage.remarks if one.kind in OF_TURNING)

    assert told().number == 90
    assert told(turned_deg=180).number == 270
    assert told(turned_deg=270).number == 0
    assert told(turned_deg=180, is_mirrored=True).number == 90


def test_a_moment_tells_nothing() -> None:
    assert found(filmed(SEATED, 90)[:4]) == 0
