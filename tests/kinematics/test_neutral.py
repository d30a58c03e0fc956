"""The neutral posture: when it is taken, when it is not, and what it does to the ankle."""

from __future__ import annotations

import pytest

from formcheck.events import Calibrated, NeutralRejected
from formcheck.kinematics.track import TrackParams
from formcheck.samples import Dof, Pose, Side
from formcheck.sighting import Sighting
from tests.support.edits import between, hide
from tests.support.people import FOOT_FLAT, REST, Angles, Rep, Script, perform, stay
from tests.support.sessions import track_poses

RIGHT, ANKLE = Side.RIGHT, Dof.ANKLE_DORSIFLEXION


def standing_at(ankle_deg: float) -> Angles:
    """Return the foot on the floor as a camera sees it whose sole line is off by this much."""
    return FOOT_FLAT | {ANKLE: ankle_deg}


def calibrations(tracked: list[Sighting], side: Side = RIGHT) -> list[Calibrated | NeutralRejected]:
    return [one.calibration[side] for one in tracked if side in one.calibration]


def last_ankle_deg(tracked: list[Sighting]) -> float:
    return tracked[-1].samples[RIGHT].deg[ANKLE]


@pytest.mark.parametrize("offset_deg", [-4.0, 0.0, 5.0])
def test_a_still_start_with_a_flat_foot_is_neutral(offset_deg: float) -> None:
    tracked = track_poses(stay(standing_at(offset_deg), 2.0))
    (news,) = calibrations(tracked)
    assert isinstance(news, Calibrated)
    assert news.source == "still_start"
    assert news.ankle_neutral_deg == pytest.approx(offset_deg, abs=0.1)
    assert last_ankle_deg(tracked) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize(
    "angles",
    [
        pytest.param(REST, id="pointed foot"),
        pytest.param(standing_at(-9.0), id="more than an offset"),
        pytest.param(FOOT_FLAT | {Dof.KNEE_FLEXION: 75.0}, id="shank not upright"),
        pytest.param(FOOT_FLAT | {Dof.KNEE_FLEXION: 70.0, ANKLE: -20.0}, id="foot flat but set forward"),
    ],
)
def test_another_posture_is_not_taken_for_neutral(angles: Angles) -> None:
    tracked = track_poses(stay(angles, 3.0))
    assert not calibrations(tracked)
    assert last_ankle_deg(tracked) == pytest.approx(angles[ANKLE], abs=0.1)


def test_a_start_that_is_not_still_is_not_taken() -> None:
    moving = Script([Rep(0.5, 0.0, 0.5, 0.0, end=standing_at(5.5))] * 3, rest=standing_at(-5.5), lead_s=0.0, tail_s=0.0)
    assert not calibrations(track_poses(perform(moving)))


def test_less_than_a_second_is_not_enough() -> None:
    assert not calibrations(track_poses(stay(FOOT_FLAT, 0.9)))


def test_a_flat_foot_later_in_the_session_is_not_taken() -> None:
    late = Script([Rep(0.5, 0.0, 0.5, 0.0, end=dict(FOOT_FLAT))], lead_s=7.5, rest=REST)
    tracked = track_poses([*perform(late)[:240], *(p for p in stay(FOOT_FLAT, 12.0) if p.t_s >= 8.0)])
    assert not calibrations(tracked)


def test_a_neutral_once_taken_stays() -> None:
    script = Script([Rep(1.0, 3.0, 1.0, end=standing_at(-5.0))], rest=standing_at(4.0))
    (news,) = calibrations(track_poses(perform(script)))
    assert isinstance(news, Calibrated)
    assert news.ankle_neutral_deg == pytest.approx(4.0, abs=0.1)


# --- told when --------------------------------------------------------------------------------------------------------


def test_the_interval_the_person_was_told_to_hold_is_neutral_even_without_a_level_sole() -> None:
    tracked = track_poses(stay(standing_at(12.0), 3.0), TrackParams(neutral_s=(1.0, 2.0)))
    (news,) = calibrations(tracked)
    assert isinstance(news, Calibrated)
    assert news.source == "interval"
    assert news.t_s == pytest.approx(2.0, abs=0.05)
    assert news.ankle_neutral_deg == pytest.approx(12.0, abs=0.1)
    assert last_ankle_deg(tracked) == pytest.approx(0.0, abs=0.1)


def test_an_interval_with_a_pointed_foot_is_rejected_and_said_so() -> None:
    tracked = track_poses(stay(REST, 3.0), TrackParams(neutral_s=(1.0, 2.0)))
    (news,) = calibrations(tracked)
    assert isinstance(news, NeutralRejected)
    assert news.t_s == pytest.approx(2.0, abs=0.05)
    assert news.ankle_deg == pytest.approx(-30.0, abs=0.1)
    assert last_ankle_deg(tracked) == pytest.approx(-30.0, abs=0.1)


def test_with_an_interval_no_still_start_is_taken() -> None:
    assert not calibrations(track_poses(stay(FOOT_FLAT, 3.0), TrackParams(neutral_s=(5.0, 6.0))))


def hidden(poses: list[Pose]) -> list[Pose]:
    return hide(poses, between(0.9, 2.1))


def test_an_interval_in_which_nobody_was_seen_gives_no_neutral() -> None:
    assert not calibrations(track_poses(hidden(stay(FOOT_FLAT, 3.0)), TrackParams(neutral_s=(1.0, 2.0))))


def test_a_prescribed_neutral_holds_from_the_first_pose() -> None:
    tracked = track_poses(stay(standing_at(5.0), 3.0), TrackParams(ankle_neutral_deg=7.0))
    assert not calibrations(tracked)
    assert {round(one.samples[RIGHT].deg[ANKLE]) for one in tracked} == {-2}
