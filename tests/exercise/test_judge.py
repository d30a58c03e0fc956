"""Every verdict and every flag, from attempts with known measurements and known doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.defaults import DEFAULT_EXERCISE
from formcheck.events import Flag, FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.chance import CALLED_AT
from formcheck.exercise.definition import Clear, Personal, Prescription
from formcheck.exercise.judge import OWN_PACE_SHARE, UNSEEN_DEG, judge
from formcheck.exercise.loader import load_exercise
from formcheck.exercise.plan import make_plan
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Accuracy, AngleError, Dof
from tests.support.attempts import Changes, changed, well_seen
from tests.support.people import END, REST
from tests.support.sessions import CAMERA, ERRORS

KNEE, ANKLE, THIGH, TRUNK, NECK = Dof
FAULT, COMPENSATION, WARNING = Severity
TENSIONER, STAYING_FOOT = "tibial-tensioner-seated", "peroneal-tensioner-seated"
ACCURACY = CAMERA.accuracy

GOOD = well_seen(REST, END, KNEE)
RUSHED = {"cycle": 1.5}
HELD = {"stay": 3.5}
SHORT = {"end": {KNEE: 30.0}}
REVERSED = {"end": {ANKLE: -50.0}}
UNSEEN = {"end": {ANKLE: Measured(10.0, UNSEEN_DEG + 5.0)}}
DOUBTFUL = {"end": {ANKLE: Measured(-8.0, 11.0)}}
"""Eight degrees short, or not at all, or by far: nobody can tell."""
NEVER_SEEN = {"rest": {ANKLE: None}, "end": {ANKLE: None}, "lag": None, "quality": {ANKLE: 0.0}}


def judged(
    *changes: Changes,
    exercise: str = DEFAULT_EXERCISE,
    personal: Personal | None = None,
    accuracy: Accuracy = ACCURACY,
    clear: Clear | None = None,
) -> Repetition:
    known = load_exercise(exercise)
    known = known if clear is None else replace(known, clear=clear)
    plan = make_plan(Prescription(known, personal=personal or Personal()))
    return judge(plan, changed(GOOD, *changes), accuracy, index=1)


def as_good_as(**errors: AngleError) -> Accuracy:
    """Return an accuracy with other errors of some joints, named as in `Dof`."""
    both = ERRORS | {Dof(name): error for name, error in errors.items()}
    return Accuracy(bent=both, straight=both)


def only_flag(repetition: Repetition) -> Flag:
    (flag,) = repetition.flags
    return flag


def what(flag: Flag) -> tuple[FlagKind, Severity, Dof | None]:
    return flag.kind, flag.severity, flag.dof


def test_a_good_repetition_has_nothing_to_remark() -> None:
    repetition = judged()
    assert (repetition.verdict, repetition.flags) == (Verdict.GOOD, ())


def test_a_repetition_carries_what_was_measured() -> None:
    repetition = judged()
    assert (repetition.start_s, repetition.peak_s, repetition.end_s) == (1.0, 3.4, 5.8)
    assert (repetition.out_s, repetition.hold_s, repetition.back_s) == (2.0, 0.8, 2.0)
    assert (repetition.knee_at_peak_deg, repetition.ankle_at_peak_deg) == (5.0, 12.0)
    assert (repetition.knee_at_rest_deg, repetition.ankle_at_rest_deg) == (90.0, -30.0)
    assert repetition.neck_change_deg == -35.0
    assert (repetition.peak_speed_degps, repetition.sparc) == (80.0, -1.5)


def test_what_was_not_measured_is_none_and_not_nan() -> None:
    repetition = judged(NEVER_SEEN, {"sparc": float("nan"), "end": {NECK: None}})
    assert (repetition.sparc, repetition.neck_change_deg) == (None, None)
    assert (repetition.ankle_at_peak_deg, repetition.ankle_at_rest_deg) == (None, None)


def test_an_angle_that_was_only_guessed_across_a_gap_is_not_shown() -> None:
    assert judged(UNSEEN).ankle_at_peak_deg is None


# --- every flag, its weight and its joint -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "kind", "severity", "dof", "verdict"),
    [
        pytest.param(
            {"end": {KNEE: Measured(5.0, 20.0)}}, "not_measurable", FAULT, KNEE, "not_measurable", id="knee hidden"
        ),
        pytest.param(UNSEEN, "not_measurable", FAULT, ANKLE, "not_measurable", id="foot hidden"),
        pytest.param(DOUBTFUL, "not_measurable", FAULT, ANKLE, "not_measurable", id="foot doubtful"),
        pytest.param({"lag": 0.8}, "wrong_order", FAULT, ANKLE, "wrong_order", id="foot late"),
        pytest.param({"end": {NECK: 50.0}}, "wrong_order", FAULT, NECK, "wrong_order", id="head down, not up"),
        pytest.param(SHORT, "incomplete_range", FAULT, KNEE, "incomplete_range", id="knee short"),
        pytest.param({"end": {ANKLE: -12.0}}, "incomplete_range", FAULT, ANKLE, "incomplete_range", id="foot short"),
        pytest.param({"regained": 60.0}, "incomplete_range", FAULT, KNEE, "incomplete_range", id="rest not regained"),
        pytest.param(RUSHED, "rushed", FAULT, None, "rushed", id="cycle too short"),
        pytest.param({"stroke": 0.4}, "rushed", FAULT, KNEE, "rushed", id="stroke too short"),
        pytest.param({"speed": 260.0}, "rushed", FAULT, KNEE, "rushed", id="too fast"),
        pytest.param({"cycle": 2.5}, "rushed", WARNING, None, "good", id="cycle rather short"),
        pytest.param(HELD, "held", FAULT, None, "held", id="held"),
        pytest.param({"stay": 2.5}, "held", WARNING, None, "good", id="held rather long"),
        pytest.param({"leaned_back": 20.0}, "trunk_lean", COMPENSATION, TRUNK, "good", id="leans back"),
        pytest.param({"lifted": 20.0}, "thigh_lift", COMPENSATION, THIGH, "good", id="lifts the thigh"),
        pytest.param({"bounces": 2}, "bouncing", COMPENSATION, None, "good", id="bounces"),
        pytest.param({"end": {NECK: 25.0}}, "neck_still", WARNING, NECK, "good", id="head still"),
        pytest.param({"rest": {ANKLE: 0.0}}, "foot_still", WARNING, ANKLE, "good", id="foot never let go"),
    ],
)
def test_flag(change: dict[str, object], kind: str, severity: Severity, dof: Dof | None, verdict: str) -> None:
    repetition = judged(change)
    assert what(only_flag(repetition)) == (FlagKind(kind), severity, dof)
    assert repetition.verdict == verdict


def test_an_overshoot_past_the_own_end_range_is_a_caution() -> None:
    repetition = judged(personal=Personal(driver_end_deg=25.0))
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
    foot = {"rest": {ANKLE: -35.0}, "end": {ANKLE: -35.0, NECK: 25.0}}
    assert judged(foot, exercise=STAYING_FOOT).verdict is Verdict.GOOD
    for away_deg in (-70.0, -5.0):
        flag = only_flag(judged(foot, {"end": {ANKLE: away_deg}}, exercise=STAYING_FOOT))
        assert what(flag) == (FlagKind.INCOMPLETE_RANGE, FAULT, ANKLE)


def test_who_hurries_is_told_so_once() -> None:
    assert len(judged(RUSHED, {"stroke": 0.3, "speed": 400.0}).flags) == 1


def test_of_a_movement_whose_driver_was_lost_nothing_else_is_said() -> None:
    broken_off = judged(RUSHED, {"is_lost": True, "end": {KNEE: 60.0}})
    assert broken_off.verdict is Verdict.NOT_MEASURABLE
    assert [flag.kind for flag in broken_off.flags] == [FlagKind.NOT_MEASURABLE]


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
        (({"lag": 0.9}, SHORT, RUSHED, HELD), "wrong_order"),
        ((UNSEEN, {"lag": 0.9}, RUSHED, HELD), "not_measurable"),
    ],
)
def test_the_verdict_is_the_first_that_applies(changes: tuple[dict[str, Any], ...], verdict: str) -> None:
    assert judged(*changes).verdict == verdict


def test_flags_come_faults_first_in_order_then_compensations_then_warnings() -> None:
    everything = judged(SHORT, HELD, {"bounces": 3, "lag": 0.9, "rest": {ANKLE: 0.0}})
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
    repetition = judged({"bounces": 3, "cycle": 2.5, "rest": {ANKLE: 0.0}})
    assert len(repetition.flags) == 3
    assert repetition.verdict is Verdict.GOOD


# --- a fault is called beyond reasonable doubt ------------------------------------------------------------------------


def test_a_fault_says_measured_required_shortfall_uncertainty_and_how_likely_it_is() -> None:
    flag = only_flag(judged(SHORT))
    assert (flag.measured, flag.required, flag.shortfall, flag.unit) == (30.0, 20.0, 10.0, "deg")
    assert flag.uncertainty == pytest.approx((2.0**2 + 1.5**2 + 0.5**2) ** 0.5, abs=0.01)
    assert flag.probability is not None
    assert flag.probability > CALLED_AT


@pytest.mark.parametrize(
    ("quality", "knee_deg", "is_fault"), [(1.0, 23.1, 0), (1.0, 23.5, 1), (0.7, 23.7, 0), (0.7, 24.1, 1)]
)
def test_a_shortfall_smaller_than_the_uncertainty_is_no_fault(quality: float, knee_deg: float, is_fault: int) -> None:
    repetition = judged({"end": {KNEE: knee_deg}, "quality": {KNEE: quality}})
    assert [flag.kind for flag in repetition.flags] == [FlagKind.INCOMPLETE_RANGE] * is_fault


@pytest.mark.parametrize(
    ("out_s", "lag_s", "is_late"), [(2.0, 0.55, 0), (2.0, 0.65, 1), (4.0, 1.05, 0), (4.0, 1.15, 1)]
)
def test_a_slow_mover_gets_more_time_to_bring_the_foot_along(out_s: float, lag_s: float, is_late: int) -> None:
    assert len(judged({"out": out_s, "cycle": 8.0, "lag": lag_s}).flags) == is_late


def test_limits_come_from_the_exercise() -> None:
    with_pause = {"stay": 2.5, "rest": {NECK: 0.0}, "end": {NECK: 30.0}}
    assert not judged(with_pause, exercise=TENSIONER).flags
    assert judged({"stay": 2.5}).flags


@pytest.mark.parametrize(
    "change",
    [
        {"lag": Measured(0.7, 0.4)},
        {"cycle": Measured(1.7, 0.4)},
        {"stroke": Measured(0.4, 0.1)},
        {"speed": Measured(307.0, 100.0)},
        {"stay": Measured(3.4, 0.6)},
    ],
    ids=["lag", "cycle", "stroke", "speed", "stay"],
)
def test_times_and_speeds_have_their_doubt_as_angles_have(change: dict[str, Measured]) -> None:
    """A picture that froze once read 307 degrees a second of somebody calm."""
    (name,) = change
    sharp = {name: replace(change[name], sd=change[name].sd / 10.0)}
    assert judged(sharp).verdict not in {Verdict.GOOD, Verdict.NOT_MEASURABLE}
    assert judged(change).verdict in {Verdict.GOOD, Verdict.NOT_MEASURABLE}


def test_what_differs_between_people_counts_until_the_own_range_is_known() -> None:
    blunt = as_good_as(knee_flexion=AngleError(between_deg=8.0, within_deg=1.5))
    assert judged(SHORT, accuracy=blunt).verdict is not Verdict.INCOMPLETE_RANGE
    own = Personal(driver_end_deg=10.0)  # complete from 20 degrees on, as without
    assert judged(SHORT, accuracy=blunt, personal=own).verdict is Verdict.INCOMPLETE_RANGE


def test_of_a_change_within_one_session_what_differs_between_people_does_not_count() -> None:
    """The ankle's going the other way is read against its own rest, whatever the eye adds to both."""
    blunt = as_good_as(ankle_dorsiflexion=AngleError(between_deg=12.0, within_deg=1.5))
    assert judged(REVERSED, accuracy=blunt).verdict is Verdict.WRONG_ORDER


def test_a_change_of_which_only_a_part_is_read_is_told_as_the_whole() -> None:
    """Some models read half of what the head does: a head that seems to turn by eight degrees has turned by sixteen."""
    half = as_good_as(neck_flexion=AngleError(between_deg=1.0, within_deg=1.0, gain=0.5))
    still = {"end": {NECK: REST[NECK] - 9.0}}
    assert FlagKind.NECK_STILL in [flag.kind for flag in judged(still).flags]
    assert not judged(still, accuracy=half).flags


def test_the_error_is_that_of_the_posture_at_the_end() -> None:
    straight = ERRORS | {ANKLE: AngleError(between_deg=30.0, within_deg=5.0)}
    good_when_bent = Accuracy(bent=ERRORS, straight=straight)
    assert judged(accuracy=good_when_bent).verdict is Verdict.NOT_MEASURABLE
    bent_at_the_end = {"rest": {KNEE: 20.0}, "end": {KNEE: 100.0}}
    foot = [flag for flag in judged(bent_at_the_end, accuracy=good_when_bent).flags if flag.dof is ANKLE]
    assert not foot


# --- praise needs a measurement that would have noticed ---------------------------------------------------------------


def test_doubt_about_one_joint_is_told_as_the_one_reason() -> None:
    repetition = judged(DOUBTFUL)
    flag = only_flag(repetition)
    assert repetition.verdict is Verdict.NOT_MEASURABLE
    assert what(flag) == (FlagKind.NOT_MEASURABLE, FAULT, ANKLE)
    assert flag.measured is not None
    assert flag.required is not None
    assert flag.measured > flag.required


def test_of_two_doubts_the_greater_one_is_told() -> None:
    both = {"end": {ANKLE: Measured(-8.0, 10.0), KNEE: Measured(26.0, 14.0)}}
    assert [flag.dof for flag in judged(both).flags if flag.severity is FAULT] == [KNEE]


def test_doubt_does_not_matter_where_no_clear_fault_is_within_reach() -> None:
    assert judged({"end": {ANKLE: Measured(24.0, 11.0)}}).verdict is Verdict.GOOD
    assert judged(DOUBTFUL).verdict is Verdict.NOT_MEASURABLE


def test_doubt_about_a_time_withholds_praise_too() -> None:
    assert judged({"stay": Measured(3.2, 2.5)}).verdict is Verdict.NOT_MEASURABLE
    assert judged({"lag": Measured(0.6, 0.8)}).verdict is Verdict.NOT_MEASURABLE


def test_a_plain_fault_is_told_however_doubtful_the_rest_is() -> None:
    repetition = judged(RUSHED, {"end": {ANKLE: Measured(3.0, 12.0)}})
    assert repetition.verdict is Verdict.RUSHED
    assert [flag.kind for flag in repetition.flags] == [FlagKind.RUSHED]


def test_how_large_a_clear_fault_is_says_the_exercise() -> None:
    doubtful = {"end": {KNEE: Measured(26.0, 8.0)}}
    assert judged(doubtful).verdict is Verdict.NOT_MEASURABLE
    assert judged(doubtful, clear=Clear(knee_deg=25.0)).verdict is Verdict.GOOD


def test_where_the_own_range_would_help_that_is_said() -> None:
    blunt = as_good_as(ankle_dorsiflexion=AngleError(between_deg=13.0, within_deg=3.0))
    barely = {"end": {ANKLE: -7.0}}
    withheld = judged(barely, accuracy=blunt)
    assert [what(flag) for flag in withheld.flags] == [
        (FlagKind.NOT_MEASURABLE, FAULT, ANKLE),
        (FlagKind.UNCALIBRATED, WARNING, ANKLE),
    ]
    assert judged(barely, accuracy=blunt, personal=Personal(ankle_end_deg=0.0)).verdict is Verdict.GOOD


def test_what_differs_between_people_hides_no_joint_once_the_own_range_is_known() -> None:
    blunt = as_good_as(ankle_dorsiflexion=AngleError(between_deg=16.0, within_deg=3.0))
    assert judged(accuracy=blunt).verdict is Verdict.NOT_MEASURABLE
    assert judged(accuracy=blunt, personal=Personal(ankle_end_deg=5.0)).verdict is Verdict.GOOD


def test_where_the_own_range_would_not_help_nothing_is_promised() -> None:
    hopeless = as_good_as(ankle_dorsiflexion=AngleError(between_deg=10.0, within_deg=10.0))
    assert [flag.kind for flag in judged({"end": {ANKLE: -7.0}}, accuracy=hopeless).flags] == [FlagKind.NOT_MEASURABLE]


def test_an_order_that_could_not_be_seen_costs_nothing_where_the_foot_arrived() -> None:
    """At rest the feet stand side by side; where the foot ends up says that it did not go the other way."""
    repetition = judged({"rest": {ANKLE: None}, "lag": None})
    assert (repetition.verdict, repetition.flags) == (Verdict.GOOD, ())


def test_a_foot_never_seen_withholds_the_verdict() -> None:
    repetition = judged(NEVER_SEEN)
    assert repetition.verdict is Verdict.NOT_MEASURABLE
    assert what(only_flag(repetition)) == (FlagKind.NOT_MEASURABLE, FAULT, ANKLE)


angles = st.builds(Measured, st.floats(-60.0, 110.0), st.floats(0.3, 40.0))
times = st.builds(Measured, st.floats(0.0, 8.0), st.floats(0.03, 4.0))
attempts = st.fixed_dictionaries(
    {
        "end": st.fixed_dictionaries(dict.fromkeys(Dof, angles)),
        "rest": st.fixed_dictionaries(dict.fromkeys(Dof, angles)),
        "cycle": times,
        "stroke": times,
        "stay": times,
        "lag": times,
        "speed": st.builds(Measured, st.floats(10.0, 400.0), st.floats(2.0, 200.0)),
    }
)


@pytest.mark.slow
@settings(max_examples=200)
@given(change=attempts)
def test_whatever_was_measured_every_fault_is_likely_and_every_verdict_has_its_reason(change: dict[str, Any]) -> None:
    repetition = judged(change)
    faults = [flag for flag in repetition.flags if flag.severity is FAULT]
    called = [flag for flag in faults if flag.kind is not FlagKind.NOT_MEASURABLE]
    assert all(flag.probability is not None and flag.probability >= CALLED_AT - 1e-3 for flag in called)
    assert (repetition.verdict is Verdict.GOOD) == (not faults)
    assert repetition.verdict is Verdict.GOOD or repetition.verdict.value in {flag.kind.value for flag in faults}
    assert (repetition.certainty is None) == (repetition.verdict is Verdict.NOT_MEASURABLE)
    assert repetition.certainty is None or 0.5 <= repetition.certainty <= 1.0


# --- how sure -----------------------------------------------------------------------------------------------------


def test_a_verdict_says_how_likely_it_is_right() -> None:
    assert judged(SHORT).certainty == only_flag(judged(SHORT)).probability
    assert judged(UNSEEN).certainty is None
    sure, less_sure = judged().certainty, judged({"end": {ANKLE: Measured(-6.0, 5.0)}}).certainty
    assert sure is not None
    assert less_sure is not None
    assert less_sure < sure


# --- personal targets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("knee_deg", "verdict"), [(42.0, "good"), (44.0, "incomplete_range")])
def test_complete_is_within_10_degrees_of_the_own_knee_range(knee_deg: float, verdict: str) -> None:
    personal = Personal(driver_end_deg=30.0)
    assert judged({"end": {KNEE: knee_deg}}, personal=personal).verdict == verdict


@pytest.mark.parametrize(("ankle_deg", "verdict"), [(-18.0, "good"), (-23.0, "incomplete_range")])
def test_complete_is_within_7_degrees_of_the_own_ankle_target(ankle_deg: float, verdict: str) -> None:
    personal = Personal(ankle_end_deg=-10.0)
    assert judged({"end": {ANKLE: ankle_deg}}, personal=personal).verdict == verdict


def test_without_an_own_range_there_is_no_overshoot() -> None:
    assert not judged({"end": {KNEE: 0.0}}).flags


@pytest.mark.parametrize(("share", "verdict"), [(0.75, "good"), (OWN_PACE_SHARE - 0.1, "rushed")])
def test_hurrying_is_far_from_the_own_calm_pace(share: float, verdict: str) -> None:
    assert judged({"cycle": share * 7.0}, personal=Personal(cycle_s=7.0)).verdict == verdict


def test_an_own_pace_that_is_brisk_makes_the_files_limit_no_lower() -> None:
    assert judged(RUSHED, personal=Personal(cycle_s=2.0)).verdict is Verdict.RUSHED


# --- the neck ---------------------------------------------------------------------------------------------------------


def test_a_hidden_head_is_said_not_to_have_been_judged() -> None:
    repetition = judged({"end": {NECK: None}, "quality": {NECK: 0.0}})
    assert repetition.verdict is Verdict.GOOD
    assert what(only_flag(repetition)) == (FlagKind.NOT_JUDGED, WARNING, NECK)


def test_a_joint_that_the_source_cannot_measure_is_said_and_the_others_are_judged() -> None:
    knee_only = Accuracy(bent={KNEE: ERRORS[KNEE]}, straight={KNEE: ERRORS[KNEE]})
    unmeasured = {"end": {ANKLE: None, NECK: None}, "quality": {ANKLE: 0.0, NECK: 0.0}, "lag": None}
    good = judged(unmeasured, accuracy=knee_only)
    short = judged(unmeasured, {"end": {KNEE: 40.0}}, accuracy=knee_only)
    assert (good.verdict, short.verdict) == (Verdict.GOOD, Verdict.INCOMPLETE_RANGE)
    for repetition in (good, short):
        assert [flag.dof for flag in repetition.flags if flag.kind is FlagKind.NOT_JUDGED] == [ANKLE, NECK]


@pytest.mark.parametrize(("change_deg", "is_reversed"), [(8.5, False), (11.5, True)])
def test_a_head_must_plainly_go_the_other_way_to_make_a_tensioner_of_a_slider(
    change_deg: float, *, is_reversed: bool
) -> None:
    repetition = judged({"end": {NECK: REST[NECK] + change_deg}})
    assert (repetition.verdict is Verdict.WRONG_ORDER) == is_reversed


def test_a_head_that_lifts_makes_a_slider_of_a_tensioner() -> None:
    assert judged({"stay": 1.5}, exercise=TENSIONER).verdict is Verdict.WRONG_ORDER


def test_a_head_that_should_stay_down_is_blamed_for_lifting_only() -> None:
    foot = {"rest": {ANKLE: -35.0}, "end": {ANKLE: -35.0, NECK: 60.0}}
    assert judged(foot, exercise=STAYING_FOOT).verdict is Verdict.GOOD
    assert judged(foot, {"end": {NECK: -5.0}}, exercise=STAYING_FOOT).verdict is Verdict.WRONG_ORDER
