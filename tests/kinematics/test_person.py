"""One person held while somebody else walks by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isnan, sin, tau

import numpy as np
import pytest

from formcheck.kinematics.person import MEMORY_S, PATIENCE_S, STAYS_ALIKE_S, STAYS_S
from formcheck.samples import Dof, Landmark, Pose, Side
from formcheck.sighting import Change, Sighting
from tests.support.cases import few, few_rows
from tests.support.edits import between, change, hide, relocate, transform
from tests.support.passing import STANDING, passer_by
from tests.support.people import REST, Angles, Person, Script, even_times, minimum_jerk, perform, stay
from tests.support.sessions import track_poses

KNEE = Dof.KNEE_FLEXION
Moment = Callable[[float], tuple[Angles, float, float]]
TRUNK_PX = 120.0  # of a `Person` as it comes
rates = pytest.mark.parametrize("rate_hz", few([15.0, 30.0, 60.0]))
film_rates = pytest.mark.parametrize(
    ("rate_hz", "jitter_px"), few_rows([(15.0, 0.0), (15.0, 1.5), (60.0, 0.0), (60.0, 1.5)], fast=2)
)


def mixture(share: float) -> Callable[[Pose], Pose]:
    """Return a change that puts every point a share of the way to the passer-by."""

    def how(pose: Pose) -> Pose:
        other = passer_by(pose).landmarks

        def between_both(one: Landmark, two: Landmark) -> Landmark:
            x_px, y_px = one.x_px + share * (two.x_px - one.x_px), one.y_px + share * (two.y_px - one.y_px)
            return replace(one, x_px=x_px, y_px=y_px)

        return replace(pose, landmarks={name: between_both(one, other[name]) for name, one in pose.landmarks.items()})

    return how


def is_blank(tracked: Sighting) -> bool:
    """Tell whether nothing at all was measured."""
    return all(
        isnan(sample.deg[dof]) and sample.quality[dof] == 0.0 for sample in tracked.samples.values() for dof in Dof
    )


def first_s(tracked: Sequence[Sighting], after_s: float, is_so: Callable[[Sighting], bool]) -> float:
    """Return when something is so for the first time from a moment on."""
    return next(one.t_s for one in tracked if one.t_s >= after_s and is_so(one))


def is_knee_measured(tracked: Sighting) -> bool:
    return not isnan(tracked.samples[Side.RIGHT].deg[KNEE])


# --- a hop to somebody else -------------------------------------------------------------------------------------------


@film_rates
def test_somebody_else_is_not_measured(rate_hz: float, jitter_px: float) -> None:
    still = Script((), lead_s=6.0, tail_s=0.0)
    tracked = track_poses(change(perform(still, rate_hz=rate_hz, jitter_px=jitter_px), between(2.0, 3.0), passer_by))
    for one in tracked:
        is_other = 2.0 <= one.t_s < 3.0
        assert one.is_present is not is_other
        assert is_blank(one) or not is_other
    knees = [one.samples[Side.RIGHT].deg[KNEE] for one in tracked]
    assert all(isnan(deg) or deg == pytest.approx(REST[KNEE], abs=8.0) for deg in knees)


@rates
def test_after_a_hop_the_legs_are_measured_at_once(rate_hz: float) -> None:
    tracked = track_poses(change(stay(REST, 6.0, rate_hz=rate_hz), between(2.0, 3.0), passer_by))
    assert first_s(tracked, 2.5, lambda one: one.is_present) == pytest.approx(3.0, abs=1e-6)
    assert all(is_knee_measured(one) for one in tracked if one.t_s >= 3.0)


def test_a_blink_of_somebody_else_costs_only_that_blink() -> None:
    tracked = track_poses(change(stay(REST, 4.0), between(2.0, 2.1), passer_by))
    assert [one.is_present for one in tracked].count(False) == 3
    assert first_s(tracked, 2.0, is_knee_measured) == pytest.approx(2.1, abs=0.01)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
def test_a_mixture_on_the_way_back_is_not_taken(share: float) -> None:
    poses = change(stay(REST, 6.0), between(2.0, 3.0), passer_by)
    tracked = track_poses(change(poses, between(3.0, 3.25), mixture(share)))
    assert first_s(tracked, 2.0, lambda one: one.is_present) == pytest.approx(3.25, abs=0.02)
    assert all(is_blank(one) for one in tracked if 2.0 <= one.t_s < 3.25)
    assert all(one.change is None for one in tracked)


def test_a_mixture_that_stays_is_given_up_at_once_when_the_person_is_back() -> None:
    poses = change(stay(REST, 6.0), between(2.0, 3.0), passer_by)
    tracked = track_poses(change(poses, between(3.0, 4.0), mixture(0.5)))
    changes = [(one.t_s, one.change) for one in tracked if one.change is not None]
    assert [what for _, what in changes] == [Change.PERSON, Change.BACK]
    assert changes[1][0] == pytest.approx(4.0, abs=0.01)
    assert all(one.is_present for one in tracked if one.t_s >= 4.0)


def test_being_drawn_to_the_other_body_before_the_hop_does_not_spoil_the_place_waited_for() -> None:
    def drawn(pose: Pose) -> Pose:
        return mixture(0.3 * (pose.t_s - 1.7) / 0.3)(pose)

    poses = change(stay(REST, 5.0), between(1.7, 2.0), drawn)
    tracked = track_poses(change(poses, between(2.0, 3.0), passer_by))
    assert not any(one.is_present for one in tracked if 2.0 <= one.t_s < 3.0)
    assert first_s(tracked, 2.0, lambda one: one.is_present) == pytest.approx(3.0, abs=0.01)
    assert MEMORY_S > 0.3  # what this rests on


@rates
def test_after_a_while_whoever_walks_about_there_is_taken(rate_hz: float) -> None:
    tracked = track_poses(change(stay(REST, 9.0, rate_hz=rate_hz), between(2.0, 99.0), passer_by))
    assert first_s(tracked, 2.0, lambda one: one.is_present) == pytest.approx(2.0 + PATIENCE_S, abs=1.01 / rate_hz)
    assert all(one.is_present for one in tracked if one.t_s > 2.05 + PATIENCE_S)
    assert [one.change for one in tracked if one.change is not None] == [Change.PERSON]


# --- a camera that is moved, and a film that is cut -------------------------------------------------------------------


def standing_there(pose: Pose) -> Pose:
    return transform(dx_px=150.0)(Person(shank_px=110.0, hip_height=0.5).pose(pose.t_s, pose.index, STANDING))


def sitting_there(pose: Pose) -> Pose:
    """Return the pose of somebody larger who sits otherwise, further to the left."""
    other = REST | {KNEE: 105.0, Dof.THIGH_ELEVATION: 15.0, Dof.TRUNK_LEAN: 15.0}
    return transform(dx_px=-140.0)(Person(shank_px=130.0).pose(pose.t_s, pose.index, other))


@rates
@pytest.mark.parametrize("moved", [transform(dx_px=80.0), transform(dx_px=-40.0, dy_px=25.0), transform(scale=1.5)])
def test_a_camera_that_is_moved_or_zoomed_costs_nothing(rate_hz: float, moved: Callable[[Pose], Pose]) -> None:
    tracked = track_poses(change(stay(REST, 4.0, rate_hz=rate_hz), between(2.0, 99.0), moved))
    assert all(one.is_present and one.change is None for one in tracked)
    assert tracked[-1].samples[Side.RIGHT].deg[KNEE] == pytest.approx(REST[KNEE], abs=0.1)


@rates
def test_after_a_cut_somebody_in_the_same_posture_is_taken_soon(rate_hz: float) -> None:
    tracked = track_poses(change(stay(REST, 4.0, rate_hz=rate_hz), between(2.0, 99.0), sitting_there))
    assert first_s(tracked, 2.0, lambda one: one.is_present) == pytest.approx(2.0 + STAYS_ALIKE_S, abs=1.01 / rate_hz)
    assert [one.change for one in tracked if one.change is not None] == [Change.PERSON]


@rates
def test_after_a_cut_somebody_in_another_posture_is_taken_later(rate_hz: float) -> None:
    tracked = track_poses(change(stay(REST, 6.0, rate_hz=rate_hz), between(2.0, 99.0), standing_there))
    assert first_s(tracked, 2.0, lambda one: one.is_present) == pytest.approx(2.0 + STAYS_S, abs=1.01 / rate_hz)


# --- what is no hop ---------------------------------------------------------------------------------------------------


def film(moment: Moment, duration_s: float, rate_hz: float, jitter_px: float) -> list[Pose]:
    """Return the poses of somebody who moves about.

    Parameters
    ----------
    moment : callable
        Angles, and how far right and down the hips have gone in trunk lengths, at a time.
    duration_s, rate_hz, jitter_px : float
        For how long, how many pictures a second, how shaky.
    """
    noise, poses = np.random.default_rng(1), []
    for index, t_s in enumerate(even_times(duration_s, rate_hz)):
        angles, right, down = moment(t_s)
        pose = Person().pose(t_s, index, angles)
        pose = transform(dx_px=right * TRUNK_PX, dy_px=down * TRUNK_PX)(pose)
        poses.append(relocate(list(pose.landmarks), lambda one: shake(one, jitter_px, noise))(pose))
    return poses


def shake(landmark: Landmark, jitter_px: float, noise: np.random.Generator) -> Landmark:
    dx_px, dy_px = noise.normal(0.0, jitter_px, 2).tolist()
    return replace(landmark, x_px=landmark.x_px + dx_px, y_px=landmark.y_px + dy_px)


def blend(start: Angles, end: Angles, share: float) -> Angles:
    return {dof: start[dof] + share * (end[dof] - start[dof]) for dof in Dof}


def lean_and_back(t_s: float) -> tuple[Angles, float, float]:
    """Lean forward by 30 degrees in 0.7 s, and back as fast."""
    share = minimum_jerk((t_s - 1.0) / 0.7) - minimum_jerk((t_s - 2.5) / 0.7)
    return REST | {Dof.TRUNK_LEAN: REST[Dof.TRUNK_LEAN] + 30.0 * share}, 0.0, 0.0


def sit_down(t_s: float) -> tuple[Angles, float, float]:
    """Sit down in 0.8 s: the hips come down and back, the trunk leans and comes up again."""
    share = minimum_jerk((t_s - 1.0) / 0.8)
    bow = 40.0 * 4.0 * share * (1.0 - share)
    angles = blend(STANDING, REST, share)
    return angles | {Dof.TRUNK_LEAN: angles[Dof.TRUNK_LEAN] + bow}, -0.45 * share, 0.75 * share - 0.5


def walk(t_s: float) -> tuple[Angles, float, float]:
    """Walk through the picture at two trunk lengths a second."""
    swing = 25.0 * sin(tau * t_s)
    angles = STANDING | {Dof.THIGH_ELEVATION: -90.0 + swing, KNEE: 30.0 + swing}
    return angles, -2.0 + 2.0 * t_s, 0.05 * sin(2 * tau * t_s) - 0.5


@film_rates
@pytest.mark.parametrize(("moment", "duration_s"), [(lean_and_back, 4.0), (sit_down, 4.0), (walk, 2.0)])
def test_moving_about_is_no_hop(moment: Moment, duration_s: float, rate_hz: float, jitter_px: float) -> None:
    assert all(one.is_present for one in track_poses(film(moment, duration_s, rate_hz, jitter_px)))


@pytest.mark.parametrize("away_trunks", [0.0, 0.3, 1.5])
def test_leaving_the_picture_and_coming_back_is_no_hop(away_trunks: float) -> None:
    poses = hide(stay(REST, 6.0), between(2.0, 4.0))
    tracked = track_poses(change(poses, between(4.0, 99.0), transform(dx_px=away_trunks * TRUNK_PX)))
    assert first_s(tracked, 2.0, lambda one: one.is_present) == pytest.approx(4.0, abs=0.01)
    assert all(one.is_present for one in tracked if not 2.0 <= one.t_s < 4.0)
    assert first_s(tracked, 2.0, is_knee_measured) == pytest.approx(4.0, abs=0.01)
    assert all(is_blank(one) for one in tracked if 2.0 <= one.t_s < 4.0)
