"""A session judged by other limits: checked like a file, paired by time, nothing replaced."""

from __future__ import annotations

import pytest

from formcheck.errors import ExerciseError
from formcheck.events import Verdict
from formcheck.exercise.definition import Personal, Prescription, Window
from formcheck.exercise.loader import exercise_ids, load_prescription
from formcheck.samples import Side
from formcheck.session.rescoring import Trial, limits_of, pair_results, rescore, try_limits
from tests.support.stored import BRIEF, session_of
from tests.support.visits import golden_record

SLIDER = load_prescription("tibial-slider-seated")
KNEE_END = "phases.extend.knee_flexion.max"


@pytest.mark.parametrize("name", exercise_ids())
def test_every_number_that_can_be_tried_is_one_of_the_file_and_to_try_it_changes_nothing(name: str) -> None:
    prescription = load_prescription(name)
    assert try_limits(prescription, Trial(limits=limits_of(prescription))) == prescription


def test_what_is_tried_is_laid_over() -> None:
    tried = try_limits(SLIDER, Trial(side="left", limits={KNEE_END: 30.0, "tempo.min_cycle_s": 1.5}))
    assert tried.exercise.end.knee_flexion == Window(0.0, 30.0)
    assert tried.exercise.tempo.min_cycle_s == 1.5
    assert tried.side is Side.LEFT


def test_rest_is_changed_where_it_begins_and_where_it_ends() -> None:
    tried = try_limits(SLIDER, Trial(limits={"phases.start.knee_flexion.min": 70.0}))
    assert [phase.knee_flexion for phase in tried.exercise.phases.values()][::2] == [Window(70.0, 110.0)] * 2


def test_what_is_known_of_the_person_can_be_tried_and_left_out() -> None:
    personal = Prescription(SLIDER.exercise, Side.RIGHT, Personal(driver_end_deg=14.0, ankle_neutral_deg=3.0))
    tried = try_limits(personal, Trial(limits={"personal.driver_end_deg": None, "personal.ankle_end_deg": 4.0}))
    assert tried.personal == Personal(ankle_end_deg=4.0, ankle_neutral_deg=3.0)
    assert try_limits(personal, Trial(side="found")).side is None


def test_another_exercise_keeps_the_leg_and_forgets_the_range() -> None:
    personal = Prescription(SLIDER.exercise, Side.RIGHT, Personal(driver_end_deg=14.0, ankle_neutral_deg=3.0))
    tried = try_limits(personal, Trial(exercise="sciatic-slider-seated"))
    assert (tried.exercise.id, tried.side) == ("sciatic-slider-seated", Side.RIGHT)
    assert tried.personal == Personal(ankle_neutral_deg=3.0)


@pytest.mark.parametrize(
    ("trial", "keys"),
    [
        (Trial(limits={KNEE_END: -5.0}), {"phases.extend.knee_flexion.min", KNEE_END, "phases.extend.knee_flexion"}),
        (Trial(limits={KNEE_END: 400.0}), {KNEE_END}),
        (Trial(limits={KNEE_END: "thirty"}), {KNEE_END}),
        (Trial(limits={"tempo.min_cycle_s": 70.0, KNEE_END: 400.0}), {"tempo.min_cycle_s", KNEE_END}),
        (Trial(limits={"clear.knee_deg": 1.0}), {"clear.knee_deg"}),
        (Trial(exercise="../secret"), {"exercise"}),
    ],
)
def test_all_that_contradicts_is_told(trial: Trial, keys: set[str]) -> None:
    with pytest.raises(ExerciseError) as told:
        try_limits(SLIDER, trial)
    found = {fault.key for fault in told.value.faults}
    assert found
    assert found & keys


@pytest.mark.slow
def test_by_the_same_limits_the_same_is_found() -> None:
    record = golden_record(BRIEF)
    again = rescore(record, try_limits(record.header.prescription, Trial()))
    assert again.repetitions == session_of().repetitions
    assert not any(pair.is_changed for pair in pair_results(session_of().repetitions, again.repetitions))


@pytest.mark.slow
def test_by_other_limits_the_verdicts_are_others_and_pair_by_time() -> None:
    record = golden_record(BRIEF)
    tried = rescore(record, try_limits(record.header.prescription, Trial(limits={KNEE_END: 60.0})))
    pairs = pair_results(session_of().repetitions, tried.repetitions)
    assert [pair.now.verdict for pair in pairs if pair.now] == [one.verdict for one in session_of().repetitions]
    changed = [pair for pair in pairs if pair.is_changed]
    assert changed
    assert all(pair.now is not None and pair.now.verdict is Verdict.INCOMPLETE_RANGE for pair in changed)
