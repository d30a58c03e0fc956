"""A picture that stands still tells nothing of a leg that was moving, and all of one that was at rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

import pytest
from hypothesis import given, settings

from formcheck.events import PictureStoodStill, Verdict
from formcheck.kinematics.frozen import REPEATED, is_repeated
from formcheck.samples import Dof, Picture, Pose, Side
from tests.support.people import REST, Person, Rep, Script, perform
from tests.support.sessions import Run, watch
from tests.support.strategies import seconds

RATE_HZ = 25.0
SCRIPT = Script([Rep(), Rep(), Rep()])
"""Three good repetitions; the first leaves rest at 1.5 s and is at its end at 3.7 s."""

MOVING_S, RESTING_S = 2.4, 0.3
DIFFERS, THE_SAME = Picture(change=20.0), Picture(change=0.3)


def filmed(poses: Sequence[Pose]) -> list[Pose]:
    """Return poses of pictures that all differ."""
    return [replace(pose, picture=DIFFERS) for pose in poses]


def frozen(poses: Sequence[Pose], start_s: float, length_s: float) -> list[Pose]:
    """Return the poses with the picture at `start_s` shown over and over."""
    first = next(pose for pose in poses if pose.t_s >= start_s)
    return [
        replace(first, t_s=pose.t_s, index=pose.index, picture=THE_SAME)
        if first.t_s < pose.t_s < start_s + length_s
        else pose
        for pose in poses
    ]


def perform_filmed() -> list[Pose]:
    return filmed(perform(SCRIPT, Person(), rate_hz=RATE_HZ, jitter_px=0.3))


def watched(start_s: float, length_s: float) -> Run:
    return watch(frozen(perform_filmed(), start_s, length_s))


def knees_of(run: Run, start_s: float, end_s: float) -> list[float]:
    return [step.angles.deg[Dof.KNEE_FLEXION] for step in run.steps if start_s < step.t_s < end_s]


@pytest.mark.parametrize(
    ("picture", "is_so"),
    [(None, False), (Picture(), False), (Picture(change=nan), False), (THE_SAME, True), (DIFFERS, False),
     (Picture(change=REPEATED), False)],
)  # fmt: skip
def test_only_a_picture_that_was_measured_and_does_not_change_is_repeated(picture: Picture | None, is_so: bool) -> None:
    assert is_repeated(picture) is is_so


def test_a_leg_that_was_moving_is_not_measured_until_the_picture_goes_on() -> None:
    run = watched(MOVING_S, 0.8)
    assert all(map(isnan, knees_of(run, MOVING_S + 0.05, MOVING_S + 0.75)))
    assert not any(map(isnan, knees_of(run, MOVING_S + 0.85, 5.0)))


def test_a_leg_that_was_at_rest_is_measured_all_along() -> None:
    run = watched(RESTING_S, 0.9)
    assert not any(map(isnan, knees_of(run, 0.0, 2.0)))
    assert run.verdicts == [Verdict.GOOD] * 3
    assert not run.only(PictureStoodStill)


@pytest.mark.slow
def test_who_is_drawn_and_does_not_change_at_rest_is_counted_as_ever() -> None:
    poses = perform_filmed()
    still = {
        pose.index for pose in poses if abs(SCRIPT.angles(pose.t_s)[Dof.KNEE_FLEXION] - REST[Dof.KNEE_FLEXION]) < 0.5
    }
    drawn = [replace(pose, picture=THE_SAME) if pose.index in still else pose for pose in poses]
    assert len(still) > 40
    assert watch(drawn).repetitions == watch(poses).repetitions


@pytest.mark.slow
def test_a_camera_slower_than_its_recording_costs_no_repetition() -> None:
    """12.5 pictures a second in a file of 25: every second one is the one before."""
    poses = perform_filmed()
    doubled = [
        replace(poses[index - 1], t_s=pose.t_s, index=index, picture=THE_SAME) if index % 2 else pose
        for index, pose in enumerate(poses)
    ]
    run = watch(doubled)
    assert run.verdicts == [Verdict.GOOD] * 3
    assert [one.peak_s for one in run.repetitions] == pytest.approx(
        [one.peak_s for one in watch(poses).repetitions], abs=0.1
    )
    assert not run.only(PictureStoodStill)
    assert "seldom_measured" not in {one.kind for one in run.session.coverage.remarks}


def test_that_it_stood_still_is_told_once_with_when() -> None:
    (told,) = watched(MOVING_S, 0.8).only(PictureStoodStill)
    assert (told.since_s, told.t_s) == pytest.approx((MOVING_S, MOVING_S + 0.8), abs=0.05)


def test_a_picture_that_froze_at_rest_and_goes_on_elsewhere_is_told() -> None:
    """The leg set off meanwhile."""
    assert watched(1.3, 1.5).only(PictureStoodStill)


@pytest.mark.parametrize("length_s", [0.12, 0.28])
def test_a_moment_is_not_worth_telling(length_s: float) -> None:
    assert not watched(MOVING_S, length_s).only(PictureStoodStill)


def test_the_memory_of_it_ends_when_nobody_is_there() -> None:
    poses = frozen(perform_filmed(), MOVING_S, 0.8)
    gone = [replace(one, landmarks={}) if MOVING_S + 0.3 < one.t_s < MOVING_S + 1.2 else one for one in poses]
    assert not watch(gone).only(PictureStoodStill)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(start_s=seconds(0.5, 12.0), length_s=seconds(0.2, 1.5))
def test_no_standing_picture_makes_a_fault_of_a_good_repetition(start_s: float, length_s: float) -> None:
    run = watched(start_s, length_s)
    assert set(run.verdicts) <= {Verdict.GOOD, Verdict.NOT_MEASURABLE}


@pytest.mark.slow
def test_without_pictures_everything_is_measured_as_before() -> None:
    poses = perform(SCRIPT, Person(Side.RIGHT), rate_hz=RATE_HZ)
    assert watch(poses).repetitions == watch(filmed(poses)).repetitions
