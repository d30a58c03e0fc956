"""Every flag that the judge can give, in every exercise of the library, as one of the few things a coach says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from formcheck.causes import BodyPart, Cause, CauseKind, Edge
from formcheck.events import FlagKind, Repetition, Severity, Verdict
from formcheck.exercise.definition import Personal, Prescription
from formcheck.exercise.judge import judge
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.measure import Attempt
from formcheck.exercise.plan import Plan, make_plan
from formcheck.exercise.unseen import Unseen
from formcheck.kinematics.estimate import Measured
from formcheck.samples import Dof
from formcheck.session.coaching.reasons import Hint, Reason, hint_of, reason_of, unseen_part
from tests.support.attempts import changed, well_seen
from tests.support.exercising import posture_of
from tests.support.sessions import CAMERA

KNEE, ANKLE, THIGH, TRUNK, NECK = Dof
UNSEEN = {KNEE: Reason.NOT_SEEN_KNEE, ANKLE: Reason.NOT_SEEN_FOOT, THIGH: Reason.NOT_SEEN_LEG}
OF_CAUSES = {
    CauseKind.OUTSIDE: Reason.LEFT_PICTURE,
    CauseKind.FROM_FRONT: Reason.ASKEW,
    CauseKind.FROM_BEHIND: Reason.ASKEW,
    CauseKind.SOMEBODY_ELSE: Reason.OTHER_PERSON,
    CauseKind.STILL_PICTURE: Reason.PICTURE_STILL,
    CauseKind.FEET_TOGETHER: Reason.FEET_TOGETHER,
}
SHORT = {
    (KNEE, -1.0): Reason.KNEE_SHORT,
    (ANKLE, 1.0): Reason.FOOT_SHORT_UP,
    (ANKLE, -1.0): Reason.FOOT_SHORT_DOWN,
    (THIGH, 1.0): Reason.LEG_SHORT_HIGH,
}
NOT_BACK = {
    (KNEE, -1.0): Reason.KNEE_NOT_BACK,
    (ANKLE, 1.0): Reason.FOOT_SHORT_DOWN,
    (ANKLE, -1.0): Reason.FOOT_SHORT_UP,
    (THIGH, 1.0): Reason.LEG_SHORT_LOW,
}
"""By joint and the way it must go."""

HEAD = {
    "tibial-slider-seated": Hint.LOOK_UP,
    "peroneal-slider-seated": Hint.LOOK_UP,
    "sciatic-slider-seated": Hint.LOOK_UP,
    "sciatic-slider-supine": Hint.HEAD_DOWN,
    "tibial-tensioner-seated": Hint.CHIN_DOWN,
}
"""What the head is to do on the way out, where it is to do anything."""

every_exercise = pytest.mark.parametrize("name", exercise_ids())
PLANS = {name: make_plan(Prescription(load_exercise(name))) for name in exercise_ids()}


def exercises_with(joint: Dof, where: str) -> list[str]:
    """Return the exercises in which a joint is required to move along, or held."""
    return [name for name, plan in PLANS.items() if joint in getattr(plan, where) and plan.driver is not joint]


def attempt(plan: Plan, **changes: Any) -> Attempt:  # noqa: ANN401
    """Return an attempt as prescribed, with changes; angles are given joint by joint."""
    exercise = plan.exercise
    done = well_seen(posture_of(exercise, exercise.rest), posture_of(exercise, exercise.end), plan.driver)
    return changed(done, {"hold": max(0.8, exercise.end.hold_s), "speed": 60.0}, changes)


def judged(plan: Plan, **changes: Any) -> Repetition:  # noqa: ANN401
    return judge(plan, attempt(plan, **changes), CAMERA.accuracy, index=1)


def why(plan: Plan, **changes: Any) -> Reason | None:  # noqa: ANN401
    repetition = judged(plan, **changes)
    assert repetition.verdict is not Verdict.GOOD
    return reason_of(plan, repetition)


def hinted(plan: Plan, **changes: Any) -> Hint | None:  # noqa: ANN401
    repetition = judged(plan, **changes)
    assert repetition.verdict is Verdict.GOOD
    assert reason_of(plan, repetition) is None
    return hint_of(plan, repetition)


@every_exercise
def test_a_good_repetition_needs_neither_reason_nor_hint(name: str) -> None:
    assert hinted(PLANS[name]) is None


# --- why not counted --------------------------------------------------------------------------------------------------


@every_exercise
def test_what_stops_short_of_the_end(name: str) -> None:
    plan = PLANS[name]
    short_deg = plan.required[plan.driver] - 8.0 * plan.sign
    assert why(plan, end={plan.driver: short_deg}) is SHORT[plan.driver, plan.sign]


@every_exercise
def test_what_does_not_come_back(name: str) -> None:
    plan = PLANS[name]
    stuck_deg = plan.rest_required_deg + 8.0 * plan.sign
    assert why(plan, regained=stuck_deg) is NOT_BACK[plan.driver, plan.sign]


@pytest.mark.parametrize("name", exercises_with(ANKLE, "required"))
def test_a_foot_that_goes_along_too_little(name: str) -> None:
    plan = PLANS[name]
    direction = plan.directions[ANKLE]
    short_deg = plan.required[ANKLE] - 8.0 * direction
    assert why(plan, end={ANKLE: short_deg}) is SHORT[ANKLE, direction]


@pytest.mark.parametrize("name", exercises_with(ANKLE, "held"))
def test_a_foot_that_leaves_where_it_should_stay(name: str) -> None:
    plan = PLANS[name]
    window = plan.held[ANKLE]
    assert why(plan, end={ANKLE: window.max + 8.0}) is Reason.FOOT_SHORT_DOWN
    assert why(plan, end={ANKLE: window.min - 8.0}) is Reason.FOOT_SHORT_UP


@pytest.mark.parametrize("name", exercises_with(KNEE, "held"))
def test_a_knee_that_should_stay_straight(name: str) -> None:
    plan = PLANS[name]
    assert why(plan, end={KNEE: plan.held[KNEE].max + 8.0}) is Reason.KNEE_BENT


@pytest.mark.parametrize("name", exercises_with(ANKLE, "required"))
def test_a_foot_that_is_late_or_goes_the_other_way(name: str) -> None:
    plan = PLANS[name]
    back_deg = posture_of(plan.exercise, plan.exercise.rest)[ANKLE] - 20.0 * plan.directions[ANKLE]
    assert why(plan, lag=0.9) is Reason.LATE_FOOT
    assert why(plan, end={ANKLE: back_deg}) is Reason.FOOT_WRONG_WAY


@pytest.mark.parametrize("name", [name for name, plan in PLANS.items() if plan.neck_direction is not None])
def test_a_head_that_goes_the_other_way(name: str) -> None:
    plan = PLANS[name]
    away = -(plan.neck_direction or 0.0) or (-1.0 if plan.exercise.end.neck == "flexed" else 1.0)
    rest_deg = posture_of(plan.exercise, plan.exercise.rest)[NECK]
    assert why(plan, end={NECK: rest_deg + 30.0 * away}) is Reason.HEAD_WRONG_WAY


@every_exercise
@pytest.mark.parametrize("change", [{"cycle": 1.0}, {"stroke": 0.3}, {"speed": 500.0}])
def test_what_is_too_fast(name: str, change: dict[str, float]) -> None:
    assert why(PLANS[name], **change) is Reason.TOO_FAST


@every_exercise
def test_what_is_held_too_long(name: str) -> None:
    plan = PLANS[name]
    assert why(plan, stay=plan.exercise.end.max_hold_s + 0.5) is Reason.HELD


@every_exercise
def test_what_could_not_be_seen_is_named_and_is_the_cameras_fault(name: str) -> None:
    plan = PLANS[name]
    for dof in plan.scored:
        reason = why(plan, end={dof: Measured(plan.targets[dof].max, 40.0)})
        assert reason is UNSEEN[dof]
        assert reason.is_unseen
    assert why(plan, fitting=0.3) is UNSEEN[plan.driver]


def test_only_what_the_camera_missed_is_unseen() -> None:
    said = {Reason.NOT_SURE, *OF_CAUSES.values()}
    assert {reason for reason in Reason if reason.is_unseen} == {*UNSEEN.values(), *said}


@pytest.mark.parametrize("kind", CauseKind)
def test_what_is_known_of_why_it_was_not_seen_is_said_in_place_of_what(kind: CauseKind) -> None:
    cause = Cause(kind, BodyPart.FOOT, Edge.RIGHT)
    plan = PLANS["tibial-slider-seated"]
    unseen = judged(plan, end={ANKLE: Measured(10.0, 40.0)}, unseen={ANKLE: Unseen(cause, 0.0)})
    assert reason_of(plan, unseen) is OF_CAUSES.get(kind, Reason.NOT_SEEN_FOOT)
    assert unseen_part(unseen) == "foot"


# --- what could be better still ---------------------------------------------------------------------------------------


@every_exercise
@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"cycle": 2.6}, Hint.SLOWER),
        ({"bounces": 2}, Hint.NO_BOUNCE),
        ({"leaned_back": 40.0}, Hint.BACK_STILL),
    ],
)
def test_a_hint_for_any_exercise(name: str, change: dict[str, object], hint: Hint) -> None:
    assert hinted(PLANS[name], **change) is hint


@every_exercise
def test_a_stay_that_is_rather_long(name: str) -> None:
    plan = PLANS[name]
    assert hinted(plan, stay=plan.exercise.end.hold_warn_s + 0.5) is Hint.TURN_BACK


@every_exercise
def test_a_thigh_that_lifts_although_it_does_not_drive(name: str) -> None:
    plan = PLANS[name]
    hint = hinted(plan, lifted=40.0)
    assert hint is (None if plan.driver is THIGH else Hint.THIGH_DOWN)


@every_exercise
def test_beyond_the_own_range_is_far_enough(name: str) -> None:
    plan = PLANS[name]
    end_deg = posture_of(plan.exercise, plan.exercise.end)[plan.driver]
    own = Personal(driver_end_deg=end_deg - 20.0 * plan.sign)
    assert hinted(make_plan(replace(plan.prescription, personal=own))) is Hint.FAR_ENOUGH


@pytest.mark.parametrize("name", exercises_with(ANKLE, "required"))
def test_a_foot_that_never_goes_back(name: str) -> None:
    plan = PLANS[name]
    window = plan.exercise.rest.window(ANKLE)
    assert window is not None
    direction = plan.directions[ANKLE]
    edge = window.max if direction > 0 else window.min
    assert hinted(plan, rest={ANKLE: edge + 8.0 * direction}) is Hint.FOOT_BACK


@pytest.mark.parametrize("name", [name for name, plan in PLANS.items() if plan.neck_direction])
def test_a_head_that_keeps_still_is_told_which_way(name: str) -> None:
    plan = PLANS[name]
    rest_deg = posture_of(plan.exercise, plan.exercise.rest)[NECK]
    assert hinted(plan, end={NECK: rest_deg}) is HEAD[name]


def test_a_start_that_was_not_seen_is_no_hint_at_all() -> None:
    assert hinted(PLANS["tibial-slider-seated"], rest={ANKLE: None}, lag=None) is None


def test_the_most_important_thing_is_the_one_that_is_said() -> None:
    plan = PLANS["tibial-slider-seated"]
    everything = judged(plan, end={KNEE: 40.0}, lag=0.9, stay=4.0, bounces=3)
    assert len(everything.flags) == 4
    assert reason_of(plan, everything) is Reason.LATE_FOOT
    assert hinted(plan, bounces=3, stay=2.5) is Hint.NO_BOUNCE


def test_no_kind_of_flag_is_left_without_a_word() -> None:
    """Faults have reasons, the others hints; but what an own range would help is withheld for a reason of its own."""
    faults = {FlagKind(verdict.value) for verdict in Verdict if verdict is not Verdict.GOOD}
    plan = PLANS["tibial-slider-seated"]
    for kind in set(FlagKind) - {FlagKind.UNCALIBRATED}:
        for severity in (Severity.FAULT,) if kind in faults else (Severity.COMPENSATION, Severity.WARNING):
            flag = replace(judged(plan, bounces=2).flags[0], kind=kind, severity=severity)
            verdict = Verdict(kind.value) if kind in faults else Verdict.GOOD
            repetition = replace(judged(plan), verdict=verdict, flags=(flag,))
            said = reason_of(plan, repetition) or hint_of(plan, repetition)
            assert said is not None, kind
