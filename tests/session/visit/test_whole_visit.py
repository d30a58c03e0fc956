"""Whole visits over the kept landmarks of sample clips: live is the same fold as replay."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from formcheck.events import Verdict
from formcheck.samples import Side
from formcheck.session.coaching.coach import Tone
from formcheck.session.coaching.reasons import Reason
from formcheck.session.visit.acting import act
from formcheck.session.visit.actions import After
from formcheck.session.visit.advice import advise, next_time
from formcheck.session.visit.course import PartBegun, PartOver, PartStep, VisitStage
from formcheck.session.visit.entries import Judged, PartOpened, RangeFrom
from formcheck.session.visit.visit import History, fold_entries
from tests.support.cases import few
from tests.support.sessions import pose_of, watch
from tests.support.visits import (
    FURTHER,
    Sitting,
    answers,
    dosed,
    golden_record,
    looped,
    parts_of,
    sit_down,
    written_and_read,
)

GOOD_CLIP, MIXED_CLIP = "good-tibial-slider", "mixed-tibial-slider"


pytestmark = pytest.mark.xdist_group("visited")


def visited(stem: str, side: Side, repetitions: int, sets: int, range_from: RangeFrom) -> Sitting:
    """Return a visit before a clip that is shown over and over, up to the questions afterwards.

    Every other picture is left out, as by a computer that is just quick enough.
    """
    record = golden_record(stem)
    exercise = dosed(record.header.prescription.exercise, repetitions, sets)
    sitting = sit_down(exercise, header=record.header)
    sitting.do(answers(side=side, range_from=range_from))
    return sitting.see(looped(record.poses[::2]), until=VisitStage.AFTER)


@cache
def good_visit() -> Sitting:
    return visited(GOOD_CLIP, Side.RIGHT, 3, 2, RangeFrom.PRESCRIBED)


@cache
def mixed_visit() -> Sitting:
    """Five tries are one round of the clip; a sixth would be allowed."""
    return visited(MIXED_CLIP, Side.LEFT, 4, 1, RangeFrom.PRESCRIBED)


@cache
def measured_visit() -> Sitting:
    return visited(GOOD_CLIP, Side.RIGHT, 3, 1, RangeFrom.MEASURE)


every_visit = pytest.mark.parametrize("visited_in", few([good_visit, mixed_visit, measured_visit]))


# --- a good one -------------------------------------------------------------------------------------------------------


def test_two_sets_of_three_good_sliders_are_six_good_ones() -> None:
    sitting = good_visit()
    assert sitting.stage is VisitStage.AFTER
    assert [one.verdict for one in sitting.visit.judged] == [Verdict.GOOD] * 6
    assert [sitting.visit.good_in_set(number) for number in (1, 2)] == [3, 3]


def test_the_stages_follow_one_another() -> None:
    assert good_visit().stages == [
        VisitStage.CAMERA,
        VisitStage.COUNTDOWN,
        VisitStage.SET,
        VisitStage.REST,
        VisitStage.COUNTDOWN,
        VisitStage.SET,
        VisitStage.REST,
        VisitStage.AFTER,
    ]


def test_silence_is_the_normal_state_of_a_good_set() -> None:
    """Only the third good one in a row is praised aloud."""
    sitting = good_visit()
    assert not [cue for cue in sitting.said if cue.tone in {Tone.FORM, Tone.LOST, Tone.SAFETY}]
    aloud = [cue.key for cue in sitting.said if cue.is_spoken]
    assert aloud == [
        "see-all-good",
        "take-position",
        "begin",
        "good",
        "set-done",
        "rest-over",
        "begin",
        "good",
        "all-done",
    ]


def test_a_good_visit_ends_with_nothing_to_change() -> None:
    course, _ = act(good_visit().course, After(1, is_numb=False))
    assert course.stage is VisitStage.SUMMARY
    assert advise(course.visit) == "advice-steady"
    assert next_time(course.visit, History()) == "next-later-today"


# --- a mixed one ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_mixed_set_is_judged_as_it_was_meant() -> None:
    """The countdown ends in the first movement at the soonest, so the round may begin anywhere."""
    intended = [
        (Verdict.GOOD, None),
        (Verdict.INCOMPLETE_RANGE, Reason.KNEE_SHORT),
        (Verdict.INCOMPLETE_RANGE, Reason.FOOT_SHORT_UP),
        (Verdict.RUSHED, Reason.TOO_FAST),
        (Verdict.HELD, Reason.HELD),
    ]
    found = [(one.verdict, one.reason) for one in mixed_visit().visit.judged]
    assert len(found) == 6
    starts = [turn for turn in range(5) if found == [intended[(turn + i) % 5] for i in range(6)]]
    assert len(starts) == 1


@pytest.mark.slow
def test_a_set_of_mostly_not_counted_ones_ends_all_the_same() -> None:
    sitting = mixed_visit()
    assert (sitting.stage, sitting.visit.most_tries) == (VisitStage.AFTER, 6)
    assert sitting.visit.good_in_set(1) < 4


def test_the_left_leg_is_the_one_that_was_named() -> None:
    ((header, _, session),) = parts_of(mixed_visit())
    assert header.prescription.side is session.side is Side.LEFT


# --- with a range of one's own ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_range_of_the_person_in_the_clip_is_measured_and_then_judged_by() -> None:
    sitting = measured_visit()
    assert VisitStage.PRACTICE in sitting.stages
    known = sitting.visit.range
    assert known is not None
    assert known.range_from is RangeFrom.MEASURE
    assert known.personal.driver_end_deg == pytest.approx(5.0, abs=4.0)
    assert known.personal.ankle_end_deg == pytest.approx(13.5, abs=6.0)
    assert [one.verdict for one in sitting.visit.judged] == [Verdict.GOOD] * 3
    assert not FURTHER & set(sitting.keys)


@pytest.mark.slow
def test_practice_is_judged_without_a_range_and_the_set_with_it() -> None:
    headers = [part.header for part in measured_visit().only(PartBegun)]
    practised = headers[0].prescription.personal
    assert (practised.driver_end_deg, practised.ankle_end_deg) == (None, None)
    assert headers[-1].prescription == measured_visit().visit.prescription


# --- live is replay ---------------------------------------------------------------------------------------------------


@every_visit
def test_every_part_is_what_the_pipeline_makes_of_its_frames(visited_in: Callable[[], Sitting]) -> None:
    sitting = visited_in()
    parts = parts_of(sitting)
    assert len(parts) == len(sitting.only(PartOpened))
    for header, steps, session in parts:
        again = watch([pose_of(step) for step in steps], header)
        assert again.session == session
        assert [step.events for step in again.steps] == [step.events for step in steps]


@every_visit
def test_what_was_logged_is_what_the_parts_hold(visited_in: Callable[[], Sitting]) -> None:
    sitting = visited_in()
    held = [one.verdict for _, _, session in parts_of(sitting) for one in session.repetitions]
    assert [one.verdict for one in sitting.only(Judged)] == held


@every_visit
def test_frames_belong_to_one_part_at_most_and_to_one_that_is_open(visited_in: Callable[[], Sitting]) -> None:
    is_open = False
    for effect in visited_in().effects:
        match effect:
            case PartBegun():
                assert not is_open
                is_open = True
            case PartStep():
                assert is_open
            case PartOver():
                assert is_open
                is_open = False
            case _:
                pass
    assert not is_open


@every_visit
def test_the_log_alone_tells_the_visit(visited_in: Callable[[], Sitting]) -> None:
    sitting = visited_in()
    log = written_and_read([sitting.visit.opened, *sitting.entries])
    assert fold_entries(log) == sitting.visit
