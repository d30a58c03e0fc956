"""Why an angle of an attempt was not seen: at its end, or else throughout; what stood still is not what was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.exercise.measure import Attempt
from formcheck.samples import AngleSample, Dof
from tests.support.people import Rep, Script
from tests.support.sessions import angle_samples, find_attempts, lose

KNEE, ANKLE = Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION
OUTSIDE = Cause(CauseKind.OUTSIDE, BodyPart.FOOT, Edge.RIGHT)
NO_FOOT = Cause(CauseKind.NO_FOOT, BodyPart.FOOT)
SLOW = Script([Rep(out_s=2.2, hold_s=1.0, back_s=2.2)])
"""Leaves rest at 1.5 s, is at its end from 3.4 to 5 s."""


def because(samples: list[AngleSample], start_s: float, end_s: float, dof: Dof, cause: Cause) -> list[AngleSample]:
    """Return the samples with an angle not measured for a while, for this cause."""
    lost = lose(samples, start_s, end_s, dof)
    return [replace(one, why={dof: (cause,)}) if start_s <= one.t_s < end_s else one for one in lost]


def attempt(samples: list[AngleSample]) -> Attempt:
    (found,) = find_attempts(samples).attempts
    return found


def test_what_was_seen_well_has_no_reason() -> None:
    assert attempt(angle_samples(SLOW)).unseen == {}


def test_a_joint_unseen_at_the_end_has_its_cause_and_since_when() -> None:
    unseen = attempt(because(angle_samples(SLOW), 2.6, 5.6, ANKLE, OUTSIDE)).unseen
    assert set(unseen) == {ANKLE}
    assert replace(unseen[ANKLE].cause, since_s=None) == OUTSIDE
    assert unseen[ANKLE].cause.since_s == pytest.approx(2.6, abs=0.05)
    assert unseen[ANKLE].measured == 0.0


def test_what_stood_in_the_way_at_the_end_outweighs_what_did_for_longer_before() -> None:
    samples = because(angle_samples(SLOW), 0.0, 3.2, ANKLE, NO_FOOT)
    ended = because(samples, 3.2, 5.2, ANKLE, OUTSIDE)
    assert attempt(ended).unseen[ANKLE].cause.kind is CauseKind.OUTSIDE


def test_a_moment_is_no_reason() -> None:
    assert attempt(because(angle_samples(SLOW), 4.0, 4.1, ANKLE, OUTSIDE)).unseen == {}


def test_a_doubt_is_a_reason_where_the_angle_was_measured_all_the_same() -> None:
    doubted = [replace(one, why={ANKLE: (Cause(CauseKind.FEET_TOGETHER),)}) for one in angle_samples(SLOW)]
    unseen = attempt(doubted).unseen[ANKLE]
    assert (unseen.cause.kind, unseen.measured) == (CauseKind.FEET_TOGETHER, 1.0)


def leaping_ankle(samples: list[AngleSample]) -> list[AngleSample]:
    """Return the samples with the ankle to and fro by 80 degrees about the end."""
    return [
        replace(one, deg=dict(one.deg) | {ANKLE: one.deg[ANKLE] + 40.0 * (-1) ** (i // 2)})
        if 3.0 < one.t_s < 5.4
        else one
        for i, one in enumerate(samples)
    ]


def test_readings_that_fit_no_movement_leapt() -> None:
    cause = attempt(leaping_ankle(angle_samples(SLOW))).unseen[ANKLE].cause
    assert (cause.kind, cause.part) == (CauseKind.LEAPING, BodyPart.FOOT)


def test_of_points_that_leap_a_picture_that_hardly_changes_is_not_to_blame() -> None:
    """As behind an armrest: held still, the leg seems to be moving, so that a calm picture seems to stand still."""
    samples = leaping_ankle(angle_samples(SLOW))
    for start_s in (3.6, 3.9, 4.2, 4.5):
        samples = because(samples, start_s, start_s + 0.1, ANKLE, Cause(CauseKind.STILL_PICTURE))
    assert attempt(samples).unseen[ANKLE].cause.kind is CauseKind.LEAPING


def test_a_picture_that_stood_still_while_the_leg_went_on_is_the_reason() -> None:
    samples = angle_samples(Script([Rep(out_s=2.2, hold_s=0.3, back_s=2.2)]))
    frozen = next(one for one in samples if one.t_s >= 2.5)
    stood_still = [
        replace(frozen, t_s=one.t_s, is_repeated=True) if frozen.t_s < one.t_s < frozen.t_s + 1.4 else one
        for one in samples
    ]
    unseen = attempt(stood_still).unseen
    assert unseen[KNEE].cause.kind is CauseKind.STILL_PICTURE
