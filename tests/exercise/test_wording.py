"""What a patient is told is kind, short and about the movement."""

from __future__ import annotations

import re
from itertools import product

import pytest

from formcheck.events import Flag, FlagKind, Severity, Verdict
from formcheck.exercise.judge import decide
from formcheck.exercise.wording import explain, remark
from formcheck.samples import Dof

UNKIND = re.compile(r"\b(wrong|fail\w*|bad\w*|error|incorrect|poor\w*|must|never|weak|lazy|too|you)\b", re.IGNORECASE)
JOINTS = (Dof.KNEE_FLEXION, Dof.ANKLE_DORSIFLEXION, Dof.THIGH_ELEVATION, Dof.NECK_FLEXION, None)
SENTENCES = {
    remark(kind, severity, dof, unit, measured, required)
    for kind, severity, dof, unit, (measured, required) in product(
        FlagKind, Severity, JOINTS, ("deg", "s", "degps"), ((30.0, 12.0), (-12.0, 30.0), (None, None))
    )
}


@pytest.mark.parametrize("sentence", sorted(SENTENCES))
def test_sentence_is_kind_and_short(sentence: str) -> None:
    assert not UNKIND.search(sentence)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert len(sentence) <= 90


def say(dof: Dof, measured: float, required: float) -> str:
    return remark(FlagKind.INCOMPLETE_RANGE, Severity.FAULT, dof, "deg", measured, required)


def test_a_shortfall_is_told_in_the_direction_that_helps() -> None:
    assert say(Dof.KNEE_FLEXION, 32.0, 20.0) == "A little straighter: the knee was 12° short."
    assert say(Dof.KNEE_FLEXION, 60.0, 70.0) == "Bend the knee 10° further."
    assert say(Dof.ANKLE_DORSIFLEXION, -14.0, 0.0) == "Toes up: the foot was 14° short."
    assert say(Dof.ANKLE_DORSIFLEXION, -10.0, -20.0) == "Point the foot further: 10° were missing."
    assert say(Dof.THIGH_ELEVATION, 40.0, 50.0) == "Leg a little higher, by 10°."
    assert say(Dof.THIGH_ELEVATION, 60.0, 50.0) == "Leg a little lower, by 10°."


def test_what_the_camera_missed_is_the_cameras_fault() -> None:
    sentence = remark(FlagKind.NOT_MEASURABLE, Severity.FAULT, Dof.ANKLE_DORSIFLEXION, "share", None, None)
    assert sentence == "Not counted: the camera could not see your foot well enough."


def flag(kind: FlagKind, severity: Severity, message: str) -> Flag:
    return Flag(kind, severity, None, None, None, None, None, "s", message)


def test_the_one_sentence_to_read_is_the_reason_of_the_verdict() -> None:
    flags = (flag(FlagKind.RUSHED, Severity.FAULT, "Slower."), flag(FlagKind.HELD, Severity.FAULT, "Glide."))
    assert explain(decide(flags), flags) == "Slower."


def test_praise_comes_with_the_first_hint() -> None:
    flags = (flag(FlagKind.HELD, Severity.WARNING, "Turn sooner."), flag(FlagKind.BOUNCING, Severity.WARNING, "Glide."))
    assert explain(Verdict.GOOD, flags) == "Good. Turn sooner."
    assert explain(Verdict.GOOD, ()) == "Good."
