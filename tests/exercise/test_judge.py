"""Every verdict and every flag, from attempts with known measurements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import nan
from typing import Any

import pytest

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.judge import decide, judge
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.measure import Attempt
from formcheck.exercise.plan import make_plan
from formcheck.samples import Dof
from tests.support.people import END, REST
from tests.support.sessions import CAMERA

KNEE, ANKLE, THIGH, TRUNK, NECK = Dof
FAULT, COMPENSATION, WARNING = Severity
TENSIONER, STAYING_FOOT = "tibial-tensioner-seated", "peroneal-tensioner-seated"

GOOD = Attempt(
    start_s=1.0,
    peak_s=3.4,
    end_s=5.8,
    out_s=2.0,
    hold_s=0.8,
    back_s=2.0,
    out_middle_s=1.1,
    back_middle_s=1.1,
    rest_deg=REST,
    end_deg=END,
    return_deg=90.0,
    quality=dict.fromkeys(Dof, 1.0),
    rest_quality=dict.fromkeys(Dof, 1.0),
    lowest_deg={dof: min(REST[dof], END[dof]) for dof in Dof},
    highest_deg={dof: max(REST[dof], END[dof]) for dof in Dof},
    driver_seen=1.0,
    are_turns_seen=True,
    ankle_lag_s=0.0,
    ankle_lag_doubt_s=0.1,
    peak_speed_degps=80.0,
    bounces=0,
    sparc=-1.5,
)
RUSHED = {"end_s": 2.8}
HELD = {"hold_s": 3.5}
SHORT = {"end_deg": {KNEE: 30.0}}
REVERSED = {"end_deg": {ANKLE: -50.0}}
UNSEEN = {"end_deg": {ANKLE: nan}}


def attempt(*changes: Mapping[str, Any], **more: object) -> Attempt:
    """Return the good attempt with changes; angles are given joint by joint."""
    changed = GOOD
    for name, value in [pair for change in (*changes, more) for pair in change.items()]:
        whole: Any = {**getattr(changed, name), **value} if isinstance(value, Mapping) else value
        changed = replace(changed, **{name: whole})
    return changed


def judged(
    *changes: Mapping[str, Any], exercise: str = DEFAULT_EXERCISE, personal: Personal | None = None
) -> Repetition:
    plan = make_plan(Prescription(load_exercise(exercise), personal=personal or Personal()))
    return judge(plan, attempt(*changes), CAMERA.accuracy, index=1)


def only_flag(repetition: Repetition) -> Flag:
    (flag,) = repetition.flags
    return flag


def what(flag: Flag) -> tuple[FlagKind, Severity, Dof | None]:
    return flag.kind, flag.severity, flag.dof


def test_a_good_repetition_has_nothing_to_remark() -> None:
    repetition = judged()
    assert (repetition.verdict, repetition.flags) == (Verdict.GOOD, ())


def test_an_order_that_could_not_be_seen_is_said_not_to_be_judged() -> None:
    repetition = judged({"rest_deg": {ANKLE: nan}, "ankle_lag_s": nan, "ankle_lag_doubt_s": nan})
    assert repetition.verdict is Verdict.GOOD
    assert what(only_flag(repetition)) == (FlagKind.NOT_MEASURABLE, WARNING, ANKLE)


def test_a_repetition_carries_what_was_measured() -> None:
    repetition = judged()
    assert (repetition.start_s, repetition.peak_s, repetition.end_s) == (1.0, 3.4, 5.8)
    assert (repetition.out_s, repetition.hold_s, repetition.back_s) == (2.0, 0.8, 2.0)
    assert (repetition.knee_at_peak_deg, repetition.ankle_at_peak_deg) == (5.0, 12.0)
    assert (repetition.knee_at_rest_deg, repetition.ankle_at_rest_deg) == (90.0, -30.0)
    assert repetition.neck_change_deg == -35.0
    assert (repetition.peak_speed_degps, repetition.sparc) == (80.0, -1.5)


def test_what_was_not_measured_is_none_and_not_nan() -> None:
    repetition = judged({"sparc": nan, "end_deg": {ANKLE: nan, NECK: nan}})
    assert (repetition.sparc, repetition.ankle_at_peak_deg, repetition.neck_change_deg) == (None, None, None)


# --- every flag, its weight and its joint -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "kind", "severity", "dof", "verdict"),
    [
        pytest.param({"driver_seen": 0.6}, "not_measurable", FAULT, KNEE, "not_measurable", id="knee hidden"),
        pytest.param({"are_turns_seen": False}, "not_measurable", FAULT, KNEE, "not_measurable", id="end hidden"),
        pytest.param(UNSEEN, "not_measurable", FAULT, ANKLE, "not_measurable", id="foot hidden"),
        pytest.param({"quality": {ANKLE: 0.4}}, "not_measurable", FAULT, ANKLE, "not_measurable", id="foot doubtful"),
        pytest.param({"ankle_lag_s": 0.8}, "wrong_order", FAULT, ANKLE, "wrong_order", id="foot late"),
        pytest.param(
            {"end_deg": {NECK: 50.0}}, "wrong_order", FAULT, NECK, "wrong_order", id="head down where it should lift"
        ),
        pytest.param(SHORT, "incomplete_range", FAULT, KNEE, "incomplete_range", id="knee short"),
        pytest.param(
            {"end_deg": {ANKLE: -12.0}}, "incomplete_range", FAULT, ANKLE, "incomplete_range", id="foot short"
        ),
        pytest.param({"return_deg": 60.0}, "incomplete_range", FAULT, KNEE, "incomplete_range", id="rest not regained"),
        pytest.param(RUSHED, "rushed", FAULT, None, "rushed", id="cycle too short"),
        pytest.param({"out_middle_s": 0.4}, "rushed", FAULT, KNEE, "rushed", id="way out too short"),
        pytest.param({"back_middle_s": 0.4}, "rushed", FAULT, KNEE, "rushed", id="way back too short"),
        pytest.param({"peak_speed_degps": 260.0}, "rushed", FAULT, KNEE, "rushed", id="too fast"),
        pytest.param({"end_s": 3.5}, "rushed", WARNING, None, "good", id="cycle rather short"),
        pytest.param(HELD, "held", FAULT, None, "held", id="held"),
        pytest.param({"hold_s": 2.5}, "held", WARNING, None, "good", id="held rather long"),
        pytest.param({"lowest_deg": {TRUNK: -10.0}}, "trunk_lean", COMPENSATION, TRUNK, "good", id="leans back"),
        pytest.param({"highest_deg": {THIGH: 15.0}}, "thigh_lift", COMPENSATION, THIGH, "good", id="lifts the thigh"),
        pytest.param({"bounces": 2}, "bouncing", COMPENSATION, None, "good", id="bounces"),
        pytest.param({"end_deg": {NECK: 25.0}}, "neck_still", WARNING, NECK, "good", id="head still"),
        pytest.param({"rest_deg": {ANKLE: 0.0}}, "foot_still", WARNING, ANKLE, "good", id="foot never let go"),
    ],
)
def test_flag(change: dict[str, object], kind: str, severity: Severity, dof: Dof | None, verdict: str) -> None:
    repetition = judged(change)
    assert what(only_flag(repetition)) == (FlagKind(kind), severity, dof)
    assert repetition.verdict == verdict


def test_an_overshoot_past_the_own_end_range_is_a_caution() -> None:
    repetition = judged({"end_deg": {KNEE: 5.0}}, personal=Personal(driver_end_deg=25.0))
    assert what(only_flag(repetition)) == (FlagKind.OVERSHOOT, WARNING, KNEE)
    assert repetition.verdict is Verdict.GOOD


def test_a_foot_that_goes_the_other_way_is_wrong_order_before_it_is_too_short() -> None:
    repetition = judged(REVERSED)
    assert repetition.verdict is Verdict.WRONG_ORDER
    assert [what(flag)[::2] for flag in repetition.flags] == [
        (FlagKind.WRONG_ORDER, ANKLE),
        (FlagKind.INCOMPLETE_RANGE, ANKLE),
    ]


def test_a_foot_that_should_stay_is_blamed_for_leaving_on_either_side() -> None:
    foot = {"rest_deg": {ANKLE: -35.0}, "end_deg": {ANKLE: -35.0, NECK: 25.0}}
    assert judged(foot, exercise=STAYING_FOOT).verdict is Verdict.GOOD
    for away_deg in (-70.0, -5.0):
        flag = only_flag(judged(foot, {"end_deg": {ANKLE: away_deg}}, exercise=STAYING_FOOT))
        assert what(flag) == (FlagKind.INCOMPLETE_RANGE, FAULT, ANKLE)


# --- precedence -------------------------------------------------------------------------------------------------------


def test_verdicts_have_the_order_of_the_design() -> None:
    order = ["not_measurable", "wrong_order", "incomplete_range", "rushed", "held", "good"]
    assert [verdict.value for verdict in Verdict] == order


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ((HELD,), "held"),
        ((RUSHED, HELD), "rushed"),
        ((SHORT, RUSHED, HELD), "incomplete_range"),
        (({"ankle_lag_s": 0.9}, SHORT, RUSHED, HELD), "wrong_order"),
        ((UNSEEN, {"ankle_lag_s": 0.9}, RUSHED, HELD), "not_measurable"),
    ],
)
def test_the_verdict_is_the_first_that_applies(changes: tuple[dict[str, Any], ...], verdict: str) -> None:
    assert judged(*changes).verdict == verdict


def test_flags_come_faults_first_in_order_then_compensations_then_warnings() -> None:
    everything = judged(SHORT, HELD, {"bounces": 3, "ankle_lag_s": 0.9, "rest_deg": {ANKLE: 0.0}})
    assert [flag.kind for flag in everything.flags] == [
        FlagKind.WRONG_ORDER,
        FlagKind.INCOMPLETE_RANGE,
        FlagKind.HELD,
        FlagKind.BOUNCING,
        FlagKind.FOOT_STILL,
    ]
    assert [flag.severity for flag in everything.flags] == sorted(
        (flag.severity for flag in everything.flags), key=list(Severity).index
    )


def test_compensations_and_warnings_never_decide() -> None:
    flags = judged({"bounces": 3, "end_s": 3.5, "rest_deg": {ANKLE: 0.0}}).flags
    assert len(flags) == 3
    assert decide(flags) is Verdict.GOOD


def test_what_was_not_seen_is_blamed_on_nobody() -> None:
    flags = judged(UNSEEN, RUSHED, SHORT, {"bounces": 5}).flags
    assert {flag.kind for flag in flags} == {FlagKind.NOT_MEASURABLE}


# --- numbers and doubt ------------------------------------------------------------------------------------------------


def test_a_fault_says_measured_required_shortfall_and_uncertainty() -> None:
    flag = only_flag(judged(SHORT))
    assert (flag.measured, flag.required, flag.shortfall, flag.uncertainty, flag.unit) == (30.0, 20.0, 10.0, 3.0, "deg")


@pytest.mark.parametrize(
    ("quality", "knee_deg", "is_fault"), [(1.0, 22.9, 0), (1.0, 23.1, 1), (0.5, 25.9, 0), (0.5, 26.1, 1)]
)
def test_a_shortfall_smaller_than_the_uncertainty_is_no_fault(quality: float, knee_deg: float, is_fault: int) -> None:
    repetition = judged({"end_deg": {KNEE: knee_deg}, "quality": {KNEE: quality}})
    assert len(repetition.flags) == is_fault


@pytest.mark.parametrize(
    ("out_s", "lag_s", "is_late"), [(2.0, 0.55, 0), (2.0, 0.65, 1), (4.0, 1.05, 0), (4.0, 1.15, 1)]
)
def test_a_slow_mover_gets_more_time_to_bring_the_foot_along(out_s: float, lag_s: float, is_late: int) -> None:
    assert len(judged({"out_s": out_s, "end_s": 8.0, "ankle_lag_s": lag_s}).flags) == is_late


def test_limits_come_from_the_exercise() -> None:
    with_pause = {"hold_s": 2.5, "rest_deg": {NECK: 0.0}, "end_deg": {NECK: 30.0}}
    assert not judged(with_pause, exercise=TENSIONER).flags
    assert judged({"hold_s": 2.5}).flags


# --- personal targets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("knee_deg", "verdict"), [(42.0, "good"), (44.0, "incomplete_range")])
def test_complete_is_within_10_degrees_of_the_own_knee_range(knee_deg: float, verdict: str) -> None:
    personal = Personal(driver_end_deg=30.0)
    assert judged({"end_deg": {KNEE: knee_deg}}, personal=personal).verdict == verdict


@pytest.mark.parametrize(("ankle_deg", "verdict"), [(-18.0, "good"), (-23.0, "incomplete_range")])
def test_complete_is_within_7_degrees_of_the_own_ankle_target(ankle_deg: float, verdict: str) -> None:
    personal = Personal(ankle_end_deg=-10.0)
    assert judged({"end_deg": {ANKLE: ankle_deg}}, personal=personal).verdict == verdict


def test_without_an_own_range_there_is_no_overshoot() -> None:
    assert not judged({"end_deg": {KNEE: 0.0}}).flags


# --- the neck ---------------------------------------------------------------------------------------------------------


def test_a_hidden_head_is_said_not_to_have_been_judged() -> None:
    repetition = judged({"end_deg": {NECK: nan}, "quality": {NECK: 0.0}})
    assert repetition.verdict is Verdict.GOOD
    assert [(flag.kind, flag.severity, flag.dof) for flag in repetition.flags] == [
        (FlagKind.NOT_JUDGED, Severity.WARNING, NECK)
    ]


def test_a_joint_that_the_source_cannot_measure_is_said_and_the_others_are_judged() -> None:
    knee_only = replace(CAMERA.accuracy, error_deg={KNEE: 3.0})
    plan = make_plan(Prescription(load_exercise("tibial-slider-seated")))
    unmeasured = {"end_deg": {ANKLE: nan, NECK: nan}, "quality": {ANKLE: 0.0, NECK: 0.0}}
    good = judge(plan, attempt(unmeasured), knee_only, index=1)
    short = judge(plan, attempt({"end_deg": {ANKLE: nan, NECK: nan, KNEE: 40.0}}), knee_only, index=1)
    assert (good.verdict, short.verdict) == (Verdict.GOOD, Verdict.INCOMPLETE_RANGE)
    for repetition in (good, short):
        assert [flag.dof for flag in repetition.flags if flag.kind is FlagKind.NOT_JUDGED] == [ANKLE, NECK]


@pytest.mark.parametrize(("change_deg", "is_reversed"), [(14.0, False), (16.0, True)])
def test_a_head_must_plainly_go_the_other_way_to_make_a_tensioner_of_a_slider(
    change_deg: float, *, is_reversed: bool
) -> None:
    repetition = judged({"end_deg": {NECK: REST[NECK] + change_deg}})
    assert (repetition.verdict is Verdict.WRONG_ORDER) == is_reversed


def test_a_head_that_lifts_makes_a_slider_of_a_tensioner() -> None:
    assert judged({"hold_s": 1.5}, exercise=TENSIONER).verdict is Verdict.WRONG_ORDER


def test_a_head_that_should_stay_down_is_blamed_for_lifting_only() -> None:
    foot = {"rest_deg": {ANKLE: -35.0}, "end_deg": {ANKLE: -35.0, NECK: 60.0}}
    assert judged(foot, exercise=STAYING_FOOT).verdict is Verdict.GOOD
    assert judged(foot, {"end_deg": {NECK: -5.0}}, exercise=STAYING_FOOT).verdict is Verdict.WRONG_ORDER
