"""Numbers that somebody typed, put together to a prescription, or refused with the keys of all that contradicts."""

from __future__ import annotations

import pytest

from formcheck.errors import Rule
from formcheck.exercise.definition import Dose, Prescription, Window
from formcheck.exercise.loader import exercise_ids, load_exercise
from formcheck.exercise.overlay import overlay_of
from formcheck.samples import Side
from formcheck.session.prescribing import MOST_A_DAY, Wish, a_day, compose, numbers_of
from formcheck.session.rescoring import Limit, limits_of

SLIDER = load_exercise("tibial-slider-seated")
KNEE = "phases.extend.knee_flexion"


@pytest.mark.parametrize("name", exercise_ids())
def test_its_own_numbers_give_the_exercise_again(name: str) -> None:
    exercise = load_exercise(name)
    known = numbers_of(Prescription(exercise))
    assert known.keys() > limits_of(Prescription(exercise)).keys()
    examined = compose(exercise, {}, Wish(Side.LEFT, "x", known))
    assert examined.faults == ()
    assert examined.value == Prescription(exercise, Side.LEFT, note="x")


def test_a_way_back_that_asked_the_same_as_rest_goes_on_doing_so() -> None:
    examined = compose(SLIDER, {}, Wish(numbers={"phases.start.knee_flexion.max": 100.0}))
    assert examined.value is not None
    assert examined.value.exercise.phases["return"].knee_flexion == Window(75.0, 100.0)


def test_it_goes_on_from_an_earlier_prescription() -> None:
    earlier = compose(SLIDER, {}, Wish(Side.RIGHT, "old", {"tempo.out_s": 4.0, "personal.driver_end_deg": 25.0})).value
    assert earlier is not None
    said = overlay_of(earlier, SLIDER)
    later = compose(SLIDER, said, Wish(Side.RIGHT, "", {"dose.sets": 1.0, "personal.driver_end_deg": None})).value
    assert later is not None
    assert (later.exercise.tempo.out_s, later.exercise.dose.sets) == (4.0, 1)
    assert (later.personal.driver_end_deg, later.note) == (None, "")


@pytest.mark.parametrize(
    ("numbers", "keys"),
    [
        ({f"{KNEE}.max": 400.0}, {f"{KNEE}.max", KNEE}),  # beyond any joint, and across rest
        ({f"{KNEE}.min": 30.0}, {f"{KNEE}.min"}),
        ({f"{KNEE}.max": 80.0}, {KNEE}),
        ({"tempo.out_s": 0.5}, {"tempo"}),
        ({"tempo.out_s": "2o"}, {"tempo.out_s"}),
        ({"dose.repetitions": 2.5}, {"dose.repetitions"}),
        ({"dose.repetitions": 0.0}, {"dose.repetitions"}),
        ({"dose.repetitions": 100.0, "dose.sets": 3.0}, {"dose"}),
        ({"phases.extend.hold_s": 5.0}, {"phases.extend.hold_s"}),
        ({"personal.driver_end_deg": 90.0}, {"personal.driver_end_deg"}),
        ({f"{KNEE}.max": 80.0, "dose.sets": "x"}, {KNEE, "dose.sets"}),
    ],
)
def test_what_no_joint_can_do_and_what_contradicts_is_refused(numbers: dict[str, Limit], keys: set[str]) -> None:
    assert {fault.key for fault in compose(SLIDER, {}, Wish(numbers=numbers)).faults} == keys


def test_a_dose_has_a_ceiling() -> None:
    (fault,) = compose(SLIDER, {}, Wish(numbers={"dose.per_day": 10.0})).faults
    assert fault.ruled is not None
    assert (fault.ruled.rule, fault.ruled.numbers) == (Rule.AT_MOST, (MOST_A_DAY,))
    assert a_day(Dose(10, 2, 9)) == MOST_A_DAY
    assert compose(SLIDER, {}, Wish(numbers={"dose.per_day": 9.0})).faults == ()
