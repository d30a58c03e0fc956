"""A flag as one of the few things a coach says of a repetition."""

from __future__ import annotations

from enum import StrEnum

from formcheck.causes import CauseKind
from formcheck.events import Flag, FlagKind, Repetition, Severity
from formcheck.exercise.plan import Plan
from formcheck.samples import Accuracy, Dof


class Reason(StrEnum):
    """Why a repetition was not counted. The values are keys of the message catalogues."""

    KNEE_SHORT = "knee-short"
    KNEE_NOT_BACK = "knee-not-back"
    KNEE_BENT = "knee-bent"
    FOOT_SHORT_UP = "foot-short-up"
    FOOT_SHORT_DOWN = "foot-short-down"
    LEG_SHORT_HIGH = "leg-short-high"
    LEG_SHORT_LOW = "leg-short-low"
    LATE_FOOT = "late-foot"
    FOOT_WRONG_WAY = "foot-wrong-way"
    HEAD_WRONG_WAY = "head-wrong-way"
    TOO_FAST = "too-fast"
    HELD = "held"
    NOT_SEEN_KNEE = "not-seen-knee"
    NOT_SEEN_FOOT = "not-seen-foot"
    NOT_SEEN_LEG = "not-seen-leg"
    NOT_SURE = "not-sure"
    LEFT_PICTURE = "left-picture"
    ASKEW = "askew"
    OTHER_PERSON = "other-person"
    PICTURE_STILL = "picture-still"
    FEET_TOGETHER = "feet-together"

    @property
    def is_unseen(self) -> bool:
        """Whether the camera, and not the movement, is why."""
        return self in _NOT_SEEN


class Hint(StrEnum):
    """A word on a repetition that was counted. The values are keys of the message catalogues."""

    BACK_STILL = "back-still"
    THIGH_DOWN = "thigh-down"
    NO_BOUNCE = "no-bounce"
    FAR_ENOUGH = "far-enough"
    LOOK_UP = "look-up"
    HEAD_DOWN = "head-down"  # lying, an extended neck is a head that rests
    CHIN_DOWN = "chin-down"
    FOOT_BACK = "foot-back"
    SLOWER = "slower"
    TURN_BACK = "turn-back"
    HEAD_UNSEEN = "head-unseen"
    JOINT_UNSEEN = "joint-unseen"


_NOT_SEEN = frozenset(
    {
        Reason.NOT_SEEN_KNEE,
        Reason.NOT_SEEN_FOOT,
        Reason.NOT_SEEN_LEG,
        Reason.NOT_SURE,
        Reason.LEFT_PICTURE,
        Reason.ASKEW,
        Reason.OTHER_PERSON,
        Reason.PICTURE_STILL,
        Reason.FEET_TOGETHER,
    }
)
_CAUSES = {
    CauseKind.OUTSIDE: Reason.LEFT_PICTURE,
    CauseKind.FROM_FRONT: Reason.ASKEW,
    CauseKind.FROM_BEHIND: Reason.ASKEW,
    CauseKind.SOMEBODY_ELSE: Reason.OTHER_PERSON,
    CauseKind.STILL_PICTURE: Reason.PICTURE_STILL,
    CauseKind.FEET_TOGETHER: Reason.FEET_TOGETHER,
}
"""Causes that say more than which joint was not seen."""
_UNSEEN = {Dof.KNEE_FLEXION: Reason.NOT_SEEN_KNEE, Dof.ANKLE_DORSIFLEXION: Reason.NOT_SEEN_FOOT}
_HINTS = {
    FlagKind.TRUNK_LEAN: Hint.BACK_STILL,
    FlagKind.THIGH_LIFT: Hint.THIGH_DOWN,
    FlagKind.BOUNCING: Hint.NO_BOUNCE,
    FlagKind.OVERSHOOT: Hint.FAR_ENOUGH,
    FlagKind.FOOT_STILL: Hint.FOOT_BACK,
    FlagKind.RUSHED: Hint.SLOWER,
    FlagKind.HELD: Hint.TURN_BACK,
}


def reason_of(plan: Plan, repetition: Repetition) -> Reason | None:
    """Return why a repetition was not counted, as its verdict says; None for a good one.

    Parameters
    ----------
    plan : Plan
        What is prescribed, and what the repetition was judged by.
    repetition : Repetition
        Any repetition.
    """
    for flag in repetition.flags:
        if flag.severity is Severity.FAULT and flag.kind.value == repetition.verdict.value:
            return _reason(plan, flag)
    return None


def unseen_part(repetition: Repetition) -> str:
    """Return the part of the body that was not seen, as its verdict says; empty where it is none.

    Parameters
    ----------
    repetition : Repetition
        Any repetition.
    """
    for flag in repetition.flags:
        if flag.severity is Severity.FAULT and flag.kind.value == repetition.verdict.value:
            return "" if flag.cause is None or flag.cause.part is None else flag.cause.part.value
    return ""


def hint_of(plan: Plan, repetition: Repetition, accuracy: Accuracy | None = None) -> Hint | None:
    """Return what could be better still about a good repetition; None where there is nothing to say.

    Parameters
    ----------
    plan : Plan
        What is prescribed, and what the repetition was judged by.
    repetition : Repetition
        Any repetition; its faults are passed over.
    accuracy : Accuracy, optional
        What can be measured at all: what cannot is not missed in every repetition anew.
    """
    flags = (flag for flag in repetition.flags if flag.severity is not Severity.FAULT)
    hints = (_hint(plan, flag) for flag in flags if accuracy is None or _can_be_seen(flag, accuracy))
    return next((hint for hint in hints if hint is not None), None)


def _can_be_seen(flag: Flag, accuracy: Accuracy) -> bool:
    return flag.kind is not FlagKind.NOT_JUDGED or flag.dof is None or accuracy.measures(flag.dof)


def _reason(plan: Plan, flag: Flag) -> Reason:
    match flag.kind:
        case FlagKind.WRONG_ORDER if flag.dof is Dof.NECK_FLEXION:
            return Reason.HEAD_WRONG_WAY
        case FlagKind.WRONG_ORDER:
            return Reason.LATE_FOOT if flag.unit == "s" else Reason.FOOT_WRONG_WAY
        case FlagKind.INCOMPLETE_RANGE:
            return _short(plan, flag)
        case FlagKind.RUSHED:
            return Reason.TOO_FAST
        case FlagKind.HELD:
            return Reason.HELD
        case _:
            return _unseen(plan, flag)


def _unseen(plan: Plan, flag: Flag) -> Reason:
    """Return why it was not seen, or what; what was, though not sharply enough to tell, is nobody's knee or foot."""
    if flag.cause is not None and flag.cause.kind in _CAUSES:
        return _CAUSES[flag.cause.kind]
    return _UNSEEN.get(flag.dof or plan.driver, Reason.NOT_SEEN_LEG) if flag.unit == "share" else Reason.NOT_SURE


def _short(plan: Plan, flag: Flag) -> Reason:
    is_beyond = (flag.measured or 0.0) > (flag.required or 0.0)
    if flag.dof is Dof.KNEE_FLEXION:
        if plan.driver is not Dof.KNEE_FLEXION:
            return Reason.KNEE_BENT
        return Reason.KNEE_SHORT if is_beyond == (plan.sign < 0.0) else Reason.KNEE_NOT_BACK
    if flag.dof is Dof.ANKLE_DORSIFLEXION:
        return Reason.FOOT_SHORT_DOWN if is_beyond else Reason.FOOT_SHORT_UP
    return Reason.LEG_SHORT_LOW if is_beyond else Reason.LEG_SHORT_HIGH


def _hint(plan: Plan, flag: Flag) -> Hint | None:
    if flag.kind is FlagKind.NECK_STILL:
        if (plan.neck_direction or 0.0) > 0.0:
            return Hint.CHIN_DOWN
        return Hint.HEAD_DOWN if plan.exercise.posture.trunk_lean.max < 0.0 else Hint.LOOK_UP
    if flag.kind is FlagKind.NOT_JUDGED:
        return Hint.HEAD_UNSEEN if flag.dof is Dof.NECK_FLEXION else Hint.JOINT_UNSEEN
    return _HINTS.get(flag.kind)
