"""What a camera and a pose model do to readings, and what never comes of it: freezes, bursts, jitter, uneven time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from formcheck.events import AttemptStarted, FlagKind, Verdict
from formcheck.exercise.definition import Personal
from formcheck.exercise.judge import OWN_PACE_SHARE
from formcheck.samples import Dof, Pose, Side
from tests.support.cases import few
from tests.support.edits import copy_other_leg
from tests.support.people import END, REST, Person, Rep, Script, perform, uneven_times
from tests.support.sessions import make_header, watch
from tests.support.strategies import CLEAR_FAULTS, good_reps, scripts, seconds, seeds

FORGIVEN = {Verdict.GOOD, Verdict.NOT_MEASURABLE}
TWO = Script([Rep(), Rep()])
KNEE = Dof.KNEE_FLEXION


def examples(count: int) -> settings:
    """Return settings for so many examples; a failing session is short enough without shrinking."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=count, phases=phases, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- freezes ----------------------------------------------------------------------------------------------------------


def freeze(poses: Sequence[Pose], start_s: float, length_s: float) -> list[Pose]:
    """Return the poses with what was seen at one moment seen on and on, as a camera under load gives it."""
    frozen: list[Pose] = []
    for pose in poses:
        is_frozen = start_s <= pose.t_s < start_s + length_s and frozen
        frozen.append(replace(pose, landmarks=frozen[-1].landmarks) if is_frozen else pose)
    return frozen


@pytest.mark.slow
@examples(30)
@given(
    script=scripts(most=2), at=st.floats(0.0, 1.0), length_s=seconds(0.5, 1.2), rate_hz=st.sampled_from([15.0, 25.0])
)
def test_a_picture_that_freezes_is_never_a_fault(script: Script, at: float, length_s: float, rate_hz: float) -> None:
    poses = perform(script, rate_hz=rate_hz)
    run = watch(freeze(poses, at * script.duration_s, length_s))
    assert set(run.verdicts) <= FORGIVEN
    assert len(run.verdicts) <= len(script.reps)


# --- bursts -----------------------------------------------------------------------------------------------------------


def burst(poses: Sequence[Pose], start_s: float, frames: int) -> list[Pose]:
    """Return the poses with the working lower leg on the other one for so many pictures."""
    first = next(i for i, pose in enumerate(poses) if pose.t_s >= start_s)
    copy = copy_other_leg(Side.RIGHT)
    return [copy(pose) if first <= i < first + frames else pose for i, pose in enumerate(poses)]


@pytest.mark.slow
@examples(30)
@given(script=scripts(most=2), at=st.floats(0.0, 0.95), frames=st.integers(1, 4))
def test_a_burst_of_wrong_pictures_never_splits_an_attempt_nor_makes_one(
    script: Script, at: float, frames: int
) -> None:
    """Less than 0.2 s at 25 pictures a second."""
    run = watch(burst(perform(script, rate_hz=25.0), at * script.duration_s, frames))
    assert len(run.verdicts) == len(script.reps)
    assert set(run.verdicts) <= FORGIVEN


@pytest.mark.slow
@examples(15)
@given(script=scripts(most=2), shares=st.lists(st.floats(0.0, 0.95), min_size=2, max_size=4))
def test_several_short_bursts_do_not_either(script: Script, shares: list[float]) -> None:
    poses = perform(script, rate_hz=25.0)
    places = sorted(shares)
    for share, following in zip(places, [*places[1:], 2.0], strict=True):
        if (following - share) * script.duration_s > 0.8:
            poses = burst(poses, share * script.duration_s, 3)
    run = watch(poses)
    assert len(run.verdicts) == len(script.reps)
    assert set(run.verdicts) <= FORGIVEN


# --- jitter -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(15)
@given(jitter_px=st.floats(0.5, 4.0), seed=seeds, rate_hz=st.sampled_from([15.0, 25.0, 30.0]))
def test_jitter_of_a_few_pixels_is_no_haste(jitter_px: float, seed: int, rate_hz: float) -> None:
    """Four pixels are two degrees at the knee; the true speed is 72 degrees a second."""
    run = watch(perform(TWO, rate_hz=rate_hz, jitter_px=jitter_px, seed=seed))
    assert Verdict.RUSHED not in run.verdicts
    for one in run.repetitions:
        assert one.peak_speed_degps == pytest.approx(72.4, abs=30.0 + 12.0 * jitter_px)
    assert not [flag for one in run.repetitions for flag in one.flags if flag.kind is FlagKind.RUSHED]


@pytest.mark.slow
@examples(12)
@given(script=scripts(most=2), jitter_px=st.floats(0.0, 2.0), seed=seeds)
def test_jitter_blames_nobody(script: Script, jitter_px: float, seed: int) -> None:
    run = watch(perform(script, rate_hz=25.0, jitter_px=jitter_px, seed=seed))
    assert len(run.verdicts) == len(script.reps)
    assert set(run.verdicts) <= FORGIVEN


# --- uneven time ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(8)
@given(
    reps=st.lists(st.sampled_from(CLEAR_FAULTS), min_size=1, max_size=3),
    rate_hz=st.floats(10.0, 14.0),
    seed=seeds,
)
def test_ten_to_fourteen_uneven_pictures_a_second_give_the_same_verdicts(
    reps: list[Rep], rate_hz: float, seed: int
) -> None:
    script = Script(reps)
    few = watch(perform(script, times_s=uneven_times(script.duration_s, rate_hz, spread=0.8, seed=seed)))
    assert few.verdicts == watch(perform(script)).verdicts
    assert len(few.verdicts) == len(reps)


# --- pace -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stroke_s", [5.0, 10.0])
def test_ten_seconds_out_and_ten_back_hold_nothing(stroke_s: float) -> None:
    (repetition,) = watch(perform(Script([Rep(out_s=stroke_s, hold_s=0.0, back_s=stroke_s)]), rate_hz=15.0)).repetitions
    assert repetition.verdict is Verdict.GOOD
    assert not [flag for flag in repetition.flags if flag.kind is FlagKind.HELD]
    assert (repetition.hold_s or 0.0) > 1.5


@pytest.mark.slow
@examples(8)
@given(rep=good_reps, share=st.sampled_from([OWN_PACE_SHARE - 0.12, OWN_PACE_SHARE + 0.12, 1.0]))
def test_hurrying_is_told_by_the_own_pace(rep: Rep, share: float) -> None:
    cycle_s = rep.out_s + rep.hold_s + rep.back_s
    run = watch(perform(Script([rep]), rate_hz=15.0), make_header(personal=Personal(cycle_s=cycle_s / share)))
    assert run.verdicts == [Verdict.RUSHED if share < OWN_PACE_SHARE else Verdict.GOOD]


# --- another posture --------------------------------------------------------------------------------------------------

COUCH = REST | {KNEE: 80.0, Dof.THIGH_ELEVATION: 40.0, Dof.TRUNK_LEAN: -20.0}
"""Knee and thigh as somebody on a chair may have them; but the shank does not hang: the foot lies on the couch."""


@pytest.mark.parametrize("thigh_deg", few([35.0, 40.0, 45.0]))
def test_legs_along_a_couch_make_no_attempt(thigh_deg: float) -> None:
    """A heel that slides to and fro, a strap around the foot: knee and thigh move together, the shank stays level."""
    rest = COUCH | {KNEE: 2.0 * thigh_deg, Dof.THIGH_ELEVATION: thigh_deg}
    slid_out = rest | {KNEE: 6.0, Dof.THIGH_ELEVATION: 3.0, Dof.ANKLE_DORSIFLEXION: 12.0}
    run = watch(perform(Script([Rep(end=slid_out)] * 3, rest=rest), Person(resting=dict(slid_out))))
    assert not run.only(AttemptStarted)
    assert not run.repetitions


def test_a_leg_that_hangs_from_a_raised_thigh_is_at_rest() -> None:
    raised = {Dof.THIGH_ELEVATION: 25.0}
    run = watch(perform(Script([Rep(end=END | raised)], rest=REST | raised | {KNEE: 108.0})))
    assert run.verdicts == [Verdict.GOOD]
